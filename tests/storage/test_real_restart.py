"""A PostgreSQL server is really restarted under a served application, in the middle of writes.

It takes a server of its own: the one that all tests share stays up.
"""

import asyncio
from collections.abc import Iterator

import httpx
import pytest
from starlette.applications import Starlette
from tests.cast import World, furnish
from tests.databases import migrated
from tests.feed.processes import Feed
from tests.feed.processes import Phone as Listener
from tests.storage.cluster import Cluster, cluster
from tests.storage.killing import server
from tests.storage.phones import OF_THE_DATABASE, Phone, all_is_there

from gridcall import clock, db
from gridcall.people import sessions
from gridcall.settings import Settings

HEALED_SECONDS = 5
RESTARTS, PHONES = ("immediate", "fast", "immediate", "fast"), 4


@pytest.fixture
def own() -> Iterator[Cluster]:
    with cluster() as started:
        migrated(started.url)
        yield started


@pytest.fixture
def database_url(own: Cluster) -> str:
    """What the settings and the world of these tests stand on."""
    return own.url


@pytest.fixture
async def world(app: Starlette) -> World:
    return await furnish()


async def test_writes_go_on_within_five_seconds_of_a_restart(own: Cluster, world: World, settings: Settings) -> None:
    async with db.transaction():
        tokens = [(await sessions.start(world.persons["resident"], "test", clock.now()))[0] for _ in range(PHONES)]
    async with server(settings) as served, httpx.AsyncClient(base_url=served.address, timeout=10) as http:
        await served.start()
        phones = [Phone(http, token) for token in tokens]
        heard: list[str] = []
        async with Listener(served.address.removeprefix("http://"), tokens[0]).feed() as feed:
            hearing = asyncio.create_task(_hear(feed, heard))
            await _work_through_restarts(phones, own)
            await _hears_the_last(phones[0], heard)
            hearing.cancel()
    await all_is_there(phones)
    assert sorted(heard) == sorted(snap for phone in phones for snap in phone.withdrawn)
    failures = {failure for phone in phones for failure in phone.failures}
    assert failures, "the phones noticed nothing of it"
    assert not [failure for failure in failures if OF_THE_DATABASE.search(failure) or "INTERNAL" in failure]


async def _work_through_restarts(phones: list[Phone], own: Cluster) -> None:
    stop = asyncio.Event()
    async with asyncio.TaskGroup() as working:
        for phone in phones:
            working.create_task(phone.work(stop.is_set))
        for mode in RESTARTS:
            await _everybody_goes_on(phones)
            await own.restart(mode)
            async with asyncio.timeout(HEALED_SECONDS):
                await _everybody_goes_on(phones)
        stop.set()


async def _everybody_goes_on(phones: list[Phone]) -> None:
    """Each phone takes a snap and withdraws it, twice: the first may have been on its way already."""
    before = [len(phone.withdrawn) for phone in phones]
    while any(len(phone.withdrawn) < had + 2 for phone, had in zip(phones, before, strict=True)):  # noqa: ASYNC110
        await asyncio.sleep(0.02)


async def _hear(feed: Feed, heard: list[str]) -> None:
    while True:
        heard.append((await feed.until("snap.withdrawn"))["snap"]["id"])


async def _hears_the_last(phone: Phone, heard: list[str]) -> None:
    """The feed has an order: whoever hears the last has heard all."""
    had = len(phone.withdrawn)
    await phone.work(lambda: len(phone.withdrawn) > had)
    async with asyncio.timeout(HEALED_SECONDS):
        while phone.withdrawn[-1] not in heard:  # noqa: ASYNC110
            await asyncio.sleep(0.02)
