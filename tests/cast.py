"""A small made-up district for tests: two streets, three communities, four square cells, a person of every role."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from gridcall import clock, db
from gridcall.grid.models import CellStaff, Division, GridCell
from gridcall.grid.rules import CellKind, DivisionKind, Force
from gridcall.people.actions.naming import index_name
from gridcall.people.models import Person, Post, Unit
from gridcall.people.permissions import Role
from gridcall.people.sorting import sorted_as, sorted_as_person
from gridcall.people.workflow import UnitKind
from gridcall.words import Language

LONG_AGO = date(2020, 1, 1)
DISTRICT, STREET, OTHER_STREET = "370102", "370102013", "370102001"
COMMUNITY, NEXT_COMMUNITY, OTHER_COMMUNITY = "370102013006", "370102013007", "370102001001"
CELL, CELL_2 = "370102013006001", "370102013006002"
NEXT_CELL, OTHER_CELL = "370102013007001", "370102001001001"

DIVISIONS = [
    (DISTRICT, "历下区", DivisionKind.DISTRICT, None),
    (STREET, "智远街道", DivisionKind.STREET, DISTRICT),
    (OTHER_STREET, "解放路街道", DivisionKind.STREET, DISTRICT),
    (COMMUNITY, "盛福明城社区", DivisionKind.COMMUNITY, STREET),
    (NEXT_COMMUNITY, "盛景社区", DivisionKind.COMMUNITY, STREET),
    (OTHER_COMMUNITY, "历山路社区", DivisionKind.COMMUNITY, OTHER_STREET),
]
# lower left corners of squares of 0.005 degrees
CELLS = [
    (CELL, COMMUNITY, 117.100, 36.660),
    (CELL_2, COMMUNITY, 117.105, 36.660),
    (NEXT_CELL, NEXT_COMMUNITY, 117.110, 36.660),
    (OTHER_CELL, OTHER_COMMUNITY, 117.050, 36.660),
]
SIDE = 0.005

UNITS = {
    "district": ("历下区呼叫响应平台", UnitKind.DISTRICT_OFFICE, DISTRICT),
    "street": ("智远街道办事处", UnitKind.STREET_OFFICE, STREET),
    "other_street": ("解放路街道办事处", UnitKind.STREET_OFFICE, OTHER_STREET),
    "community": ("盛福明城社区居委会", UnitKind.COMMUNITY_COMMITTEE, COMMUNITY),
}
PERSONS: dict[str, tuple[str, list[tuple[Role, str, str]]]] = {
    "resident": ("林小满", []),
    "neighbour": ("何田田", []),
    "worker": ("孙志安", [(Role.GRID_WORKER, "community", CELL)]),
    "worker_2": ("李守拙", [(Role.GRID_WORKER, "community", CELL_2)]),
    "other_worker": ("赵望舒", [(Role.GRID_WORKER, "other_street", OTHER_CELL)]),
    "specialist": ("周若谷", [(Role.COMMUNITY_SPECIALIST, "community", COMMUNITY)]),
    "clerk": ("周敏行", [(Role.STREET_CLERK, "street", STREET)]),
    "other_clerk": ("许知远山", [(Role.STREET_CLERK, "other_street", OTHER_STREET)]),
    "head": ("韩立言", [(Role.STREET_HEAD, "street", STREET)]),
    "dispatcher": ("郑可为", [(Role.DISTRICT_DISPATCHER, "district", DISTRICT)]),
    "supervisor": ("白守正", [(Role.SUPERVISOR, "district", DISTRICT)]),
    "administrator": ("陶然亭", [(Role.ADMINISTRATOR, "district", DISTRICT)]),
}


@dataclass
class World:
    persons: dict[str, UUID] = field(default_factory=dict)
    posts: dict[str, UUID] = field(default_factory=dict)  # the first post of each person
    units: dict[str, UUID] = field(default_factory=dict)


def square(lon: float, lat: float) -> list[list[float]]:
    far_lon, far_lat = lon + SIDE, lat + SIDE
    return [[lon, lat, far_lon, lat, far_lon, far_lat, lon, far_lat, lon, lat]]


async def furnish() -> World:
    """Everything above, in the open database."""
    async with db.transaction():
        await _draw()
        world = World()
        for name, (title, kind, code) in UNITS.items():
            facts = {"name": title, "sort_key": sorted_as(title), "kind": kind, "code": code}
            unit = await Unit.create(id=clock.new_id(), created_at=clock.now(), **facts)
            world.units[name] = unit.id
        for number, (name, (title, posts)) in enumerate(PERSONS.items()):
            await add_person(world, name, title, f"+861380000{number:04d}", posts)
        for name, cell in (("worker", CELL), ("worker_2", CELL_2), ("other_worker", OTHER_CELL)):
            await CellStaff.create(
                id=clock.new_id(),
                person_id=world.persons[name],
                cell_code=cell,
                force=Force.BASIC,
                starts_on=LONG_AGO,
                created_at=clock.now(),
            )
    return world


async def _draw() -> None:
    await Division.bulk_create(
        Division(
            id=clock.new_id(),
            code=code,
            name=name,
            kind=kind,
            parent_code=parent,
            aliases=[],
            valid_from=LONG_AGO,
        )
        for code, name, kind, parent in DIVISIONS
    )
    await GridCell.bulk_create(
        GridCell(
            id=clock.new_id(),
            code=code,
            name=f"{code[-3:]} 网格",
            kind=CellKind.BASIC,
            community_code=community,
            outline=square(lon, lat),
            label_lon=lon + SIDE / 2,
            label_lat=lat + SIDE / 2,
            valid_from=LONG_AGO,
            demonstration=True,
        )
        for code, community, lon, lat in CELLS
    )


async def add_person(world: World, name: str, title: str, phone: str, posts: list[tuple[Role, str, str]]) -> None:
    facts: dict[str, Any] = {"name": title, "sort_key": sorted_as_person(title), "phone": phone}
    facts |= {"language": Language.ZH, "home_code": COMMUNITY}
    person = await Person.create(id=clock.new_id(), created_at=clock.now(), **facts)
    await index_name(person.id)
    world.persons[name] = person.id
    for role, unit, code in posts:
        post = await Post.create(
            id=clock.new_id(),
            person_id=person.id,
            unit_id=world.units[unit],
            role=role,
            code=code,
            starts_on=LONG_AGO,
            created_at=clock.now(),
        )
        world.posts.setdefault(name, post.id)
