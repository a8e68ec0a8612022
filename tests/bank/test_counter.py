"""At the counter: held, shown, redeemed, undone; and everything that can go wrong there."""

import asyncio
from collections import Counter
from datetime import timedelta

import pytest
from tests.bank.documents import by_code, good, redemption
from tests.bank.scene import Scene, read_inbox
from tests.cast import OTHER_STREET, STREET
from tests.later import Later

from gridcall import clock, db
from gridcall.bank import actions as bank
from gridcall.settings import Settings

SETTINGS = Settings()
MINUTES = timedelta(minutes=SETTINGS.redemption_minutes)
MINUTE = timedelta(minutes=1)


async def test_points_and_stock_are_held_shown_at_the_counter_and_spent(scene: Scene) -> None:
    await scene.give_points("resident", 12)
    offered = await scene.good()
    answer = await scene.hold(offered, quantity=2)
    held = answer["redemption"]
    assert (held["status"], held["points"], held["mine"], len(held["code"])) == ("WAITING", 10, True, 8)
    assert answer["accounts"] == [{"kind": "HOLDER", "posted": 12, "pending": 10, "available": 2}]
    assert (await good(await scene.of("keeper"), offered["id"]))["stock"] == 8

    seen = await by_code(await scene.of("keeper"), held["branch"]["id"], f"{held['code'][:4]} {held['code'][4:]}")
    assert seen
    assert (seen["goodName"], seen["quantity"], seen["code"]) == ("理发一次", 2, None)
    assert seen["holderName"] == "林**"
    done = await scene.redeem(held, code=f"gridcall:redeem:{held['code']}")
    assert done["redemption"]["status"] == "REDEEMED"
    assert done["redemption"]["undoable"]
    assert done["accounts"] == [{"kind": "BRANCH", "posted": 10, "pending": 0, "available": 10}]
    assert done["transfer"]["kind"] == "REDEEM"
    assert await scene.points("resident") == (2, 0, 2)
    assert await db.value("SELECT count(*) FROM points_accounts WHERE kind = 'clearing'") == 0

    await read_inbox()
    messages = await (await scene.of("resident")).do("{ inbox(first: 5) { nodes { title body path } } }")
    assert messages["inbox"]["nodes"][0] == {"title": "已兑换：理发一次", "body": "用去 10 分", "path": "/points"}


async def test_at_another_streets_branch_the_clearing_legs_are_written_at_once(scene: Scene) -> None:
    await scene.give_points("resident", 5, STREET)
    await scene.give_points("resident", 5, OTHER_STREET)
    held = await scene.held(await scene.good("other_street"), quantity=2)
    await scene.redeem(held, "other_keeper")
    assert await scene.points("resident") == (0, 0, 0)
    found = await db.rows("SELECT owner, posted FROM points_accounts WHERE kind = 'clearing' ORDER BY posted")
    assert [(row["owner"], row["posted"]) for row in found] == [
        (f"{STREET}:{OTHER_STREET}", -5),
        (f"{OTHER_STREET}:{STREET}", 5),
    ]
    written = await db.rows(
        "SELECT e.amount FROM points_entries e JOIN points_transfers t ON t.id = e.transfer_id WHERE t.kind = 'redeem'"
    )
    assert sorted(row["amount"] for row in written) == [-10, -5, 5, 10], "one transfer"


async def test_both_phones_hear_it_and_the_counter_hears_no_balance(scene: Scene) -> None:
    await scene.give_points("resident", 5)
    offered = await scene.good()
    resident, keeper, other = [await scene.of(name) for name in ("resident", "keeper", "other_keeper")]
    start = (await resident.do("{ feedCursor }"))["feedCursor"]
    held = await scene.held(offered)
    await scene.redeem(held)
    document = """query($after: String!) { feed(after: $after, first: 50) { events { kind
        points { posted pending available amount redemptionStatus title }
        redemption { id status goodName points } } } }"""
    async with asyncio.timeout(10):
        while len(mine := (await resident.do(document, after=start))["feed"]["events"]) < 2:  # noqa: ASYNC110
            await asyncio.sleep(0.02)
    wallet = [event["points"] for event in mine if event["points"]]
    assert [(one["pending"], one["posted"], one["redemptionStatus"]) for one in wallet] == [
        (5, 5, "WAITING"),
        (0, 0, "REDEEMED"),
    ]
    assert [one["title"] for one in wallet] == ["待兑换：理发一次", "兑换：理发一次"]
    heard = (await keeper.do(document, after=start))["feed"]["events"]
    before = ("branch.opened", "good.")  # after the cursor too, where another test's transaction was running
    events = [event for event in heard if not event["kind"].startswith(before)]
    assert [event["kind"] for event in events] == ["branch.held", "branch.redeemed"]
    assert [event["redemption"]["status"] for event in events] == ["WAITING", "REDEEMED"]
    assert all(event["points"] is None for event in events)
    assert (await other.do(document, after=start))["feed"]["events"] == []


