"""Who hears of a step: whose turn it is now, and who waits for news. Reads, never writes."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from uuid import UUID

from gridcall import clock
from gridcall.outbox import Audience, Told
from gridcall.people.permissions import Permission
from gridcall.snaps import queries
from gridcall.snaps.rows import SnapRow
from gridcall.snaps.workflow import SnapStatus, SnapStep

STREET = 9  # digits of a street's code

# After these steps it is somebody else's turn.
TURNING = frozenset(
    {
        SnapStep.TAKE_SNAP,
        SnapStep.ASSIGN,
        SnapStep.GIVE_BACK,
        SnapStep.FIX_ON_THE_SPOT,
        SnapStep.SOLVE,
        SnapStep.NOT_SOLVED,
        SnapStep.RAISE_TO_STREET,
        SnapStep.RELOCATE,
        SnapStep.SOLVE_BY_CALL,
    }
)
FOR_REPORTER = frozenset(
    {
        SnapStep.TAKE_ON,
        SnapStep.ASSIGN,
        SnapStep.GIVE_BACK,
        SnapStep.RAISE_TO_STREET,
        SnapStep.RELOCATE,
        SnapStep.CONFIRM_BY_SILENCE,
        SnapStep.RAISE_TO_CALL,
        SnapStep.LEAVE_CALL,
    }
)
FOR_FOLLOWERS = frozenset(
    {SnapStep.FIX_ON_THE_SPOT, SnapStep.SOLVE, SnapStep.REFUSE, SnapStep.MERGE, SnapStep.SOLVE_BY_CALL}
)


async def audience(
    step: SnapStep, before: SnapRow | None, after: SnapRow, actor: UUID | None, now: datetime
) -> Audience:
    """The place, the persons the snap belongs to, and who finds it in the inbox. The actor is never told."""
    backers = await queries.backers_of(after.id) if after.backers else []
    turn = await _whose_turn(step, after, now) if step in TURNING else []
    news = await _who_waits(step, before, after, backers, now)
    told = {person: Told(person) for person in news} | {person: Told(person, needs_me=True) for person in turn}
    if actor is not None:
        told.pop(actor, None)
    held = [snap.assignee_id for snap in (before, after) if snap is not None and snap.assignee_id is not None]
    return Audience(
        code=after.code,
        public=after.public or (before is not None and before.public),
        persons=[after.reporter_id, *held, *backers],
        told=list(told.values()),
    )


def left_behind(before: SnapRow) -> Audience:
    """The place that a relocated snap has left."""
    return Audience(code=before.code, public=before.public)


async def _whose_turn(step: SnapStep, after: SnapRow, now: datetime) -> list[UUID]:
    if after.status is SnapStatus.WAITING and step is SnapStep.GIVE_BACK:
        return await _assigners(after, now)
    find = _TURN.get(after.status)
    return await find(after, now) if find else []


async def _workers(snap: SnapRow, now: datetime) -> list[UUID]:
    """Who serves in the cell; where nobody does, whoever can send somebody."""
    workers = await queries.workers_of(snap.code, clock.day_of(now)) if snap.cell_code else []
    return workers or await _assigners(snap, now)


async def _assigners(snap: SnapRow, now: datetime) -> list[UUID]:
    """The nearest desk that can send somebody; for a snap without a cell, the one that can place it."""
    permission = Permission.SNAP_ASSIGN if snap.cell_code else Permission.SNAP_RELOCATE
    return await _nearest(permission, snap.code, now)


async def _street(snap: SnapRow, now: datetime) -> list[UUID]:
    return await _nearest(Permission.SNAP_ASSIGN, snap.code[:STREET], now)


async def _nearest(permission: Permission, code: str, now: datetime) -> list[UUID]:
    """The holders whose post is closest to `code`, going up."""
    found = await queries.holders(permission, queries.around(code), now)
    closest = max((len(holder.code) for holder in found), default=0)
    return sorted({holder.person_id for holder in found if len(holder.code) == closest})


async def _assignee(snap: SnapRow, now: datetime) -> list[UUID]:
    return [snap.assignee_id] if snap.assignee_id else []


async def _reporter(snap: SnapRow, now: datetime) -> list[UUID]:
    return [snap.reporter_id]


_TURN: Mapping[SnapStatus, Callable[[SnapRow, datetime], Awaitable[list[UUID]]]] = {
    SnapStatus.WAITING: _workers,
    SnapStatus.IN_HAND: _assignee,
    SnapStatus.AT_STREET: _street,
    SnapStatus.SOLVED: _reporter,
}


async def _who_waits(
    step: SnapStep, before: SnapRow | None, after: SnapRow, backers: list[UUID], now: datetime
) -> list[UUID]:
    if step is SnapStep.WITHDRAW:
        return await _workers(after, now)
    news = [after.reporter_id] if step in FOR_REPORTER else []
    if step in FOR_FOLLOWERS:
        news += [after.reporter_id, *backers]
    if before is not None and before.assignee_id is not None and step is not SnapStep.BACK:
        news.append(before.assignee_id)  # who had it hears what became of it
    return news
