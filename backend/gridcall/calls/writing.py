"""Rows on their way into the database. Only actions call this."""

from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

import orjson

from gridcall import clock, db, search
from gridcall.calls import clocks, queries
from gridcall.calls.clocks import HOLDER, Limits
from gridcall.calls.rows import AssignmentRow, CallRow, PleaRow, SegmentRow
from gridcall.calls.rules import PleaAnswer
from gridcall.calls.workflow import IN_PLAY, AssignmentStatus, Side
from gridcall.responsibility.rules import Stage

Record = TypeVar("Record", CallRow, AssignmentRow)
TABLES: dict[type, str] = {CallRow: "calls", AssignmentRow: "assignments"}


def _plain(value: Any) -> Any:
    return orjson.dumps(value).decode() if isinstance(value, list | dict) else value


async def insert(table: str, record: Any) -> bool:
    """False when a row with that id is there already."""
    facts = {one.name: _plain(getattr(record, one.name)) for one in fields(record)}
    places = ", ".join(f"${number}" for number in range(1, len(facts) + 1))
    found = await db.rows(
        f"INSERT INTO {table} ({', '.join(facts)}) VALUES ({places}) ON CONFLICT (id) DO NOTHING RETURNING id",
        *facts.values(),
    )
    return bool(found)


async def update(before: Record, after: Record) -> Record:
    """Write what has changed. The call's row is locked by whoever read `before`."""
    changed = {
        one.name: _plain(getattr(after, one.name))
        for one in fields(after)
        if getattr(after, one.name) != getattr(before, one.name)
    }
    if changed:
        columns = ", ".join(f"{name} = ${number}" for number, name in enumerate(changed, 2))
        await db.execute(f"UPDATE {TABLES[type(after)]} SET {columns} WHERE id = $1", after.id, *changed.values())
    return after


async def index_words(call: CallRow) -> None:
    """Make the call findable by its texts, and by these alone."""
    await db.execute("DELETE FROM call_terms WHERE call_id = $1", call.id)
    terms = search.terms(f"{call.title} {call.words} {call.place} {call.item_name}")
    if terms:
        places = ", ".join(f"(${number}, $1)" for number in range(2, len(terms) + 2))
        await db.execute(f"INSERT INTO call_terms (term, call_id) VALUES {places}", call.id, *terms)


async def tie_snaps(call: CallRow) -> bool:
    """The snaps behind the call are those that its form names. False when another open call has one of them."""
    await db.execute("DELETE FROM call_snaps WHERE call_id = $1", call.id)
    # in one order: two who take the same snaps do not wait for each other
    return all([await _tie(call, UUID(snap_id)) for snap_id in sorted(call.snap_ids)])


async def _tie(call: CallRow, snap_id: UUID) -> bool:
    """It lies in the call's street: the call of another street that stood for it has lost it."""
    await db.execute(
        "UPDATE call_snaps SET open = false WHERE snap_id = $1 AND open"
        f" AND call_id IN (SELECT c.id FROM calls c WHERE NOT {db.under('c.code', '$2')})",
        snap_id,
        call.street,
    )
    tied = await db.rows(
        "INSERT INTO call_snaps (call_id, snap_id, open) VALUES ($1, $2, true) ON CONFLICT DO NOTHING RETURNING id",
        call.id,
        snap_id,
    )
    return bool(tied)


async def untie_snaps(call: CallRow) -> None:
    """The call is over: its snaps may stand behind another one."""
    await db.execute("UPDATE call_snaps SET open = false WHERE call_id = $1", call.id)


async def untie_snap(call: CallRow, snap_id: UUID) -> None:
    """The call stands for this one no longer, though its form names it."""
    await db.execute("UPDATE call_snaps SET open = false WHERE call_id = $1 AND snap_id = $2", call.id, snap_id)


async def send(assignment: AssignmentRow, persons: list[UUID]) -> None:
    """These persons go for the unit, and nobody else."""
    await db.execute("DELETE FROM assigned_persons WHERE assignment_id = $1", assignment.id)
    for person in persons:
        await db.execute(
            "INSERT INTO assigned_persons (assignment_id, person_id) VALUES ($1, $2)", assignment.id, person
        )


async def look(assignment: AssignmentRow, person_id: UUID, now: datetime) -> bool:
    """The person has opened the order. False when that was known."""
    found = await db.rows(
        "INSERT INTO order_looks (assignment_id, person_id, at) VALUES ($1, $2, $3)"
        " ON CONFLICT (assignment_id, person_id) DO NOTHING RETURNING id",
        assignment.id,
        person_id,
        now,
    )
    if found and assignment.seen_at is None:
        await update(assignment, replace(assignment, seen_at=now))
    return bool(found)


