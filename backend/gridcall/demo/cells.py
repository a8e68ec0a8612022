"""Made-up grid cells on real divisions: inside Lixia's outline, no gaps, no overlaps, the same every time.

Street, community and cell borders are invented (no source publishes them) and marked as a demonstration.
Where the streets lie follows the city roughly: the old town in the west, Zhiyuan in the north-east, Longdong
in the south.
"""

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from importlib.resources import files
from math import cos, pi, radians
from random import Random
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from gridcall.demo.partition import Points, around_seeds, share_out, tiled
from gridcall.grid import actions
from gridcall.grid.outlines import DEGREE_METRES

SEED = 20191122
GRID = 1e-7  # degrees between possible corners: a centimetre
SMOOTH = 4.0 / DEGREE_METRES  # degrees by which a border inside the district may be straightened
DISTRICT = "370102"
VALID_FROM = "2019-01-01"
LARGE = (250_000, 600_000, 1_200_000)  # square metres past which a community has one cell more than two

# Where the middle of each street lies: shares of the district's width (from west) and height (from north).
STREETS: Mapping[str, list[tuple[float, float]]] = {
    "370102001": [(0.195, 0.335)],
    "370102002": [(0.095, 0.585), (0.17, 0.62)],
    "370102003": [(0.055, 0.44), (0.12, 0.455)],
    "370102004": [(0.055, 0.345)],
    "370102005": [(0.095, 0.265)],
    "370102006": [(0.185, 0.25)],
    "370102007": [(0.2, 0.45), (0.25, 0.54)],
    "370102008": [(0.265, 0.32)],
    "370102009": [(0.335, 0.4)],
    "370102010": [(0.33, 0.55), (0.29, 0.65)],
    "370102011": [(0.46, 0.27), (0.47, 0.42), (0.52, 0.14), (0.6, 0.4), (0.47, 0.54)],
    "370102012": [(0.6, 0.66), (0.47, 0.76), (0.7, 0.83), (0.64, 0.53), (0.72, 0.52)],
    "370102013": [(0.72, 0.15), (0.86, 0.3), (0.93, 0.17), (0.72, 0.33), (0.96, 0.4)],
}
# Places with a cell of their own (专属网格), in the community that has them.
DEDICATED: Mapping[str, str] = {
    "370102002008": "千佛山风景区专属网格",
    "370102003008": "泉城广场专属网格",
    "370102003011": "齐鲁医院专属网格",
    "370102005010": "大明湖公园专属网格",
    "370102007010": "山东师范大学专属网格",
    "370102011013": "中央商务区专属网格",
    "370102012005": "奥体中心专属网格",
    "370102012016": "龙洞风景区专属网格",
}
AT_LEAST: Mapping[str, int] = {"370102013006": 8}  # a real code, 370102013006008, stands for a cell here


@dataclass(frozen=True)
class City:
    """Areas in WGS-84 degrees by code. Communities and streets are the unions of their cells."""

    outline: BaseGeometry
    cells: Mapping[str, BaseGeometry]
    divisions: list[dict[str, str]]
    names: Mapping[str, str]  # of cells

    def inside(self, code: str) -> BaseGeometry:
        """The area of a division: all cells whose code begins with its code."""
        union = shapely.coverage_union_all([area for cell, area in self.cells.items() if cell.startswith(code)])
        return union if code == DISTRICT else shapely.simplify(union, 1e-9)


class _Plane:
    """Metres east and north of the outline's south-west corner."""

    def __init__(self, outline: BaseGeometry) -> None:
        west, south, _, north = outline.bounds
        self.origin = np.array([west, south])
        self.scale = np.array([cos(radians((south + north) / 2)), 1.0]) * DEGREE_METRES

    def metres(self, area: BaseGeometry) -> BaseGeometry:
        return shapely.transform(area, lambda degrees: (degrees - self.origin) * self.scale)

    def degrees(self, area: BaseGeometry) -> BaseGeometry:
        return shapely.transform(area, self._back)

    def _back(self, metres: Points) -> Points:
        degrees: Points = metres / self.scale + self.origin
        return degrees


