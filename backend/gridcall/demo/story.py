"""What happens to a snap in the demo: a handful of courses, told through the same actions that phones use."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from uuid import UUID

from gridcall import clock, db
from gridcall.demo.cast import STREET, Cast
from gridcall.demo.pictures import draw
from gridcall.errors import DomainError
from gridcall.grid.coordinates import CoordinateSystem
from gridcall.media import actions as media
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
DONE: dict[SnapCategory, str] = {
    C.SANITATION: "已清运，地面也冲洗过了",
    C.ROAD: "已请市政所修好，现场试过",
    C.PARKING: "已联系车主挪走，并和物业说好加强巡看",
    C.HAZARD: "隐患已消除，和住户当面讲清了",
    C.GREENERY: "园林人员已处理，明天再来复查一次",
    C.NOISE: "已上门劝导，对方答应按时停",
    C.ILLEGAL_BUILDING: "已拆除，建筑垃圾当天运走",
    C.UNSURE: "已到现场处理好，请您看看",
}
BACK = ("这里不归我负责的网格，请重新派", "需要登高车，我这里办不了")
UP = ("需要街道协调执法中队一起处理", "涉及两个小区，请街道定")
NOT_YET = ("今天又出现了，没有真正解决", "只清了一半")
NO = ("已核实，属于住户专有部分，请与物业协商", "照片看不清位置，多次联系未果")
COURSES = (
    "new",
    "taken_on",
    "solved",
    "confirmed",
    "spot",
    "raised",
    "street",
    "refused",
    "merged",
    "reopened",
    "withdrawn",
    "given_back",
)
WEIGHTS = (10, 10, 18, 18, 12, 6, 8, 4, 5, 4, 2, 3)


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
    about: dict[UUID, SnapCategory] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        return self.settings.media

    async def life(self, course: str) -> AsyncIterator[timedelta]:
        """One snap's life; yields how long nothing happens before the next step."""
        cell, category = self.random.choice(self.cells), self.random.choice(list(C))
        worker = self.cast.at(cell.code, Role.GRID_WORKER)
        clerk = self.cast.at(cell.code, Role.STREET_CLERK)
        if worker is None or clerk is None:
            return
        reporter = worker if course == "spot" else self.random.choice(self.cast.residents)
        snap_id = await self.report(reporter, cell, category, fixed=course == "spot")
        for _ in range(self.random.choice((0, 0, 0, 1, 2, 4))):
            yield self.some(minutes=25)
            await self.step(snaps.back, self.random.choice(self.cast.residents), snap_id)
        follow = COURSE_STEPS.get(course)
        if follow is not None:
            async for pause in follow(self, snap_id, reporter, worker, clerk):
                yield pause

    def some(self, *, minutes: float) -> timedelta:
        return timedelta(minutes=minutes * self.random.uniform(0.4, 1.7))

    def done(self, snap_id: UUID) -> str:
        """What a worker writes who has solved such a thing."""
        return DONE[self.about[snap_id]]

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
        self.about[snap_id] = category
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

    async def photo(self, owner: Actor, category: SnapCategory, *, mended: bool = False) -> tuple[UUID, str]:
        """A drawn photo, uploaded like any other."""
        picture = draw(category, self.random.randrange(6), mended=mended)
        row, _ = await media.store(owner, clock.new_id(), picture, folder=self.folder, now=clock.now())
        return UUID(row["id"]), row["upload_sha256"]

    async def step(
        self,
        action: Callable[..., Awaitable[object]],
        actor: Actor,
        snap_id: UUID,
        *more: object,
        words: str = "",
        **named: object,
    ) -> bool:
        """Take a step unless the story has gone another way meanwhile."""
        try:
            await action(actor, Request(clock.new_id(), snap_id, words), *more, **named, now=clock.now())
        except DomainError:
            return False
        return True


async def _taken_on(t: Teller, snap: UUID, reporter: Actor, worker: Actor, clerk: Actor) -> AsyncIterator[timedelta]:
    yield t.some(minutes=40)
    await t.step(snaps.take_on, worker, snap)


async def _solved(t: Teller, snap: UUID, reporter: Actor, worker: Actor, clerk: Actor) -> AsyncIterator[timedelta]:
    async for pause in _taken_on(t, snap, reporter, worker, clerk):
        yield pause
    yield t.some(minutes=90)
    await t.step(snaps.solve, worker, snap, words=t.done(snap))


