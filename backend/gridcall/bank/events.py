"""What can happen at branches and between streets.

A redemption is told twice: to its holder with the balance (`points.*`), and to its branch without (`branch.*`): a
keeper never hears what a resident owns.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from gridcall.bank.rules import RedemptionStatus
from gridcall.points.events import BalanceMoved


@dataclass(frozen=True)
class BranchEvent:
    kind: ClassVar[str]
    id: UUID
    code: str
    version: int


@dataclass(frozen=True)
class BranchOpened(BranchEvent):
    kind: ClassVar[str] = "branch.opened"


@dataclass(frozen=True)
class BranchChanged(BranchEvent):
    kind: ClassVar[str] = "branch.changed"


@dataclass(frozen=True)
class GoodEvent:
    kind: ClassVar[str]
    id: UUID
    branch_id: UUID
    stock: int | None
    version: int


@dataclass(frozen=True)
class GoodOffered(GoodEvent):
    kind: ClassVar[str] = "good.offered"


@dataclass(frozen=True)
class GoodChanged(GoodEvent):
    """Its words, its price or its stock."""

    kind: ClassVar[str] = "good.changed"


@dataclass(frozen=True)
class RedemptionMoved(BalanceMoved):
    redemption_id: UUID
    redemption_status: RedemptionStatus
    branch_id: UUID
    what: str  # the good's name
    expires_at: datetime


@dataclass(frozen=True)
class PointsHeld(RedemptionMoved):
    kind: ClassVar[str] = "points.held"


@dataclass(frozen=True)
class PointsRedeemed(RedemptionMoved):
    kind: ClassVar[str] = "points.redeemed"


@dataclass(frozen=True)
class PointsReleased(RedemptionMoved):
    """Cancelled by the holder, or lapsed by the clock."""

    kind: ClassVar[str] = "points.released"


@dataclass(frozen=True)
class PointsReversed(RedemptionMoved):
    kind: ClassVar[str] = "points.reversed"


@dataclass(frozen=True)
class RedemptionAt:
    """The same, as its branch may know it."""

    kind: ClassVar[str]
    redemption_id: UUID
    redemption_status: RedemptionStatus
    branch_id: UUID
    what: str
    quantity: int
    points: int


@dataclass(frozen=True)
class BranchHeld(RedemptionAt):
    kind: ClassVar[str] = "branch.held"


@dataclass(frozen=True)
class BranchRedeemed(RedemptionAt):
    kind: ClassVar[str] = "branch.redeemed"


@dataclass(frozen=True)
class BranchReleased(RedemptionAt):
    kind: ClassVar[str] = "branch.released"


@dataclass(frozen=True)
class BranchReversed(RedemptionAt):
    kind: ClassVar[str] = "branch.reversed"


@dataclass(frozen=True)
class GiftMoved(BalanceMoved):
    gift_id: UUID
    wish_id: UUID | None  # given to a wish


@dataclass(frozen=True)
class PointsGiven(GiftMoved):
    kind: ClassVar[str] = "points.given"


@dataclass(frozen=True)
class PointsReceived(GiftMoved):
    kind: ClassVar[str] = "points.received"


@dataclass(frozen=True)
class PotReceived(GiftMoved):
    """The wish is fulfilled; what others put beside it goes to whoever fulfilled it. `gift_id` is the transfer."""

    kind: ClassVar[str] = "points.pot_received"


@dataclass(frozen=True)
class PointsReturned(GiftMoved):
    """The wish ended otherwise; the same points are back."""

    kind: ClassVar[str] = "points.returned"


@dataclass(frozen=True)
class SettlementEvent:
    kind: ClassVar[str]
    id: UUID
    street_a: str
    street_b: str
    period: str


@dataclass(frozen=True)
class SettlementProposed(SettlementEvent):
    kind: ClassVar[str] = "settlement.proposed"


@dataclass(frozen=True)
class SettlementConfirmed(SettlementEvent):
    kind: ClassVar[str] = "settlement.confirmed"


@dataclass(frozen=True)
class SettlementWithdrawn(SettlementEvent):
    """Whoever proposed it has taken it back; the month can be proposed anew."""

    kind: ClassVar[str] = "settlement.withdrawn"


@dataclass(frozen=True)
class SettlementBooked(SettlementEvent):
    kind: ClassVar[str] = "settlement.booked"
