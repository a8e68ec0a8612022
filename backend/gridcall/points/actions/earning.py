"""Points for a cause: the district's rule in force, its caps, and nobody rewards himself."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID, uuid5

from gridcall import clock, db
from gridcall.points import queries, rules
from gridcall.points.actions.booking import Booked, book_as_judged
from gridcall.points.actions.telling import tell
from gridcall.points.earning_rules import Outcome, Rule, Spent, allowed
from gridcall.points.events import PointsEarned
from gridcall.points.models import Earning
from gridcall.points.orders import Earn, Order
from gridcall.points.rules import Cause, Holder
from gridcall.settings import Settings

DISTRICT = 6  # digits of a district's code


@dataclass(frozen=True)
class Earned:
    """What a beneficiary got; `why` says why it is nothing. After a repetition the points of the first time."""

    holder: Holder
    points: int
    why: Outcome


async def earn(
    cause: Cause,
    cause_id: UUID,
    beneficiaries: Sequence[Holder],
    *,
    code: str,
    from_person: UUID | None,
    hours: int | Sequence[int] = 1,
    actor_id: UUID | None,
    now: datetime,
    settings: Settings,
    also: Sequence[Order] = (),
) -> list[Earned]:
    """In the caller's transaction, once: earnings for a cause at `code`, and further orders with them.

    Without a rule, or with nothing left under its caps, nothing is earned and nothing is refused. `from_person` is
    whose wish or report it was.
    """
    each = [hours] * len(beneficiaries) if isinstance(hours, int) else list(hours)
    claim = Claim(cause, cause_id, code, from_person, list(zip(beneficiaries, each, strict=True)))
    return (await earn_each([claim], actor_id=actor_id, now=now, also=also))[0]


@dataclass(frozen=True)
class Claim:
    """One cause, at `code`, with its beneficiaries and the hours of each."""

    cause: Cause
    cause_id: UUID
    code: str
    from_person: UUID | None
    beneficiaries: Sequence[tuple[Holder, int]]


async def earn_each(
    claims: Sequence[Claim], *, actor_id: UUID | None, now: datetime, also: Sequence[Order] = ()
) -> list[list[Earned]]:
    """Several causes in one transaction, which books once."""
    judges = [_Judge(claim, actor_id, now) for claim in claims]

    async def under_the_caps(orders: Sequence[Order]) -> Sequence[Order]:
        for judge in judges:
            orders = await judge.under_the_caps(orders)
        return orders

    async with db.transaction():
        wanted = [order for judge in judges for order in await judge.orders()]
        booked = await book_as_judged([*wanted, *also], under_the_caps, actor_id=actor_id, now=now)
        for one in booked:
            await _tell(one, judges, actor_id, now)
    return [judge.answers() for judge in judges]


async def _tell(booked: Booked, judges: Sequence["_Judge"], actor_id: UUID | None, now: datetime) -> None:
    transfer = booked.transfer
    if booked.replayed or not any(transfer.id in judge.hours for judge in judges):
        return
    account = next(one for one in booked.accounts if one.key.text == transfer.holder)
    await tell(PointsEarned, account, transfer.amount, str(transfer.cause), actor=actor_id, now=now)


class _Judge:
    """One claim: what is wanted, and what of it is allowed."""

    def __init__(self, claim: Claim, actor_id: UUID | None, now: datetime) -> None:
        self.claim, self.now = claim, now
        self.own = {Holder.person(one).owner for one in (claim.from_person, actor_id) if one is not None}
        self.rule: Rule | None = None
        self.hours: dict[UUID, int] = {}
        self.found: dict[str, Earned] = {}

    async def orders(self) -> list[Earn]:
        """Before caps. Whose own cause it is, or who decides it, earns nothing."""
        district = self.claim.code[:DISTRICT]
        self.rule = await queries.rule_in_force(self.claim.cause, district, clock.day_of(self.now))
        orders = []
        for holder, hours in self.claim.beneficiaries:
            if holder.owner in self.own:
                self.found[holder.owner] = Earned(holder, 0, Outcome.OWN)
            elif self.rule is None:
                await self._unruled(holder, hours)
            elif hours > 0:
                orders.append(self._order(self.rule, holder, hours))
        return orders

    async def _unruled(self, holder: Holder, hours: int) -> None:
        """Nothing is earned, but it is kept: the district's first rule can be tried on it."""
        self.found[holder.owner] = Earned(holder, 0, Outcome.NO_RULE)
        claim = self.claim
        if hours > 0 and await queries.earned_for(claim.cause, claim.cause_id, holder.account.id) is None:
            await self._keep(holder, hours, None, 0)

    def _key(self, holder: Holder) -> UUID:
        return uuid5(self.claim.cause_id, f"{self.claim.cause.value}/{holder.owner}")

    def _order(self, rule: Rule, holder: Holder, hours: int) -> Earn:
        claim = self.claim
        key = self._key(holder)
        self.hours[key] = hours
        return Earn(
            key=key,
            holder=holder.account,
            amount=rule.points * hours,
            street=rules.street_of(claim.code),
            cause=claim.cause,
            cause_id=claim.cause_id,
            expires_on=rules.expiry(clock.day_of(self.now), rule.days_valid),
            rule_id=rule.id,
        )

    async def under_the_caps(self, orders: Sequence[Order]) -> list[Order]:
        """The accounts are locked: what has been earned cannot change any more."""
        judged: list[Order] = []
        for order in orders:
            if isinstance(order, Earn) and order.key in self.hours and self.rule is not None:
                judged += await self._judged(order, self.rule)
            else:
                judged.append(order)
        return judged

    async def _judged(self, order: Earn, rule: Rule) -> list[Order]:
        holder = Holder(order.holder.owner)
        if await queries.closed([order.holder.id]):
            self.found[holder.owner] = Earned(holder, 0, Outcome.CLOSED)
            return []
        known = await queries.earned_for(order.cause, order.cause_id, order.holder.id)
        if known is not None:
            self.found[holder.owner] = Earned(holder, known, Outcome.ALREADY)
            return []
        amount = allowed(rule, order.amount, await self._spent(order))
        self.found[holder.owner] = Earned(holder, amount, Outcome.EARNED if amount else Outcome.CAPPED)
        await self._keep(holder, self.hours[order.key], rule.id, amount)
        return [replace(order, amount=amount)] if amount else []

    async def _spent(self, order: Earn) -> Spent:
        day = clock.day_of(self.now)
        return await queries.spent_under_caps(
            order.cause,
            order.cause_id,
            order.holder.id,
            self.claim.from_person,
            day=clock.day_start(day),
            month=clock.day_start(date(day.year, day.month, 1)),
        )

    async def _keep(self, holder: Holder, hours: int, rule_id: UUID | None, amount: int) -> None:
        await Earning.create(
            id=self._key(holder),
            code=self.claim.code[:DISTRICT],
            rule_id=rule_id,
            cause=self.claim.cause,
            cause_id=self.claim.cause_id,
            account_id=holder.account.id,
            from_person_id=self.claim.from_person,
            amount=amount,
            hours=hours,
            at=self.now,
        )

    def answers(self) -> list[Earned]:
        """One for each beneficiary; whoever was there for no hour at all earned nothing."""
        each = [holder for holder, _ in self.claim.beneficiaries]
        return [self.found.get(one.owner) or Earned(one, 0, Outcome.CAPPED) for one in each]
