"""Divisions, cells, staffing and locating as GraphQL shows them."""

import math
from datetime import date
from typing import Annotated
from uuid import UUID

import strawberry

from gridcall import clock, db
from gridcall.errors import InvalidInput as BadInput
from gridcall.gql import Context, Info, Outline, Refusal, actor_of, new_uuid_of, requires, uuid_of
from gridcall.grid import actions, locate, queries
from gridcall.grid.coordinates import CoordinateSystem, Point, to_wgs84
from gridcall.grid.rules import Breach, CellKind, DivisionKind, Force, Term
from gridcall.people.permissions import Permission
from gridcall.people.workflow import check_code
from gridcall.words import say

for enum in (CoordinateSystem, DivisionKind, CellKind, Force):
    strawberry.enum(enum)

HALF_TURN, QUARTER_TURN = 180.0, 90.0


@strawberry.type
class Division:
    """A province, city, district, street or community."""

    code: strawberry.ID = strawberry.field(description="Significant digits: a prefix of everything inside.")
    name: str
    kind: DivisionKind
    parent_code: str | None
    aliases: list[str] = strawberry.field(description="Other names and codes in use.")
    valid_from: date
    valid_to: date | None
    outline: Outline | None


@strawberry.type
class CellStaff:
    """Who serves in a cell, both days included."""

    id: strawberry.ID
    person_id: strawberry.ID
    person_name: str
    cell_code: str
    cell_name: str
    force: Force
    starts_on: date
    ends_on: date | None


@strawberry.type
class GridCell:
    """The smallest area of responsibility (网格)."""

    code: strawberry.ID
    name: str
    kind: CellKind
    community_code: str
    community_name: str
    outline: Outline | None
    label_lon: float = strawberry.field(description="Where a map writes the name.")
    label_lat: float
    valid_from: date
    valid_to: date | None
    demonstration: bool = strawberry.field(description="Made up; maps say so.")

    @strawberry.field
    async def staff(self, info: Info) -> list[CellStaff]:
        """Who serves here today; empty for those who may not read the staffing."""
        actor = info.context.actor
        if actor is None or not actor.holds(Permission.STAFFING_READ, self.code):
            return []
        return await info.context.loader("cell_staff", _load_staff).load(self.code)


@strawberry.type
class Located:
    """The cell of a point, or the nearest one."""

    cell: GridCell | None
    inside: bool = strawberry.field(description="False: the point lies outside of every cell.")
    distance_metres: float = strawberry.field(description="To the border of the cell; 0 inside.")
    place_name: str = strawberry.field(description="Street, community and cell.")
    lon: float = strawberry.field(description="WGS-84, like lat: what a map of cells shows.")
    lat: float


@strawberry.type
class StaffingBreach:
    """Where the staffing breaks the rule of its force."""

    rule: str
    person_name: str | None
    cell_code: str
    message: str


@strawberry.type
class Staffing:
    """Who serves inside an area, and what is wrong with it."""

    staff: list[CellStaff]
    uncovered: list[GridCell] = strawberry.field(description="Cells that nobody answers for today.")
    breaches: list[StaffingBreach]


@strawberry.input
class PointInput:
    """A point as a device or a map gave it."""

    lon: float
    lat: float
    crs: CoordinateSystem
    accuracy_metres: float | None = None


@strawberry.input
class StaffCellInput:
    """Put a person into a cell. `id` is client-made, a UUIDv7."""

    id: strawberry.ID
    person_id: strawberry.ID
    cell_code: str
    force: Force
    starts_on: date
    ends_on: date | None = None


def wgs84(point: PointInput, field: str = "point") -> Point:
    """A point as it is stored. InvalidInput for what is nowhere on earth."""
    whole = math.isfinite(point.lon) and math.isfinite(point.lat)
    if not whole or abs(point.lon) > HALF_TURN or abs(point.lat) > QUARTER_TURN:
        raise BadInput(field, "point_range")
    return to_wgs84((point.lon, point.lat), point.crs)


def cell_of(row: db.Row, index: locate.CellIndex) -> GridCell:
    """From a row of `queries.cells` and its like."""
    names = index.names(row["code"])
    facts = {**row, "kind": CellKind(row["kind"]), "demonstration": bool(row["demonstration"])}
    return GridCell(community_name=names.community, **facts)


async def cell_by_code(context: Context, code: str) -> GridCell | None:
    """The cell as it is today or was last; all that are asked for in one request come in one SQL."""
    return await context.loader("grid_cell", _load_cells).load(code)


async def _load_cells(codes: list[str]) -> list[GridCell | None]:
    index = await locate.current()
    found = await queries.cells_by_code(codes, clock.today())
    return [cell_of(found[code], index) if code in found else None for code in codes]


