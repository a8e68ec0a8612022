"""Everything that changes photos: taking uploads in, hanging them on what they show, sweeping the unused."""

import asyncio
import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from tortoise.exceptions import IntegrityError

from gridcall import db, outbox
from gridcall.errors import IdempotencyConflict, InvalidInput
from gridcall.media import folder as files
from gridcall.media import queries
from gridcall.media.events import PhotosSwept, PhotoStored
from gridcall.media.models import Photo
from gridcall.media.photos import Developed, develop_aside
from gridcall.outbox import Audience
from gridcall.people import throttle
from gridcall.people.actor import Actor
from gridcall.people.throttle import Limit

ORPHAN_AGE = timedelta(days=1)  # a draft that is sent later uploads its photos again
SWEEP_AT_MOST = 200  # rows in one transaction
# In ten minutes: 40 snaps of 6 photos that waited for a network go out in one go. No limit by address: a whole
# neighbourhood can stand behind one.
UPLOADS = Limit("upload", per_subject=300, per_address=0, reason="uploads_in_a_while")


@dataclass(frozen=True)
class Subject:
    """The thing a photo shows. `kind` names the permission that shows it: "snap" -> "snap:read".

    `internal`: what is hung on it now is for the posts that read such things there, and for its sender, whoever else
    may see the thing; it stays so.
    """

    kind: str
    id: UUID
    code: str
    public: bool
    persons: Collection[UUID | str] = ()
    internal: bool = False


async def count_upload(actor: Actor, *, now: datetime) -> None:
    """One more upload of this person, counted before its body is read. TooManyTries, with the seconds to wait."""
    await throttle.count(UPLOADS, str(actor.person_id), "", now)


