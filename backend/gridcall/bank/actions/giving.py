"""Points given away, to a person or to a wish (拼好愿); never bought or sold.

A wish's pot is an account of its own: gifts flow in, and out of it to whoever fulfils the wish, or back.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from gridcall import clock, db, outbox
from gridcall.bank import accounts, events, queries
from gridcall.bank.actions.changing import check_asked
from gridcall.bank.actions.telling import balance
from gridcall.bank.models import Gift
from gridcall.bank.rules import check_number
from gridcall.errors import InvalidInput, NotFound
from gridcall.outbox import Audience, Told
from gridcall.people import throttle
from gridcall.people.actions.changing import looking_twice
from gridcall.people.actor import Actor
from gridcall.people.models import Person
from gridcall.people.throttle import Limit
from gridcall.people.workflow import clean_text, normal_phone
from gridcall.points import queries as ledger
from gridcall.points.actions.booking import Booked, book
from gridcall.points.actions.telling import audience
from gridcall.points.orders import Move, Order, Reverse
from gridcall.points.rules import AccountKey, Holder, ReversalReason, TransferKind
from gridcall.requests import digest
from gridcall.settings import Settings

WORDS_AT_MOST = 100
RECIPIENTS = Limit("recipient", per_subject=30, per_address=1_000)  # nobody reads the town's surnames off its numbers


async def recipient(actor: Actor, phone: str, *, address: str, now: datetime) -> str | None:
    """The name of whom points would go to. Raises InvalidInput, TooManyTries."""
    number = normal_phone(phone)
    await throttle.count(RECIPIENTS, str(actor.person_id), address, now)
    found = await queries.person_with(number)
    return found["name"] if found else None


@looking_twice
async def give(
    actor: Actor, gift_id: UUID, phone: str, points: int, words: str, *, address: str, settings: Settings, now: datetime
) -> Booked:
    """To the person with that number. Lots move as they are: giving never renews them.

    Raises NotFound, InvalidInput, NotEnoughPoints, IdempotencyConflict, TooManyTries.
    """
    number = normal_phone(phone)
    await throttle.count(RECIPIENTS, str(actor.person_id), address, now)  # the refusal tells who has a number, too
    said = clean_text(words, "words", WORDS_AT_MOST) if words.strip() else ""
    asked = digest(actor.person_id, number, points, said)
    async with db.transaction():
        await _lock_giver(actor)
        known = await Gift.get_or_none(id=gift_id)
        if known is not None:
            check_asked(known.asked, asked)
            receiver = UUID(known.receiver.removeprefix("person:"))
            return await _move(actor, gift_id, accounts.of_person(receiver), points, now)
        found = await queries.person_with(number)
        if found is None:
            raise NotFound("person", "recipient_unknown")
        receiver = UUID(str(found["id"]))
        if receiver == actor.person_id:
            raise InvalidInput("toPhone", "give_to_self")
        await _check(actor, points, settings, now)
        booked = await _move(actor, gift_id, accounts.of_person(receiver), points, now)
        await _write(actor, gift_id, accounts.of_person(receiver), points, said, asked, booked, now)
        await _tell(actor, gift_id, receiver, points, booked, now)
    return booked


async def give_to_pot(
    actor: Actor, key: UUID, wish_id: UUID, points: int, *, settings: Settings, now: datetime
) -> Booked:
    """Inside the wish's own transaction, which has seen to it that the wish may be given to.

    Raises InvalidInput, NotEnoughPoints, IdempotencyConflict.
    """
    asked = digest(actor.person_id, "wish", wish_id, points)
    async with db.transaction():
        await _lock_giver(actor)
        pot = accounts.of_wish(wish_id)
        known = await Gift.get_or_none(id=key)
        if known is not None:
            check_asked(known.asked, asked)
            return await _move(actor, key, pot, points, now)
        await _check(actor, points, settings, now)
        booked = await _move(actor, key, pot, points, now)
        await _write(actor, key, pot, points, "", asked, booked, now)
        own = balance(booked, accounts.of_person(actor.person_id))
        given = events.PointsGiven(**own, amount=points, gift_id=key, wish_id=wish_id)
        await outbox.record(given, Audience("", persons=[actor.person_id]), actor=actor.person_id, now=now)
    return booked


async def _lock_giver(actor: Actor) -> None:
    """One gift of a person at a time: the day's limit is counted under this lock."""
    await db.lock(Person, actor.person_id)


def check_gift(points: int, settings: Settings) -> None:
    """InvalidInput for what no gift can be, whoever gives it."""
    check_number(points, "points", least=1, most=settings.gift_points_a_day, reason="gift_points")


async def _check(actor: Actor, points: int, settings: Settings, now: datetime) -> None:
    check_gift(points, settings)
    given = await queries.given_since(actor.person_id, clock.day_start(clock.day_of(now)))
    if given + points > settings.gift_points_a_day:
        raise InvalidInput("points", "gift_limit")


