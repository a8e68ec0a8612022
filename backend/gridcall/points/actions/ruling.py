"""Dated rules of earning: set for a day to come, tried on what has happened."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from gridcall import clock, db, outbox
from gridcall.errors import IdempotencyConflict, InvalidInput
from gridcall.outbox import Audience
from gridcall.people.actions.changing import looking_twice
from gridcall.people.actor import Actor
from gridcall.people.permissions import Permission
from gridcall.people.workflow import DISTRICT, check_code
from gridcall.points import queries
from gridcall.points.earning_rules import Rule, Trial, tried
from gridcall.points.events import RuleSet
from gridcall.points.models import EarningRule
from gridcall.points.rules import Cause
from gridcall.requests import digest

POINTS_AT_MOST, DAYS_AT_MOST = 1000, 3660
TRIED_DAYS = 30


@dataclass(frozen=True)
class NewRule:
    id: UUID
    code: str
    cause: Cause
    points: int
    per_day: int | None
    per_month: int | None
    per_cause: int | None
    per_pair_month: int | None
    days_valid: int
    starts_on: date


@looking_twice
async def set_rule(actor: Actor, new: NewRule, *, now: datetime) -> Rule:
    """From `starts_on` on; the version before ends the day before. Raises InvalidInput, NotAllowed."""
    _check(actor, new, now)
    asked = digest(actor.person_id, vars(new))
    async with db.transaction():
        known = await EarningRule.get_or_none(id=new.id)
        if known is None:
            await _set(actor, new, asked, now)
        elif known.asked != asked:
            raise IdempotencyConflict()
    return next(one for one in await queries.rules_of(new.code) if one.id == new.id)


async def _set(actor: Actor, new: NewRule, asked: str, now: datetime) -> None:
    before = await EarningRule.filter(code=new.code, cause=new.cause).order_by("-version").first()
    if before is not None and before.starts_on >= new.starts_on:
        raise InvalidInput("startsOn", "rule_starts_after")
    if before is not None:
        before.ends_on = new.starts_on - timedelta(days=1)
        await before.save(update_fields=["ends_on"])
    version = before.version + 1 if before else 1
    await EarningRule.create(**vars(new), version=version, set_by_id=actor.person_id, at=now, asked=asked)
    await outbox.record(RuleSet(new.id), Audience(code=new.code), actor=actor.person_id, now=now)


def _check(actor: Actor, new: NewRule, now: datetime) -> None:
    check_code(new.code)
    if len(new.code) != DISTRICT:
        raise InvalidInput("code", "division_code")
    actor.require(Permission.POINTS_RULE, new.code)
    if not 1 <= new.points <= POINTS_AT_MOST:
        raise InvalidInput("points", "points_range")
    if not 1 <= new.days_valid <= DAYS_AT_MOST:
        raise InvalidInput("daysValid", "days_range")
    caps = (("perDay", new.per_day), ("perMonth", new.per_month))
    for field, cap in (*caps, ("perCause", new.per_cause), ("perPairMonth", new.per_pair_month)):
        if cap is not None and not 1 <= cap <= POINTS_AT_MOST * 100:
            raise InvalidInput(field, "points_range")
    if not clock.day_of(now) <= new.starts_on <= clock.day_of(now) + timedelta(days=DAYS_AT_MOST):
        raise InvalidInput("startsOn", "rule_starts_past")


@dataclass(frozen=True)
class Tried:
    trial: Trial
    in_force: int
    begins: date
    ends: date


async def try_rule(actor: Actor, new: NewRule, *, now: datetime) -> Tried:
    """What it would have given in the last thirty days, beside what was given. Writes nothing."""
    _check(actor, new, now)
    ends = clock.day_of(now)
    begins = ends - timedelta(days=TRIED_DAYS)
    happened = await queries.earnings_between(new.code, new.cause, clock.day_start(begins), clock.day_start(ends))
    rule = Rule(**vars(new), version=0, ends_on=None)
    return Tried(tried(rule, happened), sum(one.amount for one in happened), begins, ends - timedelta(days=1))
