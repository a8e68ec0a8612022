"""Checking the whole ledger while others work: one run at a time, which leaves them their connections."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from tests.client import Client

from gridcall.points import verifying
from gridcall.points.rows import Written

SignIn = Callable[[str], Awaitable[Client]]

THREE_TIMES = "{ a: ledgerVerify { ok checkedAt } b: ledgerVerify { ok checkedAt } c: ledgerVerify { ok checkedAt } }"
ONCE = "{ ledgerVerify { ok checkedAt } }"
READ = '{ earningRules(code: "370102") { id } }'


class Runs:
    """Runs over the ledger that do not end before they are let go."""

    def __init__(self) -> None:
        self.begun = 0
        self.begins, self.go_on = asyncio.Semaphore(0), asyncio.Event()

    async def begin(self) -> None:
        async with asyncio.timeout(5):
            await self.begins.acquire()

    async def transfers(self) -> AsyncIterator[Written]:
        self.begun += 1
        self.begins.release()
        await self.go_on.wait()
        for nothing in ():
            yield nothing


@pytest.fixture
async def runs(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Runs]:
    made = Runs()
    monkeypatch.setattr(verifying, "transfers", made.transfers)
    yield made
    made.go_on.set()


async def test_whoever_asks_for_a_verdict_during_a_run_shares_it_and_nobody_else_waits(
    as_person: SignIn, anyone: Client, runs: Runs
) -> None:
    supervisor = await as_person("supervisor")
    first = asyncio.create_task(supervisor.do(THREE_TIMES))
    second = asyncio.create_task(supervisor.do(THREE_TIMES))
    await runs.begin()
    async with asyncio.timeout(5):
        assert (await anyone.do(READ))["earningRules"] == []
    runs.go_on.set()
    answers = [*(await first).values(), *(await second).values()]
    assert (runs.begun, len(answers)) == (1, 6)
    assert all(answer["ok"] for answer in answers)
    assert len({answer["checkedAt"] for answer in answers}) == 1
    later = (await supervisor.do(ONCE))["ledgerVerify"]
    assert (runs.begun, later["ok"]) == (2, True)
    assert later["checkedAt"] > answers[0]["checkedAt"]


async def test_a_run_that_was_broken_off_is_taken_up_by_whoever_waits(as_person: SignIn, runs: Runs) -> None:
    supervisor = await as_person("supervisor")
    leaves = asyncio.create_task(supervisor.do(ONCE))
    await runs.begin()
    stays = asyncio.create_task(supervisor.do(ONCE))
    leaves.cancel()
    await runs.begin()
    runs.go_on.set()
    assert (await stays)["ledgerVerify"]["ok"]
    assert runs.begun == 2
