"""Outlines: rings of [lon, lat, lon, lat, ...] in WGS-84 degrees, exterior ring first.

What lies in an odd number of rings is inside, so that holes and islands need no further words.
"""

from functools import reduce
from math import cos, pi, radians
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from gridcall.grid.coordinates import EARTH_RADIUS, CoordinateSystem, to_wgs84

Outline = list[list[float]]

DEGREE_METRES = EARTH_RADIUS * pi / 180  # of latitude; of longitude at the equator
DIGITS = 7  # of a degree: a centimetre
RING_AT_LEAST = 4  # points, the last being the first again


def polygon_of(outline: Outline) -> BaseGeometry:
    """The area of a stored outline."""
    rings = [list(zip(ring[::2], ring[1::2], strict=True)) for ring in outline]
    simple = shapely.Polygon(rings[0], rings[1:])
    if len(rings) == 1 or simple.is_valid:
        return simple
    return reduce(shapely.symmetric_difference, map(shapely.Polygon, rings))


def outline_of(area: BaseGeometry, crs: CoordinateSystem = CoordinateSystem.WGS84) -> Outline:
    """An area given in `crs`, as it is stored. Its parts are polygons."""
    parts = shapely.get_parts(area)
    return [_ring(ring, crs) for part in parts for ring in (part.exterior, *part.interiors)]


def _ring(ring: BaseGeometry, crs: CoordinateSystem) -> list[float]:
    points = (to_wgs84((lon, lat), crs) for lon, lat, *_ in ring.coords)
    return [round(degrees, DIGITS) for point in points for degrees in point]


def label_point(area: BaseGeometry) -> tuple[float, float]:
    """Where a label stands best: the middle of the largest circle inside."""
    circle = shapely.maximum_inscribed_circle(area, tolerance=1e-5)  # of a degree: a metre
    lon, lat = circle.coords[0]
    return round(lon, DIGITS), round(lat, DIGITS)


def square_metres(area: BaseGeometry) -> float:
    """The size of a small area given in degrees."""
    if not area.area:  # empty, or only a line
        return 0.0
    _, south, _, north = area.bounds
    return float(area.area * DEGREE_METRES**2 * cos(radians((south + north) / 2)))


def feature(outline: Outline | None, **properties: Any) -> dict[str, Any]:
    """A GeoJSON feature."""
    geometry = None if outline is None else shapely.geometry.mapping(polygon_of(outline))
    return {"type": "Feature", "properties": properties, "geometry": geometry}
