"""What has moved on an account: lines, sums of a month, and a file of it. Reads, never writes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from gridcall import clock, db
from gridcall.bank import accounts, titles
from gridcall.bank.rules import times_of
from gridcall.errors import InvalidInput, NotFound
from gridcall.grid import locate
from gridcall.people.actor import Actor
from gridcall.people.permissions import Permission
from gridcall.people.workflow import masked_name
from gridcall.points import queries as ledger
from gridcall.points.rows import AccountRow
from gridcall.points.rules import AccountKind
from gridcall.registrations.queries import represented
from gridcall.spreadsheet import MARK, plain_cell, written
from gridcall.words import Language

EXPORTED_AT_MOST = 50_000
BATCH = 500  # lines of a file that are read and written at once: others are served in between
LARGEST = 2**63 - 1


@dataclass(frozen=True)
class Line:
    """One movement, as the account's owner reads it. `number` counts the account's own movements."""

    id: str
    number: int
    at: datetime
    kind: str
    amount: int
    balance: int
    title: str
    place: str
    link: str | None
    reversed: bool


@dataclass(frozen=True)
class Page:
    lines: Sequence[Line]
    more: bool


@dataclass(frozen=True)
class Sums:
    """A month of an account."""

    opening: int
    closing: int
    earned: int
    spent: int


async def readable(actor: Actor, account_id: UUID) -> AccountRow:
    """The account, if it is the actor's own or lies where the actor answers for it; else it answers like none."""
    account = await ledger.account(account_id)
    if account is None or not await _may_read(actor, account):
        raise NotFound("account")
    return account


async def _may_read(actor: Actor, account: AccountRow) -> bool:
    whose, _, key = account.owner.partition(":")
    if account.kind is AccountKind.HOLDER:
        return account.owner in {f"person:{actor.person_id}", *(f"unit:{unit}" for unit in represented(actor))}
    if account.kind is AccountKind.BRANCH:
        code = await db.value("SELECT code FROM branches WHERE id = $1", UUID(key))
        permissions = (Permission.BRANCH_KEEP, Permission.POINTS_READ)
        return code is not None and any(actor.holds(one, code) is not None for one in permissions)
    return actor.holds(Permission.POINTS_READ, whose) is not None  # a street's: "370102013" or "370102013:370102001"


async def of_street(street: str) -> list[AccountRow]:
    """What a street has issued, what it clears with others, and its branches."""
    values = db.Parameters()
    codes = await db.rows(f"SELECT id FROM branches WHERE {values.under('code', [street])}", *values)
    tills = [accounts.of_branch(UUID(row["id"])).id for row in codes]
    values = db.Parameters()
    own, first, last = values.add(street), values.add(f"{street}:"), values.add(f"{street}:999999999")
    found = await db.rows(
        "SELECT id, kind, unit, owner, posted, pending, version, closed_at FROM points_accounts"
        f" WHERE owner = {own} OR owner BETWEEN {first} AND {last} OR id IN ({values.all_of(tills)})"
        " ORDER BY kind, owner",
        *values,
    )
    return [AccountRow.of(row) for row in found]


async def page(
    account_id: UUID, first: int, after: str | None, language: Language, *, period: str | None = None
) -> Page:
    """The latest first."""
    values = db.Parameters()
    conditions = [f"e.account_id = {values.add(account_id)}", "e.amount <> 0"]  # what is held has not moved
    if after is not None:
        conditions.append(f"e.account_seq < {values.add(_number_of(after))}")
    if period is not None:
        begins, ends = times_of(period)
        conditions.append(f"e.at >= {values.add(begins)} AND e.at < {values.add(ends)}")
    found = await db.rows(
        "SELECT e.id, e.account_seq, e.at, e.amount, e.balance_after, t.id AS transfer_id, t.kind, t.cause, t.cause_id,"
        " t.about, t.street, t.reverses_id,"
        " CASE WHEN EXISTS (SELECT 1 FROM points_transfers r WHERE r.reverses_id = t.id) THEN 1 ELSE 0 END AS reversed"
        " FROM points_entries e JOIN points_transfers t ON t.id = e.transfer_id"
        f" WHERE {' AND '.join(conditions)} ORDER BY e.account_seq DESC LIMIT {first + 1}",
        *values,
    )
    return Page(await _lines(found[:first], language), len(found) > first)


def _number_of(cursor: str) -> int:
    if not (cursor.isascii() and cursor.isdigit()) or int(cursor[:20]) > LARGEST or len(cursor) > len(str(LARGEST)):
        raise InvalidInput("after", "cursor")
    return int(cursor)


async def sums(account_id: UUID, period: str) -> Sums:
    """Opening plus earned minus spent is closing."""
    begins, ends = times_of(period)
    moved = await db.row(
        "SELECT coalesce(sum(CASE WHEN amount > 0 THEN amount ELSE 0 END), 0) AS earned,"
        " coalesce(sum(CASE WHEN amount < 0 THEN -amount ELSE 0 END), 0) AS spent"
        " FROM points_entries WHERE account_id = $1 AND at >= $2 AND at < $3",
        account_id,
        begins,
        ends,
    )
    opening, facts = await _balance_before(account_id, begins), moved or {}
    earned, spent = int(facts["earned"]), int(facts["spent"])
    return Sums(opening, opening + earned - spent, earned, spent)


