"""Two who act at the same moment: each has one clear outcome."""

import asyncio
from collections import Counter
from typing import Any

from tests.wishes.documents import form, in_days, post
from tests.wishes.scene import DAY, SETTINGS, Scene, row

from gridcall import clock, db
from gridcall.wishes import actions
from gridcall.wishes.workflow import WishStatus

Answers = list[dict[str, Any]]


def kinds(answers: Answers) -> Counter[str]:
    return Counter(answer["__typename"] for answer in answers)


async def ready(scene: Scene, *names: str) -> None:
    for name in names:
        await scene.of(name)


async def test_of_many_claims_at_once_one_wins_and_the_others_are_told_kindly(scene: Scene) -> None:
    wish = await scene.published()
    names = ("neighbour", "other_worker", "worker_2", "clerk", "company_member")
    await ready(scene, *names)
    answers = await asyncio.gather(*(scene.claim(wish, name) for name in names))
    assert kinds(answers) == {"Wish": 1, "AlreadyClaimed": 4}
    assert "先认领了" in next(one["message"] for one in answers if one["__typename"] == "AlreadyClaimed")
    assert await db.value("SELECT count(*) FROM claims") == 1
    assert await db.value("SELECT count(*) FROM outbox WHERE kind = 'wish.claimed'") == 1
    assert await db.value("SELECT claimed FROM wish_totals") == 1


async def test_confirm_against_say_missing(scene: Scene) -> None:
    wish = await scene.reported()
    answers = await asyncio.gather(
        scene.do("resident", "confirmWish", wish), scene.do("resident", "sayWishMissing", wish, words="没装")
    )
    assert kinds(answers) == {"Wish": 1, "WrongStatus": 1}
    won = next(answer["status"] for answer in answers if answer["__typename"] == "Wish")
    assert (await row(wish)).status.name == won


async def test_claim_against_withdraw(scene: Scene) -> None:
    wish = await scene.published()
    await ready(scene, "neighbour")
    claimed, withdrawn = await asyncio.gather(
        scene.claim(wish, "neighbour"), scene.do("resident", "withdrawWish", wish)
    )
    assert withdrawn["status"] == "WITHDRAWN", "a claim does not hold the wisher"
    assert claimed["__typename"] in ("Wish", "WrongStatus", "NotFound")
    assert await db.value("SELECT count(*) FROM claims WHERE ended_at IS NULL") == 0
    assert (await row(wish)).status is WishStatus.WITHDRAWN


async def test_confirm_against_the_clock(scene: Scene) -> None:
    wish = await scene.reported()
    await actions.notice(settings=SETTINGS, now=clock.now() + 6 * DAY)
    confirmed, by_clock = await asyncio.gather(
        scene.do("resident", "confirmWish", wish),
        actions.confirm_by_silence(settings=SETTINGS, now=clock.now() + 9 * DAY),
    )
    assert (confirmed["__typename"] == "Wish") is (by_clock == 0)
    assert await db.value("SELECT fulfilled FROM wish_totals") == 1
    assert await db.value("SELECT count(*) FROM claims WHERE outcome = 'fulfilled'") == 1


async def test_two_companions_at_once_where_one_is_missing(scene: Scene) -> None:
    wish = await scene.claimed(flags=["HOME_VISIT"])
    await ready(scene, "other_worker", "clerk")
    answers = await asyncio.gather(*(scene.do(name, "joinClaim", wish) for name in ("other_worker", "clerk")))
    assert kinds(answers) == {"Wish": 1, "WrongStatus": 1}
    assert await db.value("SELECT count(*) FROM claim_companions WHERE left_at IS NULL") == 1


async def test_two_wishes_of_a_household_at_once(scene: Scene) -> None:
    client = await scene.of("resident")
    answers = await asyncio.gather(
        post(client), post(client, address="3 号楼 2 单元 501"), post(client, address="3-2-501室")
    )
    assert kinds(answers) == {"Wish": 1, "InvalidInput": 2}
    assert await db.value("SELECT count(*) FROM wishes") == 1


async def test_the_same_request_many_times_at_once_is_one_step(scene: Scene) -> None:
    client, given = await scene.of("resident"), form()
    answers = await asyncio.gather(*(post(client, **given) for _ in range(5)))
    assert {(answer["__typename"], answer["id"]) for answer in answers} == {("Wish", given["id"])}
    assert await db.value("SELECT count(*) FROM wish_entries") == 1
    wish = await scene.claimed(address="9号楼1单元101室")
    same, until = str(clock.new_id()), in_days(20)
    asked = await asyncio.gather(
        *(scene.do("neighbour", "askClaimExtension", wish, id=same, until=until, words="出差") for _ in range(5))
    )
    assert {(one["__typename"], one["version"]) for one in asked} == {("Wish", wish["version"] + 1)}
