"""What every test may ask for: a fresh database (SQLite and PostgreSQL), a small world, and clients of its persons."""

import os
import shutil
from collections import Counter
from collections.abc import AsyncIterator, Callable, Generator, Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import httpx
import pytest
from hypothesis import settings as hypothesis_settings
from starlette.applications import Starlette
from tests.cast import World
from tests.client import Client
from tests.databases import (
    NO_POSTGRES,
    POSTGRES,
    Besides,
    Databases,
    PostgresSchemas,
    SqliteFiles,
    postgres_schemas,
    sqlite_files,
)
from tortoise.apps import Apps

from gridcall import clock, db
from gridcall.http import Limits
from gridcall.http.documents import Documents
from gridcall.people import sessions
from gridcall.settings import Settings

# SQLite waits for the disk at every commit. Tests kill processes, not machines: for them memory keeps files as well.
MEMORY = Path("/dev/shm")  # noqa: S108
if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > 2**30:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))

hypothesis_settings.register_profile("untimed", deadline=None)  # a busy machine is no fault
hypothesis_settings.load_profile("untimed")


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that all processes of this run have in common."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def sqlite(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> SqliteFiles:
    return sqlite_files(shared, tmp_path_factory.mktemp("worlds"))


@pytest.fixture(scope="session")
def postgres(shared: Path) -> Iterator[PostgresSchemas]:
    if not POSTGRES:
        pytest.skip(NO_POSTGRES)
    with postgres_schemas(shared) as schemas:
        yield schemas


@pytest.fixture(scope="session", autouse=True)
def _models_built_once() -> Iterator[None]:
    """Tortoise builds every model's queries anew whenever a database is opened; those of one dialect are the same."""
    build, built = Apps._build_initial_querysets, [""]

    def build_once(apps: Apps) -> None:
        dialect = apps._connections.get("default").capabilities.dialect
        if built != [dialect]:
            build(apps)
            built[:] = [dialect]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Apps, "_build_initial_querysets", build_once)
        yield


@pytest.fixture(params=["sqlite", "postgres"])
def databases(request: pytest.FixtureRequest) -> Databases:
    made: Databases = request.getfixturevalue(request.param)
    return made


@pytest.fixture
def besides() -> Besides:
    """Who and what is in a folder's `world` beside the cast."""
    return ()


@pytest.fixture
async def fresh(
    request: pytest.FixtureRequest, databases: Databases, besides: Besides, tmp_path: Path
) -> tuple[str, World]:
    """A fresh database: with the small world in it where the test asks for one, else empty."""
    return await databases.fresh(tmp_path, besides if "furnished" in request.fixturenames else None)


@pytest.fixture
def database_url(fresh: tuple[str, World]) -> str:
    """The address of a fresh, migrated database."""
    return fresh[0]


@pytest.fixture
def furnished(fresh: tuple[str, World]) -> World:
    """A small district with a person of every role (see cast.py), in a database that nobody has opened yet."""
    return fresh[1]


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[str]:
    """A fresh database, open."""
    await db.start(database_url)
    yield database_url
    await db.stop()


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    return Settings(data=tmp_path, database_url=database_url, demo=True, web=tmp_path / "web")


@pytest.fixture(scope="session")
def documents() -> Documents:
    """What phones ask is parsed and validated once for all applications of this process."""
    from gridcall.schema import schema

    return Documents(schema._schema, Limits(), debug=False)


@pytest.fixture
async def app(settings: Settings, documents: Documents) -> AsyncIterator[Starlette]:
    """The running application, without the clock's worker: tests call its steps themselves."""
    from gridcall.app import create

    application = create(settings, work=False)
    graphql = next(route.endpoint for route in application.routes if getattr(route, "path", "") == "/graphql")
    graphql.engine.documents = documents
    async with application.router.lifespan_context(application):
        yield application


@pytest.fixture
def world(furnished: World, app: Starlette) -> World:
    """The small district, and the application runs."""
    return furnished


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
    items[:] = sorted(chosen, key=_dialect)  # those of one database together: less is built anew


def _dialect(item: pytest.Item) -> str:
    given = getattr(item, "callspec", None)
    return given.params.get("databases", "") if given else ""


def _fits(item: pytest.Item) -> bool:
    only = item.get_closest_marker("only")
    return only is None or _dialect(item) in ("", only.args[0])
