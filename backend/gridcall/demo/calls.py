"""Tells the lives of the demo's calls, from draft to archive, through the same actions that phones use."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from gridcall import clock
from gridcall.calls import actions as calls
from gridcall.calls import queries, seal
from gridcall.calls.rows import AssignmentRow, CallRow
from gridcall.calls.rules import Satisfaction, Solved
from gridcall.calls.workflow import AssignmentStatus, UnitPart
from gridcall.demo.cast import DISTRICT
from gridcall.demo.story import Cell, Teller
from gridcall.errors import DomainError
from gridcall.grid.coordinates import CoordinateSystem
from gridcall.people import actions as people
from gridcall.people.actor import Actor
from gridcall.people.permissions import Permission, Role
from gridcall.responsibility import queries as responsibility
from gridcall.responsibility.rules import Item, Urgency
from gridcall.snaps.categories import SnapCategory
from gridcall.snaps.places import Point

MINUTE = timedelta(minutes=1)
Further = dict[str, Any]


@dataclass(frozen=True)
class Beat:
    """After so many minutes, somebody takes a step. `unit`: whose part, as a place in the plot's units."""

    after: float
    who: str  # "clerk", "head", "acting_head", "desk", "coordinator" or "officer"
    what: Callable[..., Awaitable[object]]
    words: str = ""
    unit: int | None = None
    further: "Callable[[Scene], Awaitable[Further]] | None" = None
    photo: bool = False


@dataclass(frozen=True)
class Plot:
    """One call: where and about what, who is called, and what becomes of it. `idle`: minutes since the last step."""

    near: str  # the code of a cell, or of what it lies in
    item: str  # its number in the demonstration list
    title: str
    words: str
    done_already: str
    asks: str
    place: str
    category: SnapCategory  # of the snaps and the photos
    units: Sequence[str]
    beats: Sequence[Beat]
    idle: float
    urgency: Urgency = Urgency.NORMAL
    called: int = 2  # of the units, with the first order; the others when somebody returns his part
    meet: float = 60  # minutes from the order to the time of report
    snaps: Sequence[str] = ()  # what residents reported
    situation: int = 0

    @property
    def lasts(self) -> timedelta:
        """From the first step to the moment at which the audience comes in."""
        return (sum(beat.after for beat in self.beats) + self.idle + SNAP_APART * len(self.snaps)) * MINUTE


SNAP_APART = 7


@dataclass
class Scene:
    """One call while it is told."""

    teller: Teller
    plot: Plot
    cell: Cell
    item: Item
    call_id: UUID
    persons: dict[str, Actor]
    snap_ids: list[UUID] = field(default_factory=list)

    async def call(self) -> CallRow:
        call = await queries.find(self.call_id)
        if call is None:
            raise LookupError("the call was never drafted")
        return call

    async def parts(self) -> list[AssignmentRow]:
        return (await queries.parts([self.call_id]))[self.call_id]

    async def part(self, unit: int) -> AssignmentRow:
        """The newest part of that unit."""
        unit_id = self.unit_id(unit)
        return next(part for part in reversed(await self.parts()) if part.unit_id == unit_id)

    def unit_id(self, unit: int) -> UUID:
        return self.teller.cast.units[self.plot.units[unit]]

    def actor(self, beat: Beat) -> Actor:
        if beat.unit is None or beat.who in self.persons:
            return self.persons[beat.who]
        unit = self.unit_id(beat.unit)
        needed = Permission.CALL_ANSWER if beat.who == "coordinator" else Permission.CALL_ATTEND
        able = [one for one in self.teller.cast.staff if one.hats[0].unit_id == unit]
        able = [one for one in able if needed in one.hats[0].permissions]
        return able[0] if beat.who == "coordinator" else able[-1]

    def point(self, metres_east: float = 0) -> Point:
        return Point(self.cell.lon + metres_east / 89_000, self.cell.lat, CoordinateSystem.WGS84, 8)


async def life(teller: Teller, plot: Plot) -> AsyncIterator[timedelta]:
    """One call's life; yields how long nothing happens before the next step."""
    scene = await _set(teller, plot)
    if scene is None:
        return
    for number, words in enumerate(plot.snaps):
        resident = teller.cast.residents[number % len(teller.cast.residents)]
        snap_id = await teller.report(resident, scene.cell, plot.category, words=words, place=plot.place)
        scene.snap_ids.append(snap_id)
        yield SNAP_APART * MINUTE
    await _draft(scene)
    for beat in plot.beats:
        yield beat.after * MINUTE
        with suppress(DomainError):  # in a demo that is played, somebody of the audience may have been faster
            await _take(scene, beat)


async def _set(teller: Teller, plot: Plot) -> Scene | None:
    cell = next(cell for cell in teller.cells if cell.code.startswith(plot.near))
    listed = await responsibility.in_force(DISTRICT, clock.today())
    roles = {"clerk": Role.STREET_CLERK, "head": Role.STREET_HEAD, "desk": Role.DISTRICT_DISPATCHER}
    persons = {name: teller.cast.at(cell.code, role) for name, role in roles.items()}
    if listed is None or None in persons.values():
        return None
    item = next(item for item in (await responsibility.book(listed)).items if item.number == plot.item)
    return Scene(teller, plot, cell, item, clock.new_id(), {name: one for name, one in persons.items() if one})


