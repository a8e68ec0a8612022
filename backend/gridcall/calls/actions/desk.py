"""The district desk: accepts or sends back, orders the units, moves the meeting, settles what was returned."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from gridcall import clock, db, requests
from gridcall.calls import writing
from gridcall.calls.actions.turn import Request, Turn, begin, finish, subject
from gridcall.calls.rows import AssignmentRow, CallRow
from gridcall.calls.workflow import COMING, IN_PLAY, AssignmentStatus, CallStep, UnitPart
from gridcall.errors import InvalidInput
from gridcall.media import actions as media
from gridcall.people.actor import Actor
from gridcall.people.queries import unit
from gridcall.responsibility import actions as responsibility
from gridcall.snaps.places import Point

UNITS_AT_MOST, HEADS_AT_MOST, DUTY_AT_MOST, ORDER_AT_MOST, FINDING_AT_MOST = 20, 200, 200, 500, 1000
PAST = timedelta(minutes=5)  # "now" said by a slow finger is still now
FURTHEST = timedelta(days=60)
BINDING_RETURNS = 2  # the second return needs the desk's written finding (docs/domain.md 4.3)


@dataclass(frozen=True)
class Called:
    """A unit that is called: `id` of its assignment is made by the client."""

    id: UUID
    unit_id: UUID
    part: UnitPart
    duty: str = ""
    headcount: int = 1


@dataclass(frozen=True)
class Order:
    """When and where the units report."""

    report_at: datetime
    place: str
    point: Point | None = None
    words: str = ""


async def accept(actor: Actor, request: Request, *, now: datetime) -> CallRow:
    """The desk takes the call up (受理)."""
    async with db.transaction():
        turn = await begin(CallStep.ACCEPT, actor, request, now)
        return turn.call if turn.repeated else await finish(turn, turn.moved())


async def send_back(actor: Actor, request: Request, *, now: datetime) -> CallRow:
    """To the street, with a reason. What is changed then needs a new signature."""
    async with db.transaction():
        turn = await begin(CallStep.SEND_BACK, actor, request, now)
        return turn.call if turn.repeated else await finish(turn, turn.moved(seal=None, signed_at=None))


async def dispatch(actor: Actor, request: Request, order: Order, called: Sequence[Called], *, now: datetime) -> CallRow:
    """The district's work order: which units report, when and where (派遣). All of them hear at once."""
    async with db.transaction():
        turn = await begin(CallStep.DISPATCH, actor, request, now, order=order, called=list(called))
        if turn.repeated:
            return turn.call
        changes = meeting_of(order, now)
        call = turn.moved(
            **changes, order_text=requests.said(order.words, "words", ORDER_AT_MOST), order_version=1, dispatched_at=now
        )
        await _call_units(turn, called, now)
        await media.show(subject(call, turn.parts))
        return await finish(turn, call, facts=_facts(call, turn.fresh))


def meeting_of(order: Order, now: datetime) -> dict[str, Any]:
    """When and where, checked, as the call's columns. InvalidInput."""
    place = requests.said(order.place, "place", 100)
    if not place:
        raise InvalidInput("place", "required")
    if not now - PAST <= order.report_at <= now + FURTHEST:
        raise InvalidInput("reportAt", "report_time")
    lon, lat = order.point.wgs84() if order.point else (None, None)
    return {"report_at": order.report_at, "report_place": place, "report_lon": lon, "report_lat": lat}


def _facts(call: CallRow, fresh: Sequence[AssignmentRow]) -> dict[str, Any]:
    return {
        "report_at": call.report_at,
        "report_place": call.report_place,
        "units": [{"unit_name": one.unit_name, "part": one.part.value, "headcount": one.headcount} for one in fresh],
    }


async def _call_units(
    turn: Turn,
    called: Sequence[Called],
    now: datetime,
    *,
    replacing: AssignmentRow | None = None,
    binding: bool = False,
) -> None:
    """Write one assignment for each; `turn.fresh` holds them."""
    if not called and replacing is None:
        raise InvalidInput("units", "units_required")
    present = {part.unit_id for part in turn.parts if part.status in IN_PLAY | {AssignmentStatus.RETURNED}}
    if len(present) + len(called) > UNITS_AT_MOST:
        raise InvalidInput("units", "too_many_units")
    for one in called:
        if one.unit_id in present:
            raise InvalidInput("units", "unit_twice")
        present.add(one.unit_id)
        turn.fresh.append(await _called(turn, one, now, replacing, binding))
    turn.parts = [*turn.parts, *turn.fresh]


