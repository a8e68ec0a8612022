"""The database: SQLite by default, PostgreSQL at scale. Reads are rows, writes happen in transactions.

SQL is written once, with $1, $2, ... placeholders. On SQLite reads go to their own read-only connections, so that they
never wait behind a write; inside a transaction they see what it has written. A row is a dict: UUIDs as text, times
as aware datetimes, JSON decoded; booleans may be 0 and 1 on SQLite.
"""

import asyncio
import re
import sqlite3
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, nullcontext
from contextvars import ContextVar
from datetime import UTC, datetime
from enum import Enum
from functools import cached_property, lru_cache
from logging import Logger
from math import inf
from pathlib import Path
from pkgutil import iter_modules
from time import monotonic
from typing import Any, TypeVar
from urllib.parse import urlsplit
from uuid import UUID

import aiosqlite
import asyncpg
from tortoise import Tortoise
from tortoise.backends.base.client import BaseDBAsyncClient, TransactionalDBClient
from tortoise.backends.base.executor import EXECUTOR_CACHE
from tortoise.connection import get_connections
from tortoise.migrations.api.migrate import migrate as run_migrations
from tortoise.migrations.recorder import MigrationRecorder
from tortoise.migrations.schema_generator.state import ModelState, State
from tortoise.migrations.schema_generator.state_apps import StateApps
from tortoise.models import Model
from tortoise.transactions import in_transaction

from gridcall import engine_postgres, engine_sqlite

Row = dict[str, Any]
M = TypeVar("M", bound=Model)

APP = "gridcall"
MODELS = [
    "gridcall.outbox",
    "gridcall.people.models",
    "gridcall.grid.models",
    "gridcall.media.models",
    "gridcall.points.models",
    "gridcall.bank.models",
    "gridcall.snaps.models",
    "gridcall.responsibility.models",
    "gridcall.calls.models",
    "gridcall.activities.models",
    "gridcall.registrations.models",
    "gridcall.wishes.models",
    "gridcall.push.models",
]
SQLITE_READERS = 3
# Of one process on PostgreSQL. What more of them would win in waiting for the server, they lose in waiting for this
# process's one thread while they hold locks.
TRANSACTIONS_AT_ONCE = 4


class _Readers:
    """A few read-only SQLite connections, lent one at a time."""

    def __init__(self) -> None:
        self.idle: asyncio.LifoQueue[aiosqlite.Connection] = asyncio.LifoQueue()

    async def open(self, path: str) -> None:
        for _ in range(SQLITE_READERS):
            pragmas = {"busy_timeout": engine_sqlite.BUSY_MILLISECONDS, "query_only": 1, "cache_size": -16_000}
            self.idle.put_nowait(await engine_sqlite.open_connection(f"file:{path}?mode=ro", pragmas))

    @asynccontextmanager
    async def one(self) -> AsyncIterator[aiosqlite.Connection]:
        connection = await self.idle.get()
        try:
            yield connection
        finally:  # also while a cancelled reader's statement still runs: the next one waits behind it
            self.idle.put_nowait(connection)

    async def fetch(self, sql: str, params: list[Any]) -> list[Any]:
        chosen = _snapshot.get()
        async with nullcontext(chosen) if chosen is not None else self.one() as connection:
            return list(await connection.execute_fetchall(sql, params))

    async def close(self) -> None:
        while not self.idle.empty():
            await self.idle.get_nowait().close()


_snapshot: ContextVar[aiosqlite.Connection | None] = ContextVar("snapshot", default=None)
_readers: _Readers | None = None
_turns: asyncio.Semaphore | None = None


def config(url: str) -> dict[str, Any]:
    """Tortoise's configuration for `sqlite:///path` or `postgres://user@host:port/name`."""
    return {
        "connections": {"default": _connection(url)},
        "apps": {APP: {"models": MODELS, "migrations": "gridcall.migrations", "default_connection": "default"}},
        "use_tz": True,
        "timezone": "UTC",
    }


def _connection(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "engine": "gridcall.engine_sqlite",
            "credentials": {"file_path": url.removeprefix("sqlite:///")},
        }
    if parts.scheme in ("postgres", "postgresql"):
        return {
            "engine": "gridcall.engine_postgres",
            "credentials": {
                "host": parts.hostname,
                "port": parts.port or 5432,
                "user": parts.username,
                "password": parts.password,
                "database": parts.path.lstrip("/"),
                "minsize": 1,
                "maxsize": 10,
            },
        }
    raise ValueError(f"not a database address that gridcall knows: {parts.scheme}://...")


_forget: list[Callable[[], None]] = []


