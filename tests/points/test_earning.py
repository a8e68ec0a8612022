"""Earning: the rule in force, its caps, and nobody rewards himself."""

import asyncio
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from tests.cast import STREET
from tests.points.ledger import NOW, TODAY, standing

from gridcall import clock, db
from gridcall.points.actions.booking import book
from gridcall.points.actions.earning import Earned, earn
from gridcall.points.earning_rules import Outcome
from gridcall.points.models import EarningRule
from gridcall.points.orders import Close
from gridcall.points.rules import Cause, Holder
from gridcall.settings import Settings

pytestmark = pytest.mark.usefixtures("database")
ANNA, BERT, WISHER = (UUID(int=number) for number in (1, 2, 9))


async def rule(points: int = 4, *, starts_on: date = date(2026, 1, 1), version: int = 1, **facts: Any) -> None:
    await EarningRule.create(
        id=clock.new_id(),
        code="370102",
        cause=Cause.WISH_SERVICE,
        version=version,
        points=points,
        days_valid=730,
        starts_on=starts_on,
        set_by_id=WISHER,
        at=NOW,
        asked="",
        **facts,
    )


async def earned(*persons: UUID, cause_id: UUID | None = None, now: Any = NOW, **facts: Any) -> list[Earned]:
    given = {"from_person": WISHER, "actor_id": WISHER, "hours": 1, **facts}
    return await earn(
        Cause.WISH_SERVICE,
        cause_id or clock.new_id(),
        [Holder.person(one) for one in persons],
        code=STREET + "006",
        now=now,
        settings=Settings(),
        **given,
    )


async def test_without_a_rule_nothing_is_earned_and_nothing_is_refused() -> None:
    await rule(starts_on=TODAY + timedelta(days=1))
    assert [(one.points, one.why) for one in await earned(ANNA)] == [(0, Outcome.NO_RULE)]


async def test_a_closed_account_earns_nothing_and_refuses_nobody() -> None:
    await rule()
    await earned(ANNA)
    await book([Close(clock.new_id(), Holder.person(ANNA).account)], actor_id=ANNA, now=NOW)
    assert [(one.points, one.why) for one in await earned(ANNA, BERT)] == [(0, Outcome.CLOSED), (4, Outcome.EARNED)]


async def test_the_rule_of_the_day_says_how_much() -> None:
    await rule(4, ends_on=TODAY)
    await rule(6, starts_on=TODAY + timedelta(days=1), version=2)
    assert (await earned(ANNA, hours=2))[0].points == 8
    assert (await earned(ANNA, now=NOW + timedelta(days=1)))[0].points == 6
    assert await standing(Holder.person(ANNA).account) == (14, 0)


async def test_a_cause_earns_once_however_often_it_is_said() -> None:
    await rule()
    cause = clock.new_id()
    await earned(ANNA, cause_id=cause)
    assert [(one.points, one.why) for one in await earned(ANNA, cause_id=cause)] == [(4, Outcome.ALREADY)]
    assert await standing(Holder.person(ANNA).account) == (4, 0)


async def test_nobody_rewards_himself() -> None:
    await rule()
    own = await earned(WISHER, ANNA)
    decided = await earned(BERT, actor_id=BERT)
    assert [one.why for one in own + decided] == [Outcome.OWN, Outcome.EARNED, Outcome.OWN]


@pytest.mark.parametrize(("cap", "other"), [("per_day", 1), ("per_month", 20), ("per_pair_month", 1)])
async def test_a_cap_leaves_what_is_left_under_it(cap: str, other: int) -> None:
    await rule(**{cap: 6})
    got = [(await earned(ANNA))[0] for _ in range(3)]
    assert [(one.points, one.why) for one in got] == [(4, Outcome.EARNED), (2, Outcome.EARNED), (0, Outcome.CAPPED)]
    later = (await earned(ANNA, now=NOW + timedelta(days=other), from_person=BERT))[0]
    assert later.points == 4


async def test_a_cause_is_shared_under_its_cap() -> None:
    await rule(per_cause=6)
    assert [one.points for one in await earned(ANNA, BERT)] == [4, 2]


async def test_a_cap_holds_for_earnings_at_once() -> None:
    await rule(per_day=10)
    got = await asyncio.gather(*(earned(ANNA) for _ in range(6)))
    assert sorted(one[0].points for one in got) == [0, 0, 0, 2, 4, 4]
    assert await standing(Holder.person(ANNA).account) == (10, 0)


async def test_whoever_earned_is_told() -> None:
    await rule()
    await earned(ANNA, BERT)
    told = await db.rows("SELECT told, payload FROM outbox WHERE kind = 'points.earned' ORDER BY seq")
    assert [row["told"][0]["person"] for row in told] == [str(ANNA), str(BERT)]
    assert told[0]["payload"]["available"] == 4
