"""A called unit: answers, sends people, checks in on site, reports what it did."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from gridcall import clock, db, outbox
from gridcall.calls import events, queries, writing
from gridcall.calls.actions.desk import HEADS_AT_MOST
from gridcall.calls.actions.turn import Request, begin, finish, item_of
from gridcall.calls.rows import CallRow, CheckInRow
from gridcall.calls.workflow import CallStep
from gridcall.errors import InvalidInput, NotFound
from gridcall.grid.coordinates import metres_between
from gridcall.outbox import Audience
from gridcall.people.actor import Actor
from gridcall.people.permissions import Permission, roles_granting
from gridcall.people.queries import held
from gridcall.responsibility import queries as responsibility
from gridcall.snaps.places import Point

KEPT_OFFLINE = timedelta(days=7)  # (assumed) a check-in older than this tells nothing any more


async def respond(actor: Actor, request: Request, coming: int, *, now: datetime) -> CallRow:
    """The unit confirms that it will attend, with how many (响应)."""
    _check_heads(coming)
    async with db.transaction():
        turn = await begin(CallStep.RESPOND, actor, request, now, coming=coming)
        if turn.repeated:
            return turn.call
        await turn.move_part(responded_at=now, coming=coming)
        return await finish(turn, turn.moved(), facts={"coming": coming})


def _check_heads(heads: int) -> None:
    if not 1 <= heads <= HEADS_AT_MOST:
        raise InvalidInput("heads", "heads_range")


async def return_part(actor: Actor, request: Request, item_id: UUID, *, now: datetime) -> CallRow:
    """ "Not our duty" (不属本单位): with a reason and the item that it relies on."""
    _, relied = await responsibility.item(item_id)
    async with db.transaction():
        turn = await begin(CallStep.RETURN, actor, request, now, item=str(item_id))
        if turn.repeated:
            return turn.call
        await turn.move_part(returns=turn.the_part.returns + 1)
        facts = {"item_number": relied.number, "item_name": relied.name, "returns": turn.the_part.returns}
        return await finish(turn, turn.moved(), facts=facts)


async def send_people(actor: Actor, request: Request, person_ids: Sequence[UUID], *, now: datetime) -> CallRow:
    """Who goes for the unit (派员): persons who hold a post there. The list replaces the one before."""
    async with db.transaction():
        turn = await begin(CallStep.SEND_PEOPLE, actor, request, now, persons=sorted(map(str, person_ids)))
        if turn.repeated:
            return turn.call
        able = await members(turn.the_part.unit_id, now)
        chosen = sorted(set(person_ids))
        if not chosen or any(person not in able for person in chosen):
            raise InvalidInput("personIds", "not_of_unit")
        await writing.send(turn.the_part, chosen)
        facts = {"people": [str(person) for person in chosen]}
        return await finish(turn, turn.moved(), facts=facts, persons=chosen)


async def members(unit_id: UUID, now: datetime) -> dict[UUID, str]:
    """Persons whose post at the unit lets them go out for it, and their names."""
    roles = [role.value for role in roles_granting(Permission.CALL_ATTEND)]
    listed = ", ".join(f"${number}" for number in range(3, 3 + len(roles)))
    found = await db.rows(
        "SELECT DISTINCT x.id, x.name FROM posts o JOIN persons x ON x.id = o.person_id"
        f" WHERE o.unit_id = $2 AND o.role IN ({listed}) AND {held('o', '$1')} AND NOT x.disabled",
        clock.day_of(now),
        unit_id,
        *roles,
    )
    return {UUID(row["id"]): row["name"] for row in found}


@dataclass(frozen=True)
class Presence:
    """Somebody is there: when by the phone's clock, where, with how many."""

    checked_at: datetime
    heads: int
    point: Point | None = None


async def check_in(actor: Actor, request: Request, presence: Presence, *, now: datetime) -> CallRow:
    """On site (报到). Late or far away is shown and never blocks; offline it counts by its own time."""
    _check_heads(presence.heads)
    async with db.transaction():
        turn = await begin(CallStep.CHECK_IN, actor, request, now, presence=presence)
        if turn.repeated:
            return turn.call
        row = _check_in_row(actor, request, turn.call, turn.the_part.id, presence, now)
        await writing.insert("check_ins", row)
        first = turn.the_part.arrived_at
        arrived = min(first, row.checked_at) if first else row.checked_at
        await turn.move_part(arrived_at=arrived, present=presence.heads)
        facts = {
            "heads": row.heads,
            "checked_at": row.checked_at,
            "metres": None if row.metres is None else round(row.metres),
            "due_at": row.due_at,
        }
        return await finish(turn, turn.moved(), facts=facts)


def _check_in_row(
    actor: Actor, request: Request, call: CallRow, assignment_id: UUID, presence: Presence, now: datetime
) -> CheckInRow:
    point = presence.point.wgs84() if presence.point else None
    there = (call.report_lon, call.report_lat)
    metres = metres_between(point, (there[0], there[1])) if point and there[0] is not None and there[1] else None
    believed = now - KEPT_OFFLINE <= presence.checked_at <= now
    return CheckInRow(
        id=request.id,
        call_id=call.id,
        assignment_id=assignment_id,
        person_id=actor.person_id,
        heads=presence.heads,
        checked_at=presence.checked_at if believed else now,
        arrived_at=now,
        lon=point[0] if point else None,
        lat=point[1] if point else None,
        accuracy=presence.point.accuracy if presence.point else None,
        metres=metres,
        due_at=call.report_at or now,
    )


async def report_completion(actor: Actor, request: Request, *, now: datetime) -> CallRow:
    """What the unit did (办结反馈); with a photo where the item demands proof."""
    async with db.transaction():
        turn = await begin(CallStep.REPORT_COMPLETION, actor, request, now)
        if turn.repeated:
            return turn.call
        item = await item_of(turn.call)
        if item is not None and item.needs_proof and not request.photos:
            raise InvalidInput("photos", "proof_required")
        await turn.move_part(reported_at=now)
        return await finish(turn, turn.moved())


async def remark(actor: Actor, request: Request, *, now: datetime) -> CallRow:
    """A note for one's own unit alone."""
    async with db.transaction():
        turn = await begin(CallStep.REMARK, actor, request, now)
        return turn.call if turn.repeated else await finish(turn, turn.moved(), inside=turn.hat.unit_id)


async def see_order(actor: Actor, assignment_id: UUID, *, now: datetime) -> None:
    """A person of the unit has opened the order; the desk sees who and when. Again changes nothing. NotFound."""
    async with db.transaction():
        call_id = await queries.call_of(assignment_id)
        call = await queries.locked(call_id) if call_id else None
        parts = (await queries.parts([call.id]))[call.id] if call else []
        part = next((one for one in parts if one.id == assignment_id), None)
        if call is None or part is None or part.unit_id not in queries.units_of(actor):
            raise NotFound("assignment")
        if not await writing.look(part, actor.person_id, now):
            return
        await outbox.record(
            events.OrderSeen(call.id, part.id, part.unit_name, now),
            Audience(code=call.code, units=[part.unit_id]),
            actor=actor.person_id,
            now=now,
        )
