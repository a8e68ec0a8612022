"""A working copy of the accounts and lots that an order touches: entries and moves are noted on it. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID

from gridcall.errors import AccountClosed, NotEnoughPoints
from gridcall.points import rules
from gridcall.points.rows import AccountRow, EntryRow, LotMoveRow, TransferRow, Written
from gridcall.points.rules import FLOORED, AccountKey, Lot, Piece


@dataclass
class Sheet:
    """What was locked and read. `begin` a transfer, note what it does, `end` it."""

    accounts: dict[UUID, AccountRow]
    lots: dict[UUID, Lot]
    today: date
    entries: list[EntryRow] = field(default_factory=list)
    new_lots: list[Lot] = field(default_factory=list)
    moves: list[LotMoveRow] = field(default_factory=list)

    def account(self, key: AccountKey) -> AccountRow:
        return self.accounts[key.id]

    def available(self, key: AccountKey) -> int:
        """What can be spent today: neither held nor run out."""
        return sum(lot.free for lot in rules.spendable(self.lots_of(key), self.today))

    def lots_of(self, key: AccountKey) -> list[Lot]:
        return [lot for lot in self.lots.values() if lot.account_id == key.id]

    def enter(self, transfer_id: UUID, key: AccountKey, amount: int, pending: int = 0) -> None:
        """One account's part in the transfer."""
        account = self.account(key)
        if account.closed_at is not None:
            raise AccountClosed()
        after = replace(
            account,
            posted=account.posted + amount,
            pending=account.pending + pending,
            version=account.version + 1,
        )
        if account.kind in FLOORED and after.available < 0:
            raise NotEnoughPoints(account.available)
        entry = EntryRow(transfer_id, key, after.version, amount, pending, account.posted, account.pending)
        self.entries.append(entry)
        self.accounts[key.id] = after

    def choose(self, key: AccountKey, amount: int) -> list[Piece]:
        """The oldest lots for `amount`; NotEnoughPoints when there is less."""
        pieces = rules.choose(self.lots_of(key), amount, self.today)
        if pieces is None:
            raise NotEnoughPoints(self.available(key))
        return pieces

    def move(self, transfer_id: UUID, pieces: Iterable[Piece], *, amount: int = 0, held: int = 0) -> None:
        """Each piece changes by its size times `amount` and `held` (-1, 0 or 1)."""
        for lot, part in pieces:
            now = self.lots[lot.id]
            after = replace(now, remaining=now.remaining + amount * part, held=now.held + held * part)
            if not 0 <= after.held <= after.remaining:
                raise NotEnoughPoints(now.free)
            self.lots[lot.id] = after
            self.moves.append(LotMoveRow(transfer_id, lot.id, amount * part, held * part))

    def release(self, transfer_id: UUID, pinned: Iterable[Piece], spent: Mapping[UUID, int]) -> None:
        """A hold's pieces are let go; what is `spent` of each is gone."""
        for lot, part in pinned:
            now, used = self.lots[lot.id], spent.get(lot.id, 0)
            self.lots[lot.id] = replace(now, remaining=now.remaining - used, held=now.held - part)
            self.moves.append(LotMoveRow(transfer_id, lot.id, -used, -part))

    def close(self, key: AccountKey, now: datetime) -> None:
        self.accounts[key.id] = replace(self.account(key), closed_at=now)

    def issue(self, transfer_id: UUID, lot: Lot, amount: int) -> None:
        """A new lot with `amount` in it."""
        bare = replace(lot, remaining=0, held=0)
        self.lots[lot.id] = bare
        self.new_lots.append(bare)
        self.move(transfer_id, [(bare, amount)], amount=1)

    def end(self, transfer: TransferRow) -> Written:
        """All that was noted since the last one."""
        written = Written(transfer, tuple(self.entries), tuple(self.new_lots), tuple(self.moves))
        self.entries, self.new_lots, self.moves = [], [], []
        return written

    def touched(self, entries: Sequence[EntryRow]) -> list[AccountRow]:
        return [self.accounts[entry.account.id] for entry in entries]
