"""The demo's wishes and double-registered units, told through the same actions that phones use."""

from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from uuid import UUID

from gridcall import clock, db
from gridcall.demo.cast import DISTRICT, LEADS, SINCE, Cast
from gridcall.demo.wish_plots import PLOTS, Plot
from gridcall.errors import DomainError
from gridcall.people import actions as people
from gridcall.people.actor import Actor, Hat
from gridcall.people.permissions import GRANTS, Permission, Role
from gridcall.people.workflow import UnitKind
from gridcall.registrations import actions as registrations
from gridcall.settings import Settings
from gridcall.wishes import actions as wishes
from gridcall.wishes.rules import clocks
from gridcall.wishes.workflow import ConsentHow, WishFor

HOME = "370102013006"
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
SETTLED = 60 * DAY  # ago: before the oldest of the wishes
PHONES = "1380532"  # the cast's own begin with 1380531
# Offered at sign-in: name, what they do all day.
WISHER, VOLUNTEERS = "苏念慈", ("梁晓舟", "贺知音")
DUTIES = {
    "苏念慈": "居民，提心愿、确认、道谢",
    "梁晓舟": "志愿者，认领心愿、攒积分",
    "贺知音": "志愿者，双报到单位成员，陪人同去",
    "秦牧之": "泉润食品公司双报到联络员，为单位认领、核实成员",
}
# Double-registered units: their contact, their members, where they are registered.
UNITS: Sequence[tuple[str, str, tuple[str, ...], tuple[str, ...]]] = (
    ("泉润食品公司", "秦牧之", ("叶知秋", "钟鸣远"), ("370102013006", "370102013002")),
    ("盛福实验学校", "祁白露", ("贺知音", "程雪樵"), ("370102013005", "370102011013")),
    ("明湖供电服务站", "纪云山", ("万重山", "柯一舟"), ("370102009002", "370102011001")),
    ("智远卫生服务中心", "阮清和", ("桑晚晴", "谷雨生"), ("370102013006", "370102009008")),
)
NOT_YET = ("泉润食品公司", "卓文远")  # a member whom the contact has yet to verify
ASSISTANTS = {"370102001": "解放路", "370102009": "甸柳", "370102011": "姚家"}
ASSISTANT_NAMES = ("柏如松", "岑小楼", "郁青禾")


@dataclass
class Company:
    """Everybody of the demo who has to do with wishes, by name."""

    cast: Cast
    settings: Settings
    persons: dict[str, Actor] = field(default_factory=dict)
    units: dict[str, UUID] = field(default_factory=dict)

    def named(self, name: str) -> Actor:
        everybody = [*self.persons.values(), *self.cast.residents, *self.cast.staff]
        return next(actor for actor in everybody if actor.name == name)

    def holding(self, permission: Permission, code: str) -> Actor:
        """The nearest who holds it there."""
        able = [one for one in (*self.cast.staff, *self.persons.values()) if one.holds(permission, code)]
        return max(able, key=lambda one: len(one.hats[0].code))


async def settle_wishes(cast: Cast, settings: Settings) -> Company:
    """Add wishers, volunteers, units with their contacts and members, and who reviews in the other streets."""
    company, now = Company(cast, settings), clock.now()
    for number, name in enumerate(_residents()):
        await _add(company, name, number, _home_of(name))
    for (street, title), name in zip(ASSISTANTS.items(), ASSISTANT_NAMES, strict=True):
        await _add(company, name, len(company.persons), street)
        await _appoint(company, name, f"{title}街道办事处", UnitKind.STREET_OFFICE, Role.GRID_ASSISTANT, street)
    for unit, contact, members, communities in UNITS:
        await _settle_unit(company, unit, contact, members, communities)
    await _add(company, NOT_YET[1], len(company.persons), HOME)
    await _register(company, *NOT_YET, None)
    for rank, (name, duty) in enumerate(DUTIES.items(), len(LEADS)):
        await people.offer_as_cast(company.persons[name].person_id, rank=rank, duty=duty, now=now)
    return company


async def _settle_unit(
    company: Company, unit: str, contact: str, members: Sequence[str], communities: Sequence[str]
) -> None:
    for name in (contact, *members):
        if name not in company.persons:
            await _add(company, name, len(company.persons), HOME)
    company.units[unit] = await _appoint(company, contact, unit, UnitKind.COMPANY, Role.UNIT_CONTACT, DISTRICT)
    for community in communities:
        key, by = clock.new_id(), company.persons[contact]
        await registrations.register_unit(by, key, company.units[unit], community, now=clock.now())
    for name in members:
        await _register(company, unit, name, contact)


def _residents() -> list[str]:
    """Whoever wishes for himself and is not of the cast; and the volunteers."""
    wishers = [plot.name for plot in PLOTS if not plot.behalf and plot.name not in {lead[0] for lead in LEADS}]
    return list(dict.fromkeys([WISHER, *VOLUNTEERS, *wishers]))


