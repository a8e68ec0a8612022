"""What hangs on a call: persons, check-ins, evaluations, segments, pleas, the story, the form."""

from datetime import datetime
from typing import Any
from uuid import UUID

import strawberry

from gridcall.calls import workflow
from gridcall.calls.api.heads import moment_of
from gridcall.calls.loading import Shelf
from gridcall.calls.rows import CheckInRow, EntryRow, EvaluationRow, PleaRow, SegmentRow
from gridcall.calls.rules import PleaAnswer, Satisfaction, Solved
from gridcall.calls.seal import characters
from gridcall.calls.workflow import CallStatus, CallStep, PleaKind
from gridcall.gql import Context, Info
from gridcall.lamps import Lamp, clock_lamp
from gridcall.media.api import Photo, photo_of
from gridcall.requests import LATE
from gridcall.responsibility.rules import Stage
from gridcall.snaps.parties import title
from gridcall.words import Language, say


@strawberry.type
class CallPerson:
    """A person who acts for a street, the desk or a unit. Staff among themselves are named."""

    person_id: strawberry.ID
    name: str
    post: str


@strawberry.type
class OrderLook:
    person: CallPerson
    at: datetime


@strawberry.type
class CheckIn:
    """Somebody was on site (报到)."""

    id: strawberry.ID
    at: datetime = strawberry.field(description="By the phone's clock.")
    heads: int
    metres: int | None = strawberry.field(description="From the place of the order.")
    lon: float | None
    lat: float | None
    late_minutes: int = strawberry.field(description="After the time of the order; below zero: before it.")
    offline: bool = strawberry.field(description="It arrived long after it was made.")
    by: str


@strawberry.type
class Evaluation:
    """The street's verdict on one unit's part (一事一考)."""

    timeliness: Satisfaction
    attitude: Satisfaction
    result: Satisfaction
    solved: Solved
    words: str
    at: datetime


@strawberry.type
class CallSegment:
    """Who held the call or a part of it, in which stage, from when to when."""

    assignment_id: strawberry.ID | None
    unit_id: strawberry.ID | None
    stage: Stage
    started_at: datetime
    due_at: datetime
    ended_at: datetime | None
    lamp: Lamp
    plea_id: strawberry.ID | None = strawberry.field(description="The plea by which the limit was set.")


@strawberry.type
class CallPlea:
    """What a called unit, or the street, asked of the desk, and the answer.

    It is open until it is answered or taken back, by doing all the same what was asked to wait.
    """

    id: strawberry.ID
    assignment_id: strawberry.ID | None = strawberry.field(description="Null: the street, for its closing.")
    kind: PleaKind
    wished_at: datetime = strawberry.field(description="The limit, or the time to report.")
    place: str
    words: str
    by_name: str
    by_post: str
    asked_at: datetime
    open: bool
    answer: PleaAnswer | None
    answer_words: str
    answered_at: datetime | None


@strawberry.type
class CallAction:
    """A step, and whether the reader may take it now."""

    step: CallStep
    allowed: bool
    reason: str | None = strawberry.field(description="Why not.")


@strawberry.type
class CallEntry:
    """One step that was taken."""

    id: strawberry.ID
    step: CallStep
    status: CallStatus
    at: datetime
    late: bool = strawberry.field(description="It arrived long after it was made: the phone was offline.")
    assignment_id: strawberry.ID | None
    unit_name: str | None
    by_name: str
    by_post: str
    words: str
    photos: list[Photo]
    internal: bool = strawberry.field(description="Read by one's own unit alone.")
    heads: int | None = strawberry.field(description="Coming, or on site.")
    metres: int | None
    late_minutes: int | None
    report_at: datetime | None
    report_place: str | None
    until: datetime | None = strawberry.field(description="The limit that is asked for, or granted.")
    units: list[str]
    item_number: str | None
    finding: str | None
    alone: bool = strawberry.field(description="Closed by the street alone: every unit had been let off.")
    seal: str | None


@strawberry.type
class SignedForm:
    """The call form as it was signed. Whoever shows it hashes `content` and compares."""

    content: str = strawberry.field(description="Canonical JSON: what is signed, and all that the form shows.")
    hash: str = strawberry.field(description="SHA-256 of `content`, hex.")
    seal: str = strawberry.field(description="Nine characters: the first 63 bits of the hash.")
    signed_by: str
    post: str
    acting: bool
    signed_at: datetime


