"""Everything that changes a snap: find, check, change, save, tell. One step is one transaction.

The id of a step is made by the phone and is the idempotency key: the same id with the same content gets the
first answer again, with other content an IdempotencyConflict.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import orjson

from gridcall import clock, db, outbox
from gridcall.errors import IdempotencyConflict, InvalidInput, NotFound, VersionConflict
from gridcall.media import actions as media
from gridcall.people.actor import Actor
from gridcall.people.permissions import Permission
from gridcall.settings import Settings
from gridcall.snaps import events, places, queries, telling, workflow, writing
from gridcall.snaps.categories import RULES, SnapCategory
from gridcall.snaps.places import Place, Point
from gridcall.snaps.rows import EntryRow, SnapRow, receipt_of
from gridcall.snaps.workflow import STEPS, Part, SnapStatus, SnapStep, Standing, Step

KEPT_OFFLINE = timedelta(days=90)  # (assumed) no phone keeps a snap longer before it can send it
WORDS_AT_MOST, PLACE_AT_MOST, PHOTOS_AT_MOST = 500, 100, 6


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


@dataclass(frozen=True)
class Request:
    """What a phone sends for every later step."""

    id: UUID
    snap_id: UUID
    words: str = ""
    photos: Sequence[tuple[UUID, str]] = ()
    expected_version: int | None = None


async def take_snap(actor: Actor, new: NewSnap, *, settings: Settings, now: datetime) -> SnapRow:
    """A problem is photographed and reported; or, by whoever may handle it there, fixed at once.

    InvalidInput for what cannot be taken as it is; NotAllowed for fixing on the spot without the right.
    """
    new, _ = _tidied(new), _made_at(new.id, now)
    fingerprint = _fingerprint(actor, SnapStep.TAKE_SNAP, new)
    if await _came_before(new.id, fingerprint):
        return await _present(new.id)
    place = await places.place_of(new.point, new.cell_code, settings.root_code, clock.day_of(_taken_at(new, now)))
    if new.fixed_on_the_spot:
        actor.require(Permission.SNAP_HANDLE, place.code)
    snap = _first_state(actor, new, place, now)
    heard = await telling.audience(SnapStep.TAKE_SNAP, None, snap, actor.person_id, now)
    async with db.transaction():
        if not await writing.insert_snap(snap):  # the same request, twice at once
            await _came_before(new.id, fingerprint, expected=True)
            return await _present(new.id)
        photos = await media.attach(actor, new.photos, _subject(snap))
        if photos:
            snap = await _with_thumb(snap, photos[0]["name"])
        await writing.insert_entry(_first_entry(actor, snap, photos, fingerprint))
        await writing.index_words(snap)
        await outbox.record(events.SnapTaken(**events.head(snap)), heard, actor=actor.person_id, now=now)
    return snap


def _tidied(new: NewSnap) -> NewSnap:
    if not new.photos and not new.words.strip():
        raise InvalidInput("words", "snap_empty")
    _check_photos(new.photos)
    taken_at = new.taken_at if new.taken_at.tzinfo else new.taken_at.replace(tzinfo=UTC)
    words = _short(new.words, "words", WORDS_AT_MOST)
    return replace(new, words=words, place=_short(new.place, "place", PLACE_AT_MOST), taken_at=taken_at)


def _short(text: str, field: str, at_most: int) -> str:
    text = text.encode(errors="ignore").decode().replace("\0", "").strip()  # what no database can store
    if len(text) > at_most:
        raise InvalidInput(field, "too_long")
    return text


def _check_photos(photos: Sequence[tuple[UUID, str]]) -> None:
    if len(photos) > PHOTOS_AT_MOST:
        raise InvalidInput("photos", "too_many_photos")
    if len({identifier for identifier, _ in photos}) < len(photos):
        raise InvalidInput("photos", "photo_used")


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
        id=snap.id,
        snap_id=snap.id,
        seq=1,
        step=SnapStep.TAKE_SNAP,
        status=snap.status,
        by_person_id=actor.person_id,
        by_post_id=hat.post_id if hat else None,
        to_person_id=None,
        words=snap.words,
        photos=photos,
        made_at=snap.taken_at,
        at=snap.arrived_at,
        content_hash=fingerprint,
    )


async def _with_thumb(snap: SnapRow, name: str) -> SnapRow:
    after = replace(snap, thumb=name)
    await writing.update_snap(snap, after)
    return after


async def back(actor: Actor, request: Request, *, now: datetime) -> SnapRow:
    """A neighbour has the same problem ("me too") and follows the snap from now on."""
    async with db.transaction():
        turn = await _begin(SnapStep.BACK, actor, request, now)
        if turn.repeated:
            return turn.snap
        await writing.back(turn.snap.id, [actor.person_id], now)
        return await _finish(turn, turn.moved(backers=turn.snap.backers + 1))


async def take_on(actor: Actor, request: Request, *, now: datetime) -> SnapRow:
    """Somebody who may handle it here takes it in hand (接办)."""
    async with db.transaction():
        turn = await _begin(SnapStep.TAKE_ON, actor, request, now)
        return await _finish(turn, turn.moved(assignee_id=actor.person_id), to=actor.person_id)


async def assign(actor: Actor, request: Request, person_id: UUID, *, now: datetime) -> SnapRow:
    """The community or the street gives it to a person whose post covers the place."""
    async with db.transaction():
        turn = await _begin(SnapStep.ASSIGN, actor, request, now, to=str(person_id))
        if not turn.repeated and person_id not in await handlers(turn.snap, now):
            raise InvalidInput("personId", "not_a_handler")
        return await _finish(turn, turn.moved(assignee_id=person_id), to=person_id)


async def handlers(snap: SnapRow, now: datetime) -> dict[UUID, UUID]:
    """Persons who can be given the snap, and the post by which each of them can."""
    found = await queries.holders(Permission.SNAP_HANDLE, queries.around(snap.code), now)
    return {holder.person_id: holder.post_id for holder in found}  # in order of codes: the nearest post stays


async def give_back(actor: Actor, request: Request, *, now: datetime) -> SnapRow:
    """Whoever has it in hand cannot do it, and says why. It waits again where it waited before."""
    async with db.transaction():
        turn = await _begin(SnapStep.GIVE_BACK, actor, request, now)
        return await _finish(turn, turn.moved(assignee_id=None))


async def fix_on_the_spot(actor: Actor, request: Request, *, now: datetime) -> SnapRow:
    """Seen, mended, done: one tap."""
    async with db.transaction():
        turn = await _begin(SnapStep.FIX_ON_THE_SPOT, actor, request, now)
        return await _finish(turn, turn.moved(assignee_id=actor.person_id, solved_at=now))


async def solve(actor: Actor, request: Request, *, now: datetime) -> SnapRow:
    """Whoever has it in hand says what was done."""
    async with db.transaction():
        turn = await _begin(SnapStep.SOLVE, actor, request, now)
        return await _finish(turn, turn.moved(solved_at=now))


async def confirm_solved(actor: Actor, request: Request, *, now: datetime) -> SnapRow:
    """The reporter agrees."""
    async with db.transaction():
        turn = await _begin(SnapStep.CONFIRM_SOLVED, actor, request, now)
        return await _finish(turn, turn.moved())


async def not_solved(actor: Actor, request: Request, *, settings: Settings, now: datetime) -> SnapRow:
    """The reporter disagrees: it starts again with a new limit, the second time at the street."""
    async with db.transaction():
        turn = await _begin(SnapStep.NOT_SOLVED, actor, request, now, reopen_days=settings.snap_reopen_days)
        after = turn.moved(
            assignee_id=None,
            solved_at=None,
            reopened=turn.snap.reopened + 1,
            limit_start=now,
            due_at=now + RULES[turn.snap.category].limit,
        )
        return await _finish(turn, replace(after, at_street=after.status is SnapStatus.AT_STREET))


async def raise_to_street(actor: Actor, request: Request, *, now: datetime) -> SnapRow:
    """More than the community can do; its limit goes on."""
    async with db.transaction():
        turn = await _begin(SnapStep.RAISE_TO_STREET, actor, request, now)
        return await _finish(turn, turn.moved(assignee_id=None, at_street=True))


async def merge(actor: Actor, request: Request, into_id: UUID, *, now: datetime) -> SnapRow:
    """The same problem was reported before: who reported or backed this one follows that one from now on."""
    async with db.transaction():
        for snap_id in sorted((request.snap_id, into_id)):  # one order of locking, whoever merges what into what
            await queries.locked(snap_id)
        turn = await _begin(SnapStep.MERGE, actor, request, now, into=str(into_id))
        if turn.repeated:
            return turn.snap
        other = await _other(turn, into_id)
        after = await _finish(turn, turn.moved(assignee_id=None, merged_into_id=into_id))
        await _follow_along(turn, other)
    return after


async def _other(turn: "Turn", into_id: UUID) -> SnapRow:
    """The snap that goes on: another one, open, and within the actor's rights."""
    if into_id == turn.snap.id:
        raise InvalidInput("intoId", "merge_self")
    other = await queries.locked(into_id)
    if other is None or not await queries.may_see(turn.actor, other):
        raise NotFound("snap")
    workflow.check(turn.step, standing(turn.actor, other), turn.now)
    return other


