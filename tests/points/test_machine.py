"""The ledger against a naive model: whatever is booked in whatever order, balances agree and every invariant holds."""

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.databases import Databases, PostgresSchemas, SqliteFiles
from tests.points.ledger import EAST, NOW, WEST, booked, branch, earn, give, hold, person, post, reverse, standing

from gridcall import clock, db
from gridcall.errors import DomainError
from gridcall.points import queries, verifying
from gridcall.points.orders import Expire, Hold, Lapse, Order, Void

WHO, STREETS = st.integers(1, 3), st.sampled_from([EAST, WEST])
AMOUNT = st.integers(1, 9)
STEPS = st.one_of(
    st.tuples(st.just("earn"), WHO, AMOUNT, STREETS, st.integers(0, 4)),
    st.tuples(st.just("give"), WHO, WHO, AMOUNT),
    st.tuples(st.just("hold"), WHO, AMOUNT, STREETS),
    st.tuples(st.just("end"), st.integers(0, 20), st.sampled_from(["post", "void", "lapse", "part"])),
    st.tuples(st.just("reverse"), st.integers(0, 20), st.integers(0, 9)),
    st.tuples(st.just("again"), st.integers(0, 20)),
    st.tuples(
        st.just("night"),
    ),
)


@dataclass
class Naive:
    """Balances as anybody would count them, without lots."""

    day: int = 0
    posted: dict[int, int] = field(default_factory=lambda: dict.fromkeys(range(1, 4), 0))
    pending: dict[int, int] = field(default_factory=lambda: dict.fromkeys(range(1, 4), 0))
    shop: int = 0
    orders: list[tuple[Order, Any]] = field(default_factory=list)
    holds: list[tuple[Hold, int]] = field(default_factory=list)
    spent: list[tuple[Order, int, int]] = field(default_factory=list)  # order, whose, how much is left of it

    @property
    def now(self) -> Any:
        return NOW + timedelta(days=self.day)


async def play(steps: list[tuple[Any, ...]]) -> None:
    model = Naive()
    for step in steps:
        await _TAKES[step[0]](model, *step[1:])
        for who in model.posted:
            assert await standing(person(who)) == (model.posted[who], model.pending[who]), step
        assert (await standing(branch()))[0] == model.shop
    verdict = await verifying.verify()
    assert verdict.faults == []
    lines = [line async for line in verifying.exported()]
    assert verifying.verify_export(lines).hash == verdict.hash


async def _tried(model: Naive, order: Order) -> Any:
    """None when it is refused; then nothing may have moved."""
    try:
        done = await booked(order, now=model.now)
    except DomainError:
        return None
    model.orders.append((order, done.transfer))
    return done.transfer


async def _earn(model: Naive, who: int, amount: int, street: str, days: int) -> None:
    order = earn(amount, person(who), street, clock.day_of(model.now) + timedelta(days=days))
    assert await _tried(model, order)
    model.posted[who] += amount


async def _give(model: Naive, source: int, to: int, amount: int) -> None:
    order = give(amount, person(source), person(to))
    enough = source != to and model.posted[source] - model.pending[source] >= amount
    if source == to:
        return
    done = await _tried(model, order)
    assert bool(done) == enough
    if done:
        model.posted[source] -= amount
        model.posted[to] += amount


async def _hold(model: Naive, who: int, amount: int, street: str) -> None:
    order = hold(amount, person(who), street=street)
    order = Hold(**{**vars(order), "expires_at": model.now + timedelta(hours=1)})
    done = await _tried(model, order)
    assert bool(done) == (model.posted[who] - model.pending[who] >= amount)
    if done:
        model.pending[who] += amount
        model.holds.append((order, who))


async def _end(model: Naive, number: int, how: str) -> None:
    if not model.holds:
        return
    order, who = model.holds[number % len(model.holds)]
    over = model.now >= order.expires_at
    amount = max(1, order.amount // 2) if how == "part" else order.amount
    ends = {"void": Void(clock.new_id(), order.key), "lapse": Lapse(clock.new_id(), order.key)}
    end = ends.get(how, post(order, amount))
    done = await _tried(model, end)
    assert bool(done) == {"void": True, "lapse": over}.get(how, not over)
    if done:
        model.holds.remove((order, who))
        model.pending[who] -= order.amount
        if how in ("post", "part"):
            model.posted[who] -= amount
            model.shop += amount
            model.spent.append((end, who, amount))


async def _reverse(model: Naive, number: int, amount: int) -> None:
    if not model.spent:
        return
    place = number % len(model.spent)
    order, who, left = model.spent[place]
    wanted = amount or left
    done = await _tried(model, reverse(order, amount or None))
    assert bool(done) == (0 < wanted <= left)
    if done:
        model.spent[place] = (order, who, left - wanted)
        model.posted[who] += wanted
        model.shop -= wanted


async def _again(model: Naive, number: int) -> None:
    if model.orders:
        order, transfer = model.orders[number % len(model.orders)]
        again = await booked(order, now=model.now)
        assert (again.transfer, again.replayed) == (transfer, True)


async def _night(model: Naive) -> None:
    """The next day begins, and what has run out is booked."""
    model.day += 1
    for account_id, lots in (await queries.over(clock.day_of(model.now), 100)).items():
        account = await queries.account(account_id)
        assert account is not None
        done = await _tried(model, Expire(clock.new_id(), account.key, tuple(lots)))
        who = next(one for one in model.posted if person(one) == account.key)
        model.posted[who] -= done.amount


_TAKES = {
    "earn": _earn,
    "give": _give,
    "hold": _hold,
    "end": _end,
    "reverse": _reverse,
    "again": _again,
    "night": _night,
}


async def _on(databases: Databases, folder: Path, steps: list[tuple[Any, ...]]) -> None:
    url, _ = await databases.fresh(folder, None)
    await db.start(url)
    try:
        await play(steps)
    finally:
        await db.stop()


SLOW = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@settings(max_examples=60, deadline=None, suppress_health_check=SLOW)
@given(steps=st.lists(STEPS, max_size=25))
def test_whatever_is_booked_agrees_with_a_naive_count_on_sqlite(
    sqlite: SqliteFiles, tmp_path: Path, steps: list[tuple[Any, ...]]
) -> None:
    asyncio.run(_on(sqlite, tmp_path, steps))


@settings(max_examples=12, deadline=None, suppress_health_check=SLOW)
@given(steps=st.lists(STEPS, min_size=8, max_size=25))
def test_whatever_is_booked_agrees_with_a_naive_count_on_postgres(
    postgres: PostgresSchemas, tmp_path: Path, steps: list[tuple[Any, ...]]
) -> None:
    asyncio.run(_on(postgres, tmp_path, steps))
