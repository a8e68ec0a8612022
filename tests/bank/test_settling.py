"""Streets settle a month: the table, both confirmations, and the booking on clearing accounts alone."""

import asyncio
from collections import Counter
from datetime import timedelta
from typing import Any

from tests.bank.documents import SETTLEMENT
from tests.bank.scene import Scene
from tests.cast import OTHER_STREET, STREET, add_person
from tests.client import Client
from tests.later import Later

from gridcall import clock, db
from gridcall.people.permissions import Role

A, B = sorted((STREET, OTHER_STREET))
TABLE = f"""query($period: String!) {{
    settlements(period: $period) {{ period streets {{ code name }} pairs {{ {SETTLEMENT} }} }} }}"""
NEXT_MONTH = timedelta(days=31)


def this_month() -> str:
    return f"{clock.today():%Y-%m}"


async def table(scene: Scene, who: str = "head", period: str | None = None) -> list[dict[str, Any]]:
    found = await (await scene.of(who)).do(TABLE, period=period or this_month())
    pairs: list[dict[str, Any]] = found["settlements"]["pairs"]
    return pairs


async def spend(scene: Scene, street: str, *, earned_in: str, times: int = 1) -> dict[str, Any]:
    """Points of one street at another's branch."""
    await scene.give_points("resident", 5 * times, earned_in)
    held = await scene.held(await scene.good(street), quantity=times)
    done = await scene.redeem(held, "keeper" if street == "street" else "other_keeper")
    redeemed: dict[str, Any] = done["redemption"]
    return redeemed


async def propose(scene: Scene, who: str = "head", period: str | None = None, **facts: Any) -> dict[str, Any]:
    given = {"streetA": STREET, "streetB": OTHER_STREET, "period": period or this_month(), **facts}
    return await scene.do(who, "proposeSettlement", **given)


async def clearing() -> dict[str, int]:
    found = await db.rows("SELECT owner, posted FROM points_accounts WHERE kind = 'clearing'")
    return {row["owner"]: row["posted"] for row in found}


async def test_a_month_is_netted_proposed_confirmed_by_both_and_booked(scene: Scene) -> None:
    period = this_month()
    await spend(scene, "other_street", earned_in=STREET, times=3)
    await spend(scene, "street", earned_in=OTHER_STREET)
    undone = await spend(scene, "street", earned_in=OTHER_STREET)
    await scene.do("keeper", "undoRedemption", redemptionId=undone["id"], reason="东西坏了")
    owed = {STREET: 15, OTHER_STREET: 5}
    row = (await table(scene))[0]
    assert (row["streetA"], row["streetB"], row["owedByA"], row["owedByB"]) == (A, B, owed[A], owed[B])
    assert (row["net"], row["proposed"], row["canConfirm"]) == (owed[A] - owed[B], False, False)
    issued = await db.value("SELECT sum(posted) FROM points_accounts WHERE kind <> 'clearing'")

    with clock.using(Later(NEXT_MONTH)):
        made = await propose(scene, period=period)
        assert (made["__typename"], made["net"], made["canConfirm"]) == ("Settlement", owed[A] - owed[B], True)
        first = await scene.do("head", "confirmSettlement", settlementId=made["id"])
        assert (first["bookedAt"], first["canConfirm"]) == (None, False)
        assert Counter([first["confirmedByA"], first["confirmedByB"]]) == {True: 1, False: 1}
        same = str(clock.new_id())
        for _ in range(2):
            second = await scene.do("other_head", "confirmSettlement", settlementId=made["id"], id=same)
            assert (second["confirmedByA"], second["confirmedByB"]) == (True, True)
            assert second["bookedAt"]
        assert await clearing() == {f"{STREET}:{OTHER_STREET}": 0, f"{OTHER_STREET}:{STREET}": 0}
        assert await db.value("SELECT count(*) FROM points_transfers WHERE kind = 'settle'") == 1
        assert issued == await db.value("SELECT sum(posted) FROM points_accounts WHERE kind <> 'clearing'")
        before = await scene.state()
        assert (await propose(scene, period=period))["message"] == "这个月已经提出结算。"
        again = await scene.do("head", "confirmSettlement", settlementId=made["id"])
        assert (again["__typename"], again["message"]) == ("WrongStatus", "已经入账。")
        assert await scene.state() == before
        assert [one["bookedAt"] is not None for one in await table(scene, period=period)] == [True]


