"""A call and its assignments, made from rows as far as the reader may know."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import strawberry

from gridcall.calls import actions, loading, workflow
from gridcall.calls.api.heads import CallClock, CallSummary, clock_of, number_of, part_head, silent
from gridcall.calls.api.parts import (
    CallAction,
    CallEntry,
    CallPerson,
    CallPlea,
    CallSegment,
    CheckIn,
    Evaluation,
    OrderLook,
    SignedForm,
    action_of,
    check_in_of,
    entry_of,
    evaluation_of,
    person_of,
    plea_of,
    segment_of,
)
from gridcall.calls.loading import Shelf
from gridcall.calls.queries import units_of
from gridcall.calls.rows import AssignmentRow, CallRow
from gridcall.calls.seal import characters
from gridcall.calls.workflow import ENDED, STEPS, AssignmentStatus, CallStatus, PleaKind, UnitPart
from gridcall.clock import day_of
from gridcall.gql import Context, Info, actor_of, of_row
from gridcall.media.api import Photo, photo_of
from gridcall.people.permissions import Permission
from gridcall.responsibility.api import ResponsibilityItem, item_by_id
from gridcall.snaps.api.types import SnapHead, head_of
from gridcall.snaps.loading import fields_asked


@strawberry.type
class Assignment:
    """What one unit is called to do."""

    row: strawberry.Private[AssignmentRow]
    call: strawberry.Private[CallRow]
    shelf: strawberry.Private[Shelf]
    now: strawberry.Private[datetime]
    unit_name: str = of_row("unit_name")
    part: UnitPart = of_row("part")
    duty: str = of_row("duty")
    headcount: int = of_row("headcount")
    status: AssignmentStatus = of_row("status")
    dispatched_at: datetime = of_row("dispatched_at")
    seen_at: datetime | None = of_row("seen_at")
    responded_at: datetime | None = of_row("responded_at")
    coming: int | None = of_row("coming")
    arrived_at: datetime | None = of_row("arrived_at")
    present: int | None = of_row("present")
    reported_at: datetime | None = of_row("reported_at")
    done_at: datetime | None = of_row("done_at")
    reworked: int = of_row("reworked")
    reminded: int = of_row("reminded")
    returns: int = of_row("returns")
    binding: bool = of_row("binding", description="Called by the desk's written finding: it cannot be returned.")
    plea: PleaKind | None = of_row("plea", description="What the unit asks of the desk and has no answer to yet.")

    @strawberry.field
    def id(self) -> strawberry.ID:
        return strawberry.ID(str(self.row.id))

    @strawberry.field
    def unit_id(self) -> strawberry.ID:
        return strawberry.ID(str(self.row.unit_id))

    @strawberry.field(description="The reader answers or goes out for this unit.")  # type: ignore[untyped-decorator]
    def mine(self, info: Info) -> bool:
        return self.row.unit_id in units_of(actor_of(info))

    @strawberry.field(description="Called, and no answer within the limit.")  # type: ignore[untyped-decorator]
    def silent(self) -> bool:
        return silent(self.row.status, self.row.due_at, self.now)

    @strawberry.field
    def clock(self, info: Info) -> CallClock | None:
        return clock_of(self.row.stage, (self.row.limit_start, self.row.due_at), info.context)

    @strawberry.field
    def people(self, info: Info) -> list[CallPerson]:
        """Whom the unit sends."""
        return [person_of(self.shelf, person, None, info) for person in self.shelf.going.get(self.row.id, [])]

    @strawberry.field
    def dissolved(self) -> bool:
        """The unit exists no longer: the desk lets it off and calls another."""
        return self.row.unit_id in self.shelf.dissolved

    @strawberry.field
    def looks(self, info: Info) -> list[OrderLook]:
        """Who has opened the order; for the desk and the unit itself."""
        actor = actor_of(info)
        if self.row.unit_id not in units_of(actor) and actor.holds(Permission.CALL_DISPATCH, self.call.code) is None:
            return []
        looks = self.shelf.looks.get(self.row.id, [])
        return [OrderLook(person=person_of(self.shelf, look.person_id, None, info), at=look.at) for look in looks]

    @strawberry.field
    def check_ins(self, info: Info) -> list[CheckIn]:
        found = self.shelf.check_ins.get(self.call.id, [])
        return [check_in_of(self.shelf, one, info) for one in found if one.assignment_id == self.row.id]

    @strawberry.field
    def evaluation(self, info: Info) -> Evaluation | None:
        """Sealed until the call is closed."""
        if self.call.status not in ENDED:
            return None
        found = [one for one in self.shelf.evaluations.get(self.call.id, []) if one.assignment_id == self.row.id]
        return evaluation_of(max(found, key=lambda one: one.round)) if found else None

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
    community_name: str | None = of_row("community_name")
    words: str = of_row("words")
    done_already: str = of_row("done_already")
    asks: str = of_row("asks")
    lon: float | None = of_row("lon")
    lat: float | None = of_row("lat")
    item_number: str = of_row("item_number")
    item_name: str = of_row("item_name")
    order_text: str = of_row("order_text")
    report_lon: float | None = of_row("report_lon")
    report_lat: float | None = of_row("report_lat")
    dispatched_at: datetime | None = of_row("dispatched_at")
    opinion: str = of_row("opinion")
    closed_at: datetime | None = of_row("closed_at")
    reopened: int = of_row("reopened")
    created_at: datetime = of_row("created_at")

    @strawberry.field
    def item_id(self) -> strawberry.ID | None:
        return strawberry.ID(str(self.row.item_id)) if self.row.item_id else None

    @strawberry.field
    def situation_id(self) -> strawberry.ID | None:
        return strawberry.ID(str(self.row.situation_id)) if self.row.situation_id else None

    @strawberry.field
    def signed(self) -> bool:
        return self.row.seal is not None

    @strawberry.field
    def drafted_by_me(self, info: Info) -> bool:
        return self.row.drafter_id == actor_of(info).person_id

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
        parts, now = self.shelf.parts.get(self.row.id, []), info.context.now
        return [Assignment(row=part, call=self.row, shelf=self.shelf, now=now) for part in parts]

    @strawberry.field
    def entries(self, info: Info) -> list[CallEntry]:
        """Every step, oldest first. Internal remarks are read by their own unit alone."""
        mine = {hat.unit_id for hat in actor_of(info).hats}
        timeline = self.shelf.timelines.get(self.row.id, [])
        seen = [one for one in timeline if one.inside_unit_id is None or one.inside_unit_id in mine]
        return [entry_of(self.shelf, one, info) for one in seen]

    @strawberry.field
    def form(self, info: Info) -> SignedForm | None:
        """What is signed now; null while a signature is wanting."""
        signed = [form for form in self.shelf.forms.get(self.row.id, []) if form.hash == self.row.seal]
        if not signed:
            return None
        form = signed[-1]
        who = person_of(self.shelf, form.signed_by_id, form.post_id, info)
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
        return [plea_of(self.shelf, one, info) for one in self.shelf.pleas.get(self.row.id, [])]

    @strawberry.field
    def segments(self, info: Info) -> list[CallSegment]:
        return [segment_of(one, info.context) for one in self.shelf.segments.get(self.row.id, [])]

    @strawberry.field
    def available_actions(self, info: Info) -> list[CallAction]:
        """Every step on the call as a whole, with the reason for each that is refused."""
        return _actions(info, self.row, self.shelf.parts.get(self.row.id, []), None)


def _actions(info: Info, call: CallRow, parts: Sequence[AssignmentRow], part: AssignmentRow | None) -> list[CallAction]:
    standing = actions.standing(actor_of(info), call, parts, part, info.context.now)
    steps = [step for step in STEPS.values() if step.of_part is (part is not None) and step.sources]
    return [action_of(step, workflow.refusal(step, standing), info.context.language) for step in steps]


async def shown(call: CallRow, info: Info) -> Call:
    """The call as the reader may know it."""
    return (await all_shown([call], info))[0]


async def all_shown(calls: Sequence[CallRow], info: Info) -> list[Call]:
    """The calls as the reader may know them, with everything that the request asks of them."""
    asked = fields_asked(info)
    shelf = await loading.hang(calls, asked, day_of(info.context.now))
    heads = shelf.parts if "parts" in asked else {}
    return [_shown(call, shelf, heads.get(call.id, []), info.context) for call in calls]


def _shown(call: CallRow, shelf: Shelf, heads: Sequence[AssignmentRow], context: Context) -> Call:
    beside = ((part.limit_start, part.due_at) for part in shelf.parts.get(call.id, []))
    return Call(
        row=call,
        shelf=shelf,
        id=strawberry.ID(str(call.id)),
        number=number_of(context.settings.call_prefix, call.year, call.number),
        clock=clock_of(call.stage, (call.limit_start, call.due_at), context, beside),
        parts=[
            part_head(part.unit_id, part.unit_name, part.status, part.plea, (part.limit_start, part.due_at), context)
            for part in heads
        ],
    )
