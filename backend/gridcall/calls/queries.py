"""Reads of single calls and what hangs on them. Lists are in lists.py."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from gridcall import db
from gridcall.calls.rows import (
    ASSIGNMENTS,
    CALLS,
    CHECK_INS,
    ENTRIES,
    EVALUATIONS,
    FORMS,
    PLEAS,
    SEGMENTS,
    AssignmentRow,
    CallRow,
    CheckInRow,
    EntryRow,
    EvaluationRow,
    FormRow,
    PleaRow,
    SegmentRow,
)
from gridcall.people.actor import Actor
from gridcall.people.permissions import Permission
from gridcall.tables import Table

CALL_COLUMNS = CALLS.columns("c")


async def find(call_id: UUID) -> CallRow | None:
    return await CALLS.first(f"SELECT {CALL_COLUMNS} FROM calls c WHERE c.id = $1", call_id)


async def locked(call_id: UUID) -> CallRow | None:
    """The call with all its parts, held until the transaction ends."""
    hold = " FOR UPDATE" if db.dialect() == "postgres" else ""
    return await CALLS.first(f"SELECT {CALL_COLUMNS} FROM calls c WHERE c.id = $1{hold}", call_id)


async def call_of(assignment_id: UUID) -> UUID | None:
    """The call that the assignment is a part of."""
    found = await db.value("SELECT call_id FROM assignments WHERE id = $1", assignment_id)
    return UUID(str(found)) if found else None


async def entry(entry_id: UUID) -> EntryRow | None:
    return await ENTRIES.first(f"SELECT {ENTRIES.columns('e')} FROM call_entries e WHERE e.id = $1", entry_id)


async def moved_since(call_id: UUID, version: int) -> bool:
    """Whether somebody took a step after that version. Remarks and reminders do not count."""
    found = await db.value(
        "SELECT 1 FROM call_entries WHERE call_id = $1 AND seq > $2 AND step NOT IN ('remark', 'remind') LIMIT 1",
        call_id,
        version,
    )
    return bool(found)


async def _by_call(table: Table[Any], name: str, call_ids: Sequence[UUID], order: str) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = defaultdict(list)
    if call_ids:
        sql = f"SELECT {table.columns('t')} FROM {name} t WHERE t.call_id IN ({db.places(call_ids)}) ORDER BY {order}"
        for record in await table.every(sql, *call_ids):
            found[record.call_id].append(record)
    return found


async def parts(call_ids: Sequence[UUID]) -> dict[UUID, list[AssignmentRow]]:
    """The assignments of several calls, in the order of dispatch."""
    return await _by_call(ASSIGNMENTS, "assignments", call_ids, "t.call_id, t.rank")


async def timelines(call_ids: Sequence[UUID]) -> dict[UUID, list[EntryRow]]:
    """The entries of several calls, oldest first."""
    return await _by_call(ENTRIES, "call_entries", call_ids, "t.call_id, t.seq")


async def forms(call_ids: Sequence[UUID]) -> dict[UUID, list[FormRow]]:
    """What was signed, oldest first."""
    return await _by_call(FORMS, "call_forms", call_ids, "t.call_id, t.signed_at")


async def check_ins(call_ids: Sequence[UUID]) -> dict[UUID, list[CheckInRow]]:
    return await _by_call(CHECK_INS, "check_ins", call_ids, "t.call_id, t.checked_at")


async def evaluations(call_ids: Sequence[UUID]) -> dict[UUID, list[EvaluationRow]]:
    return await _by_call(EVALUATIONS, "evaluations", call_ids, "t.call_id, t.at")


async def segments(call_ids: Sequence[UUID]) -> dict[UUID, list[SegmentRow]]:
    """Who held it, from when to when, oldest first."""
    return await _by_call(SEGMENTS, "segments", call_ids, "t.call_id, t.started_at, t.id")


async def pleas(call_ids: Sequence[UUID]) -> dict[UUID, list[PleaRow]]:
    """What was asked of the desk, oldest first."""
    return await _by_call(PLEAS, "call_pleas", call_ids, "t.call_id, t.asked_at, t.id")


async def open_plea(call_id: UUID, assignment_id: UUID | None) -> PleaRow | None:
    """What the unit, or with None the street, asks of the desk just now."""
    sql = f"SELECT {PLEAS.columns('t')} FROM call_pleas t WHERE t.call_id = $1 AND t.open"
    return next((plea for plea in await PLEAS.every(sql, call_id) if plea.assignment_id == assignment_id), None)


async def running(call_id: UUID) -> list[SegmentRow]:
    sql = f"SELECT {SEGMENTS.columns('t')} FROM segments t WHERE t.call_id = $1 AND t.ended_at IS NULL"
    return await SEGMENTS.every(sql, call_id)


async def going(assignment_ids: Sequence[UUID]) -> dict[UUID, list[UUID]]:
    """Whom each unit sends."""
    found: dict[UUID, list[UUID]] = defaultdict(list)
    if assignment_ids:
        sql = (
            "SELECT assignment_id, person_id FROM assigned_persons"
            f" WHERE assignment_id IN ({db.places(assignment_ids)}) ORDER BY id"
        )
        for row in await db.rows(sql, *assignment_ids):
            found[UUID(row["assignment_id"])].append(UUID(row["person_id"]))
    return found


async def dissolved(unit_ids: Sequence[UUID], day: date) -> frozenset[UUID]:
    """Those of the units that exist no longer on that day."""
    if not unit_ids:
        return frozenset()
    sql = f"SELECT id FROM units WHERE dissolved_on <= $1 AND id IN ({db.places(unit_ids, 1)})"
    return frozenset(UUID(row["id"]) for row in await db.rows(sql, day, *unit_ids))


async def raised_from(snap_id: UUID) -> CallRow | None:
    """The call that the snap stands behind, or stood behind last."""
    return await CALLS.first(
        f"SELECT {CALL_COLUMNS} FROM call_snaps s JOIN calls c ON c.id = s.call_id"
        " WHERE s.snap_id = $1 ORDER BY s.open DESC, c.created_at DESC LIMIT 1",
        snap_id,
    )


async def snaps_behind(call_id: UUID) -> list[UUID]:
    """The snaps that the call stands for now: none that it has lost to another street, and none once it is over."""
    found = await db.rows("SELECT snap_id FROM call_snaps WHERE call_id = $1 AND open ORDER BY snap_id", call_id)
    return [UUID(row["snap_id"]) for row in found]


async def taken_by_others(call: CallRow, snap_ids: Sequence[UUID]) -> bool:
    """Whether one of the snaps stands behind another open call of the street: another street's has lost it."""
    if not snap_ids:
        return False
    found = await db.value(
        "SELECT 1 FROM call_snaps s JOIN calls c ON c.id = s.call_id WHERE s.open AND s.call_id <> $1"
        f" AND {db.under('c.code', '$2')} AND s.snap_id IN ({db.places(snap_ids, 2)}) LIMIT 1",
        call.id,
        call.street,
        *snap_ids,
    )
    return bool(found)


