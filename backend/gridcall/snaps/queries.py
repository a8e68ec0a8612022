"""Reads of single snaps, what hangs on them, and who works where. Lists are in lists.py."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from gridcall import clock, db
from gridcall.people.actor import Actor
from gridcall.people.permissions import Permission, roles_granting
from gridcall.people.queries import held, running
from gridcall.snaps.rows import COLUMNS, ENTRIES, ENTRY_COLUMNS, SNAPS, EntryRow, SnapRow


async def find(snap_id: UUID) -> SnapRow | None:
    return await SNAPS.first(f"SELECT {COLUMNS} FROM snaps s WHERE s.id = $1", snap_id)


async def locked(snap_id: UUID) -> SnapRow | None:
    """The snap, held until the transaction ends (on SQLite the transaction already holds the whole file)."""
    hold = " FOR UPDATE" if db.dialect() == "postgres" else ""
    return await SNAPS.first(f"SELECT {COLUMNS} FROM snaps s WHERE s.id = $1{hold}", snap_id)


async def entry(entry_id: UUID) -> EntryRow | None:
    return await ENTRIES.first(f"SELECT {ENTRY_COLUMNS} FROM snap_entries e WHERE e.id = $1", entry_id)


async def moved_since(snap_id: UUID, version: int) -> bool:
    """Whether somebody took a step after that version. Neighbours who join in do not count."""
    return bool(
        await db.value(
            "SELECT 1 FROM snap_entries WHERE snap_id = $1 AND seq > $2 AND step <> 'back' LIMIT 1",
            snap_id,
            version,
        )
    )


def sees(actor: Actor | None, snap: SnapRow) -> bool:
    """Whether `actor` may know of the snap without having backed it."""
    if snap.public:
        return True
    if actor is None:
        return False
    return actor.person_id in (snap.reporter_id, snap.assignee_id) or serves(actor, snap)


def serves(actor: Actor | None, snap: SnapRow) -> bool:
    """Whether a post of the actor covers the snap's place: who serves sees who reported, and every word."""
    return actor is not None and actor.holds(Permission.SNAP_READ, snap.code) is not None


async def may_see(actor: Actor | None, snap: SnapRow) -> bool:
    """Whether the snap is any of the actor's business."""
    return sees(actor, snap) or (actor is not None and bool(await backed_by(actor.person_id, [snap.id])))


async def snaps_by_id(ids: Sequence[UUID]) -> dict[UUID, SnapRow]:
    if not ids:
        return {}
    found = await SNAPS.every(f"SELECT {COLUMNS} FROM snaps s WHERE s.id IN ({db.places(ids)})", *ids)
    return {snap.id: snap for snap in found}


async def timelines(snap_ids: Sequence[UUID]) -> dict[str, list[EntryRow]]:
    """The entries of several snaps, oldest first, by the ids of the snaps as text."""
    found: dict[str, list[EntryRow]] = defaultdict(list)
    if snap_ids:
        entries = await ENTRIES.every(
            f"SELECT {ENTRY_COLUMNS} FROM snap_entries e WHERE e.snap_id IN ({db.places(snap_ids)})"
            " ORDER BY e.snap_id, e.seq",
            *snap_ids,
        )
        for entry in entries:
            found[entry.snap_id].append(entry)
    return found


async def backed_by(person_id: UUID, snap_ids: Sequence[UUID]) -> set[UUID]:
    """Those of the snaps that the person backs."""
    if not snap_ids:
        return set()
    found = await db.rows(
        f"SELECT snap_id FROM snap_backings WHERE person_id = $1 AND snap_id IN ({db.places(snap_ids, 1)})",
        person_id,
        *snap_ids,
    )
    return {UUID(row["snap_id"]) for row in found}


async def backers_of(snap_id: UUID) -> list[UUID]:
    found = await db.rows("SELECT person_id FROM snap_backings WHERE snap_id = $1 ORDER BY id", snap_id)
    return [UUID(row["person_id"]) for row in found]


