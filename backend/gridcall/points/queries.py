"""Reads of the ledger."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import orjson

from gridcall import clock, db
from gridcall.errors import NotFound
from gridcall.points.earning_rules import Happened, Paid, Rule, Spent
from gridcall.points.rows import AccountRow, EntryRow, LotMoveRow, TransferRow, day_of, lot_of
from gridcall.points.rules import AccountKey, AccountKind, Cause, Lot

ACCOUNT_COLUMNS = ", ".join(AccountRow.__slots__)
TRANSFER_COLUMNS = ", ".join(TransferRow.__slots__)
LOT_COLUMNS = "id, account_id, street, expires_on, remaining, held"
ENTRY_COLUMNS = (
    "e.transfer_id, a.kind, a.unit, a.owner, e.account_seq, e.amount, e.pending, e.balance_before, e.pending_before"
)


def among(column: str, number: int) -> str:
    """SQL: `column` is one of the ids of the parameter `$number`, made by `listed`."""
    if db.dialect() == "postgres":
        return f"{column} = ANY(${number}::uuid[])"
    return f"{column} IN (SELECT value FROM json_each(${number}))"


def listed(ids: Iterable[UUID]) -> object:
    texts = sorted(str(one) for one in ids)
    return texts if db.dialect() == "postgres" else orjson.dumps(texts).decode()


async def account(account_id: UUID) -> AccountRow | None:
    found = await db.row(f"SELECT {ACCOUNT_COLUMNS} FROM points_accounts WHERE id = $1", account_id)
    return AccountRow.of(found) if found else None


async def accounts(ids: Collection[UUID], *, lock: bool = False) -> list[AccountRow]:
    """In the order of their ids; locked in that order."""
    locking = " FOR UPDATE" if lock and db.dialect() == "postgres" else ""
    sql = f"SELECT {ACCOUNT_COLUMNS} FROM points_accounts WHERE {among('id', 1)} ORDER BY id{locking}"
    return [AccountRow.of(row) for row in await db.rows(sql, listed(ids))]


async def spendable(account_id: UUID, day: date) -> int:
    """What is free and has not run out by `day`: less than the balance until the clock has booked what is over."""
    found = await db.value(
        "SELECT sum(remaining - held) FROM points_lots WHERE account_id = $1 AND remaining > 0 AND expires_on >= $2",
        account_id,
        day,
    )
    return int(found or 0)


async def left_by_transfer(account_id: UUID) -> dict[UUID, int]:
    """What is left in the account of each transfer that brought lots into it."""
    found = await db.rows(
        "SELECT transfer_id, sum(remaining) AS points FROM points_lots WHERE account_id = $1 AND remaining > 0"
        " GROUP BY transfer_id",
        account_id,
    )
    return {UUID(str(row["transfer_id"])): int(row["points"]) for row in found}


async def closed(account_ids: Collection[UUID]) -> set[UUID]:
    """Those of the accounts on which nothing is booked any more."""
    sql = f"SELECT id FROM points_accounts WHERE {among('id', 1)} AND closed_at IS NOT NULL"
    return {UUID(str(row["id"])) for row in await db.rows(sql, listed(account_ids))}


async def transfers(ids: Collection[UUID]) -> dict[UUID, TransferRow]:
    sql = f"SELECT {TRANSFER_COLUMNS} FROM points_transfers WHERE {among('id', 1)}"
    found = [TransferRow.of(row) for row in await db.rows(sql, listed(ids))]
    return {one.id: one for one in found}


async def known_and_later(keys: Collection[UUID], about: Collection[UUID]) -> list[TransferRow]:
    """The transfers with those keys, and those that end or reverse one of `about`."""
    sql = f"SELECT {TRANSFER_COLUMNS} FROM points_transfers WHERE {among('id', 1)}"
    if not about:
        return [TransferRow.of(row) for row in await db.rows(sql, listed(keys))]
    sql += f" OR {among('hold_id', 2)} OR {among('reverses_id', 2)}"
    return [TransferRow.of(row) for row in await db.rows(sql, listed(keys), listed(about))]


async def entries(transfer_ids: Collection[UUID]) -> dict[UUID, list[EntryRow]]:
    sql = (
        f"SELECT {ENTRY_COLUMNS} FROM points_entries e JOIN points_accounts a ON a.id = e.account_id"
        f" WHERE {among('e.transfer_id', 1)}"
    )
    found: dict[UUID, list[EntryRow]] = {one: [] for one in transfer_ids}
    for row in await db.rows(sql, listed(transfer_ids)):
        found[UUID(str(row["transfer_id"]))].append(entry_of(row))
    return found


def entry_of(row: db.Row) -> EntryRow:
    return EntryRow(
        transfer_id=UUID(str(row["transfer_id"])),
        account=AccountKey(AccountKind(row["kind"]), row["unit"], row["owner"]),
        account_seq=row["account_seq"],
        amount=row["amount"],
        pending=row["pending"],
        balance_before=row["balance_before"],
        pending_before=row["pending_before"],
    )


async def lot_moves(transfer_ids: Collection[UUID]) -> dict[UUID, list[LotMoveRow]]:
    sql = f"SELECT transfer_id, lot_id, amount, held FROM points_lot_moves WHERE {among('transfer_id', 1)}"
    found: dict[UUID, list[LotMoveRow]] = {one: [] for one in transfer_ids}
    for row in await db.rows(sql, listed(transfer_ids)):
        move = LotMoveRow(UUID(str(row["transfer_id"])), UUID(str(row["lot_id"])), row["amount"], row["held"])
        found[move.transfer_id].append(move)
    return found


async def lots(ids: Collection[UUID], of_accounts: Collection[UUID] = ()) -> dict[UUID, Lot]:
    """Those lots, and whatever is left in those accounts."""
    sql = (
        f"SELECT {LOT_COLUMNS} FROM points_lots WHERE {among('id', 1)} OR ({among('account_id', 2)} AND remaining > 0)"
    )
    found = [lot_of(row) for row in await db.rows(sql, listed(ids), listed(of_accounts))]
    return {lot.id: lot for lot in found}


async def lots_made_by(transfer_ids: Collection[UUID]) -> dict[UUID, list[Lot]]:
    sql = f"SELECT transfer_id, {LOT_COLUMNS} FROM points_lots WHERE {among('transfer_id', 1)}"
    found: dict[UUID, list[Lot]] = {one: [] for one in transfer_ids}
    for row in await db.rows(sql, listed(transfer_ids)):
        found[UUID(str(row["transfer_id"]))].append(lot_of(row))
    return found


@dataclass(frozen=True, slots=True)
class Head:
    """The chain's latest transfer."""

    seq: int
    hash: str