async def test_a_month_carries_along_what_nobody_settled_before_it(scene: Scene) -> None:
    first_month = this_month()
    await spend(scene, "other_street", earned_in=STREET)
    with clock.using(Later(NEXT_MONTH)):
        second_month = this_month()
        await spend(scene, "other_street", earned_in=STREET, times=2)
    with clock.using(Later(2 * NEXT_MONTH)):
        made = await propose(scene, period=second_month)
        assert abs(made["net"]) == 15
        other = await propose(scene, "other_head", first_month)
        assert other["message"] == "两街道还有一笔结算等待确认。"
        for who in ("head", "other_head"):
            await scene.do(who, "confirmSettlement", settlementId=made["id"])
        assert (await propose(scene, period=first_month))["message"] == "之后的月份已经结算，这个月已含在内。"
        assert set((await clearing()).values()) == {0}
        third = f"{clock.today():%Y-%m}"
        await spend(scene, "street", earned_in=OTHER_STREET)
        row = (await table(scene, period=third))[0]
        assert {row["owedByA"], row["owedByB"]} == {0, 5}, "what was settled does not come again"


async def test_what_cannot_be_settled_changes_nothing(scene: Scene) -> None:
    period = this_month()
    await spend(scene, "other_street", earned_in=STREET)
    before = await scene.state()
    assert (await propose(scene))["message"] == "这个月还没有过完。"
    with clock.using(Later(NEXT_MONTH)):
        for facts, field in (
            ({"period": "2026-13"}, "period"),
            ({"streetB": STREET}, "streetB"),
            ({"streetB": "370102"}, "streetA"),
            ({"period": "2024-01"}, "period"),
        ):
            refused = await propose(scene, **{"period": period, **facts})
            assert (refused["__typename"], refused["field"]) == ("InvalidInput", field), facts
        for name in ("clerk", "supervisor", "administrator", "keeper", "resident"):
            assert (await propose(scene, name, period))["__typename"] == "NotAllowed", name
    assert await scene.state() == before


async def test_two_persons_confirm_even_where_one_holds_both_posts(scene: Scene) -> None:
    period = this_month()
    await spend(scene, "other_street", earned_in=STREET)
    both = [(Role.STREET_HEAD, "street", STREET), (Role.STREET_HEAD, "other_street", OTHER_STREET)]
    await add_person(scene.world, "both", "双街长", "+8613800019999", both)
    with clock.using(Later(NEXT_MONTH)):
        made = await propose(scene, "both", period)
        assert (await scene.do("both", "confirmSettlement", settlementId=made["id"]))["__typename"] == "Settlement"
        before = await scene.state()
        refused = await scene.do("both", "confirmSettlement", settlementId=made["id"])
        assert (refused["__typename"], refused["message"]) == ("NotAllowed", "两边须由不同的人确认。")
        assert (await scene.do("resident", "confirmSettlement", settlementId=made["id"]))["__typename"] == "NotAllowed"
        assert await scene.state() == before


async def test_both_sides_confirm_at_once_and_it_is_booked_once(scene: Scene) -> None:
    period = this_month()
    await spend(scene, "other_street", earned_in=STREET)
    with clock.using(Later(NEXT_MONTH)):
        await scene.of("head"), await scene.of("other_head")
        made = await asyncio.gather(*(propose(scene, who, period) for who in ("head", "other_head")))
        assert Counter(one["__typename"] for one in made) == {"Settlement": 1, "InvalidInput": 1}
        key = next(one["id"] for one in made if one["__typename"] == "Settlement")
        await asyncio.gather(*(scene.do(who, "confirmSettlement", settlementId=key) for who in ("head", "other_head")))
    assert await db.value("SELECT count(*) FROM points_transfers WHERE kind = 'settle'") == 1
    assert set((await clearing()).values()) == {0}


