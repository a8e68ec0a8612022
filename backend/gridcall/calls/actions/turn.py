"""One step of a call, from the request to the event: find, check, change, save, tell.

The id of a step is made by the phone and is the idempotency key: the same id with the same content gets the
first answer again, with other content an IdempotencyConflict. Every step locks the call, so that the steps of one
call, whoever takes them, come one after the other.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from gridcall import outbox, requests
from gridcall.calls import events, queries, telling, workflow, writing
from gridcall.calls.clocks import Limits
from gridcall.calls.rows import AssignmentRow, CallRow, EntryRow, PleaRow
from gridcall.calls.workflow import STEPS, AssignmentStatus, CallStep, Part, Side, Standing, Step
from gridcall.calls.writing import Afresh
from gridcall.errors import IdempotencyConflict, InvalidInput, NotFound
from gridcall.media import actions as media
from gridcall.people.actor import Actor, Hat
from gridcall.responsibility import queries as responsibility
from gridcall.responsibility.rules import Item

WORDS_AT_MOST, PHOTOS_AT_MOST = 1000, 9


@dataclass(frozen=True)
class Request:
    """What a phone sends for every step. `assignment_id` for the steps of one unit's part."""

    id: UUID
    call_id: UUID
    assignment_id: UUID | None = None
    words: str = ""
    photos: Sequence[tuple[UUID, str]] = ()
    expected_version: int | None = None


@dataclass
class Turn:
    """One step under way: the call is locked and the step is allowed, or it was taken before (`repeated`)."""

    step: Step
    actor: Actor
    hat: Hat
    request: Request
    now: datetime
    call: CallRow
    parts: list[AssignmentRow]
    fingerprint: str
    repeated: bool = False
    asked: bool = False  # before the step, something was asked of the desk
    part: AssignmentRow | None = None
    fresh: list[AssignmentRow] = field(default_factory=list)
    again: set[UUID | None] = field(default_factory=set)  # whose clock starts anew; None: the call's own
    extended: PleaRow | None = None

    @property
    def the_part(self) -> AssignmentRow:
        """The assignment of a step that concerns one."""
        if self.part is None:
            raise NotFound("assignment")
        return self.part

    def moved(self, **changes: Any) -> CallRow:
        """The call after the step."""
        status = self.step.to or self.call.status
        return replace(self.call, status=status, version=self.call.version + 1, updated_at=self.now, **changes)

    async def change_part(self, part: AssignmentRow, **changes: Any) -> AssignmentRow:
        """Write one unit's part, and remember it."""
        after = await writing.update(part, replace(part, **changes))
        self.parts = [after if one.id == after.id else one for one in self.parts]
        if self.part is not None and self.part.id == after.id:
            self.part = after
        return after

    async def move_part(self, **changes: Any) -> AssignmentRow:
        """The step's own part, one step further."""
        status = workflow.part_after(self.step, self.the_part.status)
        return await self.change_part(self.the_part, status=status, **changes)


async def begin(name: CallStep, actor: Actor, request: Request, now: datetime, **further: object) -> Turn:
    """Find and check, in this order: seen, repeated, allowed, in the right status and version, complete.

    NotFound, IdempotencyConflict, NotAllowed, WrongStatus, VersionConflict, InvalidInput.
    """
    step, request = STEPS[name], tidied(request)
    requests.made_at(request.id, now)
    turn_hash = requests.digest(actor.person_id, name, [replace(request, expected_version=None), further])
    call = await queries.locked(request.call_id)
    parts = (await queries.parts([call.id]))[call.id] if call else []
    if call is None or not may_see(actor, call, parts):
        raise NotFound("call")
    now = max(now, call.updated_at)  # it waited for another's step, or another server's clock is ahead
    part = _own(parts, request.assignment_id)
    hat = _hat(step, actor, call, part)
    if await came_before(request.id, turn_hash):
        return Turn(step, actor, hat or actor.hats[0], request, now, call, parts, turn_hash, repeated=True, part=part)
    workflow.check(step, standing(actor, call, parts, part, now))
    await requests.check_version(
        request.expected_version, call.version, partial(queries.moved_since, call.id, request.expected_version or 0)
    )
    if step.words and not request.words:
        raise InvalidInput("words", "required")
    if hat is None:
        raise NotFound("call")
    asked = call.plea is not None or any(one.plea for one in parts)
    return Turn(step, actor, hat, request, now, call, parts, turn_hash, asked=asked, part=part)


def may_see(actor: Actor, call: CallRow, parts: Sequence[AssignmentRow]) -> bool:
    """What was never signed is the street's own affair."""
    if call.number is None:
        return any(actor.holds(one, call.code) for one in (workflow.P.CALL_DRAFT, workflow.P.CALL_SIGN))
    return queries.sees(actor, call, parts)


