"""The snap's workflow as data: every step, from where to where, and who may take it. Pure: no I/O, no clock.

`refusal` is the one decision. The actions raise what it answers, and the screens show it beside each
greyed-out step: what is offered and what is accepted cannot differ.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from gridcall.errors import DomainError, NotAllowed, WrongStatus
from gridcall.lamps import Lamp, clock_lamp
from gridcall.people.permissions import Permission


class SnapStatus(StrEnum):
    WAITING = "waiting"  # 待接办
    IN_HAND = "in_hand"  # 办理中
    AT_STREET = "at_street"  # 待街道处理
    IN_CALL = "in_call"  # 已上报呼叫
    SOLVED = "solved"  # 已办好
    CONFIRMED = "confirmed"  # 已确认
    MERGED = "merged"  # 已并案
    REFUSED = "refused"  # 不予受理
    WITHDRAWN = "withdrawn"  # 已撤回


class SnapStep(StrEnum):
    TAKE_SNAP = "take_snap"
    BACK = "back"
    TAKE_ON = "take_on"
    ASSIGN = "assign"
    GIVE_BACK = "give_back"
    FIX_ON_THE_SPOT = "fix_on_the_spot"
    SOLVE = "solve"
    CONFIRM_SOLVED = "confirm_solved"
    CONFIRM_BY_SILENCE = "confirm_by_silence"
    NOT_SOLVED = "not_solved"
    RAISE_TO_STREET = "raise_to_street"
    MERGE = "merge"
    REFUSE = "refuse"
    RELOCATE = "relocate"
    WITHDRAW = "withdraw"
    RAISE_TO_CALL = "raise_to_call"
    SOLVE_BY_CALL = "solve_by_call"
    LEAVE_CALL = "leave_call"


class Part(StrEnum):
    """What a person is to one snap, whatever posts are held."""

    ANYBODY = "anybody"
    REPORTER = "reporter"
    HOLDER = "holder"
    NEIGHBOUR = "neighbour"  # anybody but the reporter, once
    NOBODY = "nobody"  # the clock takes the step


S, P = SnapStatus, Permission
OPEN = frozenset({S.WAITING, S.IN_HAND, S.AT_STREET})
UNSEEN = frozenset({S.REFUSED, S.WITHDRAWN})  # ends in which a snap leaves the public list


@dataclass(frozen=True)
class Step:
    """One line of the table. `to` lists where it can lead, `land` picks. `words`: the step needs words."""

    name: SnapStep
    sources: frozenset[SnapStatus]
    to: tuple[SnapStatus, ...]  # empty: the status stays
    who: Permission | Part
    event: str
    words: bool = False
    by_call: bool = False  # taken along by a step of the call that the snap stands behind

    @property
    def by_itself(self) -> bool:
        """Nobody takes it: it follows from the clock or from a call."""
        return self.by_call or self.who is Part.NOBODY


_LINES = (
    Step(SnapStep.TAKE_SNAP, frozenset(), (S.WAITING, S.SOLVED), Part.ANYBODY, "snap.taken"),
    Step(SnapStep.BACK, OPEN, (), Part.NEIGHBOUR, "snap.backed"),
    Step(SnapStep.TAKE_ON, frozenset({S.WAITING, S.AT_STREET}), (S.IN_HAND,), P.SNAP_HANDLE, "snap.taken_on"),
    Step(SnapStep.ASSIGN, OPEN, (S.IN_HAND,), P.SNAP_ASSIGN, "snap.assigned"),
    Step(
        SnapStep.GIVE_BACK,
        frozenset({S.IN_HAND}),
        (S.WAITING, S.AT_STREET),
        Part.HOLDER,
        "snap.given_back",
        words=True,
    ),
    Step(
        SnapStep.FIX_ON_THE_SPOT,
        frozenset({S.WAITING, S.IN_HAND}),
        (S.SOLVED,),
        P.SNAP_HANDLE,
        "snap.fixed_on_the_spot",
    ),
    Step(SnapStep.SOLVE, frozenset({S.IN_HAND}), (S.SOLVED,), Part.HOLDER, "snap.solved", words=True),
    Step(SnapStep.CONFIRM_SOLVED, frozenset({S.SOLVED}), (S.CONFIRMED,), Part.REPORTER, "snap.confirmed"),
    Step(
        SnapStep.CONFIRM_BY_SILENCE,
        frozenset({S.SOLVED}),
        (S.CONFIRMED,),
        Part.NOBODY,
        "snap.confirmed_by_silence",
    ),
    Step(
        SnapStep.NOT_SOLVED,
        frozenset({S.SOLVED}),
        (S.WAITING, S.AT_STREET),
        Part.REPORTER,
        "snap.not_solved",
        words=True,
    ),
    Step(
        SnapStep.RAISE_TO_STREET,
        frozenset({S.WAITING, S.IN_HAND}),
        (S.AT_STREET,),
        P.SNAP_RAISE,
        "snap.raised_to_street",
        words=True,
    ),
    Step(SnapStep.MERGE, OPEN, (S.MERGED,), P.SNAP_MERGE, "snap.merged"),
    Step(
        SnapStep.REFUSE,
        frozenset({S.WAITING, S.AT_STREET}),
        (S.REFUSED,),
        P.SNAP_REFUSE,
        "snap.refused",
        words=True,
    ),
    Step(SnapStep.RELOCATE, OPEN, (), P.SNAP_RELOCATE, "snap.relocated"),
    Step(
        SnapStep.WITHDRAW,
        frozenset({S.WAITING, S.AT_STREET}),
        (S.WITHDRAWN,),
        Part.REPORTER,
        "snap.withdrawn",
    ),
    Step(SnapStep.RAISE_TO_CALL, OPEN, (S.IN_CALL,), P.CALL_SIGN, "snap.raised_to_call", by_call=True),
    Step(
        SnapStep.SOLVE_BY_CALL,
        frozenset({S.IN_CALL}),
        (S.SOLVED,),
        P.CALL_CLOSE,
        "snap.solved_by_call",
        by_call=True,
    ),
    Step(SnapStep.LEAVE_CALL, frozenset({S.IN_CALL}), (S.AT_STREET,), P.CALL_DRAFT, "snap.left_call", by_call=True),
)
STEPS: Mapping[SnapStep, Step] = {step.name: step for step in _LINES}
# What colleagues write and photograph for each other on the way is not for the public, nor for the reporter.
INTERNAL = frozenset({SnapStep.TAKE_ON, SnapStep.ASSIGN, SnapStep.GIVE_BACK, SnapStep.RELOCATE, SnapStep.MERGE})


@dataclass(frozen=True)
class Standing:
    """How one person stands to one snap, and how far the snap has come: all that a decision needs."""

    status: SnapStatus
    reporter: bool
    holder: bool
    backed: bool
    permissions: frozenset[Permission]  # held by posts that cover the snap's code
    reopen_until: datetime | None = None  # while the reporter may say "not solved"; then silence confirms


def refusal(step: Step, standing: Standing, now: datetime) -> DomainError | None:
    """Why the step cannot be taken, or None. A right that the person never has is said before the status."""
    return _not_theirs(step, standing) or _not_now(step, standing, now)


def check(step: Step, standing: Standing, now: datetime) -> None:
    """Raises NotAllowed or WrongStatus when the table has no such line for this person and status."""
    refused = refusal(step, standing, now)
    if refused is not None:
        raise refused


def _not_theirs(step: Step, standing: Standing) -> DomainError | None:
    if isinstance(step.who, Permission):
        return None if step.who in standing.permissions else NotAllowed(step.who.value)
    if step.who is Part.REPORTER and not standing.reporter:
        return NotAllowed(step.who.value, "only_reporter")
    if step.who is Part.NOBODY:
        return NotAllowed(step.who.value)
    if step.who is Part.NEIGHBOUR and standing.reporter:
        return NotAllowed(step.who.value, "own_snap")
    return None


def _not_now(step: Step, standing: Standing, now: datetime) -> DomainError | None:
    if step.name is SnapStep.NOT_SOLVED and _silent(standing, now):
        return wrong_status(step, standing.status, "reopen_over")
    if standing.status not in step.sources:
        return wrong_status(step, standing.status, _why_not(step.name, standing))
    if step.who is Part.HOLDER and not standing.holder:
        return NotAllowed(step.who.value, "only_holder")
    if step.who is Part.NEIGHBOUR and standing.backed:
        return wrong_status(step, standing.status, "backed_already")
    return None


def _silent(standing: Standing, now: datetime) -> bool:
    """Whether the days for "not solved" are over. Only what is solved, or confirmed since, has such days."""
    return standing.reopen_until is not None and now > standing.reopen_until


# What has to come first, while the snap is open.
_TOO_EARLY: Mapping[SnapStep, str] = {
    SnapStep.GIVE_BACK: "take_on_first",
    SnapStep.SOLVE: "take_on_first",
    SnapStep.CONFIRM_SOLVED: "not_solved_yet",
    SnapStep.NOT_SOLVED: "not_solved_yet",
}
# What has happened already, for every other step.
_HAPPENED: Mapping[SnapStatus, str] = {
    S.IN_HAND: "in_hand_already",
    S.AT_STREET: "at_street_already",
    S.IN_CALL: "in_call_already",
    S.SOLVED: "solved_already",
    S.CONFIRMED: "confirmed_already",
    S.MERGED: "merged_already",
    S.REFUSED: "refused_already",
    S.WITHDRAWN: "withdrawn_already",
}


def _why_not(step: SnapStep, standing: Standing) -> str:
    """What is true at this moment of a step that has no line from the present status."""
    if standing.status in OPEN and step in _TOO_EARLY:
        return _TOO_EARLY[step]
    mine = standing.status is S.IN_HAND and standing.holder
    return "in_your_hands_already" if mine else _HAPPENED[standing.status]


def wrong_status(step: Step, status: SnapStatus, reason: str) -> WrongStatus:
    """Both names as the schema spells them."""
    return WrongStatus(actual_status=status.name, step=step.name.name, reason=reason)


def land(step: Step, status: SnapStatus, *, at_street: bool, reopened: int) -> SnapStatus:
    """The status that follows. What was at the street goes back there; a second "not solved" goes up."""
    if not step.to:
        return status
    if step.name is SnapStep.GIVE_BACK:
        return S.AT_STREET if at_street else S.WAITING
    if step.name is SnapStep.NOT_SOLVED:
        return S.AT_STREET if at_street or reopened > 0 else S.WAITING
    return step.to[0]


def lamp(status: SnapStatus, start: datetime | None, due: datetime | None, now: datetime, share: float) -> Lamp:
    """Computed, never stored."""
    return clock_lamp(start, due, now, share) if status in OPEN else Lamp.IDLE