def _home_of(name: str) -> str:
    return next((f"{DISTRICT}{plot.where}" for plot in PLOTS if plot.name == name), HOME)


async def _add(company: Company, name: str, number: int, home: str) -> None:
    phone = f"{PHONES}{number:04}"
    key = await people.add_person_as_operator(name=name, phone=phone, home_code=home, now=clock.now())
    company.persons[name] = Actor(key, clock.new_id(), name, company.cast.staff[0].language, home, ())


async def _appoint(company: Company, name: str, unit: str, kind: UnitKind, role: Role, code: str) -> UUID:
    now, person = clock.now(), company.persons[name]
    unit_id = await people.add_unit_as_operator(name=unit, kind=kind, code=code, now=now)
    phone = str(await db.value("SELECT phone FROM persons WHERE id = $1", person.person_id))
    post = await people.appoint_as_operator(
        phone=phone, unit_id=unit_id, role=role, code=code, starts_on=SINCE, now=now
    )
    hat = Hat(post, unit_id, role, code, GRANTS[role])
    company.persons[name] = Actor(person.person_id, person.session_id, name, person.language, person.home_code, (hat,))
    return unit_id


async def _register(company: Company, unit: str, name: str, contact: str | None) -> None:
    key, now, unit_id = clock.new_id(), clock.now(), company.units[unit]
    await registrations.register_as_member(company.persons[name], key, unit_id, HOME, now=now)
    if contact:
        await registrations.verify_member(company.persons[contact], clock.new_id(), key, now=now)


# ---- the life of one wish


@dataclass
class Life:
    """One wish on its way."""

    company: Company
    plot: Plot
    wish_id: UUID

    @property
    def code(self) -> str:
        return f"{DISTRICT}{self.plot.where}"

    @property
    def asker(self) -> Actor:
        if self.plot.behalf:
            return self.company.holding(Permission.WISH_POST_FOR, self.code)
        return self.company.named(self.plot.name)

    @property
    def unit(self) -> UUID | None:
        return self.company.units.get(self.plot.by)

    @property
    def claimer(self) -> Actor:
        """Of a unit, its first member."""
        members = {unit: names for unit, _, names, _ in UNITS}
        return self.company.named(members[self.plot.by][0] if self.unit else self.plot.by)

    @property
    def companion(self) -> Actor:
        """Of the unit, its second member; else the other volunteer."""
        members = {unit: names for unit, _, names, _ in UNITS}
        if self.unit:
            return self.company.named(members[self.plot.by][1])
        return self.company.named(next(name for name in VOLUNTEERS if name != self.plot.by))

    def request(self, words: str = "") -> wishes.Request:
        return wishes.Request(clock.new_id(), self.wish_id, words)


async def life(company: Company, plot: Plot, random: Random) -> AsyncIterator[timedelta]:
    """One wish's life; yields how long nothing happens before the next step."""
    one = Life(company, plot, clock.new_id())
    with suppress(DomainError):  # in a demo that is played, somebody of the audience may have been faster
        await _post(one, random)
        async for pause in _COURSES.get(plot.course, _to_the_end)(one):
            yield pause


async def _post(one: Life, random: Random) -> None:
    plot, now = one.plot, clock.now()
    wish = wishes.NewWish(
        id=one.wish_id,
        kind=plot.kind,
        for_whom=WishFor.SOMEONE if plot.behalf else WishFor.ONESELF,
        who=plot.who,
        words=plot.words,
        community=one.code,
        name=plot.name,
        phone=f"1390641{random.randrange(10_000):04}",
        address=plot.address,
        wanted_by=clock.day_of(now + plot.wanted * DAY) if plot.wanted else None,
        amount_yuan=plot.amount,
        flags=plot.flags,
        consent_how=ConsentHow.SPOKEN if plot.behalf else None,
        consent_at=now - HOUR if plot.behalf else None,
    )
    await wishes.post(one.asker, wish, settings=one.company.settings, now=now)


async def _review(one: Life) -> AsyncIterator[timedelta]:
    """It waits."""
    return
    yield


async def _sent_back(one: Life) -> AsyncIterator[timedelta]:
    yield 5 * HOUR
    await wishes.send_back(_reviewer(one), one.request(one.plot.note), now=clock.now())


async def _refused(one: Life) -> AsyncIterator[timedelta]:
    yield 20 * HOUR
    await wishes.refuse(_reviewer(one), one.request(one.plot.note), now=clock.now())


def _reviewer(one: Life) -> Actor:
    return one.company.holding(Permission.WISH_REVIEW, one.code)


async def _open(one: Life) -> AsyncIterator[timedelta]:
    yield 8 * HOUR
    plot = one.plot
    words = plot.public or plot.words
    await wishes.publish(_reviewer(one), one.request(), words, plot.flags, plot.who, now=clock.now())


