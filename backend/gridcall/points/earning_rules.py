"""How many points a cause earns under a dated rule and its caps. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
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
    CLOSED = "closed"  # the holder wants no more points


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


@dataclass(frozen=True, slots=True)
class Happened:
    """An earning as it was."""

    account_id: str
    cause_id: str
    from_person: str
    hours: int
    amount: int
    day: date


@dataclass(frozen=True, slots=True)
class Trial:
    """What a rule would have given for what happened."""

    causes: int
    earnings: int
    points: int
    capped: int


def tried(rule: Rule, happened: Sequence[Happened]) -> Trial:
    """The rule on things past: what it would have given, and how often a cap would have taken something away."""
    spent: Counter[tuple[str, ...]] = Counter()
    earnings = points = capped = 0
    for one in happened:
        month = f"{one.day:%Y-%m}"
        keys = (
            ("day", one.account_id, str(one.day)),
            ("month", one.account_id, month),
            ("cause", one.cause_id),
            ("pair", one.account_id, one.from_person, month),
        )
        wanted = rule.points * one.hours
        amount = allowed(rule, wanted, Spent(*(spent[key] for key in keys)))
        spent.update(dict.fromkeys(keys, amount))
        earnings, points, capped = earnings + (amount > 0), points + amount, capped + (amount < wanted)
    return Trial(len({one.cause_id for one in happened}), earnings, points, capped)


@dataclass(frozen=True, slots=True)
class Paid:
    """An earning as the ledger booked it, by the rule whose version stays on it."""

    seq: int
    rule: Rule
    account_id: str
    cause_id: str
    from_person: str | None
    hours: int
    amount: int
    day: date


def exceeding(paid: Iterable[Paid]) -> Iterator[tuple[Paid, str]]:
    """What was paid, in the order of booking, beyond its rule or a cap of it, each with the first reason in words.

    A version may begin in the middle of a day: what was earned that morning still has the one before.
    """
    sums: Counter[tuple[str, ...]] = Counter()
    for one in paid:
        rule, cause, month = one.rule, one.rule.cause.value, f"{one.day:%Y-%m}"
        pair = ("pair", cause, one.account_id, one.from_person, month) if one.from_person else ("",)
        caps = (
            (("day", cause, one.account_id, str(one.day)), rule.per_day, "a day"),
            (("month", cause, one.account_id, month), rule.per_month, "a month"),
            (("cause", cause, one.cause_id), rule.per_cause, "one cause"),
            (pair, rule.per_pair_month if one.from_person else None, "a month from one person"),
        )
        sums.update({key: one.amount for key, _, _ in caps})
        over = [f"more than {cap} points for {what}" for key, cap, what in caps if cap is not None and sums[key] > cap]
        if one.amount > rule.points * one.hours:
            over.append("more than its rule gives")
        if not (rule.holds(one.day) or rule.holds(one.day - timedelta(days=1))):
            over.append("its rule was not in force")
        if over:
            yield one, over[0]
