"""The organiser records who came and for how long, and signs it off: then points follow."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from gridcall import db
from gridcall.activities.actions.turn import Request, Turn, begin, finish
from gridcall.activities.models import Activity, Participant
from gridcall.activities.workflow import ActivityStep
from gridcall.errors import InvalidInput
from gridcall.people.actor import Actor
from gridcall.points.actions.earning import earn
from gridcall.points.rules import Cause, Holder
from gridcall.settings import Settings


async def record_attendance(
    actor: Actor, request: Request, hours: Mapping[UUID, int], *, settings: Settings, now: datetime
) -> Activity:
    """Whole hours of those who joined; 0 for whoever did not come. Can be mended until it is signed off."""
    async with db.transaction():
        content = sorted((str(person), count) for person, count in hours.items())
        turn = await begin(ActivityStep.RECORD_ATTENDANCE, actor, request, now, content)
        if turn.repeated:
            return turn.activity
        at_most = min(turn.activity.hours, settings.activity_hours_at_most)
        there = {one.person_id: one for one in turn.participants}
        for person, count in sorted(hours.items()):
            if person not in there:
                raise InvalidInput("attendance", "not_a_participant")
            if not 0 <= count <= at_most:
                raise InvalidInput("attendance", "attended_hours")
            await _write(there[person], hours=count)
        return await finish(turn)


async def sign_off(actor: Actor, request: Request, *, settings: Settings, now: datetime) -> Activity:
    """Final. Each who came earns by the rule in force; whoever signs never does."""
    async with db.transaction():
        turn = await begin(ActivityStep.SIGN_OFF, actor, request, now)
        if turn.repeated:
            return turn.activity
        came = [one for one in turn.participants if one.hours]
        await _reward(turn, came, settings)
        return await finish(turn)


async def _reward(turn: Turn, came: Sequence[Participant], settings: Settings) -> None:
    if not came:
        return
    earned = await earn(
        Cause.ACTIVITY_HOUR,
        turn.activity.id,
        [Holder.person(one.person_id) for one in came],
        code=turn.activity.code,
        from_person=turn.activity.organiser_id,
        hours=[one.hours or 0 for one in came],
        actor_id=turn.actor.person_id,
        now=turn.now,
        settings=settings,
    )
    for one, got in zip(came, earned, strict=True):
        await _write(one, earned=got.points)


async def _write(participant: Participant, **facts: int) -> None:
    for name, value in facts.items():
        setattr(participant, name, value)
    await participant.save(update_fields=list(facts))
