"""A wish's whole life over GraphQL, as each of those concerned sees it."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from tests.cast import COMMUNITY, World
from tests.client import Client
from tests.wishes.documents import MASKED, claim, listed, look, post, publish, reveal, step

from gridcall import clock, outbox
from gridcall.push import inbox

AsPerson = Callable[[str], Awaitable[Client]]
INBOX = "{ inbox(first: 20) { nodes { kind title body needsMe path readAt } } }"


async def told(client: Client) -> list[tuple[str, bool]]:
    for _ in range(500):  # while a transaction of another database still runs
        if not await outbox.unsettled_after(await outbox.head()):
            break
        await asyncio.sleep(0.01)
    while await inbox.read_on(clock.now()):
        pass
    nodes = (await client.do(INBOX))["inbox"]["nodes"]
    return [(node["kind"], node["needsMe"]) for node in nodes]


async def test_a_wish_is_posted_published_claimed_fulfilled_and_confirmed(
    as_person: AsPerson, world: World, anyone: Client
) -> None:
    wisher, reviewer = await as_person("resident"), await as_person("specialist")
    first, second = await as_person("neighbour"), await as_person("other_worker")

    wish = await post(wisher)
    assert (wish["status"], wish["mine"]) == ("TO_REVIEW", True)
    assert await look(anyone, wish) is None
    assert await look(first, wish) is None
    assert ("wish.posted", True) in await told(reviewer)

    seen = await look(reviewer, wish)
    assert seen["private"]["originalWords"].startswith("我叫林小满")
    assert "林小满" not in seen["private"]["maskedWords"]
    assert "501" not in seen["private"]["maskedWords"]
    assert "138" not in seen["private"]["maskedWords"]
    assert [node["id"] for node in (await listed(reviewer, "TO_REVIEW"))["nodes"]] == [wish["id"]]

    leaky = await publish(reviewer, wish, maskedWords="林小满家要换灯")
    assert (leaky["__typename"], leaky["field"]) == ("InvalidInput", "maskedWords")
    wish = await publish(reviewer, wish)
    assert (wish["status"], wish["words"]) == ("PUBLISHED", MASKED)
    assert ("wish.published", False) in await told(wisher)
    on_the_wall = (await listed(anyone, within=COMMUNITY))["nodes"]
    assert [(node["id"], node["words"]) for node in on_the_wall] == [(wish["id"], MASKED)]

    await _claimed_and_fulfilled(wish, wisher, first, second)
    assert (await look(anyone, wish))["thanks"] == "晚上回家亮堂了，谢谢您"


async def _claimed_and_fulfilled(wish: dict[str, Any], wisher: Client, first: Client, second: Client) -> None:
    claimed = await claim(first, wish)
    assert (claimed["status"], claimed["claim"]["mine"], claimed["contactVisible"]) == ("CLAIMED", True, True)
    late = await claim(second, wish)
    assert (late["__typename"], late["code"]) == ("AlreadyClaimed", "ALREADY_CLAIMED")
    assert ("wish.claimed", False) in await told(wisher)

    contact = await reveal(first, wish)
    assert (contact["name"], contact["phone"], contact["address"]) == ("林小满", "13800000000", "3号楼2单元501室")
    assert (await reveal(second, wish))["__typename"] == "NotAllowed"
    assert [one["byName"] for one in (await look(wisher, wish))["looks"]] == ["何田田"]
    assert (await look(first, wish))["looks"] == []
    assert ("wish.contact_seen", False) in await told(wisher)

    reported = await step(first, "reportWishFulfilled", wish, words="灯装好了，试过三次都亮")
    assert reported["status"] == "REPORTED"
    assert ("wish.reported", True) in await told(wisher)
    missing = await step(wisher, "sayWishMissing", wish, words="开关还没装")
    assert (missing["status"], missing["claim"]["mine"]) == ("CLAIMED", False)
    assert ("wish.missing", True) in await told(first)
    await step(first, "reportWishFulfilled", wish, words="开关也装好了")
    done = await step(wisher, "confirmWish", wish)
    assert done["status"] == "FULFILLED"
    assert ("wish.confirmed", False) in await told(first)
    assert (await reveal(first, wish))["__typename"] == "NotAllowed"
    thanked = await step(wisher, "thankForWish", wish, words="晚上回家亮堂了，谢谢您")
    assert thanked["thanks"] == "晚上回家亮堂了，谢谢您"
    assert ("wish.thanked", False) in await told(first)
    again = await step(wisher, "thankForWish", wish, words="再谢一次")
    assert again["__typename"] == "WrongStatus"
