"""The types of calls, made from rows as far as the reader may know."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import strawberry

from gridcall.calls import actions, clocks, loading, workflow
from gridcall.calls.loading import Shelf
from gridcall.calls.queries import units_of
from gridcall.calls.rows import AssignmentRow, CallRow, CheckInRow, EntryRow, EvaluationRow, PleaRow, SegmentRow
from gridcall.calls.rules import PleaAnswer, Satisfaction, Solved
from gridcall.calls.seal import characters
from gridcall.calls.workflow import ENDED, STEPS, AssignmentStatus, CallStatus, CallStep, PleaKind, UnitPart
from gridcall.clock import day_of
from gridcall.gql import Context, Info, actor_of
from gridcall.media.api import Photo, photo_of
from gridcall.people.actor import Actor
from gridcall.people.permissions import Permission
from gridcall.responsibility.api import ResponsibilityItem, item_by_id
from gridcall.responsibility.rules import Stage, Urgency
from gridcall.snaps.api.types import SnapHead, head_of
from gridcall.snaps.loading import fields_asked
from gridcall.snaps.parties import title
from gridcall.snaps.workflow import LATE, Lamp, clock_lamp
from gridcall.words import Language, say

for enum in (CallStatus, CallStep, AssignmentStatus, UnitPart, Satisfaction, Solved, PleaKind, PleaAnswer):
    strawberry.enum(enum)


@strawberry.type
class CallClock:
    """A running clock: what its holder has to do, from when, until when."""

    stage: Stage
    limit_start: datetime
    due_at: datetime
    amber_at: datetime = strawberry.field(description="When the lamp turns amber; of a call, by any of its clocks.")
    lamp: Lamp


Span = tuple[datetime | None, datetime | None]  # a clock's start and limit; None: none runs


def _clock(stage: Stage | None, own: Span, context: Context, beside: Iterable[Span] = ()) -> CallClock | None:
    """A clock with its lamp; that of a call, with all others that run `beside` it, is as bad as the worst of them."""
    start, due = own
    if stage is None or start is None or due is None:
        return None
    others = [(begun, ends) for begun, ends in beside if begun is not None and ends is not None]
    amber, red = clocks.worst([(start, due), *others], context.settings.amber_share)
    lamp = Lamp.RED if context.now >= red else Lamp.AMBER if context.now >= amber else Lamp.GREEN
    return CallClock(stage=stage, limit_start=start, due_at=due, amber_at=amber, lamp=lamp)


@strawberry.type
class PartHead:
    """One unit of a call, as lists and events show it."""

    unit_name: str
    status: AssignmentStatus
    silent: bool = strawberry.field(description="Called, and no answer within the limit.")
    plea: PleaKind | None = strawberry.field(description="What the unit asks of the desk and has no answer to yet.")
    lamp: Lamp


@strawberry.interface
class CallSummary:
    """What every list of calls shows."""

    id: strawberry.ID
    number: str | None = strawberry.field(description="历呼〔2026〕0417; given with the signature.")
    status: CallStatus
    urgency: Urgency
    title: str
    place: str
    code: str
    street_name: str
    report_at: datetime | None = strawberry.field(description="When the units report on site.")
    report_place: str
    updated_at: datetime
    version: int
    clock: CallClock | None = strawberry.field(
        description="The clock that ends first, with the worst lamp of all that run."
    )
    plea: PleaKind | None = strawberry.field(description="What the street asks of the desk and has no answer to yet.")
    parts: list[PartHead] = strawberry.field(description="The called units, in the order of dispatch.")


@strawberry.type
class CallHead(CallSummary):
    """A call as events carry it."""


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


@strawberry.type
class Assignment:
    """What one unit is called to do."""

    row: strawberry.Private[AssignmentRow]
    call: strawberry.Private[CallRow]
    shelf: strawberry.Private[Shelf]
    id: strawberry.ID
    unit_id: strawberry.ID
    unit_name: str
    part: UnitPart
    duty: str
    headcount: int
    status: AssignmentStatus
    silent: bool = strawberry.field(description="Called, and no answer within the limit.")
    mine: bool = strawberry.field(description="The reader answers or goes out for this unit.")
    dispatched_at: datetime
    seen_at: datetime | None
    responded_at: datetime | None
    coming: int | None
    arrived_at: datetime | None
    present: int | None
    reported_at: datetime | None
    done_at: datetime | None
    reworked: int
    reminded: int
    returns: int
    binding: bool = strawberry.field(description="Called by the desk's written finding: it cannot be returned.")
    plea: PleaKind | None = strawberry.field(description="What the unit asks of the desk and has no answer to yet.")
    clock: CallClock | None

    @strawberry.field
    def people(self, info: Info) -> list[CallPerson]:
        """Whom the unit sends."""
        return [_person(self.shelf, person, None, info) for person in self.shelf.going.get(self.row.id, [])]

    @strawberry.field
    def dissolved(self) -> bool:
        """The unit exists no longer: the desk lets it off and calls another."""
        return self.row.unit_id in self.shelf.dissolved

    @strawberry.field
    def looks(self, info: Info) -> list[OrderLook]:
        """Who has opened the order; for the desk and the unit itself."""
        actor = actor_of(info)
        if not self.mine and actor.holds(Permission.CALL_DISPATCH, self.call.code) is None:
            return []
        looks = self.shelf.looks.get(self.row.id, [])
        return [OrderLook(person=_person(self.shelf, look.person_id, None, info), at=look.at) for look in looks]

    @strawberry.field
    def check_ins(self, info: Info) -> list[CheckIn]:
        found = self.shelf.check_ins.get(self.call.id, [])
        return [_check_in(self.shelf, one, info) for one in found if one.assignment_id == self.row.id]

    @strawberry.field
    def evaluation(self, info: Info) -> Evaluation | None:
        """Sealed until the call is closed."""
        if self.call.status not in ENDED:
            return None
        found = [one for one in self.shelf.evaluations.get(self.call.id, []) if one.assignment_id == self.row.id]
        return _evaluation(max(found, key=lambda one: one.round)) if found else None

    @strawberry.field
    def available_actions(self, info: Info) -> list[CallAction]:
        """Every step that concerns this unit's part, with the reason for each that is refused."""
        parts = self.shelf.parts.get(self.call.id, [])
        return _actions(info, self.call, parts, self.row)


