"""A community publishes an activity."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from gridcall import db
from gridcall.activities import events, workflow
from gridcall.activities.actions.turn import tell
from gridcall.activities.models import Activity
from gridcall.activities.workflow import ActivityStatus
from gridcall.errors import IdempotencyConflict, InvalidInput
from gridcall.grid import locate
from gridcall.people.actions.changing import looking_twice
from gridcall.people.actor import Actor
from gridcall.people.permissions import Permission
from gridcall.people.workflow import COMMUNITY, STREET, check_code, clean_text
from gridcall.requests import digest
from gridcall.settings import Settings

TITLE_AT_MOST, WORDS_AT_MOST, PLACE_AT_MOST, CAPACITY_AT_MOST = 60, 500, 100, 10_000


@dataclass(frozen=True)
class NewActivity:
    """What a phone sends: `hours` are whole, `capacity` None means that everybody may come."""

    id: UUID
    code: str
    title: str
    words: str
    place: str
    starts_at: datetime
    ends_at: datetime
    hours: int
    capacity: int | None


@looking_twice
async def publish(actor: Actor, new: NewActivity, *, settings: Settings, now: datetime) -> Activity:
    """Raises NotAllowed, InvalidInput, IdempotencyConflict."""
    actor.require(Permission.ACTIVITY_ORGANISE, check_code(new.code))
    asked = digest(actor.person_id, *vars(new).values())
    name = (await locate.current()).names(new.code).community  # of the division itself, whatever its kind
    async with db.transaction():
        there = await Activity.get_or_none(id=new.id)
        if there is not None:
            if there.asked != asked:
                raise IdempotencyConflict()
            return there
        activity = await Activity.create(
            **_checked(new, name, settings, now),
            id=new.id,
            status=ActivityStatus.OPEN,
            organiser_id=actor.person_id,
            asked=asked,
            created_at=now,
            updated_at=now,
        )
        await tell(events.ActivityPublished, activity, [], actor, now)
    return activity


def _checked(new: NewActivity, name: str, settings: Settings, now: datetime) -> dict[str, Any]:
    workflow.check_times(new.starts_at, new.ends_at, new.hours, at_most=settings.activity_hours_at_most, now=now)
    if new.capacity is not None and not 1 <= new.capacity <= CAPACITY_AT_MOST:
        raise InvalidInput("capacity", "capacity")
    if not name or not STREET <= len(new.code) <= COMMUNITY:
        raise InvalidInput("code", "place_unknown")
    return {
        "code": new.code,
        "community_name": name,
        "title": clean_text(new.title, "title", TITLE_AT_MOST),
        "words": clean_text(new.words, "words", WORDS_AT_MOST) if new.words.strip() else "",
        "place": clean_text(new.place, "place", PLACE_AT_MOST),
        "starts_at": new.starts_at.astimezone(UTC),
        "ends_at": new.ends_at.astimezone(UTC),
        "hours": new.hours,
        "capacity": new.capacity,
    }
