"""Points as clients send them: shifted as the map of each coordinate system shifts them."""

from gridcall.grid.coordinates import CoordinateSystem, Point, gcj02_to_bd09, wgs84_to_gcj02


def from_wgs84(point: Point, crs: CoordinateSystem) -> Point:
    """A stored point as a map in `crs` shows it."""
    if crs is CoordinateSystem.WGS84:
        return point
    shifted = wgs84_to_gcj02(point)
    return gcj02_to_bd09(shifted) if crs is CoordinateSystem.BD09 else shifted