@strawberry.type
class Call(CallSummary):
    """One call ticket (呼叫工单)."""

    row: strawberry.Private[CallRow]
    shelf: strawberry.Private[Shelf]
    community_name: str | None
    words: str
    done_already: str
    asks: str
    lon: float | None
    lat: float | None
    item_id: strawberry.ID | None
    item_number: str
    item_name: str
    situation_id: strawberry.ID | None
    order_text: str
    report_lon: float | None
    report_lat: float | None
    dispatched_at: datetime | None
    opinion: str
    closed_at: datetime | None
    reopened: int
    signed: bool
    created_at: datetime
    drafted_by_me: bool

    @strawberry.field
    def photos(self) -> list[Photo]:
        return [photo_of(photo) for photo in self.row.photos]

    @strawberry.field
    async def item(self) -> ResponsibilityItem | None:
        """In the version of the list under which the call was made."""
        return await item_by_id(self.row.item_id) if self.row.item_id else None

    @strawberry.field
    def snaps(self, info: Info) -> list[SnapHead]:
        """The snaps behind it, as everybody may know them: the reporter is hidden."""
        found = (self.shelf.snaps.get(UUID(one)) for one in self.row.snap_ids)
        return [head_of(snap, info.context) for snap in found if snap]

    @strawberry.field
    def assignments(self, info: Info) -> list[Assignment]:
        """The called units, in the order of dispatch; those that were replaced stay in it."""
        mine, now = units_of(actor_of(info)), info.context.now
        parts = self.shelf.parts.get(self.row.id, [])
        return [_assignment(self, part, part.unit_id in mine, info.context, now) for part in parts]

    @strawberry.field
    def entries(self, info: Info) -> list[CallEntry]:
        """Every step, oldest first. Internal remarks are read by their own unit alone."""
        mine = {hat.unit_id for hat in actor_of(info).hats}
        timeline = self.shelf.timelines.get(self.row.id, [])
        seen = [one for one in timeline if one.inside_unit_id is None or one.inside_unit_id in mine]
        return [_entry(self.shelf, one, info) for one in seen]

    @strawberry.field
    def form(self, info: Info) -> SignedForm | None:
        """What is signed now; null while a signature is wanting."""
        signed = [form for form in self.shelf.forms.get(self.row.id, []) if form.hash == self.row.seal]
        if not signed:
            return None
        form = signed[-1]
        who = _person(self.shelf, form.signed_by_id, form.post_id, info)
        return SignedForm(
            content=form.content,
            hash=form.hash,
            seal=characters(form.hash),
            signed_by=who.name,
            post=who.post,
            acting=form.acting,
            signed_at=form.signed_at,
        )

    @strawberry.field
    async def to_sign(self, info: Info) -> str | None:
        """The canonical text of the form as it stands, for whoever may sign it: its hash goes into `signOffCall`."""
        if self.row.status is not CallStatus.TO_SIGN:
            return None
        return await actions.to_be_signed(self.row)

    @strawberry.field
    async def last_signed(self, info: Info) -> str | None:
        """The canonical text that was signed before, to show what has changed since."""
        signed = self.shelf.forms.get(self.row.id, [])
        return signed[-1].content if signed else None

    @strawberry.field
    def pleas(self, info: Info) -> list[CallPlea]:
        """What was asked of the desk, oldest first."""
        return [_plea(self.shelf, one, info) for one in self.shelf.pleas.get(self.row.id, [])]

    @strawberry.field
    def segments(self, info: Info) -> list[CallSegment]:
        return [_segment(one, info.context) for one in self.shelf.segments.get(self.row.id, [])]

    @strawberry.field
    def available_actions(self, info: Info) -> list[CallAction]:
        """Every step on the call as a whole, with the reason for each that is refused."""
        return _actions(info, self.row, self.shelf.parts.get(self.row.id, []), None)


