"""Tortoise's SQLite engine, made safe: transactions begin IMMEDIATE, share syncs of the disk and survive cancellation.

Stock Tortoise begins deferred (concurrent read-modify-writes fail with "database is locked") and leaks its lock
when a task is cancelled while beginning, which a dropped phone connection can do.
"""

import asyncio
import sqlite3
from collections.abc import Awaitable, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from sys import intern
from types import TracebackType
from typing import Any, TypeVar

import aiosqlite
import orjson
from tortoise.backends.base.client import ConnectionWrapper, NestedTransactionContext
from tortoise.backends.sqlite.client import (
    SqliteClient,
    SqliteTransactionContext,
    SqliteTransactionWrapper,
    translate_exceptions,
)
from tortoise.connection import get_connections

BUSY_MILLISECONDS = 10_000  # whoever waits longer for another process is told to ask again

T = TypeVar("T")
Statement = tuple[str, Sequence[object]]


@lru_cache(maxsize=20_000)
def _moment(raw: bytes) -> datetime:
    moment = datetime.fromisoformat(raw.decode())
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


sqlite3.register_converter("TIMESTAMP", _moment)
sqlite3.register_converter("JSON", orjson.loads)


def is_away(error: BaseException) -> bool:
    """Whether another process has kept the file to itself for longer than anybody waits."""
    busy = isinstance(error, sqlite3.OperationalError) and getattr(error, "sqlite_errorcode", 0) & 0xFF
    return busy in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def dicts(rows: Sequence[sqlite3.Row]) -> list[dict[str, Any]]:
    """Rows as dictionaries; `dict(row)` would look for every column by its name."""
    names = [*map(intern, rows[0].keys())] if rows else ()  # such are looked up by identity, which is faster
    return [dict(zip(names, row, strict=True)) for row in rows]


async def finish(work: Awaitable[T]) -> T:
    """Run `work` to its end even when the caller is cancelled; the cancellation is raised afterwards."""
    task = asyncio.ensure_future(work)
    cancelled: asyncio.CancelledError | None = None
    while not task.done():
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError as error:
            cancelled = error
    if cancelled is not None:
        if not task.cancelled():
            task.exception()  # seen, so that asyncio does not complain; the cancellation matters more
        raise cancelled
    return task.result()


class Group:
    """Transactions under one BEGIN and one COMMIT: whoever waited for the lock meanwhile shares one sync of the disk.

    While it is open there is one savepoint, where the latest member began.
    """

    def __init__(self) -> None:
        self.kept = 0  # members that have left well
        self.synced: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def fail(self, error: BaseException) -> None:
        if isinstance(error, asyncio.CancelledError):
            self.synced.cancel()
        elif not self.synced.done():
            self.synced.set_exception(error)


class ImmediateTransaction(SqliteTransactionWrapper):
    _parent: Any

    def _in_transaction(self) -> Any:
        return NestedTransactionContext(ImmediateTransaction(self))

    @translate_exceptions
    async def execute_together(self, statements: Sequence[Statement]) -> None:
        """Run them in one trip to the connection's thread."""
        async with self.acquire_connection() as connection:
            await _in_one_trip(connection, *statements)

    async def execute_script(self, query: str) -> None:
        """sqlite3 commits before it runs a script; what follows stands for itself, as everywhere in migrations."""
        await self.end()
        await super().execute_script(query)

    async def end(self) -> None:
        await self._parent.end()


class SafeContext(SqliteTransactionContext):
    """One member of a group. Nobody hears of its work, not even that it failed, before the group is synced."""

    async def __aenter__(self) -> Any:
        await self._trxlock.acquire()
        client: SafeSqliteClient = self.connection._parent
        try:
            await self.ensure_connection()
            self.group = await finish(client.join())
        except BaseException:
            await self._undo(client)
            raise
        self.token = get_connections().set(self.connection_name, self.connection)
        return self.connection

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        client: SafeSqliteClient = self.connection._parent
        get_connections().reset(self.token)
        if kind is not None:
            await self._undo(client)
            await finish(asyncio.wait([self.group.synced]))  # what it failed for may be another member's work
            return
        self.group.kept += 1
        self._trxlock.release()
        await finish(client.sync(self.group) if self.group.kept == 1 else self.group.synced)

    async def _undo(self, client: "SafeSqliteClient") -> None:
        try:
            await finish(client.undo())
        finally:
            self._trxlock.release()