async def workers_of(cell_code: str, today: date) -> list[UUID]:
    """Who serves in the cell on that day and can still sign in."""
    found = await db.rows(
        "SELECT DISTINCT cs.person_id FROM cell_staff cs JOIN persons x ON x.id = cs.person_id"
        " WHERE cs.cell_code = $1 AND cs.starts_on <= $2 AND (cs.ends_on IS NULL OR cs.ends_on >= $2)"
        " AND NOT x.disabled",
        cell_code,
        today,
    )
    return sorted(UUID(row["person_id"]) for row in found)


@dataclass(frozen=True)
class Holder:
    """A post that grants the permission asked for, and who holds it at this moment."""

    person_id: UUID
    post_id: UUID
    code: str


async def holders(permission: Permission, codes: Sequence[str], now: datetime) -> list[Holder]:
    """Who holds `permission` by a post at exactly one of `codes`, or stands in for its holder."""
    roles = [role.value for role in roles_granting(permission)]
    there = f"o.role IN ({db.places(roles, 2)}) AND o.code IN ({db.places(codes, 2 + len(roles))})"
    at = f"{there} AND {held('o', '$1')}"
    found = await db.rows(
        "SELECT h.person_id, h.post_id, h.code FROM ("
        f"SELECT o.person_id, o.id AS post_id, o.code FROM posts o WHERE {at}"
        " UNION SELECT d.person_id, o.id, o.code FROM delegations d JOIN posts o ON o.id = d.post_id"
        f" WHERE {at} AND {running('d', '$2')}"
        ") h JOIN persons x ON x.id = h.person_id WHERE NOT x.disabled"
        " ORDER BY h.code, h.post_id, h.person_id",
        clock.day_of(now),
        now,
        *roles,
        *codes,
    )
    return [Holder(UUID(row["person_id"]), UUID(row["post_id"]), row["code"]) for row in found]


def around(code: str) -> list[str]:
    """The codes of everything that `code` lies in, itself first."""
    return [code[:length] for length in (15, 12, 9, 6, 4, 2) if len(code) >= length]


async def nth_newest(reporter_id: UUID, number: int, since: datetime) -> datetime | None:
    """When the reporter's `number`-th newest snap arrived; None when fewer arrived after `since`."""
    arrived: datetime | None = await db.value(
        "SELECT arrived_at FROM snaps WHERE reporter_id = $1 AND arrived_at > $2"
        " ORDER BY arrived_at DESC, id DESC LIMIT 1 OFFSET $3",
        reporter_id,
        since,
        number - 1,
    )
    return arrived


async def unanswered(solved_before: datetime, limit: int) -> list[UUID]:
    """The snaps that were solved before then and still wait for the reporter's word, the oldest first."""
    found = await db.rows(
        "SELECT id FROM snaps WHERE status = 'solved' AND solved_at < $1 ORDER BY solved_at LIMIT $2",
        solved_before,
        limit,
    )
    return [UUID(row["id"]) for row in found]


async def persons(ids: Sequence[UUID | str]) -> list[db.Row]:
    """Name and number of each."""
    if not ids:
        return []
    return await db.rows(f"SELECT id, name, phone FROM persons WHERE id IN ({db.places(ids)})", *ids)


async def posts(ids: Sequence[UUID | str]) -> list[db.Row]:
    """Role and unit of each, also of posts that have ended: what was done stays done under them."""
    if not ids:
        return []
    return await db.rows(
        "SELECT o.id, o.person_id, o.role, u.name AS unit_name FROM posts o JOIN units u ON u.id = o.unit_id"
        f" WHERE o.id IN ({db.places(ids)})",
        *ids,
    )


async def has_reported(person_id: UUID, codes: Sequence[str]) -> bool:
    """Whether the person has reported a snap that lies in one of `codes`."""
    there = " OR ".join(db.under("code", f"${number}") for number in range(2, 2 + len(codes)))
    sql = f"SELECT 1 FROM snaps WHERE reporter_id = $1 AND ({there}) LIMIT 1"
    return bool(codes) and await db.value(sql, person_id, *codes) is not None
