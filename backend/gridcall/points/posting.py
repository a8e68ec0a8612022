"""What each order does to accounts and lots. Pure: refusals are raised before anything is written."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from gridcall.errors import HoldEnded, LotsExpired, NotFound, ReversedAlready, WrongStatus
from gridcall.points import rules
from gridcall.points.orders import (
    Adjust,
    Close,
    Earn,
    Expire,
    Hold,
    Lapse,
    Move,
    Order,
    Post,
    Reverse,
    Settle,
    Void,
)
from gridcall.points.rows import EntryRow, LotMoveRow, TransferRow
from gridcall.points.rules import ENDS, AccountKey, Lot, TransferKind
from gridcall.points.sheet import Sheet

Facts = dict[str, Any]  # of the transfer, beside key, actor and time


@dataclass
class Past:
    """Earlier transfers that orders speak of, and what came of them. `ended` and `reversed` are read under locks."""

    transfers: Mapping[UUID, TransferRow] = field(default_factory=dict)
    entries: Mapping[UUID, Sequence[EntryRow]] = field(default_factory=dict)
    moves: Mapping[UUID, Sequence[LotMoveRow]] = field(default_factory=dict)
    lots: Mapping[UUID, Lot] = field(default_factory=dict)
    later: list[TransferRow] = field(default_factory=list)

    def hold(self, hold_id: UUID) -> TransferRow:
        found = self.transfers.get(hold_id)
        if found is None or found.kind is not TransferKind.HOLD:
            raise NotFound("hold")
        return found

    def original(self, transfer_id: UUID) -> TransferRow:
        found = self.transfers.get(transfer_id)
        if found is None:
            raise NotFound("transfer")
        return found

    def ended(self, hold_id: UUID) -> bool:
        return any(one.hold_id == hold_id and one.kind in ENDS for one in self.later)

    def reversed(self, transfer_id: UUID) -> int:
        return sum(one.amount for one in self.later if one.reverses_id == transfer_id)

    def pieces(self, transfer_id: UUID, lots: Mapping[UUID, Lot]) -> list[rules.Piece]:
        """The lots that it took or pinned, as they are now, and how much of each."""
        taken = [(move.lot_id, abs(move.amount or move.held)) for move in self.moves.get(transfer_id, ())]
        return [(lots[lot_id], part) for lot_id, part in taken]


def accounts_of(order: Order, past: Past) -> set[AccountKey]:
    """Every account that the order may touch; they are locked before it is judged."""
    return _ACCOUNTS[type(order)](order, past)


def _of_reversal(order: Reverse, past: Past) -> set[AccountKey]:
    past.original(order.transfer_id)
    return {entry.account for entry in past.entries[order.transfer_id]}


def _of_settlement(order: Settle, past: Past) -> set[AccountKey]:
    a, b = order.street_a, order.street_b
    return {rules.clearing(a, b), rules.clearing(b, a)}


def _of_leaving(order: Expire | Close, past: Past) -> set[AccountKey]:
    return {order.account} | {rules.expired(lot.street) for lot in past.lots.values()}


def _of_end(order: Post | Void | Lapse, past: Past) -> set[AccountKey]:
    hold = past.hold(order.hold_id)
    holder, branch = _parties(hold)
    if not isinstance(order, Post):
        return {holder}
    issued = rules.per_street(past.pieces(hold.id, past.lots))
    return {holder, branch} | {key for key, _ in rules.clearing_legs(issued, hold.street)}


_ACCOUNTS: Mapping[type, Callable[[Any, Past], set[AccountKey]]] = {
    Earn: lambda order, past: {order.holder, rules.issuer(order.street)},
    Move: lambda order, past: {order.source_holder, order.to_holder},
    Hold: lambda order, past: {order.holder},
    Post: _of_end,
    Void: _of_end,
    Lapse: _of_end,
    Reverse: _of_reversal,
    Settle: _of_settlement,
    Expire: _of_leaving,
    Close: _of_leaving,
    Adjust: lambda order, past: {order.holder, rules.adjustment(order.street)},
}


def _parties(transfer: TransferRow) -> tuple[AccountKey, AccountKey]:
    return AccountKey.parse(transfer.holder or ""), AccountKey.parse(transfer.other or "")


# ---------- what each does; answers the transfer's facts


def _earn(order: Earn, sheet: Sheet, past: Past, now: datetime) -> Facts:
    sheet.enter(order.key, rules.issuer(order.street), -order.amount)
    sheet.enter(order.key, order.holder, order.amount)
    sheet.issue(order.key, Lot(order.key, order.holder.id, order.street, order.expires_on), order.amount)
    return {
        "kind": TransferKind.EARN,
        "amount": order.amount,
        "holder": order.holder.text,
        "street": order.street,
        "cause": order.cause,
        "cause_id": order.cause_id,
        "rule_id": order.rule_id,
    }


def _move(order: Move, sheet: Sheet, past: Past, now: datetime) -> Facts:
    if order.source_holder == order.to_holder:
        raise ValueError("points do not move from an account to itself")
    pieces = sheet.choose(order.source_holder, order.amount)
    sheet.enter(order.key, order.source_holder, -order.amount)
    sheet.enter(order.key, order.to_holder, order.amount)
    sheet.move(order.key, pieces, amount=-1)
    for lot, part in pieces:
        copy = Lot(rules.copy_of(order.key, lot.id), order.to_holder.id, lot.street, lot.expires_on)
        sheet.issue(order.key, copy, part)
    return {
        "kind": order.kind,
        "amount": order.amount,
        "holder": order.source_holder.text,
        "other": order.to_holder.text,
        "about": order.about,
    }


def _hold(order: Hold, sheet: Sheet, past: Past, now: datetime) -> Facts:
    pieces = sheet.choose(order.holder, order.amount)
    sheet.enter(order.key, order.holder, 0, order.amount)
    sheet.move(order.key, pieces, held=1)
    return {
        "kind": TransferKind.HOLD,
        "amount": order.amount,
        "holder": order.holder.text,
        "other": order.branch_key.text,
        "street": order.branch_street,
        "about": order.about,
        "expires_at": order.expires_at,
    }


def _standing(hold_id: UUID, past: Past) -> TransferRow:
    if past.ended(hold_id):
        raise HoldEnded()
    return past.hold(hold_id)


def _ending(kind: TransferKind, hold: TransferRow, amount: int) -> Facts:
    kept = {"holder": hold.holder, "other": hold.other, "street": hold.street, "about": hold.about}
    return {"kind": kind, "amount": amount, "hold_id": hold.id, **kept}


def _post(order: Post, sheet: Sheet, past: Past, now: datetime) -> Facts:
    hold = _standing(order.hold_id, past)
    amount = order.amount or hold.amount
    if hold.expires_at is not None and now > hold.expires_at:
        raise HoldEnded("hold_lapsed")
    if amount > hold.amount:
        raise ValueError("no more can be posted than is held")
    holder, branch = _parties(hold)
    pinned = past.pieces(hold.id, sheet.lots)
    spent = rules.oldest_first(pinned, amount)
    sheet.enter(order.key, holder, -amount, -hold.amount)
    sheet.enter(order.key, branch, amount)
    for key, leg in rules.clearing_legs(rules.per_street(spent), hold.street):
        sheet.enter(order.key, key, leg)
    sheet.release(order.key, pinned, {lot.id: part for lot, part in spent})
    return _ending(TransferKind.REDEEM, hold, amount)


def _void(order: Void, sheet: Sheet, past: Past, now: datetime) -> Facts:
    return _let_go(order.key, TransferKind.VOID, _standing(order.hold_id, past), sheet, past)


def _lapse(order: Lapse, sheet: Sheet, past: Past, now: datetime) -> Facts:
    hold = _standing(order.hold_id, past)
    if hold.expires_at is not None and now < hold.expires_at:
        raise WrongStatus("held", "lapse", "hold_stands")
    return _let_go(order.key, TransferKind.LAPSE, hold, sheet, past)


def _let_go(key: UUID, kind: TransferKind, hold: TransferRow, sheet: Sheet, past: Past) -> Facts:
    sheet.enter(key, _parties(hold)[0], 0, -hold.amount)
    sheet.move(key, past.pieces(hold.id, sheet.lots), held=-1)
    return _ending(kind, hold, hold.amount)


REVERSIBLE = (TransferKind.EARN, TransferKind.GIVE, TransferKind.REDEEM)


def _reverse(order: Reverse, sheet: Sheet, past: Past, now: datetime) -> Facts:
    """The same lots get back what was taken, the youngest first: as if only the oldest had been spent."""
    original = past.original(order.transfer_id)
    left = original.amount - past.reversed(original.id)
    amount = order.amount or left
    if original.kind not in REVERSIBLE or not 0 < amount <= left:
        raise ReversedAlready()
    changes = _lot_changes(original, past, sheet, amount)
    taken = [(lot, part) for lot, part in changes if lot.account_id == AccountKey.parse(original.holder or "").id]
    for key, leg in _legs_back(original, taken, amount):
        sheet.enter(order.key, key, leg)
    _lots_back(order.key, original, taken, sheet)
    facts = {name: getattr(original, name) for name in ("holder", "other", "street", "about", "cause", "cause_id")}
    return {
        **facts,
        "kind": TransferKind.REVERSE,
        "amount": amount,
        "reverses_id": original.id,
        "reason": order.reason,
    }


def _lot_changes(original: TransferRow, past: Past, sheet: Sheet, amount: int) -> list[rules.Piece]:
    """Of the holder's lots: what of the original has not been reversed, cut to `amount`."""
    holder = AccountKey.parse(original.holder or "").id
    sums: dict[UUID, int] = {}
    for transfer_id in (original.id, *(one.id for one in past.later if one.reverses_id == original.id)):
        for move in past.moves.get(transfer_id, ()):
            if sheet.lots[move.lot_id].account_id == holder:
                sums[move.lot_id] = sums.get(move.lot_id, 0) + move.amount
    pieces = [(sheet.lots[lot_id], abs(total)) for lot_id, total in sums.items() if total]
    return rules.youngest_first(pieces, amount)


