"""Points and stock are held together; given back by the holder, or by the clock."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from gridcall import clock, db
from gridcall.bank import accounts, queries, rules
from gridcall.bank.actions.changing import came_before, check_asked, remember, restock
from gridcall.bank.actions.telling import HELD, RELEASED, tell
from gridcall.bank.holders import held_by
from gridcall.bank.models import Branch, Good, Redemption
from gridcall.bank.rules import QUANTITY_AT_MOST, RedemptionStatus, check_number
from gridcall.errors import InvalidInput, NotFound
from gridcall.people.actions.changing import looking_twice
from gridcall.people.actor import Actor
from gridcall.points.actions.booking import Booked, book
from gridcall.points.orders import Hold, Lapse, Void
from gridcall.points.rules import street_of
from gridcall.registrations.queries import represented
from gridcall.requests import digest
from gridcall.settings import Settings

BATCH = 200
WAITING_AT_MOST = 20  # (assumed) of one person: codes are few enough that a keeper cannot guess one

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Outcome:
    """A redemption after a step, and what the ledger says of it."""

    redemption: Redemption
    booked: Booked


@dataclass(frozen=True)
class Wanted:
    """What a holder asks for."""

    good_id: UUID
    quantity: int
    voucher: bool
    unit_id: UUID | None = None  # in whose name, by its contact; None: for oneself


@looking_twice
async def hold(actor: Actor, redemption_id: UUID, wanted: Wanted, *, settings: Settings, now: datetime) -> Outcome:
    """Held for minutes, or as a voucher for days. Whoever asks last finds the stock gone: the good is locked.

    Raises NotFound, WrongStatus, InvalidInput, NotEnoughPoints, IdempotencyConflict.
    """
    _check_unit(actor, wanted.unit_id)
    unit = [wanted.unit_id] if wanted.unit_id else []
    asked = digest(actor.person_id, wanted.good_id, wanted.quantity, wanted.voucher, *unit)
    async with db.transaction():
        good = await db.lock(Good, wanted.good_id)
        branch = await Branch.get_or_none(id=good.branch_id) if good else None
        if good is None or branch is None:
            raise NotFound("good")
        there = await Redemption.get_or_none(id=redemption_id)
        if there is not None:
            check_asked(there.asked, asked)
            return Outcome(there, await _book_hold(there, branch, actor, now))
        await _check(actor, good, branch, wanted, settings, now)
        redemption = await _new(actor, redemption_id, good, wanted, asked, settings, now)
        booked = await _book_hold(redemption, branch, actor, now)
        await redemption.save(force_create=True)
        await restock(good, -wanted.quantity, branch.code, actor.person_id, now)
        await tell(HELD, redemption, branch.code, booked, actor=actor.person_id, now=now)
    return Outcome(redemption, booked)


def _check_unit(actor: Actor, unit_id: UUID | None) -> None:
    if unit_id is not None and unit_id not in represented(actor):
        raise InvalidInput("unitId", "not_unit_contact")


async def _book_hold(redemption: Redemption, branch: Branch, actor: Actor, now: datetime) -> Booked:
    order = Hold(
        key=redemption.id,
        holder=accounts.of_holder(redemption.person_id, redemption.unit_id),
        branch_key=accounts.of_branch(branch.id),
        branch_street=street_of(branch.code),
        amount=redemption.points,
        expires_at=redemption.lapses_at,
        about=redemption.id,
    )
    return (await book([order], actor_id=actor.person_id, now=now))[0]


async def _check(actor: Actor, good: Good, branch: Branch, wanted: Wanted, settings: Settings, now: datetime) -> None:
    if good.withdrawn:
        raise NotFound("good")
    if not branch.open:
        raise InvalidInput("goodId", "branch_closed")
    check_number(wanted.quantity, "quantity", least=1, most=QUANTITY_AT_MOST, reason="quantity")
    _check_voucher(good, branch, wanted, settings)
    if good.stock is not None and good.stock < wanted.quantity:
        raise InvalidInput("quantity", "stock_out")
    await _check_limits(actor, good, wanted, now)


def _check_voucher(good: Good, branch: Branch, wanted: Wanted, settings: Settings) -> None:
    if wanted.voucher and not branch.bad_connection:
        raise InvalidInput("voucher", "voucher_needless")
    if wanted.voucher and good.points * wanted.quantity > settings.voucher_points_at_most:
        raise InvalidInput("quantity", "voucher_points")


async def _check_limits(actor: Actor, good: Good, wanted: Wanted, now: datetime) -> None:
    """Counted under the good's lock."""
    if good.per_month is not None:
        taken = await queries.taken_since(actor.person_id, wanted.unit_id, good.id, rules.month_start(now))
        if taken + wanted.quantity > good.per_month:
            raise InvalidInput("quantity", "month_limit")
    if await Redemption.filter(person_id=actor.person_id, status=RedemptionStatus.WAITING).count() >= WAITING_AT_MOST:
        raise InvalidInput("goodId", "waiting_at_most")


