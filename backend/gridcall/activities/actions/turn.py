"""What every step of an activity has in common: find, check, save, tell. The activity's row is locked all the while."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tortoise.exceptions import IntegrityError

from gridcall import db, outbox
from gridcall.activities import events, queries, workflow
from gridcall.activities.models import Activity, ActivityEntry, Participant
from gridcall.activities.workflow import STEPS, ActivityStep, Standing, Step
from gridcall.errors import IdempotencyConflict, NotFound
from gridcall.outbox import Audience, Told
from gridcall.people.actor import Actor
from gridcall.requests import digest

_AFTER: dict[ActivityStep, type[events.ActivityEvent]] = {
    ActivityStep.JOIN: events.ActivityJoined,
    ActivityStep.LEAVE: events.ActivityLeft,
    ActivityStep.CANCEL: events.ActivityCancelled,
    ActivityStep.RECORD_ATTENDANCE: events.AttendanceRecorded,
    ActivityStep.SIGN_OFF: events.ActivitySignedOff,
}


@dataclass(frozen=True)
class Request:
    """What a phone sends for every step after the first."""

    id: UUID
    activity_id: UUID


@dataclass(frozen=True)
class Turn:
    """One step under way: the activity is locked and the step is allowed, or it was taken before (`repeated`)."""

    step: Step
    actor: Actor
    request: Request
    activity: Activity
    participants: Sequence[Participant]
    fingerprint: str
    now: datetime
    repeated: bool = False


async def begin(name: ActivityStep, actor: Actor, request: Request, now: datetime, *further: object) -> Turn:
    """Find and check, in this order: there, repeated, allowed, in the right status and hour."""
    fingerprint = digest(actor.person_id, name, request.activity_id, *further)
    activity = await db.lock(Activity, request.activity_id)
    if activity is None:
        raise NotFound("activity")
    participants = await Participant.filter(activity_id=activity.id).order_by("id")
    known = await queries.entry_hash(request.id)
    if known not in (None, fingerprint):
        raise IdempotencyConflict()
    turn = Turn(STEPS[name], actor, request, activity, participants, fingerprint, now, repeated=known is not None)
    if not turn.repeated:
        workflow.check(turn.step, standing_of(actor, activity, participants), now)
    return turn


def standing_of(actor: Actor, activity: Activity, participants: Sequence[Participant]) -> Standing:
    attended = {one.person_id: one.hours for one in participants}
    return standing(
        actor,
        code=activity.code,
        status=activity.status,
        times=(activity.starts_at, activity.ends_at),
        organiser_id=activity.organiser_id,
        capacity=activity.capacity,
        attended=attended,
    )


def standing(
    actor: Actor,
    *,
    code: str,
    status: workflow.ActivityStatus,
    times: tuple[datetime, datetime],
    organiser_id: UUID,
    capacity: int | None,
    attended: dict[UUID, int | None],
) -> Standing:
    """What the actor is to the activity; `attended`: the hours of everybody who joined."""
    return Standing(
        status=status,
        starts_at=times[0],
        ends_at=times[1],
        published=actor.person_id == organiser_id,
        joined=actor.person_id in attended,
        full=capacity is not None and len(attended) >= capacity,
        anybody=bool(attended),
        recorded=all(hours is not None for hours in attended.values()),
        permissions=frozenset().union(*(hat.permissions for hat in actor.hats if code.startswith(hat.code))),
    )


async def finish(turn: Turn, *, joined: int | None = None, words: str = "", told: Sequence[UUID] = ()) -> Activity:
    """Save and tell. `told` are the persons who find it in the inbox."""
    activity = turn.activity
    activity.status = turn.step.to or activity.status
    activity.joined = activity.joined if joined is None else joined
    activity.version, activity.updated_at = activity.version + 1, turn.now
    await activity.save(update_fields=["status", "joined", "version", "updated_at"])
    try:
        await ActivityEntry.create(
            id=turn.request.id,
            activity_id=activity.id,
            seq=activity.version,
            step=turn.step.name,
            by_person_id=turn.actor.person_id,
            words=words,
            content_hash=turn.fingerprint,
            at=turn.now,
        )
    except IntegrityError:  # the id was used for another activity in the same moment
        raise IdempotencyConflict() from None
    await tell(_AFTER[turn.step.name], activity, told, turn.actor, turn.now)
    return activity


async def tell(
    event: type[events.ActivityEvent], activity: Activity, told: Sequence[UUID], actor: Actor, now: datetime
) -> None:
    """Activities are public."""
    heard = Audience(
        code=activity.code,
        public=True,
        persons=[activity.organiser_id],
        told=[Told(person) for person in told if person != actor.person_id],
    )
    happened = event(
        id=activity.id,
        code=activity.code,
        title=activity.title,
        place=activity.place,
        status=activity.status,
        starts_at=activity.starts_at,
        joined=activity.joined,
        version=activity.version,
    )
    await outbox.record(happened, heard, actor=actor.person_id, now=now)
