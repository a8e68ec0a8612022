"""A wish is posted and mended: for oneself, or by whoever may for somebody without a phone."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from tortoise.exceptions import IntegrityError

from gridcall import clock, db, outbox, requests
from gridcall.errors import DomainError, InvalidInput, NotAllowed
from gridcall.grid import locate
from gridcall.media import actions as media
from gridcall.people.actor import Actor, Hat
from gridcall.people.permissions import Permission
from gridcall.people.workflow import COMMUNITY, clean_text, normal_phone
from gridcall.settings import Settings
from gridcall.wishes import events, masking, queries, rules, telling, writing
from gridcall.wishes.actions.turn import Request, Turn, begin, came_before, finish, present, subject_of
from gridcall.wishes.rows import EntryRow, WishRow
from gridcall.wishes.workflow import ConsentHow, SafetyFlag, WishFor, WishKind, WishStatus, WishStep, WishWho


@dataclass(frozen=True)
class NewWish:
    """What a phone sends. `id` is that of the wish, or of the step that revises it."""

    id: UUID
    kind: WishKind
    for_whom: WishFor
    who: WishWho
    words: str
    community: str
    name: str
    phone: str
    address: str
    wanted_by: date | None = None
    amount_yuan: int | None = None
    flags: Sequence[SafetyFlag] = ()
    consent_how: ConsentHow | None = None
    consent_at: datetime | None = None
    photos: Sequence[tuple[UUID, str]] = ()


async def post(actor: Actor, new: NewWish, *, settings: Settings, now: datetime) -> WishRow:
    """A wish waits for the community's review.

    InvalidInput for what cannot be taken as it is, and when the household has an open wish; NotAllowed for posting for
    somebody else without the right.
    """
    new, _ = _tidied(new, settings, now), requests.made_at(new.id, now)
    fingerprint = requests.digest(actor.person_id, WishStep.POST, new)
    try:
        return await _post(actor, new, fingerprint, settings, now)
    except (DomainError, IntegrityError) as refused:  # looked for only now, because a repeated request is rare
        if await came_before(new.id, fingerprint):
            return await present(new.id)
        if isinstance(refused, IntegrityError):
            raise InvalidInput("address", "household_has_wish") from None
        raise


async def _post(actor: Actor, new: NewWish, fingerprint: str, settings: Settings, now: datetime) -> WishRow:
    if new.for_whom is WishFor.SOMEONE:
        _for_somebody(actor, new.community)
    wish = await _first_state(actor, new, settings, now)
    async with db.transaction():
        await _check_household(wish)
        photos = await media.attach(actor, new.photos, subject_of(wish)) if new.photos else []
        wish = replace(wish, thumb=photos[0]["name"] if photos else None)
        heard = await telling.audience(WishStep.POST, None, telling.About(wish, None, now), actor.person_id)
        lines = writing.first_lines(wish, _first_entry(actor, wish, photos, fingerprint))
        event = events.AFTER[WishStep.POST](**events.head(wish))
        await outbox.record(event, heard, actor=actor.person_id, now=now, beside=lines)
    return wish


async def _check_household(wish: WishRow) -> None:
    """Wishes from before the rule count too; of two at once the index on `open_household` refuses one."""
    if wish.open_household is not None and await queries.household_has_open(wish.open_household, wish.id):
        raise InvalidInput("address", "household_has_wish")


def _for_somebody(actor: Actor, community: str) -> Hat:
    """The post by which the actor may: one around the community, or in it, like that of a grid worker's cell."""
    hats = [hat for hat in actor.hats if Permission.WISH_POST_FOR in hat.permissions]
    fitting = [hat for hat in hats if community.startswith(hat.code) or hat.code.startswith(community)]
    if not fitting:
        raise NotAllowed(Permission.WISH_POST_FOR.value)
    return max(fitting, key=lambda hat: len(hat.code))


def _tidied(new: NewWish, settings: Settings, now: datetime) -> NewWish:
    media.check_chosen(new.photos, rules.PHOTOS_AT_MOST)
    rules.check_amount(new.amount_yuan, settings)
    rules.check_wanted(new.wanted_by, clock.day_of(now))
    on_behalf = new.for_whom is WishFor.SOMEONE
    if on_behalf and (new.consent_how is None or new.consent_at is None):
        raise InvalidInput("consentHow", "consent_required")
    if not on_behalf and (new.consent_how or new.consent_at):
        raise InvalidInput("consentHow", "consent_not_needed")
    words = requests.said(new.words, "words", rules.WORDS_AT_MOST)
    if not words:
        raise InvalidInput("words", "required")
    return replace(
        new,
        words=words,
        name=clean_text(new.name, "name", rules.NAME_AT_MOST),
        phone=normal_phone(new.phone),
        address=clean_text(new.address, "address", rules.ADDRESS_AT_MOST),
        flags=sorted(set(new.flags)),
        consent_at=_past(new.consent_at, now),
    )


