"""The public-service bank: rules, three branches and what they offer, activities, and who exchanged what."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from gridcall import clock
from gridcall.activities import actions as activities
from gridcall.activities.actions import NewActivity
from gridcall.bank import actions as bank
from gridcall.bank.actions import BranchFacts, GoodFacts, Wanted
from gridcall.bank.models import Good
from gridcall.bank.rules import GoodKind
from gridcall.demo.cast import COMMUNITY, DISTRICT, STREET, Cast
from gridcall.people.actor import Actor
from gridcall.people.permissions import Role
from gridcall.points.actions.ruling import NewRule, set_rule
from gridcall.points.rules import Cause
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


OTHER_STREET = COUNTERS[1].code
# Cause, points, at most a day, at most a month, at most a month from one person. No source gives any of them (assumed).
RULES = (
    (Cause.WISH_GOODS, 5, 20, None, 15),
    (Cause.WISH_SERVICE, 4, 20, None, 12),
    (Cause.SNAP_VERIFIED, 1, 3, 30, None),
    (Cause.ACTIVITY_HOUR, 1, 8, None, None),
)
DAYS_VALID = 730  # (assumed)
LONG_AGO = 40 * DAY  # in a month that is over, whatever day it is today


async def open_bank(cast: Cast, now: datetime) -> None:
    """Rules by the administrator, and branches opened and stocked by the clerks of their streets."""
    for cause, points, per_day, per_month, per_pair in RULES:
        rule = NewRule(
            id=clock.new_id(),
            code=DISTRICT,
            cause=cause,
            points=points,
            per_day=per_day,
            per_month=per_month,
            per_cause=None,
            per_pair_month=per_pair,
            days_valid=DAYS_VALID,
            starts_on=clock.day_of(now),
        )
        await set_rule(_at(cast, DISTRICT, Role.ADMINISTRATOR), rule, now=now)
    for counter in COUNTERS:
        clerk = _at(cast, counter.code, Role.STREET_CLERK)
        branch = await bank.open_branch(clerk, clock.new_id(), counter.code, counter.facts, now=now)
        for kind, name, words, points, stock, limit in counter.goods:
            facts = GoodFacts(name, words, points, stock, limit)
            await bank.offer_good(clerk, clock.new_id(), branch.id, kind, facts, now=now)


Life = AsyncIterator[timedelta]


def lives(cast: Cast, settings: Settings, now: datetime) -> list[tuple[datetime, Life]]:
    """Points from two activities, one of them exchanged in another street, whose month waits to be settled."""
    volunteers = cast.residents[:5]
    shelf = _held(cast, settings, "整理社区图书角", "请会给书贴标签的朋友一起来", "社区活动室", volunteers)
    stairs = _held(cast, settings, "清理 3 号楼楼道杂物", "请带手套，社区备水", "3 号楼门前", volunteers)
    ahead = (
        ("给社区老人包饺子", "自带围裙", "社区食堂", 3),
        ("河道捡拾垃圾", "发夹子和手套", "大辛河桥头", 6),
    )
    spent = now - LONG_AGO + 4 * DAY
    return [
        (now - LONG_AGO - 2 * DAY, shelf),
        (spent, _exchanged(cast, settings, volunteers[0], "量血压、测血糖", OTHER_STREET)),
        (spent + DAY, _exchanged(cast, settings, volunteers[2], "量血压、测血糖", OTHER_STREET)),
        (now - 5 * DAY, stairs),
        (now - 2 * DAY, _proposed(cast, spent)),
        *((now - DAY, _ahead(cast, settings, volunteers[1], *facts)) for facts in ahead),
    ]


async def _held(
    cast: Cast, settings: Settings, title: str, words: str, place: str, volunteers: Sequence[Actor]
) -> Life:
    """An activity from its announcement until it is signed off: one to three hours for each."""
    organiser = _at(cast, COMMUNITY, Role.COMMUNITY_SPECIALIST)
    past = await _publish(organiser, settings, title, words, place, clock.now() + 2 * DAY, 3)
    yield DAY
    for volunteer in volunteers:
        await activities.join(volunteer, activities.Request(clock.new_id(), past), now=clock.now())
    yield 2 * DAY
    hours = {one.person_id: 1 + (number + 1) % 3 for number, one in enumerate(volunteers)}
    request = activities.Request(clock.new_id(), past)
    await activities.record_attendance(organiser, request, hours, settings=settings, now=clock.now())
    request = activities.Request(clock.new_id(), past)
    await activities.sign_off(organiser, request, settings=settings, now=clock.now())


async def _ahead(
    cast: Cast, settings: Settings, volunteer: Actor, title: str, words: str, place: str, days: int
) -> Life:
    """An activity that is still to come; one has joined."""
    organiser = _at(cast, COMMUNITY, Role.COMMUNITY_SPECIALIST)
    ahead = await _publish(organiser, settings, title, words, place, clock.now() + days * DAY, 2)
    yield 12 * HOUR
    await activities.join(volunteer, activities.Request(clock.new_id(), ahead), now=clock.now())


async def _exchanged(cast: Cast, settings: Settings, holder: Actor, name: str, street: str) -> Life:
    """Held, and a minute later redeemed at the counter of a street."""
    good = await Good.get(name=name)
    wanted = Wanted(good.id, 1, voucher=False)
    held = (await bank.hold(holder, clock.new_id(), wanted, settings=settings, now=clock.now())).redemption
    yield timedelta(minutes=1)
    keeper = _at(cast, street, Role.BRANCH_KEEPER)
    await bank.redeem(keeper, clock.new_id(), good.branch_id, held.code, address="", now=clock.now())


async def _proposed(cast: Cast, spent: datetime) -> Life:
    """The other street's head proposes the month and confirms it; ours has it on the desk."""
    period = f"{(spent + DAY).astimezone(clock.CHINA):%Y-%m}"
    head = _at(cast, OTHER_STREET, Role.STREET_HEAD)
    settlement = await bank.propose(head, clock.new_id(), (OTHER_STREET, STREET), period, now=clock.now())
    yield HOUR
    await bank.confirm(head, clock.new_id(), settlement.id, now=clock.now())


async def _publish(
    organiser: Actor, settings: Settings, title: str, words: str, place: str, starts_at: datetime, hours: int
) -> UUID:
    begins = clock.day_start(clock.day_of(starts_at)) + 9 * HOUR
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
