"""`kill -9` in the middle of writes, again and again: what was acknowledged is there, and nothing is there twice."""

import asyncio
import random
import sqlite3
from contextlib import closing

import httpx
from tests.cast import World
from tests.storage.killing import Server, server
from tests.storage.phones import Phone, all_is_there

from gridcall import clock, db
from gridcall.people import sessions
from gridcall.settings import Settings

KILLS, PHONES = 20, 6


async def test_twenty_kills_lose_and_double_nothing(world: World, settings: Settings) -> None:
    chance = random.Random(9)  # noqa: S311
    async with db.transaction():
        started = [await sessions.start(world.persons["resident"], "test", clock.now()) for _ in range(PHONES)]
    async with server(settings) as killed, httpx.AsyncClient(base_url=killed.address, timeout=10) as http:
        phones = [Phone(http, token) for token, _ in started]
        stop = asyncio.Event()
        async with asyncio.TaskGroup() as working:
            for phone in phones:
                working.create_task(phone.work(stop.is_set))
            for _ in range(KILLS):
                await _kill(killed, chance)
                await _holds(phones, settings.database)
            stop.set()
            await killed.start()
        await _holds(phones, settings.database)
    assert await db.value("SELECT count(*) FROM snaps") == sum(len(phone.withdrawn) for phone in phones)
    assert sum(len(phone.failures) for phone in phones) >= KILLS, "the phones hardly noticed"


async def _kill(killed: Server, chance: random.Random) -> None:
    await killed.start()
    await asyncio.sleep(0.02 + chance.random() * 0.1)
    await killed.kill()


async def _holds(phones: list[Phone], url: str) -> None:
    await all_is_there(phones)
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
