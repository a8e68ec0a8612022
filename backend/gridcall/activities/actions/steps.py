"""People join and leave; the community calls it off."""

from datetime import datetime

from gridcall import db
from gridcall.activities.actions.turn import Request, begin, finish
from gridcall.activities.models import Activity, Participant
from gridcall.activities.workflow import ActivityStep
from gridcall.errors import InvalidInput
from gridcall.people.actor import Actor
from gridcall.people.workflow import clean_text

REASON_AT_MOST = 200


async def join(actor: Actor, request: Request, *, now: datetime) -> Activity:
    """Whoever joins last takes the last place: the activity's row is locked."""
    async with db.transaction():
        turn = await begin(ActivityStep.JOIN, actor, request, now)
        if turn.repeated:
            return turn.activity
        await Participant.create(activity_id=turn.activity.id, person_id=actor.person_id, joined_at=now)
        return await finish(turn, joined=len(turn.participants) + 1)


async def leave(actor: Actor, request: Request, *, now: datetime) -> Activity:
    """Before it begins, and without a reason."""
    async with db.transaction():
        turn = await begin(ActivityStep.LEAVE, actor, request, now)
        if turn.repeated:
            return turn.activity
        await Participant.filter(activity_id=turn.activity.id, person_id=actor.person_id).delete()
        return await finish(turn, joined=len(turn.participants) - 1)


async def cancel(actor: Actor, request: Request, reason: str, *, now: datetime) -> Activity:
    """Everybody who joined is told."""
    async with db.transaction():
        turn = await begin(ActivityStep.CANCEL, actor, request, now, reason)
        if turn.repeated:
            return turn.activity
        if not reason.strip():
            raise InvalidInput("reason", "reason_required")
        words = clean_text(reason, "reason", REASON_AT_MOST)
        return await finish(turn, words=words, told=[one.person_id for one in turn.participants])
