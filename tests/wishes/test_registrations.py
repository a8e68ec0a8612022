"""Double registration: units and members report to communities, are verified by the unit's contact, and leave."""

from typing import Any

import pytest
from tests.cast import COMMUNITY, NEXT_COMMUNITY, OTHER_COMMUNITY
from tests.client import Client
from tests.later import Later
from tests.wishes.documents import PROBLEM
from tests.wishes.scene import DAY, Scene

from gridcall import clock, db
from gridcall.people.models import Unit
from gridcall.people.workflow import UnitKind

R = "id unitId unitName personId personName community communityName startsOn endsOn verified verifiedBy mine"
MINE = f"query($mine: Boolean!) {{ registrations(mine: $mine) {{ {R} }} }}"
UNITS = "{ myUnits { id name } }"
PAGE = f"""query($id: ID!) {{ registeredUnit(id: $id) {{ unit {{ name }} membersCount claimed fulfilled contactOfMine
  communities {{ communityName }} members {{ {R} }} }} }}"""
AT = "query($c: String!) { registeredUnits(community: $c) { unit { name } membersCount } }"


async def do(client: Client, name: str, declared: str, passed: str, **facts: Any) -> dict[str, Any]:
    document = f"mutation({declared}) {{ {name}({passed}) {{ {PROBLEM} ... on Registration {{ {R} }} }} }}"
    answer: dict[str, Any] = (await client.do(document, **facts))[name]
    return answer


async def register(
    scene: Scene, who: str, unit: str, community: str, name: str = "registerAsMember", **facts: Any
) -> Any:
    kind = {"registerAsMember": "RegisterMemberInput!", "registerUnit": "RegisterUnitInput!"}[name]
    given = {"id": str(clock.new_id()), "unitId": str(scene.world.units[unit]), "community": community, **facts}
    return await do(await scene.of(who), name, f"$input: {kind}", "input: $input", input=given)


async def later(scene: Scene, who: str, name: str, registration: dict[str, Any], **facts: Any) -> Any:
    given = {"id": str(clock.new_id()), "registrationId": registration["id"], **facts}
    return await do(
        await scene.of(who), name, "$id: ID!, $registrationId: ID!", "id: $id, registrationId: $registrationId", **given
    )


async def units_of(scene: Scene, who: str) -> list[str]:
    return [unit["name"] for unit in (await (await scene.of(who)).do(UNITS))["myUnits"]]


async def test_a_member_registers_is_verified_and_can_claim_in_the_units_name(scene: Scene) -> None:
    asked = await register(scene, "resident", "company", NEXT_COMMUNITY)
    assert (asked["communityName"], asked["verified"], asked["mine"]) == ("盛景社区", False, True)
    assert await units_of(scene, "resident") == []
    event = await db.row("SELECT told FROM outbox WHERE kind = 'registration.member_registered'")
    assert event is not None
    assert event["told"] == [{"person": str(scene.world.persons["company_contact"]), "needsMe": True}]

    for name in ("school_contact", "neighbour"):
        assert (await later(scene, name, "verifyMember", asked))["__typename"] in ("NotFound", "NotAllowed")
    same = str(clock.new_id())
    verified = await later(scene, "company_contact", "verifyMember", asked, id=same)
    assert (verified["verified"], verified["personName"]) == (True, "林小满")
    again = await later(scene, "company_contact", "verifyMember", asked, id=same)
    assert again == verified
    twice = await later(scene, "company_contact", "verifyMember", asked)
    assert twice["__typename"] == "InvalidInput"
    assert await units_of(scene, "resident") == ["历下城建集团"]
    wish = await scene.published("neighbour", name="何田田", phone="13800000001")
    assert (await scene.claim(wish, "resident", "company"))["claim"]["unitName"] == "历下城建集团"


async def test_who_leaves_claims_no_longer_in_the_units_name(scene: Scene) -> None:
    mine = (await (await scene.of("company_member")).do(MINE, mine=True))["registrations"]
    assert [one["unitName"] for one in mine] == ["历下城建集团"]
    assert (await later(scene, "neighbour", "endRegistration", mine[0]))["__typename"] == "NotFound"
    ended = await later(scene, "company_member", "endRegistration", mine[0])
    assert ended["endsOn"] is not None
    assert (await later(scene, "company_member", "endRegistration", mine[0]))["__typename"] == "InvalidInput"
    assert await units_of(scene, "company_member") == []
    wish = await scene.published()
    assert (await scene.claim(wish, "company_member", "company"))["__typename"] == "InvalidInput"
    again = await register(scene, "company_member", "company", NEXT_COMMUNITY)
    assert again["__typename"] == "Registration"


