"""What can happen to points. Each carries the account as it is afterwards, so that a wallet moves by itself."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True)
class BalanceMoved:
    """`amount` is what the wallet shows beside the title; the rest is the account after it (`AccountRow.balance`)."""

    kind: ClassVar[str]
    account_id: UUID
    posted: int
    pending: int
    available: int
    version: int
    amount: int


@dataclass(frozen=True)
class AccountMoved(BalanceMoved):
    """`what` is a word for the sentence: a cause, or "+5"."""

    what: str


@dataclass(frozen=True)
class PointsEarned(AccountMoved):
    kind: ClassVar[str] = "points.earned"


@dataclass(frozen=True)
class PointsExpired(AccountMoved):
    kind: ClassVar[str] = "points.expired"


@dataclass(frozen=True)
class PointsExpiring(AccountMoved):
    """`on` is the last day of these points."""

    kind: ClassVar[str] = "points.expiring"
    on: str


@dataclass(frozen=True)
class PointsAdjusted(AccountMoved):
    kind: ClassVar[str] = "points.adjusted"


@dataclass(frozen=True)
class AccountClosed(AccountMoved):
    kind: ClassVar[str] = "points.closed"


@dataclass(frozen=True)
class AdjustmentProposed:
    kind: ClassVar[str] = "adjustment.proposed"
    adjustment_id: UUID


@dataclass(frozen=True)
class AdjustmentDecided:
    kind: ClassVar[str] = "adjustment.decided"
    adjustment_id: UUID
    granted: bool


@dataclass(frozen=True)
class RuleSet:
    kind: ClassVar[str] = "earning_rule.set"
    rule_id: UUID
