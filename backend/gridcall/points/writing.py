"""Rows of the ledger on their way into the database. Only points.actions call this."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from gridcall import db
from gridcall.points.rows import AccountRow, LotMoveRow, TransferRow, Written
from gridcall.points.rules import Lot

_TRANSFER = TransferRow.__slots__


def statements(
    written: Sequence[Written], accounts: Iterable[AccountRow], lots: Iterable[Lot], head: tuple[int, str]
) -> list[db.Statement]:
    """Everything that a booking writes; no statement reads what another one writes."""
    return [
        _inserting("points_transfers", _TRANSFER, [_facts(one.transfer) for one in written]),
        _inserting("points_entries", _ENTRY, [line for one in written for line in _entries(one)]),
        *_lots(written, {lot.id: lot for lot in lots}),
        *(_keeping(account) for account in accounts),
        ("UPDATE points_head SET seq = $1, hash = $2 WHERE id = 1", head),
    ]


def _facts(transfer: TransferRow) -> list[object]:
    return [getattr(transfer, name) for name in _TRANSFER]


_ENTRY = (
    *("id", "transfer_id", "account_id", "account_seq", "amount", "pending"),
    *("balance_before", "balance_after", "pending_before", "pending_after", "at"),
)


def _entries(one: Written) -> list[list[object]]:
    return [
        [
            entry.id,
            entry.transfer_id,
            entry.account.id,
            entry.account_seq,
            entry.amount,
            entry.pending,
            entry.balance_before,
            entry.balance_after,
            entry.pending_before,
            entry.pending_after,
            one.transfer.at,
        ]
        for entry in one.entries
    ]


def _lots(written: Sequence[Written], now: dict[UUID, Lot]) -> list[db.Statement]:
    moves = [move for one in written for move in one.moves]
    new = {lot.id: one.transfer.id for one in written for lot in one.lots}
    found = []
    if new:
        made = [_lot(now[lot_id], transfer_id) for lot_id, transfer_id in new.items()]
        found.append(_inserting("points_lots", _LOT, made))
    if moves:
        found.append(_inserting("points_lot_moves", _MOVE, [_move(move) for move in moves]))
    changed = {move.lot_id for move in moves} - new.keys()
    sql = "UPDATE points_lots SET remaining = $1, held = $2 WHERE id = $3"
    return found + [(sql, (now[one].remaining, now[one].held, one)) for one in sorted(changed)]


_LOT = ("id", "account_id", "transfer_id", "street", "expires_on", "remaining", "held")
_MOVE = ("id", "transfer_id", "lot_id", "amount", "held")


def _lot(lot: Lot, transfer_id: UUID) -> list[object]:
    return [lot.id, lot.account_id, transfer_id, lot.street, lot.expires_on, lot.remaining, lot.held]


def _move(move: LotMoveRow) -> list[object]:
    return [move.id, move.transfer_id, move.lot_id, move.amount, move.held]


def _keeping(account: AccountRow) -> db.Statement:
    return (
        "UPDATE points_accounts SET posted = $1, pending = $2, version = $3, closed_at = $4 WHERE id = $5",
        (account.posted, account.pending, account.version, account.closed_at, account.id),
    )


def _inserting(table: str, names: Sequence[str], lines: Sequence[Sequence[object]]) -> db.Statement:
    width = len(names)
    places = ", ".join(
        f"({', '.join(f'${row * width + number}' for number in range(1, width + 1))})" for row in range(len(lines))
    )
    return f"INSERT INTO {table} ({', '.join(names)}) VALUES {places}", [one for line in lines for one in line]


def opening(accounts: Sequence[AccountRow]) -> db.Statement:
    """Accounts, in the order of their ids; those that are there already stay as they are."""
    names = ("id", "kind", "unit", "owner", "posted", "pending", "version")
    lines = [[getattr(account, name) for name in names] for account in accounts]
    sql, values = _inserting("points_accounts", names, lines)
    return f"{sql} ON CONFLICT DO NOTHING", values  # of any kind: two at once may meet at either unique index
