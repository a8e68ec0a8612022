"""What a snap can be about, and how long each kind may take.

The limits are (assumed), in natural time. Where one fits they follow the published event standards of other
cities: exposed rubbish and dirty roads 4 working hours, greenery 5 working days, illegal building 15 to 20
working days until it is down. A snap's limit covers the first handling on site, not a case of enforcement.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class SnapCategory(StrEnum):
    SANITATION = "sanitation"
    ROAD = "road"
    PARKING = "parking"
    HAZARD = "hazard"
    GREENERY = "greenery"
    NOISE = "noise"
    ILLEGAL_BUILDING = "illegal_building"
    UNSURE = "unsure"


@dataclass(frozen=True)
class CategoryRule:
    """`public`: whether neighbours see it. What points at one household is for the reporter and the staff."""

    zh: str
    en: str
    limit: timedelta
    public: bool = True


C = SnapCategory
RULES: Mapping[SnapCategory, CategoryRule] = {
    C.SANITATION: CategoryRule("环境卫生", "Cleanliness", timedelta(hours=4)),
    C.ROAD: CategoryRule("道路设施", "Roads and fixtures", timedelta(hours=24)),
    C.PARKING: CategoryRule("停车秩序", "Parking", timedelta(hours=4)),
    C.HAZARD: CategoryRule("安全隐患", "Safety hazard", timedelta(hours=2)),
    C.GREENERY: CategoryRule("园林绿化", "Greenery", timedelta(hours=72)),
    C.NOISE: CategoryRule("噪音油烟", "Noise and fumes", timedelta(hours=24)),
    C.ILLEGAL_BUILDING: CategoryRule("违法建设", "Illegal building", timedelta(hours=72), public=False),
    C.UNSURE: CategoryRule("说不准", "Not sure", timedelta(hours=24)),
}