async def _follow_along(turn: "Turn", other: SnapRow) -> None:
    """Reporter and backers of the merged snap become backers of the other one, and its timeline says so."""
    persons = {turn.snap.reporter_id, *await queries.backers_of(turn.snap.id)} - {other.reporter_id}
    await writing.back(other.id, sorted(persons), turn.now)
    backers = len(await queries.backers_of(other.id))
    after = replace(other, backers=backers, version=other.version + 1, updated_at=turn.now)
    await writing.update_snap(other, after)
    request = Request(id=clock.new_id(), snap_id=other.id, words=turn.snap.receipt)
    aside = replace(turn, request=request, snap=other)
    await _write_entry(aside, after, photos=[], to=None)
    await _tell(SnapStep.BACK, other, after, turn.actor, turn.now)


async def refuse(actor: Actor, request: Request, *, now: datetime) -> SnapRow:
    """Not a matter for the district; the reporter reads why."""
    async with db.transaction():
        turn = await _begin(SnapStep.REFUSE, actor, request, now)
        return await _finish(turn, turn.moved(public=False))


async def relocate(actor: Actor, request: Request, cell_code: str, *, now: datetime) -> SnapRow:
    """It lies in another cell. The old place and the new one both hear."""
    async with db.transaction():
        turn = await _begin(SnapStep.RELOCATE, actor, request, now, cell=cell_code)
        if turn.repeated:
            return turn.snap
        if cell_code == turn.snap.cell_code:
            raise InvalidInput("cellCode", "same_cell")
        place = await places.cell(cell_code)
        after = turn.moved(
            code=place.code,
            cell_code=place.cell_code,
            cell_name=place.cell_name,
            community_name=place.community_name,
            street_name=place.street_name,
        )
        after = await _finish(turn, after)
        await outbox.record(
            events.SnapMovedAway(**events.head(after)),
            telling.left_behind(turn.snap),
            actor=actor.person_id,
            now=now,
        )
    return after


