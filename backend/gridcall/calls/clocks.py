"""Whose clock runs, and until when. Pure.

A clock follows the status: every status has the stage that its holder is in, so a change of status ends one
segment and begins the next. Limits come from the responsibility item, per urgency and stage (docs/domain.md 4).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta

import chinese_calendar

from gridcall import clock
from gridcall.calls.workflow import AssignmentStatus, CallStatus, Side
from gridcall.lamps import amber_at
from gridcall.responsibility.rules import Stage, Urgency, limit

HOLDER: Mapping[Stage, Side] = {
    Stage.SIGN: Side.STREET,
    Stage.ACCEPT: Side.DESK,
    Stage.RESPOND: Side.UNIT,
    Stage.ATTEND: Side.UNIT,
    Stage.COMPLETE: Side.UNIT,
    Stage.CLOSE: Side.STREET,
}
CALL_STAGE: Mapping[CallStatus, Stage] = {
    CallStatus.TO_SIGN: Stage.SIGN,
    CallStatus.TO_ACCEPT: Stage.ACCEPT,
    CallStatus.TO_DISPATCH: Stage.ACCEPT,
}
PART_STAGE: Mapping[AssignmentStatus, Stage] = {
    AssignmentStatus.DISPATCHED: Stage.RESPOND,
    AssignmentStatus.CONFIRMED: Stage.ATTEND,
    AssignmentStatus.ON_SITE: Stage.COMPLETE,
    AssignmentStatus.REWORK: Stage.COMPLETE,
    AssignmentStatus.REPORTED: Stage.CLOSE,
    AssignmentStatus.RETURNED: Stage.ACCEPT,
}


def call_stage(status: CallStatus, parts_open: int) -> Stage | None:
    """The stage of the call as a whole. Once every part is in, the street closes."""
    if status is CallStatus.IN_HAND:
        return None if parts_open else Stage.CLOSE
    return CALL_STAGE.get(status)


def part_stage(call: CallStatus, part: AssignmentStatus) -> Stage | None:
    return PART_STAGE.get(part) if call is CallStatus.IN_HAND else None


Span = tuple[datetime | None, datetime | None]
"""A clock's start and limit; None: none runs."""


def worst(start: datetime, due: datetime, beside: Iterable[Span], share: float) -> tuple[datetime, datetime]:
    """When a clock and those that run `beside` it show amber and red together: as soon as one of them does."""
    amber, red = amber_at(start, due, share), due
    for begun, ends in beside:
        if begun is not None and ends is not None:
            amber, red = min(amber, amber_at(begun, ends, share)), min(red, ends)
    return amber, red


# Assumed: the seed leaves the digits out. Used where the item says nothing.
ASSUMED_MINUTES: Mapping[Urgency, Mapping[Stage, int]] = {
    Urgency.NORMAL: {
        Stage.SIGN: 240,
        Stage.ACCEPT: 120,
        Stage.RESPOND: 120,
        Stage.ATTEND: 1440,
        Stage.COMPLETE: 4320,
        Stage.CLOSE: 1440,
    },
    Urgency.URGENT: {
        Stage.SIGN: 60,
        Stage.ACCEPT: 30,
        Stage.RESPOND: 120,
        Stage.ATTEND: 240,
        Stage.COMPLETE: 1440,
        Stage.CLOSE: 480,
    },
    Urgency.EMERGENCY: {
        Stage.SIGN: 15,
        Stage.ACCEPT: 10,
        Stage.RESPOND: 30,
        Stage.ATTEND: 60,
        Stage.COMPLETE: 240,
        Stage.CLOSE: 240,
    },
}


@dataclass(frozen=True)
class Limits:
    """An item's limits in minutes. An emergency always runs in natural hours."""

    minutes: Mapping[Urgency, Mapping[Stage, int]]
    working_time: bool = False

    def due(self, urgency: Urgency, stage: Stage, start: datetime) -> datetime:
        """When the stage's limit is over, for a clock that starts at `start`."""
        told = limit(self.minutes, urgency, stage)
        minutes = told if told is not None else ASSUMED_MINUTES[urgency][stage]
        if self.working_time and urgency is not Urgency.EMERGENCY:
            return working_due(start, minutes)
        return start + timedelta(minutes=minutes)


# (assumed) office hours in China's time; a day off counts nothing, a make-up working day counts.
OFFICE_HOURS = ((time(9), time(12)), (time(13), time(17)))
FURTHEST_DAYS = 400


def working_due(start: datetime, minutes: int) -> datetime:
    """`minutes` of office time after `start`."""
    left = timedelta(minutes=minutes)
    day = start.astimezone(clock.CHINA).date()
    for _ in range(FURTHEST_DAYS):
        if _works(day):
            for opens, closes in OFFICE_HOURS:
                begin = max(start, datetime.combine(day, opens, clock.CHINA))
                end = datetime.combine(day, closes, clock.CHINA)
                if begin < end and left <= end - begin:
                    return (begin + left).astimezone(start.tzinfo)
                left -= max(end - begin, timedelta())
        day += timedelta(days=1)
    raise ValueError("a limit of more than a year of office time")


def _works(day: object) -> bool:
    """Weekends and public holidays with their make-up days; beyond the published calendar, weekdays."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < 5  # type: ignore[attr-defined, no-any-return]  # noqa: PLR2004
