"""The clock: what happens without anybody asking. Runs inside `serve`, and alone as `gridcall worker`.

Several processes may run it. The inbox holds a row's lock, pushes are claimed one by one, and a chore belongs
to whoever moves its next time first. A task that fails is logged and tried again; the others do not notice.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from gridcall import bell, clock, db, outages
from gridcall.bank import actions as bank
from gridcall.media import actions as media
from gridcall.people.actions import signing_in
from gridcall.points.actions import expiring as points
from gridcall.push import delivery, inbox
from gridcall.settings import Settings
from gridcall.snaps import actions as snaps
from gridcall.wishes import actions as wishes

TICK_SECONDS = 1.0  # how often a task looks when no bell rings
LONGEST_PAUSE_SECONDS = 4.0  # after failures: a database that is back is noticed within five seconds
CHORES_EVERY_SECONDS = 60.0

log = logging.getLogger(__name__)
Step = Callable[[], Awaitable[bool]]  # answers whether there is more to do at once


@dataclass(frozen=True)
class Chore:
    """Housekeeping that one process does every so often."""

    name: str
    every: timedelta
    do: Callable[[Settings, datetime], Awaitable[object]]


async def _sweep_photos(settings: Settings, now: datetime) -> object:
    return await media.sweep(folder=settings.media, now=now)


async def _sweep_sign_in(settings: Settings, now: datetime) -> object:
    return await signing_in.sweep(now=now)


async def _confirm_by_silence(settings: Settings, now: datetime) -> object:
    return await snaps.confirm_by_silence(settings=settings, now=now)


async def _lapse_redemptions(settings: Settings, now: datetime) -> object:
    return await bank.lapse(now=now)


async def _remind_claims(settings: Settings, now: datetime) -> object:
    return await wishes.remind(settings=settings, now=now)


async def _lapse_claims(settings: Settings, now: datetime) -> object:
    return await wishes.lapse(settings=settings, now=now)


async def _notice_wishes(settings: Settings, now: datetime) -> object:
    return await wishes.notice(settings=settings, now=now)


async def _confirm_wishes(settings: Settings, now: datetime) -> object:
    return await wishes.confirm_by_silence(settings=settings, now=now)


async def _erase_private_parts(settings: Settings, now: datetime) -> object:
    return await wishes.erase_private_parts(settings=settings, now=now)


async def _expire_points(settings: Settings, now: datetime) -> object:
    return await points.expire(now=now)


async def _announce_expiry(settings: Settings, now: datetime) -> object:
    return await points.announce(now=now)


CHORES = (
    Chore("points that have run out", timedelta(minutes=5), _expire_points),
    Chore("points that run out soon", timedelta(hours=1), _announce_expiry),
    Chore("snaps that nobody contradicts", timedelta(minutes=1), _confirm_by_silence),
    Chore("redemptions that nobody fetched", timedelta(minutes=1), _lapse_redemptions),
    Chore("claims whose day comes near", timedelta(minutes=1), _remind_claims),
    Chore("claims whose day is past", timedelta(minutes=1), _lapse_claims),
    Chore("wishes that silence will confirm", timedelta(minutes=1), _notice_wishes),
    Chore("wishes that nobody contradicts", timedelta(minutes=1), _confirm_wishes),
    Chore("private parts of wishes that have ended", timedelta(hours=1), _erase_private_parts),
    Chore("photos without a subject", timedelta(hours=1), _sweep_photos),
    Chore("codes and counts of sign-in", timedelta(hours=1), _sweep_sign_in),
)


async def run(stop: asyncio.Event, settings: Settings) -> None:
    """Work until `stop` is set. The database must be open."""
    async with delivery.post_office(settings) as post:
        tasks = [
            asyncio.create_task(_forever("inbox", lambda: inbox.read_on(clock.now()), TICK_SECONDS)),
            asyncio.create_task(_forever("push", lambda: delivery.deliver(post, clock.now()), TICK_SECONDS)),
            asyncio.create_task(_forever("chores", lambda: _chores(settings), CHORES_EVERY_SECONDS)),
        ]
        try:
            await stop.wait()
        finally:
            await _end(tasks)


async def run_alone(stop: asyncio.Event, settings: Settings) -> None:
    """The same as a process of its own: opens the database and closes it."""
    await db.start(settings.database)
    try:
        async with bell.carried(settings.database):
            await run(stop, settings)
    finally:
        await db.stop()


async def _end(tasks: list[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def _forever(name: str, step: Step, tick: float) -> None:
    """Take `step` whenever the bell rings, and every `tick` seconds; after failures more and more rarely."""
    pause = TICK_SECONDS
    with bell.ear() as ear:
        while True:
            try:
                while await step():
                    pass
                pause = TICK_SECONDS
            except Exception as failure:
                outages.complain(log, f"{name} failed, trying again in {pause:.0f} s", failure)
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
            await ear.wait(tick)


async def _chores(settings: Settings) -> bool:
    """Every chore whose time has come; one that fails does not keep the next from its turn."""
    for chore in CHORES:
        now = clock.now()
        try:
            if await _mine(chore, now):
                await chore.do(settings, now)
        except Exception as failure:
            outages.complain(log, f"{chore.name} failed, waiting for the next turn", failure)
    return False


async def _mine(chore: Chore, now: datetime) -> bool:
    """Whether it is time, and this process was first."""
    due = await db.row("SELECT next_at FROM chores WHERE id = $1", chore.name)
    if due is not None and due["next_at"] > now:
        return False
    async with db.transaction():
        await db.execute("INSERT INTO chores (id, next_at) VALUES ($1, $2) ON CONFLICT DO NOTHING", chore.name, now)
        later = now + chore.every
        moved = await db.execute(
            "UPDATE chores SET next_at = $2 WHERE id = $1 AND next_at <= $3", chore.name, later, now
        )
    return moved == 1