async def last_called(codes: Sequence[str], item_number: str) -> list[tuple[list[str], datetime]]:
    """The sets of units called first for the item at `codes`, the newest first, at most 3."""
    if not codes:
        return []
    there = " OR ".join(db.under("c.code", f"${number}") for number in range(2, 2 + len(codes)))
    found = await db.rows(
        "SELECT c.id, c.dispatched_at FROM calls c WHERE c.item_number = $1 AND c.dispatched_at IS NOT NULL"
        f" AND ({there}) ORDER BY c.dispatched_at DESC LIMIT 12",
        item_number,
        *codes,
    )
    called = await parts([UUID(row["id"]) for row in found])
    sets: dict[tuple[str, ...], datetime] = {}
    for row in found:
        units = tuple(str(one.unit_id) for one in called[UUID(row["id"])] if one.replaces_id is None)
        sets.setdefault(units, row["dispatched_at"])
    return [(list(units), at) for units, at in list(sets.items())[:3]]


async def street_name(code: str, day: date) -> str | None:
    """What the street with this code is called on that day."""
    sql = (
        "SELECT name FROM divisions WHERE code = $1 AND kind = 'street' AND valid_from <= $2"
        " AND (valid_to IS NULL OR valid_to >= $2)"
    )
    found = await db.value(sql, code, day)
    return str(found) if found else None


def units_of(actor: Actor) -> frozenset[UUID]:
    """The units for which the actor answers calls or goes out."""
    return frozenset(hat.unit_id for hat in actor.hats if Permission.CALL_ATTEND in hat.permissions)


def sees(actor: Actor, call: CallRow, parts: Sequence[AssignmentRow]) -> bool:
    """Whoever reads calls at its place, and every unit that was called."""
    if actor.holds(Permission.CALL_READ, call.code) is not None:
        return True
    mine = units_of(actor)
    return any(part.unit_id in mine for part in parts)
