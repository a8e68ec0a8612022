"""On SQLite transactions that wait for each other share one sync of the disk; what befalls one stays with it."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest
from tortoise.connection import get_connections
from tortoise.exceptions import IntegrityError

from gridcall import db, engine_sqlite

pytestmark = pytest.mark.only("sqlite")

NOW = datetime(2026, 1, 1, tzinfo=UTC)
INSERT = "INSERT INTO chores (id, next_at) VALUES ($1, $2)"
NAMES = ("first", "second", "third", "fourth")


@pytest.fixture
async def statements(database: str) -> AsyncIterator[list[str]]:
    """Every statement of the writing connection."""
    seen: list[str] = []
    async with db.transaction():
        await db.execute("DELETE FROM chores")  # it is opened when it is first needed
    writer = _client()._connection
    await writer.set_trace_callback(seen.append)
    yield seen
    await writer.set_trace_callback(None)


def _client() -> Any:
    return get_connections().get("default")


async def _write(name: str, *, trouble: type[BaseException] | None = None) -> str:
    async with db.transaction():
        await db.execute(INSERT, name, NOW)
        if trouble is not None:
            raise trouble
    assert name in await _written()  # acknowledged: whoever reads elsewhere finds it
    return name


async def _written() -> set[str]:
    return {row["id"] for row in await db.rows("SELECT id FROM chores")}


def _is_free() -> bool:
    client = _client()
    return not client._lock.locked() and client._group is None and not client._connection.in_transaction


async def test_those_who_wait_share_one_commit(statements: list[str]) -> None:
    assert await asyncio.gather(*map(_write, NAMES)) == list(NAMES)
    assert (statements.count("BEGIN IMMEDIATE"), statements.count("COMMIT")) == (1, 1)
    await _write("later")
    assert (statements.count("BEGIN IMMEDIATE"), statements.count("COMMIT")) == (2, 2)
    assert _is_free()


@pytest.mark.parametrize("failing", NAMES)
async def test_one_that_fails_takes_no_other_with_it(statements: list[str], failing: str) -> None:
    writes = [_write(name, trouble=ValueError if name == failing else None) for name in NAMES]
    ends = await asyncio.gather(*writes, return_exceptions=True)
    assert [type(end) for end in ends] == [ValueError if name == failing else str for name in NAMES]
    assert await _written() == {*NAMES} - {failing}
    assert _is_free()


async def test_one_that_fails_for_anothers_work_hears_it_when_that_is_synced(database: str) -> None:
    async def again() -> set[str]:
        with pytest.raises(IntegrityError):
            await _write("first")
        return await _written()

    _, found = await asyncio.gather(_write("first"), again())
    assert found == {"first"}


async def test_a_failing_commit_fails_all(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    trip = engine_sqlite._in_one_trip

    async def full(connection: Any, *statements: engine_sqlite.Statement) -> None:
        if statements[0][0] == "COMMIT":
            raise sqlite3.OperationalError("database or disk is full")
        await trip(connection, *statements)

    with monkeypatch.context() as broken:
        broken.setattr(engine_sqlite, "_in_one_trip", full)
        ends = await asyncio.gather(*map(_write, NAMES), return_exceptions=True)
    assert [type(end) for end in ends] == [sqlite3.OperationalError] * len(NAMES)
    assert await _written() == set()
    assert _is_free()
    await _write("later")


async def test_what_sqlite_rolls_back_by_itself_fails_all(database: str) -> None:
    async def lose_all() -> None:
        async with db.transaction():
            await db.execute("ROLLBACK")

    ends = await asyncio.gather(_write("first"), _write("second"), lose_all(), _write("later"), return_exceptions=True)
    assert all(isinstance(end, Exception) for end in ends[:3]), ends
    assert await _written() <= {"later"}
    assert _is_free()
    await _write("last")


async def test_one_that_is_cancelled_leaves_the_others_whole(database: str) -> None:
    for turns in range(60):
        names = [f"{name} {turns}" for name in NAMES]
        tasks = [asyncio.create_task(_write(name)) for name in names]
        for _ in range(turns):
            await asyncio.sleep(0)
        tasks[turns % len(tasks)].cancel()
        ends = await asyncio.gather(*tasks, return_exceptions=True)
        assert {end for end in ends if isinstance(end, str)} >= {*names} - {names[turns % len(names)]}
        assert _is_free()


async def test_what_is_done_outside_of_transactions_finds_none_open(database: str) -> None:
    async def outside() -> int:
        client = _client()
        return int((await client.execute_query("SELECT count(*) AS n FROM chores"))[1][0]["n"])

    _, seen, _ = await asyncio.gather(_write("first"), outside(), _write("second"))
    assert seen == 1
    assert {"first", "second"} == await _written()
