"""What wishes do to points: earned by whoever fulfils one, put beside one, given back when it ends otherwise."""

import asyncio
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from tests.cast import DISTRICT, STREET
from tests.later import Later
from tests.points.ledger import balance_of
from tests.wishes.scene import DAY, Scene, everything, row, tick

from gridcall import clock, db
from gridcall.bank import accounts
from gridcall.points.actions.booking import book
from gridcall.points.actions.expiring import expire
from gridcall.points.models import EarningRule
from gridcall.points.orders import Earn
from gridcall.points.rules import Cause, Holder
from gridcall.points.verifying import verify
from gridcall.settings import Settings

SETTINGS = Settings()


@pytest.fixture(autouse=True)
async def rules(scene: Scene) -> None:
    """What wishes earn in the district."""
    for cause, points in ((Cause.WISH_GOODS, 5), (Cause.WISH_SERVICE, 4)):
        await EarningRule.create(
            id=clock.new_id(),
            code=DISTRICT,
            cause=cause,
            version=1,
            points=points,
            days_valid=730,
            starts_on=date(2020, 1, 1),
            set_by_id=scene.world.persons["administrator"],
            at=clock.now(),
            asked="",
        )


FAR = date(clock.today().year + 2, 12, 31)


async def save(scene: Scene, name: str, points: int, until: date = FAR) -> None:
    """As if the person had earned them."""
    order = Earn(
        key=clock.new_id(),
        holder=accounts.of_person(scene.world.persons[name]),
        amount=points,
        street=STREET,
        cause=Cause.WISH_SERVICE,
        cause_id=clock.new_id(),
        expires_on=until,
    )
    await book([order], actor_id=None, now=clock.now())


CLOSE = """mutation($id: ID!, $account: ID!) { closePointsAccount(id: $id, accountId: $account) {
  __typename ... on Problem { code message } } }"""


async def close_account(scene: Scene, name: str) -> None:
    account = str(Holder.person(scene.world.persons[name]).account.id)
    answer = await (await scene.of(name)).do(CLOSE, id=str(clock.new_id()), account=account)
    assert answer["closePointsAccount"]["__typename"] == "PointsResult", answer


async def of_person(scene: Scene, name: str) -> int:
    return await balance_of(Holder.person(scene.world.persons[name]).account)


async def of_unit(scene: Scene, name: str) -> int:
    return await balance_of(Holder.unit(scene.world.units[name]).account)


async def pot(wish: dict[str, Any]) -> int:
    return await balance_of(accounts.of_wish(UUID(wish["id"])))


async def test_who_fulfils_earns_once_and_who_confirms_does_not(scene: Scene) -> None:
    wish = await scene.reported()
    assert (wish["points"], await of_person(scene, "neighbour")) == (5, 0)
    same = str(clock.new_id())
    await scene.do("resident", "confirmWish", wish, id=same)
    earned = await of_person(scene, "neighbour")
    assert earned == 5
    await scene.do("resident", "confirmWish", wish, id=same)
    assert (await of_person(scene, "neighbour"), await of_person(scene, "resident")) == (earned, 0)


async def test_both_who_went_earn(scene: Scene) -> None:
    wish = await scene.claimed(flags=["VERY_OLD"])
    await scene.do("other_worker", "joinClaim", wish)
    await scene.do("neighbour", "reportWishFulfilled", wish, words="好了")
    await scene.do("resident", "confirmWish", wish)
    assert await of_person(scene, "neighbour") == await of_person(scene, "other_worker") > 0


async def test_what_is_claimed_in_a_units_name_earns_for_the_unit(scene: Scene) -> None:
    wish = await scene.reported("company_member", "company")
    await scene.do("resident", "confirmWish", wish)
    assert await of_unit(scene, "company") > 0
    assert await of_person(scene, "company_member") == 0