def _past(moment: datetime | None, now: datetime) -> datetime | None:
    """Nobody has consented in the future: a phone's clock may run ahead."""
    return None if moment is None else min(moment, now)


async def _first_state(actor: Actor, new: NewWish, settings: Settings, now: datetime) -> WishRow:
    own = new.for_whom is WishFor.ONESELF
    given: dict[str, Any] = {**dict.fromkeys(_LATER), **await _content(new, settings)}
    return WishRow(
        id=new.id,
        status=WishStatus.TO_REVIEW,
        points=0,
        given=0,
        on_behalf=not own,
        wisher_id=actor.person_id if own else None,
        poster_id=actor.person_id,
        thumb=None,
        public=False,
        posted_at=now,
        listed_at=now,
        updated_at=now,
        version=1,
        **given,
    )


_LATER = (
    *("published_at", "first_claimed_at", "claim_id", "promised_on", "limit_start", "due_at", "stale_at"),
    *("reminded_at", "lapse_at", "reported_at", "noticed_at", "confirm_at", "fulfilled_at", "took_tenths"),
    "thanks",
)


async def _content(new: NewWish, settings: Settings) -> dict[str, Any]:
    """What the form says, and what follows from it."""
    names = (await locate.current()).names(new.community)
    if len(new.community) != COMMUNITY or not names.community:
        raise InvalidInput("community", "community_unknown")
    lon, lat = await queries.middle_of(new.community)
    household = masking.household_of(new.community, new.address)
    return {
        "code": new.community,
        "community_name": names.community,
        "street_name": names.street,
        "lon": lon,
        "lat": lat,
        "kind": new.kind,
        "who": new.who,
        "words": masking.prefilled(new.words, new.name, new.address),
        "original_words": new.words,
        "amount_yuan": new.amount_yuan,
        "wanted_by": new.wanted_by,
        "deadline": new.wanted_by or rules.NEVER,
        "flags": list(new.flags),
        "name": new.name,
        "phone": new.phone,
        "address": new.address,
        "household": household,
        "open_household": household if settings.wish_one_per_household else None,
        "consent_how": new.consent_how,
        "consent_at": new.consent_at,
        "photo_count": len(new.photos),
    }


def _first_entry(actor: Actor, wish: WishRow, photos: list[dict[str, Any]], fingerprint: str) -> EntryRow:
    hat = _for_somebody(actor, wish.code) if wish.on_behalf else None
    return EntryRow(
        id=wish.id,
        wish_id=wish.id,
        seq=1,
        step=WishStep.POST,
        status=wish.status,
        by_person_id=actor.person_id,
        by_post_id=hat.post_id if hat else None,
        to_person_id=None,
        claim_id=None,
        words="",
        points=None,
        photos=photos,
        made_at=requests.made_at(wish.id, wish.posted_at),
        at=wish.posted_at,
        content_hash=fingerprint,
    )


async def revise(actor: Actor, wish_id: UUID, new: NewWish, *, settings: Settings, now: datetime) -> WishRow:
    """Mend what the community sent back, or what is not reviewed yet. For whom it is cannot change."""
    new = _tidied(new, settings, now)
    request = Request(new.id, wish_id, new.words, new.photos)
    try:
        async with db.transaction():
            turn = await begin(
                WishStep.REVISE, actor, request, now, new=requests.digest(actor.person_id, WishStep.REVISE, new)
            )
            if turn.repeated:
                return turn.wish
            after = await _revised(turn, new, settings)
            await _check_household(after)
            return await finish(turn, after)
    except IntegrityError:
        raise InvalidInput("address", "household_has_wish") from None


async def _revised(turn: Turn, new: NewWish, settings: Settings) -> WishRow:
    if turn.wish.on_behalf is not (new.for_whom is WishFor.SOMEONE):
        raise InvalidInput("for", "consent_required" if turn.wish.on_behalf else "consent_not_needed")
    if turn.wish.on_behalf and new.community != turn.wish.code:
        _for_somebody(turn.person, new.community)
    return turn.moved(**await _content(new, settings))