def _legs_back(original: TransferRow, taken: list[rules.Piece], amount: int) -> list[tuple[AccountKey, int]]:
    holder = AccountKey.parse(original.holder or "")
    if original.kind is TransferKind.EARN:
        return [(holder, -amount), (rules.issuer(original.street), amount)]
    other = AccountKey.parse(original.other or "")
    legs = [(other, -amount), (holder, amount)]
    if original.kind is TransferKind.REDEEM:
        cleared = rules.clearing_legs(rules.per_street(taken), original.street)
        legs += [(key, -leg) for key, leg in cleared]
    return legs


def _lots_back(key: UUID, original: TransferRow, taken: list[rules.Piece], sheet: Sheet) -> None:
    if original.kind is TransferKind.EARN:
        sheet.move(key, taken, amount=-1)
        return
    sheet.move(key, taken, amount=1)
    if original.kind is TransferKind.GIVE:
        copies = [(sheet.lots[rules.copy_of(original.id, lot.id)], part) for lot, part in taken]
        sheet.move(key, copies, amount=-1)


def _settle(order: Settle, sheet: Sheet, past: Past, now: datetime) -> Facts:
    debtor, creditor = order.street_a, order.street_b
    if debtor == creditor:
        raise ValueError("a street owes itself nothing")
    sheet.enter(order.key, rules.clearing(debtor, creditor), order.amount)
    sheet.enter(order.key, rules.clearing(creditor, debtor), -order.amount)
    return {"kind": TransferKind.SETTLE, "amount": order.amount, "street": debtor}