def at_start(forget: Callable[[], None]) -> None:
    """Call `forget` whenever a database is opened: nothing remembered of another one may answer for it."""
    _forget.append(forget)


async def start(url: str) -> None:
    """Open the database. It must have been migrated."""
    global _readers, _turns  # noqa: PLW0603
    for forget in (EXECUTOR_CACHE.clear, *_forget):  # Tortoise remembers SQL of the other dialect
        forget()
    await Tortoise.init(config=config(url), _enable_global_fallback=True)
    if url.startswith("sqlite"):
        _readers = _Readers()
        await _readers.open(url.removeprefix("sqlite:///"))
    else:
        _turns = asyncio.Semaphore(TRANSACTIONS_AT_ONCE)


async def stop() -> None:
    """Close every connection; a process that does not hangs at its exit."""
    global _readers, _turns  # noqa: PLW0603
    _turns = None
    if _readers is not None:
        await _readers.close()
        _readers = None
    await Tortoise.close_connections()


class _Before(State):
    """The state before a migration's operation: its models are made when they are asked for. Few operations ask.

    Tortoise makes all of them before each operation, which is most of a migration's time.
    """

    def __init__(self, models: dict[tuple[str, str], ModelState], like: StateApps) -> None:
        self.models = models
        self._like = like

    @cached_property
    def apps(self) -> StateApps:  # type: ignore[override]
        return self._like.clone(model_states=self.models)


def _before(state: State) -> State:
    return _Before({key: model.clone() for key, model in state.models.items()}, state.apps)


State.clone = _before  # type: ignore[assignment, method-assign]


async def migrate(url: str) -> None:
    """Bring the database to the newest shape. Safe to repeat."""
    try:
        await run_migrations(config=config(url))
    finally:
        await Tortoise.close_connections()


