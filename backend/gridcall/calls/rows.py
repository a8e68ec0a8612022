"""Calls and what hangs on them as values: what a row of the database says, typed, the same on both databases."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from gridcall.calls.rules import PleaAnswer, Satisfaction, Solved
from gridcall.calls.workflow import AssignmentStatus, CallStatus, CallStep, PleaKind, UnitPart
from gridcall.responsibility.rules import Stage, Urgency
from gridcall.tables import Table

# A list makes hundreds of the first two. They are not frozen, which would take two thirds of that time; nobody changes
# one: `replace` makes another.


@dataclass(slots=True)
class CallRow:
    """The columns of `calls`; see models.Call. The defaults are those of a new draft."""

    id: UUID
    code: str
    street_name: str
    drafter_id: UUID
    created_at: datetime
    updated_at: datetime
    community_name: str | None = None
    status: CallStatus = CallStatus.DRAFT
    urgency: Urgency = Urgency.NORMAL
    item_id: UUID | None = None
    item_number: str = ""
    item_name: str = ""
    situation_id: UUID | None = None
    title: str = ""
    words: str = ""
    done_already: str = ""
    asks: str = ""
    place: str = ""
    lon: float | None = None
    lat: float | None = None
    photos: list[dict[str, Any]] = field(default_factory=list)
    snap_ids: list[str] = field(default_factory=list)
    number: int | None = None
    year: int | None = None
    seal: str | None = None
    signed_at: datetime | None = None
    order_text: str = ""
    report_at: datetime | None = None
    report_place: str = ""
    report_lon: float | None = None
    report_lat: float | None = None
    order_version: int = 0
    dispatched_at: datetime | None = None
    opinion: str = ""
    closed_at: datetime | None = None
    reopened: int = 0
    stage: Stage | None = None
    limit_start: datetime | None = None
    due_at: datetime | None = None
    plea: PleaKind | None = None
    version: int = 1

    @property
    def street(self) -> str:
        """The code of the calling street."""
        return self.code[:9]

    @property
    def district(self) -> str:
        return self.code[:6]


@dataclass(slots=True)
class AssignmentRow:
    """The columns of `assignments`; see models.Assignment. The defaults are those of a unit that was just called."""

    id: UUID
    call_id: UUID
    unit_id: UUID
    unit_name: str
    part: UnitPart
    duty: str
    headcount: int
    rank: int
    dispatched_at: datetime
    status: AssignmentStatus = AssignmentStatus.DISPATCHED
    seen_at: datetime | None = None
    responded_at: datetime | None = None
    coming: int | None = None
    arrived_at: datetime | None = None
    present: int | None = None
    reported_at: datetime | None = None
    done_at: datetime | None = None
    reworked: int = 0
    reminded: int = 0
    returns: int = 0
    binding: bool = False
    replaces_id: UUID | None = None
    stage: Stage | None = None
    limit_start: datetime | None = None
    due_at: datetime | None = None
    plea: PleaKind | None = None


@dataclass(frozen=True, slots=True)
class EntryRow:
    """The columns of `call_entries`; see models.CallEntry."""

    id: UUID
    call_id: UUID
    seq: int
    step: CallStep
    status: CallStatus
    assignment_id: UUID | None
    by_person_id: UUID
    by_post_id: UUID
    acting: bool
    inside_unit_id: UUID | None
    words: str
    photos: list[dict[str, Any]]
    facts: dict[str, Any]
    made_at: datetime
    at: datetime
    content_hash: str


@dataclass(frozen=True, slots=True)
class FormRow:
    """The columns of `call_forms`; see models.CallForm."""

    id: UUID
    call_id: UUID
    content: str
    hash: str
    seal_version: int
    signed_by_id: UUID
    post_id: UUID
    acting: bool
    signed_at: datetime


@dataclass(frozen=True, slots=True)
class CheckInRow:
    """The columns of `check_ins`; see models.CheckIn."""

    id: UUID
    call_id: UUID
    assignment_id: UUID
    person_id: UUID
    heads: int
    checked_at: datetime
    arrived_at: datetime
    lon: float | None
    lat: float | None
    accuracy: float | None
    metres: float | None
    due_at: datetime


@dataclass(frozen=True, slots=True)
class EvaluationRow:
    """The columns of `evaluations`; see models.Evaluation."""

    id: UUID
    call_id: UUID
    assignment_id: UUID
    round: int
    timeliness: Satisfaction
    attitude: Satisfaction
    result: Satisfaction
    solved: Solved
    words: str
    by_person_id: UUID
    by_post_id: UUID
    at: datetime


@dataclass(frozen=True, slots=True)
class SegmentRow:
    """The columns of `segments`; see models.Segment."""

    id: UUID
    call_id: UUID
    assignment_id: UUID | None
    stage: Stage
    code: str
    unit_id: UUID | None
    item_id: UUID | None
    urgency: Urgency
    started_at: datetime
    due_at: datetime
    ended_at: datetime | None
    plea_id: UUID | None


@dataclass(frozen=True, slots=True)
class PleaRow:
    """The columns of `call_pleas`; see models.CallPlea."""

    id: UUID
    call_id: UUID
    assignment_id: UUID | None
    segment_id: UUID
    kind: PleaKind
    wished_at: datetime
    words: str
    by_person_id: UUID
    by_post_id: UUID
    asked_at: datetime
    place: str = ""
    lon: float | None = None
    lat: float | None = None
    open: bool = True
    answer: PleaAnswer | None = None
    answer_words: str = ""
    answered_by_id: UUID | None = None
    answered_at: datetime | None = None


CALLS, ASSIGNMENTS, ENTRIES = Table(CallRow), Table(AssignmentRow), Table(EntryRow)
FORMS, CHECK_INS, EVALUATIONS, SEGMENTS = Table(FormRow), Table(CheckInRow), Table(EvaluationRow), Table(SegmentRow)
PLEAS = Table(PleaRow)
