"""The types of wishes, made from rows as far as the reader may know."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

import strawberry

from gridcall.gql import Context, Info, PageInfo
from gridcall.lamps import Lamp, clock_lamp
from gridcall.media.api import Photo, photo_of, thumb_url
from gridcall.requests import LATE
from gridcall.snaps.loading import fields_asked
from gridcall.wishes import actions, events, loading, seeing, workflow
from gridcall.wishes.lists import WishOrder, WishScope
from gridcall.wishes.loading import Shelf
from gridcall.wishes.rows import ClaimRow, EntryRow, WishRow
from gridcall.wishes.rules import COMPANIONS
from gridcall.wishes.seeing import Eyes
from gridcall.wishes.workflow import (
    STEPS,
    ConsentHow,
    SafetyFlag,
    WishFor,
    WishKind,
    WishStatus,
    WishStep,
    WishWho,
)
from gridcall.words import Language, say

for enum in (WishStatus, WishStep, WishKind, WishFor, WishWho, SafetyFlag, ConsentHow, WishScope, WishOrder):
    strawberry.enum(enum)


@strawberry.interface
class WishSummary:
    """What every list of wishes shows: the public face. The words are the masked ones."""

    id: strawberry.ID
    code: str = strawberry.field(description="Of the community.")
    status: WishStatus
    kind: WishKind
    who: WishWho
    words: str
    community_name: str
    street_name: str
    amount_yuan: int | None
    wanted_by: date | None
    points: int = strawberry.field(description="What fulfilling it earns, by the rule when it was published.")
    given: int = strawberry.field(description="Points that people have put beside it (拼好愿).")
    thumb_url: str | None
    published_at: datetime | None
    promised_on: date | None = strawberry.field(description="Of the standing claim.")
    stale: bool = strawberry.field(description="Claimed, and the promised day is near or past.")
    lamp: Lamp
    updated_at: datetime
    version: int


@strawberry.type
class WishHead(WishSummary):
    """A wish as everybody may know it: what lists and events carry."""


@strawberry.type
class WishAction:
    """A step, and whether the reader may take it now."""

    step: WishStep
    allowed: bool
    reason: str | None = strawberry.field(description="Why not.")


@strawberry.type
class WishPrivate:
    """For the wisher, whoever posted it, and the reviewers alone."""

    original_words: str
    masked_words: str = strawberry.field(description="Before the review: a proposal, made by masking.")
    name: str
    phone: str
    address: str
    consent_how: ConsentHow | None
    consent_at: datetime | None


@strawberry.type
class WishContact:
    """Where to go. Every look is written down, and the wisher sees it."""

    name: str
    phone: str
    address: str


@strawberry.type
class ContactLook:
    id: strawberry.ID
    by_name: str
    at: datetime


@strawberry.type
class WishClaim:
    """The standing claim, or the one by which it was fulfilled; without contact details."""

    id: strawberry.ID
    claimer_name: str = strawberry.field(description="Masked for strangers.")
    unit_id: strawberry.ID | None
    unit_name: str | None = strawberry.field(description="In whose name.")
    mine: bool = strawberry.field(description="I am the claimer, or the contact of the unit.")
    plan: str
    promised_on: date
    claimed_at: datetime
    companions: list[str]
    companions_needed: int = strawberry.field(description="How many have yet to join.")
    joined_by_me: bool
    extension_asked_until: date | None
    extension_reason: str | None
    extension_times: int
    due_at: datetime | None = strawberry.field(description="None once it is fulfilled.")
    limit_start: datetime | None
    reminded_at: datetime | None


@strawberry.type
class WishEntry:
    """One step that was taken."""

    id: strawberry.ID
    step: WishStep
    status: WishStatus = strawberry.field(description="After the step.")
    at: datetime
    by_name: str | None
    by_post: str | None
    to_name: str | None
    words: str
    points: int | None = strawberry.field(description="Of a gift.")
    photos: list[Photo]
    late: bool = strawberry.field(description="It arrived long after it was made: the phone was offline.")


@strawberry.type
class Wish(WishSummary):
    """One micro-wish (微心愿)."""

    row: strawberry.Private[WishRow]
    shelf: strawberry.Private[Shelf]
    viewer: strawberry.Private[Eyes]
    on_behalf: bool
    flags: list[SafetyFlag]
    two_needed: bool = strawberry.field(description="Two persons have to go.")
    mine: bool = strawberry.field(description="I wished for it, or posted it.")
    thanks: str | None
    confirm_by: datetime | None = strawberry.field(description="When silence confirms.")
    feed_cursor: str

    @strawberry.field
    def photos(self) -> list[Photo]:
        """What was photographed when it was posted, or revised the last time."""
        return [photo_of(photo) for photo in _about(self.shelf)]

    @strawberry.field
    def entries(self, info: Info) -> list[WishEntry]:
        """The steps that the reader may know of, oldest first."""
        shown = [one for one in self.shelf.entries if seeing.shows(self.viewer, one, self.shelf.claim)]
        return [_entry(self, one, info.context.language) for one in shown]

    @strawberry.field
    def available_actions(self, info: Info) -> list[WishAction]:
        """Every later step, with the reason for each that is refused."""
        steps = [step for step in STEPS.values() if step.sources and not step.by_itself]
        return [_action(self, step, info.context) for step in steps]

    @strawberry.field
    def claim(self, info: Info) -> WishClaim | None:
        claim = self.shelf.claim
        return _claim(self, claim, info.context) if claim else None

    @strawberry.field
    def private(self) -> WishPrivate | None:
        """None for everybody else."""
        return _private(self.row) if self.viewer.knows else None

    @strawberry.field
    def contact_visible(self, info: Info) -> bool:
        """Whether revealWishContact would be granted now."""
        actor = info.context.actor
        if actor is None:
            return False
        standing = actions.standing(actor, self.row, self.shelf.claim, household=self.shelf.household)
        return workflow.contact_visible(standing)

    @strawberry.field
    def looks(self) -> list[ContactLook]:
        """Who looked at the contact details, the latest first: for the wisher's side alone."""
        return [
            ContactLook(id=strawberry.ID(str(row["id"])), by_name=row["by_name"], at=row["at"])
            for row in self.shelf.looks
        ]


