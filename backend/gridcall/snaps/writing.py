"""Rows of snaps, entries, backings and terms on their way into the database. Only actions.py calls this."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

import orjson

from gridcall import db, search
from gridcall.masking import masked
from gridcall.snaps.rows import ENTRIES, SNAPS, EntryRow, SnapRow


def first_lines(snap: SnapRow, entry: EntryRow) -> list[db.Statement]:
    """A new snap, its first entry, and the terms of its words and place."""
    facts = {name: getattr(snap, name) for name in SNAPS.names}
    return [_inserting("snaps", facts), _inserting_entry(entry), _indexing(snap)]


async def insert_entry(entry: EntryRow) -> bool:
    """False when an entry with that id is there already."""
    sql, values = _inserting_entry(entry)
    return bool(await db.rows(f"{sql} ON CONFLICT (id) DO NOTHING RETURNING id", *values))


def _inserting_entry(entry: EntryRow) -> db.Statement:
    facts = {name: getattr(entry, name) for name in ENTRIES.names}
    return _inserting("snap_entries", {**facts, "photos": orjson.dumps(entry.photos).decode()})


def _inserting(table: str, facts: Mapping[str, Any]) -> db.Statement:
    return _insert(table, tuple(facts)), list(facts.values())


@cache
def _insert(table: str, names: tuple[str, ...]) -> str:
    places = ", ".join(f"${number}" for number in range(1, len(names) + 1))
    return f"INSERT INTO {table} ({', '.join(names)}) VALUES ({places})"


async def update_snap(before: SnapRow, after: SnapRow) -> None:
    """Write what has changed. The row is locked by whoever read `before`."""
    changed = {n: getattr(after, n) for n in SNAPS.names if getattr(after, n) != getattr(before, n)}
    columns = ", ".join(f"{name} = ${number}" for number, name in enumerate(changed, 2))
    await db.execute(f"UPDATE snaps SET {columns} WHERE id = $1", after.id, *changed.values())


def _indexing(snap: SnapRow) -> db.Statement:
    """Make the snap findable by what strangers may read of its words and its place: anybody may search."""
    terms = search.terms(masked(f"{snap.words} {snap.place}"))
    # As one parameter: a text per number of terms would drive the others out of PostgreSQL's prepared statements.
    each = "jsonb_array_elements_text($2::jsonb) AS each(value)" if db.dialect() == "postgres" else "json_each($2)"
    sql = f"INSERT INTO snap_terms (term, snap_id) SELECT value, $1 FROM {each}"
    return sql, [snap.id, orjson.dumps(terms).decode()]


async def back(snap_id: UUID, persons: Sequence[UUID], now: datetime) -> None:
    """Persons who back the snap already stay as they are."""
    for person in persons:
        await db.execute(
            "INSERT INTO snap_backings (snap_id, person_id, at) VALUES ($1, $2, $3)"
            " ON CONFLICT (snap_id, person_id) DO NOTHING",
            snap_id,
            person,
            now,
        )
