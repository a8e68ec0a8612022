"""The later steps. Each is one transaction: find and check, change, save and tell."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from gridcall import db, outbox
from gridcall.errors import InvalidInput
from gridcall.people.actor import Actor
from gridcall.people.permissions import Permission
from gridcall.settings import Settings
from gridcall.snaps import events, places, queries, telling, writing
from gridcall.snaps.actions.rewarding import reward
from gridcall.snaps.actions.turn import Request, Turn, begin, finish
from gridcall.snaps.categories import RULES
from gridcall.snaps.rows import SnapRow
from gridcall.snaps.workflow import SnapStatus, SnapStep


async def back(actor: Actor, request: Request, *, now: datetime) -> SnapRow:
    """A neighbour has the same problem ("me too") and follows the snap from now on."""
    async with db.transaction():
        turn = await begin(SnapStep.BACK, actor, request, now)
        if turn.repeated:
            return turn.snap
        await writing.back(turn.snap.id, [actor.person_id], now)
        return await finish(turn, turn.moved(backers=turn.snap.backers + 1))


async def take_on(actor: Actor, request: Request, *, now: datetime) -> SnapRow:
    """Somebody who may handle it here takes it in hand (接办)."""
    async with db.transaction():
        turn = await begin(SnapStep.TAKE_ON, actor, request, now)
        return await finish(turn, turn.moved(assignee_id=actor.person_id), to=actor.person_id)


async def assign(actor: Actor, request: Request, person_id: UUID, *, now: datetime) -> SnapRow:
    """The community or the street gives it to a person whose post covers the place."""
    async with db.transaction():
        turn = await begin(SnapStep.ASSIGN, actor, request, now, to=str(person_id))
        if not turn.repeated and person_id not in await handlers(turn.snap, now):
            raise InvalidInput("personId", "not_a_handler")
        return await finish(turn, turn.moved(assignee_id=person_id), to=person_id)


async def handlers(snap: SnapRow, now: datetime) -> dict[UUID, UUID]:
    """Persons who can be given the snap, and the post by which each of them can."""
    found = await queries.holders(Permission.SNAP_HANDLE, queries.around(snap.code), now)
    return {holder.person_id: holder.post_id for holder in found}  # in order of codes: the nearest post stays


async def give_back(actor: Actor, request: Request, *, now: datetime) -> SnapRow:
    """Whoever has it in hand cannot do it, and says why. It waits again where it waited before."""
    async with db.transaction():
        turn = await begin(SnapStep.GIVE_BACK, actor, request, now)
        return await finish(turn, turn.moved(assignee_id=None))


async def fix_on_the_spot(actor: Actor, request: Request, *, now: datetime) -> SnapRow:
    """Seen, mended, done: one tap."""
    async with db.transaction():
        turn = await begin(SnapStep.FIX_ON_THE_SPOT, actor, request, now)
        return await _solved(turn, turn.moved(assignee_id=actor.person_id, solved_at=now))


async def solve(actor: Actor, request: Request, *, now: datetime) -> SnapRow:
    """Whoever has it in hand says what was done."""
    async with db.transaction():
        turn = await begin(SnapStep.SOLVE, actor, request, now)
        return await _solved(turn, turn.moved(solved_at=now))


async def _solved(turn: Turn, after: SnapRow) -> SnapRow:
    after = await finish(turn, after)
    if not turn.repeated:
        await reward([after], actor_id=turn.actor.person_id, now=turn.now)
    return after


async def confirm_solved(actor: Actor, request: Request, *, now: datetime) -> SnapRow:
    """The reporter agrees."""
    async with db.transaction():
        turn = await begin(SnapStep.CONFIRM_SOLVED, actor, request, now)
        return await finish(turn, turn.moved())


async def not_solved(actor: Actor, request: Request, *, settings: Settings, now: datetime) -> SnapRow:
    """The reporter disagrees: it starts again with a new limit, the second time at the street."""
    async with db.transaction():
        turn = await begin(SnapStep.NOT_SOLVED, actor, request, now, reopen_days=settings.snap_reopen_days)
        after = turn.moved(
            assignee_id=None,
            solved_at=None,
            reopened=turn.snap.reopened + 1,
            limit_start=now,
            due_at=now + RULES[turn.snap.category].limit,
        )
        return await finish(turn, replace(after, at_street=after.status is SnapStatus.AT_STREET))


async def raise_to_street(actor: Actor, request: Request, *, now: datetime) -> SnapRow:
    """More than the community can do; its limit goes on."""
    async with db.transaction():
        turn = await begin(SnapStep.RAISE_TO_STREET, actor, request, now)
        return await finish(turn, turn.moved(assignee_id=None, at_street=True))


async def refuse(actor: Actor, request: Request, *, now: datetime) -> SnapRow:
    """Not a matter for the district; the reporter reads why."""
    async with db.transaction():
        turn = await begin(SnapStep.REFUSE, actor, request, now)
        return await finish(turn, turn.moved(public=False))


async def relocate(actor: Actor, request: Request, cell_code: str, *, now: datetime) -> SnapRow:
    """It lies in another cell. The old place and the new one both hear."""
    async with db.transaction():
        turn = await begin(SnapStep.RELOCATE, actor, request, now, cell=cell_code)
        if turn.repeated:
            return turn.snap
        if cell_code == turn.snap.cell_code:
            raise InvalidInput("cellCode", "same_cell")
        place = await places.cell(cell_code)
        after = turn.moved(
            code=place.code,
            cell_code=place.cell_code,
            cell_name=place.cell_name,
            community_name=place.community_name,
            street_name=place.street_name,
        )
        after = await finish(turn, after)
        await outbox.record(
            events.SnapMovedAway(**events.head(after)),
            telling.left_behind(turn.snap),
            actor=actor.person_id,
            now=now,
        )
    return after


async def withdraw(actor: Actor, request: Request, *, now: datetime) -> SnapRow:
    """The reporter takes it back before anybody has it in hand."""
    async with db.transaction():
        turn = await begin(SnapStep.WITHDRAW, actor, request, now)
        return await finish(turn, turn.moved(public=False))
