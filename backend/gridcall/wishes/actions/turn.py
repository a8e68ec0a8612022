"""What every step has in common: find, check, save, tell.

The id of a step is made by the phone and is the idempotency key: the same id with the same content gets the
first answer again, with other content an IdempotencyConflict.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from gridcall import clock, outbox, requests
from gridcall.errors import IdempotencyConflict, InvalidInput, NotFound
from gridcall.media import actions as media
from gridcall.people.actor import Actor
from gridcall.people.permissions import Permission
from gridcall.registrations.queries import represented
from gridcall.wishes import events, queries, telling, workflow, writing
from gridcall.wishes.rows import ClaimRow, EntryRow, WishRow
from gridcall.wishes.rules import COMPANIONS, PHOTOS_AT_MOST
from gridcall.wishes.workflow import CLAIM_STANDS, OPEN, PUBLIC, STEPS, Part, Standing, Step, WishStatus, WishStep

WORDS_AT_MOST = 500


@dataclass(frozen=True)
class Request:
    """What a phone sends for every later step."""

    id: UUID
    wish_id: UUID
    words: str = ""
    photos: Sequence[tuple[UUID, str]] = ()
    expected_version: int | None = None


@dataclass(frozen=True)
class Turn:
    """One step under way: the wish is locked and the step is allowed, or it was taken before (`repeated`)."""

    step: Step
    actor: Actor | None  # None: the clock
    request: Request
    now: datetime
    wish: WishRow
    claim: ClaimRow | None
    fingerprint: str
    repeated: bool = False

    @property
    def person(self) -> Actor:
        assert self.actor is not None  # noqa: S101  only the clock has none, and it takes other steps
        return self.actor

    @property
    def standing_claim(self) -> ClaimRow:
        assert self.claim is not None  # noqa: S101  ck_wishes_claimed holds it
        return self.claim

    def moved(self, **changes: Any) -> WishRow:
        """The wish after the step."""
        status = self.step.to or self.wish.status
        follows: dict[str, Any] = {"public": status in PUBLIC}
        if status not in OPEN:
            follows["open_household"] = None
        if status is not WishStatus.REPORTED:
            follows |= {"confirm_at": None, "reported_at": None, "noticed_at": None}
        if status not in CLAIM_STANDS:
            follows |= dict.fromkeys(_OF_THE_CLAIM)
        if status not in CLAIM_STANDS and status is not WishStatus.FULFILLED:
            follows["claim_id"] = None
        version = self.wish.version + 1
        return replace(self.wish, **{**follows, **changes}, status=status, version=version, updated_at=self.now)


_OF_THE_CLAIM = ("promised_on", "limit_start", "due_at", "stale_at", "reminded_at", "lapse_at")


async def begin(name: WishStep, actor: Actor, request: Request, now: datetime, **further: object) -> Turn:
    """Find and check, in this order: seen, repeated, allowed, in the right status and version, complete."""
    media.check_chosen(request.photos, PHOTOS_AT_MOST)
    request = replace(request, words=requests.said(request.words, "words", WORDS_AT_MOST))
    step, _ = STEPS[name], requests.made_at(request.id, now)
    print_ = requests.digest(actor.person_id, name, [replace(request, expected_version=None), further])
    wish = await queries.locked(request.wish_id)
    if await came_before(request.id, print_):
        return Turn(step, actor, request, now, await present(request.wish_id), None, print_, repeated=True)
    if wish is None or not await queries.may_see(actor, wish):
        raise NotFound("wish")
    claim = await queries.claim_of(wish)
    workflow.check(step, await standing_of(actor, wish, claim))
    await requests.check_version(
        request.expected_version, wish.version, partial(queries.moved_since, wish.id, request.expected_version or 0)
    )
    if step.words and not request.words and name is not WishStep.CLAIM:
        raise InvalidInput("words", "required")
    return Turn(step, actor, request, now, wish, claim, print_)


async def standing_of(actor: Actor, wish: WishRow, claim: ClaimRow | None) -> Standing:
    household = bool(await queries.shares_household(actor.person_id, [wish]))
    return standing(actor, wish, claim, household=household)


def standing(actor: Actor, wish: WishRow, claim: ClaimRow | None, *, household: bool) -> Standing:
    """What the actor is to the wish."""
    stands = claim if wish.status in CLAIM_STANDS else None
    missing = max(COMPANIONS - len(stands.companions), 0) if stands and wish.two_needed else 0
    hats = [hat.permissions for hat in actor.hats if wish.code.startswith(hat.code)]
    return Standing(
        status=wish.status,
        wisher=actor.person_id == wish.wisher_id,
        poster=actor.person_id == wish.poster_id,
        on_behalf=wish.on_behalf,
        household=household,
        claimer=claim is not None and claim.person_id == actor.person_id,
        companion=claim is not None and actor.person_id in claim.companions,
        represents=claim is not None and claim.unit_id is not None and claim.unit_id in represented(actor),
        of_unit=stands is not None and stands.unit_id is not None,
        companions_needed=missing,
        two_needed=wish.two_needed,
        extension_asked=stands is not None and stands.extension_until is not None,
        thanked=wish.thanks is not None,
        permissions=frozenset().union(*hats),
    )


async def came_before(entry_id: UUID, asked: str) -> bool:
    known = await queries.entry(entry_id)
    return requests.came_before(known.content_hash if known else None, asked)


async def present(wish_id: UUID) -> WishRow:
    wish = await queries.find(wish_id)
    if wish is None:
        raise NotFound("wish")
    return wish


async def finish(
    turn: Turn, after: WishRow, *, claim: ClaimRow | None = None, to: UUID | None = None, points: int | None = None
) -> WishRow:
    """Save and tell. `claim`: the one it concerns, as it is now. A repeated request changes nothing."""
    if turn.repeated:
        return turn.wish
    claim = claim or turn.claim
    photos = await _hung(turn, after)
    after = replace(after, thumb=_thumb(turn, after, photos))
    await writing.update_wish(turn.wish, after)
    entry = _entry(turn, after, photos, claim, to, points)
    if not await writing.insert_entry(entry):  # the id was used for another wish in the same moment
        raise IdempotencyConflict()
    await tell(turn, after, claim)
    return after


def _thumb(turn: Turn, after: WishRow, photos: Sequence[dict[str, Any]]) -> str | None:
    """The photo that stands for the wish: of what it is about, else of how it was fulfilled."""
    first: str | None = photos[0]["name"] if photos else None
    if turn.step.name is WishStep.REVISE:
        return first
    return after.thumb or (first if turn.step.name is WishStep.REPORT_FULFILLED else None)


async def _hung(turn: Turn, after: WishRow) -> list[dict[str, Any]]:
    subject = subject_of(after, turn.claim)
    photos = await media.attach(turn.person, turn.request.photos, subject) if turn.request.photos else []
    if turn.step.name is WishStep.REVISE:  # its photos stand in the place of those before
        await media.keep_only(turn.person, turn.request.photos, subject)
    if (after.code, after.public) != (turn.wish.code, turn.wish.public):
        await media.show(subject)
    return photos


def subject_of(wish: WishRow, claim: ClaimRow | None = None) -> media.Subject:
    going = [claim.person_id, *claim.companions] if claim else []
    return media.Subject("wish", wish.id, wish.code, wish.public, [*wish.askers, *going])


def _entry(
    turn: Turn,
    after: WishRow,
    photos: list[dict[str, Any]],
    claim: ClaimRow | None,
    to: UUID | None,
    points: int | None,
) -> EntryRow:
    return EntryRow(
        id=turn.request.id,
        wish_id=after.id,
        seq=after.version,
        step=turn.step.name,
        status=after.status,
        by_person_id=turn.actor.person_id if turn.actor else None,
        by_post_id=_post(turn),
        to_person_id=to,
        claim_id=claim.id if claim else None,
        words=turn.request.words if turn.step.name not in _PRIVATE_WORDS else "",
        points=points,
        photos=photos,
        made_at=requests.made_at(turn.request.id, turn.now) if turn.actor else turn.now,
        at=turn.now,
        content_hash=turn.fingerprint,
    )


# The timeline is never erased: what was wished for in the wisher's own words stands in the wish alone.
_PRIVATE_WORDS = frozenset({WishStep.POST, WishStep.REVISE})


def _post(turn: Turn) -> UUID | None:
    """The post under which the step is taken; none for what a resident does."""
    if turn.actor is None:
        return None
    who = turn.step.who
    if who is Part.ASKER and not {turn.wish.wisher_id, turn.wish.poster_id} & {turn.actor.person_id}:
        who = Permission.WISH_REVIEW
    hat = turn.actor.holds(who, turn.wish.code) if isinstance(who, Permission) else None
    return hat.post_id if hat else None


async def tell(turn: Turn, after: WishRow, claim: ClaimRow | None) -> None:
    name, actor = turn.step.name, turn.actor.person_id if turn.actor else None
    event = events.of_step(name, after, turn.claim.person_id if turn.claim else None)
    heard = await telling.audience(name, turn.wish, telling.About(after, claim, turn.now), actor)
    await outbox.record(event, heard, actor=actor, now=turn.now)


async def clock_turn(name: WishStep, wish_id: UUID, now: datetime) -> Turn | None:
    """A step that nobody takes; None when the wish has gone another way."""
    wish = await queries.locked(wish_id)
    if wish is None or wish.status not in STEPS[name].sources:
        return None
    request = Request(clock.new_id(), wish_id)
    return Turn(STEPS[name], None, request, now, wish, await queries.claim_of(wish), "")