def _own(parts: Sequence[AssignmentRow], assignment_id: UUID | None) -> AssignmentRow | None:
    if assignment_id is None:
        return None
    found = next((one for one in parts if one.id == assignment_id), None)
    if found is None:
        raise NotFound("assignment")
    return found


def _hat(step: Step, actor: Actor, call: CallRow, part: AssignmentRow | None) -> Hat | None:
    """The post under which the step is taken: of the unit for its own steps, else the nearest at the place."""
    units = {part.unit_id} if part else queries.units_of(actor)
    of_unit = next((h for h in actor.hats if h.unit_id in units and step.who in h.permissions), None)
    if step.side is Side.UNIT:
        return of_unit
    return actor.holds(step.who, call.code) or (of_unit if step.side is Side.ANY else None)


def standing(
    actor: Actor, call: CallRow, parts: Sequence[AssignmentRow], part: AssignmentRow | None, now: datetime
) -> Standing:
    """What the actor is to the call and to one part of it."""
    units = {part.unit_id} if part else {one.unit_id for one in parts}
    return Standing(
        status=call.status,
        permissions=frozenset().union(*(h.permissions for h in actor.hats if call.code.startswith(h.code))),
        of_unit=frozenset().union(*(h.permissions for h in actor.hats if h.unit_id in units)),
        part=Part(part.status, part.binding, part.plea, _over(part.due_at, now)) if part else None,
        parts_open=sum(one.status not in (AssignmentStatus.DONE, AssignmentStatus.REPLACED) for one in parts),
        coming=any(one.status in workflow.COMING for one in parts),
        plea=call.plea,
        late=_over(call.due_at, now),
    )


def _over(due: datetime | None, now: datetime) -> bool:
    return due is not None and due <= now


def tidied(request: Request) -> Request:
    if len(request.photos) > PHOTOS_AT_MOST:
        raise InvalidInput("photos", "too_many_photos")
    return replace(request, words=requests.said(request.words, "words", WORDS_AT_MOST))


async def came_before(entry_id: UUID, asked: str) -> bool:
    known = await queries.entry(entry_id)
    return requests.came_before(known.content_hash if known else None, asked)


async def finish(
    turn: Turn,
    call: CallRow,
    *,
    facts: dict[str, Any] | None = None,
    persons: Sequence[UUID] = (),
    inside: UUID | None = None,
) -> CallRow:
    """Save and tell: the clocks follow the statuses, the entry and the event are written."""
    limits = await limits_of(call)
    afresh = Afresh(frozenset(turn.again), turn.extended)
    call = await writing.run_clocks(call, turn.parts, limits, turn.now, afresh=afresh)
    turn.parts = (await queries.parts([call.id]))[call.id]
    photos = (
        await media.attach(turn.actor, turn.request.photos, subject(call, turn.parts)) if turn.request.photos else []
    )
    await writing.update(turn.call, call)
    await _write_entry(turn, call, photos, facts or {}, inside)
    await _tell(turn, call, persons)
    return call


async def limits_of(call: CallRow) -> Limits:
    """The limits of the item under which the call was made."""
    item = await item_of(call)
    return Limits(item.limits, item.working_time) if item else Limits({})


async def item_of(call: CallRow) -> Item | None:
    """The responsibility item in the version under which the call was made."""
    return (await responsibility.item(call.item_id))[1] if call.item_id else None


def subject(call: CallRow, parts: Sequence[AssignmentRow]) -> media.Subject:
    """Who sees the call sees its photos."""
    return media.Subject("call", call.id, call.code, False, [f"unit:{one.unit_id}" for one in parts])


async def _write_entry(
    turn: Turn, call: CallRow, photos: list[dict[str, Any]], facts: dict[str, Any], inside: UUID | None
) -> None:
    entry = EntryRow(
        id=turn.request.id,
        call_id=call.id,
        seq=call.version,
        step=turn.step.name,
        status=call.status,
        assignment_id=turn.part.id if turn.part else None,
        by_person_id=turn.actor.person_id,
        by_post_id=turn.hat.post_id,
        acting=turn.hat.acting_for is not None,
        inside_unit_id=inside,
        words=turn.request.words,
        photos=photos,
        facts=facts,
        made_at=requests.made_at(turn.request.id, turn.now),
        at=turn.now,
        content_hash=turn.fingerprint,
    )
    if not await writing.insert("call_entries", entry):  # the id was used for another call in the same moment
        raise IdempotencyConflict()


async def _tell(turn: Turn, call: CallRow, persons: Sequence[UUID]) -> None:
    heard = await telling.heard(
        turn.step,
        call,
        turn.parts,
        turn.part,
        fresh=turn.fresh,
        persons=persons,
        asked=turn.asked,
        actor=turn.actor.person_id,
        now=turn.now,
    )
    event = events.happened(turn.step.name, call)(**events.head(call, turn.parts, turn.part, heard.turn_over))
    await outbox.record(event, heard.audience, actor=turn.actor.person_id, now=turn.now)
