"""A phone that does not give up: it sends the same request, with the same id, until it is answered."""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import httpx
from tests.snaps.documents import PROBLEM, TAKE

from gridcall import clock, db

# Words that nobody outside may read.
OF_THE_DATABASE = re.compile("postgres|asyncpg|tortoise|database|connection|gridcall_|terminat|select ", re.I)
WITHDRAW = f"mutation($input: SnapStepInput!) {{ withdrawSnap(input: $input) {{ {PROBLEM} ... on Snap {{ id }} }} }}"


@dataclass
class Phone:
    """Takes snaps and withdraws them, one after the other."""

    http: httpx.AsyncClient
    token: str
    taken: list[str] = field(default_factory=list)  # acknowledged
    withdrawn: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)  # what was heard instead of an answer

    async def work(self, stop: Callable[[], bool]) -> None:
        for number in count():
            if stop():
                return
            await self._take_and_withdraw(f"第 {number} 件", str(clock.new_id()))

    async def _take_and_withdraw(self, words: str, snap: str) -> None:
        at = clock.now().isoformat()
        facts = {"photos": [], "place": "广德路", "category": "ROAD", "takenAt": at, "fixedOnTheSpot": False}
        await self._until_answered(TAKE, {"id": snap, "words": words, **facts})
        self.taken.append(snap)
        await self._until_answered(WITHDRAW, {"id": str(clock.new_id()), "snapId": snap, "words": words})
        self.withdrawn.append(snap)

    async def _until_answered(self, document: str, given: dict[str, Any]) -> None:
        while True:
            outcome = await self._answer({"query": document, "variables": {"input": given}})
            if outcome:
                assert outcome["__typename"] == "Snap", outcome
                return
            await asyncio.sleep(0.01)

    async def _answer(self, asked: dict[str, Any]) -> dict[str, Any] | None:
        headers = {"X-Gridcall": "1", "Authorization": f"Bearer {self.token}"}
        try:
            response = await self.http.post("/graphql", json=asked, headers=headers)
        except httpx.HTTPError as error:
            self.failures.append(str(error))
            return None
        answer = response.json()
        if "errors" in answer:
            self.failures.append(response.text)
            return None
        (outcome,) = answer["data"].values()
        return dict(outcome)


async def all_is_there(phones: list[Phone]) -> None:
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
