"""What the feed's events say of wallets and of counters."""

from collections.abc import Mapping
from typing import Any

import strawberry

from gridcall.bank import titles
from gridcall.bank.rules import RedemptionStatus
from gridcall.words import Language


@strawberry.type
class PointsHead:
    """An account after something happened to it: what the wallet needs to move by itself."""

    account_id: strawberry.ID
    posted: int
    pending: int
    available: int
    version: int
    amount: int
    redemption_id: strawberry.ID | None
    redemption_status: RedemptionStatus | None
    title: str = strawberry.field(description="In the reader's language.")


@strawberry.type
class RedemptionHead:
    """A redemption as its branch may know it."""

    id: strawberry.ID
    branch_id: strawberry.ID
    status: RedemptionStatus
    good_name: str
    quantity: int
    points: int


def points_of_event(kind: str, payload: Mapping[str, Any], language: Language) -> PointsHead | None:
    """None for events that touch no wallet."""
    if "account_id" not in payload or not kind.startswith("points."):
        return None
    status = payload.get("redemption_status")
    return PointsHead(
        **{name: payload[name] for name in ("account_id", "posted", "pending", "available", "version", "amount")},
        redemption_id=payload.get("redemption_id"),
        redemption_status=RedemptionStatus(status) if status else None,
        title=titles.of_event(kind, payload, language),
    )


def redemption_of_event(kind: str, payload: Mapping[str, Any]) -> RedemptionHead | None:
    if "redemption_id" not in payload or not kind.startswith("branch."):
        return None
    return RedemptionHead(
        id=payload["redemption_id"],
        branch_id=payload["branch_id"],
        status=RedemptionStatus(payload["redemption_status"]),
        good_name=payload["what"],
        quantity=payload["quantity"],
        points=payload["points"],
    )
