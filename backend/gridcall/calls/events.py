"""What can happen to a call. Each event carries the call's head: nobody who hears it must read again.

`turn_over` names the persons who have nothing more to do about it: their reminders are settled.
"""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from gridcall.calls.rows import AssignmentRow, CallRow
from gridcall.calls.workflow import CallStatus, CallStep, PleaKind
from gridcall.responsibility.rules import Stage, Urgency


@dataclass(frozen=True)
class CallEvent:
    kind: ClassVar[str]
    id: UUID
    code: str
    street_name: str
    status: CallStatus
    urgency: Urgency
    title: str
    place: str
    number: int | None
    year: int | None
    report_at: datetime | None
    report_place: str
    stage: Stage | None
    limit_start: datetime | None
    due_at: datetime | None
    updated_at: datetime
    version: int
    seal: str | None
    plea: PleaKind | None
    # [{"unit_id", "unit_name", "status", "limit_start", "due_at", "plea"}] in the order of dispatch
    parts: list[dict[str, Any]]
    assignment_id: UUID | None = None
    unit_name: str | None = None
    turn_over: tuple[str, ...] = ()


HEAD_NAMES = tuple(field.name for field in fields(CallEvent))


@dataclass(frozen=True)
class OrderSeen:
    """A person of the unit has opened the order."""

    kind: ClassVar[str] = "call.order_seen"
    id: UUID
    assignment_id: UUID
    unit_name: str
    at: datetime


def _kind(kind: str) -> type[CallEvent]:
    name = "".join(part.capitalize() for part in kind.replace(".", "_").split("_"))
    return dataclass(frozen=True)(type(name, (CallEvent,), {"kind": kind, "__doc__": None, "__annotations__": {}}))


# What is not signed yet is heard as "draft", by the street alone (see feed/audience.py).
AFTER: dict[CallStep, type[CallEvent]] = {
    CallStep.DRAFT: _kind("draft.started"),
    CallStep.EDIT: _kind("draft.changed"),
    CallStep.SUBMIT: _kind("draft.submitted"),
    CallStep.SEND_TO_DRAFTER: _kind("draft.sent_to_drafter"),
    CallStep.SIGN_OFF: _kind("call.signed_off"),
    CallStep.ACCEPT: _kind("call.accepted"),
    CallStep.SEND_BACK: _kind("call.sent_back"),
    CallStep.DISPATCH: _kind("call.dispatched"),
    CallStep.ADD_UNITS: _kind("call.units_added"),
    CallStep.MOVE: _kind("call.moved"),
    CallStep.REMIND: _kind("call.reminded"),
    CallStep.RESPOND: _kind("call.confirmed"),
    CallStep.RETURN: _kind("call.returned"),
    CallStep.SETTLE_RETURN: _kind("call.return_settled"),
    CallStep.RELIEVE: _kind("call.unit_relieved"),
    CallStep.PROPOSE_MEETING: _kind("call.meeting_proposed"),
    CallStep.ACCEPT_MEETING: _kind("call.meeting_accepted"),
    CallStep.ASK_EXTENSION: _kind("call.extension_asked"),
    CallStep.GRANT_EXTENSION: _kind("call.extension_granted"),
    CallStep.REFUSE_PLEA: _kind("call.plea_refused"),
    CallStep.ASK_LATER_CLOSING: _kind("call.later_closing_asked"),
    CallStep.GRANT_LATER_CLOSING: _kind("call.later_closing_granted"),
    CallStep.REFUSE_LATER_CLOSING: _kind("call.later_closing_refused"),
    CallStep.SEND_PEOPLE: _kind("call.people_sent"),
    CallStep.CHECK_IN: _kind("call.checked_in"),
    CallStep.REPORT_COMPLETION: _kind("call.part_reported"),
    CallStep.ACCEPT_PART: _kind("call.part_accepted"),
    CallStep.SEND_FOR_REWORK: _kind("call.part_reworked"),
    CallStep.CLOSE: _kind("call.closed"),
    CallStep.ARCHIVE: _kind("call.archived"),
    CallStep.WITHDRAW: _kind("call.withdrawn"),
    CallStep.REOPEN: _kind("call.reopened"),
    CallStep.REMARK: _kind("call.remarked"),
}
# The same steps of a call that was never signed; one that came back from the desk is known there.
_OF_A_DRAFT: dict[CallStep, type[CallEvent]] = {
    CallStep.WITHDRAW: _kind("draft.withdrawn"),
    CallStep.REMARK: _kind("draft.remarked"),
}
_OF_THE_CALL = tuple(
    one.name for one in fields(CallEvent) if one.name not in ("parts", "assignment_id", "unit_name", "turn_over")
)


def happened(step: CallStep, call: CallRow) -> type[CallEvent]:
    """What the step has made of `call`."""
    return _OF_A_DRAFT.get(step, AFTER[step]) if call.number is None else AFTER[step]


def head(
    call: CallRow, parts: list[AssignmentRow], part: AssignmentRow | None, over: tuple[str, ...]
) -> dict[str, Any]:
    """What everybody who takes part may know of the call."""
    told = [
        {
            "unit_id": one.unit_id,
            "unit_name": one.unit_name,
            "status": one.status.value,
            "limit_start": one.limit_start,
            "due_at": one.due_at,
            "plea": one.plea,
        }
        for one in parts
    ]
    facts = {name: getattr(call, name) for name in _OF_THE_CALL}
    concerns = {"assignment_id": part.id, "unit_name": part.unit_name} if part else {}
    return {**facts, **concerns, "parts": told, "turn_over": over}