async def _withdrawn(one: Life) -> AsyncIterator[timedelta]:
    async for pause in _open(one):
        yield pause
    yield 3 * DAY
    await wishes.withdraw(one.asker, one.request("家里人回来了，不用了"), now=clock.now())


async def _claimed(one: Life) -> AsyncIterator[timedelta]:
    """Published, and claimed some hours later; the promise is a week, of those that are to be late shorter."""
    async for pause in _open(one):
        yield pause
    yield 14 * HOUR
    now, ahead = clock.now(), PROMISED.get(one.plot.course, 8)
    promised = clock.day_of(now) + timedelta(days=ahead)
    settings = one.company.settings
    await wishes.claim(one.claimer, one.request(one.plot.plan), promised, one.unit, settings=settings, now=now)


PROMISED = {"stale": 10, "overdue": 9, "lapsed": 5, "asked": 11}  # days


async def _joined(one: Life) -> AsyncIterator[timedelta]:
    async for pause in _claimed(one):
        yield pause
    yield 3 * HOUR
    await wishes.join(one.companion, one.request(), now=clock.now())


async def _asked(one: Life) -> AsyncIterator[timedelta]:
    async for pause in _claimed(one):
        yield pause
    yield 6 * DAY
    until = clock.today() + timedelta(days=12)
    settings = one.company.settings
    await wishes.ask_extension(one.claimer, one.request(one.plot.note), until, settings=settings, now=clock.now())


async def _given(one: Life) -> AsyncIterator[timedelta]:
    async for pause in _claimed(one):
        yield pause
    yield 3 * DAY
    await wishes.give_back(one.claimer, one.request(one.plot.note), now=clock.now())


async def _stale(one: Life) -> AsyncIterator[timedelta]:
    """Nothing is heard: the clock reminds, and in the end gives it back to all."""
    async for pause in _claimed(one):
        yield pause
    settings = one.company.settings
    ahead = PROMISED.get(one.plot.course, 8)
    times = clocks(clock.today() + timedelta(days=ahead), clock.now(), settings)
    yield times.stale_at - clock.now() + HOUR
    await wishes.remind(settings=settings, now=clock.now())
    yield times.lapse_at - clock.now() + HOUR
    await wishes.lapse(settings=settings, now=clock.now())


async def _reported(one: Life) -> AsyncIterator[timedelta]:
    """Who has to, finds a companion; then it is done."""
    async for pause in _joined(one) if one.plot.flags else _claimed(one):
        yield pause
    yield 3 * DAY
    settings = one.company.settings
    await wishes.report_fulfilled(one.claimer, one.request(one.plot.done), settings=settings, now=clock.now())
    yield HOUR
    await wishes.reveal_contact(one.claimer, one.wish_id, now=clock.now())


async def _missing(one: Life) -> AsyncIterator[timedelta]:
    async for pause in _reported(one):
        yield pause
    yield 20 * HOUR
    settings = one.company.settings
    await wishes.say_missing(one.asker, one.request(one.plot.note), settings=settings, now=clock.now())


async def _silent(one: Life) -> AsyncIterator[timedelta]:
    """Nobody answers: told once more, and then it counts as fulfilled."""
    async for pause in _reported(one):
        yield pause
    settings = one.company.settings
    yield (settings.wish_confirm_days - settings.wish_notice_days) * DAY + HOUR
    await wishes.notice(settings=settings, now=clock.now())
    yield settings.wish_notice_days * DAY + HOUR
    await wishes.confirm_by_silence(settings=settings, now=clock.now())


async def _to_the_end(one: Life) -> AsyncIterator[timedelta]:
    async for pause in _reported(one):
        yield pause
    yield 15 * HOUR
    await wishes.confirm(one.asker, one.request(), settings=one.company.settings, now=clock.now())
    if one.plot.thanks:
        yield 2 * HOUR
        await wishes.thank(one.asker, one.request(one.plot.thanks), now=clock.now())


_COURSES = {
    "review": _review,
    "sent_back": _sent_back,
    "refused": _refused,
    "open": _open,
    "withdrawn": _withdrawn,
    "claimed": _claimed,
    "alone": _claimed,
    "joined": _joined,
    "asked": _asked,
    "given": _given,
    "stale": _stale,
    "overdue": _stale,
    "lapsed": _stale,
    "reported": _reported,
    "missing": _missing,
    "noticed": _silent,
    "silent": _silent,
}


async def assembled_wishes(cast: Cast, settings: Settings) -> Company:
    """The company of a demo that was settled before; everybody is in the cast by now."""
    rows = await db.rows("SELECT id, name FROM units WHERE dissolved_on IS NULL")
    names = {unit for unit, *_ in UNITS}
    return Company(cast, settings, units={row["name"]: UUID(str(row["id"])) for row in rows if row["name"] in names})


_PLAYED = [plot for plot in PLOTS if plot.course in ("done", "thanked") and not plot.flags]


def played(random: Random) -> Plot:
    """A wish that can come up any day."""
    return random.choice(_PLAYED)
