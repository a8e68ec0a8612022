"""Locating a point among 30,000 cells, inside and outside of them.

Cells are crooked quadrilaterals of about 300 metres with 20 corners each, without gaps. Points come one after the
other in one thread.
"""

import time
from collections.abc import Sequence
from datetime import date
from random import Random

from tests.bench.ground import Result
from tests.grid.shifting import from_wgs84

from gridcall.grid.coordinates import CoordinateSystem, Point, to_wgs84
from gridcall.grid.locate import CellIndex, Spot

SIDE = 174  # cells in a row: 30,276 in all
STEP = 0.003  # degrees
WEST, SOUTH = 117.0, 36.0
POINTS = 20_000
DAY = date(2026, 11, 23)


def board(side: int, chance: Random) -> CellIndex:
    """An index of `side` x `side` crooked cells."""
    corners = [[_near(WEST + x * STEP, SOUTH + y * STEP, chance) for y in range(side + 1)] for x in range(side + 1)]
    spots, outlines = [], []
    for x in range(side):
        for y in range(side):
            around = (corners[x][y], corners[x + 1][y], corners[x + 1][y + 1], corners[x][y + 1])
            code = f"{x * side + y:015}"
            spots.append(Spot(code, code, code, "basic", code[:12], date(2020, 1, 1), None))
            outlines.append([_ring(around)])
    return CellIndex(spots, outlines, {})


def _near(lon: float, lat: float, chance: Random) -> Point:
    return lon + chance.uniform(-0.3, 0.3) * STEP, lat + chance.uniform(-0.3, 0.3) * STEP


def _ring(around: Sequence[Point]) -> list[float]:
    """The border through four corners, with five points on each side."""
    ring: list[float] = []
    for (lon, lat), (to_lon, to_lat) in zip(around, (*around[1:], around[0]), strict=True):
        for part in range(5):
            ring += [lon + (to_lon - lon) * part / 5, lat + (to_lat - lat) * part / 5]
    return [*ring, *around[0]]


def microseconds(index: CellIndex, points: Sequence[Point]) -> float:
    """Per point, once the index is warm."""
    index.find(points[0], DAY)
    began = time.perf_counter()
    for point in points:
        index.find(point, DAY)
    return (time.perf_counter() - began) / len(points) * 1e6


def measured() -> list[Result]:
    """How long the index takes to build, and microseconds per point."""
    chance = Random(7)  # noqa: S311
    began = time.perf_counter()
    index = board(SIDE, chance)
    built = time.perf_counter() - began
    width = SIDE * STEP
    inside = [(WEST + chance.random() * width, SOUTH + chance.random() * width) for _ in range(POINTS)]
    outside = [(lon + width + 0.1, lat) for lon, lat in inside[: POINTS // 20]]
    shifted = [from_wgs84(point, CoordinateSystem.BD09) for point in inside]
    began = time.perf_counter()
    for point in shifted:
        to_wgs84(point, CoordinateSystem.BD09)
    converted = (time.perf_counter() - began) / POINTS * 1e6
    return [
        Result(f"locating a point inside {len(index.spots):,} cells", f"{microseconds(index, inside):.0f} µs"),
        Result("locating a point outside of them: the nearest", f"{microseconds(index, outside):.0f} µs"),
        Result("converting a point from BD-09", f"{converted:.1f} µs"),
        Result("indexing the cells, once a change", f"{built:.1f} s"),
    ]
