"""The three coordinate systems of Chinese maps. WGS-84 (here the same as CGCS2000) is stored.

GCJ-02 (WeChat, Amap, Tencent) shifts WGS-84 by some hundred metres inside China; BD-09 (Baidu) shifts GCJ-02
once more. Both are converted on the way in. A point is (longitude, latitude) in degrees. The formulas that
the public knows run one way only; the way back is found by iteration and is exact to a millimetre.
"""

from collections.abc import Callable
from enum import StrEnum
from math import atan2, cos, hypot, pi, radians, sin, sqrt

Point = tuple[float, float]

AXIS = 6378245.0  # Krasovsky 1940, metres
ECCENTRICITY_SQUARED = 0.00669342162296594323
WEST, SOUTH, EAST, NORTH = 72.004, 0.8293, 137.8347, 55.8271
BD_TURN = pi * 3000 / 180
SETTLED = 1e-10  # degrees, about 0.01 mm
EARTH_RADIUS = 6371008.8  # mean, metres
ROUNDS = 12  # each round divides the error by some hundreds


class CoordinateSystem(StrEnum):
    WGS84 = "wgs84"
    GCJ02 = "gcj02"
    BD09 = "bd09"


def in_china(point: Point) -> bool:
    """The rectangle in which GCJ-02 is in force. Outside of it GCJ-02 is WGS-84."""
    return WEST <= point[0] <= EAST and SOUTH <= point[1] <= NORTH


def wgs84_to_gcj02(point: Point) -> Point:
    if not in_china(point):
        return point
    lon, lat = point
    east, north = _shift_metres(lon - 105.0, lat - 35.0)
    slant = 1 - ECCENTRICITY_SQUARED * sin(radians(lat)) ** 2
    meridian_radius = AXIS * (1 - ECCENTRICITY_SQUARED) / (slant * sqrt(slant))
    parallel_radius = AXIS / sqrt(slant) * cos(radians(lat))
    return lon + east * 180 / (parallel_radius * pi), lat + north * 180 / (meridian_radius * pi)


def _shift_metres(x: float, y: float) -> Point:
    """East and north shift; `x` and `y` are degrees from 105 E, 35 N."""
    ripple = (20.0 * sin(6 * x * pi) + 20.0 * sin(2 * x * pi)) * 2 / 3
    east = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x))
    east += ripple + (20.0 * sin(x * pi) + 40.0 * sin(x / 3 * pi)) * 2 / 3
    east += (150.0 * sin(x / 12 * pi) + 300.0 * sin(x / 30 * pi)) * 2 / 3
    north = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x))
    north += ripple + (20.0 * sin(y * pi) + 40.0 * sin(y / 3 * pi)) * 2 / 3
    north += (160.0 * sin(y / 12 * pi) + 320.0 * sin(y * pi / 30)) * 2 / 3
    return east, north


def gcj02_to_bd09(point: Point) -> Point:
    lon, lat = point
    radius = hypot(lon, lat) + 0.00002 * sin(lat * BD_TURN)
    angle = atan2(lat, lon) + 0.000003 * cos(lon * BD_TURN)
    return radius * cos(angle) + 0.0065, radius * sin(angle) + 0.006


def gcj02_to_wgs84(point: Point) -> Point:
    return _inverse(wgs84_to_gcj02, point) if in_china(point) else point


def bd09_to_gcj02(point: Point) -> Point:
    return _inverse(gcj02_to_bd09, point)


def _inverse(forward: Callable[[Point], Point], target: Point) -> Point:
    """The point that `forward` sends to `target`. The shift varies slowly: correcting the miss converges."""
    lon, lat = target
    for _ in range(ROUNDS):
        there = forward((lon, lat))
        miss_lon, miss_lat = there[0] - target[0], there[1] - target[1]
        lon, lat = lon - miss_lon, lat - miss_lat
        if abs(miss_lon) < SETTLED and abs(miss_lat) < SETTLED:
            break
    return lon, lat


def to_wgs84(point: Point, crs: CoordinateSystem) -> Point:
    """`point`, given in `crs`, as it is stored."""
    if crs is CoordinateSystem.WGS84:
        return point
    return gcj02_to_wgs84(bd09_to_gcj02(point) if crs is CoordinateSystem.BD09 else point)


def metres_between(a: Point, b: Point) -> float:
    """Great-circle distance in metres of two WGS-84 points."""
    (lon_a, lat_a), (lon_b, lat_b) = a, b
    half_lat, half_lon = radians(lat_b - lat_a) / 2, radians(lon_b - lon_a) / 2
    chord = sin(half_lat) ** 2 + cos(radians(lat_a)) * cos(radians(lat_b)) * sin(half_lon) ** 2
    return 2 * EARTH_RADIUS * atan2(sqrt(chord), sqrt(max(0.0, 1 - chord)))