async def withdraw(actor: Actor, request: Request, *, now: datetime) -> SnapRow:
    """The reporter takes it back before anybody has it in hand."""
    async with db.transaction():
        turn = await _begin(SnapStep.WITHDRAW, actor, request, now)
        return await _finish(turn, turn.moved(public=False))


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


async def _begin(
    name: SnapStep, actor: Actor, request: Request, now: datetime, *, reopen_days: int = 0, **further: str
) -> Turn:
    """Find and check, in this order: seen, repeated, allowed, in the right status and version, complete."""
    step, request, _ = STEPS[name], _tidied_request(request), _made_at(request.id, now)
    turn_hash = _fingerprint(actor, name, [replace(request, expected_version=None), further])
    snap = await queries.locked(request.snap_id)
    if await _came_before(request.id, turn_hash):
        return Turn(step, actor, request, now, await _present(request.snap_id), turn_hash, repeated=True)
    if snap is None or not await queries.may_see(actor, snap):
        raise NotFound("snap")
    backed = name is SnapStep.BACK and bool(await queries.backed_by(actor.person_id, [snap.id]))
    workflow.check(step, standing(actor, snap, backed=backed, reopen_days=reopen_days), now)
    await _check_version(snap, request.expected_version)
    if step.words and not request.words:
        raise InvalidInput("words", "required")
    return Turn(step, actor, request, now, snap, turn_hash)


