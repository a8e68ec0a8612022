"""How many points a cause earns under a dated rule and its caps. Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from gridcall.points.rules import Cause


class Outcome(StrEnum):
    """What became of an earning; only EARNED moves points."""

    EARNED = "earned"
    ALREADY = "already"  # for this cause, before
    NO_RULE = "no_rule"
    CAPPED = "capped"  # nothing is left under a cap
    OWN = "own"  # nobody rewards himself


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of `earning_rules`."""

    id: UUID
    code: str
    cause: Cause
    version: int
    points: int
    per_day: int | None
    per_month: int | None
    per_cause: int | None
    per_pair_month: int | None
    days_valid: int
    starts_on: date
    ends_on: date | None

    def holds(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True, slots=True)
class Spent:
    """What has been earned already under each cap."""

    day: int = 0
    month: int = 0
    cause: int = 0
    pair_month: int = 0


def allowed(rule: Rule, wanted: int, spent: Spent) -> int:
    """`wanted` points, or what the caps leave of it."""
    caps = (
        (rule.per_day, spent.day),
        (rule.per_month, spent.month),
        (rule.per_cause, spent.cause),
        (rule.per_pair_month, spent.pair_month),
    )
    return max(0, min([wanted, *(cap - used for cap, used in caps if cap is not None)]))
