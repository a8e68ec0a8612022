"""The call ticket's workflow as data: the call's line and each called unit's line. Pure: no I/O, no clock.

A step moves the call, or one unit's part of it (an assignment). `refusal` is the one decision: the actions raise
what it answers, and the screens show it beside each greyed-out step.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from gridcall.errors import DomainError, NotAllowed, WrongStatus
from gridcall.people.permissions import Permission


class CallStatus(StrEnum):
    DRAFT = "draft"  # 拟稿
    TO_SIGN = "to_sign"  # 待签批
    TO_ACCEPT = "to_accept"  # 待受理
    TO_DISPATCH = "to_dispatch"  # 待派遣
    IN_HAND = "in_hand"  # 办理中
    CLOSED = "closed"  # 已结案
    ARCHIVED = "archived"  # 已归档
    WITHDRAWN = "withdrawn"  # 已撤回


class AssignmentStatus(StrEnum):
    DISPATCHED = "dispatched"  # 已派遣; silence is this status past its limit: 未答复
    CONFIRMED = "confirmed"  # 已确认
    ON_SITE = "on_site"  # 已到场
    REPORTED = "reported"  # 已反馈
    REWORK = "rework"  # 返工
    DONE = "done"  # 已办结
    RETURNED = "returned"  # 已退回, waits for the desk
    REPLACED = "replaced"  # returned or relieved, and settled by the desk


class UnitPart(StrEnum):
    LEAD = "lead"  # 主责
    CO_OPERATING = "co_operating"  # 配合


class PleaKind(StrEnum):
    """What a party whose clock runs can ask of the desk."""

    EXTENSION = "extension"  # 申请延期: a later limit
    MEETING = "meeting"  # 商量改期: another time or place to report


class CallStep(StrEnum):
    DRAFT = "draft"
    EDIT = "edit"
    SUBMIT = "submit"
    SEND_TO_DRAFTER = "send_to_drafter"
    SIGN_OFF = "sign_off"
    ACCEPT = "accept"
    SEND_BACK = "send_back"
    DISPATCH = "dispatch"
    ADD_UNITS = "add_units"
    MOVE = "move"
    REMIND = "remind"
    RESPOND = "respond"
    RETURN = "return"
    SETTLE_RETURN = "settle_return"
    RELIEVE = "relieve"
    PROPOSE_MEETING = "propose_meeting"
    ACCEPT_MEETING = "accept_meeting"
    ASK_EXTENSION = "ask_extension"
    GRANT_EXTENSION = "grant_extension"
    REFUSE_PLEA = "refuse_plea"
    ASK_LATER_CLOSING = "ask_later_closing"
    GRANT_LATER_CLOSING = "grant_later_closing"
    REFUSE_LATER_CLOSING = "refuse_later_closing"
    SEND_PEOPLE = "send_people"
    CHECK_IN = "check_in"
    REPORT_COMPLETION = "report_completion"
    ACCEPT_PART = "accept_part"
    SEND_FOR_REWORK = "send_for_rework"
    CLOSE = "close"
    ARCHIVE = "archive"
    WITHDRAW = "withdraw"
    REOPEN = "reopen"
    REMARK = "remark"


class Side(StrEnum):
    """On whose side of the call a permission is held: the street's and desk's by code, a unit's by membership."""

    STREET = "street"
    DESK = "desk"
    UNIT = "unit"
    ANY = "any"


C, A, P = CallStatus, AssignmentStatus, Permission
COMING = frozenset({A.DISPATCHED, A.CONFIRMED, A.ON_SITE})  # whom a change of time or place concerns
MEETING_AHEAD = frozenset({A.DISPATCHED, A.CONFIRMED})  # the unit can still ask for another time or place
DOING = frozenset({A.ON_SITE, A.REWORK})  # its clock is that of the work itself, which can be extended
AT_WORK = COMING | {A.REWORK}  # the unit has something to do
IN_PLAY = AT_WORK | {A.REPORTED, A.DONE}  # counts as a party of the call
UNSIGNED = frozenset({C.DRAFT, C.TO_SIGN})
ENDED = frozenset({C.CLOSED, C.ARCHIVED, C.WITHDRAWN})
OPEN = frozenset(CallStatus) - ENDED


