"""The bank in GraphQL. Translates, decides nothing."""

from gridcall.bank.api.branches import BranchesMutation, BranchesQuery
from gridcall.bank.api.events import PointsHead, RedemptionHead, points_of_event, redemption_of_event
from gridcall.bank.api.giving import GivingMutation, GivingQuery
from gridcall.bank.api.redeeming import RedeemingMutation, RedeemingQuery
from gridcall.bank.api.settling import SettlingMutation, SettlingQuery
from gridcall.bank.api.statements import StatementsQuery


class BankQuery(BranchesQuery, RedeemingQuery, GivingQuery, StatementsQuery, SettlingQuery): ...


class BankMutation(BranchesMutation, RedeemingMutation, GivingMutation, SettlingMutation): ...


__all__ = [
    "BankMutation",
    "BankQuery",
    "PointsHead",
    "RedemptionHead",
    "points_of_event",
    "redemption_of_event",
]
