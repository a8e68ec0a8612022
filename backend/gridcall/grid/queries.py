"""Reads of the grid, as rows. `day` is the day whose divisions, cells and staff are asked for."""

from collections.abc import Sequence
from datetime import date

from gridcall import db
from gridcall.errors import InvalidInput
from gridcall.grid.rules import Breach, DivisionKind, Force, Term, breaches
from gridcall.people.actor import Actor
from gridcall.people.permissions import Permission, roles_granting
from gridcall.people.queries import held

ROWS_AT_MOST = 5_000  # on one map; a district has about a thousand cells

DIVISION = "d.code, d.name, d.kind, d.parent_code, d.aliases, d.valid_from, d.valid_to, d.outline"
CELL = (
    "c.code, c.name, c.kind, c.community_code, c.outline, c.label_lon, c.label_lat, c.valid_from, c.valid_to,"
    " c.demonstration"
)
STAFF = (
    "s.id, s.person_id, p.name AS person_name, s.cell_code, s.force, s.starts_on, s.ends_on"
    " FROM cell_staff s JOIN persons p ON p.id = s.person_id"
)


def _valid(table: str, day: str) -> str:
    """SQL: the row was in force on the day in parameter `day`."""
    return f"{table}.valid_from <= {day} AND ({table}.valid_to IS NULL OR {table}.valid_to >= {day})"


def _few_enough(rows: list[db.Row]) -> list[db.Row]:
    if len(rows) > ROWS_AT_MOST:
        raise InvalidInput("under", "too_many_cells")
    return rows


async def divisions(under: str, kind: DivisionKind | None, day: date) -> list[db.Row]:
    """The division `under` and all inside it, by code; of one kind if asked. InvalidInput when too many."""
    found = await db.rows(
        f"SELECT {DIVISION} FROM divisions d WHERE {db.under('d.code', '$1')} AND {_valid('d', '$2')}"
        + (" AND d.kind = $3" if kind else "")
        + f" ORDER BY d.code LIMIT {ROWS_AT_MOST + 1}",
        under,
        day,
        *([kind] if kind else []),
    )
    return _few_enough(found)


async def cells(under: str, day: date) -> list[db.Row]:
    """Every cell inside `under`. InvalidInput for an area too large to draw."""
    found = await db.rows(
        f"SELECT {CELL} FROM grid_cells c WHERE {db.under('c.code', '$1')} AND {_valid('c', '$2')}"
        f" ORDER BY c.code LIMIT {ROWS_AT_MOST + 1}",
        under,
        day,
    )
    return _few_enough(found)


async def cells_by_code(codes: Sequence[str], day: date) -> dict[str, db.Row]:
    """Those of the cells that there are; one that is not valid on `day` as it was last known before."""
    if not codes:
        return {}
    found = await db.rows(
        f"SELECT {CELL} FROM grid_cells c WHERE c.code IN ({db.places(codes, 1)}) AND c.valid_from <= $1"
        " ORDER BY c.valid_from",
        day,
        *codes,
    )
    return {row["code"]: row for row in found}  # the latest wins


async def staff_in(codes: Sequence[str], day: date) -> list[db.Row]:
    """Who serves in exactly these cells on `day`, basic force first."""
    if not codes:
        return []
    return await db.rows(
        f"SELECT {STAFF} WHERE s.cell_code IN ({db.places(codes, 1)}) AND s.starts_on <= $1"
        " AND (s.ends_on IS NULL OR s.ends_on >= $1) ORDER BY s.cell_code, s.force, p.sort_key, s.id",
        day,
        *codes,
    )


async def staff_under(under: str, day: date) -> list[db.Row]:
    """Who serves in the cells inside `under` on `day` or will serve there later."""
    return await db.rows(
        f"SELECT {STAFF} WHERE {db.under('s.cell_code', '$1')}"
        " AND (s.ends_on IS NULL OR s.ends_on >= $2) ORDER BY s.cell_code, s.force, s.starts_on, s.id",
        under,
        day,
    )


async def staff_by_id(staff_id: str) -> db.Row | None:
    return await db.row(f"SELECT {STAFF} WHERE s.id = $1", staff_id)


async def uncovered(under: str, day: date) -> list[db.Row]:
    """Cells in which nobody serves, of whatever force: what is reported there waits at a desk."""
    return await db.rows(
        f"SELECT {CELL} FROM grid_cells c WHERE {db.under('c.code', '$1')} AND {_valid('c', '$2')}"
        " AND NOT EXISTS (SELECT 1 FROM cell_staff s WHERE s.cell_code = c.code AND s.starts_on <= $2"
        " AND (s.ends_on IS NULL OR s.ends_on >= $2))"
        f" ORDER BY c.code LIMIT {ROWS_AT_MOST}",
        under,
        day,
    )


async def staffing_breaches(under: str, day: date) -> list[Breach]:
    """Where the staffing inside `under`, today or planned, breaks the rule of its force.

    Who serves inside is also looked for outside: a basic worker's second cell may be in another street.
    """
    found = await db.rows(
        "SELECT s.person_id, s.cell_code, s.force, s.starts_on, s.ends_on FROM cell_staff s"
        f" WHERE (s.ends_on IS NULL OR s.ends_on >= $2) AND ({db.under('s.cell_code', '$1')}"
        f" OR s.person_id IN (SELECT o.person_id FROM cell_staff o WHERE {db.under('o.cell_code', '$1')}))",
        under,
        day,
    )
    terms = [Term(**{**row, "force": Force(row["force"])}) for row in found]
    inside = [breach for breach in breaches(terms) if breach.cell_code.startswith(under)]
    return inside + await _stranded(under, day) + await _without_post(under, day)


async def _stranded(under: str, day: date) -> list[Breach]:
    """Staff of a cell that is no longer there."""
    found = await db.rows(
        f"SELECT s.person_id, s.cell_code FROM cell_staff s WHERE {db.under('s.cell_code', '$1')}"
        " AND (s.ends_on IS NULL OR s.ends_on >= $2) AND NOT EXISTS"
        f" (SELECT 1 FROM grid_cells c WHERE c.code = s.cell_code AND {_valid('c', '$2')})",
        under,
        day,
    )
    return [Breach("cell_closed", row["person_id"], row["cell_code"]) for row in found]


async def _without_post(under: str, day: date) -> list[Breach]:
    """Staff who would be told of a snap and could not handle it: no post of theirs covers the cell."""
    roles = [role.value for role in roles_granting(Permission.SNAP_HANDLE)]
    granting = ", ".join(f"${number}" for number in range(3, len(roles) + 3))
    found = await db.rows(
        f"SELECT s.person_id, s.cell_code FROM cell_staff s WHERE {db.under('s.cell_code', '$1')}"
        " AND s.starts_on <= $2 AND (s.ends_on IS NULL OR s.ends_on >= $2) AND NOT EXISTS"
        f" (SELECT 1 FROM posts o WHERE o.person_id = s.person_id AND o.role IN ({granting}) AND {held('o', '$2')}"
        " AND substr(s.cell_code, 1, length(o.code)) = o.code) ORDER BY s.cell_code, s.id",
        under,
        day,
        *roles,
    )
    return [Breach("no_post", row["person_id"], row["cell_code"]) for row in found]


def staffing_areas(actor: Actor, under: str) -> list[str]:
    """The parts of `under` whose staffing the actor may see, as codes; none of them lies in another."""
    held = actor.codes(Permission.STAFFING_READ)
    if any(under.startswith(code) for code in held):
        return [under]
    return [code for code in held if code.startswith(under)]
