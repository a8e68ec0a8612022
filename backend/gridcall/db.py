"""The database: SQLite by default, PostgreSQL at scale. Reads are rows, writes happen in transactions.

SQL is written once, with $1, $2, ... placeholders. On SQLite reads go to their own read-only connections, so that they
never wait behind a write; inside a transaction they see what it has written. A row is a dict: UUIDs as text, times
as aware datetimes, JSON decoded; booleans may be 0 and 1 on SQLite.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Callable, Collection, Iterable, Sequence
from contextlib import asynccontextmanager, nullcontext
from contextvars import ContextVar
from datetime import UTC, datetime
from enum import Enum
from functools import lru_cache
from typing import Any, TypeVar
from urllib.parse import urlsplit
from uuid import UUID

import aiosqlite
from tortoise import Tortoise
from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.backends.base.executor import EXECUTOR_CACHE
from tortoise.connection import get_connections
from tortoise.models import Model
from tortoise.transactions import in_transaction

from gridcall import engine_sqlite

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
        connection = chosen or await self.idle.get()
        try:
            return list(await connection.execute_fetchall(sql, params))
        finally:  # as in `one`, which costs more
            if chosen is None:
                self.idle.put_nowait(connection)

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


def dialect() -> str:
    """ "sqlite" or "postgres"."""
    return "postgres" if _readers is None else "sqlite"


def _connection_in_use() -> BaseDBAsyncClient:
    return get_connections().get("default")


_afterwards: ContextVar[list[Callable[[], None]] | None] = ContextVar("afterwards", default=None)


def _in_transaction() -> bool:
    return _afterwards.get() is not None


@asynccontextmanager
async def transaction() -> AsyncIterator[None]:
    """All or nothing. Begins IMMEDIATE on SQLite; a cancelled task leaves nothing open."""
    if _in_transaction():  # inside another one: a savepoint
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


def _said_to_driver(sql: str, params: Sequence[object]) -> tuple[str, list[Any]]:
    if _readers is None:
        return sql, [value.value if isinstance(value, Enum) else value for value in params]
    return _numbered(sql), [*map(_plain, params)]


async def rows(sql: str, *params: object) -> list[Row]:
    """Every row of a SELECT (or of a changing statement with RETURNING, inside a transaction)."""
    said = _said_to_driver(sql, params)
    if _readers is None or _in_transaction():
        return list(await _connection_in_use().execute_query_dict(*said))
    return engine_sqlite.dicts(await _readers.fetch(*said))


async def tuples(sql: str, *params: object) -> Sequence[Iterable[Any]]:
    """The same without the columns' names, for whoever reads many rows and knows their order."""
    said = _said_to_driver(sql, params)
    if _readers is None or _in_transaction():
        return (await _connection_in_use().execute_query(*said))[1]
    return await _readers.fetch(*said)


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
    return (await _connection_in_use().execute_query(*_said_to_driver(sql, params)))[0]


Statement = tuple[str, Sequence[object]]


async def together(*statements: Statement) -> None:
    """INSERTs of one change, none of which reads what another writes, in one trip to the database.

    Outside of a transaction they are one by themselves.
    """
    if _readers is None:
        sql = _as_one(tuple((sql, len(params)) for sql, params in statements))
        await execute(sql, *(param for _, params in statements for param in params))
        return
    async with nullcontext() if _in_transaction() else transaction():
        connection: Any = _connection_in_use()
        await connection.execute_together([_said_to_driver(*statement) for statement in statements])


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


class Parameters(list[object]):
    """The values of a statement that is put together: `add` gives the placeholder."""

    def add(self, value: object) -> str:
        self.append(value)
        return f"${len(self)}"

    def all_of(self, values: Collection[object]) -> str:
        """Placeholders for IN (...); NULL, which nothing equals, when there are none."""
        return ", ".join(self.add(value) for value in values) or "NULL"

    def under(self, column: str, codes: Collection[str]) -> str:
        """SQL: the code in `column` lies in one of `codes`."""
        return " OR ".join(under(column, self.add(code)) for code in codes) or "1 = 0"


def places(values: Sequence[object], after: int = 0) -> str:
    """SQL: placeholders for `values`, which follow `after` other parameters."""
    return ", ".join(f"${after + number}" for number in range(1, len(values) + 1))


def seconds(moment: str) -> str:
    """SQL: seconds since a fixed day; precise to a millisecond."""
    if dialect() == "postgres":
        return f"extract(epoch FROM {moment}::timestamptz)::float8"
    return f"julianday({moment}) * 86400.0"