async def _balance_before(account_id: UUID, moment: datetime) -> int:
    found = await db.value(
        "SELECT balance_after FROM points_entries WHERE account_id = $1 AND at < $2"
        " ORDER BY at DESC, account_seq DESC LIMIT 1",
        account_id,
        moment,
    )
    return int(found or 0)


async def _lines(found: Sequence[db.Row], language: Language) -> list[Line]:
    meant = [UUID(str(row["reverses_id"] or row["transfer_id"])) for row in found]  # what is undone names what was done
    redemptions = await _redemptions(meant)
    gifts = await _gifts(meant)
    index = await locate.current()
    lines = []
    for row, transfer_id in zip(found, meant, strict=True):
        redemption, gift = redemptions.get(transfer_id), gifts.get(transfer_id)
        street = index.names(row["street"]).community if row["street"] else ""
        lines.append(
            Line(
                id=row["id"],
                number=row["account_seq"],
                at=row["at"],
                kind=row["kind"],
                amount=row["amount"],
                balance=row["balance_after"],
                title=_title(row, redemption, gift, language),
                place=redemption["branch_name"] if redemption else street,
                link=_link(row, redemption, gift),
                reversed=bool(row["reversed"]),
            )
        )
    return lines


async def _redemptions(transfers: Sequence[UUID]) -> dict[UUID, db.Row]:
    values = db.Parameters()
    found = await db.rows(
        "SELECT r.transfer_id, r.id, r.good_name, r.quantity, b.name AS branch_name FROM redemptions r"
        f" JOIN branches b ON b.id = r.branch_id WHERE r.transfer_id IN ({values.all_of(transfers)})",
        *values,
    )
    return {UUID(row["transfer_id"]): row for row in found}


async def _gifts(transfers: Sequence[UUID]) -> dict[UUID, db.Row]:
    values = db.Parameters()
    found = await db.rows(
        "SELECT g.transfer_id, g.receiver, p.name AS giver_name, q.name AS receiver_name FROM gifts g"
        " JOIN persons p ON p.id = g.giver_id LEFT JOIN persons q ON g.receiver = 'person:' || CAST(q.id AS text)"
        f" WHERE g.transfer_id IN ({values.all_of(transfers)})",
        *values,
    )
    return {UUID(row["transfer_id"]): row for row in found}


def _title(row: db.Row, redemption: db.Row | None, gift: db.Row | None, language: Language) -> str:
    kind = str(row["kind"])
    if redemption is not None:
        many = f" ×{redemption['quantity']}" if redemption["quantity"] > 1 else ""
        return titles.of_line(kind, language, what=redemption["good_name"] + many)
    if kind == "reverse":
        return titles.of_line("return" if gift else "reverse_plain", language)
    if kind == "give":
        return _of_gift(row, gift, language)
    return titles.of_line(str(row["cause"]) if kind == "earn" else kind, language)


def _of_gift(row: db.Row, gift: db.Row | None, language: Language) -> str:
    if gift is None:
        return titles.of_line("give_pot", language)
    if gift["receiver_name"] is None:
        return titles.of_line("give_wish", language)
    out = row["amount"] < 0
    who = masked_name(gift["receiver_name"] if out else gift["giver_name"])
    return titles.of_line("give_out" if out else "give_in", language, who=who)


_LINKS = {"wish_goods": "wishes", "wish_service": "wishes", "snap_verified": "snaps", "activity_hour": "activities"}


def _link(row: db.Row, redemption: db.Row | None, gift: db.Row | None) -> str | None:
    """Where the thing stands that the movement was for."""
    if redemption is not None:
        return f"/points/redemptions/{redemption['id']}"
    if gift is not None and gift["receiver"].startswith("wish:"):
        return f"/wishes/{gift['receiver'].removeprefix('wish:')}"
    thing = _LINKS.get(str(row["cause"]))
    return f"/{thing}/{row['cause_id']}" if thing else None


HEADER = {
    Language.ZH: ("时间", "事由", "地点", "积分", "余额"),
    Language.EN: ("time", "what", "where", "points", "balance"),
}


CUT = {
    Language.ZH: f"这个月的流水太多，只列出最近 {EXPORTED_AT_MOST:,} 笔",
    Language.EN: f"There is more in this month: these are the latest {EXPORTED_AT_MOST:,}",
}


async def exported(account_id: UUID, period: str, language: Language) -> str:
    """A month as CSV for a spreadsheet: with a mark that it is UTF-8, and no cell that it would take for a formula."""
    batches, left, after, more = [], EXPORTED_AT_MOST, None, True
    while more and left > 0:
        found = await page(account_id, min(BATCH, left), after, language, period=period)
        batches.append(written([_cells(line) for line in reversed(found.lines)]))
        left, more = left - len(found.lines), found.more
        after = str(found.lines[-1].number) if more else None
    head = [HEADER[language], ["", CUT[language]]] if more else [HEADER[language]]
    return MARK + written(head) + "".join(reversed(batches))


def _cells(line: Line) -> Sequence[object]:
    at = f"{line.at.astimezone(clock.CHINA):%Y-%m-%d %H:%M}"
    return at, plain_cell(line.title), plain_cell(line.place), line.amount, line.balance
