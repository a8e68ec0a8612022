"""Who hears of a step: whose turn it is now, and who waits for news. Reads, never writes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from gridcall import db
from gridcall.calls import queries
from gridcall.calls.rows import AssignmentRow, CallRow
from gridcall.calls.workflow import AT_WORK, UNSIGNED, AssignmentStatus, CallStatus, CallStep, Side, Step
from gridcall.clock import day_of
from gridcall.outbox import Audience, Told
from gridcall.people.permissions import Permission, roles_granting
from gridcall.people.queries import held, running

P = Permission


@dataclass(frozen=True)
class Heard:
    """The audience of a step, and the persons whose turn is over with it."""

    audience: Audience
    turn_over: tuple[str, ...]


async def heard(
    step: Step,
    before: CallRow | None,
    call: CallRow,
    parts: Sequence[AssignmentRow],
    part: AssignmentRow | None,
    *,
    fresh: Sequence[AssignmentRow],
    persons: Sequence[UUID],
    actor: UUID,
    now: datetime,
) -> Heard:
    """`fresh` are the assignments that the step has made, `persons` whom a unit sends."""
    seats = _Seats(call, now)
    turn = set(await _whose_turn(step.name, seats, parts, part, fresh, persons))
    news = set(await _who_waits(step.name, seats, parts, part)) - turn
    over = set(await _whose_turn_is_over(step, seats, part, before)) - turn
    told = [Told(person, needs_me=person in turn) for person in sorted(turn | news) if person != actor]
    units = sorted({one.unit_id for one in parts}) if call.status not in UNSIGNED else []
    audience = Audience(code=call.code, units=units, persons=[call.drafter_id, *persons], told=told)
    return Heard(audience, tuple(sorted(str(person) for person in over)))


@dataclass(frozen=True)
class _Seats:
    """Who sits where around one call, at one moment."""

    call: CallRow
    now: datetime

    async def street(self, permission: Permission) -> list[UUID]:
        return await _holders(permission, "o.code = ", self.call.street, self.now)

    async def desk(self) -> list[UUID]:
        return await _holders(P.CALL_DISPATCH, "o.code = ", self.call.district, self.now)

    async def unit(self, part: AssignmentRow) -> list[UUID]:
        return await _holders(P.CALL_ANSWER, "o.unit_id = ", part.unit_id, self.now)

    async def units(self, parts: Sequence[AssignmentRow]) -> list[UUID]:
        return [person for part in parts for person in await self.unit(part)]

    async def drafter(self) -> list[UUID]:
        """Who drafted it, or whoever drafts there now."""
        drafters = await self.street(P.CALL_DRAFT)
        return [self.call.drafter_id] if self.call.drafter_id in drafters else drafters


async def _holders(permission: Permission, where: str, value: object, now: datetime) -> list[UUID]:
    """Who holds `permission` by a post there, or stands in for its holder."""
    roles = [role.value for role in roles_granting(permission)]
    listed = ", ".join(f"${number}" for number in range(4, 4 + len(roles)))
    at = f"{where}$3 AND o.role IN ({listed}) AND {held('o', '$1')}"
    found = await db.rows(
        "SELECT DISTINCT h.person_id FROM ("
        f"SELECT o.person_id FROM posts o WHERE {at}"
        f" UNION SELECT d.person_id FROM delegations d JOIN posts o ON o.id = d.post_id WHERE {at}"
        f" AND {running('d', '$2')}"
        ") h JOIN persons x ON x.id = h.person_id WHERE NOT x.disabled",
        day_of(now),
        now,
        value,
        *roles,
    )
    return sorted(UUID(row["person_id"]) for row in found)


async def _whose_turn(
    step: CallStep,
    seats: _Seats,
    parts: Sequence[AssignmentRow],
    part: AssignmentRow | None,
    fresh: Sequence[AssignmentRow],
    persons: Sequence[UUID],
) -> Sequence[UUID]:
    match step:
        case CallStep.SUBMIT:
            return await seats.street(P.CALL_SIGN)
        case CallStep.SEND_TO_DRAFTER | CallStep.SEND_BACK | CallStep.REPORT_COMPLETION:
            return await seats.drafter()
        case CallStep.SIGN_OFF | CallStep.RETURN | CallStep.CLOSE:
            return await seats.desk()
        case CallStep.DISPATCH | CallStep.ADD_UNITS | CallStep.SETTLE_RETURN | CallStep.RELIEVE:
            return await seats.units(fresh)
        case CallStep.MOVE | CallStep.REOPEN:
            return await seats.units([one for one in parts if one.status in AT_WORK])
        case CallStep.REMIND | CallStep.SEND_FOR_REWORK:
            return await seats.unit(part) if part else []
        case CallStep.SEND_PEOPLE:
            return persons
        case CallStep.ACCEPT_PART:
            return await seats.drafter() if seats.call.stage is not None and _all_in(parts) else []
        case _:
            return []


def _all_in(parts: Sequence[AssignmentRow]) -> bool:
    return all(one.status in (AssignmentStatus.DONE, AssignmentStatus.REPLACED) for one in parts)


async def _who_waits(
    step: CallStep, seats: _Seats, parts: Sequence[AssignmentRow], part: AssignmentRow | None
) -> Sequence[UUID]:
    match step:
        case CallStep.SIGN_OFF | CallStep.DISPATCH | CallStep.RESPOND | CallStep.RETURN | CallStep.CHECK_IN:
            return await seats.drafter()
        case CallStep.SETTLE_RETURN | CallStep.RELIEVE | CallStep.ACCEPT_PART:
            return await seats.unit(part) if part else []
        case CallStep.CLOSE:
            return await seats.units([one for one in parts if one.status is not AssignmentStatus.REPLACED])
        case CallStep.WITHDRAW:
            return [*await seats.desk(), *await seats.units(parts)] if seats.call.number else []
        case _:
            return []


async def _whose_turn_is_over(
    step: Step, seats: _Seats, part: AssignmentRow | None, before: CallRow | None
) -> Sequence[UUID]:
    """Those who were waited for: the side that has taken the step, or everybody when the call is over."""
    if step.name in (CallStep.REMIND, CallStep.REMARK, CallStep.SEND_PEOPLE, CallStep.EDIT, CallStep.DRAFT):
        return []
    if step.side is Side.UNIT:
        return [*await seats.unit(part), *(await queries.going([part.id]))[part.id]] if part else []
    if step.side is Side.DESK:
        gone = await seats.unit(part) if part and step.name is CallStep.RELIEVE else []
        return [*await seats.desk(), *gone]
    if seats.call.status is CallStatus.WITHDRAWN:
        return [*await seats.desk(), *await seats.street(P.CALL_SIGN), *await seats.street(P.CALL_DRAFT)]
    return [*await seats.street(P.CALL_SIGN), *await seats.street(P.CALL_DRAFT)]
