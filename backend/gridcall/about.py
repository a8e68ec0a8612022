"""What the app asks before anything else: how this deployment is set."""

import asyncio
from collections.abc import Collection, Mapping
from datetime import date

import strawberry

from gridcall import __version__, clock, settings
from gridcall.gql import Info
from gridcall.grid import locate
from gridcall.people.ports import ports
from gridcall.people.workflow import STREET
from gridcall.push import keys
from gridcall.push import queries as inbox
from gridcall.snaps import actions as snaps
from gridcall.snaps.queries import has_reported


@strawberry.type(description="How this deployment is set.")
class Settings:
    plain: strawberry.Private[settings.Settings]
    demo: bool = strawberry.field(description="Made-up persons; one-time codes are shown on screen.")
    version: str
    root_code: str = strawberry.field(description="The division that is served here.")
    snap_reopen_days: int = strawberry.field(description="(assumed)")
    redemption_minutes: int = strawberry.field(description="(assumed)")
    voucher_days: int = strawberry.field(description="(assumed)")
    voucher_points_at_most: int = strawberry.field(description="(assumed)")
    gift_points_a_day: int = strawberry.field(description="(assumed)")
    activity_hours_at_most: int = strawberry.field(description="(assumed)")
    nearby_metres: int = strawberry.field(description="(assumed)")
    wish_amount_limit_yuan: int = strawberry.field(description="(assumed)")
    wish_confirm_days: int = strawberry.field(description="(assumed)")
    wish_promise_days_at_most: int = strawberry.field(description="(assumed)")
    wish_private_days: int = strawberry.field(
        description="(assumed) After the end of a wish for somebody without a phone, name, phone and address go."
    )
    photos_at_most: int
    words_at_most: int

    @strawberry.field
    async def root_name(self) -> str:
        return (await _place_names([self.root_code], clock.today())).get(self.root_code, self.root_code)

    @strawberry.field
    async def grid_version(self) -> str:
        """Another one means that cells or divisions have changed."""
        return await locate.version(clock.today())

    @strawberry.field
    async def push_public_key(self) -> str:
        """With which browsers subscribe to push."""
        return await asyncio.to_thread(keys.public_key, self.plain.data)


@strawberry.type
class AboutQuery:
    @strawberry.field
    async def settings(self, info: Info) -> Settings:
        plain = info.context.settings
        return Settings(
            plain=plain,
            demo=plain.demo,
            version=__version__,
            root_code=plain.root_code,
            snap_reopen_days=plain.snap_reopen_days,
            redemption_minutes=plain.redemption_minutes,
            voucher_days=plain.voucher_days,
            voucher_points_at_most=plain.voucher_points_at_most,
            gift_points_a_day=plain.gift_points_a_day,
            activity_hours_at_most=plain.activity_hours_at_most,
            nearby_metres=plain.nearby_metres,
            wish_amount_limit_yuan=plain.wish_amount_limit_yuan,
            wish_confirm_days=plain.wish_confirm_days,
            wish_promise_days_at_most=plain.wish_promise_days_at_most,
            wish_private_days=plain.wish_private_days,
            photos_at_most=snaps.PHOTOS_AT_MOST,
            words_at_most=snaps.WORDS_AT_MOST,
        )


async def _place_names(codes: Collection[str], day: date) -> Mapping[str, str]:
    """A community and its cells are called with their street before; a street and what lies above, alone."""
    index = await locate.current()
    named = {code: index.names(code) for code in codes}
    return {code: names.community if len(code) <= STREET else str(names) for code, names in named.items() if str(names)}


ports.place_names = _place_names
ports.unread = inbox.unread
ports.met = has_reported
