"""What every step has in common: find, check, save, tell.

The id of a step is made by the phone and is the idempotency key: the same id with the same content gets the
first answer again, with other content an IdempotencyConflict.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from gridcall import outbox, requests
from gridcall.errors import IdempotencyConflict, InvalidInput, NotFound
from gridcall.media import actions as media
from gridcall.people.actor import Actor
from gridcall.people.permissions import Permission
from gridcall.snaps import events, queries, telling, workflow, writing
from gridcall.snaps.rows import EntryRow, SnapRow
from gridcall.snaps.workflow import INTERNAL, STEPS, Part, SnapStep, Standing, Step

WORDS_AT_MOST, PHOTOS_AT_MOST = 500, 6


@dataclass(frozen=True)
class Request:
    """What a phone sends for every later step."""

    id: UUID
    snap_id: UUID
    words: str = ""
    photos: Sequence[tuple[UUID, str]] = ()
    expected_version: int | None = None


@dataclass(frozen=True)
class Turn:
    """One step under way: the snap is locked and the step is allowed, or it was taken before (`repeated`)."""

    step: Step
    actor: Actor
    request: Request
    now: datetime
    snap: SnapRow
    fingerprint: str
    repeated: bool = False

    def moved(self, **changes: Any) -> SnapRow:
        """The snap after the step."""
        status = workflow.land(self.step, self.snap.status, at_street=self.snap.at_street, reopened=self.snap.reopened)
        return replace(self.snap, status=status, version=self.snap.version + 1, updated_at=self.now, **changes)


async def begin(
    name: SnapStep, actor: Actor, request: Request, now: datetime, *, reopen_days: int = 0, **further: str
) -> Turn:
    """Find and check, in this order: seen, repeated, allowed, in the right status and version, complete."""
    step, request, _ = STEPS[name], _tidied_request(request), requests.made_at(request.id, now)
    turn_hash = requests.digest(actor.person_id, name, [replace(request, expected_version=None), further])
    snap = await queries.locked(request.snap_id)
    if await came_before(request.id, turn_hash):
        return Turn(step, actor, request, now, await present(request.snap_id), turn_hash, repeated=True)
    if snap is None or not await queries.may_see(actor, snap):
        raise NotFound("snap")
    backed = name is SnapStep.BACK and bool(await queries.backed_by(actor.person_id, [snap.id]))
    workflow.check(step, standing(actor, snap, backed=backed, reopen_days=reopen_days), now)
    await requests.check_version(
        request.expected_version, snap.version, partial(queries.moved_since, snap.id, request.expected_version or 0)
    )
    if step.words and not request.words:
        raise InvalidInput("words", "required")
    return Turn(step, actor, request, now, snap, turn_hash)


def _tidied_request(request: Request) -> Request:
    media.check_chosen(request.photos, PHOTOS_AT_MOST)
    return replace(request, words=requests.said(request.words, "words", WORDS_AT_MOST))


def standing(actor: Actor | None, snap: SnapRow, *, backed: bool = False, reopen_days: int = 0) -> Standing:
    """What the actor is to the snap."""
    person = actor.person_id if actor else None
    hats = actor.hats if actor else ()
    return Standing(
        status=snap.status,
        reporter=person == snap.reporter_id,
        holder=person is not None and person == snap.assignee_id,
        backed=backed,
        permissions=frozenset().union(*(hat.permissions for hat in hats if snap.code.startswith(hat.code))),
        reopen_until=snap.solved_at + timedelta(days=reopen_days) if snap.solved_at else None,
    )


async def came_before(entry_id: UUID, asked: str) -> bool:
    known = await queries.entry(entry_id)
    return requests.came_before(known.content_hash if known else None, asked)


async def present(snap_id: UUID) -> SnapRow:
    snap = await queries.find(snap_id)
    if snap is None:
        raise NotFound("snap")
    return snap


async def finish(turn: Turn, after: SnapRow, *, to: UUID | None = None) -> SnapRow:
    """Save and tell. A repeated request changes nothing."""
    if turn.repeated:
        return turn.snap
    photos = await _hung(turn, after)
    await show_photos(turn.snap, after)
    if after.thumb is None and photos and turn.step.name not in INTERNAL:
        after = replace(after, thumb=photos[0]["name"])
    await writing.update_snap(turn.snap, after)
    await write_entry(turn, after, photos=photos, to=to)
    await tell(turn.step.name, turn.snap, after, turn.actor.person_id, turn.now)
    return after


async def _hung(turn: Turn, after: SnapRow) -> list[dict[str, Any]]:
    if not turn.request.photos:
        return []
    subject = replace(await subject_of(after), internal=turn.step.name in INTERNAL)
    return await media.attach(turn.actor, turn.request.photos, subject)


async def write_entry(turn: Turn, after: SnapRow, *, photos: list[dict[str, Any]], to: UUID | None) -> None:
    entry = EntryRow(
        id=str(turn.request.id),
        snap_id=str(after.id),
        seq=after.version,
        step=turn.step.name,
        status=after.status,
        by_person_id=str(turn.actor.person_id),
        by_post_id=_post(turn),
        to_person_id=str(to) if to else None,
        words=turn.request.words,
        photos=photos,
        made_at=requests.made_at(turn.request.id, turn.now),
        at=turn.now,
        content_hash=turn.fingerprint,
    )
    if not await writing.insert_entry(entry):  # the id was used for another snap in the same moment
        raise IdempotencyConflict()


def _post(turn: Turn) -> str | None:
    """The post under which the step is taken; none for what a resident does."""
    who = turn.step.who
    permission = Permission.SNAP_HANDLE if who is Part.HOLDER else who
    hat = turn.actor.holds(permission, turn.snap.code) if isinstance(permission, Permission) else None
    return str(hat.post_id) if hat else None


async def subject_of(snap: SnapRow) -> media.Subject:
    """The reporter is named, and where not everybody sees the snap, those who follow it: they still do."""
    followers = [] if snap.public else await queries.backers_of(snap.id)
    return media.Subject("snap", snap.id, snap.code, snap.public, [snap.reporter_id, *followers])


async def show_photos(before: SnapRow, after: SnapRow) -> None:
    """The photos go where the snap goes, and to whom it goes."""
    followed = not after.public and after.backers > before.backers
    if followed or (after.code, after.public) != (before.code, before.public):
        await media.show(await subject_of(after))


async def tell(step: SnapStep, before: SnapRow | None, after: SnapRow, actor: UUID | None, now: datetime) -> None:
    event = events.AFTER[step](**events.head(after))
    heard = await telling.audience(step, before, after, actor, now)
    await outbox.record(event, heard, actor=actor, now=now)
