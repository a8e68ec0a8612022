"""The ledger in GraphQL."""

from gridcall.points.api.changing import PointsMutation
from gridcall.points.api.reading import PointsQuery
from gridcall.points.api.types import (
    PointsAccount,
    PointsResult,
    PointsTransfer,
    account_at,
    shown_account,
    shown_transfer,
)

__all__ = [
    "PointsAccount",
    "PointsMutation",
    "PointsQuery",
    "PointsResult",
    "PointsTransfer",
    "account_at",
    "shown_account",
    "shown_transfer",
]