async def _move(actor: Actor, key: UUID, to: AccountKey, points: int, now: datetime) -> Booked:
    own = accounts.of_person(actor.person_id)
    order = Move(key=key, kind=TransferKind.GIVE, source_holder=own, to_holder=to, amount=points, about=key)
    return (await book([order], actor_id=actor.person_id, now=now))[0]


async def _write(
    actor: Actor, key: UUID, to: AccountKey, points: int, words: str, asked: str, booked: Booked, now: datetime
) -> None:
    await Gift.create(
        id=key,
        giver_id=actor.person_id,
        receiver=to.owner,
        points=points,
        words=words,
        transfer_id=booked.transfer.id,
        asked=asked,
        at=now,
    )


async def _tell(actor: Actor, gift_id: UUID, receiver: UUID, points: int, booked: Booked, now: datetime) -> None:
    """Both wallets move, and the receiver finds it in the inbox."""
    facts: dict[str, Any] = {"amount": points, "gift_id": gift_id, "wish_id": None}
    given = events.PointsGiven(**balance(booked, accounts.of_person(actor.person_id)), **facts)
    await outbox.record(given, Audience("", persons=[actor.person_id]), actor=actor.person_id, now=now)
    received = events.PointsReceived(**balance(booked, accounts.of_person(receiver)), **facts)
    await outbox.record(received, Audience("", told=[Told(receiver)]), actor=actor.person_id, now=now)


async def release_orders(wish_id: UUID, to: Sequence[Holder], *, key: UUID, now: datetime) -> list[Order]:
    """What the pot still holds, in equal parts, the rest to the first; to be booked with what else the wish earns.

    What has run out, and what nobody wants any more, stays until the clock books it.
    """
    closed = await ledger.closed([holder.account.id for holder in to])
    wanting = [holder for holder in to if holder.account.id not in closed]
    if not wanting:
        return []
    share, rest = divmod(await ledger.spendable(accounts.of_wish(wish_id).id, clock.day_of(now)), len(wanting))
    parts = [share + (rest if number == 0 else 0) for number in range(len(wanting))]
    return [
        Move(
            key=uuid5(key, f"pot:{number}"),
            kind=TransferKind.GIVE,
            source_holder=accounts.of_wish(wish_id),
            to_holder=holder.account,
            amount=part,
            about=wish_id,
        )
        for number, (holder, part) in enumerate(zip(wanting, parts, strict=True))
        if part
    ]


async def tell_released(wish_id: UUID, orders: Sequence[Order], *, actor_id: UUID | None, now: datetime) -> None:
    """After the booking of `release_orders`: whoever fulfilled the wish hears of its pot; of a unit its contacts."""
    for order in orders:
        account = await ledger.account(order.to_holder.id) if isinstance(order, Move) else None
        if account is None or not isinstance(order, Move):
            continue
        facts: dict[str, Any] = {"amount": order.amount, "gift_id": order.key, "wish_id": wish_id}
        released = events.PotReceived(**account.balance, **facts)
        await outbox.record(released, await audience(account, now), actor=actor_id, now=now)


async def return_pot(wish_id: UUID, *, key: UUID, actor_id: UUID | None, now: datetime) -> list[Booked]:
    """The wish ends otherwise: what is left of every gift is reversed, and its giver has the same points back.

    Nothing goes back to a closed account: that runs out where it is.
    """
    pot = accounts.of_wish(wish_id)
    async with db.transaction():
        gifts = await Gift.filter(receiver=pot.owner, returned_at=None).order_by("id").select_for_update()
        left = await ledger.left_by_transfer(pot.id)
        closed = await ledger.closed([accounts.of_person(gift.giver_id).id for gift in gifts])
        due = [
            (gift, left[gift.transfer_id])
            for gift in gifts
            if gift.transfer_id in left and accounts.of_person(gift.giver_id).id not in closed
        ]
        orders = [
            Reverse(uuid5(key, f"gift:{gift.id}"), gift.transfer_id, ReversalReason.RETURNED, amount)
            for gift, amount in due
        ]
        booked = await book(orders, actor_id=actor_id, now=now) if orders else []
        for (gift, amount), one in zip(due, booked, strict=True):
            gift.returned_at = now
            await gift.save(update_fields=["returned_at"])
            own = balance(one, accounts.of_person(gift.giver_id))
            returned = events.PointsReturned(**own, amount=amount, gift_id=gift.id, wish_id=wish_id)
            await outbox.record(returned, Audience("", told=[Told(gift.giver_id)]), actor=actor_id, now=now)
    return booked


async def forget(person_id: UUID) -> None:
    """The words beside gifts of somebody who is erased, in the transaction that does so."""
    await Gift.filter(giver_id=person_id).update(words="")
