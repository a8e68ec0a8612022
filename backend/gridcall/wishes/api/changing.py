"""Posting wishes and every later step."""

from collections.abc import Awaitable, Callable
from datetime import date, datetime
from typing import Annotated, Any

import strawberry
from strawberry.extensions import FieldExtension

from gridcall import outbox
from gridcall.gql import Info, Refusal, actor_of, new_uuid_of, requires, uuid_of
from gridcall.media.api import PhotoInput, chosen
from gridcall.people.permissions import Permission
from gridcall.wishes import actions
from gridcall.wishes.api.types import Wish, WishContact, shown
from gridcall.wishes.rows import WishRow
from gridcall.wishes.workflow import (
    STEPS,
    ConsentHow,
    SafetyFlag,
    WishFor,
    WishKind,
    WishStep,
    WishWho,
)


@strawberry.input
class PostWishInput:
    """`id` is client-made (UUIDv7) and is the idempotency key: of the wish, or of the step that revises it."""

    id: strawberry.ID
    kind: WishKind
    for_: WishFor = strawberry.field(name="for")
    who: WishWho = strawberry.field(description="As whom the published form shows the wisher.")
    words: str
    wanted_by: date | None = None
    amount_yuan: int | None = None
    community: str
    name: str = strawberry.field(description="Of whoever wishes; never published, like phone and address.")
    phone: str
    address: str
    flags: list[SafetyFlag]
    consent_how: ConsentHow | None = strawberry.field(default=None, description="For somebody else: how they agreed.")
    consent_at: datetime | None = None
    photos: list[PhotoInput]


@strawberry.input
class WishStepInput:
    """`id` is client-made (UUIDv7) and is the step's idempotency key."""

    id: strawberry.ID
    wish_id: strawberry.ID
    words: str | None = None
    photos: list[PhotoInput] | None = None
    expected_version: int | None = None


@strawberry.input
class PublishWishInput:
    """What everybody will read: no name, no number, no door."""

    id: strawberry.ID
    wish_id: strawberry.ID
    masked_words: str
    flags: list[SafetyFlag]
    who: WishWho
    expected_version: int | None = None


@strawberry.input
class ClaimWishInput:
    id: strawberry.ID
    wish_id: strawberry.ID
    plan: str = strawberry.field(description="One line: what, how.")
    promised_on: date
    unit_id: strawberry.ID | None = strawberry.field(default=None, description="In whose name; None: for myself.")


PostWishResult = Annotated[Wish | Refusal, strawberry.union("PostWishResult")]
ReviseWishResult = Annotated[Wish | Refusal, strawberry.union("ReviseWishResult")]
PublishWishResult = Annotated[Wish | Refusal, strawberry.union("PublishWishResult")]
SendBackWishResult = Annotated[Wish | Refusal, strawberry.union("SendBackWishResult")]
RefuseWishResult = Annotated[Wish | Refusal, strawberry.union("RefuseWishResult")]
WithdrawWishResult = Annotated[Wish | Refusal, strawberry.union("WithdrawWishResult")]
ClaimWishResult = Annotated[Wish | Refusal, strawberry.union("ClaimWishResult")]
JoinClaimResult = Annotated[Wish | Refusal, strawberry.union("JoinClaimResult")]
LeaveClaimResult = Annotated[Wish | Refusal, strawberry.union("LeaveClaimResult")]
PassOnClaimResult = Annotated[Wish | Refusal, strawberry.union("PassOnClaimResult")]
AskClaimExtensionResult = Annotated[Wish | Refusal, strawberry.union("AskClaimExtensionResult")]
GrantClaimExtensionResult = Annotated[Wish | Refusal, strawberry.union("GrantClaimExtensionResult")]
DeclineClaimExtensionResult = Annotated[Wish | Refusal, strawberry.union("DeclineClaimExtensionResult")]
GiveBackClaimResult = Annotated[Wish | Refusal, strawberry.union("GiveBackClaimResult")]
ReportWishFulfilledResult = Annotated[Wish | Refusal, strawberry.union("ReportWishFulfilledResult")]
SayWishMissingResult = Annotated[Wish | Refusal, strawberry.union("SayWishMissingResult")]
ConfirmWishResult = Annotated[Wish | Refusal, strawberry.union("ConfirmWishResult")]
ThankForWishResult = Annotated[Wish | Refusal, strawberry.union("ThankForWishResult")]
GivePointsToWishResult = Annotated[Wish | Refusal, strawberry.union("GivePointsToWishResult")]
RevealWishContactResult = Annotated[WishContact | Refusal, strawberry.union("RevealWishContactResult")]