@dataclass(frozen=True)
class Step:
    """One line of the table.

    `sources` are the call's statuses from which it can be taken; `parts` those of the assignment, for a step
    that concerns one unit. `to` or `part_to` is where it leads; None: the status stays.
    """

    name: CallStep
    side: Side
    who: Permission
    sources: frozenset[CallStatus]
    to: CallStatus | None = None
    parts: frozenset[AssignmentStatus] = frozenset()
    part_to: AssignmentStatus | None = None
    words: bool = False  # the step needs words

    @property
    def of_part(self) -> bool:
        return bool(self.parts)


def _call(name: CallStep, side: Side, who: Permission, sources: set[CallStatus], to: CallStatus | None = None) -> Step:
    return Step(name, side, who, frozenset(sources), to)


def _worded(step: Step) -> Step:
    return Step(**{**vars(step), "words": True})


def _part(
    name: CallStep,
    side: Side,
    who: Permission,
    parts: frozenset[AssignmentStatus] | set[AssignmentStatus],
    to: AssignmentStatus | None = None,
) -> Step:
    return Step(name, side, who, frozenset({C.IN_HAND}), None, frozenset(parts), to)


_LINES = (
    # The street calls.
    _call(CallStep.DRAFT, Side.STREET, P.CALL_DRAFT, set(), C.DRAFT),
    _call(CallStep.EDIT, Side.STREET, P.CALL_DRAFT, {C.DRAFT}),
    _call(CallStep.SUBMIT, Side.STREET, P.CALL_DRAFT, {C.DRAFT}, C.TO_SIGN),
    _worded(_call(CallStep.SEND_TO_DRAFTER, Side.STREET, P.CALL_SIGN, {C.TO_SIGN}, C.DRAFT)),
    _call(CallStep.SIGN_OFF, Side.STREET, P.CALL_SIGN, {C.TO_SIGN}, C.TO_ACCEPT),
    # The ticket moves.
    _call(CallStep.ACCEPT, Side.DESK, P.CALL_DISPATCH, {C.TO_ACCEPT}, C.TO_DISPATCH),
    _worded(_call(CallStep.SEND_BACK, Side.DESK, P.CALL_DISPATCH, {C.TO_ACCEPT, C.TO_DISPATCH}, C.DRAFT)),
    _call(CallStep.DISPATCH, Side.DESK, P.CALL_DISPATCH, {C.TO_ACCEPT, C.TO_DISPATCH}, C.IN_HAND),
    _call(CallStep.ADD_UNITS, Side.DESK, P.CALL_DISPATCH, {C.IN_HAND}),
    _worded(_call(CallStep.MOVE, Side.DESK, P.CALL_DISPATCH, {C.IN_HAND})),
    # Units respond.
    _part(CallStep.REMIND, Side.ANY, P.CALL_REMIND, AT_WORK),
    _part(CallStep.RESPOND, Side.UNIT, P.CALL_ANSWER, {A.DISPATCHED}, A.CONFIRMED),
    _worded(_part(CallStep.RETURN, Side.UNIT, P.CALL_ANSWER, {A.DISPATCHED, A.CONFIRMED}, A.RETURNED)),
    _part(CallStep.SETTLE_RETURN, Side.DESK, P.CALL_DISPATCH, {A.RETURNED}, A.REPLACED),
    _worded(_part(CallStep.RELIEVE, Side.DESK, P.CALL_DISPATCH, AT_WORK, A.REPLACED)),
    # A unit asks, the desk answers: it gave the order, so it stands one step above the units, and the street too.
    _worded(_part(CallStep.PROPOSE_MEETING, Side.UNIT, P.CALL_ANSWER, MEETING_AHEAD)),
    _part(CallStep.ACCEPT_MEETING, Side.DESK, P.CALL_DISPATCH, MEETING_AHEAD),
    _worded(_part(CallStep.ASK_EXTENSION, Side.UNIT, P.CALL_ANSWER, DOING)),
    _part(CallStep.GRANT_EXTENSION, Side.DESK, P.CALL_DISPATCH, DOING),
    _worded(_part(CallStep.REFUSE_PLEA, Side.DESK, P.CALL_DISPATCH, MEETING_AHEAD | DOING)),
    _worded(_call(CallStep.ASK_LATER_CLOSING, Side.STREET, P.CALL_CLOSE, {C.IN_HAND})),
    _call(CallStep.GRANT_LATER_CLOSING, Side.DESK, P.CALL_DISPATCH, {C.IN_HAND}),
    _worded(_call(CallStep.REFUSE_LATER_CLOSING, Side.DESK, P.CALL_DISPATCH, {C.IN_HAND})),
    _part(CallStep.SEND_PEOPLE, Side.UNIT, P.CALL_ANSWER, AT_WORK),
    _part(CallStep.CHECK_IN, Side.UNIT, P.CALL_ATTEND, AT_WORK | {A.REPORTED, A.DONE}),
    # Feedback and closing.
    _worded(
        _part(CallStep.REPORT_COMPLETION, Side.UNIT, P.CALL_ATTEND, {A.CONFIRMED, A.ON_SITE, A.REWORK}, A.REPORTED)
    ),
    _part(CallStep.ACCEPT_PART, Side.STREET, P.CALL_CLOSE, {A.REPORTED}, A.DONE),
    _worded(_part(CallStep.SEND_FOR_REWORK, Side.STREET, P.CALL_CLOSE, {A.REPORTED, A.DONE}, A.REWORK)),
    _worded(_call(CallStep.CLOSE, Side.STREET, P.CALL_CLOSE, {C.IN_HAND}, C.CLOSED)),
    _call(CallStep.ARCHIVE, Side.DESK, P.CALL_DISPATCH, {C.CLOSED}, C.ARCHIVED),
    _worded(_call(CallStep.WITHDRAW, Side.STREET, P.CALL_SIGN, set(OPEN), C.WITHDRAWN)),
    _worded(_call(CallStep.REOPEN, Side.STREET, P.CALL_CLOSE, {C.CLOSED, C.ARCHIVED}, C.IN_HAND)),
    _worded(_call(CallStep.REMARK, Side.ANY, P.CALL_REMARK, set(OPEN))),
)
STEPS: Mapping[CallStep, Step] = {step.name: step for step in _LINES}