def _expire(order: Expire, sheet: Sheet, past: Past, now: datetime) -> Facts:
    lots = [lot for lot in sheet.lots_of(order.account) if lot.id in order.lot_ids]
    over = [(lot, lot.free) for lot in lots if lot.free > 0 and lot.expires_on < sheet.today]
    if not over:
        raise LotsExpired()
    return _run_out(order.key, order.account, over, sheet, TransferKind.EXPIRE)


def _run_out(key: UUID, account: AccountKey, over: list[rules.Piece], sheet: Sheet, kind: TransferKind) -> Facts:
    amount = sum(part for _, part in over)
    sheet.enter(key, account, -amount)
    for street, part in rules.per_street(over).items():
        sheet.enter(key, rules.expired(street), part)
    sheet.move(key, over, amount=-1)
    return {"kind": kind, "amount": amount, "holder": account.text}


def _adjust(order: Adjust, sheet: Sheet, past: Past, now: datetime) -> Facts:
    sign = 1 if order.add else -1
    pieces = [] if order.add else sheet.choose(order.holder, order.amount)
    sheet.enter(order.key, rules.adjustment(order.street), -sign * order.amount)
    sheet.enter(order.key, order.holder, sign * order.amount)
    if order.add:
        sheet.issue(order.key, Lot(order.key, order.holder.id, order.street, order.expires_on), order.amount)
    sheet.move(order.key, pieces, amount=-1)
    return {
        "kind": TransferKind.ADJUST,
        "amount": order.amount,
        "holder": order.holder.text,
        "street": order.street,
        "about": order.about,
    }


def _close(order: Close, sheet: Sheet, past: Past, now: datetime) -> Facts:
    if sheet.account(order.account).pending:
        raise WrongStatus("held", "close", "points_held")
    left = [(lot, lot.free) for lot in sheet.lots_of(order.account) if lot.free > 0]
    facts = _run_out(order.key, order.account, left, sheet, TransferKind.CLOSE)
    sheet.close(order.account, now)
    return facts


_DOES: Mapping[type, Callable[[Any, Sheet, Past, datetime], Facts]] = {
    Earn: _earn,
    Move: _move,
    Hold: _hold,
    Post: _post,
    Void: _void,
    Lapse: _lapse,
    Reverse: _reverse,
    Settle: _settle,
    Expire: _expire,
    Adjust: _adjust,
    Close: _close,
}


def apply(order: Order, sheet: Sheet, past: Past, now: datetime) -> Facts:
    """Judge the order and note on the sheet what it does."""
    amount = getattr(order, "amount", None)
    if amount is not None and amount <= 0:
        raise ValueError("amounts are integers above zero")
    return _DOES[type(order)](order, sheet, past, now)