async def test_a_wrong_code_an_old_one_a_used_one_and_another_branchs_change_nothing(scene: Scene) -> None:
    await scene.give_points("resident", 20)
    offered, elsewhere = await scene.good(), await scene.good("other_street")
    used, cancelled, theirs = await scene.held(offered), await scene.held(offered), await scene.held(elsewhere)
    await scene.redeem(used)
    await scene.do("resident", "cancelRedemption", redemptionId=cancelled["id"])
    waiting = await scene.held(offered)
    before = await scene.state()
    branch = await scene.branch()
    answers = [
        await scene.redeem(waiting, code="0" * 8 if waiting["code"] != "0" * 8 else "1" * 8),
        await scene.redeem(waiting, code="not a code"),
        await scene.redeem(theirs, branchId=branch),
        await scene.redeem(theirs, "keeper"),
        await scene.redeem(used),
        await scene.redeem(cancelled),
    ]
    assert [answer["__typename"] for answer in answers] == ["NotFound"] * 4 + ["WrongStatus"] * 2
    assert [answer["message"] for answer in answers[4:]] == [
        "这个兑换码已经用过。",
        "本人已经取消，积分已退回。",
    ]
    with clock.using(Later(MINUTES + MINUTE)):
        late = await scene.redeem(waiting)
    assert (late["__typename"], late["message"]) == ("WrongStatus", "兑换码已过期，积分退回本人，请重新兑换。")
    assert await scene.state() == before


async def test_nobody_redeems_for_oneself_and_only_keepers_redeem(scene: Scene) -> None:
    await scene.give_points("keeper", 10)
    held = await scene.held(await scene.good(), "keeper")
    before = await scene.state()
    own = await scene.redeem(held, "keeper")
    assert (own["__typename"], own["code"]) == ("NotAllowed", "NOT_ALLOWED")
    for name in ("resident", "clerk", "head", "supervisor", "administrator"):
        assert (await scene.redeem(held, name))["__typename"] == "NotAllowed", name
    assert await scene.state() == before
    assert (await scene.redeem(held, "second_keeper"))["redemption"]["status"] == "REDEEMED"


async def test_the_same_request_is_answered_again_and_another_under_its_id_is_refused(scene: Scene) -> None:
    await scene.give_points("resident", 30)
    offered = await scene.good()
    same = str(clock.new_id())
    first, again = [await scene.hold(offered, id=same) for _ in range(2)]
    assert first["redemption"] == again["redemption"]
    assert (first["replayed"], again["replayed"]) == (False, True)
    assert (await scene.hold(offered, id=same, quantity=2))["__typename"] == "IdempotencyConflict"
    one = str(clock.new_id())
    done = [await scene.redeem(first["redemption"], id=one) for _ in range(2)]
    assert [answer["replayed"] for answer in done] == [False, True]
    assert done[0]["transfer"] == done[1]["transfer"]
    assert (await scene.redeem(await scene.held(offered), id=one))["__typename"] == "IdempotencyConflict"
    assert await scene.points("resident") == (25, 5, 20)


async def test_two_keepers_redeem_the_same_code_at_once(scene: Scene) -> None:
    await scene.give_points("resident", 5)
    held = await scene.held(await scene.good())
    await scene.of("keeper"), await scene.of("second_keeper")
    answers = await asyncio.gather(*(scene.redeem(held, who) for who in ("keeper", "second_keeper")))
    assert Counter(answer["__typename"] for answer in answers) == {"RedemptionResult": 1, "WrongStatus": 1}
    assert await db.value("SELECT count(*) FROM outbox WHERE kind = 'points.redeemed'") == 1


