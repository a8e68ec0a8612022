"""Everything that changes a wish: one function, one step, one transaction, one event."""

from gridcall.wishes.actions.by_clock import confirm_by_silence, erase_private_parts, lapse, notice, remind
from gridcall.wishes.actions.claiming import claim, give_back, join, leave, pass_on
from gridcall.wishes.actions.forgetting import forget
from gridcall.wishes.actions.fulfilling import confirm, report_fulfilled, say_missing, thank
from gridcall.wishes.actions.giving import give_points
from gridcall.wishes.actions.keeping import ask_extension, decline_extension, grant_extension
from gridcall.wishes.actions.looking import Contact, reveal_contact
from gridcall.wishes.actions.posting import NewWish, post, revise
from gridcall.wishes.actions.reviewing import publish, refuse, send_back, withdraw
from gridcall.wishes.actions.turn import Request, standing

__all__ = [
    "Contact",
    "NewWish",
    "Request",
    "ask_extension",
    "claim",
    "confirm",
    "confirm_by_silence",
    "decline_extension",
    "erase_private_parts",
    "forget",
    "give_back",
    "give_points",
    "grant_extension",
    "join",
    "lapse",
    "leave",
    "notice",
    "pass_on",
    "post",
    "publish",
    "refuse",
    "remind",
    "report_fulfilled",
    "reveal_contact",
    "revise",
    "say_missing",
    "send_back",
    "standing",
    "thank",
    "withdraw",
]
