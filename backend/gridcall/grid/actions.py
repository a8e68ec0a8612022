"""Everything that changes the grid: imports of divisions, cells and staff, and putting persons into cells."""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from tortoise.models import Model

from gridcall import clock, db, outbox
from gridcall.errors import IdempotencyConflict, InvalidInput, NotFound
from gridcall.grid import importing, locate, reading
from gridcall.grid.coordinates import CoordinateSystem
from gridcall.grid.events import CellStaffed, CellStaffEnded, GridImported, StaffImported
from gridcall.grid.models import CellStaff, Division, GridCell
from gridcall.grid.reading import Fault
from gridcall.grid.roster import Roster, Service
from gridcall.grid.rules import Force, Term, conflict
from gridcall.grid.timeline import Timeline, Version, tally
from gridcall.grid.watching import Watch, unwatched, watched
from gridcall.outbox import Audience
from gridcall.people.actor import Actor
from gridcall.people.permissions import Permission

BATCH = 500  # rows in one INSERT
VERSIONING = ("id", "code", "valid_from", "valid_to")  # all other columns are what a version says

Dated = type[Division] | type[GridCell]
Worked = tuple[dict[str, int], list[Fault]]  # each code's line, and what is wrong


@dataclass(frozen=True)
class Report:
    """What an import did, or would do in a dry run. With faults nothing was written."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    faults: Sequence[Fault] = ()
    dry_run: bool = False


async def import_divisions(
    data: bytes,
    *,
    now: datetime,
    crs: CoordinateSystem = CoordinateSystem.WGS84,
    dry_run: bool = False,
    watch: Watch = unwatched,
) -> Report:
    """Take in a CSV or GeoJSON file of divisions, all or nothing. The same file again changes nothing."""
    read = reading.read(data)
    faults = list(read.faults)
    said = importing.divisions(watched(read.records, "Reading", watch), crs, faults)

    async def work_in(timelines: dict[str, Timeline]) -> Worked:
        found = list(faults)
        lines = importing.work_in(said, timelines, clock.day_of(now), importing.DIVISION_BLANK, found)
        importing.check_known(timelines, lines, found)
        importing.check_parents(said, "parent_code", set(timelines), found)
        return lines, found

    return await _take_in(Division, len(said), work_in, dry_run=dry_run, watch=watch, now=now)


async def import_cells(
    data: bytes,
    *,
    now: datetime,
    crs: CoordinateSystem = CoordinateSystem.WGS84,
    dry_run: bool = False,
    demonstration: bool = False,
    watch: Watch = unwatched,
) -> Report:
    """Take in a CSV or GeoJSON file of cells, all or nothing. `demonstration` marks them as made up."""
    read = reading.read(data)
    faults = list(read.faults)
    said = importing.cells(watched(read.records, "Reading", watch), crs, faults, demonstration=demonstration)
    today = clock.day_of(now)

    async def work_in(timelines: dict[str, Timeline]) -> Worked:
        found = list(faults)
        lines = importing.work_in(said, timelines, today, {}, found)
        known = {row["code"] for row in await db.rows("SELECT code FROM divisions")}
        importing.check_parents(said, "community_code", known, found)
        importing.check_overlaps(timelines, lines, today, found, watch)
        return lines, found

    return await _take_in(GridCell, len(said), work_in, dry_run=dry_run, watch=watch, now=now)


async def _take_in(
    model: Dated,
    said: int,
    work_in: Callable[[dict[str, Timeline]], Awaitable[Worked]],
    *,
    dry_run: bool,
    watch: Watch,
    now: datetime,
) -> Report:
    """Work a file's statements into what is stored, and store the outcome unless it is faulty or nothing new.

    Checking thousands of borders takes seconds, in which nobody else should wait: it is done outside of the
    transaction, and again if the grid has changed meanwhile.
    """
    while True:
        version = await db.value("SELECT version FROM grid_versions WHERE id = 'cells'")
        timelines = await _timelines(model)
        lines, faults = await work_in(timelines)
        report = _report(timelines, said, faults, dry_run)
        if faults or dry_run or not report.added + report.changed:
            return report
        async with db.transaction():
            if await _hold("cells") == (version or ""):
                await _write(model, timelines, lines, report, watch=watch, now=now)
                return report


async def _hold(what: str) -> str:
    """One change of cells, or of staff, at a time: locked until the transaction ends. Answers the version."""
    held = await db.rows(
        "INSERT INTO grid_versions (id, version) VALUES ($1, '')"
        " ON CONFLICT (id) DO UPDATE SET version = grid_versions.version RETURNING version",
        what,
    )
    return str(held[0]["version"])


async def _timelines(model: Dated) -> dict[str, Timeline]:
    """Every stored version of every code."""
    timelines: dict[str, Timeline] = {}
    columns = [name for name in model._meta.fields_map if name not in VERSIONING]
    found = await db.rows(
        f"SELECT id, code, valid_from, valid_to, {', '.join(columns)} FROM {model._meta.db_table} ORDER BY valid_from"
    )
    for row in found:
        content = {column: row[column] for column in columns}
        if "demonstration" in content:
            content["demonstration"] = bool(content["demonstration"])
        version = Version(row["id"], content, row["valid_from"], row["valid_to"])
        timelines.setdefault(row["code"], Timeline()).versions.append(version)
    return timelines


def _report(timelines: Mapping[str, Timeline], lines: int, faults: list[Fault], dry_run: bool) -> Report:
    in_order = tuple(sorted(faults, key=lambda fault: fault.line))
    if in_order:
        return Report(faults=in_order, dry_run=dry_run)
    count = tally(timelines.values(), lines)
    return Report(count.added, count.changed, count.unchanged, dry_run=dry_run)


async def _write(
    model: Dated,
    timelines: Mapping[str, Timeline],
    lines: Mapping[str, int],
    report: Report,
    *,
    watch: Watch,
    now: datetime,
) -> None:
    touched = [(code, version) for code in lines for version in timelines[code].versions]
    for code, version in touched:
        if version.id is not None and version.changed:
            await model.filter(id=version.id).update(**_columns(code, version))
    new: list[Any] = [model(id=clock.new_id(), **_columns(code, v)) for code, v in touched if v.id is None]
    await _store(model, new, watch)
    await db.execute("UPDATE grid_versions SET version = $1 WHERE id = 'cells'", clock.token(16))
    event = GridImported(model._meta.db_table, report.added, report.changed)
    await outbox.record(event, Audience(code=_area(lines), public=True), actor=None, now=now)
    db.afterwards(locate.forget)


async def _store(model: type[Model], new: list[Any], watch: Watch) -> None:
    for start in range(0, len(new), BATCH):
        watch("Writing", start, len(new))
        await model.bulk_create(new[start : start + BATCH])


def _area(codes: Collection[str]) -> str:
    """The smallest area that holds all codes: what they begin with in common."""
    first, last = min(codes), max(codes)
    return first[: next((i for i, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), None)]


def _columns(code: str, version: Version) -> dict[str, Any]:
    return {**version.content, "code": code, "valid_from": version.valid_from, "valid_to": version.valid_to}


async def import_staff(data: bytes, *, now: datetime, dry_run: bool = False, watch: Watch = unwatched) -> Report:
    """Take in a CSV file of who serves where (phone or person id, cell, force, from, to), all or nothing."""
    read = reading.read(data)
    faults = list(read.faults)
    said = importing.staff(watched(read.records, "Reading", watch), faults)
    async with db.transaction():
        await _hold("staff")
        roster = await _roster(clock.day_of(now))
        for line in watched(said, "Checking", watch):
            roster.take(line, faults)
        if faults:
            return Report(faults=tuple(sorted(faults, key=lambda fault: fault.line)), dry_run=dry_run)
        added, changed = len(roster.new), len(roster.ended)
        report = Report(added, changed, len(said) - added - changed, dry_run=dry_run)
        if not dry_run and report.added + report.changed:
            await _write_staff(roster, report, watch, now)
    return report


async def _roster(today: date) -> Roster:
    people = await db.rows("SELECT id, phone FROM persons WHERE NOT disabled")
    named = {row["phone"]: row["id"] for row in people} | {row["id"]: row["id"] for row in people}
    cells = await db.rows("SELECT code FROM grid_cells WHERE valid_to IS NULL OR valid_to >= $1", today)
    roster = Roster(named, {row["code"] for row in cells}, today)
    for row in await db.rows("SELECT id, person_id, cell_code, force, starts_on, ends_on FROM cell_staff"):
        roster.add(Service(row.pop("id"), _term(row)))
    return roster


def _term(row: db.Row) -> Term:
    return Term(**{**row, "force": Force(row["force"])})


async def _write_staff(roster: Roster, report: Report, watch: Watch, now: datetime) -> None:
    for one in roster.ended:
        await CellStaff.filter(id=one.id).update(ends_on=one.term.ends_on, asked_until=one.term.ends_on)
    new = [_staff_row(clock.new_id(), one.term, now) for one in roster.new]
    await _store(CellStaff, new, watch)
    area = _area([one.term.cell_code for one in (*roster.new, *roster.ended)])
    event = StaffImported(report.added, report.changed)
    await outbox.record(event, Audience(code=area), actor=None, now=now)


def _staff_row(identifier: UUID, term: Term, now: datetime) -> CellStaff:
    return CellStaff(
        id=identifier,
        person_id=term.person_id,
        cell_code=term.cell_code,
        force=term.force,
        starts_on=term.starts_on,
        ends_on=term.ends_on,
        asked_until=term.ends_on,
        created_at=now,
    )


async def staff_cell(actor: Actor, identifier: UUID, term: Term, *, now: datetime) -> UUID:
    """Put a person into a cell. InvalidInput names the rule of the force that this would break."""
    actor.require(Permission.STAFFING_WRITE, term.cell_code)
    async with db.transaction():
        await _hold("staff")
        if await _came_before(identifier, term):
            return identifier
        await _check_term(term)
        await _staff_row(identifier, term, now).save(force_create=True)
        await outbox.record(
            CellStaffed(str(identifier), **vars(term)),
            Audience(code=term.cell_code, persons=[term.person_id]),
            actor=actor.person_id,
            now=now,
        )
    return identifier


async def _came_before(identifier: UUID, term: Term) -> bool:
    """Whether this very request was already carried out; IdempotencyConflict when it was another."""
    row = await CellStaff.get_or_none(id=identifier)
    if row is None:
        return False
    stored = Term(str(row.person_id), row.cell_code, row.force, row.starts_on, row.asked_until)
    if stored != term:
        raise IdempotencyConflict()
    return True


async def _check_term(term: Term) -> None:
    if term.ends_on and term.ends_on < term.starts_on:
        raise InvalidInput("endsOn", "dates_reversed")
    if not await db.value("SELECT 1 FROM persons WHERE id = $1 AND NOT disabled", term.person_id):
        raise InvalidInput("personId", "person_unknown")
    lasting = "SELECT 1 FROM grid_cells WHERE code = $1 AND (valid_to IS NULL OR valid_to >= $2)"
    if not await db.value(lasting, term.cell_code, term.starts_on):
        raise InvalidInput("cellCode", "cell_unknown")
    rivals = await db.rows(
        "SELECT person_id, cell_code, force, starts_on, ends_on FROM cell_staff"
        " WHERE (person_id = $1 OR cell_code = $2) AND force = $3 AND (ends_on IS NULL OR ends_on >= $4)",
        term.person_id,
        term.cell_code,
        term.force,
        term.starts_on,
    )
    for row in rivals:
        if rule := conflict(term, _term(row)):
            raise InvalidInput("cellCode", rule)


async def end_cell_staff(actor: Actor, identifier: UUID, on: date, *, now: datetime) -> UUID:
    """A person's last day in a cell. NotFound for staff outside what the actor may see."""
    async with db.transaction():
        await _hold("staff")
        row = await CellStaff.get_or_none(id=identifier)
        if row is None or not actor.holds(Permission.STAFFING_READ, row.cell_code):
            raise NotFound("cellStaff")
        actor.require(Permission.STAFFING_WRITE, row.cell_code)
        if row.ends_on == on:
            return identifier
        if on < row.starts_on:
            raise InvalidInput("on", "dates_reversed")
        if row.ends_on is not None and on > row.ends_on:
            raise InvalidInput("on", "staff_ends_earlier")
        row.ends_on = on
        await row.save(update_fields=["ends_on"])
        await outbox.record(
            CellStaffEnded(str(identifier), str(row.person_id), row.cell_code, on),
            Audience(code=row.cell_code, persons=[row.person_id]),
            actor=actor.person_id,
            now=now,
        )
    return identifier
