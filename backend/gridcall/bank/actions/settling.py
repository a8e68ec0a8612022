"""Streets settle a month: proposed by one, confirmed by both, booked on their clearing accounts alone."""

from datetime import datetime
from uuid import UUID

from gridcall import db, outbox
from gridcall.bank import events, netting
from gridcall.bank.actions.changing import came_before, check_asked, remember
from gridcall.bank.models import Settlement
from gridcall.bank.rules import Signing, check_withdrawing, pair, side_to_sign, times_of
from gridcall.errors import InvalidInput, NotAllowed, NotFound
from gridcall.outbox import Audience
from gridcall.people.actions.changing import looking_twice
from gridcall.people.actor import Actor
from gridcall.people.permissions import Permission
from gridcall.people.workflow import STREET, clean_text
from gridcall.points.actions.booking import book
from gridcall.points.orders import Settle
from gridcall.requests import digest

REASON_AT_MOST = 200


@looking_twice
async def propose(
    actor: Actor, settlement_id: UUID, streets: tuple[str, str], period: str, *, now: datetime
) -> Settlement:
    """By either street, once the month is over: its figures stand still then.

    Raises NotAllowed, InvalidInput, IdempotencyConflict.
    """
    both = _checked(actor, streets)
    asked = digest(actor.person_id, *both, period)
    async with db.transaction():
        there = await Settlement.get_or_none(id=settlement_id)
        if there is not None:
            check_asked(there.asked, asked)
            return there
        ends_at = times_of(period)[1]
        await _check_period(both, period, ends_at, now)
        owed = (await netting.owed(period, both)).get(both)
        if owed is None or (owed.by_a, owed.by_b) == (0, 0):
            raise InvalidInput("period", "nothing_to_settle")
        settlement = await Settlement.create(
            id=settlement_id,
            street_a=both[0],
            street_b=both[1],
            period=period,
            ends_at=ends_at,
            owed_by_a=owed.by_a,
            owed_by_b=owed.by_b,
            proposed_by_id=actor.person_id,
            asked=asked,
            created_at=now,
        )
        await _tell(events.SettlementProposed, settlement, actor, now)
    return settlement


def _checked(actor: Actor, streets: tuple[str, str]) -> tuple[str, str]:
    """One of the two streets is the actor's."""
    if any(not (code.isascii() and code.isdigit()) or len(code) != STREET for code in streets):
        raise InvalidInput("streetA", "not_a_street")
    if streets[0] == streets[1]:
        raise InvalidInput("streetB", "same_street")
    if not any(actor.holds(Permission.POINTS_SETTLE, code) for code in streets):
        raise NotAllowed(Permission.POINTS_SETTLE.value)
    return pair(*streets)


async def _check_period(both: tuple[str, str], period: str, ends_at: datetime, now: datetime) -> None:
    if now < ends_at:
        raise InvalidInput("period", "period_not_over")
    if period in await _proposed(both):
        raise InvalidInput("period", "settled_already")
    settled = await netting.last_settled(both)
    if settled is not None and settled > period:
        raise InvalidInput("period", "settled_later")
    if await netting.open_between(both):
        raise InvalidInput("period", "settlement_open")


async def _proposed(both: tuple[str, str]) -> set[str]:
    found = await Settlement.filter(street_a=both[0], street_b=both[1], withdrawn_at=None).values_list(
        "period", flat=True
    )
    return {str(period) for period in found}


async def confirm(actor: Actor, request_id: UUID, settlement_id: UUID, *, now: datetime) -> Settlement:
    """By each street, and by two persons. The second confirmation books it.

    Raises NotFound, NotAllowed, WrongStatus, IdempotencyConflict.
    """
    asked = digest(actor.person_id, "confirm", settlement_id)
    async with db.transaction():
        settlement = await _locked(actor, settlement_id)
        if await came_before(request_id, asked):
            return settlement
        _sign(actor, settlement)
        both = settlement.confirmed_a_id is not None and settlement.confirmed_b_id is not None
        if both:
            await _book(settlement, actor, now)
        await settlement.save(update_fields=["confirmed_a_id", "confirmed_b_id", "transfer_id", "booked_at"])
        await remember(request_id, settlement.id, asked, now)
        kind = events.SettlementBooked if both else events.SettlementConfirmed
        await _tell(kind, settlement, actor, now)
    return settlement


async def _locked(actor: Actor, settlement_id: UUID) -> Settlement:
    """For one of its two streets; NotFound for everybody else."""
    settlement = await db.lock(Settlement, settlement_id)
    if settlement is None or not _sides(actor, settlement):
        raise NotFound("settlement")
    return settlement


def _sides(actor: Actor, settlement: Settlement) -> list[str]:
    """The streets of the two for which the actor signs."""
    streets = (settlement.street_a, settlement.street_b)
    return [code for code in streets if actor.holds(Permission.POINTS_SETTLE, code)]


def _sign(actor: Actor, settlement: Settlement) -> None:
    if side_to_sign(_signing(settlement), actor.person_id, _sides(actor, settlement)) == settlement.street_a:
        settlement.confirmed_a_id = actor.person_id
    else:
        settlement.confirmed_b_id = actor.person_id


def _signing(settlement: Settlement) -> Signing:
    return Signing(
        settlement.street_a,
        settlement.street_b,
        settlement.confirmed_a_id,
        settlement.confirmed_b_id,
        settlement.booked_at is not None,
        settlement.withdrawn_at is not None,
    )


async def withdraw(actor: Actor, request_id: UUID, settlement_id: UUID, reason: str, *, now: datetime) -> Settlement:
    """By whoever proposed it, before both streets have confirmed. It stays on record, and the month is open again.

    Raises NotFound, NotAllowed, WrongStatus, InvalidInput, IdempotencyConflict.
    """
    words = clean_text(reason, "reason", REASON_AT_MOST)
    asked = digest(actor.person_id, "withdraw", settlement_id, words)
    async with db.transaction():
        settlement = await _locked(actor, settlement_id)
        if await came_before(request_id, asked):
            return settlement
        check_withdrawing(_signing(settlement), actor.person_id, settlement.proposed_by_id)
        settlement.withdrawn_at, settlement.reason = now, words
        await settlement.save(update_fields=["withdrawn_at", "reason"])
        await remember(request_id, settlement.id, asked, now)
        await _tell(events.SettlementWithdrawn, settlement, actor, now)
    return settlement


async def _book(settlement: Settlement, actor: Actor, now: datetime) -> None:
    """Whoever owes gives; when both owe the same, nothing moves."""
    net = settlement.owed_by_a - settlement.owed_by_b
    settlement.booked_at = now
    if net == 0:
        return
    debtor, creditor = settlement.street_a, settlement.street_b
    if net < 0:
        debtor, creditor = creditor, debtor
    order = Settle(key=settlement.id, street_a=debtor, street_b=creditor, amount=abs(net))
    settlement.transfer_id = (await book([order], actor_id=actor.person_id, now=now))[0].transfer.id


async def _tell(kind: type[events.SettlementEvent], settlement: Settlement, actor: Actor, now: datetime) -> None:
    """Both streets hear it: one event for each."""
    for code in (settlement.street_a, settlement.street_b):
        event = kind(settlement.id, settlement.street_a, settlement.street_b, settlement.period)
        await outbox.record(event, Audience(code=code), actor=actor.person_id, now=now)
