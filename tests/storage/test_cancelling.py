"""A dropped connection cancels its task anywhere in a transaction: nothing stays locked, lent or half written."""

import asyncio
import random
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from tortoise.connection import get_connections

from gridcall import db

AT_ONCE, ROUNDS = 20, 20
NOW = datetime(2026, 1, 1, tzinfo=UTC)
INSERT = "INSERT INTO chores (id, next_at) VALUES ($1, $2)"


class GivenUp(Exception):
    """A transaction that its own code breaks off."""


async def _write(name: str, acknowledged: set[str]) -> None:
    async with db.transaction():
        await db.execute(INSERT, name, NOW)
        async with db.transaction():  # a savepoint
            await db.execute("UPDATE chores SET next_at = $2 WHERE id = $1", name, NOW)
        await db.value("SELECT count(*) FROM chores")
    acknowledged.add(name)


async def _give_up(name: str) -> None:
    with suppress(GivenUp):
        async with db.transaction():
            await db.execute(INSERT, f"given up {name}", NOW)
            raise GivenUp


async def _read() -> None:
    await db.rows("SELECT id, next_at FROM chores")


async def _cancelled_at_some_point(work: Any, chance: random.Random) -> None:
    """The loop's turns for what happens here, seconds for what happens in a thread or on the server."""
    task = asyncio.create_task(work)
    for _ in range(chance.randrange(30)):
        await asyncio.sleep(0)
    await asyncio.sleep(chance.random() * chance.choice([0, 0.002, 0.02]))
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def test_four_hundred_cancellations_leave_nothing_behind(database: str) -> None:
    chance = random.Random(4)  # noqa: S311
    acknowledged: set[str] = set()
    for turn in range(ROUNDS):
        works = [
            chance.choice([lambda n: _write(n, acknowledged), _give_up, lambda n: _read()])(f"{turn}-{number}")
            for number in range(AT_ONCE)
        ]
        async with asyncio.timeout(10):
            await asyncio.gather(*(_cancelled_at_some_point(work, chance) for work in works))
    async with asyncio.timeout(2):
        await asyncio.gather(*(_write(f"afterwards {number}", acknowledged) for number in range(15)))
    written = {row["id"] for row in await db.rows("SELECT id FROM chores")}
    assert len(acknowledged) > 15, "too few came through to prove anything"
    assert acknowledged <= written
    assert not [name for name in written if name.startswith("given up")]
    _all_is_given_back()


def _all_is_given_back() -> None:
    client: Any = get_connections().get("default")
    if db.dialect() == "postgres":
        assert client._pool.get_idle_size() == client._pool.get_size()
        return
    assert not client._lock.locked()
    assert not client._connection.in_transaction
    assert db._readers is not None
    assert db._readers.idle.qsize() == db.SQLITE_READERS