async def head(*, lock: bool = False) -> Head | None:
    locking = " FOR UPDATE" if lock and db.dialect() == "postgres" else ""
    found = await db.row(f"SELECT seq, hash FROM points_head WHERE id = 1{locking}")
    return Head(found["seq"], found["hash"]) if found else None


@dataclass(frozen=True)
class Ground:
    """What a booking stands on: whether one of its keys came before, the lots it may spend, and the locked head."""

    repeated: bool
    lots: dict[UUID, Lot]
    head: Head | None


async def ground(keys: Collection[UUID], spenders: Collection[UUID]) -> Ground:
    """All of it in one trip. The accounts are locked, so their lots stand still while this waits for the head."""
    locking = " FOR UPDATE OF h" if db.dialect() == "postgres" else ""
    columns = ", ".join(f"l.{name}" for name in LOT_COLUMNS.split(", "))
    found = await db.rows(
        f"SELECT h.seq, h.hash, EXISTS (SELECT 1 FROM points_transfers t WHERE {among('t.id', 1)}) AS repeated,"
        f" {columns} FROM points_head h LEFT JOIN points_lots l ON {among('l.account_id', 2)} AND l.remaining > 0"
        f" WHERE h.id = 1{locking}",
        listed(keys),
        listed(spenders),
    )
    if not found:
        return Ground(False, {}, None)
    lots = {lot.id: lot for lot in (lot_of(row) for row in found if row["id"] is not None)}
    return Ground(bool(found[0]["repeated"]), lots, Head(found[0]["seq"], found[0]["hash"]))


# ---------- earning

