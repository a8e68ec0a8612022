"""What a responsibility list says, as plain values: areas, items, situations, limits. Pure.

Limits are minutes per urgency and stage. Which of them stand in no source is remembered: they are (assumed).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID


class Urgency(StrEnum):
    NORMAL = "normal"  # 一般
    URGENT = "urgent"  # 急办
    EMERGENCY = "emergency"  # 突发


class Stage(StrEnum):
    """What the holder of a clock has to do."""

    SIGN = "sign"  # 签批
    ACCEPT = "accept"  # 受理, by the district desk
    RESPOND = "respond"  # 响应
    ATTEND = "attend"  # 报到
    COMPLETE = "complete"  # 办结
    CLOSE = "close"  # 结案


class Area(StrEnum):
    """The eleven areas (领域) of the list."""

    ENVIRONMENT = "environment"
    TOWNSCAPE = "townscape"
    MUNICIPAL = "municipal"
    GREENING = "greening"
    MARKET = "market"
    BUILDING = "building"
    SAFETY = "safety"
    WATER = "water"
    HOUSING = "housing"
    WELFARE = "welfare"
    TRAFFIC = "traffic"


AREAS: Mapping[Area, tuple[str, str]] = {
    Area.ENVIRONMENT: ("生态环境", "Environment"),
    Area.TOWNSCAPE: ("市容环卫", "Townscape and sanitation"),
    Area.MUNICIPAL: ("市政设施", "Municipal facilities"),
    Area.GREENING: ("园林绿化", "Greening"),
    Area.MARKET: ("市场监管", "Market supervision"),
    Area.BUILDING: ("规划建设", "Planning and building"),
    Area.SAFETY: ("消防应急", "Fire and emergency"),
    Area.WATER: ("水务排水", "Water and drainage"),
    Area.HOUSING: ("住房物业", "Housing and property"),
    Area.WELFARE: ("民生保障", "Welfare and health"),
    Area.TRAFFIC: ("交通秩序", "Traffic order"),
}

Limits = Mapping[Urgency, Mapping[Stage, int]]
Slot = tuple[Urgency, Stage]
WORKING_DAY_MINUTES = 420  # (assumed) office hours: three in the morning, four in the afternoon


@dataclass(frozen=True)
class UnitDuty:
    """A co-operating unit (配合部门) and what it does."""

    unit: str
    duty: str


@dataclass(frozen=True)
class Situation:
    """How an item looks on the spot, in the words of grid workers (情形)."""

    number: str
    words: str
    id: UUID | None = field(default=None, compare=False)  # once it is stored


@dataclass(frozen=True)
class Item:
    """One item of the list (事项). `working_time`: its limits run in office hours, an emergency's never do."""

    number: str
    name: str
    area: Area
    lead: str
    lead_duty: str
    co_units: Sequence[UnitDuty]
    street_duty: str
    headcount: int
    needs_proof: bool
    limits: Limits
    assumed: frozenset[Slot]
    working_time: bool
    basis: str
    situations: Sequence[Situation]
    line: int = field(default=0, compare=False)  # of the file it came from
    id: UUID | None = field(default=None, compare=False)


SITUATIONS = "situations"
COMPARED = tuple(name for name in Item.__dataclass_fields__ if name not in ("number", "line", "id", SITUATIONS))


@dataclass(frozen=True)
class ItemChange:
    """What differs for one item between two versions. `fields` in the list's own names."""

    number: str
    name: str
    fields: Sequence[str] = ()
    situations_added: Sequence[Situation] = ()
    situations_removed: Sequence[Situation] = ()
    situations_changed: Sequence[Situation] = ()


@dataclass(frozen=True)
class Changes:
    """From one version to another. Items are the same when their numbers are."""

    added: Sequence[Item] = ()
    removed: Sequence[Item] = ()
    changed: Sequence[ItemChange] = ()
    unchanged: int = 0
    reordered: bool = False

    @property
    def none(self) -> bool:
        return not (self.added or self.removed or self.changed or self.reordered)


def changes(before: Sequence[Item], after: Sequence[Item]) -> Changes:
    """What `after` changes."""
    old, new = {item.number: item for item in before}, {item.number: item for item in after}
    both = [(old[number], item) for number, item in new.items() if number in old]
    changed = [_change(was, item) for was, item in both if was != item]
    return Changes(
        added=[item for number, item in new.items() if number not in old],
        removed=[item for number, item in old.items() if number not in new],
        changed=changed,
        unchanged=len(both) - len(changed),
        reordered=[number for number in old if number in new] != [number for number in new if number in old],
    )


def _change(was: Item, item: Item) -> ItemChange:
    old = {one.number: one for one in was.situations}
    new = {one.number: one for one in item.situations}
    differing = [name for name in COMPARED if getattr(was, name) != getattr(item, name)]
    return ItemChange(
        item.number,
        item.name,
        differing if differing or set(old.values()) != set(new.values()) else [SITUATIONS],  # their order alone
        [one for number, one in new.items() if number not in old],
        [one for number, one in old.items() if number not in new],
        [one for number, one in new.items() if number in old and old[number] != one],
    )


def limit(limits: Limits, urgency: Urgency, stage: Stage) -> int | None:
    """The minutes for a stage; where the urgency says nothing, those of the next lesser one."""
    ladder = list(Urgency)
    for step in reversed(ladder[: ladder.index(urgency) + 1]):
        if stage in limits.get(step, {}):
            return limits[step][stage]
    return None
