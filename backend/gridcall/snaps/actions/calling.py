"""What a call does with the snaps behind it, inside the call's own transaction. A snap that went another way stays."""

from datetime import datetime
from typing import Any
from uuid import UUID

from gridcall import clock
from gridcall.people.actor import Actor
from gridcall.snaps import queries
from gridcall.snaps.actions.turn import WORDS_AT_MOST, Request, begin, finish
from gridcall.snaps.rows import SnapRow
from gridcall.snaps.workflow import STEPS, SnapStep


async def raise_to_call(actor: Actor, snap_id: UUID, street: str, *, now: datetime) -> bool:
    """The call that stands for it has been signed off. False when it lies in another street by now."""
    snap = await queries.locked(snap_id)
    if snap is None or not snap.code.startswith(street):
        return False
    await _along(SnapStep.RAISE_TO_CALL, actor, snap_id, now, assignee_id=None, at_street=True)
    return True


async def solve_by_call(actor: Actor, snap_id: UUID, words: str, *, now: datetime) -> SnapRow | None:
    """The call has been closed with these words; the reporter may say "not solved" as ever.

    Answers the snap that it has solved: `reward` is for all of a call at once.
    """
    return await _along(SnapStep.SOLVE_BY_CALL, actor, snap_id, now, words, solved_at=now)


async def leave_call(actor: Actor, snap_id: UUID, *, now: datetime) -> None:
    """The call was withdrawn, or stands for it no longer: the street has to find another way."""
    await _along(SnapStep.LEAVE_CALL, actor, snap_id, now)


async def _along(
    name: SnapStep, actor: Actor, snap_id: UUID, now: datetime, words: str = "", **changes: Any
) -> SnapRow | None:
    snap = await queries.locked(snap_id)
    if snap is None or snap.status not in STEPS[name].sources:
        return None
    request = Request(clock.new_id(), snap_id, words[:WORDS_AT_MOST])
    turn = await begin(name, actor, request, now)
    return await finish(turn, turn.moved(**changes))
