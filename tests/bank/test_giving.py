"""Points given away: to a person by number, to a wish's pot and back."""

import asyncio
from collections import Counter
from datetime import timedelta

import pytest
from tests.bank.documents import my_points
from tests.bank.scene import Scene, read_inbox
from tests.cast import OTHER_STREET, STREET
from tests.later import Later

from gridcall import clock, db
from gridcall.bank import accounts
from gridcall.bank import actions as bank
from gridcall.errors import InvalidInput
from gridcall.people import sessions
from gridcall.people.actor import Actor
from gridcall.points.actions.booking import book
from gridcall.points.rules import Holder
from gridcall.settings import Settings

SETTINGS = Settings()
A_DAY = SETTINGS.gift_points_a_day


async def actor(scene: Scene, name: str) -> Actor:
    found = await sessions.actor_of((await scene.of(name)).token, clock.now())
    assert found is not None
    return found


async def test_points_go_to_a_neighbour_whose_surname_was_shown_first(scene: Scene) -> None:
    await scene.give_points("resident", 20)
    resident = await scene.of("resident")
    number = scene.phone("neighbour")
    seen = (await resident.do("query($p: String!) { recipient(phone: $p) { name } }", p=number))["recipient"]
    assert seen == {"name": "何**"}
    nobody = await resident.do("query($p: String!) { recipient(phone: $p) { name } }", p="13900000000")
    assert nobody["recipient"] is None
    same = str(clock.new_id())
    answers = [
        await scene.do("resident", "givePoints", id=same, toPhone=number, points=8, words="谢谢帮忙") for _ in range(2)
    ]
    assert [answer["replayed"] for answer in answers] == [False, True]
    assert answers[0]["accounts"] == [{"posted": 12, "available": 12}]
    assert await my_points(await scene.of("neighbour")) == (8, 0, 8)
    other = await scene.do("resident", "givePoints", id=same, toPhone=number, points=9)
    assert other["__typename"] == "IdempotencyConflict"
    await read_inbox()
    told = await (await scene.of("neighbour")).do("{ inbox(first: 5) { nodes { title } } }")
    assert told["inbox"]["nodes"] == [{"title": "收到赠送的 8 分"}]


async def test_what_cannot_be_given_changes_nothing(scene: Scene) -> None:
    await scene.give_points("resident", 5)
    number = scene.phone("neighbour")
    before = await scene.state()
    own = await scene.do("resident", "givePoints", toPhone=scene.phone("resident"), points=1)
    assert (own["__typename"], own["message"]) == ("InvalidInput", "不能赠给自己。")
    for points in (0, -3, A_DAY + 1):
        assert (await scene.do("resident", "givePoints", toPhone=number, points=points))["field"] == "points"
    poor = await scene.do("resident", "givePoints", toPhone=number, points=6)
    assert (poor["__typename"], poor["left"]) == ("NotEnoughPoints", 5)
    assert (await scene.do("resident", "givePoints", toPhone="13900000000", points=1))["__typename"] == "NotFound"
    assert (await scene.do("resident", "givePoints", toPhone="12", points=1))["field"] == "phone"
    assert await scene.state() == before


async def test_gifts_find_out_no_more_numbers_than_may_be_asked_for(scene: Scene) -> None:
    answers = [
        await scene.do("resident", "givePoints", toPhone=f"139000000{number:02}", points=1) for number in range(31)
    ]
    assert {answer["__typename"] for answer in answers[:-1]} == {"NotFound"}
    assert answers[-1]["__typename"] == "TooManyTries"
    asked = await (await scene.of("resident")).ask(
        "query($p: String!) { recipient(phone: $p) { name } }", p=scene.phone("neighbour")
    )
    assert asked["errors"][0]["extensions"]["code"] == "TOO_MANY_TRIES"


