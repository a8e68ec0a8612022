"""Rows of wishes and what hangs on them on their way into the database. Only wishes.actions calls this."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from gridcall import clock, db, search
from gridcall.wishes.rows import CLAIM_NAMES, COLUMN_NAMES, ENTRY_NAMES, ClaimRow, EntryRow, WishRow
from gridcall.wishes.workflow import ClaimEnd


def _stored(row: WishRow, name: str) -> Any:
    value = getattr(row, name)
    return orjson.dumps(value).decode() if name == "flags" else value


def first_lines(wish: WishRow, entry: EntryRow) -> list[db.Statement]:
    """A new wish and its first entry."""
    return [_inserting("wishes", {name: _stored(wish, name) for name in COLUMN_NAMES}), _inserting_entry(entry)]


async def insert_entry(entry: EntryRow) -> bool:
    """False when an entry with that id is there already."""
    sql, values = _inserting_entry(entry)
    return bool(await db.rows(f"{sql} ON CONFLICT (id) DO NOTHING RETURNING id", *values))


def _inserting_entry(entry: EntryRow) -> db.Statement:
    facts = {name: getattr(entry, name) for name in ENTRY_NAMES}
    return _inserting("wish_entries", {**facts, "photos": orjson.dumps(entry.photos).decode()})


def _inserting(table: str, facts: Mapping[str, Any]) -> db.Statement:
    places = ", ".join(f"${number}" for number in range(1, len(facts) + 1))
    return f"INSERT INTO {table} ({', '.join(facts)}) VALUES ({places})", list(facts.values())


async def update_wish(before: WishRow, after: WishRow) -> None:
    """Write what has changed. The row is locked by whoever read `before`."""
    changed = {n: _stored(after, n) for n in COLUMN_NAMES if getattr(after, n) != getattr(before, n)}
    await _update("wishes", after.id, changed)


async def _update(table: str, key: UUID, changed: Mapping[str, Any]) -> None:
    columns = ", ".join(f"{name} = ${number}" for number, name in enumerate(changed, 2))
    await db.execute(f"UPDATE {table} SET {columns} WHERE id = $1", key, *changed.values())


async def add(table: str, **facts: Any) -> None:
    sql, values = _inserting(table, facts)
    await db.execute(sql, *values)


async def insert_claim(claim: ClaimRow) -> None:
    await add("claims", **{name: getattr(claim, name) for name in CLAIM_NAMES})


async def change_claim(claim: ClaimRow, **changes: Any) -> ClaimRow:
    """Under the lock of its wish."""
    await _update("claims", claim.id, changes)
    return replace(claim, **changes)


async def end_claim(claim: ClaimRow, end: ClaimEnd, now: datetime) -> ClaimRow:
    return await change_claim(claim, ended_at=now, outcome=end, extension_until=None, extension_reason=None)


async def join(claim: ClaimRow, person_id: UUID, now: datetime) -> None:
    await add("claim_companions", id=clock.new_id(), claim_id=claim.id, person_id=person_id, joined_at=now)


async def leave(claim: ClaimRow, person_id: UUID, now: datetime) -> None:
    await db.execute(
        "UPDATE claim_companions SET left_at = $3 WHERE claim_id = $1 AND person_id = $2 AND left_at IS NULL",
        claim.id,
        person_id,
        now,
    )


async def index(wish: WishRow) -> None:
    """Make the published wish findable by its words and its community."""
    terms = search.terms(f"{wish.words} {wish.community_name}")
    each = "jsonb_array_elements_text($2::jsonb) AS each(value)" if db.dialect() == "postgres" else "json_each($2)"
    await db.execute(
        f"INSERT INTO wish_terms (term, wish_id) SELECT value, $1 FROM {each}", wish.id, orjson.dumps(terms).decode()
    )


async def unindex(wish_id: UUID) -> None:
    await db.execute("DELETE FROM wish_terms WHERE wish_id = $1", wish_id)


_FORGOTTEN = "name = '', phone = '', address = '', household = '', original_words = words"


async def forget(person_id: UUID) -> None:
    """Name, number, address and the wisher's own words; what was published stays."""
    await db.execute(f"UPDATE wishes SET {_FORGOTTEN} WHERE wisher_id = $1", person_id)


async def forget_private_part(wish_id: UUID) -> None:
    """The same of one wish. How and when its person consented stays."""
    await db.execute(f"UPDATE wishes SET {_FORGOTTEN} WHERE id = $1", wish_id)


async def count(code: str, column: str) -> None:
    """One more wish of the community was published, claimed or fulfilled for the first time."""
    await db.execute("INSERT INTO wish_totals (id, published, claimed, fulfilled) VALUES ($1, 0, 0, 0)"
                     " ON CONFLICT (id) DO NOTHING", code)  # fmt: skip
    await db.execute(f"UPDATE wish_totals SET {column} = {column} + 1 WHERE id = $1", code)