class _Outside(ConnectionWrapper[aiosqlite.Connection]):
    """Whoever uses the connection without a transaction finds none open."""

    client: Any

    async def __aenter__(self) -> aiosqlite.Connection:
        connection = await super().__aenter__()
        try:
            await finish(self.client.end())
        except BaseException:
            self._lock.release()
            raise
        return connection


class SafeSqliteClient(SqliteClient):
    """`join`, `undo` and `end` are for whoever holds the lock."""

    _connection: Any

    def __init__(self, file_path: str, **pragmas: Any) -> None:
        pragmas.setdefault("busy_timeout", BUSY_MILLISECONDS)
        pragmas.setdefault("synchronous", "FULL")  # acknowledged means synced
        pragmas.setdefault("cache_size", -64_000)  # KiB; an insert touches a page of every index, anywhere in it
        super().__init__(file_path, **pragmas)
        self._group: Group | None = None

    async def create_connection(self, with_db: bool) -> None:
        if self._connection is None:
            self._connection = await open_connection(f"file:{self.filename}", self.pragmas)
            await self._post_connect()

    def _in_transaction(self) -> Any:
        return SafeContext(ImmediateTransaction(self), self._lock)

    def acquire_connection(self) -> Any:
        return _Outside(self._lock, self)

    async def join(self) -> Group:
        """Begin a member: of the group that is open, or of a new one."""
        began = "BEGIN IMMEDIATE" if self._group is None else "RELEASE member"
        await _in_one_trip(self._connection, (began, ()), ("SAVEPOINT member", ()))
        group = self._group = self._group or Group()
        return group

    async def undo(self) -> None:
        """Take the latest member's work back; the whole group where nobody else has work in it."""
        group = self._group
        if group is not None and group.kept:
            try:
                await _in_one_trip(self._connection, ("ROLLBACK TO member", ()))
                return
            except sqlite3.Error as error:  # SQLite has rolled all of it back: the disk is full, or broken
                group.fail(error)
        await self._break_up()

    async def _break_up(self) -> None:
        group, self._group = self._group, None
        if group is not None:
            group.synced.cancel()
        if self._connection and self._connection.in_transaction:
            await self._connection.rollback()

    async def sync(self, group: Group) -> None:
        """End the group when those have joined it who wait for the lock already; raises what its members hear."""
        try:
            async with self._lock:
                if self._group is group:
                    await self.end()
        finally:  # cancelled with the whole loop, it must not let the others wait
            group.synced.cancel()
        group.synced.result()

    async def end(self) -> None:
        """COMMIT what is open, and say so to its members."""
        group = self._group
        if group is None:
            return
        try:
            await _in_one_trip(self._connection, ("COMMIT", ()))
        except BaseException as error:
            group.fail(error)
            await self._break_up()
        else:
            group.synced.set_result(None)
            self._group = None


async def _in_one_trip(connection: Any, *statements: Statement) -> None:
    """Each call of an aiosqlite connection goes to its thread and back; these go there together."""

    def run() -> None:
        for sql, params in statements:
            connection._conn.execute(sql, params)

    await connection._execute(run)


async def open_connection(uri: str, pragmas: dict[str, Any]) -> aiosqlite.Connection:
    connection = await aiosqlite.connect(uri, uri=True, isolation_level=None, detect_types=sqlite3.PARSE_DECLTYPES)
    connection._conn.row_factory = sqlite3.Row
    for name, value in pragmas.items():
        await connection.execute_fetchall(f"PRAGMA {name}={value}")
    return connection


client_class = SafeSqliteClient
