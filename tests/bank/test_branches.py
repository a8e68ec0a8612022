"""Branches and their catalogue: public, opened by their street, stocked by their keepers."""

from typing import Any

from tests.bank.documents import BRANCH, GOOD, change
from tests.bank.scene import Scene
from tests.cast import COMMUNITY, DISTRICT, OTHER_STREET, STREET
from tests.client import Client

from gridcall import clock, db

PUBLIC = f"query($w: String!) {{ branches(within: $w) {{ {BRANCH} account {{ posted }} goods {{ {GOOD} }} }} }}"


def new_branch(**facts: Any) -> dict[str, Any]:
    given = {"id": str(clock.new_id()), "name": "社区小铺", "code": COMMUNITY, "place": "一楼", "hours": "9:00-17:00"}
    return {**given, "badConnection": False, **facts}


async def test_anybody_reads_branches_and_what_they_offer(scene: Scene, anyone: Client) -> None:
    offered = await scene.good(points=7)
    await scene.good(name="洗衣液", kind="GOODS", points=3, stock=0)
    hidden = await scene.good(name="下架的")
    changed = {**{key: hidden[key] for key in ("name", "words", "points", "stock", "perMonth")}, "withdrawn": True}
    gone = {"id": str(clock.new_id()), "goodId": hidden["id"], "expectedVersion": hidden["version"], **changed}
    assert (await scene.do("keeper", "changeGood", input=gone))["withdrawn"]
    await scene.branch("other_street")
    found = (await anyone.do(PUBLIC, w=STREET))["branches"]
    assert [(one["name"], one["streetName"], one["account"]) for one in found] == [("明城公益小铺", "智远街道", None)]
    assert [(one["name"], one["available"]) for one in found[0]["goods"]] == [("洗衣液", False), ("理发一次", True)]
    assert len((await anyone.do(PUBLIC, w=DISTRICT))["branches"]) == 2
    assert (await anyone.do(PUBLIC, w=OTHER_STREET))["branches"][0]["goods"] == []
    one = await anyone.do(f"query($id: ID!) {{ good(id: $id) {{ {GOOD} branch {{ name }} }} }}", id=offered["id"])
    assert one["good"]["branch"] == {"name": "明城公益小铺"}


async def test_the_account_of_a_branch_is_shown_to_its_keepers_and_its_street(scene: Scene) -> None:
    await scene.give_points("resident", 5)
    await scene.redeem(await scene.held(await scene.good()))
    shown = {}
    for name in ("keeper", "clerk", "supervisor", "resident", "other_keeper", "other_clerk"):
        shown[name] = (await (await scene.of(name)).do(PUBLIC, w=STREET))["branches"][0]["account"]
    spent = {"posted": 5}
    nobody: dict[str, None] = dict.fromkeys(("resident", "other_keeper", "other_clerk"))
    assert shown == {"keeper": spent, "clerk": spent, "supervisor": spent, **nobody}


async def test_a_street_opens_and_changes_its_branches_alone(scene: Scene) -> None:
    before = await scene.state()
    for name in ("keeper", "specialist", "resident", "supervisor", "administrator", "other_clerk"):
        assert (await scene.do(name, "openBranch", input=new_branch()))["__typename"] == "NotAllowed", name
    for facts, field in (
        ({"name": " "}, "name"),
        ({"code": "370102013999"}, "code"),
        ({"code": STREET + "x"}, "code"),
        ({"hours": "长" * 101}, "hours"),
    ):
        refused = await scene.do("clerk", "openBranch", input=new_branch(**facts))
        assert (refused["__typename"], refused["field"]) == ("InvalidInput", field), facts
    assert await scene.state() == before
    given = new_branch()
    opened, again = [await scene.do("head", "openBranch", input=given) for _ in range(2)]
    assert opened == again
    assert (opened["code"], opened["streetName"]) == (COMMUNITY, "智远街道")
    other = await scene.do("head", "openBranch", input={**given, "name": "另一个"})
    assert other["__typename"] == "IdempotencyConflict"