async def test_who_reads_the_table(scene: Scene) -> None:
    await spend(scene, "other_street", earned_in=STREET)
    for name in ("head", "other_head", "clerk", "supervisor", "administrator"):
        assert len(await table(scene, name)) == 1, name
    for name in ("keeper", "resident", "dispatcher"):
        assert "errors" in await (await scene.of(name)).ask(TABLE, period=this_month()), name


async def _heard(client: Client, after: str) -> list[str]:
    document = "query($after: String!) { feed(after: $after, first: 50) { events { kind } } }"
    return [event["kind"] for event in (await client.do(document, after=after))["feed"]["events"]]


async def test_who_proposed_it_takes_it_back_and_both_sides_hear_and_may_propose_anew(scene: Scene) -> None:
    period = this_month()
    await spend(scene, "other_street", earned_in=STREET)
    with clock.using(Later(NEXT_MONTH)):
        made = await propose(scene, period=period)
        await scene.do("other_head", "confirmSettlement", settlementId=made["id"])
        other = await scene.of("other_head")
        start = (await other.do("{ feedCursor }"))["feedCursor"]
        facts = {"settlementId": made["id"], "reason": "少算了一笔", "id": str(clock.new_id())}
        for _ in range(2):
            gone = await scene.do("head", "withdrawSettlement", **facts)
            assert (gone["proposed"], gone["canConfirm"], gone["canWithdraw"]) == (False, False, False)
        async with asyncio.timeout(10):
            while "settlement.withdrawn" not in await _heard(other, start):  # noqa: ASYNC110
                await asyncio.sleep(0.02)
        row = (await table(scene, "other_head", period))[0]
        assert (row["proposed"], row["confirmedByA"], row["withdrawnBecause"]) == (False, False, "少算了一笔")
        before = await scene.state()
        late = await scene.do("head", "confirmSettlement", settlementId=made["id"])
        assert (late["__typename"], late["message"]) == ("WrongStatus", "提出的人已经撤回。")
        again = await scene.do("head", "withdrawSettlement", settlementId=made["id"], reason="再撤一次")
        assert (again["__typename"], again["message"]) == ("WrongStatus", "提出的人已经撤回。")
        assert await scene.state() == before

        anew = await propose(scene, "other_head", period)
        assert anew["__typename"] == "Settlement", anew
        for who in ("head", "other_head"):
            await scene.do(who, "confirmSettlement", settlementId=anew["id"])
        assert set((await clearing()).values()) == {0}


async def test_nobody_else_takes_a_proposal_back_and_nothing_booked_is(scene: Scene) -> None:
    period = this_month()
    await spend(scene, "other_street", earned_in=STREET)
    with clock.using(Later(NEXT_MONTH)):
        made = await propose(scene, period=period)
        before = await scene.state()
        given = {"settlementId": made["id"], "reason": "不对"}
        refused = await scene.do("other_head", "withdrawSettlement", **given)
        assert (refused["__typename"], refused["message"]) == ("NotAllowed", "由提出的人撤回。")
        assert (await scene.do("resident", "withdrawSettlement", **given))["__typename"] == "NotAllowed"
        empty = await scene.do("head", "withdrawSettlement", **{**given, "reason": " "})
        assert (empty["__typename"], empty["field"]) == ("InvalidInput", "reason")
        assert await scene.state() == before
        for who in ("head", "other_head"):
            await scene.do(who, "confirmSettlement", settlementId=made["id"])
        booked = await scene.do("head", "withdrawSettlement", **given)
        assert (booked["__typename"], booked["message"]) == ("WrongStatus", "已经入账。")
