"""The made-up city: connected cells inside the real outline, no gaps, no overlaps, the same every time."""

from collections import Counter
from datetime import UTC, date, datetime
from random import Random

import numpy as np
import shapely

from gridcall import db
from gridcall.demo.cells import DISTRICT, _data, city, load
from gridcall.demo.partition import share_out
from gridcall.grid import locate, queries
from gridcall.grid.outlines import polygon_of
from gridcall.grid.rules import DivisionKind

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)


def test_cells_fill_the_outline_without_gaps_or_overlaps() -> None:
    made = city()
    cells = np.array(list(made.cells.values()), dtype=object)
    outline = shapely.from_geojson(_data("outline.geojson")).geoms[0]
    assert shapely.coverage_is_valid(cells)
    assert sum(shapely.area(cells)) / outline.area - 1 < 1e-6
    assert shapely.union_all(cells).symmetric_difference(outline).area / outline.area < 1e-6
    assert not shapely.union_all(cells).interiors


def test_every_cell_is_one_sound_piece_inside() -> None:
    made = city()
    cells = list(made.cells.values())
    assert len(cells) >= 400
    assert all(cell.geom_type == "Polygon" and cell.is_valid for cell in cells)
    assert all(made.outline.buffer(1e-6).contains(cell) for cell in cells)


def test_every_division_is_in_one_piece_and_every_community_has_two_cells() -> None:
    made = city()
    codes = [row["code"] for row in made.divisions if row["code"].startswith(DISTRICT)]
    assert Counter(len(code) for code in codes) == {6: 1, 9: 13, 12: 139}
    assert all(made.inside(code).geom_type == "Polygon" for code in codes)
    assert min(Counter(code[:12] for code in made.cells).values()) >= 2
    assert "370102013006008" in made.cells


def test_it_is_the_same_every_time() -> None:
    field = shapely.box(0, 0, 3000, 2000)
    first, second = (share_out(field, {part: 1.0 for part in range(9)}, Random(7)) for _ in range(2))  # noqa: S311
    assert all(first[part].equals_exact(second[part]) for part in first)


async def test_it_is_loaded_once(database: str) -> None:
    await load(NOW)
    versions = await db.value("SELECT version FROM grid_versions")
    events = await db.value("SELECT count(*) FROM outbox")
    await load(NOW)
    assert await db.value("SELECT version FROM grid_versions") == versions
    assert await db.value("SELECT count(*) FROM outbox") == events


async def test_every_label_lies_in_its_cell_and_outlines_fit_together(database: str) -> None:
    await load(NOW)
    cells = await queries.cells(DISTRICT, TODAY)
    for row in cells:
        found = await locate.find((row["label_lon"], row["label_lat"]), TODAY)
        assert found is not None
        assert (found.spot.code, found.inside) == (row["code"], True)
    (district,) = await queries.divisions(DISTRICT, DivisionKind.DISTRICT, TODAY)
    whole = polygon_of(district["outline"])
    union = shapely.union_all([polygon_of(row["outline"]) for row in cells])
    assert union.symmetric_difference(whole).area / whole.area < 1e-6