async def test_a_branch_is_closed_and_what_is_held_can_still_be_fetched(scene: Scene) -> None:
    await scene.give_points("resident", 20)
    offered = await scene.good()
    held = await scene.held(offered)
    facts = {"branchId": await scene.branch(), "name": "明城公益小铺", "place": "二楼", "hours": "暂停"}
    closing = {**facts, "open": False, "badConnection": False, "expectedVersion": 1}
    request = str(clock.new_id())
    closed, again = [await scene.do("clerk", "changeBranch", id=request, input=closing) for _ in range(2)]
    assert closed == again
    assert (closed["open"], closed["version"]) == (False, 2)
    before = await scene.state()
    assert (await scene.do("clerk", "changeBranch", input=closing))["__typename"] == "VersionConflict"
    assert (await scene.do("other_clerk", "changeBranch", input=closing))["__typename"] == "NotFound"
    refused = await scene.hold(offered)
    assert (refused["__typename"], refused["message"]) == ("InvalidInput", "这个网点暂停兑换。")
    assert await scene.state() == before
    assert (await scene.redeem(held))["redemption"]["status"] == "REDEEMED"


async def test_keepers_and_their_street_stock_the_catalogue(scene: Scene) -> None:
    offered = await scene.good(stock=3)
    await scene.give_points("resident", 20)
    plain = {key: offered[key] for key in ("name", "words", "points", "perMonth", "withdrawn")}

    def restocked(**facts: Any) -> dict[str, Any]:
        given = {"id": str(clock.new_id()), "goodId": offered["id"], "stock": 10, "expectedVersion": 1}
        return {**plain, **given, **facts}

    await scene.held(offered)
    before = await scene.state()
    stale = await scene.do("keeper", "changeGood", input=restocked())
    assert (stale["__typename"], stale["code"]) == ("VersionConflict", "VERSION_CONFLICT"), "the stock has moved"
    for facts, field in (({"points": 0}, "points"), ({"stock": -1}, "stock"), ({"perMonth": 0}, "perMonth")):
        refused = await scene.do("keeper", "changeGood", input=restocked(**facts, expectedVersion=2))
        assert (refused["__typename"], refused["field"]) == ("InvalidInput", field)
    for name, answer in (("other_keeper", "NotFound"), ("resident", "NotAllowed"), ("specialist", "NotAllowed")):
        refused = await scene.do(name, "changeGood", input=restocked(expectedVersion=2))
        assert refused["__typename"] == answer, name
    assert await scene.state() == before
    for who, version in (("keeper", 2), ("clerk", 3)):
        assert (await scene.do(who, "changeGood", input=restocked(expectedVersion=version)))["version"] == version + 1


async def test_an_offer_made_twice_is_one(scene: Scene) -> None:
    given = {
        "id": str(clock.new_id()),
        "branchId": await scene.branch(),
        "kind": "GOODS",
        "name": "大米",
        "words": "",
        "points": 12,
    }
    keeper = await scene.of("keeper")
    first, again = [await change(keeper, "offerGood", input=given) for _ in range(2)]
    assert first == again
    assert (first["stock"], first["perMonth"], first["available"]) == (None, None, True)
    assert (await change(keeper, "offerGood", input={**given, "points": 13}))["__typename"] == "IdempotencyConflict"
    assert await db.value("SELECT count(*) FROM goods") == 1


async def test_a_keeper_sees_the_own_branches(scene: Scene) -> None:
    await scene.branch()
    await scene.branch("other_street")
    mine = {}
    for name in ("keeper", "other_keeper", "clerk", "resident"):
        mine[name] = [one["name"] for one in (await (await scene.of(name)).do("{ myBranches { name } }"))["myBranches"]]
    assert mine == {"keeper": ["明城公益小铺"], "other_keeper": ["解放路公益小铺"], "clerk": [], "resident": []}
