"""Where a snap lies: the cell chosen by hand, else the cell of the point, else nowhere yet."""

from dataclasses import dataclass
from datetime import date
from math import isfinite

from gridcall.errors import InvalidInput
from gridcall.grid import locate
from gridcall.grid.coordinates import CoordinateSystem, to_wgs84

NEAR_ENOUGH_METRES = 100.0  # (assumed) a point this far outside of every cell belongs to the nearest one


@dataclass(frozen=True)
class Point:
    """As the phone sent it; degrees, `accuracy` in metres."""

    lon: float
    lat: float
    crs: CoordinateSystem
    accuracy: float | None = None

    def wgs84(self) -> tuple[float, float]:
        """InvalidInput when it lies on no map."""
        usable = isfinite(self.lon) and isfinite(self.lat) and abs(self.lon) <= 180 and abs(self.lat) <= 90  # noqa: PLR2004
        if not usable:
            raise InvalidInput("point", "point_range")
        return to_wgs84((self.lon, self.lat), self.crs)


@dataclass(frozen=True)
class Place:
    """A code with its names of the day. Without a cell it waits to be placed. `lon`, `lat` in WGS-84."""

    code: str
    cell_code: str | None = None
    cell_name: str | None = None
    community_name: str | None = None
    street_name: str | None = None
    lon: float | None = None
    lat: float | None = None

    @property
    def called(self) -> str:
        return " ".join(name for name in (self.street_name, self.community_name, self.cell_name) if name)


async def place_of(point: Point | None, cell_code: str | None, root_code: str, day: date) -> Place:
    """The place of a snap taken on `day`. InvalidInput for an unknown cell or an impossible point."""
    lon, lat = point.wgs84() if point else (None, None)
    index = await locate.current()
    if cell_code is None and lon is not None and lat is not None:
        found = index.find((lon, lat), day)
        if found and (found.inside or found.metres <= NEAR_ENOUGH_METRES):
            cell_code = found.spot.code
    if cell_code is None:
        return Place(root_code, lon=lon, lat=lat)
    return await cell(cell_code, lon, lat)


async def cell(code: str, lon: float | None = None, lat: float | None = None) -> Place:
    """The place that is a cell. InvalidInput when there is no such cell."""
    names = (await locate.current()).names(code)
    if not names.cell:
        raise InvalidInput("cellCode", "cell_unknown")
    return Place(code, code, names.cell, names.community or None, names.street or None, lon, lat)
