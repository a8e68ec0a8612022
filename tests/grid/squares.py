"""A small made-up district: square cells of about a hundred metres, in files as an office would send them."""

import json
from datetime import UTC, date, datetime
from typing import Any

from gridcall.grid import actions
from gridcall.grid.actions import Report

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
WEST, SOUTH, SIDE = 117.1, 36.6, 0.001

DIVISIONS = """code,name,level,parent
370000,山东省,province,
370100,济南市,city,370000
370102,历下区,district,370100
370102013,智远街道,street,370102
370102013006,盛福明城社区,community,370102013
370102013007,中奥社区,community,370102013
""".encode()


def square(column: float, row: float = 0, side: float = 1) -> list[list[list[float]]]:
    """GeoJSON coordinates of the square at a column and row of the board."""
    west, south = WEST + column * SIDE, SOUTH + row * SIDE
    east, north = west + side * SIDE, south + side * SIDE
    return [[[west, south], [east, south], [east, north], [west, north], [west, south]]]


def cell(number: int, column: float, row: float = 0, **facts: Any) -> dict[str, Any]:
    """A GeoJSON feature: cell `number` of 盛福明城社区."""
    side = facts.pop("side", 1)
    properties = {
        "code": f"370102013006{number:03}",
        "name": f"{number:03} 网格",
        "community_code": "370102013006",
        **facts,
    }
    geometry = {"type": "Polygon", "coordinates": square(column, row, side)}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def file_of(*features: dict[str, Any]) -> bytes:
    """A GeoJSON file with one feature on each line, the first on line 2."""
    lines = ",\n".join(json.dumps(feature, ensure_ascii=False) for feature in features)
    return f'{{"type": "FeatureCollection", "features": [\n{lines}\n]}}'.encode()


def middle(column: float, row: float = 0) -> tuple[float, float]:
    """The point in the middle of a square."""
    return WEST + (column + 0.5) * SIDE, SOUTH + (row + 0.5) * SIDE


async def settle(*features: dict[str, Any]) -> Report:
    """The divisions and these cells, imported; three cells in a row when none are given."""
    await actions.import_divisions(DIVISIONS, now=NOW)
    cells = features or tuple(cell(number, number) for number in (1, 2, 3))
    return await actions.import_cells(file_of(*cells), now=NOW)
