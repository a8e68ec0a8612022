"""What every test may ask for: a fresh database (SQLite and PostgreSQL), a small world, and clients of its persons."""

import asyncio
import fcntl
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import AsyncIterator, Callable, Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, contextmanager
from pathlib import Path
from uuid import uuid4

import asyncpg
import httpx
import pytest
from hypothesis import settings as hypothesis_settings
from starlette.applications import Starlette
from tests.cast import World, furnish
from tests.client import Client

from gridcall import clock, db
from gridcall.people import sessions
from gridcall.settings import Settings

POSTGRES = os.environ.get("GRIDCALL_TEST_POSTGRES_URL", "")
NO_POSTGRES = "no PostgreSQL: GRIDCALL_TEST_POSTGRES_URL names no server"

hypothesis_settings.register_profile("untimed", deadline=None)  # a busy machine is no fault
hypothesis_settings.load_profile("untimed")


def migrated(url: str) -> None:
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
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that all processes of this run have in common."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """One process at a time: the first migrates, the others copy what it made."""
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def sqlite_template(shared: Path) -> Path:
    path, making = shared / "empty.sqlite3", shared / "making.sqlite3"
    with _alone(shared / "sqlite.lock"):
        if not path.exists():
            migrated(f"sqlite:///{making}")
            making.rename(path)
    return path


async def on(url: str, *statements: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()


def _aside(url: str, *statements: str) -> None:
    """`on` in a thread of its own: the test that asks first has a running event loop."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: asyncio.run(on(url, *statements))).result()


def _named(database: str) -> str:
    return f"{POSTGRES.rpartition('/')[0]}/{database}"


@pytest.fixture(scope="session")
def postgres_url(shared: Path) -> Iterator[str]:
    """One migrated database for all tests of this process: emptying it takes a tenth of making another."""
    if not POSTGRES:
        pytest.skip(NO_POSTGRES)
    name, template, noted = f"gridcall_test_{uuid4().hex[:12]}", "", shared / "postgres_template"
    with _alone(shared / "postgres.lock"):
        if not noted.exists():
            template = f"{name}_template"
            _aside(POSTGRES, f"CREATE DATABASE {template}")
            migrated(_named(template))
            noted.write_text(template)
        _aside(
            POSTGRES,
            f"CREATE DATABASE {name} TEMPLATE {noted.read_text()}",
            f"ALTER DATABASE {name} SET synchronous_commit = off",
        )
    yield _named(name)
    _aside(POSTGRES, f"DROP DATABASE {name} WITH (FORCE)")
    if template:  # who comes after this makes another
        with _alone(shared / "postgres.lock"):
            noted.unlink()
            _aside(POSTGRES, f"DROP DATABASE {template} WITH (FORCE)")


# Most tables are empty after most tests, and a DELETE of each costs more than asking how large they are.
EMPTY = """
SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
  WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend';
SET session_replication_role = replica;  -- insert-only tables too
DO $$
DECLARE filled regclass;
BEGIN
  FOR filled IN SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
      AND relname <> 'tortoise_migrations' AND pg_relation_size(oid) > 0 LOOP
    EXECUTE format('DELETE FROM %s', filled);
  END LOOP;
  PERFORM setval(seqrelid, seqstart, false) FROM pg_sequence JOIN pg_class ON pg_class.oid = seqrelid
    WHERE relnamespace = 'public'::regnamespace;
END $$;
"""


@pytest.fixture(params=["sqlite", "postgres"])
async def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a fresh, migrated database."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_template"), tmp_path / "test.sqlite3")
        return f"sqlite:///{tmp_path / 'test.sqlite3'}"
    url: str = request.getfixturevalue("postgres_url")
    await on(url, EMPTY)
    return url


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


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One line for all that is skipped for one reason."""
    reasons = Counter(report.longrepr[2] for report in terminalreporter.getreports("skipped"))
    for reason, times in reasons.items():
        terminalreporter.write_line(f"{times} skipped: {reason.removeprefix('Skipped: ')}", yellow=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """`@pytest.mark.only("postgres")`: a test of what the other database does not have is not chosen there."""
    chosen = [item for item in items if _fits(item)]
    config.hook.pytest_deselected(items=[item for item in items if not _fits(item)])
    items[:] = chosen


def _fits(item: pytest.Item) -> bool:
    only = item.get_closest_marker("only")
    given = getattr(item, "callspec", None)
    return only is None or given is None or given.params.get("database_url", only.args[0]) == only.args[0]
