"""The rule of each force, and breaches found among many terms."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridcall.grid.rules import Breach, Force, Term, breaches, conflict, days_overlap

MAY = date(2026, 5, 1)


def term(
    person: str = "lin", cell: str = "1", force: Force = Force.BASIC, since: int = 0, until: int | None = None
) -> Term:
    ends = None if until is None else MAY + timedelta(days=until)
    return Term(person, cell, force, MAY + timedelta(days=since), ends)


@pytest.mark.parametrize(
    ("force", "same_person", "same_cell"),
    [
        (Force.BASIC, "basic_one_cell", "basic_one_person"),
        (Force.PROFESSIONAL, None, None),
        (Force.JOINT, "joint_one_cell", None),
    ],
)
def test_each_force_has_its_rule(force: Force, same_person: str | None, same_cell: str | None) -> None:
    assert conflict(term(cell="2", force=force), term(force=force)) == same_person
    assert conflict(term(person="zhou", force=force), term(force=force)) == same_cell
    assert conflict(term(force=force), term(force=force)) == "staffed_already"


def test_forces_do_not_disturb_each_other() -> None:
    assert conflict(term(force=Force.JOINT), term(force=Force.BASIC)) is None


def test_a_successor_starts_the_day_after() -> None:
    leaving = term(until=30)
    assert conflict(term(person="zhou", since=30), leaving) == "basic_one_person"
    assert conflict(term(person="zhou", since=31), leaving) is None


def test_breaches_name_the_later_term_once() -> None:
    first, second = term(), term(cell="2", since=5)
    assert breaches([second, first]) == [Breach("basic_one_cell", "lin", "2")]


def test_a_professional_in_a_thousand_cells_breaks_nothing() -> None:
    assert breaches([term(cell=str(number), force=Force.PROFESSIONAL) for number in range(1000)]) == []


terms = st.builds(
    term,
    st.sampled_from(["lin", "zhou", "wu"]),
    st.sampled_from(["1", "2", "3"]),
    st.sampled_from(Force),
    st.integers(0, 20),
    st.none() | st.integers(20, 40),
)


@given(st.lists(terms, max_size=8))
def test_breaches_are_found_exactly_when_two_terms_conflict(some: list[Term]) -> None:
    clash = any(conflict(a, b) for i, a in enumerate(some) for b in some[i + 1 :])
    assert bool(breaches(some)) == clash


@given(terms, terms)
def test_a_conflict_is_mutual(a: Term, b: Term) -> None:
    assert conflict(a, b) == conflict(b, a)


def test_spans_of_days_include_both_ends() -> None:
    assert days_overlap(MAY, MAY, MAY, None)
    assert not days_overlap(MAY, MAY, MAY + timedelta(days=1), None)