def _gate(step: WishStep) -> list[FieldExtension]:
    """The permission that the workflow names for the step; none where it asks for a part in the wish."""
    who = STEPS[step].who
    return [requires(who)] if isinstance(who, Permission) else []


def _new(input: PostWishInput) -> actions.NewWish:
    return actions.NewWish(
        id=new_uuid_of(input.id),
        kind=input.kind,
        for_whom=input.for_,
        who=input.who,
        words=input.words,
        community=input.community,
        name=input.name,
        phone=input.phone,
        address=input.address,
        wanted_by=input.wanted_by,
        amount_yuan=input.amount_yuan,
        flags=input.flags,
        consent_how=input.consent_how,
        consent_at=input.consent_at,
        photos=chosen(input.photos),
    )


def _request(input: WishStepInput) -> actions.Request:
    return actions.Request(
        id=new_uuid_of(input.id),
        wish_id=uuid_of(input.wish_id, "wishId"),
        words=input.words or "",
        photos=chosen(input.photos),
        expected_version=input.expected_version,
    )


async def _answered(wish: WishRow, info: Info) -> Wish:
    return await shown(wish, info, await outbox.head_cursor())


async def _step(
    info: Info, act: Callable[..., Awaitable[WishRow]], request: actions.Request, *further: Any, timed: bool = False
) -> Wish:
    """`timed`: the step's days are settings."""
    named = {"settings": info.context.settings} if timed else {}
    return await _answered(await act(actor_of(info), request, *further, now=info.context.now, **named), info)