async def number_of(district: str, year: int) -> int:
    """The next number of the district's year; given once, also to two who sign at the same moment."""
    found = await db.rows(
        "INSERT INTO call_numbers (id, number) VALUES ($1, 1)"
        " ON CONFLICT (id) DO UPDATE SET number = call_numbers.number + 1 RETURNING number",
        f"{district}-{year}",
    )
    return int(found[0]["number"])


@dataclass(frozen=True)
class Afresh:
    """Clocks that start anew although the stage stays, by assignment (None: the call's own); one may be extended."""

    parties: frozenset[UUID | None] = frozenset()
    extended: PleaRow | None = None

    def plea_for(self, party: UUID | None) -> PleaRow | None:
        return self.extended if self.extended is not None and self.extended.assignment_id == party else None


async def run_clocks(
    call: CallRow, parts: list[AssignmentRow], limits: Limits, now: datetime, *, afresh: Afresh = Afresh()
) -> CallRow:
    """End the segments whose stage is over and begin those that the statuses ask for; answers the call with its clock.

    What was asked of the desk while a segment ran is over with it.
    """
    open_parts = sum(1 for part in parts if part.status in IN_PLAY and part.status is not AssignmentStatus.DONE)
    open_parts += sum(1 for part in parts if part.status is AssignmentStatus.RETURNED)
    running = {segment.assignment_id: segment for segment in await queries.running(call.id)}
    wanted: dict[UUID | None, Stage | None] = {None: clocks.call_stage(call.status, open_parts)}
    wanted |= {part.id: clocks.part_stage(call.status, part.status) for part in parts}
    by_id = {part.id: part for part in parts}
    ends: list[SegmentRow] = []
    for key, stage in wanted.items():
        before = segment = running.get(key)
        if segment is not None and (segment.stage is not stage or key in afresh.parties):
            await _end(segment, now)
            segment = None
        if segment is None and stage is not None:
            segment = _begun(call, by_id.get(key) if key else None, stage, limits, now, afresh.plea_for(key))
            await insert("segments", segment)
        if key is not None:
            await _show_on_part(by_id[key], segment, same=segment is before)
        elif segment is not before:
            call = replace(call, plea=None)
        if segment is not None:
            ends.append(segment)
    # of those that end together the one that began first: it turns amber before the others
    first = min(ends, key=lambda segment: (segment.due_at, segment.started_at), default=None)
    return replace(
        call,
        stage=first.stage if first else None,
        limit_start=first.started_at if first else None,
        due_at=first.due_at if first else None,
    )


async def _end(segment: SegmentRow, now: datetime) -> None:
    await db.execute("UPDATE segments SET ended_at = $2 WHERE id = $1", segment.id, now)
    await db.execute("UPDATE call_pleas SET open = false WHERE segment_id = $1 AND open", segment.id)


def _begun(
    call: CallRow, part: AssignmentRow | None, stage: Stage, limits: Limits, now: datetime, plea: PleaRow | None
) -> SegmentRow:
    side = HOLDER[stage]
    due = limits.due(call.urgency, stage, now)
    if plea is not None:
        due = max(plea.wished_at, now)
    elif stage is Stage.ATTEND and call.report_at is not None:
        due = max(call.report_at, now)
    return SegmentRow(
        id=clock.new_id(),
        call_id=call.id,
        assignment_id=part.id if part else None,
        stage=stage,
        code=call.district if side is Side.DESK else call.street,
        unit_id=part.unit_id if part and side is Side.UNIT else None,
        item_id=call.item_id,
        urgency=call.urgency,
        started_at=now,
        due_at=due,
        ended_at=None,
        plea_id=plea.id if plea else None,
    )


async def _show_on_part(part: AssignmentRow, segment: SegmentRow | None, *, same: bool) -> None:
    after = replace(
        part,
        stage=segment.stage if segment else None,
        limit_start=segment.started_at if segment else None,
        due_at=segment.due_at if segment else None,
        plea=part.plea if same else None,
    )
    await update(part, after)


async def answer(plea: PleaRow, said: PleaAnswer, words: str, by: UUID, now: datetime) -> None:
    """The desk's answer; with it the plea is over."""
    await db.execute(
        "UPDATE call_pleas SET open = false, answer = $2, answer_words = $3, answered_by_id = $4, answered_at = $5"
        " WHERE id = $1",
        plea.id,
        said,
        words,
        by,
        now,
    )
