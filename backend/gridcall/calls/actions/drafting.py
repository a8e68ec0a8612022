"""The street drafts a call: from snaps or from nothing, saved as it is written, then sent for signature."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from gridcall import clock, db, outbox, requests
from gridcall.calls import events, queries, telling, workflow, writing
from gridcall.calls.actions.turn import (
    PHOTOS_AT_MOST,
    Request,
    Turn,
    begin,
    came_before,
    finish,
    may_see,
    standing,
    subject,
)
from gridcall.calls.rows import CallRow, EntryRow
from gridcall.calls.workflow import STEPS, CallStep
from gridcall.errors import InvalidInput, NotFound, VersionConflict
from gridcall.media import actions as media
from gridcall.people.actor import Actor
from gridcall.people.permissions import Permission
from gridcall.people.workflow import check_code
from gridcall.responsibility import queries as responsibility
from gridcall.responsibility.rules import Urgency
from gridcall.snaps import actions as snap_actions
from gridcall.snaps import places
from gridcall.snaps import queries as snaps
from gridcall.snaps.places import Place, Point
from gridcall.snaps.workflow import OPEN as OPEN_SNAP

TITLE_AT_MOST, FORM_WORDS_AT_MOST, ASKS_AT_MOST, PLACE_AT_MOST, SNAPS_AT_MOST = 60, 1000, 500, 100, 20


@dataclass(frozen=True)
class Form:
    """What the street writes. Anything but the place may still be empty while it is a draft."""

    street_code: str
    urgency: Urgency = Urgency.NORMAL
    item_id: UUID | None = None
    situation_id: UUID | None = None
    title: str = ""
    words: str = ""
    done_already: str = ""
    asks: str = ""
    place: str = ""
    point: Point | None = None
    cell_code: str | None = None
    photos: Sequence[tuple[UUID, str]] = ()
    snap_ids: Sequence[UUID] = ()


async def draft(actor: Actor, call_id: UUID, form: Form, *, now: datetime) -> CallRow:
    """A new draft under the client's id. NotAllowed, InvalidInput, IdempotencyConflict."""
    made = requests.made_at(call_id, now)
    content_hash = requests.digest(actor.person_id, CallStep.DRAFT, form)
    place = await _place(form, now)
    hat = actor.require(Permission.CALL_DRAFT, place.code)
    async with db.transaction():
        if await came_before(call_id, content_hash):
            return await _present(call_id)
        blank = CallRow(
            id=call_id,
            code=place.code,
            street_name=place.street_name or "",
            drafter_id=actor.person_id,
            created_at=now,
            updated_at=now,
        )
        call = await _written(actor, blank, form, place)
        if not await writing.insert("calls", call):  # the same request, twice at once
            await came_before(call_id, content_hash)
            return await _present(call_id)
        await _follow(call)
        entry = EntryRow(
            id=call_id,
            call_id=call_id,
            seq=1,
            step=CallStep.DRAFT,
            status=call.status,
            assignment_id=None,
            by_person_id=actor.person_id,
            by_post_id=hat.post_id,
            acting=hat.acting_for is not None,
            inside_unit_id=None,
            words="",
            photos=[],
            facts={},
            made_at=made,
            at=now,
            content_hash=content_hash,
        )
        await writing.insert("call_entries", entry)
        await _tell(actor, CallStep.DRAFT, call, now)
    return call


async def edit(actor: Actor, call_id: UUID, form: Form, expected_version: int, *, now: datetime) -> CallRow:
    """Save the draft as it stands now. The same content again changes nothing.

    NotFound, NotAllowed, WrongStatus, InvalidInput, VersionConflict when somebody else has saved since.
    """
    place = await _place(form, now)
    async with db.transaction():
        before = await queries.locked(call_id)
        if before is None or not may_see(actor, before, []):
            raise NotFound("call")
        workflow.check(STEPS[CallStep.EDIT], standing(actor, before, [], None, now))
        actor.require(Permission.CALL_DRAFT, place.code)
        call = await _written(actor, before, form, place)
        if call == before:
            return before
        if expected_version != before.version:
            raise VersionConflict(before.version)
        call = replace(call, version=before.version + 1, updated_at=now)
        await writing.update(before, call)
        behind = await queries.snaps_behind(call.id)
        await _follow(call)
        for snap_id in sorted(set(behind) - set(form.snap_ids)):
            await snap_actions.leave_call(actor, snap_id, now=now)
        await _tell(actor, CallStep.EDIT, call, now)
    return call


async def _follow(call: CallRow) -> None:
    """What follows from the content: the snaps behind it, and what it is found by."""
    if not await writing.tie_snaps(call):  # somebody else has called for one of them in the same moment
        raise InvalidInput("snapIds", "snap_called")
    await writing.index_words(call)


