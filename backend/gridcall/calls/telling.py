"""Who hears of a step: whose turn it is now, and who waits for news. Reads, never writes."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
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
    call: CallRow,
    parts: Sequence[AssignmentRow],
    part: AssignmentRow | None,
    *,
    fresh: Sequence[AssignmentRow],
    persons: Sequence[UUID],
    asked: bool = False,
    actor: UUID,
    now: datetime,
) -> Heard:
    """`fresh` are the assignments that the step has made, `persons` whom a unit sends.

    `asked`: before the step, something was asked of the desk.
    """
    seats = _Seats(call, now)
    scene = _Scene(seats, parts, part, fresh, persons, asked)
    turn = await _found(TURN, step.name, scene)
    news = await _found(NEWS, step.name, scene) - turn
    over = set(await _whose_turn_is_over(scene, step))
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


@dataclass(frozen=True)
class _Scene:
    """A step as far as telling asks: the seats around the call, its parts, and what the step was about."""

    seats: _Seats
    parts: Sequence[AssignmentRow]
    part: AssignmentRow | None
    fresh: Sequence[AssignmentRow]
    persons: Sequence[UUID]
    asked: bool

    async def sign(self) -> Sequence[UUID]:
        return await self.seats.street(P.CALL_SIGN)

    async def drafter(self) -> Sequence[UUID]:
        return await self.seats.drafter()

    async def desk(self) -> Sequence[UUID]:
        return await self.seats.desk()

    async def unit(self) -> Sequence[UUID]:
        return await self.seats.unit(self.part) if self.part else []

    async def new_units(self) -> Sequence[UUID]:
        return await self.seats.units(self.fresh)

    async def units_at_work(self) -> Sequence[UUID]:
        return await self.seats.units([one for one in self.parts if one.status in AT_WORK])

    async def units_taking_part(self) -> Sequence[UUID]:
        return await self.seats.units([one for one in self.parts if one.status is not AssignmentStatus.REPLACED])

    async def sent(self) -> Sequence[UUID]:
        return self.persons

    async def drafter_at_last(self) -> Sequence[UUID]:
        """Once every part is in, the street closes."""
        over = (AssignmentStatus.DONE, AssignmentStatus.REPLACED)
        return await self.drafter() if all(one.status in over for one in self.parts) else []

    async def of_units(self, parts: Sequence[AssignmentRow]) -> list[UUID]:
        """Who answers for these parts, and who was sent."""
        going = await queries.going([part.id for part in parts])
        return [*await self.seats.units(parts), *(person for sent in going.values() for person in sent)]

    def has(self, status: AssignmentStatus) -> bool:
        """Whether some part stands there: then whoever settles such parts is still waited for."""
        return any(part.status is status for part in self.parts)

    def desk_waits(self) -> bool:
        """Whether something waits for the desk's decision still."""
        asks = self.seats.call.plea is not None or any(part.plea for part in self.parts)
        return asks or self.has(AssignmentStatus.RETURNED)

    async def unit_and_drafter(self) -> Sequence[UUID]:
        return [*await self.unit(), *await self.drafter()]

    async def all_called(self) -> Sequence[UUID]:
        """Nobody outside of the street ever heard of what was not signed."""
        return [*await self.desk(), *await self.seats.units(self.parts)] if self.seats.call.number else []


Find = Callable[[_Scene], Awaitable[Sequence[UUID]]]

TURN: Mapping[CallStep, Find] = {
    CallStep.SUBMIT: _Scene.sign,
    CallStep.SEND_TO_DRAFTER: _Scene.drafter,
    CallStep.SIGN_OFF: _Scene.desk,
    CallStep.SEND_BACK: _Scene.drafter,
    CallStep.DISPATCH: _Scene.new_units,
    CallStep.ADD_UNITS: _Scene.new_units,
    CallStep.MOVE: _Scene.units_at_work,
    CallStep.REMIND: _Scene.unit,
    CallStep.RETURN: _Scene.desk,
    CallStep.SETTLE_RETURN: _Scene.new_units,
    CallStep.RELIEVE: _Scene.new_units,
    CallStep.PROPOSE_MEETING: _Scene.desk,
    CallStep.ACCEPT_MEETING: _Scene.units_at_work,
    CallStep.ASK_EXTENSION: _Scene.desk,
    CallStep.REFUSE_PLEA: _Scene.unit,
    CallStep.ASK_LATER_CLOSING: _Scene.desk,
    CallStep.REFUSE_LATER_CLOSING: _Scene.drafter,
    CallStep.SEND_PEOPLE: _Scene.sent,
    CallStep.REPORT_COMPLETION: _Scene.drafter,
    CallStep.ACCEPT_PART: _Scene.drafter_at_last,
    CallStep.SEND_FOR_REWORK: _Scene.unit,
    CallStep.CLOSE: _Scene.desk,
    CallStep.REOPEN: _Scene.units_at_work,
}
NEWS: Mapping[CallStep, Find] = {
    CallStep.SIGN_OFF: _Scene.drafter,
    CallStep.DISPATCH: _Scene.drafter,
    CallStep.RESPOND: _Scene.drafter,
    CallStep.RETURN: _Scene.drafter,
    CallStep.CHECK_IN: _Scene.drafter,
    CallStep.PROPOSE_MEETING: _Scene.drafter,
    CallStep.ACCEPT_MEETING: _Scene.drafter,
    CallStep.ASK_EXTENSION: _Scene.drafter,
    CallStep.GRANT_EXTENSION: _Scene.unit_and_drafter,
    CallStep.GRANT_LATER_CLOSING: _Scene.drafter,
    CallStep.SETTLE_RETURN: _Scene.unit,
    CallStep.RELIEVE: _Scene.unit,
    CallStep.ACCEPT_PART: _Scene.unit,
    CallStep.CLOSE: _Scene.units_taking_part,
    CallStep.WITHDRAW: _Scene.all_called,
}


async def _found(table: Mapping[CallStep, Find], step: CallStep, scene: _Scene) -> set[UUID]:
    find = table.get(step)
    return set(await find(scene)) if find else set()


_NOTHING_IS_OVER = frozenset(  # who asks has the work still before him
    {
        *(CallStep.REMIND, CallStep.REMARK, CallStep.SEND_PEOPLE, CallStep.EDIT, CallStep.DRAFT),
        *(CallStep.PROPOSE_MEETING, CallStep.ASK_EXTENSION, CallStep.ASK_LATER_CLOSING),
    }
)


async def _whose_turn_is_over(scene: _Scene, step: Step) -> Sequence[UUID]:
    """Those who were waited for: the side that has taken the step, or everybody when the call is over."""
    seats, part = scene.seats, scene.part
    street = [P.CALL_SIGN, P.CALL_DRAFT]
    if step.name in _NOTHING_IS_OVER:
        return []
    if seats.call.status is CallStatus.WITHDRAWN:
        return [*await seats.desk(), *await _all(seats, street), *await scene.of_units(scene.parts)]
    if step.side is Side.DESK:
        relieved = await scene.of_units([part]) if part and step.name is CallStep.RELIEVE else []
        return relieved if scene.desk_waits() else [*relieved, *await seats.desk()]
    # whoever asked and then did it all the same has taken it back
    desk = await seats.desk() if scene.asked and not scene.desk_waits() else []
    if step.side is Side.UNIT:
        return [*desk, *await scene.of_units([part] if part else [])]
    return desk if scene.has(AssignmentStatus.REPORTED) else [*desk, *await _all(seats, street)]


async def _all(seats: _Seats, permissions: Sequence[Permission]) -> list[UUID]:
    return [person for permission in permissions for person in await seats.street(permission)]
