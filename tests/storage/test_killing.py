"""`kill -9` in the middle of writes, again and again: what was acknowledged is there, and nothing is there twice."""

import asyncio
import random
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import httpx
from tests.cast import World
from tests.snaps.documents import PROBLEM, TAKE
from tests.storage.killing import Server, server

from gridcall import clock, db
from gridcall.people import sessions
from gridcall.settings import Settings

KILLS, PHONES = 20, 6
WITHDRAW = f"mutation($input: SnapStepInput!) {{ withdrawSnap(input: $input) {{ {PROBLEM} ... on Snap {{ id }} }} }}"


@dataclass
class Phone:
    """Takes snaps and withdraws them, one after the other, each again with its own id until it is answered."""

    address: str
    token: str
    taken: list[str] = field(default_factory=list)  # acknowledged
    withdrawn: list[str] = field(default_factory=list)
    again: int = 0  # how often no answer came

    async def work(self, stop: asyncio.Event) -> None:
        headers = {"X-Gridcall": "1", "Authorization": f"Bearer {self.token}"}
        async with httpx.AsyncClient(base_url=self.address, headers=headers, timeout=10) as http:
            for number in count():
                if stop.is_set():
                    return
                await self._take_and_withdraw(http, f"第 {number} 件", str(clock.new_id()))

    async def _take_and_withdraw(self, http: httpx.AsyncClient, words: str, snap: str) -> None:
        at = clock.now().isoformat()
        facts = {"photos": [], "place": "广德路", "category": "ROAD", "takenAt": at, "fixedOnTheSpot": False}
        await self._until_answered(http, TAKE, {"id": snap, "words": words, **facts})
        self.taken.append(snap)
        await self._until_answered(http, WITHDRAW, {"id": str(clock.new_id()), "snapId": snap, "words": words})
        self.withdrawn.append(snap)

    async def _until_answered(self, http: httpx.AsyncClient, document: str, given: dict[str, Any]) -> None:
        asked = {"query": document, "variables": {"input": given}}
        while True:
            try:
                answer = (await http.post("/graphql", json=asked)).json()
            except (httpx.HTTPError, ValueError):
                self.again += 1
                await asyncio.sleep(0.01)
                continue
            (outcome,) = answer["data"].values()
            assert outcome["__typename"] == "Snap", outcome
            return


async def test_twenty_kills_lose_and_double_nothing(world: World, settings: Settings) -> None:
    chance = random.Random(9)  # noqa: S311
    async with db.transaction():
        started = [await sessions.start(world.persons["resident"], "test", clock.now()) for _ in range(PHONES)]
    async with server(settings) as killed:
        phones = [Phone(killed.address, token) for token, _ in started]
        stop = asyncio.Event()
        async with asyncio.TaskGroup() as working:
            for phone in phones:
                working.create_task(phone.work(stop))
            for _ in range(KILLS):
                await _kill(killed, chance)
                await _holds(phones, settings.database)
            stop.set()
            await killed.start()
        await _holds(phones, settings.database)
    assert await db.value("SELECT count(*) FROM snaps") == sum(len(phone.withdrawn) for phone in phones)
    assert sum(phone.again for phone in phones) >= KILLS, "the phones hardly noticed"


async def _kill(killed: Server, chance: random.Random) -> None:
    await killed.start()
    await asyncio.sleep(0.02 + chance.random() * 0.1)
    await killed.kill()


async def _holds(phones: list[Phone], url: str) -> None:
    """Whatever was acknowledged until now is there, each step once: in the snap, its timeline and the outbox."""
    taken = {snap for phone in phones for snap in phone.taken}
    withdrawn = {snap for phone in phones for snap in phone.withdrawn}
    snaps = {row["id"]: row["status"] for row in await db.rows("SELECT id, status FROM snaps")}
    assert taken <= snaps.keys()
    assert withdrawn <= {snap for snap, status in snaps.items() if status == "withdrawn"}
    steps = [(row["snap_id"], row["step"]) for row in await db.rows("SELECT snap_id, step FROM snap_entries")]
    events = await db.rows("SELECT payload, kind FROM outbox WHERE kind LIKE 'snap.%'")
    told = [(row["payload"]["id"], row["kind"]) for row in events]
    expected = {(snap, "take_snap") for snap in snaps}
    expected |= {(snap, "withdraw") for snap, status in snaps.items() if status == "withdrawn"}
    assert sorted(steps) == sorted(expected)
    assert len(told) == len(set(told)) == len(expected)
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
