"""Every step of a call."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Annotated, Any

import strawberry
from strawberry.extensions import FieldExtension

from gridcall.calls import actions
from gridcall.calls.api.types import Call, shown
from gridcall.calls.rows import CallRow
from gridcall.calls.rules import Satisfaction, Solved
from gridcall.calls.workflow import STEPS, CallStep, UnitPart
from gridcall.gql import Done, Info, Refusal, actor_of, new_uuid_of, requires, uuid_of
from gridcall.grid.api import PointInput
from gridcall.media.api import PhotoInput, chosen
from gridcall.responsibility.rules import Urgency
from gridcall.snaps.places import Point


@strawberry.input
class CallFormInput:
    """What the street writes. Anything but the street may still be empty while it is a draft."""

    street_code: str
    urgency: Urgency
    item_id: strawberry.ID | None = None
    situation_id: strawberry.ID | None = None
    title: str = ""
    words: str = ""
    done_already: str = ""
    asks: str = ""
    place: str = ""
    point: PointInput | None = None
    cell_code: str | None = None
    photos: list[PhotoInput] = strawberry.field(default_factory=list)
    snap_ids: list[strawberry.ID] = strawberry.field(default_factory=list)


@strawberry.input
class CallStepInput:
    """`id` is client-made (UUIDv7) and is the step's idempotency key."""

    id: strawberry.ID
    call_id: strawberry.ID
    expected_version: int | None = None
    words: str | None = None
    photos: list[PhotoInput] | None = None


@strawberry.input
class PartStepInput:
    """A step of one unit's part. `id` is client-made (UUIDv7) and is the step's idempotency key."""

    id: strawberry.ID
    call_id: strawberry.ID
    assignment_id: strawberry.ID
    words: str | None = None
    photos: list[PhotoInput] | None = None


@strawberry.input
class CalledUnitInput:
    """`id` is client-made (UUIDv7): the assignment's."""

    id: strawberry.ID
    unit_id: strawberry.ID
    part: UnitPart
    duty: str = ""
    headcount: int = 1


@strawberry.input
class OrderInput:
    report_at: datetime
    place: str
    point: PointInput | None = None
    words: str = ""


@strawberry.input
class VerdictInput:
    assignment_id: strawberry.ID
    timeliness: Satisfaction
    attitude: Satisfaction
    result: Satisfaction
    solved: Solved
    words: str = ""


DraftCallResult = Annotated[Call | Refusal, strawberry.union("DraftCallResult")]
EditCallResult = Annotated[Call | Refusal, strawberry.union("EditCallResult")]
SubmitCallResult = Annotated[Call | Refusal, strawberry.union("SubmitCallResult")]
SendCallToDrafterResult = Annotated[Call | Refusal, strawberry.union("SendCallToDrafterResult")]
SignOffCallResult = Annotated[Call | Refusal, strawberry.union("SignOffCallResult")]
AcceptCallResult = Annotated[Call | Refusal, strawberry.union("AcceptCallResult")]
SendCallBackResult = Annotated[Call | Refusal, strawberry.union("SendCallBackResult")]
DispatchCallResult = Annotated[Call | Refusal, strawberry.union("DispatchCallResult")]
AddUnitsResult = Annotated[Call | Refusal, strawberry.union("AddUnitsResult")]
MoveCallResult = Annotated[Call | Refusal, strawberry.union("MoveCallResult")]
RemindUnitResult = Annotated[Call | Refusal, strawberry.union("RemindUnitResult")]
RespondResult = Annotated[Call | Refusal, strawberry.union("RespondResult")]
ReturnPartResult = Annotated[Call | Refusal, strawberry.union("ReturnPartResult")]
SettleReturnResult = Annotated[Call | Refusal, strawberry.union("SettleReturnResult")]
RelieveUnitResult = Annotated[Call | Refusal, strawberry.union("RelieveUnitResult")]
ProposeMeetingResult = Annotated[Call | Refusal, strawberry.union("ProposeMeetingResult")]
AcceptMeetingResult = Annotated[Call | Refusal, strawberry.union("AcceptMeetingResult")]
AskExtensionResult = Annotated[Call | Refusal, strawberry.union("AskExtensionResult")]
GrantExtensionResult = Annotated[Call | Refusal, strawberry.union("GrantExtensionResult")]
RefusePleaResult = Annotated[Call | Refusal, strawberry.union("RefusePleaResult")]
AskLaterClosingResult = Annotated[Call | Refusal, strawberry.union("AskLaterClosingResult")]
GrantLaterClosingResult = Annotated[Call | Refusal, strawberry.union("GrantLaterClosingResult")]
RefuseLaterClosingResult = Annotated[Call | Refusal, strawberry.union("RefuseLaterClosingResult")]
SendPeopleResult = Annotated[Call | Refusal, strawberry.union("SendPeopleResult")]
CheckInResult = Annotated[Call | Refusal, strawberry.union("CheckInResult")]
ReportCompletionResult = Annotated[Call | Refusal, strawberry.union("ReportCompletionResult")]
AcceptPartResult = Annotated[Call | Refusal, strawberry.union("AcceptPartResult")]
SendPartForReworkResult = Annotated[Call | Refusal, strawberry.union("SendPartForReworkResult")]
CloseCallResult = Annotated[Call | Refusal, strawberry.union("CloseCallResult")]
ArchiveCallResult = Annotated[Call | Refusal, strawberry.union("ArchiveCallResult")]
WithdrawCallResult = Annotated[Call | Refusal, strawberry.union("WithdrawCallResult")]
ReopenCallResult = Annotated[Call | Refusal, strawberry.union("ReopenCallResult")]
RemarkOnCallResult = Annotated[Call | Refusal, strawberry.union("RemarkOnCallResult")]
SeeOrderResult = Annotated[Done | Refusal, strawberry.union("SeeOrderResult")]


