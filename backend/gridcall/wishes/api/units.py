"""A double-registered unit's page: where it is registered, who belongs to it, what it has claimed and fulfilled."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

import strawberry

from gridcall import db
from gridcall.gql import Context, Info
from gridcall.people.api import Unit, unit_of
from gridcall.people.permissions import Permission
from gridcall.people.workflow import covers
from gridcall.points.api import PointsAccount, account_at
from gridcall.points.rules import Holder
from gridcall.registrations import queries as registrations
from gridcall.registrations.api import Registration, all_shown
from gridcall.wishes import queries


@strawberry.type
class RegisteredUnit:
    """A double-registered unit (双报到单位)."""

    registered: strawberry.Private[bool]
    unit: Unit
    communities: list[Registration] = strawberry.field(description="Where it is registered.")
    members: list[Registration] = strawberry.field(description="For the unit's contacts and the communities' staff.")
    members_count: int = strawberry.field(description="Verified ones.")
    claimed: int = strawberry.field(description="Wishes ever claimed in its name.")
    fulfilled: int
    contact_of_mine: bool = strawberry.field(description="I represent it.")
    key: strawberry.Private[UUID]

    @strawberry.field
    async def account(self, info: Info) -> PointsAccount | None:
        """For its contacts alone. None while it has never earned."""
        return await account_at(Holder.unit(self.key).account, info) if self.contact_of_mine else None


async def units_shown(rows: Sequence[db.Row], context: Context) -> list[RegisteredUnit]:
    """The units with all that hangs on them, one SQL per level."""
    ids = [UUID(str(row["id"])) for row in rows]
    held = await registrations.of_units(ids, context.now) if ids else []
    by_unit: dict[str, list[db.Row]] = defaultdict(list)
    for row in held:
        by_unit[str(row["unit_id"])].append(row)
    done = await queries.done_by_units(ids) if ids else {}
    represented = set(registrations.represented(context.actor))
    return [
        await _shown(row, by_unit[str(row["id"])], done.get(key, (0, 0)), key in represented, context)
        for key, row in zip(ids, rows, strict=True)
    ]


async def _shown(
    row: db.Row, held: Sequence[db.Row], done: tuple[int, int], contact: bool, context: Context
) -> RegisteredUnit:
    own = [one for one in held if one["person_id"] is None]
    members = [one for one in held if one["person_id"] is not None]
    readable = context.actor.codes(Permission.REGISTRATION_READ) if context.actor else ()
    seen = [one for one in members if contact or covers(readable, one["code"])]
    return RegisteredUnit(
        registered=bool(own),
        unit=unit_of(row),
        communities=await all_shown(own, context),
        members=await all_shown(seen, context),
        members_count=len({str(one["person_id"]) for one in members if one["verified_by"]}),
        claimed=done[0],
        fulfilled=done[1],
        contact_of_mine=contact,
        key=UUID(str(row["id"])),
    )
