"""What a party asks of the desk while its clock runs, and the desk's answer.

A unit that cannot make the ordered time or place proposes another one (商量改期); one that works on it asks for a
later limit (申请延期). The desk answers both: it gave the order, so it stands one step above the units. It answers the
street too, whose closing is returned to it. Nobody answers for the desk itself, and the limits to sign, to answer and
to look at a report are not extended: they are short, and what they ask for is a yes or a no.

Granting never rewrites the past: the running segment ends, red if its limit was over by then, and another one of the
same stage begins, with the new limit and the plea by which it was set.
"""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from gridcall import db
from gridcall.calls import queries, writing
from gridcall.calls.actions.desk import FURTHEST, Order, meet_anew, meeting_of
from gridcall.calls.actions.turn import Request, Turn, begin, finish
from gridcall.calls.rows import CallRow, PleaRow
from gridcall.calls.rules import PleaAnswer
from gridcall.calls.workflow import CallStep, PleaKind
from gridcall.errors import InvalidInput, NotFound
from gridcall.grid.coordinates import CoordinateSystem
from gridcall.people.actor import Actor
from gridcall.snaps.places import Point


async def propose_meeting(actor: Actor, request: Request, order: Order, *, now: datetime) -> CallRow:
    """The ordered time or place does not suit the unit: another one, and why. Confirming takes the proposal back."""
    async with db.transaction():
        turn = await begin(CallStep.PROPOSE_MEETING, actor, request, now, order=order)
        if turn.repeated:
            return turn.call
        meeting = meeting_of(order, now)
        place, lon, lat = meeting["report_place"], meeting["report_lon"], meeting["report_lat"]
        plea = await _asked(turn, PleaKind.MEETING, order.report_at)
        await writing.insert("call_pleas", replace(plea, place=place, lon=lon, lat=lat))
        await turn.change_part(turn.the_part, plea=PleaKind.MEETING)
        return await finish(turn, turn.moved(), facts={"report_at": order.report_at, "report_place": place})


async def ask_extension(actor: Actor, request: Request, until: datetime, *, now: datetime) -> CallRow:
    """The unit needs longer than its limit, and why; asked before the limit."""
    async with db.transaction():
        turn = await begin(CallStep.ASK_EXTENSION, actor, request, now, until=until)
        if turn.repeated:
            return turn.call
        _check_later(until, turn.the_part.due_at, now)
        await writing.insert("call_pleas", await _asked(turn, PleaKind.EXTENSION, until))
        await turn.change_part(turn.the_part, plea=PleaKind.EXTENSION)
        return await finish(turn, turn.moved(), facts={"until": until})


async def ask_later_closing(actor: Actor, request: Request, until: datetime, *, now: datetime) -> CallRow:
    """The street needs longer to close, and why; asked before the limit."""
    async with db.transaction():
        turn = await begin(CallStep.ASK_LATER_CLOSING, actor, request, now, until=until)
        if turn.repeated:
            return turn.call
        _check_later(until, turn.call.due_at, now)
        await writing.insert("call_pleas", await _asked(turn, PleaKind.EXTENSION, until))
        return await finish(turn, turn.moved(plea=PleaKind.EXTENSION), facts={"until": until})


def _check_later(until: datetime, due: datetime | None, now: datetime) -> None:
    if due is None or not due < until <= now + FURTHEST:
        raise InvalidInput("until", "later_limit")


async def _asked(turn: Turn, kind: PleaKind, wished_at: datetime) -> PleaRow:
    party = turn.part.id if turn.part else None
    segment = next(one for one in await queries.running(turn.call.id) if one.assignment_id == party)
    return PleaRow(
        id=turn.request.id,
        call_id=turn.call.id,
        assignment_id=party,
        segment_id=segment.id,
        kind=kind,
        wished_at=wished_at,
        words=turn.request.words,
        by_person_id=turn.actor.person_id,
        by_post_id=turn.hat.post_id,
        asked_at=turn.now,
    )


async def accept_meeting(actor: Actor, request: Request, plea_id: UUID, *, now: datetime) -> CallRow:
    """The order moves as proposed, and everyone confirms again."""
    async with db.transaction():
        turn = await begin(CallStep.ACCEPT_MEETING, actor, request, now, plea=plea_id)
        if turn.repeated:
            return turn.call
        plea = await _answered(turn, plea_id, PleaAnswer.GRANTED)
        return await meet_anew(turn, Order(plea.wished_at, plea.place, _point_of(plea)), now)


def _point_of(plea: PleaRow) -> Point | None:
    if plea.lon is None or plea.lat is None:
        return None
    return Point(plea.lon, plea.lat, CoordinateSystem.WGS84)


async def grant_extension(actor: Actor, request: Request, plea_id: UUID, *, now: datetime) -> CallRow:
    """The unit has until the time that it wished for."""
    return await _extend(CallStep.GRANT_EXTENSION, actor, request, plea_id, now)


async def grant_later_closing(actor: Actor, request: Request, plea_id: UUID, *, now: datetime) -> CallRow:
    """The street has until the time that it wished for."""
    return await _extend(CallStep.GRANT_LATER_CLOSING, actor, request, plea_id, now)


async def _extend(step: CallStep, actor: Actor, request: Request, plea_id: UUID, now: datetime) -> CallRow:
    async with db.transaction():
        turn = await begin(step, actor, request, now, plea=plea_id)
        if turn.repeated:
            return turn.call
        turn.extended = await _answered(turn, plea_id, PleaAnswer.GRANTED)
        turn.again.add(turn.extended.assignment_id)
        return await finish(turn, turn.moved(), facts={"until": turn.extended.wished_at})


async def refuse_plea(actor: Actor, request: Request, plea_id: UUID, *, now: datetime) -> CallRow:
    """It stays as it was ordered, and why."""
    async with db.transaction():
        turn = await begin(CallStep.REFUSE_PLEA, actor, request, now, plea=plea_id)
        if turn.repeated:
            return turn.call
        await _answered(turn, plea_id, PleaAnswer.REFUSED)
        await turn.change_part(turn.the_part, plea=None)
        return await finish(turn, turn.moved())


async def refuse_later_closing(actor: Actor, request: Request, plea_id: UUID, *, now: datetime) -> CallRow:
    """The street's limit stays, and why."""
    async with db.transaction():
        turn = await begin(CallStep.REFUSE_LATER_CLOSING, actor, request, now, plea=plea_id)
        if turn.repeated:
            return turn.call
        await _answered(turn, plea_id, PleaAnswer.REFUSED)
        return await finish(turn, turn.moved(plea=None))


async def _answered(turn: Turn, plea_id: UUID, said: PleaAnswer) -> PleaRow:
    """The plea that the desk has read, and no later one."""
    plea = await queries.open_plea(turn.call.id, turn.part.id if turn.part else None)
    if plea is None:
        raise NotFound("plea")
    if plea.id != plea_id:
        raise InvalidInput("pleaId", "plea_changed")
    await writing.answer(plea, said, turn.request.words, turn.actor.person_id, turn.now)
    return plea
