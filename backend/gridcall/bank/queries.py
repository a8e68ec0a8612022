"""Reads of branches, goods, redemptions, gifts and settlements, as rows."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from gridcall import db, keyset
from gridcall.bank.rules import RedemptionStatus
from gridcall.people.actor import Actor
from gridcall.people.permissions import Permission

BRANCH = "b.id, b.name, b.code, b.street_name, b.place, b.hours, b.open, b.bad_connection, b.version FROM branches b"
GOOD = (
    "g.id, g.branch_id, g.kind, g.name, g.words, g.points, g.stock, g.per_month, g.withdrawn, g.version, b.open"
    " FROM goods g JOIN branches b ON b.id = g.branch_id"
)
REDEMPTION = (
    "r.id, r.branch_id, r.good_id, r.good_name, r.quantity, r.points, r.person_id, r.unit_id, r.status, r.voucher,"
    " r.code, r.held_at, r.expires_at, r.lapses_at, r.redeemed_at, r.hold_id, r.transfer_id, b.code AS branch_code,"
    " p.name AS person_name, u.name AS unit_name"
    " FROM redemptions r JOIN branches b ON b.id = r.branch_id JOIN persons p ON p.id = r.person_id"
    " LEFT JOIN units u ON u.id = r.unit_id"
)


@dataclass(frozen=True)
class Page:
    rows: Sequence[db.Row]
    more: bool


# ---- branches and goods


async def branches(within: str) -> list[db.Row]:
    """Every branch in a division, by its street."""
    return await db.rows(f"SELECT {BRANCH} WHERE {db.under('b.code', '$1')} ORDER BY b.code, b.name, b.id", within)


async def branches_by_id(ids: Sequence[UUID]) -> dict[UUID, db.Row]:
    values = db.Parameters()
    found = await db.rows(f"SELECT {BRANCH} WHERE b.id IN ({values.all_of(ids)})", *values)
    return {UUID(row["id"]): row for row in found}


async def kept(actor: Actor) -> list[db.Row]:
    """The branches that the actor keeps."""
    values = db.Parameters()
    codes = actor.codes(Permission.BRANCH_KEEP)
    return await db.rows(
        f"SELECT {BRANCH} WHERE {values.under('b.code', codes)} ORDER BY b.code, b.name, b.id", *values
    )


async def goods_of(branch_ids: Sequence[UUID]) -> dict[UUID, list[db.Row]]:
    """The catalogue of each branch, withdrawn goods too, the cheapest first."""
    found: dict[UUID, list[db.Row]] = defaultdict(list)
    values = db.Parameters()
    rows = await db.rows(
        f"SELECT {GOOD} WHERE g.branch_id IN ({values.all_of(branch_ids)}) ORDER BY g.points, g.name, g.id", *values
    )
    for row in rows:
        found[UUID(row["branch_id"])].append(row)
    return found


async def good(good_id: UUID) -> db.Row | None:
    return await db.row(f"SELECT {GOOD} WHERE g.id = $1", good_id)


# ---- redemptions


async def redemption(redemption_id: UUID) -> db.Row | None:
    return await db.row(f"SELECT {REDEMPTION} WHERE r.id = $1", redemption_id)


async def redemptions_of(
    person_id: UUID, unit_id: UUID | None, first: int, after: str | None, *, waiting_only: bool
) -> Page:
    """The person's own, or those of a unit, the latest first."""
    values = db.Parameters()
    conditions = [_of_holder(values, person_id, unit_id)]
    if waiting_only:
        conditions.append(f"r.status = {values.add(RedemptionStatus.WAITING)}")
    return await _redemptions(values, conditions, first, after)


def _of_holder(values: db.Parameters, person_id: UUID, unit_id: UUID | None) -> str:
    """SQL: whose points they are."""
    if unit_id is not None:
        return f"r.unit_id = {values.add(unit_id)}"
    return f"r.person_id = {values.add(person_id)} AND r.unit_id IS NULL"


async def redemptions_at(branch_id: UUID, first: int, after: str | None) -> Page:
    """A branch's, the latest first."""
    values = db.Parameters()
    return await _redemptions(values, [f"r.branch_id = {values.add(branch_id)}"], first, after)


async def _redemptions(values: db.Parameters, conditions: list[str], first: int, after: str | None) -> Page:
    if after is not None:
        moment, identifier = keyset.place_of(after, keyset.moment)
        conditions.append(f"(r.held_at, r.id) < ({values.add(moment)}, {values.add(identifier)})")
    found = await db.rows(
        f"SELECT {REDEMPTION} WHERE {' AND '.join(conditions)} ORDER BY r.held_at DESC, r.id DESC LIMIT {first + 1}",
        *values,
    )
    return Page(found[:first], len(found) > first)


async def with_code(branch_id: UUID, code: str) -> UUID | None:
    """The redemption at this branch that has the code: the one that waits, or the last that had it."""
    found = await db.value(
        "SELECT r.id FROM redemptions r WHERE r.code = $2 AND r.branch_id = $1"
        " ORDER BY CASE WHEN r.status = 'waiting' THEN 0 ELSE 1 END, r.held_at DESC LIMIT 1",
        branch_id,
        code,
    )
    return UUID(str(found)) if found else None


async def code_waits(code: str) -> bool:
    return bool(await db.value("SELECT 1 FROM redemptions WHERE code = $1 AND status = 'waiting'", code))


async def open_vouchers(branch_id: UUID, now: datetime) -> list[db.Row]:
    """What a keeper's phone takes along where there is no network."""
    return await db.rows(
        "SELECT r.code, r.good_name, r.quantity, r.points, r.expires_at FROM redemptions r"
        " WHERE r.branch_id = $1 AND r.status = 'waiting' AND r.voucher AND r.expires_at > $2"
        " ORDER BY r.expires_at, r.id",
        branch_id,
        now,
    )


async def taken_since(person_id: UUID, unit_id: UUID | None, good_id: UUID, since: datetime) -> int:
    """How many of a good a person, or a unit, has held and not given back since a moment."""
    values = db.Parameters()
    where = f"{_of_holder(values, person_id, unit_id)} AND r.good_id = {values.add(good_id)}"
    return int(
        await db.value(
            f"SELECT coalesce(sum(r.quantity), 0) FROM redemptions r WHERE {where}"
            f" AND r.held_at >= {values.add(since)} AND r.status IN ('waiting', 'redeemed')",
            *values,
        )
    )


async def lapsing(now: datetime, limit: int) -> list[UUID]:
    """Redemptions whose time is over, the oldest first."""
    found = await db.rows(
        f"SELECT id FROM redemptions WHERE status = 'waiting' AND lapses_at < $1 ORDER BY lapses_at LIMIT {limit}", now
    )
    return [UUID(row["id"]) for row in found]


# ---- gifts


async def given_since(person_id: UUID, since: datetime) -> int:
    """Points that a person has given away since a moment and that did not come back."""
    return int(
        await db.value(
            "SELECT coalesce(sum(points), 0) FROM gifts WHERE giver_id = $1 AND at >= $2 AND returned_at IS NULL",
            person_id,
            since,
        )
    )


async def person_with(phone: str) -> db.Row | None:
    """Whoever has the number and can still sign in."""
    return await db.row("SELECT id, name FROM persons WHERE phone = $1 AND NOT disabled", phone)


# ---- requests


async def request(request_id: UUID) -> db.Row | None:
    return await db.row("SELECT thing_id, content_hash FROM bank_requests WHERE id = $1", request_id)
