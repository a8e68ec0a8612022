"""Everything that changes a call. One step is one transaction and one event."""

from gridcall.calls.actions.closing import Verdict, accept_part, archive, close, reopen, send_for_rework, withdraw
from gridcall.calls.actions.desk import (
    Called,
    Order,
    accept,
    add_units,
    dispatch,
    move,
    relieve,
    remind,
    send_back,
    settle_return,
)
from gridcall.calls.actions.drafting import Form, draft, edit, submit
from gridcall.calls.actions.signing import send_to_drafter, sign_off, to_be_signed
from gridcall.calls.actions.turn import Request, limits_of, may_see, standing
from gridcall.calls.actions.units import (
    Presence,
    check_in,
    remark,
    report_completion,
    respond,
    return_part,
    see_order,
    send_people,
)

__all__ = [
    "Called",
    "Form",
    "Order",
    "Presence",
    "Request",
    "Verdict",
    "accept",
    "accept_part",
    "add_units",
    "archive",
    "check_in",
    "close",
    "dispatch",
    "draft",
    "edit",
    "limits_of",
    "may_see",
    "move",
    "relieve",
    "remark",
    "remind",
    "reopen",
    "report_completion",
    "respond",
    "return_part",
    "see_order",
    "send_back",
    "send_for_rework",
    "send_people",
    "send_to_drafter",
    "settle_return",
    "sign_off",
    "standing",
    "submit",
    "to_be_signed",
    "withdraw",
]
