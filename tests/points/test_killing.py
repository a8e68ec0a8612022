"""A process that is killed while it books: what it has said is there, once, and every invariant holds."""

import asyncio
import random
import signal
import sys
from asyncio.subprocess import PIPE
from uuid import UUID

import pytest

from gridcall import db
from gridcall.points import verifying

BOOKS = """
import asyncio, sys
from gridcall import db
from tests.points.ledger import booked, earn, give, hold, person, post

async def books(number):
    while True:
        held = hold(1, person(number))
        orders = [earn(5, person(number)), give(1, person(number), person(number + 1)), held]
        for order in [*orders, post(held)]:
            await booked(order)
            print(order.key, flush=True)

async def main():
    await db.start(sys.argv[1])
    await asyncio.gather(*(books(number) for number in range(1, 5)))

asyncio.run(main())
"""


@pytest.mark.parametrize("seed", range(3))
async def test_nothing_said_is_lost_and_nothing_is_half(database_url: str, seed: int) -> None:
    said: set[str] = set()
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", BOOKS, database_url, stdout=PIPE)
    assert process.stdout is not None
    for _ in range(random.Random(seed).randrange(20, 60)):  # noqa: S311
        said.add((await process.stdout.readline()).decode().strip())
    process.send_signal(signal.SIGKILL)
    said |= {line.decode() for line in (await process.stdout.read()).split(b"\n")[:-1]}
    await process.wait()
    await db.start(database_url)
    try:
        kept = {str(row["id"]) for row in await db.rows("SELECT id FROM points_transfers")}
        assert said - {""} <= kept
        assert all(UUID(one) for one in kept)
        assert (await verifying.verify()).faults == []
    finally:
        await db.stop()