async def _place(form: Form, now: datetime) -> Place:
    """The cell of the point or the one chosen, if it lies in the calling street; else the street itself."""
    street = await queries.street_name(check_code(form.street_code, "streetCode"), clock.day_of(now))
    if street is None:
        raise InvalidInput("streetCode", "place_unknown")
    if form.point is None and form.cell_code is None:
        return Place(form.street_code, street_name=street)
    found = await places.place_of(form.point, form.cell_code, form.street_code, clock.day_of(now))
    if found.cell_code is not None and not found.code.startswith(form.street_code):
        raise InvalidInput("point" if form.cell_code is None else "cellCode", "not_this_street")
    return replace(found, street_name=found.street_name or street)


async def _written(actor: Actor, call: CallRow, form: Form, place: Place) -> CallRow:
    """The call with what the form says."""
    item = (await responsibility.item(form.item_id))[1] if form.item_id else None
    if form.situation_id and (item is None or all(one.id != form.situation_id for one in item.situations)):
        raise InvalidInput("situationId", "item_unknown")
    await _check_snaps(actor, call, form.snap_ids)
    return replace(
        call,
        code=place.code,
        street_name=place.street_name or call.street_name,
        community_name=place.community_name,
        urgency=form.urgency,
        item_id=form.item_id,
        item_number=item.number if item else "",
        item_name=item.name if item else "",
        situation_id=form.situation_id,
        title=requests.said(form.title, "title", TITLE_AT_MOST),
        words=requests.said(form.words, "words", FORM_WORDS_AT_MOST),
        done_already=requests.said(form.done_already, "doneAlready", ASKS_AT_MOST),
        asks=requests.said(form.asks, "asks", ASKS_AT_MOST),
        place=requests.said(form.place, "place", PLACE_AT_MOST) or place.called,
        lon=place.lon,
        lat=place.lat,
        photos=await _photos(actor, replace(call, code=place.code), form),
        snap_ids=[str(snap_id) for snap_id in form.snap_ids],
    )


async def _check_snaps(actor: Actor, call: CallRow, snap_ids: Sequence[UUID]) -> None:
    """Each an open snap of the street that no other open call stands for."""
    if len(snap_ids) > SNAPS_AT_MOST or len(set(snap_ids)) < len(snap_ids):
        raise InvalidInput("snapIds", "snaps_repeated")
    found = await snaps.snaps_by_id(snap_ids)
    for snap_id in snap_ids:
        snap = found.get(snap_id)
        if snap is None or not snaps.serves(actor, snap) or not snap.code.startswith(call.street):
            raise InvalidInput("snapIds", "snap_elsewhere")
        if snap.status not in OPEN_SNAP and str(snap_id) not in call.snap_ids:
            raise InvalidInput("snapIds", "snap_not_open")
    if await queries.taken_by_others(call, snap_ids):
        raise InvalidInput("snapIds", "snap_called")


async def _photos(actor: Actor, call: CallRow, form: Form) -> list[dict[str, Any]]:
    if len(form.photos) > PHOTOS_AT_MOST:
        raise InvalidInput("photos", "too_many_photos")
    known = {photo["id"]: photo for photo in call.photos}
    fresh = [photo for photo in form.photos if str(photo[0]) not in known]
    hung = await media.attach(actor, fresh, subject(call, [])) if fresh else []
    known |= {photo["id"]: photo for photo in hung}
    return [known[str(identifier)] for identifier, _ in form.photos]


async def _present(call_id: UUID) -> CallRow:
    call = await queries.find(call_id)
    if call is None:
        raise NotFound("call")
    return call


async def _tell(actor: Actor, name: CallStep, call: CallRow, now: datetime) -> None:
    heard = await telling.heard(STEPS[name], call, [], None, fresh=[], persons=[], actor=actor.person_id, now=now)
    event = events.happened(name, call)(**events.head(call, [], None, heard.turn_over))
    await outbox.record(event, heard.audience, actor=actor.person_id, now=now)


async def submit(actor: Actor, request: Request, *, now: datetime) -> CallRow:
    """The draft is whole and goes to the street's head (送签). InvalidInput names the field that is missing."""
    async with db.transaction():
        turn = await begin(CallStep.SUBMIT, actor, request, now)
        if turn.repeated:
            return turn.call
        _check_whole(turn)
        return await finish(turn, turn.moved())


def _check_whole(turn: Turn) -> None:
    call = turn.call
    if call.item_id is None:
        raise InvalidInput("itemId", "item_required")
    for name in ("title", "words", "asks"):
        if not getattr(call, name):
            raise InvalidInput(name, "required")
