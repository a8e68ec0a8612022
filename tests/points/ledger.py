"""Short ways to book, for tests of the ledger alone."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from gridcall import clock
from gridcall.points import queries
from gridcall.points.actions.booking import Booked, book
from gridcall.points.models import EarningRule
from gridcall.points.orders import Earn, Hold, Lapse, Move, Order, Post, Reverse, Settle, Void
from gridcall.points.rules import (
    POINTS,
    AccountKey,
    AccountKind,
    Cause,
    Holder,
    ReversalReason,
    TransferKind,
    clearing,
)

NOW = datetime(2026, 11, 28, 4, tzinfo=UTC)
EAST, WEST = "370102001", "370102002"
FAR = date(2028, 12, 31)
TODAY = clock.day_of(NOW)


def person(number: int = 1) -> AccountKey:
    return Holder.person(UUID(int=number)).account


def branch(number: int = 1) -> AccountKey:
    return AccountKey(AccountKind.BRANCH, POINTS, f"branch:{UUID(int=number)}")


def earn(amount: int, holder: AccountKey | None = None, street: str = EAST, until: date = FAR) -> Earn:
    key = clock.new_id()
    return Earn(key, holder or person(), amount, street, Cause.WISH_SERVICE, clock.new_id(), until)


def give(amount: int, source: AccountKey | None = None, to: AccountKey | None = None) -> Move:
    return Move(clock.new_id(), TransferKind.GIVE, source or person(), to or person(2), amount, clock.new_id())


def hold(amount: int, holder: AccountKey | None = None, at: AccountKey | None = None, street: str = EAST) -> Hold:
    until = NOW + timedelta(minutes=15)
    return Hold(clock.new_id(), holder or person(), at or branch(), street, amount, until, clock.new_id())


def post(held: Hold, amount: int | None = None) -> Post:
    return Post(clock.new_id(), held.key, amount)


def void(held: Hold) -> Void:
    return Void(clock.new_id(), held.key)


def lapse(held: Hold) -> Lapse:
    return Lapse(clock.new_id(), held.key)


def reverse(of: Order, amount: int | None = None) -> Reverse:
    return Reverse(clock.new_id(), of.key, ReversalReason.UNDONE, amount)


def settle(amount: int) -> Settle:
    return Settle(clock.new_id(), WEST, EAST, amount)


async def booked(*orders: Order, now: datetime = NOW) -> Booked:
    return (await book(orders, actor_id=None, now=now))[-1]


async def standing(key: AccountKey) -> tuple[int, int]:
    """Posted and pending."""
    found = await queries.account(key.id)
    return (found.posted, found.pending) if found else (0, 0)


async def owed() -> int:
    """What West owes East."""
    return -(await standing(clearing(WEST, EAST)))[0]


async def rewarding(points: int) -> None:
    """A rule of the district that pays so much for a snap that was solved."""
    await EarningRule.create(
        id=clock.new_id(),
        code="370102",
        cause=Cause.SNAP_VERIFIED,
        version=1,
        points=points,
        days_valid=730,
        starts_on=TODAY.replace(year=2020),
        set_by_id=clock.new_id(),
        at=clock.now(),
        asked="",
    )


async def balance_of(key: AccountKey) -> int:
    """What is available; 0 where there is no account yet."""
    found = await queries.account(key.id)
    return found.available if found else 0
