"""What hangs on calls, loaded for all calls of an answer at once: one SQL per level, and only what was asked for."""

from collections.abc import Awaitable, Callable, Sequence, Set
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from gridcall import db
from gridcall.calls import queries
from gridcall.calls.rows import (
    AssignmentRow,
    CallRow,
    CheckInRow,
    EntryRow,
    EvaluationRow,
    FormRow,
    PleaRow,
    SegmentRow,
)
from gridcall.people.permissions import Role
from gridcall.snaps import queries as snaps
from gridcall.snaps.parties import PersonFacts, PostFacts
from gridcall.snaps.rows import SnapRow


@dataclass(frozen=True)
class Look:
    person_id: UUID
    at: datetime


@dataclass
class Shelf:
    """By the ids of calls, persons, posts and assignments; what was not asked for is empty."""

    parts: dict[UUID, list[AssignmentRow]] = field(default_factory=dict)
    timelines: dict[UUID, list[EntryRow]] = field(default_factory=dict)
    forms: dict[UUID, list[FormRow]] = field(default_factory=dict)
    check_ins: dict[UUID, list[CheckInRow]] = field(default_factory=dict)
    evaluations: dict[UUID, list[EvaluationRow]] = field(default_factory=dict)
    segments: dict[UUID, list[SegmentRow]] = field(default_factory=dict)
    pleas: dict[UUID, list[PleaRow]] = field(default_factory=dict)
    going: dict[UUID, list[UUID]] = field(default_factory=dict)
    looks: dict[UUID, list[Look]] = field(default_factory=dict)
    dissolved: frozenset[UUID] = frozenset()  # units that exist no longer
    snaps: dict[UUID, SnapRow] = field(default_factory=dict)
    persons: dict[UUID, PersonFacts] = field(default_factory=dict)
    posts: dict[UUID, PostFacts] = field(default_factory=dict)


async def hang(calls: Sequence[CallRow], asked: Set[str], today: date) -> Shelf:
    """Everything that the fields in `asked` will look up for `calls`. The parts always: rights hang on them."""
    ids = [call.id for call in calls]
    shelf = Shelf(parts=await queries.parts(ids))
    for name, load, holder in _OF_CALLS:
        if not asked.isdisjoint(name):
            setattr(shelf, holder, await load(ids))
    parts = [part.id for of_call in shelf.parts.values() for part in of_call]
    if "people" in asked:
        shelf.going = await queries.going(parts)
    if "looks" in asked:
        shelf.looks = await _looks(parts)
    if "dissolved" in asked:
        units = {part.unit_id for of_call in shelf.parts.values() for part in of_call}
        shelf.dissolved = await queries.dissolved(sorted(units), today)
    if "snaps" in asked:
        shelf.snaps = await snaps.snaps_by_id(sorted({UUID(one) for call in calls for one in call.snap_ids}))
    await _add_persons(shelf)
    return shelf


# the fields that need it, how it is loaded, where it is kept
_OF_CALLS: Sequence[tuple[Set[str], Callable[[Sequence[UUID]], Awaitable[Any]], str]] = (
    ({"entries"}, queries.timelines, "timelines"),
    ({"form", "lastSigned"}, queries.forms, "forms"),
    ({"checkIns"}, queries.check_ins, "check_ins"),
    ({"evaluation"}, queries.evaluations, "evaluations"),
    ({"segments"}, queries.segments, "segments"),
    ({"pleas"}, queries.pleas, "pleas"),
)


async def _looks(assignment_ids: Sequence[UUID]) -> dict[UUID, list[Look]]:
    found: dict[UUID, list[Look]] = {}
    if assignment_ids:
        places = ", ".join(f"${number}" for number in range(1, len(assignment_ids) + 1))
        sql = f"SELECT assignment_id, person_id, at FROM order_looks WHERE assignment_id IN ({places}) ORDER BY at, id"
        for row in await db.rows(sql, *assignment_ids):
            at = row["at"] if isinstance(row["at"], datetime) else datetime.fromisoformat(row["at"])
            found.setdefault(UUID(row["assignment_id"]), []).append(Look(UUID(row["person_id"]), at))
    return found


async def _add_persons(shelf: Shelf) -> None:
    """Whoever appears in what was loaded, and under which posts."""
    entries = [entry for timeline in shelf.timelines.values() for entry in timeline]
    forms = [form for signed in shelf.forms.values() for form in signed]
    persons = {entry.by_person_id for entry in entries} | {form.signed_by_id for form in forms}
    persons |= {person for going in shelf.going.values() for person in going}
    persons |= {look.person_id for looks in shelf.looks.values() for look in looks}
    persons |= {one.person_id for check_ins in shelf.check_ins.values() for one in check_ins}
    pleas = [plea for asked in shelf.pleas.values() for plea in asked]
    persons |= {plea.by_person_id for plea in pleas} | {plea.answered_by_id for plea in pleas if plea.answered_by_id}
    posts = {entry.by_post_id for entry in entries} | {form.post_id for form in forms}
    posts |= {plea.by_post_id for plea in pleas}
    for row in await snaps.persons(sorted(persons)):
        shelf.persons[UUID(row["id"])] = PersonFacts(row["name"], row["phone"])
    for row in await snaps.posts(sorted(posts)):
        shelf.posts[UUID(row["id"])] = PostFacts(row["person_id"], Role(row["role"]), row["unit_name"])
