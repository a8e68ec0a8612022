"""Tortoise's asyncpg engine, made safe: a cancelled task gives its connection back, whole.

UUIDs are read as text and JSON as values, so that rows look alike on both databases.
"""

from types import TracebackType
from typing import Any

import asyncpg
import orjson
from tortoise.backends.asyncpg.client import AsyncpgDBClient, TransactionWrapper
from tortoise.backends.base.client import TransactionContextPooled
from tortoise.connection import get_connections

from gridcall.engine_sqlite import finish

# What a server says, or does not say, that is stopped, starting, out of reach or has no room; so do locks in the way.
AWAY = (
    ConnectionError,
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,
    asyncpg.TooManyConnectionsError,
    asyncpg.LockNotAvailableError,
    asyncpg.DeadlockDetectedError,
    asyncpg.exceptions.InternalClientError,  # the server has said goodbye, and the connection has not closed yet
)
LOCK_TIMEOUT = "5s"  # whoever waits longer is told to ask again, and leaves its connection to others


def is_away(error: BaseException) -> bool:
    """Whether the server could not be reached, or had no time for this."""
    return isinstance(error, AWAY)


class SafeContext(TransactionContextPooled):
    async def __aenter__(self) -> Any:
        await self.ensure_connection()
        pool = self.client._parent._pool
        connection = await pool.acquire()
        try:
            self.client._connection = connection
            await finish(self.client.begin())
        except BaseException as error:
            loss = _loss(connection, error)
            await finish(pool.release(connection))  # asyncpg rolls back what is open
            if loss is not None:
                raise loss from error
            raise
        self.token = get_connections().set(self.connection_name, self.client)
        return self.client

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        get_connections().reset(self.token)
        await finish(self._end(error))

    async def _end(self, error: BaseException | None) -> None:
        connection = self.client._connection
        try:
            if (loss := _loss(connection, error)) is not None:
                raise loss from error
            if not _is_lost(connection) and not self.client._finalized:
                await (self.client.commit() if error is None else self.client.rollback())
        finally:
            pool = self.client._parent._pool
            if pool is not None:
                await pool.release(connection)


def _is_lost(connection: Any) -> bool:
    """Whether the server cut it off: the pool has taken it back by then, and every call on it is refused."""
    try:
        return bool(connection.is_closed())
    except asyncpg.exceptions.InterfaceError:
        return True


def _loss(connection: Any, error: BaseException | None) -> asyncpg.PostgresConnectionError | None:
    """What has to be said if the connection was lost, unless `error` says better why the transaction ended."""
    if _is_lost(connection) and (error is None or isinstance(error, asyncpg.exceptions.InterfaceError)):
        return asyncpg.ConnectionDoesNotExistError("the connection was lost in a transaction")
    return None


class SafePostgresClient(AsyncpgDBClient):
    async def create_pool(self, **options: Any) -> Any:
        options["server_settings"] = {"lock_timeout": LOCK_TIMEOUT, **options["server_settings"]}
        return await asyncpg.create_pool(None, init=_read_plainly, reset=_nothing_to_reset, **options)

    def _in_transaction(self) -> Any:
        return SafeContext(TransactionWrapper(self), self._pool_init_lock)


async def _read_plainly(connection: asyncpg.Connection) -> None:
    await connection.set_type_codec("uuid", schema="pg_catalog", encoder=str, decoder=str)
    for name in ("json", "jsonb"):
        await connection.set_type_codec(name, schema="pg_catalog", encoder=str, decoder=orjson.loads)


async def _nothing_to_reset(connection: asyncpg.Connection) -> None:
    """No session of the pool sets, listens or locks anything beyond its transaction: a round trip less per use."""


client_class = SafePostgresClient
