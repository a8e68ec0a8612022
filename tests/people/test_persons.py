"""Accounts: listed as far as the asker may know, added, changed, disabled, revealed with a reason."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from tests.cast import CELL, COMMUNITY, DISTRICT, OTHER_STREET, STREET, World
from tests.client import Client
from tests.people.documents import (
    ADD_PERSON,
    APPOINT,
    CHANGE_PERSON,
    DISABLE,
    ENTER_WITH_PASSWORD,
    PEOPLE,
    REVEAL,
    events,
    new_id,
    version_of,
)

from gridcall import clock, db
from gridcall.people import actions, sessions
from gridcall.people.models import Person, Post
from gridcall.words import Language

AsPerson = Callable[[str], Awaitable[Client]]
PASSWORD = "春风又绿江南岸-2026"


def newcomer(**other: Any) -> dict[str, Any]:
    return {"id": new_id(), "name": "沈知微", "phone": "13900000001", "language": "ZH", **other}


async def change(client: Client, person_id: Any, **other: Any) -> dict[str, Any]:
    facts = {"name": "沈知微", "language": "ZH", "expectedVersion": await version_of(person_id)}
    it: dict[str, Any] = (await client.do(CHANGE_PERSON, input={"id": str(person_id), **facts, **other}))["it"]
    return it


async def names(client: Client, **wanted: Any) -> list[str]:
    return [node["name"] for node in (await client.do(PEOPLE, first=100, **wanted))["people"]["nodes"]]


# ---- reading


async def test_numbers_are_masked_and_residents_names_too(world: World, as_person: AsPerson) -> None:
    clerk = await as_person("clerk")
    found = (await clerk.do(PEOPLE, first=100))["people"]["nodes"]
    shown = {node["id"]: (node["name"], node["phone"]) for node in found}
    assert shown[str(world.persons["resident"])] == ("林**", "138****0000")
    assert shown[str(world.persons["worker"])] == ("孙志安", "138****0002")


async def test_who_manages_an_account_reads_its_name(world: World, as_person: AsPerson) -> None:
    administrator = await as_person("administrator")
    assert "林小满" in await names(administrator)


async def test_the_list_ends_where_the_asker_may_not_read(world: World, as_person: AsPerson) -> None:
    await Person.filter(id=world.persons["other_worker"]).update(home_code=OTHER_STREET)
    clerk, administrator = await as_person("clerk"), await as_person("administrator")
    assert "赵望舒" not in await names(clerk)
    assert "赵望舒" not in await names(clerk, code=OTHER_STREET)
    assert "赵望舒" in await names(administrator)
    assert await names(administrator, code=OTHER_STREET) == ["许知远山", "赵望舒"]


async def test_without_a_post_that_reads_people_there_is_no_list(world: World, as_person: AsPerson) -> None:
    for name in ("resident", "worker"):
        answer = await (await as_person(name)).ask(PEOPLE, first=10)
        assert answer["errors"][0]["extensions"]["code"] == "NOT_ALLOWED"


async def test_pages_follow_each_other_without_gap_or_double(world: World, as_person: AsPerson) -> None:
    administrator = await as_person("administrator")
    whole = (await administrator.do(PEOPLE, first=100))["people"]
    found, after = [], None
    while True:
        page = (await administrator.do(PEOPLE, first=5, after=after))["people"]
        found += page["nodes"]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
    assert found == whole["nodes"]
    assert len(found) == 12


async def test_a_cursor_does_not_tell_a_masked_name(world: World, as_person: AsPerson) -> None:
    clerk = await as_person("clerk")
    whole = (await clerk.do(PEOPLE, first=100))["people"]["nodes"]
    place = [node["name"] for node in whole].index("林**") + 1
    cursor = (await clerk.do(PEOPLE, first=place))["people"]["pageInfo"]["endCursor"]
    assert cursor == str(world.persons["resident"])


async def test_a_cursor_that_is_none_is_refused(world: World, as_person: AsPerson) -> None:
    administrator = await as_person("administrator")
    for after in ("", "nonsense", "bnVsbA", "WzEsMl0", "\x00"):
        answer = await administrator.ask(PEOPLE, first=5, after=after)
        assert answer["errors"][0]["extensions"]["code"] == "INVALID_INPUT", after


async def test_persons_are_found_by_name_and_by_the_end_of_the_number(world: World, as_person: AsPerson) -> None:
    administrator, clerk = await as_person("administrator"), await as_person("clerk")
    for search, found in {
        "志安": {"孙志安"},
        "0002": {"孙志安"},
        "13800000002": {"孙志安"},
        "周": {"周敏行", "周若谷"},
        "%": set(),
    }.items():
        assert set(await names(administrator, search=search)) == found
        assert set(await names(clerk, search=search)) == found


async def test_a_masked_number_is_not_found_out_by_searching(world: World, as_person: AsPerson) -> None:
    for name in ("clerk", "administrator"):
        client = await as_person(name)
        for asked in ("00002", "800000002", "3800000002", "2"):
            assert await names(client, search=asked) == [], asked
        for asked in ("0002", " 0002 ", "138 0000 0002", "+8613800000002"):
            assert await names(client, search=asked) == ["孙志安"], asked


async def test_guessing_very_many_numbers_is_stopped(world: World, as_person: AsPerson) -> None:
    clerk, administrator = await as_person("clerk"), await as_person("administrator")
    for guess in range(30):
        assert await names(clerk, search=f"138{guess:04d}0002") == (["孙志安"] if guess == 0 else [])
    for number in ("13800310002", "1380031\x000002", "１３８００３１０００２"):
        answer = await clerk.ask(PEOPLE, first=5, search=number)
        assert answer["errors"][0]["extensions"]["code"] == "TOO_MANY_TRIES", number
    assert await names(clerk, search="0002") == ["孙志安"]
    for _ in range(31):
        assert await names(administrator, search="13800000002") == ["孙志安"]


async def test_whoever_is_renamed_is_found_by_any_piece_of_the_new_name(world: World, as_person: AsPerson) -> None:
    administrator = await as_person("administrator")
    await change(administrator, world.persons["worker"], name="Ann-Marie 孙")
    for search in ("ann", "Mari", "N-M", "e 孙", "孙"):
        assert await names(administrator, search=search) == ["Ann-Marie 孙"], search
    for search in ("志安", "孙志", "marieann"):
        assert await names(administrator, search=search) == [], search


async def test_whoever_is_new_is_found_by_name(world: World, as_person: AsPerson) -> None:
    administrator = await as_person("administrator")
    await administrator.do(ADD_PERSON, input=newcomer())
    assert await names(administrator, search="知微") == ["沈知微"]


async def test_any_search_is_answered(world: World, as_person: AsPerson) -> None:
    administrator = await as_person("administrator")
    for search in ("\x00", " ", "\\", "_", "'", "林" * 40):
        assert len(await names(administrator, search=search)) in (0, 12)


async def test_a_masked_name_is_not_found_out_by_searching(world: World, as_person: AsPerson) -> None:
    assert await names(await as_person("clerk"), search="小满") == []
    assert await names(await as_person("administrator"), search="小满") == ["林小满"]


async def test_a_person_is_read_within_reach_or_is_nobody(world: World, as_person: AsPerson) -> None:
    ask = "query Story($id: ID!) { person(id: $id) { name phone } }"
    resident = await as_person("resident")
    own = await resident.do(ask, id=str(world.persons["resident"]))
    assert own["person"] == {"name": "林小满", "phone": "138****0000"}
    assert (await resident.do(ask, id=str(world.persons["worker"])))["person"] is None
    assert (await (await as_person("clerk")).do(ask, id=new_id()))["person"] is None


# ---- adding


async def test_an_administrator_adds_a_person_who_can_then_sign_in(
    world: World, as_person: AsPerson, anyone: Client
) -> None:
    administrator = await as_person("administrator")
    facts = newcomer(password=PASSWORD, homeCode=STREET)
    it = (await administrator.do(ADD_PERSON, input=facts))["it"]
    assert (it["id"], it["name"], it["phone"], it["version"]) == (facts["id"], "沈知微", "139****0001", 1)
    entered = (await anyone.do(ENTER_WITH_PASSWORD, phone="13900000001", password=PASSWORD))["it"]
    assert entered["me"]["homeCode"] == STREET


async def test_the_same_person_twice_is_one(world: World, as_person: AsPerson) -> None:
    administrator = await as_person("administrator")
    facts = newcomer()
    first = await administrator.do(ADD_PERSON, input=facts)
    assert await administrator.do(ADD_PERSON, input=facts) == first
    assert await events() == ["person.added"]
    other = (await administrator.do(ADD_PERSON, input={**facts, "name": "别人"}))["it"]
    assert other["code"] == "IDEMPOTENCY_CONFLICT"


async def test_the_first_answer_comes_again_also_after_a_change(world: World, as_person: AsPerson) -> None:
    administrator = await as_person("administrator")
    facts = newcomer()
    await administrator.do(ADD_PERSON, input=facts)
    assert (await change(administrator, facts["id"], name="沈知著"))["version"] == 2
    again = (await administrator.do(ADD_PERSON, input=facts))["it"]
    assert (again["id"], again["name"]) == (facts["id"], "沈知著")


async def test_two_requests_at_once_make_one_person(world: World, as_person: AsPerson) -> None:
    administrator = await as_person("administrator")
    facts = newcomer()
    answers = await asyncio.gather(*(administrator.do(ADD_PERSON, input=facts) for _ in range(4)))
    assert all(answer["it"]["__typename"] == "Person" for answer in answers)
    rivals = [newcomer(phone="13900000002") for _ in range(4)]
    answers = await asyncio.gather(*(administrator.do(ADD_PERSON, input=one) for one in rivals))
    assert sorted(answer["it"]["__typename"] for answer in answers) == ["InvalidInput"] * 3 + ["Person"]
    assert await events() == ["person.added"] * 2


async def test_what_cannot_be_a_person_is_refused(world: World, as_person: AsPerson) -> None:
    administrator = await as_person("administrator")
    wrong = [
        ("name", "  "),
        ("name", "长" * 41),
        ("phone", "123"),
        ("phone", "13800000002"),
        ("password", "1234567890"),
        ("homeCode", "3701x2"),
        ("id", "5c1a1c3e-0000-4000-8000-000000000000"),
        ("id", "nonsense"),
    ]
    for field, value in wrong:
        it = (await administrator.do(ADD_PERSON, input=newcomer(**{field: value})))["it"]
        assert (it["code"], it["field"]) == ("INVALID_INPUT", field), value
    assert await events() == []


async def test_only_administrators_add_persons(world: World, as_person: AsPerson) -> None:
    for name in ("resident", "worker", "clerk", "head", "supervisor"):
        it = (await (await as_person(name)).do(ADD_PERSON, input=newcomer()))["it"]
        assert (it["code"], it["permission"]) == ("NOT_ALLOWED", "people:write")
    assert await events() == []


async def test_nobody_adds_persons_outside_of_the_own_code(world: World, as_person: AsPerson) -> None:
    await _street_administrator(world, as_person)
    it = (await (await as_person("clerk")).do(ADD_PERSON, input=newcomer(homeCode=OTHER_STREET)))["it"]
    assert it["code"] == "NOT_ALLOWED"
    assert "person.added" not in await events()


async def test_the_operator_adds_the_first_administrator(world: World) -> None:
    with pytest.raises(Exception, match="phone_taken"):
        await actions.add_person_as_operator(name="甲", phone="13800000002", home_code=DISTRICT, now=clock.now())
    key = await actions.add_person_as_operator(
        name="甲", phone="13900000009", language=Language.EN, home_code=DISTRICT, now=clock.now()
    )
    assert (await Person.get(id=key)).phone == "+8613900000009"


# ---- changing


async def test_an_account_is_corrected(world: World, as_person: AsPerson) -> None:
    administrator = await as_person("administrator")
    worker = world.persons["worker"]
    it = await change(administrator, worker, name="孙志远", phone="13900000003")
    assert (it["name"], it["phone"], it["version"]) == ("孙志远", "139****0003", 2)
    assert await events() == ["person.changed"]


async def test_a_change_of_something_older_is_refused(world: World, as_person: AsPerson) -> None:
    administrator = await as_person("administrator")
    worker = world.persons["worker"]
    await change(administrator, worker, name="孙志远")
    it = await change(administrator, worker, name="孙志高", expectedVersion=1)
    assert (it["code"], it["actualVersion"]) == ("VERSION_CONFLICT", 2)
    late = await change(administrator, worker, name="孙志远", expectedVersion=1)  # the same again, late
    assert late["version"] == 2
    assert await events() == ["person.changed"]


async def test_a_new_password_ends_the_persons_sessions(world: World, as_person: AsPerson) -> None:
    administrator, worker = await as_person("administrator"), await as_person("worker")
    await change(administrator, worker.person_id, name="孙志安", newPassword=PASSWORD)
    assert await sessions.actor_of(worker.token, clock.now()) is None
    assert await events() == ["session.ended", "person.changed"]


async def test_a_taken_number_stays_with_its_owner(world: World, as_person: AsPerson) -> None:
    it = await change(await as_person("administrator"), world.persons["worker"], phone="13800000003")
    assert (it["code"], it["field"]) == ("INVALID_INPUT", "phone")
    assert await events() == []


async def test_a_street_cannot_take_over_an_account_of_the_district(world: World, as_person: AsPerson) -> None:
    await _street_administrator(world, as_person)
    clerk = await as_person("clerk")
    for victim in ("administrator", "dispatcher"):  # they live in the street, and hold posts above it
        it = await change(clerk, world.persons[victim], phone="13900000004", newPassword=PASSWORD)
        assert it["code"] == "NOT_ALLOWED"
    assert (await change(clerk, world.persons["worker"], name="孙志远"))["name"] == "孙志远"
    assert await version_of(world.persons["administrator"]) == 1


async def _street_administrator(world: World, as_person: AsPerson) -> None:
    """The clerk also administers the street."""
    facts = {
        "id": new_id(),
        "personId": str(world.persons["clerk"]),
        "unitId": str(world.units["street"]),
        "role": "ADMINISTRATOR",
        "code": STREET,
        "startsOn": clock.today().isoformat(),
    }
    it = (await (await as_person("administrator")).do(APPOINT, input=facts))["it"]
    assert it["__typename"] == "Post"


# ---- disabling


async def test_a_disabled_persons_sessions_end_at_once(world: World, as_person: AsPerson, anyone: Client) -> None:
    administrator, worker = await as_person("administrator"), await as_person("worker")
    assert await sessions.actor_of(worker.token, clock.now()) is not None
    it = (await administrator.do(DISABLE, id=str(worker.person_id), disabled=True, version=1))["it"]
    assert it["disabled"] is True
    assert await sessions.actor_of(worker.token, clock.now()) is None
    assert await events() == ["session.ended", "person.disabled"]
    again = (await administrator.do(DISABLE, id=str(worker.person_id), disabled=True, version=1))["it"]
    assert again["version"] == 2
    back = (await administrator.do(DISABLE, id=str(worker.person_id), disabled=False, version=2))["it"]
    assert back["disabled"] is False
    assert await sessions.actor_of(worker.token, clock.now()) is None  # what has ended stays ended


async def test_a_disabled_person_does_not_get_in(world: World, as_person: AsPerson, anyone: Client) -> None:
    administrator, worker = await as_person("administrator"), world.persons["worker"]
    await change(administrator, worker, name="孙志安", newPassword=PASSWORD)
    await administrator.do(DISABLE, id=str(worker), disabled=True, version=2)
    it = (await anyone.do(ENTER_WITH_PASSWORD, phone="13800000002", password=PASSWORD))["it"]
    assert it["field"] == "password"


async def test_the_last_administrator_cannot_be_disabled(world: World, as_person: AsPerson) -> None:
    administrator = await as_person("administrator")
    it = (await administrator.do(DISABLE, id=str(administrator.person_id), disabled=True, version=1))["it"]
    assert it["code"] == "INVALID_INPUT"
    assert it["message"] == "至少要保留一名管理员。"
    assert await events() == []


# ---- revealing


async def test_a_number_is_revealed_with_a_reason_and_a_log(world: World, as_person: AsPerson) -> None:
    clerk = await as_person("clerk")
    it = (await clerk.do(REVEAL, id=str(world.persons["resident"]), reason="回访随手拍"))["it"]
    assert (it["name"], it["phone"]) == ("林小满", "13800000000")
    [kept] = await db.rows("SELECT person_id, by_person_id, reason FROM reveals")
    assert kept == {
        "person_id": str(world.persons["resident"]),
        "by_person_id": str(world.persons["clerk"]),
        "reason": "回访随手拍",
    }
    assert await events() == ["person.revealed"]


async def test_the_log_of_reveals_cannot_be_changed(world: World, as_person: AsPerson) -> None:
    await (await as_person("clerk")).do(REVEAL, id=str(world.persons["resident"]), reason="回访随手拍")
    for statement in ("UPDATE reveals SET reason = ''", "DELETE FROM reveals"):
        with pytest.raises(Exception, match="insert-only"):
            async with db.transaction():
                await db.execute(statement)


async def test_nothing_is_revealed_without_reason_right_or_reach(world: World, as_person: AsPerson) -> None:
    await Person.filter(id=world.persons["neighbour"]).update(home_code=OTHER_STREET)
    resident, neighbour = str(world.persons["resident"]), str(world.persons["neighbour"])
    clerk, worker = await as_person("clerk"), await as_person("worker")
    answers = [
        (await clerk.do(REVEAL, id=resident, reason=" "))["it"],
        (await worker.do(REVEAL, id=resident, reason="好奇"))["it"],
        (await clerk.do(REVEAL, id=neighbour, reason="好奇"))["it"],
        (await clerk.do(REVEAL, id=new_id(), reason="好奇"))["it"],
    ]
    assert [it["code"] for it in answers] == ["INVALID_INPUT", "NOT_ALLOWED", "NOT_FOUND", "NOT_FOUND"]
    assert answers[2]["message"] == answers[3]["message"]
    assert await db.value("SELECT count(*) FROM reveals") == 0
    assert await events() == []


LOOKS = "nodes { reason personName byName byPosts { role } } pageInfo { hasNextPage endCursor }"


async def test_a_person_sees_who_looked_at_the_own_number(world: World, as_person: AsPerson) -> None:
    clerk, resident, neighbour = await as_person("clerk"), await as_person("resident"), await as_person("neighbour")
    for reason in ("回访随手拍", "再次回访"):
        await clerk.do(REVEAL, id=str(resident.person_id), reason=reason)
    asking = f"query Looks($after: String) {{ revealsOfMe(first: 1, after: $after) {{ {LOOKS} }} }}"
    latest = (await resident.do(asking))["revealsOfMe"]
    assert latest["nodes"] == [
        {"reason": "再次回访", "personName": "林小满", "byName": "周敏行", "byPosts": [{"role": "STREET_CLERK"}]}
    ]
    earlier = (await resident.do(asking, after=latest["pageInfo"]["endCursor"]))["revealsOfMe"]
    assert [node["reason"] for node in earlier["nodes"]] == ["回访随手拍"]
    assert [page["pageInfo"]["hasNextPage"] for page in (latest, earlier)] == [True, False]
    assert (await neighbour.do(asking))["revealsOfMe"]["nodes"] == []


async def test_who_manages_persons_sees_who_looked_at_them(world: World, as_person: AsPerson) -> None:
    clerk, administrator = await as_person("clerk"), await as_person("administrator")
    await clerk.do(REVEAL, id=str(world.persons["resident"]), reason="回访随手拍")
    asking = f"{{ reveals(first: 10) {{ {LOOKS} }} }}"
    [look] = (await administrator.do(asking))["reveals"]["nodes"]
    assert (look["byName"], look["personName"]) == ("周敏行", "林小满")
    assert (await clerk.ask(asking))["errors"][0]["extensions"]["code"] == "NOT_ALLOWED"
    everybody = list(world.persons.values())
    await Person.filter(id__in=everybody).update(home_code="370103001001")
    await Post.filter(person_id=world.persons["clerk"]).update(code="370103")
    assert (await administrator.do(asking))["reveals"]["nodes"] == []


async def test_looking_at_very_many_numbers_is_stopped(world: World, as_person: AsPerson) -> None:
    clerk = await as_person("clerk")
    answers = [
        (await clerk.do(REVEAL, id=str(world.persons["resident"]), reason="抄录"))["it"]["__typename"]
        for _ in range(31)
    ]
    assert answers[-1] == "TooManyTries"


async def test_the_deployments_root_is_named(world: World, anyone: Client) -> None:
    found = (await anyone.do("{ settings { demo rootCode rootName photosAtMost pushPublicKey } }"))["settings"]
    assert (found["rootCode"], found["rootName"], found["demo"]) == (DISTRICT, "历下区", True)
    assert len(found["pushPublicKey"]) == 87


async def test_who_reported_here_can_be_called_back(world: World, as_person: AsPerson) -> None:
    """Somebody who lives elsewhere reports a snap in the street."""
    await Person.filter(id=world.persons["neighbour"]).update(home_code=OTHER_STREET)
    neighbour, clerk = await as_person("neighbour"), await as_person("clerk")
    facts = {
        "id": new_id(),
        "photos": [],
        "cellCode": CELL,
        "place": "南门",
        "category": "ROAD",
        "words": "井盖松了",
        "takenAt": clock.now().isoformat(),
        "fixedOnTheSpot": False,
    }
    take = "mutation Story($input: TakeSnapInput!) { it: takeSnap(input: $input) { __typename } }"
    asked = {"id": str(world.persons["neighbour"]), "reason": "核实井盖位置"}
    assert (await clerk.do(REVEAL, **asked))["it"]["code"] == "NOT_FOUND"
    assert (await neighbour.do(take, input=facts))["it"]["__typename"] == "Snap"
    assert (await clerk.do(REVEAL, **asked))["it"]["name"] == "何田田"


async def test_codes_of_cells_and_communities_are_named(world: World, as_person: AsPerson) -> None:
    found = (await (await as_person("worker")).do("{ me { homeName posts { code placeName } } }"))["me"]
    assert found["homeName"] == "智远街道 盛福明城社区"
    assert found["posts"] == [{"code": CELL, "placeName": "智远街道 盛福明城社区 001 网格"}]
    assert COMMUNITY in CELL