def _gate(step: CallStep) -> list[FieldExtension]:
    """The permission that the workflow names for the step."""
    return [requires(STEPS[step].who)]


def _form(input: CallFormInput) -> actions.Form:
    return actions.Form(
        street_code=input.street_code,
        urgency=input.urgency,
        item_id=uuid_of(input.item_id, "itemId") if input.item_id else None,
        situation_id=uuid_of(input.situation_id, "situationId") if input.situation_id else None,
        title=input.title,
        words=input.words,
        done_already=input.done_already,
        asks=input.asks,
        place=input.place,
        point=_point(input.point),
        cell_code=input.cell_code,
        photos=chosen(input.photos),
        snap_ids=[uuid_of(one, "snapIds") for one in input.snap_ids],
    )


def _point(point: PointInput | None) -> Point | None:
    return Point(point.lon, point.lat, point.crs, point.accuracy_metres) if point else None


def _request(input: CallStepInput | PartStepInput) -> actions.Request:
    return actions.Request(
        id=new_uuid_of(input.id),
        call_id=uuid_of(input.call_id, "callId"),
        assignment_id=uuid_of(input.assignment_id, "assignmentId") if isinstance(input, PartStepInput) else None,
        words=input.words or "",
        photos=chosen(input.photos),
        expected_version=input.expected_version if isinstance(input, CallStepInput) else None,
    )


def _called(units: list[CalledUnitInput]) -> list[actions.Called]:
    return [
        actions.Called(new_uuid_of(one.id, "units"), uuid_of(one.unit_id, "units"), one.part, one.duty, one.headcount)
        for one in units
    ]


def _order(order: OrderInput) -> actions.Order:
    return actions.Order(order.report_at, order.place, _point(order.point), order.words)


async def _step(
    info: Info, act: Callable[..., Awaitable[CallRow]], input: CallStepInput | PartStepInput, *further: Any
) -> Call:
    call = await act(actor_of(info), _request(input), *further, now=info.context.now)
    return await shown(call, info)


