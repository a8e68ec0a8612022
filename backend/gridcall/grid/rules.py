"""Rules of the grid: kinds, and how each force is staffed. Pure, no I/O."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations
from typing import NamedTuple


class DivisionKind(StrEnum):
    PROVINCE = "province"
    CITY = "city"
    DISTRICT = "district"
    STREET = "street"
    COMMUNITY = "community"


class CellKind(StrEnum):
    BASIC = "basic"  # 基础网格
    DEDICATED = "dedicated"  # 专属网格: a park, a hospital, a campus


class Force(StrEnum):
    BASIC = "basic"  # 基础力量, 一员一格
    PROFESSIONAL = "professional"  # 专业力量, 一员多格
    JOINT = "joint"  # 联动力量, 一格多员


class StaffingRule(NamedTuple):
    one_cell_per_person: bool
    one_person_per_cell: bool


# A cell has many professionals too: police, market supervision and others each send theirs.
STAFFING: Mapping[Force, StaffingRule] = {
    Force.BASIC: StaffingRule(one_cell_per_person=True, one_person_per_cell=True),
    Force.PROFESSIONAL: StaffingRule(one_cell_per_person=False, one_person_per_cell=False),
    Force.JOINT: StaffingRule(one_cell_per_person=True, one_person_per_cell=False),
}


@dataclass(frozen=True)
class Term:
    """A person serves in a cell from a day to a day, both included; None: until further notice."""

    person_id: str
    cell_code: str
    force: Force
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True)
class Breach:
    """`rule` is a key of `words`; which person and cell it is about."""

    rule: str
    person_id: str
    cell_code: str


def days_overlap(from_a: date, to_a: date | None, from_b: date, to_b: date | None) -> bool:
    """Whether two spans of days, ends included, share a day."""
    return from_a <= (to_b or date.max) and from_b <= (to_a or date.max)


def conflict(new: Term, other: Term) -> str | None:
    """The rule that `new` breaks beside `other`, as a key of `words`; None when both can stand."""
    same_days = days_overlap(new.starts_on, new.ends_on, other.starts_on, other.ends_on)
    if new.force is not other.force or not same_days:
        return None
    same_person, same_cell = new.person_id == other.person_id, new.cell_code == other.cell_code
    rule = STAFFING[new.force]
    if same_person and same_cell:
        return "staffed_already"
    if same_person and rule.one_cell_per_person:
        return f"{new.force}_one_cell"
    if same_cell and rule.one_person_per_cell:
        return f"{new.force}_one_person"
    return None


def breaches(terms: Iterable[Term]) -> list[Breach]:
    """Every breach among `terms`, once, told of the later term. Compares only terms that could clash."""
    groups: dict[tuple[Force, str, str], list[Term]] = defaultdict(list)
    for term in terms:
        for key in _rivals(term):
            groups[key].append(term)
    found: dict[Breach, None] = {}
    for group in groups.values():
        in_order = sorted(group, key=lambda term: (term.starts_on, term.cell_code, term.person_id))
        for earlier, later in combinations(in_order, 2):
            if rule := conflict(later, earlier):
                found[Breach(rule, later.person_id, later.cell_code)] = None
    return list(found)


def _rivals(term: Term) -> Iterator[tuple[Force, str, str]]:
    """The groups in which another term could break a rule beside this one."""
    rule = STAFFING[term.force]
    yield term.force, term.person_id, term.cell_code
    if rule.one_cell_per_person:
        yield term.force, term.person_id, ""
    if rule.one_person_per_cell:
        yield term.force, "", term.cell_code
