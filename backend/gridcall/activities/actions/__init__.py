"""Everything that changes an activity: one function, one step, one transaction, one event."""

from gridcall.activities.actions.publishing import NewActivity, publish
from gridcall.activities.actions.signing import record_attendance, sign_off
from gridcall.activities.actions.steps import cancel, join, leave
from gridcall.activities.actions.turn import Request, standing

__all__ = [
    "NewActivity",
    "Request",
    "cancel",
    "join",
    "leave",
    "publish",
    "record_attendance",
    "sign_off",
    "standing",
]
