"""Reads of single wishes, what hangs on them, and who is what to them. Lists are in lists.py."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from gridcall import db
from gridcall.people.actor import Actor
from gridcall.people.permissions import Permission
from gridcall.registrations.queries import represented
from gridcall.wishes.rows import CLAIM_COLUMNS, COLUMNS, ENTRY_COLUMNS, ClaimRow, EntryRow, WishRow
from gridcall.wishes.workflow import OPEN


async def find(wish_id: UUID) -> WishRow | None:
    row = await db.row(f"SELECT {COLUMNS} FROM wishes w WHERE w.id = $1", wish_id)
    return WishRow.of(row) if row else None


async def locked(wish_id: UUID) -> WishRow | None:
    """The wish, held until the transaction ends; its claim and companions change under the same lock."""
    hold = " FOR UPDATE" if db.dialect() == "postgres" else ""
    row = await db.row(f"SELECT {COLUMNS} FROM wishes w WHERE w.id = $1{hold}", wish_id)
    return WishRow.of(row) if row else None


async def entry(entry_id: UUID) -> EntryRow | None:
    row = await db.row(f"SELECT {ENTRY_COLUMNS} FROM wish_entries e WHERE e.id = $1", entry_id)
    return EntryRow.of(row) if row else None


async def moved_since(wish_id: UUID, version: int) -> bool:
    """Whether somebody took a step after that version. Points given do not count."""
    sql = "SELECT 1 FROM wish_entries WHERE wish_id = $1 AND seq > $2 AND step <> 'give_points' LIMIT 1"
    return bool(await db.value(sql, wish_id, version))


async def claims(wishes: Sequence[WishRow]) -> dict[UUID, ClaimRow]:
    """Wish -> the claim that stands, or by which it was fulfilled, with those who go along."""
    values = db.Parameters()
    ids = values.all_of([wish.claim_id for wish in wishes if wish.claim_id])
    if not values:  # most wishes have none
        return {}
    rows = await db.rows(f"SELECT {CLAIM_COLUMNS} FROM claims c WHERE c.id IN ({ids})", *values)
    going = await _companions([UUID(str(row["id"])) for row in rows])
    found = [ClaimRow.of(row) for row in rows]
    return {claim.wish_id: replace(claim, companions=tuple(going.get(claim.id, ()))) for claim in found}


async def _companions(claim_ids: Collection[UUID]) -> dict[UUID, list[UUID]]:
    values = db.Parameters()
    rows = await db.rows(
        f"SELECT claim_id, person_id FROM claim_companions WHERE claim_id IN ({values.all_of(claim_ids)})"
        " AND left_at IS NULL ORDER BY joined_at, id",
        *values,
    )
    found: dict[UUID, list[UUID]] = defaultdict(list)
    for row in rows:
        found[UUID(str(row["claim_id"]))].append(UUID(str(row["person_id"])))
    return found


async def claims_by_id(ids: Sequence[UUID]) -> dict[UUID, ClaimRow]:
    """Also those that have ended; who went along is not asked."""
    values = db.Parameters()
    rows = await db.rows(f"SELECT {CLAIM_COLUMNS} FROM claims c WHERE c.id IN ({values.all_of(ids)})", *values)
    return {claim.id: claim for claim in map(ClaimRow.of, rows)} if rows else {}


async def claim_of(wish: WishRow) -> ClaimRow | None:
    return (await claims([wish])).get(wish.id)


async def timelines(wish_ids: Sequence[UUID]) -> dict[UUID, list[EntryRow]]:
    """The entries of several wishes, oldest first."""
    values, found = db.Parameters(), defaultdict(list)
    rows = await db.rows(
        f"SELECT {ENTRY_COLUMNS} FROM wish_entries e WHERE e.wish_id IN ({values.all_of(wish_ids)})"
        " ORDER BY e.wish_id, e.seq",
        *values,
    )
    for row in map(EntryRow.of, rows):
        found[row.wish_id].append(row)
    return found


async def looks(wish_ids: Sequence[UUID]) -> dict[UUID, list[db.Row]]:
    """Who looked at the contact details, the latest first."""
    values, found = db.Parameters(), defaultdict(list)
    rows = await db.rows(
        "SELECT l.id, l.wish_id, l.at, p.name AS by_name FROM contact_looks l JOIN persons p ON p.id = l.person_id"
        f" WHERE l.wish_id IN ({values.all_of(wish_ids)}) ORDER BY l.at DESC, l.id DESC",
        *values,
    )
    for row in rows:
        found[UUID(str(row["wish_id"]))].append(row)
    return found


async def looked_before(claim_id: UUID, person_id: UUID) -> bool:
    sql = "SELECT 1 FROM contact_looks l WHERE l.wish_id = (SELECT wish_id FROM claims WHERE id = $1)"
    return bool(await db.value(f"{sql} AND l.claim_id = $1 AND l.person_id = $2 LIMIT 1", claim_id, person_id))


async def shares_household(person_id: UUID, wishes: Sequence[WishRow]) -> set[UUID]:
    """Those of the wishes whose household the person lives in: the number is theirs, or they have wished from there."""
    values = db.Parameters()
    me, ids = values.add(person_id), values.all_of([wish.id for wish in wishes])
    rows = await db.rows(
        f"SELECT w.id FROM wishes w WHERE w.id IN ({ids}) AND ("
        f" w.phone = (SELECT phone FROM persons WHERE id = {me})"
        f" OR EXISTS (SELECT 1 FROM wishes o WHERE o.household = w.household AND o.wisher_id = {me}))",
        *values,
    )
    return {UUID(str(row["id"])) for row in rows}


async def was_party(person_id: UUID, units: Collection[UUID], wish_ids: Sequence[UUID]) -> set[UUID]:
    """Those of the wishes that the person once claimed or joined, or that were claimed in one of `units`' names."""
    values = db.Parameters()
    ids, me, of_units = values.all_of(wish_ids), values.add(person_id), values.all_of(units)
    rows = await db.rows(
        f"SELECT c.wish_id FROM claims c WHERE c.wish_id IN ({ids})"
        f" AND (c.person_id = {me} OR c.unit_id IN ({of_units})"
        f" OR EXISTS (SELECT 1 FROM claim_companions m WHERE m.claim_id = c.id AND m.person_id = {me}))",
        *values,
    )
    return {UUID(str(row["wish_id"])) for row in rows}


