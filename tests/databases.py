"""Fresh databases for tests: migrated once for all processes, furnished once in each, and copied from then on."""

import asyncio
import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol
from uuid import uuid4

import asyncpg
from tests.cast import World, furnish

from gridcall import clock, db

POSTGRES = os.environ.get("GRIDCALL_TEST_POSTGRES_URL", "")
NO_POSTGRES = "no PostgreSQL: GRIDCALL_TEST_POSTGRES_URL names no server"

# What a world holds beside the cast, in the order in which it moves in. None: nothing at all, nor the cast.
Besides = tuple[Callable[[World], Awaitable[Any]], ...]


class Databases(Protocol):
    async def fresh(self, folder: Path, besides: Besides | None) -> tuple[str, World]:
        """The address of a migrated database with that in it, and who is there."""


def migrated(url: str) -> None:
    """In a process of its own: the test session's event loops stay out of it."""
    code = "import asyncio,sys; from gridcall import clock, migrating; asyncio.run(migrating.migrate(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", code, url], check=True)


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """One process at a time: the first migrates, the others copy what it made."""
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


async def _furnished(url: str, besides: Besides) -> World:
    """Whatever the clock of the test that asks first."""
    await db.start(url)
    try:
        with clock.using(clock.System()):
            world = await furnish()
            for move_in in besides:
                await move_in(world)
    finally:
        await db.stop()
    return world


@dataclass
class SqliteFiles:
    """Each world is a file."""

    empty: Path
    folder: Path
    made: dict[Besides, tuple[Path, World]] = field(default_factory=dict)

    async def fresh(self, folder: Path, besides: Besides | None) -> tuple[str, World]:
        template, world = (self.empty, World()) if besides is None else await self._furnished(besides)
        shutil.copy(template, folder / "test.sqlite3")
        return f"sqlite:///{folder / 'test.sqlite3'}", deepcopy(world)

    async def _furnished(self, besides: Besides) -> tuple[Path, World]:
        if besides not in self.made:
            path = self.folder / f"world_{len(self.made)}.sqlite3"
            shutil.copy(self.empty, path)
            self.made[besides] = path, await _furnished(f"sqlite:///{path}", besides)
        return self.made[besides]


def sqlite_files(shared: Path, own: Path) -> SqliteFiles:
    path, making = shared / "empty.sqlite3", shared / "making.sqlite3"
    with _alone(shared / "sqlite.lock"):
        if not path.exists():
            migrated(f"sqlite:///{making}")
            making.rename(path)
    return SqliteFiles(path, own)


def hasty(name: str, template: str = "template1") -> tuple[str, ...]:
    """SQL for a database that waits for no disk: tests kill processes, not machines."""
    return f"CREATE DATABASE {name} TEMPLATE {template}", f"ALTER DATABASE {name} SET synchronous_commit = off"


async def on(url: str, *statements: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()


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

TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'tortoise_migrations'"
COUNTED = "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL"


@dataclass
class PostgresSchemas:
    """One database for all tests of this process: emptying it takes a tenth of making another. Worlds are schemas."""

    url: str
    made: dict[Besides, tuple[str, World]] = field(default_factory=dict)

    async def fresh(self, folder: Path, besides: Besides | None) -> tuple[str, World]:
        fill, world = ("", World()) if besides is None else await self._furnished(besides)
        await on(self.url, EMPTY + fill)
        return self.url, deepcopy(world)

    async def _furnished(self, besides: Besides) -> tuple[str, World]:
        if besides not in self.made:
            await on(self.url, EMPTY)
            world = await _furnished(self.url, besides)
            self.made[besides] = await self._kept(f"world_{len(self.made)}"), world
        return self.made[besides]

    async def _kept(self, schema: str) -> str:
        """Keep what the tables hold in that schema; answers the SQL that brings it back."""
        connection = await asyncpg.connect(self.url)
        try:
            every = [row["tablename"] for row in await connection.fetch(TABLES)]
            tables = [table for table in every if await connection.fetchval(f"SELECT EXISTS (SELECT FROM {table})")]
            await connection.execute(f"CREATE SCHEMA {schema}")
            for table in tables:
                await connection.execute(f"CREATE TABLE {schema}.{table} AS TABLE public.{table}")
            counted = await connection.fetch(COUNTED)
        finally:
            await connection.close()
        back = [f"INSERT INTO public.{table} SELECT * FROM {schema}.{table};" for table in tables]
        return "\n".join([*back, *(f"SELECT setval('public.{name}', {last});" for name, last in counted)])


def _aside(url: str, *statements: str) -> None:
    """`on` in a thread of its own: the test that asks first has a running event loop."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: asyncio.run(on(url, *statements))).result()


def _named(database: str) -> str:
    return f"{POSTGRES.rpartition('/')[0]}/{database}"


@contextmanager
def postgres_schemas(shared: Path) -> Iterator[PostgresSchemas]:
    name, template, noted = f"gridcall_test_{uuid4().hex[:12]}", "", shared / "postgres_template"
    with _alone(shared / "postgres.lock"):
        if not noted.exists():
            template = f"{name}_template"
            _aside(POSTGRES, *hasty(template))
            migrated(_named(template))
            noted.write_text(template)
        _aside(POSTGRES, *hasty(name, noted.read_text()))
    yield PostgresSchemas(_named(name))
    _aside(POSTGRES, f"DROP DATABASE {name} WITH (FORCE)")
    if template:  # who comes after this makes another
        with _alone(shared / "postgres.lock"):
            noted.unlink()
            _aside(POSTGRES, f"DROP DATABASE {template} WITH (FORCE)")
