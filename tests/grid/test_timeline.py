"""Validity: whatever files say, in whatever order they come, no day has two versions, and nothing is said twice."""

from copy import deepcopy
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from gridcall.grid.timeline import ALWAYS, Statement, Timeline, Version

TODAY = date(2026, 11, 23)


def said(name: str, since: int | None = None, until: int | None = None) -> Statement:
    """A statement about the name, dated in days from today."""
    return Statement(1, "370102", {"name": name}, day(since), day(until))


def day(offset: int | None) -> date | None:
    return None if offset is None else TODAY + timedelta(days=offset)


def spans(timeline: Timeline) -> list[tuple[str, date, date | None]]:
    return [(version.content["name"], version.valid_from, version.valid_to) for version in timeline.versions]


def stored(timeline: Timeline) -> Timeline:
    """As it comes back from the database."""
    versions = [Version(str(n), v.content, v.valid_from, v.valid_to) for n, v in enumerate(timeline.versions)]
    return Timeline(deepcopy(versions))


def take(timeline: Timeline, *statements: Statement) -> list[str]:
    refusals = [timeline.take(statement, TODAY, {}) for statement in statements]
    return [refusal for refusal in refusals if refusal]


def test_the_first_word_holds_for_ever() -> None:
    timeline = Timeline()
    assert take(timeline, said("a")) == []
    assert spans(timeline) == [("a", ALWAYS, None)]


def test_a_dated_word_ends_what_was_before() -> None:
    timeline = Timeline()
    take(timeline, said("a"), said("b", since=10))
    assert spans(timeline) == [("a", ALWAYS, day(9)), ("b", day(10), None)]


def test_a_past_version_can_be_added_with_its_last_day() -> None:
    timeline = Timeline()
    take(timeline, said("b", since=0))
    assert take(timeline, said("a", since=-30)) == ["validity_overlap"]
    assert take(timeline, said("a", since=-30, until=-1)) == []
    assert [name for name, _, _ in spans(timeline)] == ["a", "b"]


def test_what_ended_can_come_back() -> None:
    timeline = Timeline()
    take(timeline, said("a", until=-10))
    assert take(timeline, said("b")) == []
    assert spans(timeline) == [("a", ALWAYS, day(-10)), ("b", TODAY, None)]


def test_an_end_that_is_told_twice_is_that_of_the_one_that_ended() -> None:
    timeline = Timeline()
    take(timeline, said("a"), said("b", since=1), said("a", until=-1))
    assert take(timeline, said("a", until=-1)) == []
    assert [name for name, _, _ in spans(timeline)] == ["a", "b"]


def test_it_cannot_end_before_it_began() -> None:
    assert take(Timeline(), said("a", since=5, until=4)) == ["dates_reversed"]


offsets = st.none() | st.integers(-20, 20)
statements = st.builds(said, st.sampled_from("abc"), offsets, offsets)


@given(st.lists(statements, max_size=6))
def test_no_day_has_two_versions(some: list[Statement]) -> None:
    timeline = Timeline()
    take(timeline, *some)
    versions = timeline.versions
    for version in versions:
        assert version.valid_to is None or version.valid_from <= version.valid_to
    for earlier, later in pairwise(versions):
        assert earlier.valid_to is not None
        assert earlier.valid_to < later.valid_from


@given(st.lists(statements, max_size=4), statements)
def test_the_same_word_twice_changes_nothing(some: list[Statement], last: Statement) -> None:
    timeline = Timeline()
    take(timeline, *some)
    if take(timeline, last):
        return
    again = stored(timeline)
    assert take(again, last) == []
    assert spans(again) == spans(timeline)
    assert not any(version.changed or version.id is None for version in again.versions)