def action_of(step: workflow.Step, refused: Any, language: Language) -> CallAction:
    return CallAction(
        step=step.name, allowed=refused is None, reason=say(refused.reason, language) if refused else None
    )


def person_of(shelf: Shelf, person_id: UUID, post_id: UUID | None, info: Info) -> CallPerson:
    person, post = shelf.persons.get(person_id), shelf.posts.get(post_id) if post_id else None
    return CallPerson(
        person_id=strawberry.ID(str(person_id)),
        name=person.name if person else "",
        post=title(post, str(person_id), info.context.language) if post else "",
    )


def check_in_of(shelf: Shelf, row: CheckInRow, info: Info) -> CheckIn:
    return CheckIn(
        id=strawberry.ID(str(row.id)),
        at=row.checked_at,
        heads=row.heads,
        metres=None if row.metres is None else round(row.metres),
        lon=row.lon,
        lat=row.lat,
        late_minutes=int((row.checked_at - row.due_at).total_seconds() // 60),
        offline=row.arrived_at - row.checked_at > LATE,
        by=person_of(shelf, row.person_id, None, info).name,
    )


def evaluation_of(row: EvaluationRow) -> Evaluation:
    return Evaluation(
        timeliness=row.timeliness,
        attitude=row.attitude,
        result=row.result,
        solved=row.solved,
        words=row.words,
        at=row.at,
    )


def segment_of(row: SegmentRow, context: Context) -> CallSegment:
    until = row.ended_at or context.now
    return CallSegment(
        assignment_id=strawberry.ID(str(row.assignment_id)) if row.assignment_id else None,
        unit_id=strawberry.ID(str(row.unit_id)) if row.unit_id else None,
        stage=row.stage,
        started_at=row.started_at,
        due_at=row.due_at,
        ended_at=row.ended_at,
        lamp=clock_lamp(row.started_at, row.due_at, until, context.settings.amber_share),
        plea_id=strawberry.ID(str(row.plea_id)) if row.plea_id else None,
    )


def plea_of(shelf: Shelf, row: PleaRow, info: Info) -> CallPlea:
    who = person_of(shelf, row.by_person_id, row.by_post_id, info)
    return CallPlea(
        id=strawberry.ID(str(row.id)),
        assignment_id=strawberry.ID(str(row.assignment_id)) if row.assignment_id else None,
        kind=row.kind,
        wished_at=row.wished_at,
        place=row.place,
        words=row.words,
        by_name=who.name,
        by_post=who.post,
        asked_at=row.asked_at,
        open=row.open,
        answer=row.answer,
        answer_words=row.answer_words,
        answered_at=row.answered_at,
    )


def entry_of(shelf: Shelf, entry: EntryRow, info: Info) -> CallEntry:
    facts, who = entry.facts, person_of(shelf, entry.by_person_id, entry.by_post_id, info)
    part = next((one for one in shelf.parts.get(entry.call_id, []) if one.id == entry.assignment_id), None)
    checked, due = moment_of(facts.get("checked_at")), moment_of(facts.get("due_at"))
    return CallEntry(
        id=strawberry.ID(str(entry.id)),
        step=entry.step,
        status=entry.status,
        at=entry.at,
        late=entry.at - (checked or entry.made_at) > LATE,
        assignment_id=strawberry.ID(str(part.id)) if part else None,
        unit_name=part.unit_name if part else None,
        by_name=who.name,
        by_post=who.post,
        words=entry.words,
        photos=[photo_of(photo) for photo in entry.photos],
        internal=entry.inside_unit_id is not None,
        heads=facts.get("heads") or facts.get("coming"),
        metres=facts.get("metres"),
        late_minutes=int((checked - due).total_seconds() // 60) if checked and due else None,
        report_at=moment_of(facts.get("report_at")),
        report_place=facts.get("report_place"),
        until=moment_of(facts.get("until")),
        units=[unit["unit_name"] for unit in facts.get("units", [])],
        item_number=facts.get("item_number"),
        finding=facts.get("finding") or None,
        alone=bool(facts.get("alone")),
        seal=characters(facts["seal"]) if facts.get("seal") else None,
    )
