"""Tells the lives of the demo's snaps, through the same actions that phones use."""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from gridcall import clock, db
from gridcall.demo.cast import STREET, Cast
from gridcall.demo.courses import About, Course
from gridcall.demo.pictures import draw
from gridcall.errors import DomainError
from gridcall.grid.coordinates import CoordinateSystem
from gridcall.media import actions as media
from gridcall.media.photos import Developed
from gridcall.people.actor import Actor
from gridcall.people.permissions import Role
from gridcall.settings import Settings
from gridcall.snaps import actions as snaps
from gridcall.snaps.actions import NewSnap, Request
from gridcall.snaps.categories import SnapCategory
from gridcall.snaps.places import Point

C = SnapCategory
WORDS: dict[SnapCategory, Sequence[str]] = {  # each fits the picture of its category
    C.SANITATION: (
        "单元门口堆了几袋垃圾，有味了",
        "绿化带边上扔了成堆的袋子，没人收",
        "垃圾桶满了两天没清，袋子堆到路上",
    ),
    C.ROAD: ("路边检查井盖移位，骑车很危险", "井盖翘起来一边，车压过去咣咣响", "检查井没盖严，晚上看不见"),
    C.PARKING: ("消防通道被车堵住了", "人行道上停满了车，婴儿车推不过去", "两辆车长期停在路口，挡视线"),
    C.HAZARD: ("门厅里有电动车飞线充电", "有人从楼上拉线下来给电动车充电", "电线垂下来，伸手就能碰到"),
    C.GREENERY: ("大风刮断树枝，横在人行道上", "修下来的树枝堆在路边，没人收", "断枝压在盲道上，老人绕着走"),
    C.NOISE: ("饭店油烟直排，不敢开窗", "烧烤摊的油烟直往楼上飘", "排烟口正对着居民窗户"),
    C.ILLEGAL_BUILDING: ("空地上新搭了彩钢房", "一楼圈了公共绿地搭小屋"),
    C.UNSURE: ("东门非机动车道积水，请到现场看看", "不知谁家的管道在往外渗水", "雨停两天了，这里的水还没退"),
}
PLACES = (
    "东门",
    "2 号楼前",
    "小广场",
    "幼儿园门口",
    "公交站旁",
    "12 号楼前",
    "菜市场后门",
    "地下车库入口",
    "南墙外",
    "路口西北角",
)


VARIANTS = 6  # pictures of one category


@dataclass(frozen=True)
class Cell:
    code: str
    lon: float
    lat: float


@dataclass
class Teller:
    """Tells stories at one place in time: `settings` says where photos are kept."""

    cast: Cast
    cells: list[Cell]
    settings: Settings
    random: Random
    drawn: dict[tuple[SnapCategory, int], tuple[str, Developed]] = field(default_factory=dict)

    async def life(self, course: Course) -> AsyncIterator[timedelta]:
        """One snap's life; yields how long nothing happens before the next step."""
        cell, category = self.random.choice(self.cells), self.random.choice(list(C))
        worker = self.cast.at(cell.code, Role.GRID_WORKER)
        clerk = self.cast.at(cell.code, Role.STREET_CLERK)
        if worker is None or clerk is None:
            return
        reporter = worker if course.on_the_spot else self.random.choice(self.cast.residents)
        snap_id = await self.report(reporter, cell, category, fixed=course.on_the_spot)
        for _ in range(self.random.choice((0, 0, 0, 1, 2, 4))):
            yield self.some(minutes=25)
            await self.step(snaps.back, self.random.choice(self.cast.residents), snap_id)
        about = About(snap_id, category, {"reporter": reporter, "worker": worker, "clerk": clerk}, self.settings)
        for beat in course.beats:
            yield self.some(minutes=beat.after)
            further = await beat.further(about)
            if further is not None:
                words = beat.says(category, self.random)
                await self.step(beat.what, about.persons[beat.who], snap_id, words=words, **further)

    def some(self, *, minutes: float) -> timedelta:
        return timedelta(minutes=minutes * self.random.uniform(0.4, 1.7))

    async def report(
        self,
        reporter: Actor,
        cell: Cell,
        category: SnapCategory,
        *,
        fixed: bool = False,
        words: str = "",
        place: str = "",
    ) -> UUID:
        now, snap_id = clock.now(), clock.new_id()
        photos = [await self.photo(reporter, category)] if words or self.random.random() < 0.9 else []  # noqa: PLR2004
        spread = 0.0006
        new = NewSnap(
            id=snap_id,
            category=category,
            taken_at=now - timedelta(minutes=self.random.choice((0, 0, 0, 2, 35))),
            words=words or self.random.choice(WORDS[category]),
            place=place or self.random.choice(PLACES),
            photos=photos,
            point=Point(
                cell.lon + self.random.uniform(-spread, spread),
                cell.lat + self.random.uniform(-spread, spread),
                CoordinateSystem.WGS84,
                self.random.uniform(4, 30),
            ),
            fixed_on_the_spot=fixed,
        )
        await snaps.take_snap(reporter, new, settings=self.settings, now=now)
        return snap_id

    async def photo(self, owner: Actor, category: SnapCategory) -> tuple[UUID, str]:
        """A drawn photo, uploaded like any other; each picture is drawn and developed once."""
        variant = (category, self.random.randrange(VARIANTS))
        if variant not in self.drawn:
            picture = await asyncio.to_thread(draw, *variant)
            developed = await media.develop_and_keep(picture, folder=self.settings.media)
            self.drawn[variant] = hashlib.sha256(picture).hexdigest(), developed
        sha256, developed = self.drawn[variant]
        photo_id = clock.new_id()
        await media.enter(owner, photo_id, sha256, developed, now=clock.now())
        return photo_id, sha256

    async def step(
        self,
        action: Callable[..., Awaitable[object]],
        actor: Actor,
        snap_id: UUID,
        *,
        words: str = "",
        **further: object,
    ) -> None:
        """Take a step unless the story has gone another way meanwhile."""
        with suppress(DomainError):
            await action(actor, Request(clock.new_id(), snap_id, words), **further, now=clock.now())


async def cells_near_home() -> list[Cell]:
    """Every cell once, those of the street where most of the cast works four times more."""
    found = await db.rows("SELECT code, label_lon, label_lat FROM grid_cells WHERE valid_to IS NULL ORDER BY code")
    cells = [Cell(row["code"], row["label_lon"], row["label_lat"]) for row in found]
    return cells + 4 * [cell for cell in cells if cell.code.startswith(STREET)]


@dataclass(frozen=True)
class Moment(clock.System):
    """A clock that stands at one moment."""

    at: datetime

    def now(self) -> datetime:
        return self.at