RULE_COLUMNS = ", ".join(Rule.__slots__)
IN_FORCE = "cause = $1 AND code = $2 AND starts_on <= $3 AND (ends_on IS NULL OR ends_on >= $3)"


def rule_of(row: db.Row) -> Rule:
    facts = {name: row[name] for name in Rule.__slots__}
    days = {name: day_of(row[name]) if row[name] else None for name in ("starts_on", "ends_on")}
    return Rule(**{**facts, **days, "id": UUID(str(row["id"])), "cause": Cause(row["cause"])})


async def rule_in_force(cause: Cause, code: str, day: date) -> Rule | None:
    """The district's rule for the cause on that day."""
    found = await db.row(
        f"SELECT {RULE_COLUMNS} FROM earning_rules WHERE {IN_FORCE} ORDER BY version DESC LIMIT 1", cause, code, day
    )
    return rule_of(found) if found else None


async def points_in_force(cause: Cause, code: str, day: date) -> int:
    """What the cause earns at `code` on that day; 0 without a rule."""
    rule = await rule_in_force(cause, code[:6], day)
    return rule.points if rule else 0


async def rules_of(code: str) -> list[Rule]:
    """A district's, by cause, the newest version first."""
    found = await db.rows(
        f"SELECT {RULE_COLUMNS} FROM earning_rules WHERE code = $1 ORDER BY cause, version DESC", code
    )
    return [rule_of(row) for row in found]


async def earned_for(cause: Cause, cause_id: UUID, account_id: UUID) -> int | None:
    """What the account has earned by that very cause; None when it has not."""
    found = await db.value(
        "SELECT amount FROM earnings WHERE cause = $1 AND cause_id = $2 AND account_id = $3",
        cause,
        cause_id,
        account_id,
    )
    return int(found) if found is not None else None


async def spent_under_caps(
    cause: Cause,
    cause_id: UUID,
    account_id: UUID,
    from_person: UUID | None,
    *,
    day: datetime,
    month: datetime,
) -> Spent:
    """What was earned since those moments, by the account, from that person, and by that very cause."""
    found = await db.row(
        "SELECT coalesce(sum(CASE WHEN at >= $3 THEN amount END), 0) AS day, coalesce(sum(amount), 0) AS month,"
        " coalesce(sum(CASE WHEN from_person_id = $5 THEN amount END), 0) AS pair_month,"
        " (SELECT coalesce(sum(amount), 0) FROM earnings WHERE cause = $2 AND cause_id = $6) AS cause"
        " FROM earnings WHERE account_id = $1 AND cause = $2 AND at >= $4",
        account_id,
        cause,
        day,
        month,
        from_person,
        cause_id,
    )
    return Spent(**{name: int(number) for name, number in (found or {}).items()})


async def paid() -> list[Paid]:
    """Every earning by a rule, as its entry says, in the order of booking."""
    rules = {
        one.id: one for one in [rule_of(row) for row in await db.rows(f"SELECT {RULE_COLUMNS} FROM earning_rules")]
    }
    found = await db.rows(
        "SELECT t.seq, t.rule_id, t.cause_id, t.at, n.account_id, n.amount, e.from_person_id, e.hours"
        " FROM points_transfers t JOIN points_entries n ON n.transfer_id = t.id AND n.amount > 0"
        " JOIN earnings e ON e.id = t.id WHERE t.kind = 'earn' AND t.rule_id IS NOT NULL ORDER BY t.seq"
    )
    return [
        Paid(
            seq=row["seq"],
            rule=rules[UUID(str(row["rule_id"]))],
            account_id=str(row["account_id"]),
            cause_id=str(row["cause_id"]),
            from_person=str(row["from_person_id"]) if row["from_person_id"] else None,
            hours=row["hours"],
            amount=row["amount"],
            day=clock.day_of(row["at"]),
        )
        for row in found
        if UUID(str(row["rule_id"])) in rules
    ]


