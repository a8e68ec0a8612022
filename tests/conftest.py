"""What every test may ask for: a fresh database (SQLite and PostgreSQL), a small world, and clients of its persons."""

import asyncio
import os
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack
from pathlib import Path
from uuid import uuid4

import asyncpg
import httpx
import pytest
from starlette.applications import Starlette
from tests.cast import World, furnish
from tests.client import Client

from gridcall import clock, db
from gridcall.people import sessions
from gridcall.settings import Settings

POSTGRES = os.environ.get("GRIDCALL_TEST_POSTGRES_URL", "")


def _migrated(url: str) -> None:
    """In a process of its own: the test session's event loops stay out of it."""
    subprocess.run(
        [
            sys.executable,
            "-c",
            "import asyncio,sys; from gridcall import db; asyncio.run(db.migrate(sys.argv[1]))",
            url,
        ],
        check=True,
    )


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "empty.sqlite3"
    _migrated(f"sqlite:///{path}")
    return path


async def _on_server(statement: str) -> None:
    connection = await asyncpg.connect(POSTGRES)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


def _aside(statement: str) -> None:
    """`_on_server` in a thread of its own: the test that asks first has a running event loop."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: asyncio.run(_on_server(statement))).result()


@pytest.fixture(scope="session")
def postgres_template() -> Iterator[str]:
    name = f"gridcall_template_{uuid4().hex[:8]}"
    _aside(f"CREATE DATABASE {name}")
    _migrated(f"{POSTGRES.rpartition('/')[0]}/{name}")
    yield name
    _aside(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgres"])
async def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """The address of a fresh, migrated database."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_template"), tmp_path / "test.sqlite3")
        yield f"sqlite:///{tmp_path / 'test.sqlite3'}"
        return
    if not POSTGRES:
        pytest.skip("no PostgreSQL: set GRIDCALL_TEST_POSTGRES_URL")
    name = f"gridcall_test_{uuid4().hex[:12]}"
    await _on_server(f"CREATE DATABASE {name} TEMPLATE {request.getfixturevalue('postgres_template')}")
    yield f"{POSTGRES.rpartition('/')[0]}/{name}"
    await _on_server(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[str]:
    """A fresh database, open."""
    await db.start(database_url)
    yield database_url
    await db.stop()


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    return Settings(data=tmp_path, database_url=database_url, demo=True, web=tmp_path / "web")


@pytest.fixture
async def app(settings: Settings) -> AsyncIterator[Starlette]:
    """The running application, without the clock's worker: tests call its steps themselves."""
    from gridcall.app import create

    application = create(settings, work=False)
    async with application.router.lifespan_context(application):
        yield application


@pytest.fixture
async def world(app: Starlette) -> World:
    """A small district with a person of every role (see cast.py)."""
    return await furnish()


@pytest.fixture
async def anyone(app: Starlette) -> AsyncIterator[Client]:
    """A client that nobody has signed in with."""
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost") as http:
        yield Client(http)


@pytest.fixture
async def as_person(app: Starlette, world: World) -> AsyncIterator[Callable[[str], object]]:
    """`await as_person("worker")`: a client signed in as that person of the cast."""
    async with AsyncExitStack() as stack:

        async def sign_in(name: str) -> Client:
            async with db.transaction():
                token, session = await sessions.start(world.persons[name], "test", clock.now())
            http = await stack.enter_async_context(
                httpx.AsyncClient(
                    transport=httpx.ASGITransport(app),
                    base_url="http://localhost",
                    headers={"Authorization": f"Bearer {token}"},
                )
            )
            return Client(http, token=token, person_id=world.persons[name], session_id=session.id)

        yield sign_in


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In CI nothing may be skipped: a skip there is a failure that hides."""
    report = yield
    if os.environ.get("GRIDCALL_TEST_NO_SKIP") and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome, report.longrepr = "failed", f"skipped in CI: {report.longrepr}"
    return report


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """`@pytest.mark.only("postgres")`: a test of what the other database does not have is not chosen there."""
    chosen = [item for item in items if _fits(item)]
    config.hook.pytest_deselected(items=[item for item in items if not _fits(item)])
    items[:] = chosen


def _fits(item: pytest.Item) -> bool:
    only = item.get_closest_marker("only")
    given = getattr(item, "callspec", None)
    return only is None or given is None or given.params.get("database_url", only.args[0]) == only.args[0]