def _private(row: WishRow) -> WishPrivate:
    return WishPrivate(
        original_words=row.original_words,
        masked_words=row.words,
        name=row.name,
        phone=row.phone.removeprefix("+86"),
        address=row.address,
        consent_how=row.consent_how,
        consent_at=row.consent_at,
    )


def _action(wish: Wish, step: workflow.Step, context: Context) -> WishAction:
    if context.actor is None:
        return WishAction(step=step.name, allowed=False, reason=say("sign_in_required", context.language))
    standing = actions.standing(context.actor, wish.row, wish.shelf.claim, household=wish.shelf.household)
    refused = workflow.refusal(step, standing)
    reason = say(refused.reason, context.language) if refused else None
    return WishAction(step=step.name, allowed=refused is None, reason=reason)


def _claim(wish: Wish, claim: ClaimRow, context: Context) -> WishClaim:
    viewer, me = wish.viewer, context.actor.person_id if context.actor else None
    names = [wish.shelf.person(person) for person in (claim.person_id, *claim.companions)]
    claimer, *companions = [seeing.name_of_claimer(viewer, person.name) if person else "" for person in names]
    missing = COMPANIONS - len(claim.companions) if wish.two_needed and seeing.stands(wish.row) else 0
    return WishClaim(
        id=strawberry.ID(str(claim.id)),
        claimer_name=claimer,
        unit_id=strawberry.ID(str(claim.unit_id)) if claim.unit_id else None,
        unit_name=claim.unit_name,
        mine=viewer.goes and me not in claim.companions,
        plan=seeing.plan_shown(viewer, wish.row, claim.plan),
        promised_on=claim.promised_on,
        claimed_at=claim.claimed_at,
        companions=companions,
        companions_needed=max(missing, 0),
        joined_by_me=me in claim.companions,
        extension_asked_until=claim.extension_until if viewer.party else None,
        extension_reason=_reason(wish, claim) if viewer.party else None,
        extension_times=claim.extension_times,
        due_at=wish.row.due_at,
        limit_start=wish.row.limit_start,
        reminded_at=wish.row.reminded_at if viewer.party else None,
    )


def _reason(wish: Wish, claim: ClaimRow) -> str | None:
    return seeing.words_shown(wish.viewer, wish.row, claim.extension_reason) if claim.extension_reason else None


_FORMS = (WishStep.POST, WishStep.REVISE)


def _about(shelf: Shelf) -> list[dict[str, Any]]:
    """The photos of the latest form: what a revision leaves out is gone."""
    return next((entry.photos for entry in reversed(shelf.entries) if entry.step in _FORMS), [])


