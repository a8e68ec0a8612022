"""Everything that changes the bank: one function, one step, one transaction, its events."""

from gridcall.bank.actions.branches import BranchFacts, change_branch, open_branch
from gridcall.bank.actions.giving import (
    check_gift,
    forget,
    give,
    give_to_pot,
    recipient,
    release_orders,
    return_pot,
    tell_released,
)
from gridcall.bank.actions.goods import GoodFacts, change_good, offer_good
from gridcall.bank.actions.holding import Outcome, Wanted, cancel, hold, lapse
from gridcall.bank.actions.redeeming import preview, redeem, undo
from gridcall.bank.actions.settling import confirm, propose, withdraw

__all__ = [
    "BranchFacts",
    "GoodFacts",
    "Outcome",
    "Wanted",
    "cancel",
    "change_branch",
    "change_good",
    "check_gift",
    "confirm",
    "forget",
    "give",
    "give_to_pot",
    "hold",
    "lapse",
    "offer_good",
    "open_branch",
    "preview",
    "propose",
    "recipient",
    "redeem",
    "release_orders",
    "return_pot",
    "tell_released",
    "undo",
    "withdraw",
]
