"""Somebody asks to be forgotten: nothing names them any more, and what they did still adds up."""

from datetime import date, timedelta
from typing import Any

import pytest
from tests.cast import STREET, World
from tests.client import Client
from tests.databases import Besides
from tests.feed.happenings import running_hub, until
from tests.people.documents import DELEGATE, PERMISSIONS, events
from tests.wishes.scene import Scene, furnish_units

from gridcall import clock, db
from gridcall.feed.rights import Ended
from gridcall.points.actions.booking import book
from gridcall.points.orders import Earn
from gridcall.points.rules import Cause, Holder

ERASE = """mutation ($id: ID!, $person: ID!) { erasePerson(id: $id, personId: $person, reason: "本人申请") {
  __typename ... on Problem { code message } } }"""
ENABLE = """mutation ($id: ID!, $version: Int!) {
  setPersonDisabled(id: $id, disabled: false, expectedVersion: $version) { __typename ... on Problem { code } } }"""
GIVE = """mutation ($id: ID!, $phone: String!) { givePoints(id: $id, toPhone: $phone, points: 2, words: "谢谢何田田") {
  __typename ... on Problem { message } } }"""


@pytest.fixture
def besides() -> Besides:
    return (furnish_units,)


@pytest.fixture
def scene(world: World, as_person: Any) -> Scene:
    return Scene(world, as_person)


async def erased(scene: Scene, name: str) -> Any:
    administrator: Client = await scene.of("administrator")
    person = str(scene.world.persons[name])
    return (await administrator.do(ERASE, id=str(clock.new_id()), person=person))["erasePerson"]


async def test_nothing_names_somebody_who_was_erased(scene: Scene) -> None:
    wish = await scene.post("company_member", name="历某某", address="5号楼1单元501室")
    await scene.do("company_member", "withdrawWish", wish)
    person = scene.world.persons["company_member"]
    earned = Earn(
        clock.new_id(), Holder.person(person).account, 9, STREET, Cause.SNAP_VERIFIED, clock.new_id(), date(2099, 1, 1)
    )
    await book([earned], actor_id=None, now=clock.now())
    given = await (await scene.of("company_member")).do(GIVE, id=str(clock.new_id()), phone="13800000001")
    assert given["givePoints"]["__typename"] == "PointsResult", given
    assert (await erased(scene, "company_member"))["__typename"] == "Done"
    await nobody_can_call_back(scene, str(person))
    left = await db.row("SELECT name, sort_key, phone FROM persons WHERE id = $1", person)
    assert left is not None
    assert "建" not in left["name"]
    assert left["sort_key"].startswith("yi")  # as the words that stand there now
    kept = await db.row("SELECT name, phone, address, original_words, words FROM wishes WHERE wisher_id = $1", person)
    assert kept is not None
    assert (kept["name"], kept["phone"], kept["address"]) == ("", "", "")
    assert kept["original_words"] == kept["words"]
    assert await db.value("SELECT words FROM gifts WHERE giver_id = $1", person) == ""
    assert await db.value("SELECT count(*) FROM registrations WHERE person_id = $1 AND ends_on IS NULL", person) == 0
    closed = await db.value("SELECT closed_at FROM points_accounts WHERE id = $1", Holder.person(person).account.id)
    assert closed is not None


async def test_whoever_stands_in_for_somebody_who_was_erased_stops_at_once(scene: Scene) -> None:
    persons, posts = scene.world.persons, scene.world.posts
    now = clock.now()
    for holder, stand_in in (("head", "clerk"), ("clerk", "head")):
        whom = {"postId": str(posts[holder]), "toPersonId": str(persons[stand_in])}
        times = {"from": now.isoformat(), "until": (now + timedelta(days=7)).isoformat()}
        administrator: Client = await scene.of("administrator")
        done = (await administrator.do(DELEGATE, input={"id": str(clock.new_id()), **whom, **times}))["it"]
        assert done["__typename"] == "Post", done
    clerk = await scene.of("clerk")
    assert "post:delegate" in (await clerk.do(PERMISSIONS))["me"]["permissions"]
    ended: list[Ended] = []
    async with running_hub(ended.append):
        assert (await erased(scene, "head"))["__typename"] == "Done"
        await until(lambda: Ended(str(persons["clerk"]), None, signed_out=False) in ended)
    assert "post:delegate" not in (await clerk.do(PERMISSIONS))["me"]["permissions"]
    assert (await events()).count("delegation.ended") == 2
    assert (await events()).count("post.ended") == 1
    assert await db.value("SELECT count(*) FROM delegations WHERE ended_at IS NULL") == 0


async def nobody_can_call_back(scene: Scene, person: str) -> None:
    administrator: Client = await scene.of("administrator")
    found = (await administrator.do("query ($id: ID!) { person(id: $id) { erased disabled version } }", id=person))[
        "person"
    ]
    assert (found["erased"], found["disabled"]) == (True, True)
    refused = await administrator.do(ENABLE, id=person, version=found["version"])
    assert refused["setPersonDisabled"]["code"] == "NOT_FOUND"


async def test_an_open_wish_comes_to_its_end_first(scene: Scene) -> None:
    wish = await scene.post()
    assert (await erased(scene, "resident"))["code"] == "WRONG_STATUS"
    assert await db.value("SELECT name FROM persons WHERE id = $1", scene.world.persons["resident"]) == "林小满"
    assert await db.value("SELECT count(*) FROM outbox WHERE kind = 'person.erased'") == 0
    await scene.do("resident", "withdrawWish", wish)
    assert (await erased(scene, "resident"))["__typename"] == "Done"