def _file(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


CANNOT_OPEN = (
    OSError,
    asyncpg.exceptions.PostgresError,
    sqlite3.Error,
)  # a wrong address, name or password, or nobody there


async def lacking(url: str) -> list[str]:
    """The names of the migrations that the database at `url` has not had yet; of all, where there is no database."""
    written = sorted(one.name for one in iter_modules([str(Path(__file__).parent / "migrations")]))
    if url.startswith("sqlite") and not _file(url).exists():  # opening it would make one
        return written
    await Tortoise.init(config=config(url))
    try:
        await value("SELECT 1")  # the next line takes a database that is away for an empty one
        applied = {key.name for key in await MigrationRecorder(_connection_in_use()).applied_migrations()}
    finally:
        await Tortoise.close_connections()
    return [name for name in written if name not in applied]


def is_away(error: BaseException) -> bool:
    """Whether the database was out of reach or too busy: the same request may be answered in a moment."""
    return engine_postgres.is_away(error) or engine_sqlite.is_away(error)


_said: dict[str, float] = {}  # when it was last said that the database is away, by whom
SAID_AGAIN_SECONDS = 30


def complain(log: Logger, what: str, failure: Exception) -> None:
    """Log that work failed which will be tried again: its trace, but if the database is away a line now and then."""
    if not is_away(failure):
        log.error("%s", what, exc_info=failure)
    elif monotonic() - _said.get(log.name, -inf) > SAID_AGAIN_SECONDS:
        _said[log.name] = monotonic()
        log.warning("%s: the database is away (%s)", what, type(failure).__name__)


def dialect() -> str:
    """ "sqlite" or "postgres"."""
    return str(_connection_in_use().capabilities.dialect)


def _connection_in_use() -> BaseDBAsyncClient:
    return get_connections().get("default")


_afterwards: ContextVar[list[Callable[[], None]] | None] = ContextVar("afterwards", default=None)


@asynccontextmanager
async def transaction() -> AsyncIterator[None]:
    """All or nothing. Begins IMMEDIATE on SQLite; a cancelled task leaves nothing open."""
    if _afterwards.get() is not None:  # inside another one: a savepoint
        async with in_transaction("default"):
            yield
        return
    calls: list[Callable[[], None]] = []
    token = _afterwards.set(calls)
    try:
        async with _turns or nullcontext(), in_transaction("default"):
            yield
    finally:
        _afterwards.reset(token)
        for call in calls:
            call()


@asynccontextmanager
async def reading() -> AsyncIterator[None]:
    """Every look inside sees the database at one moment, and keeps nobody from writing."""
    if _readers is None:
        async with in_transaction("default"):
            await execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
        return
    async with _readers.one() as connection:
        token = _snapshot.set(connection)
        await connection.execute_fetchall("BEGIN")
        try:
            yield
        finally:
            _snapshot.reset(token)
            await connection.execute_fetchall("COMMIT")


def afterwards(call: Callable[[], None]) -> None:
    """Run `call` once the running transaction has ended, however it ended; at once outside of one.

    Good for waking a reader of what was written: waking it in vain does no harm.
    """
    calls = _afterwards.get()
    if calls is None:
        call()
    elif call not in calls:
        calls.append(call)


@lru_cache(maxsize=2048)
def _numbered(sql: str) -> str:
    """$1 -> ?1: SQLite takes $1 for a name."""
    return re.sub(r"\$(\d+)", r"?\1", sql)


def _plain(value: object) -> object:
    """A parameter as SQLite stores it; times as Tortoise writes them: in UTC, since SQLite compares them as text."""
    if isinstance(value, datetime):
        return str(value.astimezone(UTC))
    if isinstance(value, UUID):
        return str(value)
    return value.value if isinstance(value, Enum) else value


async def rows(sql: str, *params: object) -> list[Row]:
    """Every row of a SELECT (or of a changing statement with RETURNING, inside a transaction)."""
    connection = _connection_in_use()
    if _readers is None:
        values = [value.value if isinstance(value, Enum) else value for value in params]
        return list(await connection.execute_query_dict(sql, values))
    values = [_plain(value) for value in params]
    if isinstance(connection, TransactionalDBClient):
        return list(await connection.execute_query_dict(_numbered(sql), values))
    return engine_sqlite.dicts(await _readers.fetch(_numbered(sql), values))


async def tuples(sql: str, *params: object) -> list[tuple[Any, ...]]:
    """The same without the columns' names, for whoever reads many rows and knows their order."""
    connection = _connection_in_use()
    if _readers is None:
        values = [value.value if isinstance(value, Enum) else value for value in params]
        return [*map(tuple, (await connection.execute_query(sql, values))[1])]
    values = [_plain(value) for value in params]
    if isinstance(connection, TransactionalDBClient):
        return [*map(tuple, (await connection.execute_query(_numbered(sql), values))[1])]
    return [*map(tuple, await _readers.fetch(_numbered(sql), values))]


async def row(sql: str, *params: object) -> Row | None:
    """The first row, or None."""
    found = await rows(sql, *params)
    return found[0] if found else None


async def value(sql: str, *params: object) -> Any:
    """The first column of the first row, or None."""
    found = await row(sql, *params)
    return next(iter(found.values())) if found else None


async def execute(sql: str, *params: object) -> int:
    """A changing statement; answers how many rows it touched."""
    connection = _connection_in_use()
    if _readers is None:
        return (await connection.execute_query(sql, [p.value if isinstance(p, Enum) else p for p in params]))[0]
    return (await connection.execute_query(_numbered(sql), [_plain(p) for p in params]))[0]


Statement = tuple[str, Sequence[object]]


async def together(*statements: Statement) -> None:
    """INSERTs of one change, none of which reads what another writes, in one trip to the database.

    Outside of a transaction they are one by themselves.
    """
    if _readers is None:
        sql = _as_one(tuple((sql, len(params)) for sql, params in statements))
        await execute(sql, *(param for _, params in statements for param in params))
        return
    async with transaction() if _afterwards.get() is None else nullcontext():
        plain = [(_numbered(sql), [_plain(param) for param in params]) for sql, params in statements]
        connection: Any = _connection_in_use()
        await connection.execute_together(plain)


@lru_cache(maxsize=256)
def _as_one(statements: tuple[tuple[str, int], ...]) -> str:
    """WITH w0 AS (...), w1 AS (...) ...: each statement's placeholders count on from those before it."""
    shifted, before = [], 0
    for sql, count in statements:
        shifted.append(_counting_from(before, sql))
        before += count
    *first, last = shifted
    beside = ", ".join(f"w{number} AS ({sql})" for number, sql in enumerate(first))
    return f"WITH {beside} {last}" if beside else last


def _counting_from(before: int, sql: str) -> str:
    return re.sub(r"\$(\d+)", lambda found: f"${int(found[1]) + before}", sql)


async def lock(model: type[M], key: object) -> M | None:
    """The row, held until the transaction ends. On SQLite the whole transaction already holds the database."""
    return await model.filter(id=key).select_for_update().get_or_none()


def under(column: str, parameter: str) -> str:
    """SQL: the code in `column` lies in the division whose code is `parameter`. Uses the column's index."""
    # Digits alone sort alike in every collation; punctuation does not.
    return f"({column} >= {parameter} AND {column} <= {parameter} || '999999999999999')"


def seconds(moment: str) -> str:
    """SQL: seconds since a fixed day; precise to a millisecond."""
    if dialect() == "postgres":
        return f"extract(epoch FROM {moment}::timestamptz)::float8"
    return f"julianday({moment}) * 86400.0"