async def test_the_last_piece_goes_to_one_of_two_holders(scene: Scene) -> None:
    offered = await scene.good(stock=1)
    for name in ("resident", "neighbour"):
        await scene.give_points(name, 5)
        await scene.of(name)
    answers = await asyncio.gather(*(scene.hold(offered, name) for name in ("resident", "neighbour")))
    assert Counter(answer["__typename"] for answer in answers) == {"RedemptionResult": 1, "InvalidInput": 1}
    lost = next(answer for answer in answers if answer["__typename"] == "InvalidInput")
    assert (lost["field"], lost["message"]) == ("quantity", "库存不够了。")
    seen = await good(await scene.of("keeper"), offered["id"])
    assert (seen["stock"], seen["available"]) == (0, False)


async def test_cancel_and_redeem_at_once_have_one_outcome(scene: Scene) -> None:
    await scene.give_points("resident", 5)
    offered = await scene.good()
    held = await scene.held(offered)
    await scene.of("keeper")
    cancelled, redeemed = await asyncio.gather(
        scene.do("resident", "cancelRedemption", redemptionId=held["id"]), scene.redeem(held)
    )
    assert Counter(one["__typename"] for one in (cancelled, redeemed)) == {"RedemptionResult": 1, "WrongStatus": 1}
    won = cancelled["__typename"] == "RedemptionResult"
    assert await scene.points("resident") == ((5, 0, 5) if won else (0, 0, 0))
    assert (await good(await scene.of("keeper"), offered["id"]))["stock"] == (10 if won else 9)


async def test_whoever_owns_too_little_or_wants_too_much_is_told_so(scene: Scene) -> None:
    await scene.give_points("resident", 9)
    offered = await scene.good(perMonth=2)
    rich = await scene.good(points=50)
    await scene.held(offered)
    before = await scene.state()
    poor = await scene.hold(offered)
    assert (poor["__typename"], poor["left"], poor["message"]) == ("NotEnoughPoints", 4, "积分不够。")
    assert (await scene.hold(rich))["__typename"] == "NotEnoughPoints"
    for quantity in (0, -1, 100):
        assert (await scene.hold(offered, quantity=quantity))["__typename"] == "InvalidInput"
    assert (await scene.hold(offered, voucher=True))["message"] == "这个网点联网正常，不用开兑换券。"
    assert await scene.state() == before


async def test_the_limit_of_a_month_counts_what_waits_and_not_what_came_back(scene: Scene) -> None:
    await scene.give_points("resident", 100)
    offered = await scene.good(perMonth=2)
    first = await scene.held(offered)
    await scene.held(offered)
    assert (await scene.hold(offered))["message"] == "超过了每人每月的限兑数量。"
    await scene.do("resident", "cancelRedemption", redemptionId=first["id"])
    await scene.held(offered)
    assert (await scene.hold(offered))["__typename"] == "InvalidInput"
    with clock.using(Later(timedelta(days=32))):
        await scene.held(offered)


async def test_a_keeper_undoes_today_and_not_tomorrow(scene: Scene) -> None:
    await scene.give_points("resident", 10, OTHER_STREET)
    offered = await scene.good()
    first, second = await scene.held(offered), await scene.held(offered)
    for held in (first, second):
        await scene.redeem(held)
    assert (await scene.do("keeper", "undoRedemption", redemptionId=first["id"], reason=" "))["field"] == "reason"
    same = str(clock.new_id())
    facts = {"redemptionId": first["id"], "reason": "东西坏了", "id": same}
    undone = await scene.do("keeper", "undoRedemption", **facts)
    assert (undone["redemption"]["status"], undone["transfer"]["kind"]) == ("UNDONE", "REVERSE")
    assert (await scene.do("keeper", "undoRedemption", **facts))["replayed"]
    assert await scene.points("resident") == (5, 0, 5)
    assert (await good(await scene.of("keeper"), offered["id"]))["stock"] == 9
    clearing = await db.rows("SELECT posted FROM points_accounts WHERE kind = 'clearing' ORDER BY posted")
    assert [row["posted"] for row in clearing] == [-5, 5]

    before = await scene.state()
    again = await scene.do("keeper", "undoRedemption", redemptionId=first["id"], reason="再来一次")
    assert (again["__typename"], again["message"]) == ("WrongStatus", "这次兑换已经冲正。")
    for name in ("resident", "other_keeper", "clerk"):
        refused = await scene.do(name, "undoRedemption", redemptionId=second["id"], reason="不行")
        assert refused["__typename"] in ("NotAllowed", "NotFound"), name
    with clock.using(Later(timedelta(days=1))):
        late = await scene.do("keeper", "undoRedemption", redemptionId=second["id"], reason="东西坏了")
        seen = await redemption(await scene.of("keeper"), second["id"])
    assert (late["__typename"], late["message"]) == ("WrongStatus", "只能在兑换当天冲正。")
    assert seen
    assert not seen["undoable"]
    assert await scene.state() == before
    await scene.held(offered)  # the same points are there to be spent


