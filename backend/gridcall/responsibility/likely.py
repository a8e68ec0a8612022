"""Which areas of the list a snap's category points at, and how strongly."""

from collections.abc import Iterable, Mapping

from gridcall.responsibility.rules import Area
from gridcall.snaps.categories import SnapCategory

C, A = SnapCategory, Area
AREAS: Mapping[SnapCategory, Mapping[Area, float]] = {
    C.SANITATION: {A.TOWNSCAPE: 1.0, A.ENVIRONMENT: 0.4, A.WATER: 0.3},
    C.ROAD: {A.MUNICIPAL: 1.0, A.WATER: 0.4, A.TRAFFIC: 0.3},
    C.PARKING: {A.TRAFFIC: 1.0, A.SAFETY: 0.4},
    C.HAZARD: {A.SAFETY: 1.0, A.MUNICIPAL: 0.5, A.BUILDING: 0.5, A.HOUSING: 0.2},
    C.GREENERY: {A.GREENING: 1.0},
    C.NOISE: {A.ENVIRONMENT: 1.0},
    C.ILLEGAL_BUILDING: {A.BUILDING: 1.0, A.HOUSING: 0.3},
    C.UNSURE: {},
}


def areas(categories: Iterable[SnapCategory]) -> Mapping[Area, float]:
    """What the categories point at together, the strongest of each."""
    found: dict[Area, float] = {}
    for category in categories:
        for area, share in AREAS[category].items():
            found[area] = max(share, found.get(area, 0))
    return found
