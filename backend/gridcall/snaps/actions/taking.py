"""A snap is taken: the first step, which makes what all others change."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from tortoise.exceptions import IntegrityError

from gridcall import clock, db, outbox, requests
from gridcall.errors import DomainError, InvalidInput, TooManyTries
from gridcall.media import actions as media
from gridcall.people.actor import Actor
from gridcall.people.permissions import Permission
from gridcall.settings import Settings
from gridcall.snaps import events, places, queries, telling, writing
from gridcall.snaps.actions.turn import (
    PHOTOS_AT_MOST,
    WORDS_AT_MOST,
    came_before,
    present,
    subject_of,
)
from gridcall.snaps.categories import RULES, SnapCategory
from gridcall.snaps.places import Place, Point
from gridcall.snaps.rows import EntryRow, SnapRow, receipt_of
from gridcall.snaps.workflow import SnapStatus, SnapStep

KEPT_OFFLINE = timedelta(days=90)  # (assumed) no phone keeps a snap longer before it can send it
PLACE_AT_MOST = 100
PACE = timedelta(minutes=10)


@dataclass(frozen=True)
class NewSnap:
    """What a phone sends: `photos` are (id, SHA-256 of the bytes uploaded), `taken_at` by its own clock."""

    id: UUID
    category: SnapCategory
    taken_at: datetime
    words: str = ""
    place: str = ""
    photos: Sequence[tuple[UUID, str]] = ()
    point: Point | None = None
    cell_code: str | None = None
    fixed_on_the_spot: bool = False


async def take_snap(actor: Actor, new: NewSnap, *, settings: Settings, now: datetime) -> SnapRow:
    """A problem is photographed and reported; or, by whoever may handle it there, fixed at once.

    InvalidInput for what cannot be taken as it is; NotAllowed for fixing on the spot without the right; TooManyTries
    when so many come from one person that nobody can have photographed them.
    """
    new, _ = _tidied(new), requests.made_at(new.id, now)
    fingerprint = requests.digest(actor.person_id, SnapStep.TAKE_SNAP, new)
    try:
        return await _take(actor, new, fingerprint, settings, now)
    except (DomainError, IntegrityError):  # looked for only now, because a repeated request is rare
        if await came_before(new.id, fingerprint):
            return await present(new.id)
        raise


async def _take(actor: Actor, new: NewSnap, fingerprint: str, settings: Settings, now: datetime) -> SnapRow:
    await _check_pace(actor, settings, now)
    place = await places.place_of(new.point, new.cell_code, settings.root_code, clock.day_of(_taken_at(new, now)))
    if new.fixed_on_the_spot:
        actor.require(Permission.SNAP_HANDLE, place.code)
    snap = _first_state(actor, new, place, now)
    heard = await telling.audience(SnapStep.TAKE_SNAP, None, snap, actor.person_id, now)
    if not new.photos:
        return await _enter(actor, snap, [], fingerprint, heard)
    async with db.transaction():
        photos = await media.attach(actor, new.photos, await subject_of(snap))
        return await _enter(actor, replace(snap, thumb=photos[0]["name"]), photos, fingerprint, heard)


async def _enter(
    actor: Actor, snap: SnapRow, photos: list[dict[str, Any]], fingerprint: str, heard: outbox.Audience
) -> SnapRow:
    """Write the snap and all that comes with it: a transaction by itself. IntegrityError when it is there already."""
    lines = writing.first_lines(snap, _first_entry(actor, snap, photos, fingerprint))
    taken = events.SnapTaken(**events.head(snap))
    await outbox.record(taken, heard, actor=actor.person_id, now=snap.arrived_at, beside=lines)
    return snap


async def _check_pace(actor: Actor, settings: Settings, now: datetime) -> None:
    oldest = await queries.nth_newest(actor.person_id, settings.snaps_in_ten_minutes, now - PACE)
    if oldest is not None:
        raise TooManyTries(math.ceil((oldest + PACE - now).total_seconds()), "too_many_snaps")


def _tidied(new: NewSnap) -> NewSnap:
    if not new.photos and not new.words.strip():
        raise InvalidInput("words", "snap_empty")
    media.check_chosen(new.photos, PHOTOS_AT_MOST)
    words = requests.said(new.words, "words", WORDS_AT_MOST)
    return replace(new, words=words, place=requests.said(new.place, "place", PLACE_AT_MOST))


def _taken_at(new: NewSnap, now: datetime) -> datetime:
    """By the phone's clock, unless that runs ahead or was reset to some day long ago: then it is now."""
    return new.taken_at if now - KEPT_OFFLINE <= new.taken_at <= now else now


def _first_state(actor: Actor, new: NewSnap, place: Place, now: datetime) -> SnapRow:
    rule = RULES[new.category]
    return SnapRow(
        id=new.id,
        reporter_id=actor.person_id,
        category=new.category,
        words=new.words,
        place=new.place or place.called,
        code=place.code,
        cell_code=place.cell_code,
        cell_name=place.cell_name,
        community_name=place.community_name,
        street_name=place.street_name,
        lon=place.lon,
        lat=place.lat,
        sent_lon=new.point.lon if new.point else None,
        sent_lat=new.point.lat if new.point else None,
        sent_crs=new.point.crs.value if new.point else None,
        accuracy=new.point.accuracy if new.point else None,
        taken_at=_taken_at(new, now),
        arrived_at=now,
        updated_at=now,
        status=SnapStatus.SOLVED if new.fixed_on_the_spot else SnapStatus.WAITING,
        at_street=False,
        assignee_id=actor.person_id if new.fixed_on_the_spot else None,
        limit_start=now,
        due_at=now + rule.limit,
        solved_at=now if new.fixed_on_the_spot else None,
        backers=0,
        reopened=0,
        merged_into_id=None,
        receipt=receipt_of(new.id),
        thumb=None,
        photo_count=len(new.photos),
        public=rule.public,
        version=1,
    )


def _first_entry(actor: Actor, snap: SnapRow, photos: list[dict[str, Any]], fingerprint: str) -> EntryRow:
    hat = actor.holds(Permission.SNAP_HANDLE, snap.code)
    return EntryRow(
        id=str(snap.id),
        snap_id=str(snap.id),
        seq=1,
        step=SnapStep.TAKE_SNAP,
        status=snap.status,
        by_person_id=str(actor.person_id),
        by_post_id=str(hat.post_id) if hat else None,
        to_person_id=None,
        words=snap.words,
        photos=photos,
        made_at=snap.taken_at,
        at=snap.arrived_at,
        content_hash=fingerprint,
    )
