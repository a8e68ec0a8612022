"""The small district of tests/cast.py with many snaps and as many calls in it, the same ones every time."""

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import asyncpg
from tests.bench import many_calls
from tests.calls.scene import furnish_calls, items_in_force
from tests.cast import CELL, CELL_2, COMMUNITY, NEXT_CELL, OTHER_CELL, World, furnish

from gridcall import clock, db, search
from gridcall.people import sessions
from gridcall.snaps.categories import RULES, SnapCategory
from gridcall.snaps.rows import ENTRIES, SNAPS, receipt_of
from gridcall.snaps.workflow import SnapStatus, SnapStep
from gridcall.words import Language

RESIDENTS = 200
CELLS = (CELL, CELL_2, NEXT_CELL, OTHER_CELL)
COURSE = ((SnapStep.TAKE_SNAP, SnapStatus.WAITING), (SnapStep.FIX_ON_THE_SPOT, SnapStatus.SOLVED))
WORDS = ("路边检查井盖移位，骑车很危险", "单元门口堆了几袋垃圾", "消防通道被车堵住了", "路灯不亮，晚上看不清路")
BEGIN = datetime(2026, 9, 1, 1, 2, 3, 456789, UTC)
APART = timedelta(seconds=30)

Rows = Iterator[tuple[Any, ...]]
Table = tuple[str, Sequence[str], Rows]


async def settle(url: str, snaps: int) -> tuple[dict[str, str], dict[str, str]]:
    """Fill the migrated database; answers with a token of each of the cast, the ids of its units and of an item."""
    await db.start(url)
    try:
        world = await furnish()
        await furnish_calls(world)
        items = await items_in_force()
        async with db.transaction():
            tokens = {
                name: (await sessions.start(world.persons[name], "bench", clock.now()))[0] for name in world.persons
            }
    finally:
        await db.stop()
    if url.startswith("postgres"):
        await _fill_postgres(url, _tables(world, snaps))
    else:
        _fill_sqlite(url.removeprefix("sqlite:///"), _tables(world, snaps))
    return tokens, {name: str(unit) for name, unit in world.units.items()} | {"item": str(items["37"].id)}


def _tables(world: World, snaps: int) -> list[Table]:
    numbers = range(snaps)
    people = ("id", "name", "phone", "language", "home_code", "disabled", "version", "asked", "created_at")
    return [
        ("persons", people, map(_resident, range(RESIDENTS))),
        ("snaps", SNAPS.names, (_snap(world, number) for number in numbers)),
        ("snap_entries", ENTRIES.names, (entry for number in numbers for entry in _entries(world, number))),
        ("snap_terms", ("snap_id", "term"), (term for number in numbers for term in _terms(number))),
        *many_calls.tables(world, snaps),
    ]


def _resident(number: int) -> tuple[Any, ...]:
    phone = f"+861370000{number:04d}"
    return _id(1, number), f"居民{number:03d}", phone, Language.ZH, COMMUNITY, False, 1, "", BEGIN


def _id(kind: int, number: int) -> UUID:
    """A UUIDv7 of the moment of that number."""
    milliseconds = int((BEGIN + number * APART).timestamp() * 1000)
    return UUID(int=milliseconds << 80 | 0x7 << 76 | 0x2 << 62 | kind << 40 | number)


def _snap(world: World, number: int) -> tuple[Any, ...]:
    arrived, cell = BEGIN + number * APART, CELLS[number % len(CELLS)]
    category = list(SnapCategory)[number % len(SnapCategory)]
    steps = _steps(number)
    facts: dict[str, Any] = dict.fromkeys(SNAPS.names)
    facts |= {"id": _id(2, number), "reporter_id": _id(1, number % RESIDENTS), "category": category}
    facts |= {"words": WORDS[number % len(WORDS)], "place": "东门", "code": cell, "cell_code": cell}
    facts |= {"cell_name": f"{cell[-3:]} 网格", "community_name": "盛福明城社区", "street_name": "智远街道"}
    facts |= {"lon": 117.1 + number % 97 * 1e-5, "lat": 36.66 + number % 89 * 1e-5}
    facts |= {"taken_at": arrived, "arrived_at": arrived, "updated_at": arrived + (steps - 1) * APART}
    facts |= {"status": COURSE[steps - 1][1], "at_street": False}
    facts |= {"assignee_id": world.persons["worker"] if steps > 1 else None}
    facts |= {"limit_start": arrived, "due_at": arrived + RULES[category].limit}
    facts |= {"solved_at": arrived + APART if steps > 1 else None}
    facts |= {"backers": 0, "reopened": 0, "receipt": receipt_of(_id(2, number)), "photo_count": 0}
    facts |= {"public": True, "version": steps}
    return tuple(facts.values())


def _steps(number: int) -> int:
    """How far it has come: one in fifty waits."""
    return 1 if number % 50 == 0 else len(COURSE)


def _entries(world: World, number: int) -> Rows:
    worker, post = world.persons["worker"], world.posts["worker"]
    snap, arrived, words = _id(2, number), BEGIN + number * APART, WORDS[number % len(WORDS)]
    (step, status), *later = COURSE[: _steps(number)]
    reporter = _id(1, number % RESIDENTS)
    yield snap, snap, 1, step, status, reporter, None, None, words, "[]", arrived, arrived, "0" * 64
    for step, status in later:
        at = arrived + APART
        yield _id(3, number), snap, 2, step, status, worker, post, None, "", "[]", at, at, "0" * 64


def _terms(number: int) -> Rows:
    for term in search.terms(WORDS[number % len(WORDS)])[:3]:
        yield _id(2, number), term


def _fill_sqlite(path: str, tables: Sequence[Table]) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA synchronous=OFF")
    for name, columns, rows in tables:
        connection.execute("BEGIN")
        places = ", ".join("?" * len(columns))
        plain = (tuple(str(value) if isinstance(value, UUID | datetime) else value for value in row) for row in rows)
        connection.executemany(f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({places})", plain)
        connection.execute("COMMIT")
    connection.close()


async def _fill_postgres(url: str, tables: Sequence[Table]) -> None:
    connection = await asyncpg.connect(url)
    for name, columns, rows in tables:
        await connection.copy_records_to_table(name, columns=columns, records=rows)
        await connection.execute(f"VACUUM ANALYZE {name}")  # as the server would have done by itself
    await connection.close()