async def _load_staff(codes: list[str]) -> list[list[CellStaff]]:
    index = await locate.current()
    staff: dict[str, list[CellStaff]] = {code: [] for code in codes}
    for row in await queries.staff_in(codes, clock.today()):
        staff[row["cell_code"]].append(_staff_of(row, index))
    return [staff[code] for code in codes]


def _staff_of(row: db.Row, index: locate.CellIndex) -> CellStaff:
    name = index.names(row["cell_code"]).cell
    return CellStaff(cell_name=name, **{**row, "force": Force(row["force"])})


async def _stored_staff(identifier: UUID) -> CellStaff:
    row = await queries.staff_by_id(str(identifier))
    assert row is not None, "just written"  # noqa: S101
    return _staff_of(row, await locate.current())


StaffCellResult = Annotated[CellStaff | Refusal, strawberry.union("StaffCellResult")]
EndCellStaffResult = Annotated[CellStaff | Refusal, strawberry.union("EndCellStaffResult")]


@strawberry.type
class GridQuery:
    @strawberry.field
    async def divisions(self, under: str, kind: DivisionKind | None = None) -> list[Division]:
        """A division and everything inside it, as it is today."""
        rows = await queries.divisions(check_code(under, "under"), kind, clock.today())
        return [Division(**{**row, "kind": DivisionKind(row["kind"])}) for row in rows]

    @strawberry.field
    async def cells(self, under: str) -> list[GridCell]:
        """The cells inside a division, as they are today."""
        index = await locate.current()
        return [cell_of(row, index) for row in await queries.cells(check_code(under, "under"), clock.today())]

    @strawberry.field
    async def cell(self, info: Info, code: strawberry.ID) -> GridCell | None:
        """One cell, as it is today or was last."""
        return await cell_by_code(info.context, code)

    @strawberry.field
    async def locate(self, info: Info, point: PointInput) -> Located:
        """Which cell a point lies in."""
        here = wgs84(point)
        index = await locate.current()
        found = index.find(here, clock.today())
        return Located(
            cell=await cell_by_code(info.context, found.spot.code) if found else None,
            inside=bool(found and found.inside),
            distance_metres=round(found.metres, 1) if found else 0.0,
            place_name=str(index.names(found.spot.code)) if found else "",
            lon=here[0],
            lat=here[1],
        )

    @strawberry.field(extensions=[requires(Permission.STAFFING_READ)])  # type: ignore[untyped-decorator]
    async def staffing(self, info: Info, under: str) -> Staffing:
        """Who serves where, now or later, in the part of an area that the asker's posts cover."""
        index, day = await locate.current(), clock.today()
        whole = Staffing(staff=[], uncovered=[], breaches=[])
        for area in queries.staffing_areas(actor_of(info), under):
            whole.staff += [_staff_of(row, index) for row in await queries.staff_under(area, day)]
            whole.uncovered += [cell_of(row, index) for row in await queries.uncovered(area, day)]
            whole.breaches += await _breaches(info, area, day, whole.staff)
        return whole


async def _breaches(info: Info, area: str, day: date, staff: list[CellStaff]) -> list[StaffingBreach]:
    names = {one.person_id: one.person_name for one in staff}

    def shown(breach: Breach) -> StaffingBreach:
        return StaffingBreach(
            rule=breach.rule,
            person_name=names.get(strawberry.ID(breach.person_id)),
            cell_code=breach.cell_code,
            message=say(breach.rule, info.context.language),
        )

    return [shown(breach) for breach in await queries.staffing_breaches(area, day)]


@strawberry.type
class GridMutation:
    @strawberry.mutation(extensions=[requires(Permission.STAFFING_WRITE)])  # type: ignore[untyped-decorator]
    async def staff_cell(self, info: Info, input: StaffCellInput) -> StaffCellResult:
        """Put a person into a cell, under the rule of the force."""
        person_id = str(uuid_of(input.person_id, "personId"))
        term = Term(person_id, input.cell_code, input.force, input.starts_on, input.ends_on)
        identifier = new_uuid_of(input.id)
        return await _stored_staff(await actions.staff_cell(actor_of(info), identifier, term, now=info.context.now))

    @strawberry.mutation(extensions=[requires(Permission.STAFFING_WRITE)])  # type: ignore[untyped-decorator]
    async def end_cell_staff(self, info: Info, id: strawberry.ID, on: date) -> EndCellStaffResult:
        """A person's last day in a cell."""
        actor = actor_of(info)
        return await _stored_staff(await actions.end_cell_staff(actor, uuid_of(id), on, now=info.context.now))