@dataclass(frozen=True)
class Part:
    """An assignment, as far as the table asks: how far it is, and whether it may be returned."""

    status: AssignmentStatus
    binding: bool = False  # sent by the desk's finding: it cannot be returned again
    plea: PleaKind | None = None  # waits for the desk's answer
    late: bool = False  # its limit is over


@dataclass(frozen=True)
class Standing:
    """How one person stands to one call (and one part of it): all that a decision needs.

    `permissions` are held by posts that cover the call's code; `of_unit` by posts at the assignment's unit.
    """

    status: CallStatus
    permissions: frozenset[Permission]
    of_unit: frozenset[Permission] = frozenset()
    part: Part | None = None
    parts_open: int = 0  # parts that are neither done nor replaced
    coming: bool = False  # some unit is still to come, or there
    plea: PleaKind | None = None  # of the street: it waits for the desk's answer
    late: bool = False  # the limit of the call as a whole is over

    def grants(self, step: Step) -> bool:
        if step.side is Side.UNIT:
            return step.who in self.of_unit
        if step.side is Side.ANY:
            return step.who in self.permissions | self.of_unit
        return step.who in self.permissions


def refusal(step: Step, standing: Standing) -> DomainError | None:
    """Why the step cannot be taken, or None. A right that the person never has is said before the status."""
    if not standing.grants(step):
        return NotAllowed(step.who.value, _NOT_YOURS[step.side])
    if standing.status not in step.sources:
        return wrong_status(step, standing.status.name, _when(step, standing.status))
    if step.of_part:
        return _part_refusal(step, standing.part)
    why = _against(step, standing)
    return wrong_status(step, standing.status.name, why) if why else None


