"""An old, filled database becomes the newest: every row stays, and no index, trigger, check or key is lost.

`rows/<migration>.sql` fills the tables as that release knew them. A migration that makes a table brings its own file.
"""

import re
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import uuid4

import asyncpg
import pytest
from tests.databases import NO_POSTGRES, POSTGRES, hasty, on
from tortoise import Tortoise
from tortoise.migrations.api.migrate import migrate

from gridcall import db, guards

ROWS = sorted((Path(__file__).parent / "rows").glob("*.sql"))
Facts = set[tuple[Any, ...]]

SHAPE = {
    "sqlite": "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'",
    "postgres": """
        SELECT 'column', table_name, column_name, concat_ws(' ', data_type, character_maximum_length, is_nullable,
               column_default, collation_name) FROM information_schema.columns WHERE table_schema = 'public'
        UNION SELECT 'index', tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
        UNION SELECT 'trigger', tgrelid::regclass::text, tgname, pg_get_triggerdef(oid) || ' ' || tgenabled::text
               FROM pg_trigger WHERE NOT tgisinternal
        UNION SELECT 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
               WHERE connamespace = 'public'::regnamespace
        UNION SELECT 'function', '', proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace""",
}
COLUMNS = {
    "sqlite": """
        SELECT tables.name, columns.name FROM sqlite_master AS tables, pragma_table_info(tables.name) AS columns
        WHERE tables.type = 'table' AND tables.name NOT LIKE 'sqlite_%'""",
    "postgres": "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'",
}

# Old rows sort as they sound, like new ones.
IN_ORDER = [("何田田",), ("林小满",), ("孙志安",), ("周若谷",)]
UNITS_IN_ORDER = [("解放路街道办事处",), ("历下区呼叫响应平台",)]


@pytest.fixture(params=["sqlite", "postgres"])
async def addresses(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[tuple[str, str]]:
    """Two databases that hold nothing at all yet."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'old.sqlite3'}", f"sqlite:///{tmp_path / 'fresh.sqlite3'}"
        return
    if not POSTGRES:
        pytest.skip(NO_POSTGRES)
    names = [f"gridcall_upgrade_{uuid4().hex[:12]}" for _ in range(2)]
    await on(POSTGRES, *hasty(names[0]), *hasty(names[1]))
    old, fresh = (f"{POSTGRES.rpartition('/')[0]}/{name}" for name in names)
    yield old, fresh
    await on(POSTGRES, *(f"DROP DATABASE {name} WITH (FORCE)" for name in names))


@pytest.mark.parametrize("since", [file.stem for file in ROWS])
async def test_a_filled_database_of_every_release_becomes_the_newest(since: str, addresses: tuple[str, str]) -> None:
    old, fresh = addresses
    for file in ROWS:
        if file.stem <= since:
            await _migrate_to(old, file.stem)
            await _fill(old, file.read_text())
    columns = await _columns(old)
    before = await _rows(old, columns)
    assert all(before.values()), f"no rows for {[name for name, rows in before.items() if not rows]}"
    await db.migrate(old)
    await db.migrate(fresh)
    after = await _rows(old, columns)
    for name, rows in before.items():
        assert after[name] == rows, name
    assert await _shape(old) == await _shape(fresh)
    assert await _ask(old, "SELECT name FROM persons ORDER BY sort_key, id") == IN_ORDER
    assert await _ask(old, "SELECT name FROM units ORDER BY sort_key, id") == UNITS_IN_ORDER
    await _stands(fresh)


async def _stands(url: str) -> None:
    """Every guard that the domains list is there: a rebuilt table may have lost it in the fresh database too."""
    there = " ".join(" ".join(map(str, fact)) for fact in await _shape(url))
    for guard in guards.ALL:
        for statement in guard(_kind(url)):
            named = re.search(r"(?:INDEX|TRIGGER|CONSTRAINT|FUNCTION) (\w+)", statement)
            assert named is None or re.search(rf"\b{named[1]}\b", there), named


async def _migrate_to(url: str, name: str) -> None:
    try:
        await migrate(config=db.config(url), target=f"{db.APP}.{name}")
    finally:
        await Tortoise.close_connections()


async def _fill(url: str, script: str) -> None:
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
            connection.executescript(script)
        return
    await on(url, script)


async def _ask(url: str, sql: str) -> list[tuple[Any, ...]]:
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
            return connection.execute(sql).fetchall()
    server = await asyncpg.connect(url)
    try:
        return [tuple(row) for row in await server.fetch(sql)]
    finally:
        await server.close()


async def _shape(url: str) -> Facts:
    found = await _ask(url, SHAPE[_kind(url)])
    return {tuple(re.sub(r"\s+", " ", str(part)) for part in fact) for fact in found}


async def _columns(url: str) -> dict[str, str]:
    """Table -> its columns, as SQL."""
    columns: dict[str, list[str]] = {}
    for table, column in await _ask(url, COLUMNS[_kind(url)]):
        columns.setdefault(table, []).append(f'"{column}"')
    return {table: ", ".join(names) for table, names in columns.items() if table != "tortoise_migrations"}


async def _rows(url: str, columns: dict[str, str]) -> dict[str, list[tuple[Any, ...]]]:
    return {table: sorted(await _ask(url, f"SELECT {names} FROM {table}"), key=str) for table, names in columns.items()}


def _kind(url: str) -> str:
    return "sqlite" if url.startswith("sqlite") else "postgres"
