"""An activity's workflow as data: every step, from where to where, and who may take it. Pure: no I/O, no clock.

`refusal` is the one decision: the actions raise what it answers, the screens show it beside each greyed-out step.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from math import ceil

from gridcall.errors import DomainError, InvalidInput, NotAllowed, WrongStatus
from gridcall.people.permissions import Permission
from gridcall.people.workflow import check_day


class ActivityStatus(StrEnum):
    OPEN = "open"
    CANCELLED = "cancelled"
    SIGNED_OFF = "signed_off"


class ActivityStep(StrEnum):
    JOIN = "join"
    LEAVE = "leave"
    CANCEL = "cancel"
    RECORD_ATTENDANCE = "record_attendance"
    SIGN_OFF = "sign_off"


class Part(StrEnum):
    """What a person is to one activity, whatever posts are held."""

    VOLUNTEER = "volunteer"  # anybody but whoever published it
    PARTICIPANT = "participant"


S, P = ActivityStatus, Permission
LONGEST = timedelta(days=31)  # (assumed)


@dataclass(frozen=True)
class Step:
    """One line of the table; every step leads from OPEN. `to` is None where the status stays."""

    name: ActivityStep
    to: ActivityStatus | None
    who: Permission | Part
    event: str


_LINES = (
    Step(ActivityStep.JOIN, None, Part.VOLUNTEER, "activity.joined"),
    Step(ActivityStep.LEAVE, None, Part.PARTICIPANT, "activity.left"),
    Step(ActivityStep.CANCEL, S.CANCELLED, P.ACTIVITY_ORGANISE, "activity.cancelled"),
    Step(ActivityStep.RECORD_ATTENDANCE, None, P.ACTIVITY_ORGANISE, "activity.attendance_recorded"),
    Step(ActivityStep.SIGN_OFF, S.SIGNED_OFF, P.ACTIVITY_ORGANISE, "activity.signed_off"),
)
STEPS: Mapping[ActivityStep, Step] = {step.name: step for step in _LINES}


@dataclass(frozen=True)
class Standing:
    """How one person stands to one activity, and how far it has come: all that a decision needs."""

    status: ActivityStatus
    starts_at: datetime
    ends_at: datetime
    published: bool  # by this person
    joined: bool
    full: bool
    anybody: bool  # whether anybody at all has joined
    recorded: bool  # whether the attendance of all who joined is
    permissions: frozenset[Permission]  # held by posts that cover the activity's code


def refusal(step: Step, standing: Standing, now: datetime) -> DomainError | None:
    """Why the step cannot be taken, or None. A right that the person never has is said before the status."""
    return _not_theirs(step, standing) or _not_now(step, standing, now)


def check(step: Step, standing: Standing, now: datetime) -> None:
    """Raises NotAllowed or WrongStatus when the table has no such line for this person, status and hour."""
    refused = refusal(step, standing, now)
    if refused is not None:
        raise refused


def _not_theirs(step: Step, standing: Standing) -> DomainError | None:
    if isinstance(step.who, Permission):
        if step.who not in standing.permissions:
            return NotAllowed(step.who.value)
        if step.name is ActivityStep.SIGN_OFF and standing.joined:
            return NotAllowed(step.who.value, "own_attendance")
        return None
    return NotAllowed(step.who.value, "own_activity") if standing.published else None


def _not_now(step: Step, standing: Standing, now: datetime) -> DomainError | None:
    if standing.status is not S.OPEN:
        return wrong_status(step, standing, f"activity_{standing.status.value}")
    reason = _WHY_NOT[step.name](standing, now)
    return wrong_status(step, standing, reason) if reason else None


def wrong_status(step: Step, standing: Standing, reason: str) -> WrongStatus:
    """Both names as the schema spells them."""
    return WrongStatus(actual_status=standing.status.name, step=step.name.name, reason=reason)


def _not_joined(standing: Standing, now: datetime) -> str:
    if standing.joined:
        return "activity_joined"
    if now >= standing.ends_at:
        return "activity_over"
    return "activity_full" if standing.full else ""


def _not_left(standing: Standing, now: datetime) -> str:
    if not standing.joined:
        return "not_joined"
    return "activity_begun" if now >= standing.starts_at else ""


def _not_cancelled(standing: Standing, now: datetime) -> str:
    return "activity_over" if now >= standing.ends_at and standing.anybody else ""


def _not_recorded(standing: Standing, now: datetime) -> str:
    if now < standing.starts_at:
        return "activity_not_begun"
    return "" if standing.anybody else "nobody_joined"


def _not_signed_off(standing: Standing, now: datetime) -> str:
    if now < standing.ends_at:
        return "activity_not_over"
    return "" if standing.recorded else "attendance_first"


_WHY_NOT = {
    ActivityStep.JOIN: _not_joined,
    ActivityStep.LEAVE: _not_left,
    ActivityStep.CANCEL: _not_cancelled,
    ActivityStep.RECORD_ATTENDANCE: _not_recorded,
    ActivityStep.SIGN_OFF: _not_signed_off,
}


def check_times(starts_at: datetime, ends_at: datetime, hours: int, *, at_most: int, now: datetime) -> None:
    """InvalidInput for times that are none.

    It has begun or lies centuries ahead, ends before it begins or too late, or counts more hours than it lasts.
    """
    if starts_at <= now:
        raise InvalidInput("startsAt", "activity_time")
    check_day(starts_at.date(), "startsAt")
    if not starts_at < ends_at <= starts_at + LONGEST:
        raise InvalidInput("endsAt", "dates_reversed" if ends_at <= starts_at else "date_range")
    lasts = ceil((ends_at - starts_at) / timedelta(hours=1))
    if not 1 <= hours <= min(at_most, lasts):
        raise InvalidInput("hours", "activity_hours")
