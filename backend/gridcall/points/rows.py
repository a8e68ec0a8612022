"""Accounts, transfers, entries and lots as values, the same from both databases."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid5

from gridcall.db import Row
from gridcall.points.rules import AccountKey, AccountKind, Cause, Lot, ReversalReason, TransferKind


def identifier(value: object) -> UUID | None:
    return UUID(str(value)) if value is not None else None


def moment(value: datetime | None) -> str | None:
    """As the chain writes it down."""
    return value.astimezone(UTC).isoformat(timespec="microseconds") if value is not None else None


@dataclass(frozen=True, slots=True)
class AccountRow:
    id: UUID
    kind: AccountKind
    unit: str
    owner: str
    posted: int = 0
    pending: int = 0
    version: int = 0
    closed_at: datetime | None = None

    @property
    def available(self) -> int:
        return self.posted - self.pending

    @property
    def key(self) -> AccountKey:
        return AccountKey(self.kind, self.unit, self.owner)

    @property
    def balance(self) -> dict[str, Any]:
        """As events carry it."""
        facts = {name: getattr(self, name) for name in ("posted", "pending", "available", "version")}
        return {"account_id": self.id, **facts}

    @classmethod
    def of(cls, row: Row) -> "AccountRow":
        facts = {name: row[name] for name in cls.__slots__}
        return cls(**{**facts, "id": UUID(str(row["id"])), "kind": AccountKind(row["kind"])})


@dataclass(frozen=True, slots=True)
class TransferRow:
    id: UUID
    seq: int
    kind: TransferKind
    amount: int
    at: datetime
    actor_id: UUID | None
    asked: str
    holder: str | None = None
    other: str | None = None
    street: str = ""
    cause: Cause | None = None
    cause_id: UUID | None = None
    rule_id: UUID | None = None
    about: UUID | None = None
    hold_id: UUID | None = None
    reverses_id: UUID | None = None
    reason: ReversalReason | None = None
    expires_at: datetime | None = None
    hash: str = ""

    @classmethod
    def of(cls, row: Row) -> "TransferRow":
        facts: dict[str, Any] = {name: row[name] for name in cls.__slots__}
        for name in ("id", "actor_id", "cause_id", "rule_id", "about", "hold_id", "reverses_id"):
            facts[name] = identifier(row[name])
        facts["kind"] = TransferKind(row["kind"])
        facts["cause"] = Cause(row["cause"]) if row["cause"] else None
        facts["reason"] = ReversalReason(row["reason"]) if row["reason"] else None
        return cls(**facts)

    def content(self) -> dict[str, object]:
        """For the chain: everything but the hash."""
        facts: dict[str, object] = {name: getattr(self, name) for name in self.__slots__ if name != "hash"}
        return {**facts, "at": moment(self.at), "expires_at": moment(self.expires_at)}


@dataclass(frozen=True, slots=True)
class EntryRow:
    transfer_id: UUID
    account: AccountKey
    account_seq: int
    amount: int
    pending: int
    balance_before: int
    pending_before: int

    @property
    def id(self) -> UUID:
        return uuid5(self.transfer_id, self.account.text)

    @property
    def balance_after(self) -> int:
        return self.balance_before + self.amount

    @property
    def pending_after(self) -> int:
        return self.pending_before + self.pending

    def content(self) -> list[object]:
        return [
            self.account.text,
            self.account_seq,
            self.amount,
            self.balance_before,
            self.balance_after,
            self.pending,
            self.pending_before,
            self.pending_after,
        ]


@dataclass(frozen=True, slots=True)
class LotMoveRow:
    transfer_id: UUID
    lot_id: UUID
    amount: int
    held: int

    @property
    def id(self) -> UUID:
        return uuid5(self.transfer_id, str(self.lot_id))

    def content(self) -> list[object]:
        return [str(self.lot_id), self.amount, self.held]


def lot_of(row: Row) -> Lot:
    return Lot(
        id=UUID(str(row["id"])),
        account_id=UUID(str(row["account_id"])),
        street=row["street"],
        expires_on=day_of(row["expires_on"]),
        remaining=row["remaining"],
        held=row["held"],
    )


def day_of(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value)[:10])


@dataclass(frozen=True, slots=True)
class Written:
    """One transfer with all that it did."""

    transfer: TransferRow
    entries: tuple[EntryRow, ...]
    lots: tuple[Lot, ...]  # new ones
    moves: tuple[LotMoveRow, ...]

    def content(self) -> dict[str, object]:
        """What the chain seals. Order does not matter where it is sorted here."""
        return {
            **self.transfer.content(),
            "entries": sorted((entry.content() for entry in self.entries), key=lambda line: str(line[0])),
            "lots": sorted(
                [str(lot.id), str(lot.account_id), lot.street, lot.expires_on.isoformat()] for lot in self.lots
            ),
            "moves": sorted((move.content() for move in self.moves), key=lambda line: str(line[0])),
        }
