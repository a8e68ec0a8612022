"""Cuts an area into connected, compact parts whose borders curve a little, like streets do. Pure, repeatable.

Lengths are metres on a plane. Every border is bent by one smooth field, so borders that meet still meet.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import cos, pi, sin
from random import Random
from typing import TypeVar

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

K = TypeVar("K", bound=Hashable)
Points = np.ndarray[tuple[int, ...], np.dtype[np.float64]]

STEP = 120.0  # between the points of a curved border
BEND = 34.0  # how far a border strays from its straight line
FAR = 60_000.0  # beyond every area
HALVINGS = 14  # of the distance in which the right place for a cut lies
ANGLES = (0.0, 0.12, -0.12, 0.5 * pi, 0.3, -0.3)  # radians off the short way across, tried in turn
SLANT = 0.1  # radians by which a cut may miss its angle


@dataclass(frozen=True)
class Cut:
    """Two connected parts, and how long the border between them is."""

    first: BaseGeometry
    second: BaseGeometry
    length: float


def bend(points: Points) -> Points:
    """The smooth field: waves of a kilometre and of some hundred metres."""
    x, y = points[:, 0], points[:, 1]
    east = np.sin(y / 410 + 0.7) + 0.5 * np.sin(x / 630 + y / 290) + 0.25 * np.sin(y / 97 + x / 310)
    north = np.sin(x / 450 + 2.1) + 0.5 * np.sin(y / 570 - x / 330) + 0.25 * np.sin(x / 103 - y / 270)
    return np.column_stack([x + BEND * east, y + BEND * north])


def bent(area: BaseGeometry) -> BaseGeometry:
    """`area` with every border bent."""
    return shapely.transform(shapely.segmentize(area, STEP), bend)


def around_seeds(area: BaseGeometry, seeds: Mapping[K, Sequence[tuple[float, float]]]) -> dict[K, BaseGeometry]:
    """Each key gets the ground that is nearest to one of its seeds."""
    owners = [(key, shapely.Point(seed)) for key, places in seeds.items() for seed in places]
    reach = shapely.box(*area.bounds).buffer(FAR / 10)
    regions = shapely.voronoi_polygons(shapely.MultiPoint([seed for _, seed in owners]), extend_to=reach)
    ground: dict[K, list[BaseGeometry]] = {key: [] for key in seeds}
    for region in shapely.get_parts(regions):
        key = next(key for key, seed in owners if region.covers(seed))
        ground[key].append(region)
    return {key: bent(shapely.unary_union(parts)).intersection(area) for key, parts in ground.items()}


def share_out(area: BaseGeometry, weights: Mapping[K, float], chance: Random) -> dict[K, BaseGeometry]:
    """Halve `area` again and again until each key has a connected part about as large as its weight asks."""
    if len(weights) == 1:
        return {key: area for key in weights}
    keys = list(weights)
    half = len(keys) // 2
    left = {key: weights[key] for key in keys[:half]}
    right = {key: weights[key] for key in keys[half:]}
    cut = _best_cut(area, sum(left.values()) / sum(weights.values()), chance)
    return share_out(cut.first, left, chance) | share_out(cut.second, right, chance)


def _best_cut(area: BaseGeometry, share: float, chance: Random) -> Cut:
    """The shortest of a few cuts; the first that is as short as the area is narrow is good enough."""
    across, narrow = _short_way(area)
    cuts: list[Cut] = []
    for off in ANGLES:
        cuts.append(_cut(area, share, across + off + chance.uniform(-SLANT, SLANT)))
        if cuts[-1].length < 1.15 * narrow:
            break
    return min(cuts, key=lambda cut: cut.length)


def _short_way(area: BaseGeometry) -> tuple[float, float]:
    """The angle of the shorter side of the area's tightest frame, and that side's length."""
    frame = shapely.get_coordinates(shapely.minimum_rotated_rectangle(area))
    sides = np.diff(frame[:3], axis=0)
    lengths = np.hypot(sides[:, 0], sides[:, 1])
    shorter = sides[lengths.argmin()]
    return float(np.arctan2(shorter[1], shorter[0])), float(lengths.min())


def _cut(area: BaseGeometry, share: float, angle: float) -> Cut:
    """A bent line at `angle`, moved until `share` of the area lies on its left."""
    centre = shapely.get_coordinates(area.centroid)[0]
    low, high = -area.length / 2, area.length / 2
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if area.intersection(_left_of(centre, angle, middle, area.length)).area < share * area.area:
            low = middle
        else:
            high = middle
    left = _left_of(centre, angle, low, area.length)
    first, second = _connected(area.intersection(left), area.difference(left))
    return Cut(first, second, first.intersection(second).length)


def _left_of(centre: Points, angle: float, offset: float, reach: float) -> BaseGeometry:
    """The ground to the left of a bent line through `centre`, moved sideways by `offset`."""
    along, aside = np.array([cos(angle), sin(angle)]), np.array([sin(angle), -cos(angle)])
    steps = np.arange(-reach, reach + STEP, STEP)[:, None]
    border = bend(centre + aside * offset + along * steps)
    back = [border[-1] - aside * 4 * reach, border[0] - aside * 4 * reach]
    return shapely.Polygon([*border, *back]).buffer(0)


def _connected(first: BaseGeometry, second: BaseGeometry) -> tuple[BaseGeometry, BaseGeometry]:
    """Pieces that a cut has torn off go to the other side, which they touch."""
    for _ in range(3):
        first, torn = _largest(first)
        second, back = _largest(shapely.union_all([second, *torn]))
        first = shapely.union_all([first, *back])
        if first.geom_type == "Polygon":
            break
    return first, second


def _largest(area: BaseGeometry) -> tuple[BaseGeometry, list[BaseGeometry]]:
    parts = sorted((p for p in shapely.get_parts(area) if p.geom_type == "Polygon"), key=lambda p: -p.area)
    return parts[0], parts[1:]


def tiled(parts: Mapping[K, BaseGeometry], grid: float) -> dict[K, BaseGeometry]:
    """The same parts with corners on a grid and shared borders shared point by point: no gap, no overlap."""
    borders = shapely.union_all([part.boundary for part in parts.values()], grid_size=grid)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(borders)))
    keys, areas = list(parts), np.array(list(parts.values()), dtype=object)
    tree = shapely.STRtree(areas)
    ground: dict[K, list[BaseGeometry]] = {key: [] for key in keys}
    for face in faces:
        for key in _owner(face, keys, areas, tree):
            ground[key].append(face)
    return {key: shapely.union_all(faces) for key, faces in ground.items()}


def _owner(face: BaseGeometry, keys: Sequence[K], areas: Points, tree: shapely.STRtree) -> Iterator[K]:
    """Whose part covers most of a face; nobody's for a hole in the whole."""
    rivals = tree.query(face)
    shared = [areas[i].intersection(face).area for i in rivals]
    if shared and max(shared) > face.area / 2:
        yield keys[rivals[int(np.argmax(shared))]]