def _actions(info: Info, call: CallRow, parts: Sequence[AssignmentRow], part: AssignmentRow | None) -> list[CallAction]:
    standing = actions.standing(actor_of(info), call, parts, part, info.context.now)
    steps = [step for step in STEPS.values() if step.of_part is (part is not None) and step.sources]
    return [_action(step, workflow.refusal(step, standing), info.context.language) for step in steps]


def _action(step: workflow.Step, refused: Any, language: Language) -> CallAction:
    return CallAction(
        step=step.name, allowed=refused is None, reason=say(refused.reason, language) if refused else None
    )


def _person(shelf: Shelf, person_id: UUID, post_id: UUID | None, info: Info) -> CallPerson:
    person, post = shelf.persons.get(person_id), shelf.posts.get(post_id) if post_id else None
    return CallPerson(
        person_id=strawberry.ID(str(person_id)),
        name=person.name if person else "",
        post=title(post, person_id, info.context.language) if post else "",
    )


def _check_in(shelf: Shelf, row: CheckInRow, info: Info) -> CheckIn:
    return CheckIn(
        id=strawberry.ID(str(row.id)),
        at=row.checked_at,
        heads=row.heads,
        metres=None if row.metres is None else round(row.metres),
        lon=row.lon,
        lat=row.lat,
        late_minutes=int((row.checked_at - row.due_at).total_seconds() // 60),
        offline=row.arrived_at - row.checked_at > LATE,
        by=_person(shelf, row.person_id, None, info).name,
    )


def _evaluation(row: EvaluationRow) -> Evaluation:
    return Evaluation(
        timeliness=row.timeliness,
        attitude=row.attitude,
        result=row.result,
        solved=row.solved,
        words=row.words,
        at=row.at,
    )


def _segment(row: SegmentRow, context: Context) -> CallSegment:
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


def _plea(shelf: Shelf, row: PleaRow, info: Info) -> CallPlea:
    who = _person(shelf, row.by_person_id, row.by_post_id, info)
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


def _moment(raw: str | None) -> datetime | None:
    return datetime.fromisoformat(raw) if raw else None


def _entry(shelf: Shelf, entry: EntryRow, info: Info) -> CallEntry:
    facts, who = entry.facts, _person(shelf, entry.by_person_id, entry.by_post_id, info)
    part = next((one for one in shelf.parts.get(entry.call_id, []) if one.id == entry.assignment_id), None)
    checked, due = _moment(facts.get("checked_at")), _moment(facts.get("due_at"))
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
        report_at=_moment(facts.get("report_at")),
        report_place=facts.get("report_place"),
        until=_moment(facts.get("until")),
        units=[unit["unit_name"] for unit in facts.get("units", [])],
        item_number=facts.get("item_number"),
        finding=facts.get("finding") or None,
        alone=bool(facts.get("alone")),
        seal=characters(facts["seal"]) if facts.get("seal") else None,
    )


def silent(status: AssignmentStatus, due: datetime | None, now: datetime) -> bool:
    """Silence is a state: called, and no answer within the limit."""
    return status is AssignmentStatus.DISPATCHED and due is not None and now >= due