async def _draft(scene: Scene) -> None:
    plot, clerk = scene.plot, scene.persons["clerk"]
    form = calls.Form(
        street_code=clerk.hats[0].code,
        urgency=plot.urgency,
        item_id=scene.item.id,
        situation_id=scene.item.situations[plot.situation].id,
        title=plot.title,
        words=plot.words,
        done_already=plot.done_already,
        asks=plot.asks,
        place=plot.place,
        point=scene.point(),
        photos=[await scene.teller.photo(clerk, plot.category)],
        snap_ids=scene.snap_ids,
    )
    await calls.draft(clerk, scene.call_id, form, now=clock.now())


async def _take(scene: Scene, beat: Beat) -> None:
    if beat.who == "acting_head":
        scene.persons["acting_head"] = await _acting_head(scene)
    actor = scene.actor(beat)
    request = calls.Request(
        clock.new_id(),
        scene.call_id,
        (await scene.part(beat.unit)).id if beat.unit is not None else None,
        beat.words,
        [await scene.teller.photo(actor, scene.plot.category)] if beat.photo else [],
    )
    further = await beat.further(scene) if beat.further else {}
    await beat.what(actor, request, **further, now=clock.now())


async def _acting_head(scene: Scene) -> Actor:
    """Somebody of the street stands in for its head for some hours."""
    head, now = scene.persons["head"], clock.now()
    other = scene.teller.cast.at(scene.cell.code, Role.GRID_ASSISTANT) or scene.persons["clerk"]
    post = head.hats[0]
    await people.delegate(
        head,
        clock.new_id(),
        post_id=post.post_id,
        to_person_id=other.person_id,
        starts_at=now,
        ends_at=now + timedelta(hours=4),
        now=now,
    )
    return replace(other, hats=(*other.hats, replace(post, acting_for=post.post_id)))


# ---- what steps ask besides their words


async def what_is_shown(scene: Scene) -> Further:
    """The head signs what the form says at that moment."""
    return {"hash_": seal.digest(await calls.to_be_signed(await scene.call()))}


def _meeting(scene: Scene, minutes: float, words: str) -> calls.Order:
    return calls.Order(clock.now() + minutes * MINUTE, scene.plot.place, scene.point(), words)


async def the_order(scene: Scene) -> Further:
    called = [_called(scene, unit) for unit in range(scene.plot.called)]
    return {"order": _meeting(scene, scene.plot.meet, "请带执法记录仪，到场后先向街道报到。"), "called": called}


def _called(scene: Scene, unit: int) -> calls.Called:
    """With the duty that the list gives the unit for this item."""
    name = scene.plot.units[unit]
    duties = {one.unit: one.duty for one in scene.item.co_units} | {scene.item.lead: scene.item.lead_duty}
    part = UnitPart.LEAD if name == scene.item.lead else UnitPart.CO_OPERATING
    return calls.Called(clock.new_id(), scene.unit_id(unit), part, duties.get(name, "到场配合处置。"), 2 + unit % 3)


def in_place(unit: int | None, finding: str = "") -> Callable[[Scene], Awaitable[Further]]:
    """Another unit is called instead, or nobody."""

    async def further(scene: Scene) -> Further:
        return {"called": [] if unit is None else [_called(scene, unit)], "finding": finding}

    return further


async def another_time(scene: Scene) -> Further:
    return {"order": _meeting(scene, 90, "")}


async def a_later_limit(scene: Scene) -> Further:
    """A day more than every clock has that runs."""
    running = [part.due_at for part in await scene.parts() if part.due_at is not None]
    return {"until": max(running) + timedelta(days=1)}


async def its_plea(scene: Scene) -> Further:
    """What the desk answers: the newest that was asked."""
    return {"plea_id": (await queries.pleas([scene.call_id]))[scene.call_id][-1].id}


def heads(coming: int) -> Callable[[Scene], Awaitable[Further]]:
    async def further(scene: Scene) -> Further:
        return {"coming": coming}

    return further


def relies_on(number: str) -> Callable[[Scene], Awaitable[Further]]:
    """The item by which the duty is somebody else's."""

    async def further(scene: Scene) -> Further:
        listed = await responsibility.in_force(DISTRICT, clock.today())
        items = (await responsibility.book(listed)).items if listed else []
        return {"item_id": next(item.id for item in items if item.number == number)}

    return further


def there(present: int, metres: float = 12, sent_later: float = 0) -> Callable[[Scene], Awaitable[Further]]:
    """On site; `sent_later`: minutes that the phone had no signal."""

    async def further(scene: Scene) -> Further:
        at = clock.now() - sent_later * MINUTE
        return {"presence": calls.Presence(at, present, scene.point(metres))}

    return further


def members_of(unit: int) -> Callable[[Scene], Awaitable[Further]]:
    async def further(scene: Scene) -> Further:
        unit_id = scene.unit_id(unit)
        return {"person_ids": [one.person_id for one in scene.teller.cast.staff if one.hats[0].unit_id == unit_id]}

    return further


def verdict(
    result: Satisfaction = Satisfaction.SATISFIED, solved: Solved = Solved.SOLVED
) -> Callable[[Scene], Awaitable[Further]]:
    """The same for every unit that did its part; only the result tells them apart from the best."""

    async def further(scene: Scene) -> Further:
        good = Satisfaction.SATISFIED
        done = [part for part in await scene.parts() if part.status is AssignmentStatus.DONE]
        return {"verdicts": [calls.Verdict(part.id, good, good, result, solved) for part in done]}

    return further


async def first_part(scene: Scene) -> Further:
    done = [part for part in await scene.parts() if part.status is AssignmentStatus.DONE]
    return {"assignment_ids": [done[0].id]}


async def look(actor: Actor, request: calls.Request, *, now: datetime) -> None:
    """Open the order: the desk sees it."""
    if request.assignment_id is not None:
        await calls.see_order(actor, request.assignment_id, now=now)
