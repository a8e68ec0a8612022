"""The street judges each part, closes the call with an opinion and an evaluation of every unit, or opens it again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from gridcall import db, requests
from gridcall.calls import queries, writing
from gridcall.calls.actions.turn import Request, Turn, begin, finish
from gridcall.calls.rows import AssignmentRow, CallRow, EvaluationRow
from gridcall.calls.rules import Satisfaction, Solved
from gridcall.calls.workflow import AT_WORK, AssignmentStatus, CallStep
from gridcall.errors import InvalidInput
from gridcall.people.actor import Actor
from gridcall.snaps import actions as snaps

VERDICT_WORDS_AT_MOST = 300


@dataclass(frozen=True)
class Verdict:
    """What the street says of one unit's part (一事一考)."""

    assignment_id: UUID
    timeliness: Satisfaction
    attitude: Satisfaction
    result: Satisfaction
    solved: Solved
    words: str = ""


async def accept_part(actor: Actor, request: Request, *, now: datetime) -> CallRow:
    """The unit's part is done (核验通过); it may be before the others."""
    async with db.transaction():
        turn = await begin(CallStep.ACCEPT_PART, actor, request, now)
        if turn.repeated:
            return turn.call
        await turn.move_part(done_at=now)
        return await finish(turn, turn.moved())


async def send_for_rework(actor: Actor, request: Request, *, now: datetime) -> CallRow:
    """Not done yet, and why (返工)."""
    async with db.transaction():
        turn = await begin(CallStep.SEND_FOR_REWORK, actor, request, now)
        if turn.repeated:
            return turn.call
        await turn.move_part(reworked=turn.the_part.reworked + 1, done_at=None, reported_at=None)
        return await finish(turn, turn.moved())


async def close(actor: Actor, request: Request, verdicts: Sequence[Verdict], *, now: datetime) -> CallRow:
    """The closing opinion on the whole (结案意见), with one evaluation for each unit that did its part.

    Where every unit was let off, the opinion says how the street saw to it by itself (自行处置); nobody is evaluated.
    The snaps behind it are solved and their reporters told; a call that led to nothing is withdrawn instead.
    """
    async with db.transaction():
        turn = await begin(CallStep.CLOSE, actor, request, now, verdicts=list(verdicts))
        if turn.repeated:
            return turn.call
        done = [part for part in turn.parts if part.status is AssignmentStatus.DONE]
        await _evaluate(turn, done, verdicts)
        call = turn.moved(opinion=turn.request.words, closed_at=now)
        behind = await queries.snaps_behind(call.id)
        solved = [await snaps.solve_by_call(actor, snap_id, turn.request.words, now=now) for snap_id in behind]
        await writing.untie_snaps(call)
        call = await finish(turn, call, facts={} if done else {"alone": True})
        await snaps.reward([snap for snap in solved if snap is not None], actor_id=actor.person_id, now=now)
        return call


async def _evaluate(turn: Turn, done: Sequence[AssignmentRow], verdicts: Sequence[Verdict]) -> None:
    by_part = {verdict.assignment_id: verdict for verdict in verdicts}
    if len(by_part) < len(verdicts) or set(by_part) != {part.id for part in done}:
        raise InvalidInput("verdicts", "one_verdict_each")
    for part in done:
        verdict = by_part[part.id]
        row = EvaluationRow(
            id=uuid5(turn.request.id, str(part.id)),
            call_id=turn.call.id,
            assignment_id=part.id,
            round=turn.call.reopened,
            timeliness=verdict.timeliness,
            attitude=verdict.attitude,
            result=verdict.result,
            solved=verdict.solved,
            words=requests.said(verdict.words, "words", VERDICT_WORDS_AT_MOST),
            by_person_id=turn.actor.person_id,
            by_post_id=turn.hat.post_id,
            at=turn.now,
        )
        await writing.insert("evaluations", row)


async def archive(actor: Actor, request: Request, *, now: datetime) -> CallRow:
    """The desk files the closed call (归档)."""
    async with db.transaction():
        turn = await begin(CallStep.ARCHIVE, actor, request, now)
        return turn.call if turn.repeated else await finish(turn, turn.moved())


async def withdraw(actor: Actor, request: Request, *, now: datetime) -> CallRow:
    """The street takes its call back (撤回), with a reason. Its snaps are the street's again."""
    async with db.transaction():
        turn = await begin(CallStep.WITHDRAW, actor, request, now)
        if turn.repeated:
            return turn.call
        for part in turn.parts:
            if part.status in AT_WORK:
                await turn.change_part(part, status=AssignmentStatus.REPLACED)
        for snap_id in await queries.snaps_behind(turn.call.id):
            await snaps.leave_call(actor, snap_id, now=now)
        await writing.untie_snaps(turn.call)
        return await finish(turn, turn.moved())


async def reopen(actor: Actor, request: Request, assignment_ids: Sequence[UUID], *, now: datetime) -> CallRow:
    """It was not solved after all: the parts named go to rework (重启).

    Where no unit had done a part there is none to name: the street holds the call again, and the desk can call units.
    """
    async with db.transaction():
        turn = await begin(CallStep.REOPEN, actor, request, now, parts=sorted(map(str, assignment_ids)))
        if turn.repeated:
            return turn.call
        chosen = [part for part in turn.parts if part.id in set(assignment_ids)]
        needed = any(part.status is AssignmentStatus.DONE for part in turn.parts)
        if (needed and not chosen) or len(chosen) != len(set(assignment_ids)):
            raise InvalidInput("assignmentIds", "parts_required")
        if any(part.status is not AssignmentStatus.DONE for part in chosen):
            raise InvalidInput("assignmentIds", "parts_required")
        for part in chosen:
            await turn.change_part(
                part, status=AssignmentStatus.REWORK, reworked=part.reworked + 1, done_at=None, reported_at=None
            )
        return await finish(turn, turn.moved(closed_at=None, reopened=turn.call.reopened + 1))
