"""PostgreSQL restarts under the running server: it heals by itself within five seconds, and says nothing of it.

The test database takes no connections for a moment and ends those it has: what a restart looks like from outside.
test_real_restart.py restarts a server; here the application's own parts are looked at from inside.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import asyncpg
import httpx
import pytest
from starlette.applications import Starlette
from tests.cast import World, furnish
from tests.databases import POSTGRES, on
from tests.storage.phones import OF_THE_DATABASE, Phone

from gridcall import clock, db, outages
from gridcall.app import create
from gridcall.people import sessions
from gridcall.settings import Settings

pytestmark = pytest.mark.only("postgres")

HEALED_SECONDS = 5


@asynccontextmanager
async def away(url: str) -> AsyncIterator[None]:
    """While the block runs, the database answers nobody."""
    name = url.rpartition("/")[2]
    ended = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
    try:
        await on(POSTGRES, f"ALTER DATABASE {name} ALLOW_CONNECTIONS false", ended)
        yield
    finally:
        await on(POSTGRES, f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")


async def _phone(app: Starlette, world: World) -> Phone:
    async with db.transaction():
        token, _ = await sessions.start(world.persons["resident"], "test", clock.now())
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    return Phone(httpx.AsyncClient(transport=transport, base_url="http://localhost"), token)


async def test_a_restart_is_healed_within_five_seconds_and_never_shows(database_url: str, settings: Settings) -> None:
    app = create(settings)  # its worker and its feed have to heal too
    async with app.router.lifespan_context(app):
        phones = [await _phone(app, world) for world in [await furnish()] for _ in range(4)]
        stop = asyncio.Event()
        async with asyncio.TaskGroup() as working:
            for phone in phones:
                working.create_task(phone.work(stop.is_set))
            heard = [await _restart(phones, database_url) for _ in range(2)]
            stop.set()
        taken = {snap for phone in phones for snap in phone.taken}
        assert taken == {row["id"] for row in await db.rows("SELECT id FROM snaps")}
        failures = {failure for phone in phones for failure in phone.failures} | {*heard}
        assert failures
        assert not [failure for failure in failures if OF_THE_DATABASE.search(failure)]
        async with asyncio.timeout(HEALED_SECONDS):
            while await db.value("SELECT count(*) FROM consumers WHERE seq = (SELECT max(seq) FROM outbox)") < 1:  # noqa: ASYNC110
                await asyncio.sleep(0.05)


async def _nothing() -> None:
    pass


async def _look() -> None:
    await db.value("SELECT 1")


async def _look_in_a_savepoint() -> None:
    async with db.transaction():
        await _look()


@pytest.mark.parametrize("go_on", [_nothing, _look, _look_in_a_savepoint])
async def test_what_loses_its_connection_half_way_may_be_asked_again(
    database: str, go_on: Callable[[], Awaitable[None]]
) -> None:
    async def lose_it_half_way() -> None:
        async with db.transaction():
            own = await db.value("SELECT pg_backend_pid()")
            await on(POSTGRES, f"SELECT pg_terminate_backend({own}, 5000)")
            await asyncio.sleep(0.05)  # the client has heard of it, between two statements
            await go_on()

    with pytest.raises(asyncpg.PostgresConnectionError) as failure:
        await lose_it_half_way()
    assert outages.is_away(failure.value)
    assert await db.value("SELECT 1") == 1


async def _restart(phones: list[Phone], url: str) -> str:
    """Take the database away and give it back; what is heard of it meanwhile, elsewhere than at /graphql."""
    await asyncio.sleep(0.2)
    async with away(url):
        await asyncio.sleep(0.2)
        answers = [await phones[0].http.get(path) for path in ("/healthz", f"/media/{'a' * 64}.jpg", "/")]
        await asyncio.sleep(0.2)
    done = [len(phone.withdrawn) for phone in phones]
    async with asyncio.timeout(HEALED_SECONDS):
        while any(len(phone.withdrawn) < before + 2 for phone, before in zip(phones, done, strict=True)):  # noqa: ASYNC110
            await asyncio.sleep(0.02)
    assert answers[0].status_code == 503
    return "".join(answer.text for answer in answers)