async def store(actor: Actor, identifier: UUID, data: bytes, *, folder: Path, now: datetime) -> tuple[db.Row, bool]:
    """Check, re-encode and keep an upload. Answers with its row, and whether it is new.

    The same id and bytes again give the first answer; other bytes are an IdempotencyConflict. InvalidInput
    when it is no photo that can be shown. What is answered is on the disk; what fails leaves nothing.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    if known := await _came_before(actor, identifier, sha256):
        return known, False
    return await enter(actor, identifier, sha256, await develop_and_keep(data, folder=folder), now=now)


async def develop_and_keep(data: bytes, *, folder: Path) -> Developed:
    """The photo, checked and re-encoded, with its files on the disk. InvalidInput when it is none."""
    developed = await develop_aside(data)
    await asyncio.to_thread(files.keep, folder, developed)
    return developed


async def enter(
    actor: Actor, identifier: UUID, sha256: str, developed: Developed, *, now: datetime
) -> tuple[db.Row, bool]:
    """An upload whose files are kept gets its row; `sha256` is that of the bytes sent."""
    try:
        await _save(actor, identifier, sha256, developed, now)
    except IntegrityError:  # the same request, twice at once
        known = await _came_before(actor, identifier, sha256)
        if known is None:
            raise
        return known, False
    return await _came_before(actor, identifier, sha256) or {}, True


async def _came_before(actor: Actor, identifier: UUID, sha256: str) -> db.Row | None:
    row = await queries.by_id(identifier)
    if row and (row["owner_id"], row["upload_sha256"]) != (str(actor.person_id), sha256):
        raise IdempotencyConflict()
    return row


async def _save(actor: Actor, identifier: UUID, sha256: str, developed: Developed, now: datetime) -> None:
    async with db.transaction():
        await Photo.create(
            id=identifier,
            owner_id=actor.person_id,
            upload_sha256=sha256,
            name=developed.name,
            width=developed.width,
            height=developed.height,
            bytes=len(developed.jpeg),
            persons=[],
            created_at=now,
        )
        event = PhotoStored(str(identifier), sha256)
        await outbox.record(event, Audience(code="", persons=[actor.person_id]), actor=actor.person_id, now=now)


def check_chosen(photos: Sequence[tuple[UUID, str]], at_most: int) -> None:
    """InvalidInput for more photos than one thing may have, or for one that is named twice."""
    if len(photos) > at_most:
        raise InvalidInput("photos", "too_many_photos")
    if len({identifier for identifier, _ in photos}) < len(photos):
        raise InvalidInput("photos", "photo_used")


async def attach(
    actor: Actor, photos: Sequence[tuple[UUID, str]], subject: Subject, *, field: str = "photos"
) -> list[dict[str, Any]]:
    """Hang uploads, as (id, sha256 of the bytes sent), on `subject`, in the caller's transaction.

    Answers, in order, with {"id", "sha256", "name", "width", "height"}. InvalidInput when one was never
    uploaded with those bytes by this person, or already belongs to another thing.
    """
    in_one_order = sorted(photos)  # two requests that lock the same photos wait for each other, not for ever
    hung = {one[0]: await _attach(actor, *one, subject, field) for one in in_one_order}
    return [hung[identifier] for identifier, _ in photos]


async def _attach(actor: Actor, identifier: UUID, sha256: str, subject: Subject, field: str) -> dict[str, Any]:
    photo = await db.lock(Photo, identifier)
    if photo is None or (photo.owner_id, photo.upload_sha256) != (actor.person_id, sha256):
        raise InvalidInput(field, "photo_missing")
    if photo.subject_id not in (None, subject.id):
        raise InvalidInput(field, "photo_used")
    photo.subject_kind, photo.subject_id, photo.internal = subject.kind, subject.id, subject.internal
    _follow(photo, subject)
    await photo.save(update_fields=["subject_kind", "subject_id", "internal", "code", "public", "persons"])
    return {
        "id": str(photo.id),
        "sha256": photo.upload_sha256,
        "name": photo.name,
        "width": photo.width,
        "height": photo.height,
    }


async def keep_only(actor: Actor, photos: Sequence[tuple[UUID, str]], subject: Subject) -> None:
    """What else the actor has hung on `subject` belongs to nothing again, is seen by nobody and goes with a sweep."""
    kept = [identifier for identifier, _ in photos]
    hung = Photo.filter(subject_kind=subject.kind, subject_id=subject.id, owner_id=actor.person_id)
    await hung.exclude(id__in=kept).update(subject_kind=None, subject_id=None, code=None, public=False, persons=[])


async def show(subject: Subject) -> None:
    """The thing's place, openness or persons have changed: its photos follow, in the caller's transaction.

    Persons are added, never taken away: who has seen a photo has seen it.
    """
    for photo in await Photo.filter(subject_kind=subject.kind, subject_id=subject.id).order_by("id"):
        _follow(photo, subject)
        await photo.save(update_fields=["code", "public", "persons"])


def _follow(photo: Photo, subject: Subject) -> None:
    photo.code = subject.code
    if not photo.internal:
        photo.public = subject.public
        photo.persons = sorted({*photo.persons, *map(str, subject.persons)})


async def sweep(*, folder: Path, now: datetime) -> int:
    """Remove uploads that nothing took in for a day, and what a crash left half written. Answers how many."""
    before, swept = now - ORPHAN_AGE, 0
    while orphans := await _delete_orphans(before, now):
        swept += len(orphans)
        for name in {row["name"] for row in orphans}:
            if not await db.value("SELECT 1 FROM photos WHERE name = $1", name):
                await asyncio.to_thread(files.remove, folder, name, before=before)
    await asyncio.to_thread(files.sweep_incoming, folder, before=before)
    return swept


async def _delete_orphans(before: datetime, now: datetime) -> list[db.Row]:
    async with db.transaction():
        orphans = await db.rows(
            "DELETE FROM photos WHERE subject_id IS NULL AND id IN"
            " (SELECT id FROM photos WHERE subject_id IS NULL AND created_at < $1"
            " ORDER BY created_at LIMIT $2)"
            " RETURNING name",
            before,
            SWEEP_AT_MOST,
        )
        if orphans:
            await outbox.record(PhotosSwept(len(orphans)), Audience(code=""), actor=None, now=now)
    return orphans
