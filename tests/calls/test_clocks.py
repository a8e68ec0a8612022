"""Limits by hand, and by what must hold for all of them. The calendar of 2026 is the published one."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridcall import clock
from gridcall.calls.clocks import (
    ASSUMED_MINUTES,
    CALL_STAGE,
    HOLDER,
    PART_STAGE,
    Limits,
    call_stage,
    part_stage,
    working_due,
)
from gridcall.calls.workflow import ENDED, AssignmentStatus, CallStatus
from gridcall.responsibility.rules import Stage, Urgency

DAY = 7 * 60  # office minutes


def china(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=clock.CHINA)


@pytest.mark.parametrize(
    ("start", "minutes", "due"),
    [
        ("2026-11-23 10:00", 60, "2026-11-23 11:00"),
        ("2026-11-23 11:30", 60, "2026-11-23 13:30"),  # lunch
        ("2026-11-23 06:00", 60, "2026-11-23 10:00"),
        ("2026-11-23 16:30", 60, "2026-11-24 09:30"),
        ("2026-11-23 09:00", DAY, "2026-11-23 17:00"),  # ends with the office, not with the next morning
        ("2026-11-27 16:00", 120, "2026-11-30 10:00"),  # over the weekend
        ("2026-11-28 12:00", 60, "2026-11-30 10:00"),
        ("2026-09-30 16:00", 120, "2026-10-08 10:00"),  # National Day, 1 to 7 October
        ("2026-10-09 16:00", 120, "2026-10-10 10:00"),  # Saturday the 10th makes up for it
        ("2026-02-13 16:00", 120, "2026-02-14 10:00"),  # as does Saturday the 14th, before Spring Festival
    ],
)
def test_office_time(start: str, minutes: int, due: str) -> None:
    assert working_due(china(start), minutes) == china(due)


def test_the_days_in_question_are_as_published() -> None:
    assert [day.strftime("%a") for day in (date(2026, 10, 10), date(2026, 2, 14))] == ["Sat", "Sat"]


def test_beyond_the_published_calendar_weekdays_count() -> None:
    assert working_due(china("2099-10-01 16:00"), 120) == china("2099-10-02 10:00")
    assert working_due(china("2099-10-02 16:00"), 120) == china("2099-10-05 10:00")


def test_a_limit_of_more_than_a_year_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="year"):
        working_due(china("2026-11-23 09:00"), 400 * DAY)


moments = st.datetimes(datetime(2024, 1, 1), datetime(2026, 12, 1)).map(lambda at: at.replace(tzinfo=clock.CHINA))  # noqa: DTZ001
minutes = st.integers(1, 30 * DAY)


@given(moments, minutes, minutes)
def test_office_time_adds_up(start: datetime, first: int, second: int) -> None:
    assert working_due(working_due(start, first), second) == working_due(start, first + second)


@given(moments, moments, minutes)
def test_who_starts_later_is_due_later(one: datetime, other: datetime, limit: int) -> None:
    early, late = sorted((one, other))
    assert working_due(early, limit) <= working_due(late, limit)
    assert working_due(early, limit) >= early + timedelta(minutes=limit)


@given(moments, minutes)
def test_a_limit_ends_in_office_hours(start: datetime, limit: int) -> None:
    due = working_due(start, limit).astimezone(clock.CHINA)
    assert 9 <= due.hour + due.minute / 60 <= 17


@given(moments, st.sampled_from(Urgency), st.sampled_from(Stage))
def test_an_emergency_runs_in_natural_hours_and_no_urgency_is_without_a_limit(
    start: datetime, urgency: Urgency, stage: Stage
) -> None:
    natural = start + timedelta(minutes=ASSUMED_MINUTES[urgency][stage])
    assert Limits({}).due(urgency, stage, start) == natural
    in_office = Limits({}, working_time=True).due(urgency, stage, start)
    assert in_office == natural if urgency is Urgency.EMERGENCY else in_office >= natural


def test_every_status_has_its_stage_or_waits_for_nobody() -> None:
    assert set(CALL_STAGE) | ENDED | {CallStatus.DRAFT, CallStatus.IN_HAND} == set(CallStatus)
    assert set(PART_STAGE) | {AssignmentStatus.DONE, AssignmentStatus.REPLACED} == set(AssignmentStatus)
    assert set(HOLDER) == set(Stage)
    assert call_stage(CallStatus.IN_HAND, 0) is Stage.CLOSE
    assert call_stage(CallStatus.IN_HAND, 1) is None
    assert all(part_stage(status, AssignmentStatus.DISPATCHED) is None for status in ENDED)