async def test_silence_earns_too(scene: Scene) -> None:
    await scene.reported()
    await tick(6 * DAY)
    await tick(9 * DAY)
    assert await of_person(scene, "neighbour") > 0


async def test_points_beside_a_wish_go_to_whoever_fulfils_it(scene: Scene) -> None:
    wish = await scene.published()
    await save(scene, "clerk", 20)
    same = str(clock.new_id())
    given = await scene.do("clerk", "givePointsToWish", wish, id=same, points=12)
    assert (given["given"], given["version"]) == (12, wish["version"] + 1)
    again = await scene.do("clerk", "givePointsToWish", wish, id=same, points=12)
    assert again["given"] == 12
    other = await scene.do("clerk", "givePointsToWish", wish, id=same, points=3)
    assert other["__typename"] == "IdempotencyConflict"
    assert (await of_person(scene, "clerk"), await pot(wish)) == (8, 12)
    await scene.claim(wish)
    own = await scene.do("neighbour", "givePointsToWish", wish, points=1)
    assert own["__typename"] == "NotAllowed"
    await scene.do("neighbour", "reportWishFulfilled", wish, words="好了")
    await scene.do("resident", "confirmWish", wish)
    plain = await scene.reported("other_worker", None, address="9号楼1单元101室")
    await scene.do("resident", "confirmWish", plain)
    assert await of_person(scene, "neighbour") == await of_person(scene, "other_worker") + 12
    assert await pot(wish) == 0


async def test_points_beside_a_wish_that_ends_otherwise_go_back(scene: Scene) -> None:
    await save(scene, "clerk", 20)
    for number, (who, what) in enumerate((("resident", "withdrawWish"), ("specialist", "refuseWish"))):
        wish = await scene.published(address=f"{number + 20}号楼1单元101室")
        await scene.do("clerk", "givePointsToWish", wish, points=5)
        await scene.do("clerk", "givePointsToWish", wish, points=2)
        assert await of_person(scene, "clerk") == 13
        await scene.do(who, what, wish, words="不需要了")
        assert (await of_person(scene, "clerk"), await pot(wish)) == (20, 0)
    lapsed = await scene.claimed(address="30号楼1单元101室")
    await scene.do("clerk", "givePointsToWish", lapsed, points=5)
    await tick(40 * DAY)
    await tick(50 * DAY)
    assert await pot(lapsed) == 5, "it waits for the next who claims it"


@pytest.mark.parametrize("swept", [True, False])
async def test_points_that_ran_out_beside_a_wish_keep_nobody_from_taking_it_back(scene: Scene, swept: bool) -> None:
    wish = await scene.published()
    await save(scene, "clerk", 4, clock.today() + 2 * DAY)
    await save(scene, "clerk", 10)
    await scene.do("clerk", "givePointsToWish", wish, points=6)
    with clock.using(Later(5 * DAY)):
        if swept:
            await expire(now=clock.now())
        assert (await scene.do("resident", "withdrawWish", wish))["status"] == "WITHDRAWN"
        await expire(now=clock.now())
    assert (await of_person(scene, "clerk"), await pot(wish)) == (10, 0)
    assert (await verify()).ok


@pytest.mark.parametrize("swept", [True, False])
async def test_points_that_ran_out_beside_a_wish_keep_nobody_from_confirming_it(scene: Scene, swept: bool) -> None:
    wish = await scene.published()
    await save(scene, "clerk", 4, clock.today() + 2 * DAY)
    await save(scene, "clerk", 10)
    await scene.do("clerk", "givePointsToWish", wish, points=6)
    await scene.claim(wish)
    await scene.do("neighbour", "reportWishFulfilled", wish, words="好了")
    with clock.using(Later(5 * DAY)):
        if swept:
            await expire(now=clock.now())
        assert (await scene.do("resident", "confirmWish", wish))["status"] == "FULFILLED"
    assert await of_person(scene, "neighbour") == 5 + 2
    assert (await verify()).ok


