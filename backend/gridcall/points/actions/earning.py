"""Points for a cause: the district's rule in force, its caps, and nobody rewards himself."""

from collections.abc import Sequence
from dataclasses import dataclass
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
    judge = _Judge(cause, cause_id, code, from_person, actor_id, now)
    async with db.transaction():
        rule = await queries.rule_in_force(cause, code[:DISTRICT], clock.day_of(now))
        wanted = judge.orders(rule, list(zip(beneficiaries, each, strict=True)))
        booked = await book_as_judged([*wanted, *also], judge.under_the_caps, actor_id=actor_id, now=now)
        for one in booked:
            await judge.keep(one)
    return judge.answers(beneficiaries)


class _Judge:
    """One call of `earn`: what is wanted, what is allowed, and what is told of it."""

    def __init__(
        self, cause: Cause, cause_id: UUID, code: str, from_person: UUID | None, actor_id: UUID | None, now: datetime
    ) -> None:
        self.cause, self.cause_id, self.code = cause, cause_id, code
        self.from_person, self.actor_id, self.now = from_person, actor_id, now
        self.rule: Rule | None = None
        self.hours: dict[UUID, int] = {}
        self.wanted: dict[UUID, int] = {}
        self.found: dict[str, Earned] = {}

    def orders(self, rule: Rule | None, asked: Sequence[tuple[Holder, int]]) -> list[Earn]:
        """Before caps. Whose own cause it is, or who decides it, earns nothing."""
        self.rule = rule
        own = {Holder.person(one).owner for one in (self.from_person, self.actor_id) if one is not None}
        orders = []
        for holder, hours in asked:
            if holder.owner in own:
                self._say(holder, Outcome.OWN)
            elif rule is None:
                self._say(holder, Outcome.NO_RULE)
            elif hours > 0:
                orders.append(self._order(rule, holder, hours))
        return orders

    def _order(self, rule: Rule, holder: Holder, hours: int) -> Earn:
        key = uuid5(self.cause_id, f"{self.cause.value}/{holder.owner}")
        self.hours[key], self.wanted[key] = hours, rule.points * hours
        return Earn(
            key=key,
            holder=holder.account,
            amount=rule.points * hours,
            street=rules.street_of(self.code),
            cause=self.cause,
            cause_id=self.cause_id,
            expires_on=rules.expiry(clock.day_of(self.now), rule.days_valid),
            rule_id=rule.id,
        )

    async def under_the_caps(self, orders: Sequence[Order]) -> list[Order]:
        """The accounts are locked: what has been earned cannot change any more."""
        judged: list[Order] = []
        for order in orders:
            if isinstance(order, Earn) and order.key in self.wanted and self.rule is not None:
                judged += await self._judged(order, self.rule, judged)
            else:
                judged.append(order)
        return judged

    async def _judged(self, order: Earn, rule: Rule, before: Sequence[Order]) -> list[Order]:
        holder = Holder(order.holder.owner)
        known = await queries.earned_for(self.cause, self.cause_id, order.holder.id)
        if known is not None:
            self.found[holder.owner] = Earned(holder, known, Outcome.ALREADY)
            return []
        beside = sum(one.amount for one in before if isinstance(one, Earn))
        spent = await self._spent(order, beside)
        amount = allowed(rule, order.amount, spent)
        self.found[holder.owner] = Earned(holder, amount, Outcome.EARNED if amount else Outcome.CAPPED)
        return [Earn(**{**vars(order), "amount": amount})] if amount else []

    async def _spent(self, order: Earn, beside: int) -> Spent:
        day = clock.day_of(self.now)
        return await queries.spent_under_caps(
            self.cause,
            self.cause_id,
            order.holder.id,
            self.from_person,
            day=clock.day_start(day),
            month=clock.day_start(date(day.year, day.month, 1)),
            beside=beside,
        )

    async def keep(self, booked: Booked) -> None:
        """What caps are counted by, and the news for whoever earned."""
        transfer = booked.transfer
        if transfer.id not in self.wanted or booked.replayed or self.rule is None:
            return
        account = next(one for one in booked.accounts if one.key.text == transfer.holder)
        await Earning.create(
            id=transfer.id,
            rule_id=self.rule.id,
            cause=self.cause,
            cause_id=self.cause_id,
            account_id=account.id,
            from_person_id=self.from_person,
            wanted=self.wanted[transfer.id],
            amount=transfer.amount,
            hours=self.hours[transfer.id],
            at=self.now,
        )
        await tell(PointsEarned, account, transfer.amount, self.cause.value, actor=self.actor_id, now=self.now)

    def answers(self, beneficiaries: Sequence[Holder]) -> list[Earned]:
        nothing = [Earned(holder, 0, Outcome.CAPPED) for holder in beneficiaries]
        return [self.found.get(one.holder.owner, one) for one in nothing]

    def _say(self, holder: Holder, why: Outcome) -> None:
        self.found[holder.owner] = Earned(holder, 0, why)
