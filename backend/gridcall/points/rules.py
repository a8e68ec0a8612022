"""The ledger's words and sums: accounts, lots, clearing, the chain. Pure."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from uuid import UUID, uuid5

import orjson

NAMESPACE = UUID("6d1d0f3e-6a0c-5b0e-9f6d-2b8f7d0f4a11")
POINTS = "points"  # the one unit there is
STREET_DIGITS = 9
GENESIS = "0" * 64  # what the first transfer's hash builds on


class AccountKind(StrEnum):
    ISSUER = "issuer"  # a street's: below zero by what it has issued
    HOLDER = "holder"  # a person's, a unit's, or a wish's pot
    BRANCH = "branch"
    CLEARING = "clearing"  # "<A>:<B>": what street A is owed by B; below zero: owes
    EXPIRED = "expired"
    ADJUSTMENT = "adjustment"


FLOORED = frozenset({AccountKind.HOLDER, AccountKind.BRANCH})  # never below zero; the others have no floor


class TransferKind(StrEnum):
    EARN = "earn"
    GIVE = "give"
    HOLD = "hold"
    REDEEM = "redeem"
    VOID = "void"
    LAPSE = "lapse"
    REVERSE = "reverse"
    SETTLE = "settle"
    EXPIRE = "expire"
    ADJUST = "adjust"
    CLOSE = "close"


ENDS = (TransferKind.REDEEM, TransferKind.VOID, TransferKind.LAPSE)  # of a hold


class Cause(StrEnum):
    """What earns points."""

    WISH_GOODS = "wish_goods"
    WISH_SERVICE = "wish_service"
    SNAP_VERIFIED = "snap_verified"
    ACTIVITY_HOUR = "activity_hour"


class ReversalReason(StrEnum):
    UNDONE = "undone"
    RETURNED = "returned"


@lru_cache(maxsize=20_000)  # asked for many times in a booking; kept here, since a key's own content is digested
def _id_of(text: str) -> UUID:
    return uuid5(NAMESPACE, text)


@dataclass(frozen=True, order=True)
class AccountKey:
    """What an account is; its id follows from that. Opened on first use."""

    kind: AccountKind
    unit: str
    owner: str

    @property
    def text(self) -> str:
        return f"{self.kind.value}/{self.unit}/{self.owner}"

    @property
    def id(self) -> UUID:
        return _id_of(self.text)

    @classmethod
    def parse(cls, text: str) -> "AccountKey":
        kind, unit, owner = text.split("/", 2)
        return cls(AccountKind(kind), unit, owner)


@dataclass(frozen=True)
class Holder:
    """Whoever can own points: "person:<id>", "unit:<id>", or a wish's pot, "wish:<id>"."""

    owner: str

    @classmethod
    def person(cls, key: UUID) -> "Holder":
        return cls(f"person:{key}")

    @classmethod
    def unit(cls, key: UUID) -> "Holder":
        return cls(f"unit:{key}")

    @classmethod
    def wish(cls, key: UUID) -> "Holder":
        return cls(f"wish:{key}")

    @property
    def account(self) -> AccountKey:
        return AccountKey(AccountKind.HOLDER, POINTS, self.owner)


def issuer(street: str) -> AccountKey:
    return AccountKey(AccountKind.ISSUER, POINTS, street)


def expired(street: str) -> AccountKey:
    return AccountKey(AccountKind.EXPIRED, POINTS, street)


def adjustment(street: str) -> AccountKey:
    return AccountKey(AccountKind.ADJUSTMENT, POINTS, street)


def clearing(street: str, other: str) -> AccountKey:
    return AccountKey(AccountKind.CLEARING, POINTS, f"{street}:{other}")


def street_of(code: str) -> str:
    """The street's code in that of anything inside it."""
    return code[:STREET_DIGITS]


# ---------- lots


@dataclass(frozen=True, slots=True)
class Lot:
    """Points of one earning: who issued them and until when they last. `held` of `remaining` are pinned by holds."""

    id: UUID
    account_id: UUID
    street: str
    expires_on: date
    remaining: int = 0
    held: int = 0

    @property
    def free(self) -> int:
        return self.remaining - self.held


Piece = tuple[Lot, int]


def spendable(lots: Iterable[Lot], day: date) -> list[Lot]:
    """Those that have not run out by `day`, the oldest expiry first."""
    return sorted((lot for lot in lots if lot.free > 0 and lot.expires_on >= day), key=_age)


def choose(lots: Iterable[Lot], amount: int, day: date) -> list[Piece] | None:
    """Pieces of lots that make up `amount`, the oldest expiry first; None when there is too little."""
    pieces: list[Piece] = []
    for lot in spendable(lots, day):
        part = min(lot.free, amount - sum(taken for _, taken in pieces))
        if part > 0:
            pieces.append((lot, part))
    return pieces if sum(taken for _, taken in pieces) == amount else None


def youngest_first(pieces: Sequence[Piece], amount: int) -> list[Piece]:
    """`amount` out of `pieces`, as if only the oldest had been spent."""
    return _first(sorted(pieces, key=lambda piece: _age(piece[0]), reverse=True), amount)


def oldest_first(pieces: Sequence[Piece], amount: int) -> list[Piece]:
    return _first(sorted(pieces, key=lambda piece: _age(piece[0])), amount)


def _first(pieces: Sequence[Piece], amount: int) -> list[Piece]:
    chosen = []
    for lot, part in pieces:
        taken = min(part, amount)
        amount -= taken
        if taken:
            chosen.append((lot, taken))
    return chosen


def _age(lot: Lot) -> tuple[date, str]:
    return lot.expires_on, str(lot.id)


def copy_of(transfer_id: UUID, lot_id: UUID) -> UUID:
    """The id of a lot that was given away, at whom it was given to."""
    return uuid5(transfer_id, str(lot_id))


def expiry(day: date, days_valid: int) -> date:
    """The last day of points earned on `day`."""
    return day + timedelta(days=days_valid)


def per_street(pieces: Iterable[Piece]) -> dict[str, int]:
    """How much of it each street issued."""
    sums: dict[str, int] = {}
    for lot, part in pieces:
        sums[lot.street] = sums.get(lot.street, 0) + part
    return dict(sorted(sums.items()))


def clearing_legs(issued: Mapping[str, int], branch_street: str) -> list[tuple[AccountKey, int]]:
    """What the streets owe each other for points of theirs that a branch in `branch_street` took."""
    return [
        leg
        for street, amount in sorted(issued.items())
        if street != branch_street
        for leg in ((clearing(street, branch_street), -amount), (clearing(branch_street, street), amount))
    ]


# ---------- the chain


def canonical(content: Mapping[str, object]) -> bytes:
    """The one way to write a transfer down as bytes."""
    return orjson.dumps(content, option=orjson.OPT_SORT_KEYS)


def chained(before: str, body: bytes) -> str:
    """hash(n) = SHA-256(hash(n-1) || canonical(n)), hex."""
    return hashlib.sha256(bytes.fromhex(before) + body).hexdigest()