def _entry(wish: Wish, entry: EntryRow, language: Language) -> WishEntry:
    shelf, viewer = wish.shelf, wish.viewer
    to = shelf.person(entry.to_person_id)
    return WishEntry(
        id=strawberry.ID(str(entry.id)),
        step=entry.step,
        status=entry.status,
        at=entry.at,
        by_name=seeing.name_shown(viewer, entry, shelf.person(entry.by_person_id)),
        by_post=seeing.hat_shown(entry, shelf.claims, shelf.post(entry.by_post_id), language),
        to_name=to.name if to and viewer.party else None,
        words=seeing.words_shown(viewer, wish.row, entry.words),
        points=entry.points,
        photos=[photo_of(photo) for photo in entry.photos if entry.step not in _FORMS or photo in _about(shelf)],
        late=entry.at - entry.made_at > LATE,
    )


@strawberry.type
class WishEdge:
    cursor: str
    node: WishHead


@strawberry.type
class WishConnection:
    cursors: strawberry.Private[list[str]]
    nodes: list[WishHead]
    page_info: PageInfo
    feed_cursor: str = strawberry.field(description="The list holds every event up to here.")

    @strawberry.field
    def edges(self) -> list[WishEdge]:
        return [WishEdge(cursor=cursor, node=node) for cursor, node in zip(self.cursors, self.nodes, strict=True)]


@strawberry.type
class WishCounts:
    """`published`, `claimed`, `fulfilled` since ever, of the place asked for; the others now."""

    published: int
    claimed: int
    fulfilled: int
    open: int = strawberry.field(description="Waiting to be claimed.")
    under_way: int
    stale: int
    mine: int = strawberry.field(description="Of my own, those not ended; wherever they are.")
    claimed_by_me: int
    to_review: int
    feed_cursor: str


@strawberry.type
class WishBoardRow:
    code: str
    name: str
    published: int
    claimed: int
    fulfilled: int
    stale: int
    median_days: float | None = strawberry.field(description="From publishing to fulfilment.")


@strawberry.type
class WishBoard:
    """What became of the wishes published in a period: of all of them ever claimed, of these fulfilled."""

    rows: list[WishBoardRow]
    total: WishBoardRow
    from_: date = strawberry.field(name="from")
    to: date
    feed_cursor: str


def _summary(facts: dict[str, Any], now: datetime, amber_share: float) -> dict[str, Any]:
    """The fields of WishSummary, made out of a wish's head."""
    thumb, stale_at = facts.pop("thumb"), facts.pop("stale_at")
    start, due = facts.pop("limit_start"), facts.pop("due_at")
    claimed = facts["status"] is WishStatus.CLAIMED
    facts["id"], facts["kind"] = str(facts["id"]), facts.pop("wish_kind")
    facts["thumb_url"] = thumb_url(thumb) if thumb else None
    facts["stale"] = claimed and stale_at is not None and stale_at <= now
    facts["lamp"] = clock_lamp(start, due, now, amber_share) if claimed else Lamp.IDLE
    return facts


def head_of(wish: WishRow, context: Context) -> WishHead:
    """The wish as everybody may know it."""
    return WishHead(**_summary(events.head(wish), context.now, context.settings.amber_share))


_TIMES = ("published_at", "limit_start", "due_at", "stale_at", "updated_at")
_DAYS = ("wanted_by", "promised_on")


def head_of_event(payload: Mapping[str, Any], now: datetime, amber_share: float) -> WishHead:
    """The head that an event of wishes carries; `payload` as the outbox stores it."""
    facts = {name: payload[name] for name in events.HEAD_NAMES}
    facts |= {name: datetime.fromisoformat(payload[name]) for name in _TIMES if payload[name]}
    facts |= {name: date.fromisoformat(payload[name]) for name in _DAYS if payload[name]}
    facts["status"], facts["who"] = WishStatus(payload["status"]), WishWho(payload["who"])
    facts["wish_kind"] = WishKind(payload["wish_kind"])
    return WishHead(**_summary(facts, now, amber_share))


async def shown(wish: WishRow, info: Info, cursor: str) -> Wish:
    """The wish as the reader may know it, true for the feed's `cursor`."""
    context = info.context
    shelf = await loading.hang(context, wish, fields_asked(info))
    viewer = seeing.eyes(context.actor, wish, shelf.claim)
    summary = _summary(events.head(wish), context.now, context.settings.amber_share)
    me: UUID | None = context.actor.person_id if context.actor else None
    return Wish(
        row=wish,
        shelf=shelf,
        viewer=viewer,
        on_behalf=wish.on_behalf,
        flags=wish.flags,
        two_needed=wish.two_needed,
        mine=me in wish.askers,
        thanks=seeing.words_shown(viewer, wish, wish.thanks) if wish.thanks else None,
        confirm_by=wish.confirm_at if viewer.party else None,
        feed_cursor=cursor,
        **summary,
    )