@strawberry.type
class WishesMutation:
    @strawberry.mutation
    async def post_wish(self, info: Info, input: PostWishInput) -> PostWishResult:
        """For oneself; or for somebody without a phone, by whoever may, with the consent noted."""
        context = info.context
        wish = await actions.post(actor_of(info), _new(input), settings=context.settings, now=context.now)
        return await _answered(wish, info)

    @strawberry.mutation
    async def revise_wish(self, info: Info, input: PostWishInput, wish_id: strawberry.ID) -> ReviseWishResult:
        """Mend what was sent back, or is not reviewed yet."""
        context, key = info.context, uuid_of(wish_id, "wishId")
        wish = await actions.revise(actor_of(info), key, _new(input), settings=context.settings, now=context.now)
        return await _answered(wish, info)

    @strawberry.mutation(extensions=_gate(WishStep.PUBLISH))  # type: ignore[untyped-decorator]
    async def publish_wish(self, info: Info, input: PublishWishInput) -> PublishWishResult:
        """Everybody may read it from now on, in these words."""
        request = actions.Request(
            new_uuid_of(input.id), uuid_of(input.wish_id, "wishId"), expected_version=input.expected_version
        )
        return await _step(info, actions.publish, request, input.masked_words, input.flags, input.who)

    @strawberry.mutation(extensions=_gate(WishStep.SEND_BACK))  # type: ignore[untyped-decorator]
    async def send_back_wish(self, info: Info, input: WishStepInput) -> SendBackWishResult:
        """Something is to be mended; words say what."""
        return await _step(info, actions.send_back, _request(input))

    @strawberry.mutation(extensions=_gate(WishStep.REFUSE))  # type: ignore[untyped-decorator]
    async def refuse_wish(self, info: Info, input: WishStepInput) -> RefuseWishResult:
        """Not a wish for this wall; words say why."""
        return await _step(info, actions.refuse, _request(input))

    @strawberry.mutation
    async def withdraw_wish(self, info: Info, input: WishStepInput) -> WithdrawWishResult:
        """It is no longer needed."""
        return await _step(info, actions.withdraw, _request(input))

    @strawberry.mutation
    async def claim_wish(self, info: Info, input: ClaimWishInput) -> ClaimWishResult:
        """Promise to fulfil it. Of two at once one wins; the other is told kindly."""
        request = actions.Request(new_uuid_of(input.id), uuid_of(input.wish_id, "wishId"), input.plan)
        unit_id = uuid_of(input.unit_id, "unitId") if input.unit_id else None
        return await _step(info, actions.claim, request, input.promised_on, unit_id, timed=True)

    @strawberry.mutation
    async def join_claim(self, info: Info, input: WishStepInput) -> JoinClaimResult:
        """Go along, where two persons have to go."""
        return await _step(info, actions.join, _request(input))

    @strawberry.mutation
    async def leave_claim(self, info: Info, input: WishStepInput) -> LeaveClaimResult:
        """I cannot come after all."""
        return await _step(info, actions.leave, _request(input))

    @strawberry.mutation
    async def pass_on_claim(self, info: Info, input: WishStepInput, to_person_id: strawberry.ID) -> PassOnClaimResult:
        """Somebody else of the unit fulfils it."""
        return await _step(info, actions.pass_on, _request(input), uuid_of(to_person_id, "toPersonId"))

    @strawberry.mutation
    async def ask_claim_extension(self, info: Info, input: WishStepInput, until: date) -> AskClaimExtensionResult:
        """The claimer needs longer; words say why."""
        return await _step(info, actions.ask_extension, _request(input), until, timed=True)

    @strawberry.mutation
    async def grant_claim_extension(self, info: Info, input: WishStepInput) -> GrantClaimExtensionResult:
        """By the wisher's side; of a wish on behalf, by the community too."""
        return await _step(info, actions.grant_extension, _request(input), timed=True)

    @strawberry.mutation
    async def decline_claim_extension(self, info: Info, input: WishStepInput) -> DeclineClaimExtensionResult:
        """The promised day stays."""
        return await _step(info, actions.decline_extension, _request(input), timed=True)

    @strawberry.mutation
    async def give_back_claim(self, info: Info, input: WishStepInput) -> GiveBackClaimResult:
        """It cannot be done after all. No reason is asked for."""
        return await _step(info, actions.give_back, _request(input))

    @strawberry.mutation
    async def report_wish_fulfilled(self, info: Info, input: WishStepInput) -> ReportWishFulfilledResult:
        """Done, in a few words."""
        return await _step(info, actions.report_fulfilled, _request(input), timed=True)

    @strawberry.mutation
    async def say_wish_missing(self, info: Info, input: WishStepInput) -> SayWishMissingResult:
        """Not yet; words say what is missing."""
        return await _step(info, actions.say_missing, _request(input), timed=True)

    @strawberry.mutation
    async def confirm_wish(self, info: Info, input: WishStepInput) -> ConfirmWishResult:
        """The wish has come true."""
        return await _step(info, actions.confirm, _request(input), timed=True)

    @strawberry.mutation
    async def thank_for_wish(self, info: Info, input: WishStepInput) -> ThankForWishResult:
        """A note to whoever did it, once."""
        return await _step(info, actions.thank, _request(input))

    @strawberry.mutation
    async def give_points_to_wish(self, info: Info, input: WishStepInput, points: int) -> GivePointsToWishResult:
        """For whoever fulfils it; back to me when it ends otherwise (拼好愿)."""
        return await _step(info, actions.give_points, _request(input), points, timed=True)

    @strawberry.mutation
    async def reveal_wish_contact(self, info: Info, wish_id: strawberry.ID) -> RevealWishContactResult:
        """Where to go, for whoever goes, while the claim stands. Every look is written down."""
        key = uuid_of(wish_id, "wishId")
        contact = await actions.reveal_contact(actor_of(info), key, now=info.context.now)
        return WishContact(name=contact.name, phone=contact.phone.removeprefix("+86"), address=contact.address)