def _against(step: Step, standing: Standing) -> str | None:
    """What stands against a step of the whole call, though the status is right."""
    if step.name in (CallStep.CLOSE, CallStep.ASK_LATER_CLOSING) and standing.parts_open:
        return "parts_open"
    if step.name is CallStep.MOVE and not standing.coming:
        return "nobody_to_move"
    return _plea_against(step, standing.plea, late=standing.late)


def _part_refusal(step: Step, part: Part | None) -> DomainError | None:
    if part is None or part.status not in step.parts:
        return _wrong_part(step, part)
    if step.name is CallStep.RETURN and part.binding:
        return wrong_status(step, part.status.name, "return_settled")
    why = _plea_against(step, part.plea, late=part.late)
    return wrong_status(step, part.status.name, why) if why else None


_ASKING = frozenset({CallStep.PROPOSE_MEETING, CallStep.ASK_EXTENSION, CallStep.ASK_LATER_CLOSING})
_ANSWERING: Mapping[CallStep, frozenset[PleaKind]] = {
    CallStep.ACCEPT_MEETING: frozenset({PleaKind.MEETING}),
    CallStep.GRANT_EXTENSION: frozenset({PleaKind.EXTENSION}),
    CallStep.REFUSE_PLEA: frozenset(PleaKind),
    CallStep.GRANT_LATER_CLOSING: frozenset({PleaKind.EXTENSION}),
    CallStep.REFUSE_LATER_CLOSING: frozenset({PleaKind.EXTENSION}),
}


def _plea_against(step: Step, plea: PleaKind | None, *, late: bool) -> str | None:
    """One plea at a time; an extension is asked before the limit; only what was asked can be answered."""
    if step.name in _ASKING and plea is not None:
        return "plea_open"
    if step.name in _ASKING and late and step.name is not CallStep.PROPOSE_MEETING:
        return "limit_over"
    if step.name in _ANSWERING and plea not in _ANSWERING[step.name]:
        return "no_plea"
    return None


def check(step: Step, standing: Standing) -> None:
    """Raises NotAllowed or WrongStatus when the table has no such line for this person and status."""
    refused = refusal(step, standing)
    if refused is not None:
        raise refused


_NOT_YOURS: Mapping[Side, str] = {
    Side.STREET: "street_step",
    Side.DESK: "desk_step",
    Side.UNIT: "unit_step",
    Side.ANY: "not_allowed",
}
_ORDER = {status: number for number, status in enumerate(CallStatus)}


def _when(step: Step, status: CallStatus) -> str:
    """Whether it is too early or too late for the step."""
    if status in ENDED:
        return "call_over"
    latest = max((_ORDER[source] for source in step.sources), default=0)
    return "call_too_late" if _ORDER[status] > latest else "call_too_early"


def _wrong_part(step: Step, part: Part | None) -> WrongStatus:
    if part is None:
        return wrong_status(step, "NONE", "no_part")
    return wrong_status(step, part.status.name, _PART_REASONS.get(part.status, "wrong_status"))


_PART_REASONS: Mapping[AssignmentStatus, str] = {
    A.DISPATCHED: "part_silent",
    A.CONFIRMED: "part_confirmed",
    A.ON_SITE: "part_on_site",
    A.REPORTED: "part_reported",
    A.REWORK: "part_rework",
    A.DONE: "part_done",
    A.RETURNED: "part_returned",
    A.REPLACED: "part_replaced",
}


def wrong_status(step: Step, status: str, reason: str = "wrong_status") -> WrongStatus:
    """Both names as the schema spells them."""
    return WrongStatus(actual_status=status, step=step.name.name, reason=reason)


def part_after(step: Step, status: AssignmentStatus) -> AssignmentStatus:
    """Where the assignment stands after the step. A first check-in brings it on site; a later one changes nothing."""
    if step.name is CallStep.CHECK_IN and status in (A.DISPATCHED, A.CONFIRMED):
        return A.ON_SITE
    return step.part_to or status
