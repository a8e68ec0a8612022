"""Which cell a point lies in, answered from memory in microseconds.

Each process keeps every cell that was ever valid and asks the database at most once a second whether cells
have changed. Dedicated cells win over basic ones; outside of every cell the nearest one answers, with its
distance.
"""

import asyncio
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from math import cos, inf, radians

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from gridcall import clock, db
from gridcall.grid.coordinates import Point
from gridcall.grid.outlines import DEGREE_METRES, Outline, polygon_of
from gridcall.grid.rules import CellKind

Places = np.ndarray[tuple[int], np.dtype[np.intp]]  # positions in CellIndex.spots

RECHECK_SECONDS = 1.0
EPOCHS_HELD = 8  # spans of days without a change that keep their tree; snaps come from the last few


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell as the index knows it. Its outline stays in the database."""

    id: str
    code: str
    name: str
    kind: str
    community_code: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Found:
    """The cell of a point. `metres` is 0 inside, else how far away its border is."""

    spot: Spot
    inside: bool
    metres: float


@dataclass(frozen=True, slots=True)
class Names:
    """What a place is called; "" for what is not known."""

    street: str
    community: str
    cell: str

    def __str__(self) -> str:
        return " ".join(part for part in (self.street, self.community, self.cell) if part)


class CellIndex:
    """All cells of all days in memory. Built once, then only read: tasks and threads can share it."""

    def __init__(
        self, spots: Sequence[Spot], outlines: Sequence[Outline], divisions: dict[str, tuple[str, str]]
    ) -> None:
        self.spots = spots
        self._areas = np.array([polygon_of(outline) for outline in outlines], dtype=object)
        shapely.prepare(self._areas)
        self._divisions = divisions  # code -> name, parent's code
        self._latest = {spot.code: spot for spot in sorted(spots, key=lambda spot: spot.valid_from)}
        starts = {spot.valid_from for spot in spots}
        ends = {spot.valid_to + timedelta(days=1) for spot in spots if spot.valid_to not in (None, date.max)}
        self._turns = sorted(starts | ends)
        self._epoch = lru_cache(maxsize=EPOCHS_HELD)(self._build_epoch)

    def find(self, point: Point, day: date) -> Found | None:
        """The cell at `point` (WGS-84) on `day`; outside of all the nearest; None when there are no cells."""
        tree, places = self._epoch(self.turn(day))
        lon, lat = point
        near = tree.query(shapely.Point(lon, lat))
        hits = [i for i in places[near] if shapely.intersects_xy(self._areas[i], lon, lat)]
        if hits:
            return Found(min((self.spots[i] for i in hits), key=_precedence), inside=True, metres=0.0)
        return self._nearest(tree, places, point) if len(places) else None

    def turn(self, day: date) -> int:
        """How often cells have come or gone until `day`: on days with the same number the same cells are valid."""
        return bisect_right(self._turns, day)

    def _build_epoch(self, turn: int) -> tuple[shapely.STRtree, Places]:
        """The tree of the cells that are valid between two turns."""
        day = self._turns[turn - 1] if turn else date.min
        valid = [
            i
            for i, spot in enumerate(self.spots)
            if spot.valid_from <= day and (spot.valid_to is None or day <= spot.valid_to)
        ]
        places = np.array(valid, dtype=np.intp)
        return shapely.STRtree(self._areas[places]), places

    def _nearest(self, tree: shapely.STRtree, places: Places, point: Point) -> Found:
        """A degree of longitude is shorter than one of latitude: the nearest in degrees bounds the search."""
        here = shapely.Point(point)
        first = places[tree.query_nearest(here, all_matches=False)[0]]
        bound = _metres(self._areas[first], point) / (DEGREE_METRES * _shrink(point))
        rivals = places[tree.query(here, predicate="dwithin", distance=bound * 1.001)]
        best, metres = first, inf
        for i in rivals:
            away = _metres(self._areas[i], point)
            if (away, _precedence(self.spots[i])) < (metres, _precedence(self.spots[best])):
                best, metres = i, away
        return Found(self.spots[best], inside=False, metres=metres)

    def names(self, code: str) -> Names:
        """What the cell, or the division, with this code is called today or was called last."""
        cell = self._latest.get(code)
        community_code = cell.community_code if cell else code
        community, street_code = self._divisions.get(community_code, ("", ""))
        street, _ = self._divisions.get(street_code, ("", ""))
        return Names(street, community, cell.name if cell else "")


def _precedence(spot: Spot) -> tuple[bool, str]:
    return spot.kind != CellKind.DEDICATED, spot.code


def _shrink(point: Point) -> float:
    """How long a degree of longitude is beside one of latitude."""
    return max(cos(radians(point[1])), 0.01)


def _metres(area: BaseGeometry, point: Point) -> float:
    """From `point` to the border of `area`, on the plane that touches the earth at `point`."""
    scale = np.array([DEGREE_METRES * _shrink(point), DEGREE_METRES])
    flat = shapely.transform(area, lambda degrees: (degrees - np.array(point)) * scale)
    return float(shapely.distance(flat, shapely.Point(0, 0)))


class _Held:
    """The index of this process, how old it is, and one loader at a time."""

    def __init__(self) -> None:
        self.index: CellIndex | None = None
        self.version: str | None = None
        self.checked = -inf
        self.loading = asyncio.Lock()


_held = _Held()


def forget() -> None:
    """Look at the database again before the next answer: cells have changed, or it is another database."""
    global _held  # noqa: PLW0603
    _held = _Held()


db.at_start(forget)


async def current() -> CellIndex:
    """The index of the cells, at most a second old. While a new one is built the old one answers."""
    held = _held
    if held.index is not None and clock.monotonic() - held.checked < RECHECK_SECONDS:
        return held.index
    if held.index is not None and held.loading.locked():
        return held.index
    async with held.loading:
        if held.index is None or clock.monotonic() - held.checked >= RECHECK_SECONDS:
            await _refresh(held)
    assert held.index is not None  # noqa: S101
    return held.index


async def _refresh(held: _Held) -> None:
    # The version is read before the cells: newer cells then cost one more load, never a stale answer.
    version = await db.value("SELECT version FROM grid_versions WHERE id = 'cells'")
    if held.index is None or version != held.version:
        cells = await db.rows(
            "SELECT id, code, name, kind, community_code, outline, valid_from, valid_to FROM grid_cells ORDER BY code"
        )
        divisions = await db.rows("SELECT code, name, parent_code FROM divisions ORDER BY valid_from")
        held.index = await asyncio.to_thread(_build, cells, divisions)
        held.version = version
    held.checked = clock.monotonic()


def _build(cells: list[db.Row], divisions: list[db.Row]) -> CellIndex:
    outlines = [row.pop("outline") for row in cells]
    names = {row["code"]: (row["name"], row["parent_code"] or "") for row in divisions}
    return CellIndex([Spot(**row) for row in cells], outlines, names)


async def find(point: Point, day: date) -> Found | None:
    """The cell at `point` (WGS-84) as it was on `day`, or the nearest; None when there are no cells."""
    return (await current()).find(point, day)


async def version(day: date) -> str:
    """Another one than last time means that other cells are valid: a phone that keeps them asks for them again."""
    index = await current()
    return f"{_held.version or ''}-{index.turn(day)}"