async def test_a_days_gifts_are_limited_also_when_they_come_at_once(scene: Scene) -> None:
    await scene.give_points("resident", 3 * A_DAY)
    number = scene.phone("neighbour")
    await scene.of("resident")
    part = A_DAY // 2 + 1
    answers = await asyncio.gather(*(scene.do("resident", "givePoints", toPhone=number, points=part) for _ in range(3)))
    assert Counter(answer["__typename"] for answer in answers) == {"PointsResult": 1, "InvalidInput": 2}
    with clock.using(Later(timedelta(days=1))):
        assert (await scene.do("resident", "givePoints", toPhone=number, points=A_DAY))["__typename"] == "PointsResult"


async def test_two_who_give_each_other_at_once_do_not_stand_in_each_others_way(scene: Scene) -> None:
    for name in ("resident", "neighbour"):
        await scene.give_points(name, 20)
        await scene.of(name)
    answers = await asyncio.gather(
        *(
            scene.do(who, "givePoints", toPhone=scene.phone(to), points=2)
            for who, to in (("resident", "neighbour"), ("neighbour", "resident")) * 3
        )
    )
    assert {answer["__typename"] for answer in answers} == {"PointsResult"}
    assert await scene.points("resident") == (20, 0, 20)


async def test_a_pot_goes_to_whoever_fulfils_the_wish(scene: Scene) -> None:
    wish, helpers = clock.new_id(), ("worker", "worker_2")
    for name in ("resident", "neighbour"):
        await scene.give_points(name, 10)
        await bank.give_to_pot(
            await actor(scene, name),
            clock.new_id(),
            wish,
            5 if name == "resident" else 6,
            settings=SETTINGS,
            now=clock.now(),
        )
    holders = [Holder.person(scene.world.persons[name]) for name in helpers]
    key = clock.new_id()
    orders = await bank.release_orders(wish, holders, key=key, now=clock.now())
    await book(orders, actor_id=None, now=clock.now())
    async with db.transaction():
        await bank.tell_released(wish, orders, actor_id=None, now=clock.now())
    assert [(await scene.points(name))[0] for name in helpers] == [6, 5]
    told = await db.rows("SELECT payload FROM outbox WHERE kind = 'points.pot_received' ORDER BY seq")
    assert [(row["payload"]["amount"], row["payload"]["available"]) for row in told] == [(6, 6), (5, 5)]
    assert await bank.release_orders(wish, holders, key=key, now=clock.now()) == []
    assert await db.value("SELECT posted FROM points_accounts WHERE owner = $1", f"wish:{wish}") == 0


async def test_a_pot_goes_back_the_way_it_came(scene: Scene) -> None:
    wish = clock.new_id()
    await scene.give_points("resident", 10, OTHER_STREET)
    giver = await actor(scene, "resident")
    for points in (3, 4):
        await bank.give_to_pot(giver, clock.new_id(), wish, points, settings=SETTINGS, now=clock.now())
    assert await scene.points("resident") == (3, 0, 3)
    assert len(await bank.return_pot(wish, key=clock.new_id(), actor_id=None, now=clock.now())) == 2
    assert await bank.return_pot(wish, key=clock.new_id(), actor_id=None, now=clock.now()) == []
    assert await scene.points("resident") == (10, 0, 10)
    await scene.redeem(await scene.held(await scene.good("street")))  # still points of the other street
    found = await db.value("SELECT posted FROM points_accounts WHERE owner = $1", f"{OTHER_STREET}:{STREET}")
    assert found == -5
    assert accounts.of_wish(wish).owner == f"wish:{wish}"


async def test_gifts_to_persons_and_wishes_count_together(scene: Scene) -> None:
    await scene.give_points("resident", 3 * A_DAY)
    wish, giver = clock.new_id(), await actor(scene, "resident")
    await bank.give_to_pot(giver, clock.new_id(), wish, A_DAY - 1, settings=SETTINGS, now=clock.now())
    refused = await scene.do("resident", "givePoints", toPhone=scene.phone("neighbour"), points=2)
    assert refused["message"] == "超过了每天可以赠送的积分。"
    with pytest.raises(InvalidInput) as refusal:
        await bank.give_to_pot(giver, clock.new_id(), wish, 2, settings=SETTINGS, now=clock.now())
    assert refusal.value.reason == "gift_limit"