async def _new(
    actor: Actor, redemption_id: UUID, good: Good, wanted: Wanted, asked: str, settings: Settings, now: datetime
) -> Redemption:
    days = timedelta(days=settings.voucher_days)
    expires_at = now + (days if wanted.voucher else timedelta(minutes=settings.redemption_minutes))
    grace = timedelta(days=settings.voucher_grace_days) if wanted.voucher else timedelta()
    return Redemption(
        id=redemption_id,
        branch_id=good.branch_id,
        good_id=good.id,
        good_name=good.name,
        quantity=wanted.quantity,
        points=good.points * wanted.quantity,
        person_id=actor.person_id,
        unit_id=wanted.unit_id,
        status=RedemptionStatus.WAITING,
        voucher=wanted.voucher,
        code=await _free_code(),
        held_at=now,
        expires_at=expires_at,
        lapses_at=expires_at + grace,
        hold_id=redemption_id,
        asked=asked,
    )


async def _free_code() -> str:
    """No two that wait share one; should two be made at once, the index refuses one, and it is tried again."""
    while True:
        code = clock.digits(rules.CODE_DIGITS)
        if not await queries.code_waits(code):
            return code


async def cancel(actor: Actor, request_id: UUID, redemption_id: UUID, *, now: datetime) -> Outcome:
    """The holder, or whoever represents the unit that is, does not want it after all.

    Raises NotFound, WrongStatus, IdempotencyConflict.
    """
    asked = digest(actor.person_id, "cancel", redemption_id)
    async with db.transaction():
        redemption = await db.lock(Redemption, redemption_id)
        if redemption is None or not held_by(actor, redemption.person_id, redemption.unit_id):
            raise NotFound("redemption")
        order = Void(key=request_id, hold_id=redemption.hold_id)
        if await came_before(request_id, asked):
            return Outcome(redemption, (await book([order], actor_id=actor.person_id, now=now))[0])
        refused = rules.no_cancelling(redemption.status, voucher=redemption.voucher)
        if refused is not None:
            raise refused
        await remember(request_id, redemption.id, asked, now)
        return await _release(redemption, RedemptionStatus.CANCELLED, order, actor.person_id, now)


async def _release(
    redemption: Redemption, status: RedemptionStatus, order: Void | Lapse, actor: UUID | None, now: datetime
) -> Outcome:
    """The redemption is locked; then its good is, then the ledger's accounts."""
    good = await db.lock(Good, redemption.good_id)
    branch = await Branch.get(id=redemption.branch_id)
    booked = (await book([order], actor_id=actor, now=now))[0]
    redemption.status, redemption.ended_at = status, now
    await redemption.save(update_fields=["status", "ended_at"])
    if good is not None:
        await restock(good, redemption.quantity, branch.code, actor, now)
    lapsed = status is RedemptionStatus.LAPSED
    await tell(RELEASED, redemption, branch.code, booked, actor=actor, now=now, inbox=lapsed)
    return Outcome(redemption, booked)


async def lapse(*, now: datetime) -> int:
    """Give back at most a batch of what nobody fetched in time. Each is a transaction of its own."""
    lapsed = 0
    for redemption_id in await queries.lapsing(now, BATCH):
        try:
            lapsed += await _lapse(redemption_id, now)
        except Exception:
            log.exception("redemption %s: cannot lapse, the others go on", redemption_id)
    return lapsed


async def _lapse(redemption_id: UUID, now: datetime) -> bool:
    """False when the keeper, the holder, or another process, was first."""
    async with db.transaction():
        redemption = await db.lock(Redemption, redemption_id)
        if redemption is None or redemption.status is not RedemptionStatus.WAITING or redemption.lapses_at >= now:
            return False
        order = Lapse(key=uuid5(redemption.id, "lapse"), hold_id=redemption.hold_id)
        await _release(redemption, RedemptionStatus.LAPSED, order, None, now)
    return True
