"""Sets up the demo once, and plays a day on it."""

import asyncio
import heapq
import logging
from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta
from itertools import count
from random import Random
from uuid import UUID

from gridcall import clock, db
from gridcall.demo import bank, calls, cells, wishes
from gridcall.demo.cast import Cast, assembled, settle
from gridcall.demo.courses import COURSES, UNFINISHED, Course, at_least_each, likely
from gridcall.demo.opening import opening
from gridcall.demo.plots import PLAYED, PLOTS
from gridcall.demo.responsibility import load_responsibility
from gridcall.demo.story import Moment, Teller, cells_near_home
from gridcall.demo.wish_plots import PLOTS as WISHES
from gridcall.push import actions as push
from gridcall.push import inbox
from gridcall.settings import Settings

SNAPS = 300
DAYS = 6
SEED = 370102
FORGOTTEN_AFTER = timedelta(hours=16)
SEEN = timedelta(minutes=45)  # what came before that has been read
A_CALL, A_WISH = 0.1, 0.25  # of what is played: calls are rare

log = logging.getLogger(__name__)
Progress = Callable[[int, int], None]  # (done, all)


async def is_set_up() -> bool:
    return bool(await db.value("SELECT count(*) FROM cast_members"))


async def set_up(settings: Settings, progress: Progress) -> None:
    """Divisions, cells, persons, the responsibility list, the snaps and calls of the last days, in an empty database.

    Persons and snaps are one transaction: it is much faster, and a set-up that is interrupted starts afresh.
    """
    now = clock.now()
    before = Moment(now - timedelta(days=DAYS + 1))
    with clock.using(before):
        await cells.load(clock.now())
    async with db.transaction():
        with clock.using(before):
            cast = await settle(clock.now())
            await load_responsibility(clock.now())
        with clock.using(Moment(now - wishes.SETTLED)):
            await bank.open_bank(cast, clock.now())
        with clock.using(Moment(now - wishes.SETTLED)):
            company = await wishes.settle_wishes(cast, settings)
        random = Random(SEED)  # noqa: S311 (not for secrets: the same demo every time)
        teller = Teller(cast, await cells_near_home(), settings, random)
        await _tell_the_past(teller, company, at_least_each(random, SNAPS), now, progress)
    await _read_the_inbox(cast, company, now)


async def _read_the_inbox(cast: Cast, company: wishes.Company, now: datetime) -> None:
    """Everybody has seen what came before; what is left is what a visitor can look through."""
    while await inbox.read_on(now):
        pass
    for actor in (*cast.residents, *cast.staff, *company.persons.values()):
        found = await db.rows(
            "SELECT id FROM inbox_items WHERE person_id = $1 AND read_at IS NULL AND at < $2 ORDER BY id LIMIT 100",
            actor.person_id,
            now - SEEN,
        )
        if found:
            await push.mark_read(actor, [UUID(row["id"]) for row in found], now=now)


async def _tell_the_past(
    teller: Teller, company: wishes.Company, planned: list[str], now: datetime, progress: Progress
) -> None:
    """All lives at once, in the order of time; what would come after `now` is left for the audience."""
    order = count()
    starts = _starts(teller.random, len(planned), now)
    lives = [(start, teller.life(_seen_to(course, now - start))) for start, course in zip(starts, planned, strict=True)]
    lives += opening(teller, now) + [(now - plot.lasts, calls.life(teller, plot)) for plot in PLOTS]
    lives += bank.lives(teller.cast, teller.settings, now)
    lives += [(now - plot.days * wishes.DAY, wishes.life(company, plot, teller.random)) for plot in WISHES]
    due = [(start, next(order), life) for start, life in lives]
    heapq.heapify(due)
    done = 0
    while due:
        at, _, life = heapq.heappop(due)
        if at >= now:
            continue
        with clock.using(Moment(at)):
            pause = await anext(life, None)
        if pause is not None:
            heapq.heappush(due, (at + pause, next(order), life))
            continue
        done += 1
        progress(min(done, len(planned)), len(planned))
    progress(len(planned), len(planned))


def _seen_to(course: str, age: timedelta) -> Course:
    """Nearly everything has been seen to after a day."""
    return COURSES["confirmed" if course in UNFINISHED and age > FORGOTTEN_AFTER else course]


def _starts(random: Random, number: int, now: datetime) -> list[datetime]:
    """More and more towards now; nobody is out in the small hours."""
    starts: list[datetime] = []
    while len(starts) < number:
        at = now - timedelta(days=DAYS * random.random() ** 2.2)
        if at.astimezone(clock.CHINA).hour >= 6 or now - at < timedelta(hours=6):  # noqa: PLR2004
            starts.append(at)
    return starts


async def play(settings: Settings, stop: asyncio.Event, every: float = 4.0) -> None:
    """Let a day happen live: every `every` seconds the next step of some snap's or call's life."""
    random = Random()  # noqa: S311 (a different day every time)
    teller = Teller(await assembled(clock.now()), await cells_near_home(), settings, random)
    company = await wishes.assembled_wishes(teller.cast, settings)
    lives: list[AsyncIterator[timedelta]] = []
    while not stop.is_set():
        try:
            await _next_step(teller, company, lives)
        except Exception:
            log.exception("the demo stumbled and goes on")
        try:
            await asyncio.wait_for(stop.wait(), every)
        except TimeoutError:
            continue


async def _next_step(teller: Teller, company: wishes.Company, lives: list[AsyncIterator[timedelta]]) -> None:
    if (len(lives) < 12 and teller.random.random() < 0.5) or not lives:  # noqa: PLR2004
        lives.append(_begun(teller, company))
    life = teller.random.choice(lives)
    if await anext(life, None) is None:
        lives.remove(life)


def _begun(teller: Teller, company: wishes.Company) -> AsyncIterator[timedelta]:
    """A new life: of a call, of a wish, mostly of a snap."""
    chance = teller.random.random()
    if chance < A_CALL:
        return calls.life(teller, teller.random.choice(PLAYED))
    if chance < A_CALL + A_WISH:
        return wishes.life(company, wishes.played(teller.random), teller.random)
    return teller.life(COURSES[likely(teller.random)])
