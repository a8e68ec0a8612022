"""Tortoise's SQLite engine, made safe: transactions begin IMMEDIATE and survive cancellation.

Stock Tortoise begins deferred (concurrent read-modify-writes fail with "database is locked") and leaks its lock
when a task is cancelled while beginning, which a dropped phone connection can do.
"""

import asyncio
import sqlite3
from collections.abc import Coroutine, Sequence
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, TypeVar

import aiosqlite
import orjson
from tortoise.backends.base.client import NestedTransactionContext
from tortoise.backends.sqlite.client import SqliteClient, SqliteTransactionContext, SqliteTransactionWrapper
from tortoise.connection import get_connections

T = TypeVar("T")


def _moment(raw: bytes) -> datetime:
    moment = datetime.fromisoformat(raw.decode())
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


sqlite3.register_converter("TIMESTAMP", _moment)
sqlite3.register_converter("JSON", orjson.loads)


def dicts(rows: Sequence[sqlite3.Row]) -> list[dict[str, Any]]:
    """Rows as dictionaries; `dict(row)` would look for every column by its name."""
    names = rows[0].keys() if rows else ()
    return [dict(zip(names, row, strict=True)) for row in rows]


async def finish(work: Coroutine[Any, Any, T]) -> T:
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


class ImmediateTransaction(SqliteTransactionWrapper):
    async def begin(self) -> None:
        await self._connection.execute("BEGIN IMMEDIATE")

    def _in_transaction(self) -> Any:
        return NestedTransactionContext(ImmediateTransaction(self))


class SafeContext(SqliteTransactionContext):
    async def __aenter__(self) -> Any:
        await self._trxlock.acquire()
        try:
            await self.ensure_connection()
            await finish(self.connection.begin())
        except BaseException:
            await self._leave()
            raise
        self.token = get_connections().set(self.connection_name, self.connection)
        return self.connection

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if not self.connection._finalized:
                await finish(self.connection.rollback() if kind else self.connection.commit())
        finally:
            get_connections().reset(self.token)
            await self._leave()

    async def _leave(self) -> None:
        """Whatever happened, no open transaction stays behind, and the lock is free."""
        try:
            opened = self.connection._connection
            if opened is not None and opened.in_transaction:
                await finish(opened.rollback())
        finally:
            self._trxlock.release()


class SafeSqliteClient(SqliteClient):
    def __init__(self, file_path: str, **pragmas: Any) -> None:
        pragmas.setdefault("busy_timeout", 10_000)
        pragmas.setdefault("synchronous", "FULL")  # acknowledged means synced
        super().__init__(file_path, **pragmas)

    async def create_connection(self, with_db: bool) -> None:
        if self._connection is None:
            self._connection = await open_connection(f"file:{self.filename}", self.pragmas)
            await self._post_connect()

    def _in_transaction(self) -> Any:
        return SafeContext(ImmediateTransaction(self), self._lock)


async def open_connection(uri: str, pragmas: dict[str, Any]) -> aiosqlite.Connection:
    connection = await aiosqlite.connect(uri, uri=True, isolation_level=None, detect_types=sqlite3.PARSE_DECLTYPES)
    connection._conn.row_factory = sqlite3.Row
    for name, value in pragmas.items():
        await connection.execute_fetchall(f"PRAGMA {name}={value}")
    return connection


client_class = SafeSqliteClient