def reviews(actor: Actor | None, wish: WishRow) -> bool:
    """Whether a post of the actor covers the wish's community."""
    return actor is not None and actor.holds(Permission.WISH_READ, wish.code) is not None


def sees(actor: Actor | None, wish: WishRow) -> bool:
    """Whether the actor may know of the wish, former claims aside."""
    if wish.public:
        return True
    return actor is not None and (actor.person_id in wish.askers or reviews(actor, wish))


async def may_see(actor: Actor | None, wish: WishRow) -> bool:
    """Who has once claimed it may still read what became of it."""
    if sees(actor, wish):
        return True
    return actor is not None and wish.id in await was_party(actor.person_id, represented(actor), [wish.id])


async def givers(wish_id: UUID) -> list[UUID]:
    rows = await db.rows("SELECT DISTINCT person_id FROM wish_gifts WHERE wish_id = $1", wish_id)
    return sorted(UUID(str(row["person_id"])) for row in rows)


async def middle_of(community: str) -> tuple[float | None, float | None]:
    """Longitude and latitude of the middle of a community's cells."""
    row = await db.row(
        "SELECT avg(label_lon) AS lon, avg(label_lat) AS lat FROM grid_cells"
        " WHERE community_code = $1 AND valid_to IS NULL",
        community,
    )
    return (row["lon"], row["lat"]) if row else (None, None)


async def due(where: str, moment: str, now: datetime, limit: int) -> list[UUID]:
    """Wishes whose `moment` has come, the oldest first."""
    rows = await db.rows(
        f"SELECT id FROM wishes WHERE {where} AND {moment} <= $1 ORDER BY {moment} LIMIT $2", now, limit
    )
    return [UUID(str(row["id"])) for row in rows]


async def done_by_units(unit_ids: Sequence[UUID]) -> dict[UUID, tuple[int, int]]:
    """Unit -> how many wishes were claimed in its name, and how many of these claims fulfilled."""
    values = db.Parameters()
    rows = await db.rows(
        "SELECT c.unit_id, count(*) AS claimed, sum(CASE WHEN c.outcome = 'fulfilled' THEN 1 ELSE 0 END) AS fulfilled"
        f" FROM claims c WHERE c.unit_id IN ({values.all_of(unit_ids)}) GROUP BY c.unit_id",
        *values,
    )
    return {UUID(str(row["unit_id"])): (int(row["claimed"]), int(row["fulfilled"])) for row in rows}


async def household_has_open(household: str, but: UUID) -> bool:
    """Whether another wish of the household has not ended, whatever the rule was when it was posted."""
    open_ones = ", ".join(f"'{status.value}'" for status in OPEN)
    sql = f"SELECT 1 FROM wishes WHERE household = $1 AND id <> $2 AND status IN ({open_ones}) LIMIT 1"
    return bool(await db.value(sql, household, but))


async def has_open(person_id: UUID) -> bool:
    """Whether a wish of the person's own has not ended."""
    open_ones = ", ".join(f"'{status.value}'" for status in OPEN)
    found = await db.value(f"SELECT 1 FROM wishes WHERE wisher_id = $1 AND status IN ({open_ones}) LIMIT 1", person_id)
    return found is not None
