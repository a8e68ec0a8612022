"""Who may do what at branches, between streets and with activities: every role asked, and a refusal changes nothing."""

from typing import Any

import pytest
from tests.bank.documents import MUTATIONS, PROBLEM
from tests.bank.scene import Scene
from tests.cast import COMMUNITY, DISTRICT, OTHER_STREET, STREET, add_person

from gridcall import clock
from gridcall.people.permissions import GRANTS, Permission, Role
from gridcall.people.workflow import LEVELS

P = Permission
NEEDS = {
    "openBranch": P.BRANCH_MANAGE,
    "changeBranch": P.BRANCH_MANAGE,
    "offerGood": P.GOOD_OFFER,
    "changeGood": P.GOOD_OFFER,
    "redeem": P.BRANCH_KEEP,
    "undoRedemption": P.BRANCH_KEEP,
    "proposeSettlement": P.POINTS_SETTLE,
    "confirmSettlement": P.POINTS_SETTLE,
    "withdrawSettlement": P.POINTS_SETTLE,
}
HELD = {
    P.BRANCH_MANAGE: {Role.STREET_HEAD, Role.STREET_CLERK},
    P.GOOD_OFFER: {Role.STREET_HEAD, Role.STREET_CLERK, Role.BRANCH_KEEPER},
    P.BRANCH_KEEP: {Role.BRANCH_KEEPER},
    P.POINTS_SETTLE: {Role.STREET_HEAD},
    P.POINTS_READ: {Role.STREET_HEAD, Role.STREET_CLERK, Role.SUPERVISOR, Role.ADMINISTRATOR},
    P.ACTIVITY_ORGANISE: {Role.STREET_CLERK, Role.GRID_ASSISTANT, Role.COMMUNITY_SPECIALIST},
}


def test_every_role_has_what_it_should_and_no_more() -> None:
    granted = {one: {role for role in Role if one in GRANTS[role]} for one in HELD}
    assert granted == HELD


def _facts(good: dict[str, Any], redemption: dict[str, Any]) -> dict[str, dict[str, Any]]:
    new, words = str(clock.new_id()), {"name": "名", "place": "处", "hours": "时"}
    line = {"name": "名", "words": "", "points": 1}
    branch = redemption["branch"]["id"]
    return {
        "openBranch": {"input": {"id": new, "code": STREET, "badConnection": False, **words}},
        "changeBranch": {
            "input": {"branchId": branch, "open": True, "badConnection": False, "expectedVersion": 1, **words}
        },
        "offerGood": {"input": {"id": new, "branchId": branch, "kind": "GOODS", **line}},
        "changeGood": {"input": {"id": new, "goodId": good["id"], "withdrawn": False, "expectedVersion": 2, **line}},
        "redeem": {"branchId": branch, "code": redemption["code"]},
        "undoRedemption": {"redemptionId": redemption["id"], "reason": "试试"},
        "proposeSettlement": {"streetA": STREET, "streetB": OTHER_STREET, "period": "2026-01"},
        "confirmSettlement": {"settlementId": new},
        "withdrawSettlement": {"settlementId": new, "reason": "试试"},
    }


@pytest.mark.parametrize("role", [None, *Role], ids=lambda role: role.value if role else "nobody")
async def test_a_role_that_was_not_given_it_changes_nothing(scene: Scene, role: Role | None) -> None:
    await scene.give_points("resident", 10)
    offered = await scene.good()
    redemption = await scene.held(offered)
    lengths = LEVELS.get(role, (len(STREET),)) if role else ()
    code = next((code for code in (STREET, COMMUNITY, DISTRICT) if len(code) in lengths), STREET)
    await add_person(scene.world, "asker", "某人", "+8613800019998", [(role, "street", code)] if role else [])
    granted = GRANTS[role] if role else frozenset()
    forbidden = {name: facts for name, facts in _facts(offered, redemption).items() if NEEDS[name] not in granted}
    await scene.of("asker")
    before = await scene.state()
    for name, facts in forbidden.items():
        assert (await scene.do("asker", name, **facts))["__typename"] == "NotAllowed", name
    assert await scene.state() == before


async def test_whoever_is_not_signed_in_changes_nothing(scene: Scene, anyone: Any) -> None:
    await scene.give_points("resident", 10)
    offered = await scene.good()
    redemption = await scene.held(offered)
    own = {
        "holdRedemption": {"goodId": offered["id"], "quantity": 1, "voucher": False},
        "cancelRedemption": {"redemptionId": redemption["id"]},
        "givePoints": {"toPhone": scene.phone("neighbour"), "points": 1},
    }
    facts = {**_facts(offered, redemption), **own}
    assert facts.keys() == MUTATIONS.keys()
    before = await scene.state()
    for name, given in facts.items():
        declared, arguments, _ = MUTATIONS[name]
        if "$id" in declared:
            given["id"] = str(clock.new_id())
        document = f"mutation({declared}) {{ {name}({arguments}) {{ {PROBLEM} }} }}"
        assert (await anyone.do(document, **given))[name]["__typename"] == "SignInRequired", name
    assert await scene.state() == before