async def earnings_between(code: str, cause: Cause, begins: datetime, ends: datetime) -> list[Happened]:
    """What the cause earned in the district in that time, in its order, also where it was nothing."""
    found = await db.rows(
        "SELECT account_id, cause_id, from_person_id, hours, amount, at FROM earnings"
        " WHERE code = $1 AND cause = $2 AND at >= $3 AND at < $4 ORDER BY at, id",
        code,
        cause,
        begins,
        ends,
    )
    return [
        Happened(
            str(row["account_id"]),
            str(row["cause_id"]),
            str(row["from_person_id"] or ""),
            row["hours"],
            row["amount"],
            clock.day_of(row["at"]),
        )
        for row in found
    ]


async def over(day: date, at_most: int) -> dict[UUID, list[UUID]]:
    """Accounts with points that had run out before `day`, and those lots."""
    found = await db.rows(
        "SELECT id, account_id FROM points_lots WHERE remaining > 0 AND remaining > held AND expires_on < $1"
        f" ORDER BY expires_on, account_id, id LIMIT {at_most}",
        day,
    )
    return _by_account(found)


async def running_out(until: date, at_most: int) -> dict[UUID, list[UUID]]:
    """Accounts with points that run out by `until` of which nobody has been told, and those lots."""
    found = await db.rows(
        "SELECT id, account_id FROM points_lots l WHERE remaining > 0 AND expires_on <= $1"
        " AND NOT EXISTS (SELECT 1 FROM points_notices n WHERE n.id = l.id)"
        f" ORDER BY expires_on, account_id, id LIMIT {at_most}",
        until,
    )
    return _by_account(found)


def _by_account(found: Sequence[db.Row]) -> dict[UUID, list[UUID]]:
    by_account: dict[UUID, list[UUID]] = {}
    for row in found:
        by_account.setdefault(UUID(str(row["account_id"])), []).append(UUID(str(row["id"])))
    return by_account


async def expiring(account_ids: Collection[UUID], today: date, until: date) -> list[db.Row]:
    """What runs out between those days, by account and day."""
    return await db.rows(
        "SELECT account_id, expires_on, sum(remaining) AS points FROM points_lots"
        f" WHERE {among('account_id', 3)} AND remaining > 0 AND expires_on >= $1 AND expires_on <= $2"
        " GROUP BY account_id, expires_on ORDER BY account_id, expires_on",
        today,
        until,
        listed(account_ids),
    )


ADJUSTMENT = (
    "SELECT j.*, p.name AS proposed_by, d.name AS decided_by FROM points_adjustments j"
    " JOIN persons p ON p.id = j.proposed_by_id LEFT JOIN persons d ON d.id = j.decided_by_id"
)


async def adjustment(adjustment_id: UUID) -> db.Row:
    found = await db.row(f"{ADJUSTMENT} WHERE j.id = $1", adjustment_id)
    if found is None:
        raise NotFound("adjustment")
    return found


async def adjustments(codes: Collection[str], first: int, after: UUID | None) -> list[db.Row]:
    """Of streets in those divisions, the newest first."""
    values = db.Parameters()
    where = f"({values.under('j.street', codes)})"
    if after is not None:
        where += f" AND j.id < {values.add(after)}"
    return await db.rows(f"{ADJUSTMENT} WHERE {where} ORDER BY j.id DESC LIMIT {first}", *values)


async def names_of(owners: Collection[str]) -> dict[str, str]:
    """What persons and units among the owners are called."""
    keys: dict[str, list[UUID]] = {"person": [], "unit": []}
    for owner in owners:
        kind, _, key = owner.partition(":")
        if kind in keys:
            keys[kind].append(UUID(key))
    names: dict[str, str] = {}
    for kind, table in (("person", "persons"), ("unit", "units")):
        if keys[kind]:
            found = await db.rows(f"SELECT id, name FROM {table} WHERE {among('id', 1)}", listed(keys[kind]))
            names |= {f"{kind}:{row['id']}": row["name"] for row in found}
    return names


async def code_of_owner(owner: str) -> tuple[str, UUID | None] | None:
    """Where a holder belongs, and the unit's id when it is one; None for a wish's pot."""
    kind, _, key = owner.partition(":")
    if kind == "person":
        code = await db.value("SELECT home_code FROM persons WHERE id = $1", UUID(key))
        return (str(code), None) if code is not None else None
    if kind == "unit":
        return str(await db.value("SELECT code FROM units WHERE id = $1", UUID(key))), UUID(key)
    return None
