"""An old, filled database becomes the newest: every row stays, and no index, trigger, check or key is lost.

`rows/<migration>.sql` fills the tables as that release knew them. A migration that makes a table brings its own file.
"""

import re
import shutil
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

import asyncpg
import pytest
from tests.databases import POSTGRES, Databases, SqliteFiles, hasty, on
from tortoise import Tortoise
from tortoise.migrations.api.migrate import migrate

from gridcall import db, guards, migrating

ROWS = sorted((Path(__file__).parent / "rows").glob("*.sql"))
Facts = set[tuple[Any, ...]]
Copied = Callable[..., Awaitable[str]]

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


@pytest.fixture
async def copied(databases: Databases, tmp_path: Path) -> AsyncIterator[Copied]:
    """`await copied(url)`: the address of a copy of that database; of none: of one that holds nothing at all yet."""
    if isinstance(databases, SqliteFiles):
        yield partial(_copied_file, tmp_path)
        return
    names: list[str] = []

    async def copy(url: str = "/template1") -> str:
        names.append(f"gridcall_upgrade_{uuid4().hex[:12]}")
        await on(POSTGRES, *hasty(names[-1], url.rpartition("/")[2]))
        return f"{POSTGRES.rpartition('/')[0]}/{names[-1]}"

    yield copy
    await on(POSTGRES, *(f"DROP DATABASE {name} WITH (FORCE)" for name in names))


async def _copied_file(folder: Path, url: str = "") -> str:
    path = folder / f"{uuid4().hex}.sqlite3"
    if url:
        shutil.copy(url.removeprefix("sqlite:///"), path)
    return f"sqlite:///{path}"


async def test_a_filled_database_of_every_release_becomes_the_newest(copied: Copied, database_url: str) -> None:
    newest, growing = await _shape(database_url), await copied()
    for file in ROWS:
        await _migrate_to(growing, file.stem)
        await _fill(growing, file.read_text())
        await _becomes_the_newest(await copied(growing), newest, file.stem)
    _stands(database_url, newest)


async def _becomes_the_newest(old: str, newest: Facts, since: str) -> None:
    columns = await _columns(old)
    before = await _rows(old, columns)
    assert all(before.values()), f"{since}: no rows for {[name for name, rows in before.items() if not rows]}"
    await migrating.migrate(old)
    after = await _rows(old, columns)
    for name, rows in before.items():
        assert after[name] == rows, (since, name)
    assert await _shape(old) == newest, since
    assert await _ask(old, "SELECT name FROM persons ORDER BY sort_key, id") == IN_ORDER, since
    assert await _ask(old, "SELECT name FROM units ORDER BY sort_key, id") == UNITS_IN_ORDER, since


async def _filled(copied: Copied, name: str) -> str:
    """The address of a database that has grown through every release, as that migration left it."""
    old = await copied()
    for file in ROWS:
        await _migrate_to(old, file.stem)
        await _fill(old, file.read_text())
    await _migrate_to(old, name)
    return old


async def test_numbers_that_are_masked_leave_the_search(copied: Copied) -> None:
    old = await _filled(copied, "0015_units_and_ends")
    snaps = [snap for (snap,) in await _ask(old, "SELECT id FROM snaps ORDER BY id LIMIT 2")]
    told, other = [f"'{snap}'" for snap in snaps]
    await _fill(old, f"UPDATE snaps SET words = '井盖，打 13987654321', place = '' WHERE id = {told};")
    kept = f"(1001, '13987654321', {told}), (1002, '路灯', {other})"
    await _fill(old, f"DELETE FROM snap_terms; INSERT INTO snap_terms (id, term, snap_id) VALUES {kept};")
    await migrating.migrate(old)
    found = {(term, str(snap)) for term, snap in await _ask(old, "SELECT term, snap_id FROM snap_terms")}
    assert found == {*((term, str(snaps[0])) for term in ("井盖", "盖", "打")), ("路灯", str(snaps[1]))}


async def test_photos_among_colleagues_leave_the_public(copied: Copied) -> None:
    old = await _filled(copied, "0016_masked_terms")
    snap = str((await _ask(old, "SELECT id FROM snaps ORDER BY id LIMIT 1"))[0][0])
    for number, step in ((1, "take_on"), (2, "solve")):
        photo, name = f"01a2084f-cf4e-7ff1-9dbc-00000000000{number}", str(number) * 64
        facts = f"'{photo}', '{snap}', '{name}', '{name}', 16, 12, 99, '3701', TRUE, 'snap', '{snap}', '[\"r\"]'"
        columns = (
            "id, owner_id, upload_sha256, name, width, height, bytes, code, public, subject_kind, subject_id, persons"
        )
        await _fill(old, f"INSERT INTO photos ({columns}, created_at) VALUES ({facts}, '2026-11-23 13:00:00+00:00');")
        entry = f"'{photo}', '{snap}', {90 + number}, '{step}', 'in_hand', '', '[{{\"id\": \"{photo}\"}}]', '', "
        times = "'2026-11-23 13:00:00+00:00', '2026-11-23 13:00:00+00:00'"
        columns = "id, snap_id, seq, step, status, words, photos, content_hash, made_at, at"
        await _fill(old, f"INSERT INTO snap_entries ({columns}) VALUES ({entry} {times});")
    await _fill(old, f"UPDATE snaps SET thumb = '{'1' * 64}' WHERE id = '{snap}';")
    await migrating.migrate(old)
    sql = "SELECT internal, public, CAST(persons AS TEXT) FROM photos WHERE subject_kind = 'snap' ORDER BY name"
    assert [(bool(a), bool(b), c) for a, b, c in await _ask(old, sql)] == [
        (True, False, "[]"),
        (False, True, '["r"]'),
    ]
    assert await _ask(old, f"SELECT thumb FROM snaps WHERE id = '{snap}'") == [(None,)]


def _stands(url: str, shape: Facts) -> None:
    """Every guard that the domains list is there: a rebuilt table may have lost it in the fresh database too."""
    there = " ".join(" ".join(map(str, fact)) for fact in shape)
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
