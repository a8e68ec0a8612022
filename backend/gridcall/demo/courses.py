"""What can become of a snap in the demo, as a table: who does what, after how many minutes, with which words."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from uuid import UUID

from gridcall import db
from gridcall.people.actor import Actor
from gridcall.settings import Settings
from gridcall.snaps import actions as snaps
from gridcall.snaps.categories import SnapCategory

C = SnapCategory
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


@dataclass(frozen=True)
class About:
    """The snap that a course is told of; `persons` by their part: reporter, worker, clerk."""

    snap_id: UUID
    category: SnapCategory
    persons: Mapping[str, Actor]
    settings: Settings


Further = dict[str, object] | None  # what an action asks besides; None: there is nothing to do after all


async def _nothing(about: About) -> Further:
    return {}


async def _the_worker(about: About) -> Further:
    return {"person_id": about.persons["worker"].person_id}


async def _the_settings(about: About) -> Further:
    return {"settings": about.settings}


async def _the_same(about: About) -> Further:
    """An open snap of the same kind in the same street."""
    same = await db.value(
        "SELECT o.id FROM snaps s JOIN snaps o ON o.id <> s.id AND substr(o.code, 1, 9) = substr(s.code, 1, 9)"
        " AND o.category = s.category AND o.status IN ('waiting', 'in_hand') WHERE s.id = $1"
        " ORDER BY o.arrived_at DESC LIMIT 1",
        about.snap_id,
    )
    return {"into_id": UUID(same)} if same else None


@dataclass(frozen=True)
class Beat:
    """After so many minutes, more or less, somebody takes a step."""

    after: float
    who: str
    what: Callable[..., Awaitable[object]]
    words: Sequence[str] | Mapping[SnapCategory, str] = ()
    further: Callable[[About], Awaitable[Further]] = _nothing

    def says(self, category: SnapCategory, random: Random) -> str:
        if isinstance(self.words, Mapping):
            return self.words[category]
        return random.choice(self.words) if self.words else ""


@dataclass(frozen=True)
class Course:
    """`weight`: how often it happens. `on_the_spot`: the worker finds the problem and mends it at once."""

    weight: int
    beats: Sequence[Beat] = ()
    on_the_spot: bool = False


TAKE_ON = Beat(40, "worker", snaps.take_on)
SOLVE = Beat(90, "worker", snaps.solve, DONE)
CONFIRM = Beat(200, "reporter", snaps.confirm_solved)
NOT_SOLVED = Beat(120, "reporter", snaps.not_solved, NOT_YET, _the_settings)
RAISE = Beat(30, "worker", snaps.raise_to_street, UP)
ASSIGN = Beat(30, "clerk", snaps.assign, further=_the_worker)
REFUSE = Beat(60, "clerk", snaps.refuse, NO)
MERGE = Beat(30, "clerk", snaps.merge, further=_the_same)
GIVE_BACK = Beat(30, "worker", snaps.give_back, BACK)
WITHDRAW = Beat(10, "reporter", snaps.withdraw)

COURSES: Mapping[str, Course] = {
    "new": Course(10),
    "taken_on": Course(10, (TAKE_ON,)),
    "solved": Course(18, (TAKE_ON, SOLVE)),
    "confirmed": Course(18, (TAKE_ON, SOLVE, CONFIRM)),
    "spot": Course(12, on_the_spot=True),
    "raised": Course(6, (TAKE_ON, RAISE)),
    "street": Course(8, (TAKE_ON, RAISE, ASSIGN, SOLVE)),
    "refused": Course(4, (REFUSE,)),
    "merged": Course(5, (MERGE,)),
    "reopened": Course(4, (TAKE_ON, SOLVE, NOT_SOLVED)),
    "withdrawn": Course(2, (WITHDRAW,)),
    "given_back": Course(3, (TAKE_ON, GIVE_BACK)),
}
UNFINISHED = frozenset({"new", "taken_on", "given_back", "reopened"})


def likely(random: Random) -> str:
    """One of the courses, the usual ones more often."""
    return random.choices(list(COURSES), [course.weight for course in COURSES.values()])[0]


def at_least_each(random: Random, count: int) -> list[str]:
    """`count` courses; every one of them occurs."""
    return [*COURSES, *(likely(random) for _ in range(count - len(COURSES)))]
