"""What happens without anybody asking: reminded, back to the pool, told that silence confirms, confirmed by silence.

Each is a transaction of its own, and each looks again under the wish's lock: two processes, or one after a long pause,
take every step once and none before the one that has to precede it. A claim lapses only some days after the reminder,
and silence confirms only some days after the notice, however long the clock stood still.
"""

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from uuid import UUID

from gridcall import db, outbox
from gridcall.outbox import Audience
from gridcall.settings import Settings
from gridcall.wishes import events, queries, writing
from gridcall.wishes.actions.ending import fulfilled
from gridcall.wishes.actions.turn import clock_turn, finish
from gridcall.wishes.workflow import OPEN, ClaimEnd, WishStep

BATCH = 200
# As its index says.
TO_FORGET = "on_behalf AND name <> '' AND status IN ('fulfilled', 'refused', 'withdrawn')"
Take = Callable[[UUID, Settings, datetime], Awaitable[bool]]

log = logging.getLogger(__name__)


async def remind(*, settings: Settings, now: datetime) -> int:
    """Claims whose day comes near; answers how many were reminded."""
    found = await queries.due("status = 'claimed' AND reminded_at IS NULL", "stale_at", now, BATCH)
    return await _each(found, _remind, settings, now)


async def lapse(*, settings: Settings, now: datetime) -> int:
    """Claims whose day has long passed: the wishes go back to the pool."""
    found = await queries.due("status = 'claimed' AND reminded_at IS NOT NULL", "lapse_at", now, BATCH)
    return await _each(found, _lapse, settings, now)


async def notice(*, settings: Settings, now: datetime) -> int:
    """The wisher's side hears once more that silence will confirm."""
    soon = now + timedelta(days=settings.wish_notice_days)
    found = await queries.due("status = 'reported' AND noticed_at IS NULL", "confirm_at", soon, BATCH)
    return await _each(found, _notice, settings, now)


async def confirm_by_silence(*, settings: Settings, now: datetime) -> int:
    """What nobody contradicted in time is fulfilled."""
    found = await queries.due("status = 'reported' AND noticed_at IS NOT NULL", "confirm_at", now, BATCH)
    return await _each(found, _confirm, settings, now)


async def erase_private_parts(*, settings: Settings, now: datetime) -> int:
    """Name, number and address of whoever has no account go some days after the wish has ended."""
    before = now - timedelta(days=settings.wish_private_days)
    found = await queries.due(TO_FORGET, "updated_at", before, BATCH)
    return await _each(found, _erase_private_part, settings, now)


async def _each(wish_ids: list[UUID], take: Take, settings: Settings, now: datetime) -> int:
    taken = 0
    for wish_id in wish_ids:
        try:
            taken += await take(wish_id, settings, now)
        except Exception:
            log.exception("wish %s: the clock's step fails, the others go on", wish_id)
    return taken


async def _remind(wish_id: UUID, settings: Settings, now: datetime) -> bool:
    async with db.transaction():
        turn = await clock_turn(WishStep.REMIND, wish_id, now)
        wish = turn.wish if turn else None
        if turn is None or wish is None or wish.reminded_at is not None or not _come(wish.stale_at, now):
            return False
        least = now + timedelta(days=settings.wish_lapse_days)
        lapse_at = max(wish.lapse_at or least, least)
        await finish(turn, turn.moved(reminded_at=now, lapse_at=lapse_at))
    return True


async def _lapse(wish_id: UUID, settings: Settings, now: datetime) -> bool:
    async with db.transaction():
        turn = await clock_turn(WishStep.LAPSE, wish_id, now)
        if turn is None or turn.wish.reminded_at is None or not _come(turn.wish.lapse_at, now):
            return False
        await writing.end_claim(turn.standing_claim, ClaimEnd.LAPSED, now)
        await finish(turn, turn.moved())
    return True


async def _notice(wish_id: UUID, settings: Settings, now: datetime) -> bool:
    left = timedelta(days=settings.wish_notice_days)
    async with db.transaction():
        turn = await clock_turn(WishStep.NOTICE, wish_id, now)
        wish = turn.wish if turn else None
        if turn is None or wish is None or wish.noticed_at is not None or not _come(wish.confirm_at, now + left):
            return False
        confirm_at = max(wish.confirm_at or now, now + left)
        after = turn.moved(noticed_at=now, reported_at=wish.reported_at, confirm_at=confirm_at)
        await finish(turn, after)
    return True


async def _confirm(wish_id: UUID, settings: Settings, now: datetime) -> bool:
    async with db.transaction():
        turn = await clock_turn(WishStep.CONFIRM_BY_SILENCE, wish_id, now)
        if turn is None or turn.wish.noticed_at is None or not _come(turn.wish.confirm_at, now):
            return False
        await fulfilled(turn, settings)
    return True


async def _erase_private_part(wish_id: UUID, settings: Settings, now: datetime) -> bool:
    async with db.transaction():
        wish = await queries.locked(wish_id)
        last = now - timedelta(days=settings.wish_private_days)
        if wish is None or wish.status in OPEN or not wish.name or wish.updated_at > last:
            return False
        await writing.forget_private_part(wish.id)
        event = events.PrivatePartErased(**events.head(wish))
        await outbox.record(event, Audience(code="", persons=wish.askers), actor=None, now=now)
    return True


def _come(moment: datetime | None, now: datetime) -> bool:
    return moment is not None and moment <= now
