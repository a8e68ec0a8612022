"""Reading wishes: the wall, one wish, counts, the board; units and what they did."""

from datetime import date
from typing import Annotated

import strawberry

from gridcall import outbox
from gridcall.errors import InvalidInput as BadInput
from gridcall.gql import Info, PageInfo, page_size, uuid_of
from gridcall.grid.api import PointInput, wgs84
from gridcall.registrations import queries as registrations
from gridcall.wishes import board as boards
from gridcall.wishes import lists, queries
from gridcall.wishes.api.types import (
    Wish,
    WishBoard,
    WishBoardRow,
    WishConnection,
    WishCounts,
    head_of,
    shown,
)
from gridcall.wishes.api.units import RegisteredUnit, units_shown
from gridcall.wishes.lists import WishOrder, WishScope
from gridcall.wishes.workflow import WishKind, WishStatus

TEXT_AT_MOST = 50
From = Annotated[date, strawberry.argument(name="from")]


@strawberry.input
class WishFilter:
    """`near`: for the order NEAREST, which goes by the middle of each community."""

    scope: WishScope
    within: str | None = None
    statuses: list[WishStatus] | None = None
    kind: WishKind | None = None
    text: str | None = None
    order: WishOrder | None = None
    near: PointInput | None = None


def _within(code: str | None) -> str | None:
    if code and not (code.isascii() and code.isdigit() and len(code) <= 15):  # noqa: PLR2004
        raise BadInput("within", "division_code")
    return code or None


def _filter(asked: WishFilter) -> lists.Filter:
    text = (asked.text or "").strip()
    if len(text) > TEXT_AT_MOST:
        raise BadInput("text", "too_long")
    return lists.Filter(
        scope=asked.scope,
        within=_within(asked.within),
        statuses=frozenset(asked.statuses or ()),
        kind=asked.kind,
        text=text,
        order=asked.order or WishOrder.NEWEST,
        near=wgs84(asked.near, "near") if asked.near else None,
    )


@strawberry.type
class WishesQuery:
    @strawberry.field
    async def wishes(self, info: Info, filter: WishFilter, first: int, after: str | None = None) -> WishConnection:
        """Without sign-in the wall (scope PUBLIC); the newest first unless another order is asked for."""
        cursor, context = await outbox.head_cursor(), info.context
        page = await lists.page(lists.Ask(context.actor, _filter(filter)), page_size(first), after)
        nodes = [head_of(wish, context) for wish in page.wishes]
        place = PageInfo(has_next_page=page.more, end_cursor=page.cursors[-1] if page.cursors else None)
        return WishConnection(cursors=page.cursors, nodes=nodes, page_info=place, feed_cursor=cursor)

    @strawberry.field
    async def wish(self, info: Info, id: strawberry.ID) -> Wish | None:
        cursor, found = await outbox.head_cursor(), await queries.find(uuid_of(id))
        visible = found is not None and await queries.may_see(info.context.actor, found)
        return await shown(found, info, cursor) if found and visible else None

    @strawberry.field
    async def wish_counts(self, info: Info, within: str | None = None) -> WishCounts:
        """Without sign-in too; by default of all that is served here."""
        cursor, context = await outbox.head_cursor(), info.context
        place = _within(within) or context.settings.root_code
        return WishCounts(**vars(await lists.counts(context.actor, place, context.now)), feed_cursor=cursor)

    @strawberry.field
    async def wish_board(
        self, info: Info, within: str, from_: From, to: date, kind: WishKind | None = None
    ) -> WishBoard:
        """By the divisions below `within`; without sign-in too."""
        cursor = await outbox.head_cursor()
        rows, total = await boards.board(boards.Asked(within, from_, to, kind), info.context.now)
        shown_ = [WishBoardRow(**vars(row)) for row in rows]
        return WishBoard(rows=shown_, total=WishBoardRow(**vars(total)), from_=from_, to=to, feed_cursor=cursor)

    @strawberry.field
    async def wish_board_csv(self, info: Info, within: str, from_: From, to: date, kind: WishKind | None = None) -> str:
        """The same for a spreadsheet."""
        rows, total = await boards.board(boards.Asked(within, from_, to, kind), info.context.now)
        return boards.as_csv(rows, total, info.context.language)

    @strawberry.field
    async def registered_units(self, info: Info, community: str) -> list[RegisteredUnit]:
        """The double-registered units of a community, without sign-in too."""
        found = await registrations.units_at(community, info.context.now)
        return await units_shown(found, info.context)

    @strawberry.field
    async def registered_unit(self, info: Info, id: strawberry.ID) -> RegisteredUnit | None:
        """A unit's page: where it is registered, its members, what it has claimed and fulfilled."""
        found = await registrations.unit(uuid_of(id))
        shown_ = await units_shown([found] if found else [], info.context)
        return next((unit for unit in shown_ if unit.registered), None)
