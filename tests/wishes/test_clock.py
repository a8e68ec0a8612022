"""Reminded, back to the pool, told that silence confirms, confirmed by silence: each once, also after a long pause."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from tests.bank.scene import read_inbox
from tests.later import Later
from tests.wishes.documents import in_days, reveal
from tests.wishes.scene import DAY, SETTINGS, Scene, everything, row, tick

from gridcall import clock, db, worker
from gridcall.wishes import actions
from gridcall.wishes.actions import by_clock
from gridcall.wishes.workflow import WishStatus

MINUTE = timedelta(minutes=1)
NOTHING = [0, 0, 0, 0]


async def told(kind: str) -> list[tuple[str, bool]]:
    """Who finds the last event of that kind in the inbox."""
    found = await db.row("SELECT told FROM outbox WHERE kind = $1 ORDER BY xid DESC, seq DESC LIMIT 1", f"wish.{kind}")
    assert found is not None
    return sorted((one["person"], one["needsMe"]) for one in found["told"])


async def count(kind: str) -> int:
    return int(await db.value("SELECT count(*) FROM outbox WHERE kind = $1", f"wish.{kind}"))


async def test_a_claim_without_a_sign_is_reminded_then_lapses(scene: Scene) -> None:
    wish = await scene.claimed()
    held = await row(wish)
    assert held.due_at is not None
    assert held.stale_at is not None
    until = held.stale_at - clock.now()
    assert await tick(until - MINUTE) == NOTHING
    assert not (await scene.look("resident", wish))["stale"]

    assert await tick(until + MINUTE) == [1, 0, 0, 0]
    assert await tick(until + MINUTE) == NOTHING
    assert await told("reminded") == [(str(scene.world.persons["neighbour"]), True)]
    with clock.using(Later(until + MINUTE)):
        seen = await scene.look("resident", wish)
    assert (seen["stale"], seen["status"]) == (True, "CLAIMED")

    lapse = held.due_at - clock.now() + SETTINGS.wish_lapse_days * DAY
    assert await tick(lapse - MINUTE) == NOTHING
    assert await tick(lapse + MINUTE) == [0, 1, 0, 0]
    assert await tick(lapse + MINUTE) == NOTHING
    back = await row(wish)
    assert (back.status, back.claim_id, back.promised_on) == (WishStatus.PUBLISHED, None, None)
    assert await db.value("SELECT outcome FROM claims") == "lapsed"
    asked, claimer = (str(scene.world.persons[name]) for name in ("resident", "neighbour"))
    assert await told("lapsed") == sorted([(asked, False), (claimer, False)])
    assert (await reveal(await scene.of("neighbour"), wish))["__typename"] == "NotAllowed"
    again = await scene.claim(wish, "other_worker")
    assert again["status"] == "CLAIMED"


async def test_after_a_long_pause_the_reminder_still_comes_days_before_the_lapse(scene: Scene) -> None:
    wish = await scene.claimed()
    long = 200 * DAY
    assert await tick(long) == [1, 0, 0, 0]
    assert await tick(long + SETTINGS.wish_lapse_days * DAY - MINUTE) == NOTHING
    assert await tick(long + SETTINGS.wish_lapse_days * DAY + MINUTE) == [0, 1, 0, 0]
    assert (await count("reminded"), await count("lapsed")) == (1, 1)
    assert (await row(wish)).status is WishStatus.PUBLISHED


async def test_silence_confirms_after_a_notice_and_seven_days(scene: Scene) -> None:
    wish = await scene.reported()
    days = SETTINGS.wish_confirm_days * DAY
    notice = days - SETTINGS.wish_notice_days * DAY
    assert await tick(notice - MINUTE) == NOTHING
    assert await tick(notice + MINUTE) == [0, 0, 1, 0]
    assert await tick(notice + MINUTE) == NOTHING
    assert await told("noticed") == [(str(scene.world.persons["resident"]), True)]
    assert await tick(days - MINUTE) == NOTHING
    assert await tick(days + 2 * MINUTE) == [0, 0, 0, 1]
    assert await tick(days + 2 * MINUTE) == NOTHING
    done = await row(wish)
    assert (done.status, done.confirm_at) == (WishStatus.FULFILLED, None)
    assert await db.value("SELECT fulfilled FROM wish_totals") == 1
    entry = (await scene.look("resident", wish))["entries"][-1]
    assert (entry["step"], entry["byName"], entry["byPost"]) == ("CONFIRM_BY_SILENCE", None, None)


async def test_after_a_long_pause_silence_confirms_only_days_after_the_notice(scene: Scene) -> None:
    await scene.reported()
    long, left = 300 * DAY, SETTINGS.wish_notice_days * DAY
    assert await tick(long) == [0, 0, 1, 0]
    assert await tick(long + left - MINUTE) == NOTHING
    assert await tick(long + left + MINUTE) == [0, 0, 0, 1]


async def test_whoever_says_what_is_missing_stops_the_silence(scene: Scene) -> None:
    wish = await scene.reported()
    await tick(6 * DAY)
    await scene.do("resident", "sayWishMissing", wish, words="开关没装")
    held = await row(wish)
    assert (held.status, held.noticed_at, held.reported_at) == (WishStatus.CLAIMED, None, None)
    assert held.promised_on is not None
    assert held.promised_on >= clock.today() + 7 * DAY
    assert (await tick(8 * DAY))[2:] == [0, 0]


async def test_an_extension_moves_the_reminder_and_waits_for_its_answer(scene: Scene) -> None:
    wish = await scene.claimed()
    await scene.do("neighbour", "askClaimExtension", wish, until=in_days(20), words="配件没到")
    assert await tick(15 * DAY) == [1, 0, 0, 0], "the day has passed, but the answer is still to come"
    assert await tick(19 * DAY) == NOTHING
    granted = await scene.do("resident", "grantClaimExtension", wish)
    assert (granted["promisedOn"], granted["claim"]["extensionTimes"]) == (in_days(20), 1)
    assert await tick(16 * DAY) == NOTHING, "reminded anew, three days before the new day"
    assert await tick(18 * DAY) == [1, 0, 0, 0]


async def test_who_waited_in_vain_for_an_extension_has_some_days_left(scene: Scene) -> None:
    wish = await scene.claimed()
    await scene.do("neighbour", "askClaimExtension", wish, until=in_days(25), words="出差")
    with clock.using(Later(16 * DAY)):
        declined = await scene.do("resident", "declineClaimExtension", wish)
    assert declined["promisedOn"] == in_days(10)
    assert await tick(16 * DAY + MINUTE) == [1, 0, 0, 0]
    assert await tick(18 * DAY) == NOTHING
    assert await tick(20 * DAY) == [0, 1, 0, 0]


@pytest.mark.parametrize("days", [5, 400])
async def test_two_workers_take_each_step_once(days: int, scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(by_clock, "BATCH", 2)
    wishes: list[Any] = []
    for number in range(5):
        wish = await scene.published(address=f"{number}号楼1单元101室")
        await scene.claim(wish, promisedOn=in_days(3))
        wishes.append(wish)
    late, done = clock.now() + days * DAY, []
    while sum(done) < len(wishes):
        both = await asyncio.gather(*(actions.remind(settings=SETTINGS, now=late) for _ in range(2)))
        assert max(both) <= 2
        done += both
    assert sum(done) == len(wishes)
    assert await count("reminded") == len(wishes)


async def test_one_that_fails_does_not_hold_up_the_others(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    bad, good = await scene.reported(), await scene.reported(address="9号楼1单元101室")
    await tick(6 * DAY)
    finishing = by_clock.fulfilled

    async def stumbling(turn: Any, *further: Any) -> Any:
        if str(turn.wish.id) == bad["id"]:
            raise OSError
        return await finishing(turn, *further)

    monkeypatch.setattr(by_clock, "fulfilled", stumbling)
    assert await tick(9 * DAY) == [0, 0, 0, 1]
    assert (await row(bad)).status is WishStatus.REPORTED
    assert (await row(good)).status is WishStatus.FULFILLED


async def test_the_clock_looks_by_itself(scene: Scene) -> None:
    reported, claimed = await scene.reported(), await scene.claimed(address="9号楼1单元101室")
    with clock.using(Later(6 * DAY)):
        await worker._chores(SETTINGS)
    assert (await row(reported)).noticed_at is not None
    with clock.using(Later(20 * DAY)):
        await worker._chores(SETTINGS)
    assert (await row(reported)).status is WishStatus.FULFILLED
    with clock.using(Later(24 * DAY)):
        await worker._chores(SETTINGS)
    assert (await row(claimed)).status is WishStatus.PUBLISHED


async def test_nothing_is_due_where_nothing_waits(scene: Scene) -> None:
    await scene.published()
    before = await everything()
    assert await tick(1000 * DAY) == NOTHING
    assert await everything() == before


async def test_who_has_no_account_is_forgotten_some_days_after_the_wish_has_ended(scene: Scene) -> None:
    """Once, also after a long pause; how they consented stays, and so does what was published."""
    ended, own, still = await scene.post_for(), await scene.post(), await scene.post_for(address="9号楼1单元101室")
    await scene.do("worker", "withdrawWish", ended)
    await scene.do("resident", "withdrawWish", own)
    days = SETTINGS.wish_private_days * DAY

    async def erased(after: timedelta) -> int:
        return await actions.erase_private_parts(settings=SETTINGS, now=clock.now() + after)

    assert await erased(days - MINUTE) == 0
    assert (await scene.look("worker", ended))["private"]["phone"] == "13911112222"
    assert await erased(3 * days) == 1
    assert await erased(4 * days) == 0
    assert await count("private_part_erased") == 1
    private = (await scene.look("worker", ended))["private"]
    assert [private[name] for name in ("name", "phone", "address")] == ["", "", ""]
    assert (private["consentHow"], private["consentAt"] is not None) == ("SPOKEN", True)
    assert private["originalWords"] == (await scene.look("worker", ended))["words"]
    kept = await db.rows("SELECT name, household FROM wishes WHERE name <> '' ORDER BY id")
    assert len(kept) == 2, "one's own, and one that is open"
    assert (await scene.look("worker", still))["private"]["name"] == "郑桂香"


async def test_two_clocks_forget_once(scene: Scene) -> None:
    await scene.do("worker", "withdrawWish", await scene.post_for())
    later = clock.now() + 2 * SETTINGS.wish_private_days * DAY
    done = await asyncio.gather(*(actions.erase_private_parts(settings=SETTINGS, now=later) for _ in range(3)))
    assert sum(done) == 1
    assert await count("private_part_erased") == 1


async def waits(scene: Scene, who: str) -> list[str]:
    await read_inbox()
    document = "{ inbox(first: 20) { nodes { kind needsMe } } }"
    nodes = (await (await scene.of(who)).do(document))["inbox"]["nodes"]
    return [node["kind"] for node in nodes if node["needsMe"]]


async def test_who_has_an_extension_to_answer_still_has_when_the_claim_is_passed_on_or_reminded(scene: Scene) -> None:
    wish = await scene.claimed("company_member", "company")
    await scene.do("company_member", "askClaimExtension", wish, until=in_days(20), words="出差")
    assert await waits(scene, "resident") == ["wish.extension_asked"]
    to = str(scene.world.persons["company_member_2"])
    await scene.do("company_member", "passOnClaim", wish, toPersonId=to)
    assert await waits(scene, "resident") == ["wish.extension_asked"], "nobody has answered it yet"
    assert await waits(scene, "company_member_2") == ["wish.passed_on"]

    held = await row(wish)
    assert held.stale_at is not None
    await tick(held.stale_at - clock.now() + MINUTE)
    assert await waits(scene, "company_member_2") == ["wish.reminded"], "it is asked of the claimer once"
    assert await waits(scene, "resident") == ["wish.extension_asked"]
    await scene.do("resident", "grantClaimExtension", wish)
    assert await waits(scene, "resident") == []