async def test_a_closed_account_earns_nothing_and_keeps_no_wish_from_its_end(scene: Scene) -> None:
    fulfilled, withdrawn = await scene.published(), await scene.published("worker")
    await save(scene, "neighbour", 1)
    await save(scene, "clerk", 10)
    await scene.do("clerk", "givePointsToWish", fulfilled, points=3)
    await scene.claim(fulfilled)
    await scene.do("neighbour", "reportWishFulfilled", fulfilled, words="好了")
    await scene.do("clerk", "givePointsToWish", withdrawn, points=3)
    for name in ("neighbour", "clerk"):
        await close_account(scene, name)
    assert (await scene.do("resident", "confirmWish", fulfilled))["status"] == "FULFILLED"
    assert (await scene.do("worker", "withdrawWish", withdrawn))["status"] == "WITHDRAWN"
    assert (await of_person(scene, "neighbour"), await of_person(scene, "clerk")) == (0, 0)
    assert (await verify()).ok


async def test_nobody_gives_what_is_not_there_or_none_at_all(scene: Scene) -> None:
    wish = await scene.published()
    await save(scene, "clerk", 3)
    before = await everything()
    for points, typename in ((4, "NotEnoughPoints"), (0, "InvalidInput"), (-1, "InvalidInput")):
        answer = await scene.do("clerk", "givePointsToWish", wish, points=points)
        assert answer["__typename"] == typename, points
    waiting = await scene.post(address="9号楼1单元101室")
    hidden = await scene.do("clerk", "givePointsToWish", waiting, points=1)
    assert hidden["__typename"] == "NotFound"
    assert await everything() != before  # the waiting one alone is new
    assert (await row(wish)).given == 0
    assert await of_person(scene, "clerk") == 3
    assert (await scene.do("clerk", "givePointsToWish", wish, points=1))["__typename"] == "Wish"
    beyond = await scene.do("clerk", "givePointsToWish", wish, points=2**31 - 1)
    assert (beyond["__typename"], beyond["field"]) == ("InvalidInput", "points")


async def test_two_gifts_at_once_are_never_more_than_there_is(scene: Scene) -> None:
    wish = await scene.published()
    await save(scene, "clerk", 10)
    await scene.of("clerk")
    answers = await asyncio.gather(*(scene.do("clerk", "givePointsToWish", wish, points=6) for _ in range(3)))
    assert sorted(answer["__typename"] for answer in answers) == ["NotEnoughPoints", "NotEnoughPoints", "Wish"]
    assert (await of_person(scene, "clerk"), await pot(wish), (await row(wish)).given) == (4, 6, 6)


async def test_a_gift_against_the_end_of_the_wish(scene: Scene) -> None:
    wish = await scene.published()
    await save(scene, "clerk", 10)
    await scene.of("clerk")
    given, ended = await asyncio.gather(
        scene.do("clerk", "givePointsToWish", wish, points=6), scene.do("resident", "withdrawWish", wish)
    )
    assert ended["status"] == "WITHDRAWN"
    assert given["__typename"] in ("Wish", "WrongStatus", "NotFound")
    assert (await of_person(scene, "clerk"), await pot(wish)) == (10, 0)


async def test_the_page_of_a_unit_shows_its_points_to_its_contact(scene: Scene) -> None:
    wish = await scene.reported("company_member", "company")
    await scene.do("resident", "confirmWish", wish)
    unit = str(scene.world.units["company"])
    sql = "query($id: ID!) { registeredUnit(id: $id) { account { posted } } }"
    own = (await (await scene.of("company_contact")).do(sql, id=unit))["registeredUnit"]
    assert own["account"]["posted"] > 0
    other = (await (await scene.of("neighbour")).do(sql, id=unit))["registeredUnit"]
    assert other["account"] is None
    assert await db.value("SELECT count(*) FROM wish_gifts") == 0