@lru_cache(maxsize=1)
def city() -> City:
    """The demonstration's city. Takes some seconds the first time."""
    divisions = _divisions()
    outline = shapely.from_geojson(_data("outline.geojson")).geoms[0]
    plane = _Plane(outline)
    parts = _cells(plane.metres(outline), divisions)
    exact = tiled({code: plane.degrees(area) for code, (area, _) in parts.items()}, GRID)
    smooth = shapely.coverage_simplify(list(exact.values()), SMOOTH, simplify_boundary=False)
    names = {code: name for code, (_, name) in parts.items()}
    return City(outline, dict(zip(exact, smooth, strict=True)), divisions, names)


def _data(name: str) -> str:
    return files("gridcall.demo").joinpath("data", name).read_text("utf-8")


def _divisions() -> list[dict[str, str]]:
    return list(csv.DictReader(_data("divisions.csv").splitlines()))


def _cells(outline: BaseGeometry, divisions: list[dict[str, str]]) -> dict[str, tuple[BaseGeometry, str]]:
    """Every cell's area in metres, and its name, by code."""
    chance = Random(SEED)  # noqa: S311 (not for secrets: the same city every time)
    west, south, east, north = outline.bounds
    seeds = {
        code: [(west + u * (east - west), north - v * (north - south)) for u, v in places]
        for code, places in STREETS.items()
    }
    cells: dict[str, tuple[BaseGeometry, str]] = {}
    for street, ground in around_seeds(outline, seeds).items():
        communities = [row["code"] for row in divisions if row["parent_code"] == street]
        weights = {code: chance.uniform(0.7, 1.4) for code in communities}
        for community, area in share_out(ground, weights, chance).items():
            cells |= _cells_of(community, area, chance)
    return cells


def _cells_of(community: str, area: BaseGeometry, chance: Random) -> dict[str, tuple[BaseGeometry, str]]:
    """A community's cells, numbered from north to south; the roundest is the dedicated one, if any."""
    dedicated = DEDICATED.get(community)
    count = max(2 + sum(area.area > size for size in LARGE) + bool(dedicated), AT_LEAST.get(community, 0))
    weights = {i: chance.uniform(0.8, 1.25) for i in range(count)}
    areas = sorted(share_out(area, weights, chance).values(), key=lambda part: -part.centroid.y)
    special = max(areas, key=_roundness) if dedicated else None
    cells = {}
    for number, part in enumerate(areas, 1):
        name = dedicated if part is special and dedicated else f"{number:03} 网格"
        cells[f"{community}{number:03}"] = (part, name)
    return cells


def _roundness(area: BaseGeometry) -> float:
    """1 for a circle, less for anything else."""
    return float(4 * pi * area.area / area.length**2)


def divisions_file(made: City) -> bytes:
    """GeoJSON of all divisions, with outlines where there are cells inside."""
    features = [
        _feature(made.inside(row["code"]) if row["code"].startswith(DISTRICT) else None, row) for row in made.divisions
    ]
    return _collection(features)


def cells_file(made: City) -> bytes:
    """GeoJSON of all cells."""
    dedicated = set(DEDICATED.values())
    features = []
    for code, area in made.cells.items():
        name = made.names[code]
        kind = "dedicated" if name in dedicated else "basic"
        facts = {
            "code": code,
            "name": name,
            "kind": kind,
            "community_code": code[:12],
            "valid_from": VALID_FROM,
        }
        features.append(_feature(area, facts))
    return _collection(features)


def _feature(area: BaseGeometry | None, properties: Mapping[str, str]) -> dict[str, Any]:
    geometry = None if area is None else shapely.geometry.mapping(area)
    return {"type": "Feature", "properties": dict(properties), "geometry": geometry}


def _collection(features: list[dict[str, Any]]) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False).encode()


async def load(now: datetime) -> None:
    """Put Lixia's divisions and the made-up cells into the database. Loading again changes nothing."""
    made = city()
    for report in (
        await actions.import_divisions(divisions_file(made), now=now),
        await actions.import_cells(cells_file(made), now=now, demonstration=True),
    ):
        if report.faults:
            raise RuntimeError(f"the demonstration's own data is wrong: {report.faults[:3]}")
