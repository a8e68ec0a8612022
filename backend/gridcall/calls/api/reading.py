"""Reading calls: lists, queues, one call, counts."""

from datetime import datetime

import strawberry

from gridcall import outbox
from gridcall.calls import actions, lists, queries
from gridcall.calls.actions.units import members
from gridcall.calls.api.parts import CallPerson
from gridcall.calls.api.types import Call, all_shown, shown
from gridcall.calls.lists import CallScope
from gridcall.calls.rows import CallRow
from gridcall.calls.workflow import CallStatus
from gridcall.errors import InvalidInput as BadInput
from gridcall.gql import Info, PageInfo, actor_of, page_size, requires, uuid_of
from gridcall.lamps import Lamp
from gridcall.people.actor import Actor
from gridcall.people.permissions import Permission
from gridcall.people.sorting import sorted_as_person
from gridcall.responsibility.rules import Urgency

strawberry.enum(CallScope)
TEXT_AT_MOST = 50


@strawberry.type
class CallEdge:
    cursor: str
    node: Call


@strawberry.type
class CallConnection:
    nodes: list[Call]
    page_info: PageInfo
    feed_cursor: str = strawberry.field(description="The list holds every event up to here.")

    @strawberry.field
    def edges(self) -> list[CallEdge]:
        return [CallEdge(cursor=lists.cursor_of(node.row), node=node) for node in self.nodes]


@strawberry.type
class CallQueue:
    """Open calls, emergencies first, then by lamp and the nearest limit; at most 200."""

    calls: list[Call]
    feed_cursor: str


@strawberry.type
class CallStatusCount:
    status: CallStatus
    number: int


@strawberry.type
class CallCounts:
    """Open calls."""

    by_status: list[CallStatusCount]
    amber: int
    red: int
    needs_me: int
    feed_cursor: str


@strawberry.type
class LastUnits:
    """A set of units that the desk has called before for an item."""

    unit_ids: list[strawberry.ID]
    at: datetime


@strawberry.input
class CallFilter:
    scope: CallScope
    within: str | None = None
    statuses: list[CallStatus] | None = None
    urgencies: list[Urgency] | None = None
    lamp: Lamp | None = None
    text: str | None = None
    unit_id: strawberry.ID | None = None


def _ask(info: Info, asked: CallFilter) -> lists.Ask:
    text, within = (asked.text or "").strip(), asked.within
    if len(text) > TEXT_AT_MOST:
        raise BadInput("text", "too_long")
    if within and not (within.isascii() and within.isdigit() and len(within) <= 15):  # noqa: PLR2004
        raise BadInput("within", "division_code")
    found = lists.Filter(
        scope=asked.scope,
        within=within or None,
        statuses=frozenset(asked.statuses or ()),
        urgencies=frozenset(asked.urgencies or ()),
        lamp=asked.lamp,
        text=text,
        unit_id=uuid_of(asked.unit_id, "unitId") if asked.unit_id else None,
    )
    return lists.Ask(actor_of(info), found, info.context.now, info.context.settings.amber_share)


async def _seen(info: Info, actor: Actor, call: CallRow | None) -> Call | None:
    """As far as the reader may know it, and nothing to whom it is no business."""
    if call is None:
        return None
    parts = (await queries.parts([call.id]))[call.id]
    return await shown(call, info) if actions.may_see(actor, call, parts) else None


@strawberry.type
class CallsQuery:
    @strawberry.field
    async def calls(self, info: Info, first: int, filter: CallFilter, after: str | None = None) -> CallConnection:
        """Newest first."""
        cursor = await outbox.head_cursor()
        page = await lists.page(_ask(info, filter), page_size(first), after)
        nodes = await all_shown(page.calls, info)
        end = lists.cursor_of(page.calls[-1]) if page.calls else None
        place = PageInfo(has_next_page=page.more, end_cursor=end)
        return CallConnection(nodes=nodes, page_info=place, feed_cursor=cursor)

    @strawberry.field
    async def call_queue(self, info: Info, filter: CallFilter, first: int | None = None) -> CallQueue:
        """What is to be done: emergencies first, then by lamp and the nearest limit."""
        cursor = await outbox.head_cursor()
        ask = _ask(info, filter)
        found = await lists.queue(ask) if first is None else await lists.queue(ask, page_size(first))
        return CallQueue(calls=await all_shown(found, info), feed_cursor=cursor)

    @strawberry.field
    async def call(self, info: Info, id: strawberry.ID) -> Call | None:
        return await _seen(info, actor_of(info), await queries.find(uuid_of(id)))

    @strawberry.field
    async def call_of_snap(self, info: Info, snap_id: strawberry.ID) -> Call | None:
        """The call that a snap was raised to, for those who may see the call."""
        if info.context.actor is None:
            return None
        return await _seen(info, info.context.actor, await queries.raised_from(uuid_of(snap_id, "snapId")))

    @strawberry.field
    async def call_counts(self, info: Info, within: str | None = None) -> CallCounts:
        cursor = await outbox.head_cursor()
        area = await lists.counts(_ask(info, CallFilter(scope=CallScope.AREA, within=within)))
        mine = await lists.counts(_ask(info, CallFilter(scope=CallScope.NEEDS_ME, within=within)))
        by_status = [CallStatusCount(status=s, number=area[s]) for s in CallStatus if s in area]
        needs_me = sum(number for name, number in mine.items() if name not in ("amber", "red"))
        return CallCounts(
            by_status=by_status,
            amber=area.get("amber", 0),
            red=area.get("red", 0),
            needs_me=needs_me,
            feed_cursor=cursor,
        )

    @strawberry.field(extensions=[requires(Permission.CALL_ATTEND)])  # type: ignore[untyped-decorator]
    async def unit_members(self, info: Info, unit_id: strawberry.ID) -> list[CallPerson]:
        """Who can go out for one's own unit; nobody for another's."""
        unit = uuid_of(unit_id, "unitId")
        if unit not in queries.units_of(actor_of(info)):
            return []
        found = await members(unit, info.context.now)
        return [
            CallPerson(person_id=strawberry.ID(str(person)), name=name, post="")
            for person, name in sorted(found.items(), key=lambda one: sorted_as_person(one[1]))
        ]

    @strawberry.field(extensions=[requires(Permission.CALL_DISPATCH)])  # type: ignore[untyped-decorator]
    async def last_called_units(self, info: Info, item_number: str) -> list[LastUnits]:
        """The sets of units that were called for the item before, the newest first, at most 3."""
        codes = actor_of(info).codes(Permission.CALL_DISPATCH)
        return [
            LastUnits(unit_ids=[strawberry.ID(unit) for unit in units], at=at)
            for units, at in await queries.last_called(codes, item_number)
        ]
