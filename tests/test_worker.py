"""The worker: several may run, one failing task stops nobody, and what is due is done."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from tests.push.browsers import Browser, SnapSolved, person, push_service, tell

from gridcall import clock, db, worker
from gridcall.outbox import Told
from gridcall.push import actions, inbox, queries
from gridcall.settings import Settings
from gridcall.worker import Chore


@asynccontextmanager
async def working(settings: Settings) -> AsyncIterator[None]:
    stop = asyncio.Event()
    task = asyncio.create_task(worker.run(stop, settings))
    try:
        yield
    finally:
        stop.set()
        await asyncio.wait_for(task, 5)


def _settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path, push_private=True)


async def test_whoever_is_told_gets_inbox_and_push_once_from_two_workers(database: str, tmp_path: Path) -> None:
    me = await person()
    settings = _settings(tmp_path)
    async with push_service() as service:
        browser = Browser(f"{service.address}/a")
        await actions.subscribe(me, browser.endpoint, browser.p256dh, browser.auth, private=True, now=clock.now())
        async with working(settings), working(settings):
            for _ in range(5):
                await tell(SnapSolved(clock.new_id()), Told(me.person_id, needs_me=True), now=clock.now())
            async with asyncio.timeout(10):
                while await db.value("SELECT count(*) FROM push_deliveries") or len(service.got) < 5:  # noqa: ASYNC110
                    await asyncio.sleep(0.02)
        assert await queries.unread(me.person_id) == 5
        assert len(service.got) == 5


async def test_a_failing_task_is_tried_again_and_the_others_go_on(
    database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    calls = {"inbox": 0, "push": 0}
    both = asyncio.Event()

    async def failing(*_: object) -> bool:
        calls["inbox"] += 1
        raise OSError("away")

    async def fine(*_: object) -> bool:
        calls["push"] += 1
        if calls["inbox"] > 1:
            both.set()
        return False

    monkeypatch.setattr(worker, "TICK_SECONDS", 0.01)
    monkeypatch.setattr(inbox, "read_on", failing)
    monkeypatch.setattr(worker.delivery, "deliver", fine)
    async with working(_settings(tmp_path)):
        await asyncio.wait_for(both.wait(), 5)
    assert "inbox failed" in caplog.text


async def test_a_chore_is_done_by_one_and_again_when_its_time_comes(
    database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[datetime] = []

    async def note(settings: Settings, now: datetime) -> None:
        done.append(now)

    async def fail(settings: Settings, now: datetime) -> None:
        raise OSError

    chore = Chore("noting", timedelta(hours=1), note)
    monkeypatch.setattr(worker, "CHORES", (Chore("failing", timedelta(hours=1), fail), chore))
    for _ in range(3):
        await worker._chores(_settings(tmp_path))
    assert len(done) == 1
    assert not await worker._mine(chore, done[0] + timedelta(minutes=59))
    assert await worker._mine(chore, done[0] + timedelta(minutes=61))


async def test_stopping_is_quick(database: str, tmp_path: Path) -> None:
    started = clock.monotonic()
    async with working(_settings(tmp_path)):
        await asyncio.sleep(0.05)
    assert clock.monotonic() - started < 3
