"""What the leads of the cast find when they first look: something overdue, something urgent, something to confirm."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from gridcall.demo.cast import CELL
from gridcall.demo.story import C, Teller
from gridcall.people.actor import Actor
from gridcall.snaps import actions as snaps
from gridcall.snaps.categories import SnapCategory


@dataclass(frozen=True)
class Scene:
    """One snap in the worker's cell: how long ago, what, and what has become of it."""

    ago: timedelta
    category: SnapCategory
    words: str
    place: str
    reporter: str
    backers: int = 0
    taken_on: bool = False
    done: str = ""
    raised: str = ""


MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
SCENES: Sequence[Scene] = (
    Scene(
        26 * HOUR, C.GREENERY, "大风刮断树枝，横在人行道上", "小广场", "林小满", 3,
        taken_on=True, done="树枝已锯断清走，人行道能走了",
    ),
    Scene(
        7 * HOUR, C.UNSURE, "东门非机动车道积水，请到现场看看", "东门", "林大可", 7,
        raised="雨水口堵了，要请市政所来疏通",
    ),
    Scene(4 * HOUR + 40 * MINUTE, C.SANITATION, "垃圾桶满了两天没清，袋子堆到路上", "菜市场后门", "林大可", 4),
    Scene(100 * MINUTE, C.HAZARD, "门厅里有电动车飞线充电", "3 号楼门厅", "林小满", 2, taken_on=True),
    Scene(48 * MINUTE, C.PARKING, "消防通道被车堵住了", "地下车库入口", "林大可"),
    Scene(12 * MINUTE, C.ROAD, "路边检查井盖移位，骑车很危险", "广德路 12 号楼前", "林小满", 1),
)  # fmt: skip


def opening(teller: Teller, now: datetime) -> list[tuple[datetime, AsyncIterator[timedelta]]]:
    """When each scene begins, and its life."""
    return [(now - scene.ago, _life(teller, scene)) for scene in SCENES]


async def _life(teller: Teller, scene: Scene) -> AsyncIterator[timedelta]:
    cell = next(cell for cell in teller.cells if cell.code == CELL)
    worker = _named(teller.cast.staff, "孙志安")
    reporter = _named(teller.cast.residents, scene.reporter)
    snap_id = await teller.report(reporter, cell, scene.category, words=scene.words, place=scene.place)
    for neighbour in [one for one in teller.cast.residents if one is not reporter][: scene.backers]:
        yield MINUTE
        await teller.step(snaps.back, neighbour, snap_id)
    if scene.taken_on or scene.raised:
        yield MINUTE
        await teller.step(snaps.take_on, worker, snap_id)
    yield 2 * MINUTE
    if scene.raised:
        await teller.step(snaps.raise_to_street, worker, snap_id, words=scene.raised)
    if scene.done:
        await teller.step(snaps.solve, worker, snap_id, words=scene.done)


def _named(actors: Sequence[Actor], name: str) -> Actor:
    return next(actor for actor in actors if actor.name == name)
