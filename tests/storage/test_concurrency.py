"""Several processes read, add and write the same row: no addition is lost, and none fails for a lock.

Unless somebody keeps it for too long: then the others are told to ask again.
"""

import asyncio
import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg
import pytest

from gridcall import db, engine_postgres, engine_sqlite, outages

PROCESSES, TIMES = 3, 200
ADDING = """
import asyncio, sys
from gridcall import db
from gridcall.push.models import Consumer

async def add():
    async with db.transaction():
        counter = await db.lock(Consumer, "counter")
        counter.seq += 1
        await counter.save()

async def main(url, times):
    await db.start(url)
    for _ in range(times):
        await add()
    await db.stop()

asyncio.run(main(sys.argv[1], int(sys.argv[2])))
"""


async def test_three_processes_lose_no_addition(database: str) -> None:
    async with db.transaction():
        await db.execute("INSERT INTO consumers (id, xid, seq) VALUES ('counter', 0, 0)")
    given = (sys.executable, "-c", ADDING, database, str(TIMES))
    processes = [await asyncio.create_subprocess_exec(*given, stderr=asyncio.subprocess.PIPE) for _ in range(PROCESSES)]
    for process in processes:
        _, complaint = await process.communicate()
        assert process.returncode == 0, complaint.decode()
    assert await db.value("SELECT seq FROM consumers") == PROCESSES * TIMES


@asynccontextmanager
async def _kept_by_another(url: str) -> AsyncIterator[None]:
    """While the block runs, nobody else may write the chores."""
    if url.startswith("sqlite"):
        file = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
        file.execute("BEGIN IMMEDIATE")
        yield
        file.close()
    else:
        server = await asyncpg.connect(url)
        async with server.transaction():
            await server.execute("LOCK TABLE chores")
            yield
        await server.close()


async def test_whoever_waits_too_long_for_a_lock_is_told_to_ask_again(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def write() -> None:
        async with db.transaction():
            await db.execute("DELETE FROM chores")

    monkeypatch.setattr(engine_postgres, "LOCK_TIMEOUT", "50ms")
    monkeypatch.setattr(engine_sqlite, "BUSY_MILLISECONDS", 50)
    await db.stop()
    await db.start(database)
    async with _kept_by_another(database):
        with pytest.raises(Exception, match="lock") as failure:
            await write()
    assert outages.is_away(failure.value)
    await write()