async def _called(
    turn: Turn, one: Called, now: datetime, replacing: AssignmentRow | None, binding: bool
) -> AssignmentRow:
    found = await unit(one.unit_id)
    if not found["code"].startswith(turn.call.district):
        raise InvalidInput("units", "unit_unknown")
    if found["dissolved_on"] is not None and found["dissolved_on"] <= clock.day_of(now):
        raise InvalidInput("units", "unit_dissolved")
    if not 1 <= one.headcount <= HEADS_AT_MOST:
        raise InvalidInput("headcount", "heads_range")
    assignment = AssignmentRow(
        id=one.id,
        call_id=turn.call.id,
        unit_id=one.unit_id,
        unit_name=found["name"],
        part=one.part,
        duty=requests.said(one.duty, "duty", DUTY_AT_MOST),
        headcount=one.headcount,
        rank=len(turn.parts) + len(turn.fresh) + 1,
        dispatched_at=now,
        returns=replacing.returns if replacing else 0,
        binding=binding,
        replaces_id=replacing.id if replacing else None,
    )
    if not await writing.insert("assignments", assignment):
        raise InvalidInput("units", "not_an_id")
    return assignment


async def add_units(actor: Actor, request: Request, called: Sequence[Called], *, now: datetime) -> CallRow:
    """More units than first thought."""
    async with db.transaction():
        turn = await begin(CallStep.ADD_UNITS, actor, request, now, called=list(called))
        if turn.repeated:
            return turn.call
        await _call_units(turn, called, now)
        await media.show(subject(turn.call, turn.parts))
        return await finish(turn, turn.moved(), facts=_facts(turn.call, turn.fresh))


async def move(actor: Actor, request: Request, order: Order, *, now: datetime) -> CallRow:
    """Another time or place (改时间地点): everyone confirms again."""
    async with db.transaction():
        turn = await begin(CallStep.MOVE, actor, request, now, order=order)
        if turn.repeated:
            return turn.call
        return await meet_anew(turn, order, now)


async def meet_anew(turn: Turn, order: Order, now: datetime) -> CallRow:
    """The order names another time or place, so everyone who has not begun to work confirms again."""
    call = turn.moved(**meeting_of(order, now), order_version=turn.call.order_version + 1)
    for part in [part for part in turn.parts if part.status in COMING]:
        await turn.change_part(part, status=AssignmentStatus.DISPATCHED, responded_at=None, coming=None)
        turn.again.add(part.id)
    return await finish(turn, call, facts=_facts(call, []))


async def remind(actor: Actor, request: Request, *, now: datetime) -> CallRow:
    """Somebody waits for the unit (催办)."""
    async with db.transaction():
        turn = await begin(CallStep.REMIND, actor, request, now)
        if turn.repeated:
            return turn.call
        await turn.change_part(turn.the_part, reminded=turn.the_part.reminded + 1)
        return await finish(turn, turn.moved())


async def settle_return(
    actor: Actor, request: Request, called: Sequence[Called], finding: str, *, now: datetime
) -> CallRow:
    """What a unit returned goes to others, back to it, or to nobody.

    The second return of one duty needs the desk's written finding. It is kept with the item, and who is called by
    it cannot return again.
    """
    finding = requests.said(finding, "finding", FINDING_AT_MOST)
    async with db.transaction():
        turn = await begin(CallStep.SETTLE_RETURN, actor, request, now, called=list(called), finding=finding)
        if turn.repeated:
            return turn.call
        returned, binding = turn.the_part, turn.the_part.returns >= BINDING_RETURNS
        if binding and not finding:
            raise InvalidInput("finding", "finding_required")
        await turn.move_part()
        await _call_units(turn, called, now, replacing=returned, binding=binding)
        if binding:
            await responsibility.keep_finding(
                id=request.id,
                code=turn.call.district,
                item_number=turn.call.item_number,
                call_id=turn.call.id,
                unit_name="、".join(one.unit_name for one in turn.fresh),
                words=finding,
                by_post_id=turn.hat.post_id,
                now=now,
            )
        await media.show(subject(turn.call, turn.parts))
        facts = {**_facts(turn.call, turn.fresh), "finding": finding}
        return await finish(turn, turn.moved(), facts=facts)


async def relieve(actor: Actor, request: Request, called: Sequence[Called], *, now: datetime) -> CallRow:
    """The unit is let off, because it was dissolved or for another reason; others may be called in its place."""
    async with db.transaction():
        turn = await begin(CallStep.RELIEVE, actor, request, now, called=list(called))
        if turn.repeated:
            return turn.call
        relieved = turn.the_part
        await turn.move_part()
        await _call_units(turn, called, now, replacing=replace(relieved, returns=0))
        await media.show(subject(turn.call, turn.parts))
        return await finish(turn, turn.moved(), facts=_facts(turn.call, turn.fresh))