def _tidied_request(request: Request) -> Request:
    _check_photos(request.photos)
    return replace(request, words=_short(request.words, "words", WORDS_AT_MOST))


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


async def _check_version(snap: SnapRow, expected: int | None) -> None:
    if expected is None or expected == snap.version:
        return
    if expected > snap.version or await queries.moved_since(snap.id, expected):
        raise VersionConflict(snap.version)


def _fingerprint(actor: Actor, step: SnapStep, content: object) -> str:
    told = [actor.person_id, step, content]
    return hashlib.sha256(orjson.dumps(told, option=orjson.OPT_SORT_KEYS)).hexdigest()


async def _came_before(entry_id: UUID, fingerprint: str, *, expected: bool = False) -> bool:
    """Whether this very request was answered before; IdempotencyConflict when its id is another one's."""
    known = await queries.entry(entry_id)
    if known is not None and known.content_hash == fingerprint:
        return True
    if known is not None or expected:
        raise IdempotencyConflict()
    return False


async def _present(snap_id: UUID) -> SnapRow:
    snap = await queries.find(snap_id)
    if snap is None:
        raise NotFound("snap")
    return snap


async def _finish(turn: Turn, after: SnapRow, *, to: UUID | None = None) -> SnapRow:
    """Save and tell. A repeated request changes nothing."""
    if turn.repeated:
        return turn.snap
    subject = _subject(after)
    photos = await media.attach(turn.actor, turn.request.photos, subject) if turn.request.photos else []
    if (after.code, after.public) != (turn.snap.code, turn.snap.public):
        await media.show(subject)
    if after.thumb is None and photos:
        after = replace(after, thumb=photos[0]["name"])
    await writing.update_snap(turn.snap, after)
    await _write_entry(turn, after, photos=photos, to=to)
    await _tell(turn.step.name, turn.snap, after, turn.actor, turn.now)
    return after


async def _write_entry(turn: Turn, after: SnapRow, *, photos: list[dict[str, Any]], to: UUID | None) -> None:
    entry = EntryRow(
        id=turn.request.id,
        snap_id=after.id,
        seq=after.version,
        step=turn.step.name,
        status=after.status,
        by_person_id=turn.actor.person_id,
        by_post_id=_post(turn),
        to_person_id=to,
        words=turn.request.words,
        photos=photos,
        made_at=_made_at(turn.request.id, turn.now),
        at=turn.now,
        content_hash=turn.fingerprint,
    )
    if not await writing.insert_entry(entry):  # the id was used for another snap in the same moment
        raise IdempotencyConflict()


def _made_at(identifier: UUID, now: datetime) -> datetime:
    """When the phone made the request, at the latest now. InvalidInput when its id tells no time at all."""
    try:
        return min(clock.minted_at(identifier), now)
    except (ValueError, OverflowError):
        raise InvalidInput("id", "not_uuid7") from None


def _post(turn: Turn) -> UUID | None:
    """The post under which the step is taken; none for what a resident does."""
    who = turn.step.who
    permission = Permission.SNAP_HANDLE if who is Part.HOLDER else who
    hat = turn.actor.holds(permission, turn.snap.code) if isinstance(permission, Permission) else None
    return hat.post_id if hat else None


def _subject(snap: SnapRow) -> media.Subject:
    return media.Subject("snap", snap.id, snap.code, snap.public, [snap.reporter_id])


async def _tell(step: SnapStep, before: SnapRow | None, after: SnapRow, actor: Actor, now: datetime) -> None:
    event = events.AFTER[step](**events.head(after))
    heard = await telling.audience(step, before, after, actor.person_id, now)
    await outbox.record(event, heard, actor=actor.person_id, now=now)
