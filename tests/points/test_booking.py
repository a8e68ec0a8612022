"""The one door: what it takes, what it refuses, and that a refusal changes nothing."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta

import orjson
import pytest
from tests.points.ledger import (
    EAST,
    NOW,
    TODAY,
    WEST,
    booked,
    branch,
    earn,
    give,
    hold,
    lapse,
    owed,
    person,
    post,
    reverse,
    settle,
    standing,
    void,
)

from gridcall import db
from gridcall.errors import DomainError, HoldEnded, IdempotencyConflict, NotEnoughPoints, ReversedAlready
from gridcall.points import queries
from gridcall.points.actions.booking import book

pytestmark = pytest.mark.usefixtures("database")
LATER = NOW + timedelta(hours=1)


async def lots(number: int = 1) -> list[tuple[str, date, int, int]]:
    found = await queries.lots([], [person(number).id])
    return sorted((lot.street, lot.expires_on, lot.remaining, lot.held) for lot in found.values())


async def test_earned_points_come_from_the_street_with_their_own_last_day() -> None:
    first = await booked(earn(5))
    assert (first.transfer.seq, [account.posted for account in first.accounts], first.replayed) == (1, [-5, 5], False)
    assert await lots() == [(EAST, date(2028, 12, 31), 5, 0)]


async def test_the_same_key_again_is_the_first_answer_and_another_body_a_conflict() -> None:
    order = earn(5)
    first, again = await booked(order), await booked(order)
    assert (again.transfer, again.replayed) == (first.transfer, True)
    with pytest.raises(IdempotencyConflict):
        await booked(replace(order, amount=6))
    with pytest.raises(IdempotencyConflict):
        await booked(replace(order, holder=person(2)))
    assert await standing(person()) == (5, 0)


async def test_a_cause_earns_once_for_each_holder() -> None:
    order = earn(5)
    await booked(order)
    with pytest.raises(IdempotencyConflict):
        await booked(replace(earn(5), cause_id=order.cause_id))
    await booked(replace(earn(5, person(2)), cause_id=order.cause_id))


async def test_given_points_keep_their_street_and_their_last_day() -> None:
    soon, late = TODAY + timedelta(days=9), TODAY + timedelta(days=99)
    await booked(earn(3, until=late), earn(2, street=WEST, until=soon), give(4))
    assert await lots() == [(EAST, late, 1, 0)]
    assert await lots(2) == [(EAST, late, 2, 0), (WEST, soon, 2, 0)]


async def test_nobody_spends_more_than_there_is() -> None:
    await booked(earn(3))
    with pytest.raises(NotEnoughPoints) as refused:
        await booked(give(4))
    assert refused.value.available == 3
    assert await standing(person()) == (3, 0)


async def test_what_has_run_out_cannot_be_spent() -> None:
    await booked(earn(3, until=TODAY), earn(1))
    with pytest.raises(NotEnoughPoints):
        await booked(give(2), now=NOW + timedelta(days=1))
    await booked(give(4))


async def test_a_hold_pins_the_oldest_points_and_ends_once() -> None:
    held = hold(2)
    await booked(earn(3), held)
    assert await standing(person()) == (3, 2)
    with pytest.raises(NotEnoughPoints):
        await booked(hold(2))
    done = await booked(post(held))
    assert await standing(person()) == (1, 0)
    assert await standing(branch()) == (2, 0)
    for end in (post(held), void(held)):
        with pytest.raises(HoldEnded):
            await booked(end)
    with pytest.raises(HoldEnded):
        await booked(lapse(held), now=LATER)
    assert done.transfer.hold_id == held.key


async def test_a_hold_is_judged_when_it_is_written() -> None:
    held = hold(2)
    await booked(earn(3), held)
    with pytest.raises(DomainError):
        await booked(lapse(held))
    with pytest.raises(HoldEnded):
        await booked(post(held), now=LATER)
    await booked(lapse(held), now=LATER)
    assert await standing(person()) == (3, 0)


async def test_a_branch_of_another_street_is_owed_by_the_issuer() -> None:
    held = hold(5, street=EAST)
    await booked(earn(2), earn(4, street=WEST, until=TODAY), held)
    spent = post(held)
    await booked(spent)
    assert await owed() == 4
    await booked(settle(4))
    assert await owed() == 0
    await booked(reverse(spent))
    assert await owed() == -4
    assert await lots() == [(EAST, date(2028, 12, 31), 2, 0), (WEST, TODAY, 4, 0)]


async def test_a_part_is_posted_and_the_rest_is_free_again() -> None:
    held = hold(5)
    await booked(earn(6), held)
    await booked(post(held, 2))
    assert await standing(person()) == (4, 0)
    assert (await lots())[0][2:] == (4, 0)


async def test_reversals_never_exceed_what_there_was_and_restore_the_same_lots() -> None:
    soon = TODAY + timedelta(days=9)
    gift = give(4)
    await booked(earn(3, until=soon), earn(3), gift)
    await booked(reverse(gift, 2))
    assert [line[2] for line in await lots(2)] == [2, 0] or [line[2] for line in await lots(2)] == [2]
    with pytest.raises(ReversedAlready):
        await booked(reverse(gift, 3))
    await booked(reverse(gift))
    assert await standing(person()) == (6, 0)
    assert sorted(line[2] for line in await lots()) == [3, 3]
    with pytest.raises(ReversedAlready):
        await booked(reverse(gift))


async def test_all_orders_or_none() -> None:
    with pytest.raises(NotEnoughPoints):
        await book([earn(3), give(4)], actor_id=None, now=NOW)
    assert await db.value("SELECT count(*) FROM points_transfers") == 0
    assert await standing(person()) == (0, 0)


async def test_two_who_spend_the_same_points_at_once_spend_them_once() -> None:
    await booked(earn(5))
    outcomes = await asyncio.gather(*(booked(give(2, to=person(n))) for n in range(2, 12)), return_exceptions=True)
    assert sum(isinstance(one, NotEnoughPoints) for one in outcomes) == 8
    assert await standing(person()) == (1, 0)


async def test_spending_and_lapsing_at_once_end_the_hold_once() -> None:
    held = hold(2)
    await booked(earn(3), held)
    at = held.expires_at
    ends = [booked(one, now=at) for one in (post(held), lapse(held), void(held), post(held))]
    outcomes = await asyncio.gather(*ends, return_exceptions=True)
    assert sum(isinstance(one, HoldEnded) for one in outcomes) == 3


async def test_reversals_at_once_take_back_no_more_than_there_was() -> None:
    gift = give(4)
    await booked(earn(4), gift)
    outcomes = await asyncio.gather(*(booked(reverse(gift, 3)) for _ in range(5)), return_exceptions=True)
    assert sum(isinstance(one, ReversedAlready) for one in outcomes) == 4
    assert await standing(person()) == (3, 0)


async def test_the_same_key_at_once_books_once() -> None:
    order = earn(5)
    outcomes = await asyncio.gather(*(booked(order) for _ in range(8)))
    assert sorted(one.replayed for one in outcomes) == [False] + [True] * 7
    assert len({one.transfer.hash for one in outcomes}) == 1


async def test_an_account_that_several_open_at_once_is_opened_once() -> None:
    for number in range(100, 120):
        await asyncio.gather(*(booked(earn(1, person(number))) for _ in range(8)))
        assert await standing(person(number)) == (8, 0)


def test_what_an_order_says_is_the_same_once_its_accounts_are_known() -> None:
    order = earn(5)
    before = orjson.dumps(order)
    assert order.holder.id == person().id
    assert orjson.dumps(order) == before
