"""The clock: points that run out are announced once, and booked once when their last day is over."""

from datetime import datetime, timedelta
from uuid import UUID, uuid5

from gridcall import clock, db
from gridcall.errors import AccountClosed, IdempotencyConflict, LotsExpired
from gridcall.points import queries
from gridcall.points.actions.booking import book
from gridcall.points.actions.telling import tell
from gridcall.points.events import PointsExpired, PointsExpiring
from gridcall.points.models import Notice
from gridcall.points.orders import Expire

BATCH = 200  # lots
NOTICE_DAYS = 30


async def expire(*, now: datetime) -> int:
    """Book what has run out, account by account; answers how many accounts. Nothing is booked twice."""
    done = 0
    while found := await queries.over(clock.day_of(now), BATCH):
        booked = [await _expire(account_id, lots, now) for account_id, lots in found.items()]
        done += sum(booked)
        if not any(booked):
            break
    return done


async def _expire(account_id: UUID, lots: list[UUID], now: datetime) -> bool:
    account = await queries.account(account_id)
    if account is None:
        return False
    key = uuid5(account_id, f"expire/{account.version}")  # two clocks that see the same account book the same
    try:
        async with db.transaction():
            order = Expire(key, account.key, tuple(lots))
            booked = (await book([order], actor_id=None, now=now))[0]
            if not booked.replayed:
                after = next(one for one in booked.accounts if one.id == account_id)
                await tell(PointsExpired, after, booked.transfer.amount, "", actor=None, now=now)
    except (LotsExpired, IdempotencyConflict, AccountClosed):  # it moved meanwhile: the next look sees how
        return False
    return True


async def announce(*, now: datetime) -> int:
    """Tell whoever holds points that run out within thirty days, once for each lot; answers how many accounts."""
    done = 0
    until = clock.day_of(now) + timedelta(days=NOTICE_DAYS)
    while found := await queries.running_out(until, BATCH):
        for account_id, lots in found.items():
            await _announce(account_id, lots, now)
        done += len(found)
    return done


async def _announce(account_id: UUID, lots: list[UUID], now: datetime) -> None:
    async with db.transaction():
        new = [one for one in lots if await _first(one, now)]
        account = await queries.account(account_id)
        there = await queries.lots(new)
        left = [lot for lot in there.values() if lot.remaining and lot.expires_on >= clock.day_of(now)]
        if account is None or not left:
            return
        on = min(lot.expires_on for lot in left).isoformat()
        await tell(PointsExpiring, account, sum(lot.remaining for lot in left), "", actor=None, now=now, on=on)


async def _first(lot_id: UUID, now: datetime) -> bool:
    """Whether nobody has told of the lot before."""
    _, new = await Notice.get_or_create(id=lot_id, defaults={"at": now})
    return new
