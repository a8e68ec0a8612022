"""Reads of activities, as rows. Whoever is not signed in reads them too; who takes part in them is another matter."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from gridcall import db, keyset

ACTIVITY = (
    "a.id, a.code, a.community_name, a.title, a.words, a.place, a.starts_at, a.ends_at, a.hours, a.capacity, a.status,"
    " a.joined, a.organiser_id, a.version, p.name AS organiser_name"
    " FROM activities a JOIN persons p ON p.id = a.organiser_id"
)


@dataclass(frozen=True)
class Page:
    rows: Sequence[db.Row]
    more: bool


def cursor_of(row: db.Row) -> str:
    """Where the activity stands in either order."""
    return keyset.cursor_of(row["starts_at"], row["id"])


async def page(within: str, first: int, after: str | None, *, past: bool, now: datetime) -> Page:
    """What lies ahead or goes on, the nearest first; or what is over, the latest first."""
    values = db.Parameters()
    prefix = f"substr(a.code, 1, {len(within)}) = {values.add(within)}"  # the lengths of divisions have an index each
    when, order, beyond = (
        ("<=", "a.starts_at DESC, a.id DESC", "<") if past else (">", "a.starts_at, a.id", ">")
    )  # an activity ends soon after it starts, so that the order by its start is led by the index
    conditions = [prefix, f"a.ends_at {when} {values.add(now)}"]
    if after is not None:
        moment, identifier = keyset.place_of(after, keyset.moment)
        conditions.append(f"(a.starts_at, a.id) {beyond} ({values.add(moment)}, {values.add(identifier)})")
    found = await db.rows(
        f"SELECT {ACTIVITY} WHERE {' AND '.join(conditions)} ORDER BY {order} LIMIT {first + 1}", *values
    )
    return Page(found[:first], len(found) > first)


async def find(activity_id: UUID) -> db.Row | None:
    return await db.row(f"SELECT {ACTIVITY} WHERE a.id = $1", activity_id)


async def participants(activity_ids: Sequence[UUID]) -> dict[UUID, list[db.Row]]:
    """Who takes part in each, in the order of joining."""
    found: dict[UUID, list[db.Row]] = defaultdict(list)
    values = db.Parameters()
    rows = await db.rows(
        "SELECT t.activity_id, t.person_id, t.hours, t.earned, p.name FROM activity_participants t"
        f" JOIN persons p ON p.id = t.person_id WHERE t.activity_id IN ({values.all_of(activity_ids)}) ORDER BY t.id",
        *values,
    )
    for row in rows:
        found[UUID(row["activity_id"])].append(row)
    return found


async def entry_hash(entry_id: UUID) -> str | None:
    """Of the request that was answered under this id."""
    found = await db.value("SELECT content_hash FROM activity_entries WHERE id = $1", entry_id)
    return None if found is None else str(found)
