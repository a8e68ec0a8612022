"""Three branches of the public-service bank with what they offer, and activities before and behind."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from gridcall import clock
from gridcall.activities import actions as activities
from gridcall.activities.actions import NewActivity
from gridcall.bank import actions as bank
from gridcall.bank.actions import BranchFacts, GoodFacts
from gridcall.bank.rules import GoodKind
from gridcall.demo.cast import COMMUNITY, STREET, Cast
from gridcall.demo.story import Moment
from gridcall.people.actor import Actor
from gridcall.people.permissions import Role
from gridcall.settings import Settings

G, S = GoodKind.GOODS, GoodKind.SERVICE
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True)
class Counter:
    """A branch and its catalogue: kind, name, words, points, stock, at most in a month."""

    code: str
    facts: BranchFacts
    goods: Sequence[tuple[GoodKind, str, str, int, int | None, int | None]]


COUNTERS = (
    Counter(
        STREET,
        BranchFacts("智远公益小铺", "智远街道便民服务中心一楼", "周一至周六 9:00-17:30", False),
        (
            (S, "理发一次", "每周三上午，志愿理发师在店", 5, 12, 1),
            (S, "磨刀剪", "当天取", 2, None, None),
            (G, "洗衣液 1 升", "", 8, 40, 2),
            (G, "东北大米 2.5 公斤", "", 12, 25, 1),
        ),
    ),
    Counter(
        "370102001",
        BranchFacts("解放路时间小站", "解放路街道文化站二楼", "每天 8:30-20:00", False),
        (
            (S, "量血压、测血糖", "社区医生周二、周五在", 1, None, None),
            (S, "小家电维修", "只收零件钱", 6, 8, 2),
            (G, "抽纸一提", "", 5, 60, 2),
        ),
    ),
    Counter(
        "370102012",
        BranchFacts("龙洞山里小铺", "龙洞街道老庄村口", "周二、周四、周六 10:00-16:00", True),
        ((S, "陪诊半天", "提前一天约", 15, 4, 1), (G, "花生油 1 升", "", 14, 10, 1)),
    ),
)


async def open_branches(cast: Cast, now: datetime) -> None:
    """Opened and stocked by the clerks of their streets."""
    for counter in COUNTERS:
        clerk = _at(cast, counter.code, Role.STREET_CLERK)
        branch = await bank.open_branch(clerk, clock.new_id(), counter.code, counter.facts, now=now)
        for kind, name, words, points, stock, per_month in counter.goods:
            facts = GoodFacts(name, words, points, stock, per_month)
            await bank.offer_good(clerk, clock.new_id(), branch.id, kind, facts, now=now)


async def hold_activities(cast: Cast, settings: Settings, now: datetime) -> None:
    """One is over and signed off, so that some have points; two lie ahead."""
    organiser = _at(cast, COMMUNITY, Role.COMMUNITY_SPECIALIST)
    volunteers = cast.residents[:5]
    past = await _publish(
        organiser,
        "清理 3 号楼楼道杂物",
        "请带手套，社区备水",
        "3 号楼门前",
        now - 3 * DAY,
        3,
        settings,
        before=now - 5 * DAY,
    )
    for volunteer in volunteers:
        with clock.using(Moment(now - 4 * DAY)):
            await activities.join(volunteer, activities.Request(clock.new_id(), past), now=clock.now())
    with clock.using(Moment(now - 2 * DAY)):
        hours = {one.person_id: 1 + number % 3 for number, one in enumerate(volunteers)}
        request = activities.Request(clock.new_id(), past)
        await activities.record_attendance(organiser, request, hours, settings=settings, now=clock.now())
        request = activities.Request(clock.new_id(), past)
        await activities.sign_off(organiser, request, settings=settings, now=clock.now())
    for title, words, place, starts_at in (
        ("给独居老人包饺子", "自带围裙", "社区食堂", now + 2 * DAY),
        ("河道捡拾垃圾", "发夹子和手套", "大辛河桥头", now + 5 * DAY),
    ):
        ahead = await _publish(organiser, title, words, place, starts_at, 2, settings, before=now - DAY)
        await activities.join(volunteers[1], activities.Request(clock.new_id(), ahead), now=now)


async def _publish(
    organiser: Actor,
    title: str,
    words: str,
    place: str,
    starts_at: datetime,
    hours: int,
    settings: Settings,
    *,
    before: datetime,
) -> UUID:
    begins = starts_at.replace(minute=0, second=0, microsecond=0)
    with clock.using(Moment(before)):
        new = NewActivity(
            id=clock.new_id(),
            code=COMMUNITY,
            title=title,
            words=words,
            place=place,
            starts_at=begins,
            ends_at=begins + hours * HOUR,
            hours=hours,
            capacity=20,
        )
        await activities.publish(organiser, new, settings=settings, now=clock.now())
    return new.id


def _at(cast: Cast, code: str, role: Role) -> Actor:
    found = cast.at(code, role)
    if found is None:
        raise LookupError(f"the demonstration has no {role.value} at {code}")
    return found