@pytest.mark.parametrize("later", [MINUTES + MINUTE, timedelta(days=400)])
async def test_what_nobody_fetches_comes_back_by_the_clock_once(scene: Scene, later: timedelta) -> None:
    await scene.give_points("resident", 5)
    offered = await scene.good()
    held = await scene.held(offered)
    assert await bank.lapse(now=clock.now() + MINUTES - MINUTE) == 0
    when = clock.now() + later
    assert sum(await asyncio.gather(bank.lapse(now=when), bank.lapse(now=when))) == 1
    assert await bank.lapse(now=when) == 0
    seen = await redemption(await scene.of("resident"), held["id"])
    assert seen
    assert (seen["status"], seen["code"]) == ("LAPSED", None)
    assert await scene.points("resident") == (5, 0, 5)
    assert (await good(await scene.of("keeper"), offered["id"]))["stock"] == 10
    assert await db.value("SELECT count(*) FROM outbox WHERE kind = 'points.released'") == 1
    refused = await scene.do("resident", "cancelRedemption", redemptionId=held["id"])
    assert refused["__typename"] == "WrongStatus"


async def test_a_keeper_cannot_find_out_codes_by_trying(scene: Scene) -> None:
    await scene.give_points("resident", 5)
    held = await scene.held(await scene.good())
    keeper, branch = await scene.of("keeper"), await scene.branch()
    document = "query($b: ID!, $c: String!) { redemptionByCode(branchId: $b, code: $c) { id } }"
    wrong = [f"{number:08d}" for number in range(20) if f"{number:08d}" != held["code"]]
    for code in wrong:
        await keeper.do(document, b=branch, c=code)
    for _ in range(2):
        answer = await keeper.ask(document, b=branch, c=held["code"])
    assert answer["errors"], "even the right one, for a while"
    assert (await scene.redeem(held))["__typename"] == "TooManyTries"
    assert (await scene.redeem(held, "second_keeper"))["__typename"] == "RedemptionResult"


async def test_a_redemption_is_its_holders_and_its_branchs_affair(scene: Scene) -> None:
    await scene.give_points("resident", 5)
    held = await scene.held(await scene.good())
    seen = {}
    for name in ("resident", "keeper", "neighbour", "other_keeper", "clerk", "administrator"):
        found = await redemption(await scene.of(name), held["id"])
        seen[name] = found and (found["code"] is not None, found["holderName"])
    assert seen == {
        "resident": (True, "林小满"),
        "keeper": (False, "林**"),
        "neighbour": None,
        "other_keeper": None,
        "clerk": None,
        "administrator": None,
    }
    listed = "query($b: ID!) { branchRedemptions(branchId: $b, first: 10) { nodes { id } } }"
    keeper, other = await scene.of("keeper"), await scene.of("other_keeper")
    branch = await scene.branch()
    assert (await keeper.do(listed, b=branch))["branchRedemptions"]["nodes"] == [{"id": held["id"]}]
    assert "errors" in await other.ask(listed, b=branch)
    mine = "{ myRedemptions(first: 1, waitingOnly: true) { nodes { id } pageInfo { hasNextPage endCursor } } }"
    assert (await (await scene.of("resident")).do(mine))["myRedemptions"]["nodes"] == [{"id": held["id"]}]
    cancelled = await scene.do("neighbour", "cancelRedemption", redemptionId=held["id"])
    assert cancelled["__typename"] == "NotFound"
