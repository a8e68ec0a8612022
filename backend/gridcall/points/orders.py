"""What can be booked. Amounts are integers above zero; `key` is the idempotency key and the transfer's id."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from gridcall.points.rules import AccountKey, Cause, ReversalReason, TransferKind


@dataclass(frozen=True)
class Earn:
    """A street issues points: a new lot. One for each cause and holder."""

    key: UUID
    holder: AccountKey
    amount: int
    street: str
    cause: Cause
    cause_id: UUID
    expires_on: date
    rule_id: UUID | None = None


@dataclass(frozen=True)
class Move:
    """From one holder to another. Lots go along with issuer and expiry: giving never renews them."""

    key: UUID
    kind: TransferKind
    source_holder: AccountKey
    to_holder: AccountKey
    amount: int
    about: UUID


@dataclass(frozen=True)
class Hold:
    """Pins the oldest lots for a branch until `expires_at`."""

    key: UUID
    holder: AccountKey
    branch_key: AccountKey
    branch_street: str
    amount: int
    expires_at: datetime
    about: UUID


@dataclass(frozen=True)
class Post:
    """The hold's points go to the branch, all or `amount` of them; what other streets issued is cleared at once."""

    key: UUID
    hold_id: UUID
    amount: int | None = None


@dataclass(frozen=True)
class Void:
    """The hold is given up."""

    key: UUID
    hold_id: UUID


@dataclass(frozen=True)
class Lapse:
    """The hold's time is over."""

    key: UUID
    hold_id: UUID


@dataclass(frozen=True)
class Reverse:
    """A transfer is taken back, or `amount` of it: the same lots, the clearing too; never more than there was."""

    key: UUID
    transfer_id: UUID
    reason: ReversalReason
    amount: int | None = None


@dataclass(frozen=True)
class Settle:
    """Street A has paid street B what it owed: clearing accounts alone."""

    key: UUID
    street_a: str
    street_b: str
    amount: int


@dataclass(frozen=True)
class Expire:
    """What is free of these lots is over."""

    key: UUID
    account: AccountKey
    lot_ids: tuple[UUID, ...]


@dataclass(frozen=True)
class Adjust:
    """A correction that two persons decided. Added points are a lot of `street` until `expires_on`."""

    key: UUID
    holder: AccountKey
    amount: int
    add: bool
    street: str
    expires_on: date
    about: UUID


@dataclass(frozen=True)
class Close:
    """Nothing more is booked on the account; what is left is over."""

    key: UUID
    account: AccountKey


Order = Earn | Move | Hold | Post | Void | Lapse | Reverse | Settle | Expire | Adjust | Close