@strawberry.type
class CallsMutation:
    @strawberry.mutation(extensions=_gate(CallStep.DRAFT))  # type: ignore[untyped-decorator]
    async def draft_call(self, info: Info, id: strawberry.ID, form: CallFormInput) -> DraftCallResult:
        """A new draft under a client-made id (UUIDv7)."""
        call = await actions.draft(actor_of(info), new_uuid_of(id), _form(form), now=info.context.now)
        return await shown(call, info)

    @strawberry.mutation(extensions=_gate(CallStep.EDIT))  # type: ignore[untyped-decorator]
    async def edit_call(
        self, info: Info, call_id: strawberry.ID, form: CallFormInput, expected_version: int
    ) -> EditCallResult:
        """Save the draft as it stands now; the same again changes nothing."""
        identifier = uuid_of(call_id, "callId")
        call = await actions.edit(actor_of(info), identifier, _form(form), expected_version, now=info.context.now)
        return await shown(call, info)

    @strawberry.mutation(extensions=_gate(CallStep.SUBMIT))  # type: ignore[untyped-decorator]
    async def submit_call(self, info: Info, input: CallStepInput) -> SubmitCallResult:
        """To the street's head for signature (送签)."""
        return await _step(info, actions.submit, input)

    @strawberry.mutation(extensions=_gate(CallStep.SEND_TO_DRAFTER))  # type: ignore[untyped-decorator]
    async def send_call_to_drafter(self, info: Info, input: CallStepInput) -> SendCallToDrafterResult:
        """Not like this; words say why."""
        return await _step(info, actions.send_to_drafter, input)

    @strawberry.mutation(extensions=_gate(CallStep.SIGN_OFF))  # type: ignore[untyped-decorator]
    async def sign_off_call(self, info: Info, input: CallStepInput, hash: str) -> SignOffCallResult:
        """Sign what was shown: `hash` is the SHA-256 of `toSign`, hex, computed where it was shown."""
        return await _step(info, actions.sign_off, input, hash.lower())

    @strawberry.mutation(extensions=_gate(CallStep.ACCEPT))  # type: ignore[untyped-decorator]
    async def accept_call(self, info: Info, input: CallStepInput) -> AcceptCallResult:
        """The desk takes it up (受理)."""
        return await _step(info, actions.accept, input)

    @strawberry.mutation(extensions=_gate(CallStep.SEND_BACK))  # type: ignore[untyped-decorator]
    async def send_call_back(self, info: Info, input: CallStepInput) -> SendCallBackResult:
        """To the street; words say why."""
        return await _step(info, actions.send_back, input)

    @strawberry.mutation(extensions=_gate(CallStep.DISPATCH))  # type: ignore[untyped-decorator]
    async def dispatch_call(
        self, info: Info, input: CallStepInput, order: OrderInput, units: list[CalledUnitInput]
    ) -> DispatchCallResult:
        """Which units report, when and where (派遣)."""
        return await _step(info, actions.dispatch, input, _order(order), _called(units))

    @strawberry.mutation(extensions=_gate(CallStep.ADD_UNITS))  # type: ignore[untyped-decorator]
    async def add_units(self, info: Info, input: CallStepInput, units: list[CalledUnitInput]) -> AddUnitsResult:
        """More units than first thought."""
        return await _step(info, actions.add_units, input, _called(units))

    @strawberry.mutation(extensions=_gate(CallStep.MOVE))  # type: ignore[untyped-decorator]
    async def move_call(self, info: Info, input: CallStepInput, order: OrderInput) -> MoveCallResult:
        """Another time or place; everyone confirms again. Words say why."""
        return await _step(info, actions.move, input, _order(order))

    @strawberry.mutation(extensions=_gate(CallStep.REMIND))  # type: ignore[untyped-decorator]
    async def remind_unit(self, info: Info, input: PartStepInput) -> RemindUnitResult:
        """Somebody waits for the unit (催办)."""
        return await _step(info, actions.remind, input)

    @strawberry.mutation(extensions=_gate(CallStep.RESPOND))  # type: ignore[untyped-decorator]
    async def respond(self, info: Info, input: PartStepInput, heads: int) -> RespondResult:
        """The unit confirms that it will attend, with how many (响应)."""
        return await _step(info, actions.respond, input, heads)

    @strawberry.mutation(extensions=_gate(CallStep.RETURN))  # type: ignore[untyped-decorator]
    async def return_part(self, info: Info, input: PartStepInput, item_id: strawberry.ID) -> ReturnPartResult:
        """ "Not our duty": words say why, the item says by what."""
        return await _step(info, actions.return_part, input, uuid_of(item_id, "itemId"))

    @strawberry.mutation(extensions=_gate(CallStep.SETTLE_RETURN))  # type: ignore[untyped-decorator]
    async def settle_return(
        self, info: Info, input: PartStepInput, units: list[CalledUnitInput], finding: str | None = None
    ) -> SettleReturnResult:
        """What was returned goes to others, back, or to nobody. The second return needs the written finding."""
        return await _step(info, actions.settle_return, input, _called(units), finding or "")

    @strawberry.mutation(extensions=_gate(CallStep.RELIEVE))  # type: ignore[untyped-decorator]
    async def relieve_unit(self, info: Info, input: PartStepInput, units: list[CalledUnitInput]) -> RelieveUnitResult:
        """The unit is let off; others may be called in its place. Words say why."""
        return await _step(info, actions.relieve, input, _called(units))

    @strawberry.mutation(extensions=_gate(CallStep.PROPOSE_MEETING))  # type: ignore[untyped-decorator]
    async def propose_meeting(self, info: Info, input: PartStepInput, order: OrderInput) -> ProposeMeetingResult:
        """The unit cannot make the ordered time or place and proposes another one (商量改期). Words say why."""
        return await _step(info, actions.propose_meeting, input, _order(order))

    @strawberry.mutation(extensions=_gate(CallStep.ACCEPT_MEETING))  # type: ignore[untyped-decorator]
    async def accept_meeting(self, info: Info, input: PartStepInput, plea_id: strawberry.ID) -> AcceptMeetingResult:
        """The order moves as the unit proposed; everyone confirms again."""
        return await _step(info, actions.accept_meeting, input, uuid_of(plea_id, "pleaId"))

    @strawberry.mutation(extensions=_gate(CallStep.ASK_EXTENSION))  # type: ignore[untyped-decorator]
    async def ask_extension(self, info: Info, input: PartStepInput, until: datetime) -> AskExtensionResult:
        """The unit needs longer than its limit (申请延期). Words say why."""
        return await _step(info, actions.ask_extension, input, until)

    @strawberry.mutation(extensions=_gate(CallStep.GRANT_EXTENSION))  # type: ignore[untyped-decorator]
    async def grant_extension(self, info: Info, input: PartStepInput, plea_id: strawberry.ID) -> GrantExtensionResult:
        """The unit has until the time that it asked for."""
        return await _step(info, actions.grant_extension, input, uuid_of(plea_id, "pleaId"))

    @strawberry.mutation(extensions=_gate(CallStep.REFUSE_PLEA))  # type: ignore[untyped-decorator]
    async def refuse_plea(self, info: Info, input: PartStepInput, plea_id: strawberry.ID) -> RefusePleaResult:
        """What the unit asked for is not granted. Words say why."""
        return await _step(info, actions.refuse_plea, input, uuid_of(plea_id, "pleaId"))

    @strawberry.mutation(extensions=_gate(CallStep.ASK_LATER_CLOSING))  # type: ignore[untyped-decorator]
    async def ask_later_closing(self, info: Info, input: CallStepInput, until: datetime) -> AskLaterClosingResult:
        """The street needs longer to close. Words say why."""
        return await _step(info, actions.ask_later_closing, input, until)

    @strawberry.mutation(extensions=_gate(CallStep.GRANT_LATER_CLOSING))  # type: ignore[untyped-decorator]
    async def grant_later_closing(
        self, info: Info, input: CallStepInput, plea_id: strawberry.ID
    ) -> GrantLaterClosingResult:
        """The street has until the time that it asked for."""
        return await _step(info, actions.grant_later_closing, input, uuid_of(plea_id, "pleaId"))

    @strawberry.mutation(extensions=_gate(CallStep.REFUSE_LATER_CLOSING))  # type: ignore[untyped-decorator]
    async def refuse_later_closing(
        self, info: Info, input: CallStepInput, plea_id: strawberry.ID
    ) -> RefuseLaterClosingResult:
        """The street closes within its limit. Words say why."""
        return await _step(info, actions.refuse_later_closing, input, uuid_of(plea_id, "pleaId"))

    @strawberry.mutation(extensions=_gate(CallStep.SEND_PEOPLE))  # type: ignore[untyped-decorator]
    async def send_people(self, info: Info, input: PartStepInput, person_ids: list[strawberry.ID]) -> SendPeopleResult:
        """Who goes for the unit (派员)."""
        return await _step(info, actions.send_people, input, [uuid_of(one, "personIds") for one in person_ids])

    @strawberry.mutation(extensions=_gate(CallStep.CHECK_IN))  # type: ignore[untyped-decorator]
    async def check_in(
        self,
        info: Info,
        input: PartStepInput,
        checked_at: datetime,
        heads: int,
        point: PointInput | None = None,
    ) -> CheckInResult:
        """On site (报到): when by the phone's clock, where, with how many. Late or away never blocks."""
        return await _step(info, actions.check_in, input, actions.Presence(checked_at, heads, _point(point)))

    @strawberry.mutation(extensions=_gate(CallStep.REPORT_COMPLETION))  # type: ignore[untyped-decorator]
    async def report_completion(self, info: Info, input: PartStepInput) -> ReportCompletionResult:
        """What the unit did (办结反馈)."""
        return await _step(info, actions.report_completion, input)

    @strawberry.mutation(extensions=_gate(CallStep.ACCEPT_PART))  # type: ignore[untyped-decorator]
    async def accept_part(self, info: Info, input: PartStepInput) -> AcceptPartResult:
        """The unit's part is done."""
        return await _step(info, actions.accept_part, input)

    @strawberry.mutation(extensions=_gate(CallStep.SEND_FOR_REWORK))  # type: ignore[untyped-decorator]
    async def send_part_for_rework(self, info: Info, input: PartStepInput) -> SendPartForReworkResult:
        """Not done yet; words say why."""
        return await _step(info, actions.send_for_rework, input)

    @strawberry.mutation(extensions=_gate(CallStep.CLOSE))  # type: ignore[untyped-decorator]
    async def close_call(self, info: Info, input: CallStepInput, verdicts: list[VerdictInput]) -> CloseCallResult:
        """The closing opinion (words) with one evaluation for each unit that did its part."""
        told = [
            actions.Verdict(
                uuid_of(one.assignment_id, "verdicts"), one.timeliness, one.attitude, one.result, one.solved, one.words
            )
            for one in verdicts
        ]
        return await _step(info, actions.close, input, told)

    @strawberry.mutation(extensions=_gate(CallStep.ARCHIVE))  # type: ignore[untyped-decorator]
    async def archive_call(self, info: Info, input: CallStepInput) -> ArchiveCallResult:
        """The desk files it (归档)."""
        return await _step(info, actions.archive, input)

    @strawberry.mutation(extensions=_gate(CallStep.WITHDRAW))  # type: ignore[untyped-decorator]
    async def withdraw_call(self, info: Info, input: CallStepInput) -> WithdrawCallResult:
        """The street takes it back; words say why."""
        return await _step(info, actions.withdraw, input)

    @strawberry.mutation(extensions=_gate(CallStep.REOPEN))  # type: ignore[untyped-decorator]
    async def reopen_call(
        self, info: Info, input: CallStepInput, assignment_ids: list[strawberry.ID]
    ) -> ReopenCallResult:
        """Not solved after all: the parts named are done again. Words say why."""
        return await _step(info, actions.reopen, input, [uuid_of(one, "assignmentIds") for one in assignment_ids])

    @strawberry.mutation(extensions=_gate(CallStep.REMARK))  # type: ignore[untyped-decorator]
    async def remark_on_call(self, info: Info, input: CallStepInput) -> RemarkOnCallResult:
        """A note for one's own unit alone."""
        return await _step(info, actions.remark, input)

    @strawberry.mutation(extensions=_gate(CallStep.CHECK_IN))  # type: ignore[untyped-decorator]
    async def see_order(self, info: Info, assignment_id: strawberry.ID) -> SeeOrderResult:
        """A person of the unit has opened the order."""
        await actions.see_order(actor_of(info), uuid_of(assignment_id, "assignmentId"), now=info.context.now)
        return Done()
