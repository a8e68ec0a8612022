"""Merging: one problem, reported twice."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from gridcall import clock, db
from gridcall.errors import InvalidInput, NotFound
from gridcall.people.actor import Actor
from gridcall.snaps import queries, workflow, writing
from gridcall.snaps.actions.turn import (
    Request,
    Turn,
    begin,
    finish,
    show_photos,
    standing,
    tell,
    write_entry,
)
from gridcall.snaps.rows import SnapRow
from gridcall.snaps.workflow import SnapStep


async def merge(actor: Actor, request: Request, into_id: UUID, *, now: datetime) -> SnapRow:
    """The same problem was reported before: who reported or backed this one follows that one from now on."""
    async with db.transaction():
        for snap_id in sorted((request.snap_id, into_id)):  # one order of locking, whoever merges what into what
            await queries.locked(snap_id)
        turn = await begin(SnapStep.MERGE, actor, request, now, into=str(into_id))
        if turn.repeated:
            return turn.snap
        other = await _other(turn, into_id)
        after = await finish(turn, turn.moved(assignee_id=None, merged_into_id=into_id))
        await _follow_along(turn, other)
    return after


async def _other(turn: Turn, into_id: UUID) -> SnapRow:
    """The snap that goes on: another one, open, and within the actor's rights."""
    if into_id == turn.snap.id:
        raise InvalidInput("intoId", "merge_self")
    other = await queries.locked(into_id)
    if other is None or not await queries.may_see(turn.actor, other):
        raise NotFound("snap")
    workflow.check(turn.step, standing(turn.actor, other), turn.now)
    return other


async def _follow_along(turn: Turn, other: SnapRow) -> None:
    """Reporter and backers of the merged snap become backers of the other one, and its timeline says so."""
    persons = {turn.snap.reporter_id, *await queries.backers_of(turn.snap.id)} - {other.reporter_id}
    await writing.back(other.id, sorted(persons), turn.now)
    backers = len(await queries.backers_of(other.id))
    after = replace(other, backers=backers, version=other.version + 1, updated_at=turn.now)
    await show_photos(other, after)
    await writing.update_snap(other, after)
    request = Request(id=clock.new_id(), snap_id=other.id, words=turn.snap.receipt)
    aside = replace(turn, request=request, snap=other)
    await write_entry(aside, after, photos=[], to=None)
    await tell(SnapStep.BACK, other, after, turn.actor.person_id, turn.now)