async def _confirmed(t: Teller, snap: UUID, reporter: Actor, worker: Actor, clerk: Actor) -> AsyncIterator[timedelta]:
    async for pause in _solved(t, snap, reporter, worker, clerk):
        yield pause
    yield t.some(minutes=200)
    await t.step(snaps.confirm_solved, reporter, snap)


async def _raised(t: Teller, snap: UUID, reporter: Actor, worker: Actor, clerk: Actor) -> AsyncIterator[timedelta]:
    async for pause in _taken_on(t, snap, reporter, worker, clerk):
        yield pause
    yield t.some(minutes=30)
    await t.step(snaps.raise_to_street, worker, snap, words=t.random.choice(UP))


async def _street(t: Teller, snap: UUID, reporter: Actor, worker: Actor, clerk: Actor) -> AsyncIterator[timedelta]:
    async for pause in _raised(t, snap, reporter, worker, clerk):
        yield pause
    yield t.some(minutes=30)
    await t.step(snaps.assign, clerk, snap, worker.person_id)
    yield t.some(minutes=120)
    await t.step(snaps.solve, worker, snap, words=t.done(snap))


async def _refused(t: Teller, snap: UUID, reporter: Actor, worker: Actor, clerk: Actor) -> AsyncIterator[timedelta]:
    yield t.some(minutes=60)
    await t.step(snaps.refuse, clerk, snap, words=t.random.choice(NO))


async def _merged(t: Teller, snap: UUID, reporter: Actor, worker: Actor, clerk: Actor) -> AsyncIterator[timedelta]:
    yield t.some(minutes=30)
    same = await db.value(
        "SELECT o.id FROM snaps s JOIN snaps o ON o.id <> s.id AND substr(o.code, 1, 9) = substr(s.code, 1, 9)"
        " AND o.category = s.category AND o.status IN ('waiting', 'in_hand') WHERE s.id = $1"
        " ORDER BY o.arrived_at DESC LIMIT 1",
        snap,
    )
    if same is not None:
        await t.step(snaps.merge, clerk, snap, UUID(same))


async def _reopened(t: Teller, snap: UUID, reporter: Actor, worker: Actor, clerk: Actor) -> AsyncIterator[timedelta]:
    async for pause in _solved(t, snap, reporter, worker, clerk):
        yield pause
    yield t.some(minutes=120)
    await t.step(snaps.not_solved, reporter, snap, words=t.random.choice(NOT_YET), settings=t.settings)


async def _withdrawn(t: Teller, snap: UUID, reporter: Actor, worker: Actor, clerk: Actor) -> AsyncIterator[timedelta]:
    yield t.some(minutes=10)
    await t.step(snaps.withdraw, reporter, snap)


async def _given_back(t: Teller, snap: UUID, reporter: Actor, worker: Actor, clerk: Actor) -> AsyncIterator[timedelta]:
    async for pause in _taken_on(t, snap, reporter, worker, clerk):
        yield pause
    yield t.some(minutes=30)
    await t.step(snaps.give_back, worker, snap, words=t.random.choice(BACK))


COURSE_STEPS = {
    "taken_on": _taken_on,
    "solved": _solved,
    "confirmed": _confirmed,
    "raised": _raised,
    "street": _street,
    "refused": _refused,
    "merged": _merged,
    "reopened": _reopened,
    "withdrawn": _withdrawn,
    "given_back": _given_back,
}


async def cells_near_home() -> list[Cell]:
    """Every cell once, those of the street where most of the cast works four times more."""
    found = await db.rows("SELECT code, label_lon, label_lat FROM grid_cells WHERE valid_to IS NULL ORDER BY code")
    cells = [Cell(row["code"], row["label_lon"], row["label_lat"]) for row in found]
    return cells + 4 * [cell for cell in cells if cell.code.startswith(STREET)]


def courses(random: Random, count: int) -> list[str]:
    """`count` courses; every one of them occurs."""
    return [*COURSES, *random.choices(COURSES, WEIGHTS, k=count - len(COURSES))]


@dataclass(frozen=True)
class Moment(clock.System):
    """A clock that stands at one moment."""

    at: datetime

    def now(self) -> datetime:
        return self.at
