"""Several processes read, add and write the same row: no addition is lost, and none fails for a lock."""

import asyncio
import sys

from gridcall import db

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