async def test_a_unit_registers_by_its_contact_alone_and_once_in_a_community(scene: Scene) -> None:
    for who in ("company_member", "school_contact", "specialist"):
        refused = await register(scene, who, "company", OTHER_COMMUNITY, "registerUnit")
        assert refused["__typename"] == "NotAllowed", who
    same = str(clock.new_id())
    made = await register(scene, "company_contact", "company", OTHER_COMMUNITY, "registerUnit", id=same)
    assert (made["verified"], made["personName"]) == (True, None)
    assert await register(scene, "company_contact", "company", OTHER_COMMUNITY, "registerUnit", id=same) == made
    other = await register(scene, "company_contact", "company", COMMUNITY, "registerUnit", id=same)
    assert other["__typename"] == "IdempotencyConflict"
    twice = await register(scene, "company_contact", "company", OTHER_COMMUNITY, "registerUnit")
    assert (twice["__typename"], twice["field"]) == ("InvalidInput", "community")
    nowhere = await register(scene, "company_contact", "company", "370102013999", "registerUnit")
    assert nowhere["__typename"] == "InvalidInput"


async def test_nobody_joins_a_unit_that_is_not_registered(scene: Scene) -> None:
    unit = await Unit.create(
        id=clock.new_id(), name="某某厂", kind=UnitKind.COMPANY, code="370102", created_at=clock.now()
    )
    scene.world.units["factory"] = unit.id
    refused = await register(scene, "resident", "factory", COMMUNITY)
    assert (refused["__typename"], refused["field"]) == ("InvalidInput", "unitId")
    lost = await register(scene, "resident", "company", COMMUNITY, unitId=str(clock.new_id()))
    assert lost["__typename"] == "NotFound"


async def test_a_units_page_says_what_it_did_and_names_to_its_own(scene: Scene, anyone: Client) -> None:
    wish = await scene.claimed("company_member", "company")
    await scene.do("company_member", "reportWishFulfilled", wish, words="好了")
    await scene.do("resident", "confirmWish", wish)
    await scene.claim(await scene.published(address="8号楼1单元101室"), "company_member", "company")
    unit = str(scene.world.units["company"])
    page = (await anyone.do(PAGE, id=unit))["registeredUnit"]
    assert (page["claimed"], page["fulfilled"], page["membersCount"], page["members"]) == (2, 1, 2, [])
    assert [one["communityName"] for one in page["communities"]] == ["盛福明城社区"]
    own = (await (await scene.of("company_contact")).do(PAGE, id=unit))["registeredUnit"]
    assert own["contactOfMine"]
    assert len(own["members"]) == 3
    assert not any("*" in one["personName"] for one in own["members"])
    at = (await anyone.do(AT, c=COMMUNITY))["registeredUnits"]
    assert [one["unit"]["name"] for one in at] == ["历下城建集团", "盛福实验小学"]
    assert (await anyone.do(PAGE, id=str(scene.world.units["street"])))["registeredUnit"] is None


async def test_the_community_reads_what_holds_at_its_place(scene: Scene) -> None:
    seen = (await (await scene.of("specialist")).do(MINE, mine=False))["registrations"]
    assert {one["unitName"] for one in seen} == {"历下城建集团", "盛福实验小学"}
    assert {one["community"] for one in seen} == {COMMUNITY}
    assert (await (await scene.of("resident")).do(MINE, mine=False))["registrations"] == []


async def test_a_registration_holds_from_its_day_on(scene: Scene) -> None:
    made = await register(scene, "company_contact", "company", OTHER_COMMUNITY, "registerUnit")
    with clock.using(Later(DAY)):
        ended = await later(scene, "company_contact", "endRegistration", made)
    assert ended["endsOn"] == ended["startsOn"]


@pytest.mark.parametrize("name", ["registration_steps"])
async def test_steps_of_registrations_stay(name: str, scene: Scene) -> None:
    mine = (await (await scene.of("company_member")).do(MINE, mine=True))["registrations"]
    await later(scene, "company_member", "endRegistration", mine[0])
    with pytest.raises(Exception, match="insert-only"):
        async with db.transaction():
            await db.execute(f"DELETE FROM {name}")