def _assignment(call: Call, row: AssignmentRow, mine: bool, context: Context, now: datetime) -> Assignment:
    return Assignment(
        row=row,
        call=call.row,
        shelf=call.shelf,
        id=strawberry.ID(str(row.id)),
        unit_id=strawberry.ID(str(row.unit_id)),
        unit_name=row.unit_name,
        part=row.part,
        duty=row.duty,
        headcount=row.headcount,
        status=row.status,
        silent=silent(row.status, row.due_at, now),
        mine=mine,
        dispatched_at=row.dispatched_at,
        seen_at=row.seen_at,
        responded_at=row.responded_at,
        coming=row.coming,
        arrived_at=row.arrived_at,
        present=row.present,
        reported_at=row.reported_at,
        done_at=row.done_at,
        reworked=row.reworked,
        reminded=row.reminded,
        returns=row.returns,
        binding=row.binding,
        plea=row.plea,
        clock=_clock(row.stage, (row.limit_start, row.due_at), context),
    )


def number_of(short: str, year: int | None, number: int | None) -> str | None:
    """历呼〔2026〕0417; `short` is the district's one-character name."""
    return None if number is None else f"{short}呼〔{year}〕{number:04}"


async def shown(call: CallRow, info: Info) -> Call:
    """The call as the reader may know it."""
    return (await all_shown([call], info))[0]


async def all_shown(calls: Sequence[CallRow], info: Info) -> list[Call]:
    """The calls as the reader may know them, with everything that the request asks of them."""
    asked = fields_asked(info)
    shelf = await loading.hang(calls, asked, day_of(info.context.now))
    actor = actor_of(info)
    heads = shelf.parts if "parts" in asked else {}
    return [_shown(call, shelf, heads.get(call.id, []), actor, info.context) for call in calls]


def _shown(call: CallRow, shelf: Shelf, heads: Sequence[AssignmentRow], actor: Actor, context: Context) -> Call:
    same = {
        name: getattr(call, name)
        for name in (
            *("status", "urgency", "title", "place", "code", "street_name", "report_at", "report_place"),
            *("updated_at", "version", "community_name", "words", "done_already", "asks", "lon", "lat"),
            *("plea", "item_number", "item_name", "order_text", "report_lon", "report_lat", "dispatched_at", "opinion"),
            *("closed_at", "reopened", "created_at"),
        )
    }
    beside = ((part.limit_start, part.due_at) for part in shelf.parts.get(call.id, []))
    return Call(
        row=call,
        shelf=shelf,
        id=strawberry.ID(str(call.id)),
        number=number_of(context.settings.call_prefix, call.year, call.number),
        item_id=strawberry.ID(str(call.item_id)) if call.item_id else None,
        situation_id=strawberry.ID(str(call.situation_id)) if call.situation_id else None,
        signed=call.seal is not None,
        drafted_by_me=call.drafter_id == actor.person_id,
        clock=_clock(call.stage, (call.limit_start, call.due_at), context, beside),
        parts=[
            _part_head(part.unit_name, part.status, part.plea, part.limit_start, part.due_at, context) for part in heads
        ],
        **same,
    )


def head_of_event(payload: Mapping[str, Any], context: Context) -> CallHead:
    """The head that an event of calls carries; `payload` as the outbox stores it."""
    stage = Stage(payload["stage"]) if payload["stage"] else None
    return CallHead(
        id=payload["id"],
        number=number_of(context.settings.call_prefix, payload["year"], payload["number"]),
        status=CallStatus(payload["status"]),
        urgency=Urgency(payload["urgency"]),
        title=payload["title"],
        place=payload["place"],
        code=payload["code"],
        street_name=payload["street_name"],
        report_at=_moment(payload["report_at"]),
        report_place=payload["report_place"],
        updated_at=datetime.fromisoformat(payload["updated_at"]),
        version=payload["version"],
        clock=_clock(stage, _span(payload), context, map(_span, payload["parts"])),
        plea=_plea_kind(payload),
        parts=[_part_of_event(part, context) for part in payload["parts"]],
    )


def _part_of_event(part: Mapping[str, Any], context: Context) -> PartHead:
    start, due = _span(part)
    return _part_head(part["unit_name"], AssignmentStatus(part["status"]), _plea_kind(part), start, due, context)


def _span(payload: Mapping[str, Any]) -> Span:
    return _moment(payload["limit_start"]), _moment(payload["due_at"])


def _plea_kind(payload: Mapping[str, Any]) -> PleaKind | None:
    """Events from before anybody could ask say nothing of it."""
    return PleaKind(payload["plea"]) if payload.get("plea") else None


def _part_head(
    unit_name: str,
    status: AssignmentStatus,
    plea: PleaKind | None,
    start: datetime | None,
    due: datetime | None,
    context: Context,
) -> PartHead:
    return PartHead(
        unit_name=unit_name,
        status=status,
        plea=plea,
        silent=silent(status, due, context.now),
        lamp=clock_lamp(start, due, context.now, context.settings.amber_share),
    )
