"""Rows of snaps, entries, backings and terms on their way into the database. Only actions.py calls this."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from gridcall import db
from gridcall.snaps import search
from gridcall.snaps.rows import COLUMN_NAMES, ENTRY_NAMES, EntryRow, SnapRow


async def insert_snap(snap: SnapRow) -> bool:
    """False when a snap with that id is there already."""
    return await _insert("snaps", {name: getattr(snap, name) for name in COLUMN_NAMES})


async def insert_entry(entry: EntryRow) -> bool:
    """False when an entry with that id is there already."""
    facts = {name: getattr(entry, name) for name in ENTRY_NAMES}
    return await _insert("snap_entries", {**facts, "photos": orjson.dumps(entry.photos).decode()})


async def _insert(table: str, facts: Mapping[str, Any]) -> bool:
    places = ", ".join(f"${number}" for number in range(1, len(facts) + 1))
    found = await db.rows(
        f"INSERT INTO {table} ({', '.join(facts)}) VALUES ({places}) ON CONFLICT (id) DO NOTHING RETURNING id",
        *facts.values(),
    )
    return bool(found)


async def update_snap(before: SnapRow, after: SnapRow) -> None:
    """Write what has changed. The row is locked by whoever read `before`."""
    changed = {n: getattr(after, n) for n in COLUMN_NAMES if getattr(after, n) != getattr(before, n)}
    columns = ", ".join(f"{name} = ${number}" for number, name in enumerate(changed, 2))
    await db.execute(f"UPDATE snaps SET {columns} WHERE id = $1", after.id, *changed.values())


async def index_words(snap: SnapRow) -> None:
    """Make the snap findable by its words and its place."""
    terms = search.terms(f"{snap.words} {snap.place}")
    if terms:
        places = ", ".join(f"(${number}, $1)" for number in range(2, len(terms) + 2))
        await db.execute(f"INSERT INTO snap_terms (term, snap_id) VALUES {places}", snap.id, *terms)


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
