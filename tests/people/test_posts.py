"""Units, posts and delegations: who may do what, from when to when."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from typing import Any

import pytest
from tests.cast import CELL, COMMUNITY, DISTRICT, OTHER_STREET, STREET, World
from tests.client import Client
from tests.people.conftest import Moving
from tests.people.documents import (
    ADD_UNIT,
    APPOINT,
    CHANGE_UNIT,
    DELEGATE,
    DISSOLVE,
    END_DELEGATION,
    END_POST,
    PERMISSIONS,
    events,
    new_id,
)

from gridcall import clock, db
from gridcall.people import actions, sessions
from gridcall.people.models import Post
from gridcall.people.permissions import Permission, Role
from gridcall.people.workflow import UnitKind

AsPerson = Callable[[str], Awaitable[Client]]


def post_for(world: World, person: str, **other: Any) -> dict[str, Any]:
    return {
        "id": new_id(),
        "personId": str(world.persons[person]),
        "unitId": str(world.units["street"]),
        "role": "STREET_CLERK",
        "code": STREET,
        "startsOn": clock.today().isoformat(),
        **other,
    }


def delegation(world: World, post: str, to: str, *, days: float = 7, **other: Any) -> dict[str, Any]:
    now = clock.now()
    return {
        "id": new_id(),
        "postId": str(world.posts[post]),
        "toPersonId": str(world.persons[to]),
        "from": now.isoformat(),
        "until": (now + timedelta(days=days)).isoformat(),
        **other,
    }


def in_days(days: int) -> date:
    return clock.today() + timedelta(days=days)


async def rights(client: Client) -> set[str]:
    return set((await client.do(PERMISSIONS))["me"]["permissions"])


# ---- posts


async def test_an_appointment_gives_its_rights_at_once(world: World, as_person: AsPerson) -> None:
    administrator, resident = await as_person("administrator"), await as_person("resident")
    assert await rights(resident) == set()
    it = (await administrator.do(APPOINT, input=post_for(world, "resident")))["it"]
    assert (it["personName"], it["role"], it["placeName"]) == ("林小满", "STREET_CLERK", "智远街道")
    assert "snap:assign" in await rights(resident)
    assert await events() == ["post.started"]


async def test_an_ended_post_loses_its_rights_at_once(world: World, as_person: AsPerson) -> None:
    administrator, worker = await as_person("administrator"), await as_person("worker")
    assert "snap:handle" in await rights(worker)
    it = (await administrator.do(END_POST, id=str(world.posts["worker"]), on=clock.today().isoformat()))["it"]
    assert it["endsOn"] == clock.today().isoformat()
    assert await rights(worker) == set()
    again = (await administrator.do(END_POST, id=str(world.posts["worker"]), on=clock.today().isoformat()))["it"]
    assert again == it
    assert await events() == ["post.ended"]


async def test_a_post_ends_on_the_day_that_was_set(world: World, as_person: AsPerson, time: Moving) -> None:
    administrator, worker = await as_person("administrator"), await as_person("worker")
    await administrator.do(END_POST, id=str(world.posts["worker"]), on=in_days(2).isoformat())
    time.forward(days=2)
    assert "snap:handle" in await rights(worker)
    time.forward(days=1)
    assert await rights(worker) == set()


async def test_a_post_begins_on_its_day(world: World, as_person: AsPerson, time: Moving) -> None:
    administrator, resident = await as_person("administrator"), await as_person("resident")
    await administrator.do(APPOINT, input=post_for(world, "resident", startsOn=in_days(1).isoformat()))
    assert await rights(resident) == set()
    time.forward(days=1)
    assert "snap:assign" in await rights(resident)


async def test_a_post_that_has_not_begun_is_cancelled(world: World, as_person: AsPerson, time: Moving) -> None:
    administrator, resident = await as_person("administrator"), await as_person("resident")
    facts = post_for(world, "resident", startsOn=in_days(1).isoformat())
    await administrator.do(APPOINT, input=facts)
    await administrator.do(END_POST, id=facts["id"], on=clock.today().isoformat())
    time.forward(days=1)
    assert await rights(resident) == set()


async def test_the_same_appointment_twice_is_one(world: World, as_person: AsPerson) -> None:
    administrator = await as_person("administrator")
    facts = post_for(world, "resident")
    first, second = await asyncio.gather(*(administrator.do(APPOINT, input=facts) for _ in range(2)))
    assert first == second
    other = (await administrator.do(APPOINT, input={**facts, "role": "STREET_HEAD"}))["it"]
    assert other["code"] == "IDEMPOTENCY_CONFLICT"
    assert await events() == ["post.started"]


async def test_what_cannot_be_a_post_is_refused(world: World, as_person: AsPerson) -> None:
    administrator = await as_person("administrator")
    cases: list[tuple[dict[str, str], str, str | None]] = [
        ({"role": "STREET_HEAD", "code": DISTRICT}, "INVALID_INPUT", "code"),
        ({"role": "COMMUNITY_SPECIALIST", "code": CELL}, "INVALID_INPUT", "code"),
        ({"code": "37010x"}, "INVALID_INPUT", "code"),
        ({"code": "370102999"}, "INVALID_INPUT", "code"),
        ({"code": OTHER_STREET}, "INVALID_INPUT", "code"),  # the unit is another street's
        ({"endsOn": "2020-01-01"}, "INVALID_INPUT", "endsOn"),
        ({"endsOn": "9999-12-31"}, "INVALID_INPUT", "endsOn"),
        ({"startsOn": "0001-01-01"}, "INVALID_INPUT", "startsOn"),
        ({"personId": "01930000-0000-7000-8000-000000000000"}, "NOT_FOUND", None),
        ({"unitId": "01930000-0000-7000-8000-000000000000"}, "NOT_FOUND", None),
        ({"unitId": "x"}, "INVALID_INPUT", "unitId"),
    ]
    for wrong, code, field in cases:
        it = (await administrator.do(APPOINT, input=post_for(world, "resident", **wrong)))["it"]
        assert (it["code"], it.get("field")) == (code, field), wrong
    assert await events() == []


async def test_only_administrators_appoint(world: World, as_person: AsPerson) -> None:
    for name in ("resident", "worker", "clerk", "head", "supervisor"):
        client = await as_person(name)
        assert (await client.do(APPOINT, input=post_for(world, name)))["it"]["code"] == "NOT_ALLOWED"
        it = (await client.do(END_POST, id=str(world.posts["worker"]), on=clock.today().isoformat()))["it"]
        assert it["code"] == "NOT_ALLOWED"
    assert await events() == []


async def test_an_administrator_of_a_street_appoints_in_that_street_alone(world: World, as_person: AsPerson) -> None:
    district, clerk = await as_person("administrator"), await as_person("clerk")
    await district.do(APPOINT, input=post_for(world, "clerk", role="ADMINISTRATOR"))
    assert (await clerk.do(APPOINT, input=post_for(world, "resident")))["it"]["__typename"] == "Post"
    elsewhere = post_for(world, "clerk", code=OTHER_STREET, unitId=str(world.units["other_street"]))
    above = post_for(world, "clerk", role="ADMINISTRATOR", code=DISTRICT, unitId=str(world.units["district"]))
    for facts in (elsewhere, above):
        assert (await clerk.do(APPOINT, input=facts))["it"]["code"] == "NOT_ALLOWED"
    end = (await clerk.do(END_POST, id=str(world.posts["other_clerk"]), on=clock.today().isoformat()))["it"]
    assert end["code"] == "NOT_FOUND"


async def test_at_least_one_administrator_remains(world: World, as_person: AsPerson) -> None:
    administrator = await as_person("administrator")
    post = str(world.posts["administrator"])
    for day in (clock.today(), in_days(30)):
        it = (await administrator.do(END_POST, id=post, on=day.isoformat()))["it"]
        assert it["message"] == "至少要保留一名管理员。"
    assert await events() == []
    successor = post_for(world, "supervisor", role="ADMINISTRATOR", code=DISTRICT, unitId=str(world.units["district"]))
    await administrator.do(APPOINT, input=successor)
    assert (await administrator.do(END_POST, id=post, on=clock.today().isoformat()))["it"]["__typename"] == "Post"


async def test_two_administrators_cannot_remove_each_other_at_once(world: World, as_person: AsPerson) -> None:
    first, second = await as_person("administrator"), await as_person("supervisor")
    facts = post_for(world, "supervisor", role="ADMINISTRATOR", code=DISTRICT, unitId=str(world.units["district"]))
    await first.do(APPOINT, input=facts)
    today = clock.today().isoformat()
    answers = await asyncio.gather(
        first.do(END_POST, id=facts["id"], on=today),
        second.do(END_POST, id=str(world.posts["administrator"]), on=today),
    )
    # whoever comes second is the last administrator, or no administrator any more
    assert sorted(answer["it"]["__typename"] for answer in answers) in (
        ["InvalidInput", "Post"],
        ["NotAllowed", "Post"],
    )


async def test_posts_are_listed_as_far_as_the_asker_reads(world: World, as_person: AsPerson) -> None:
    ask = "query Story($code: String!, $role: Role) { posts(code: $code, role: $role) { personName code role } }"
    administrator, clerk = await as_person("administrator"), await as_person("clerk")
    assert len((await administrator.do(ask, code=DISTRICT))["posts"]) == 10
    assert [one["personName"] for one in (await clerk.do(ask, code=DISTRICT, role="GRID_WORKER"))["posts"]] == [
        "孙志安",
        "李守拙",
    ]
    assert (await clerk.do(ask, code=OTHER_STREET))["posts"] == []


async def test_the_operator_appoints_the_first_administrator(world: World) -> None:
    now = clock.now()
    unit = await actions.add_unit_as_operator(name="区委政法委", kind=UnitKind.DISTRICT_OFFICE, code=DISTRICT, now=now)
    facts: dict[str, Any] = {"phone": "13800000000", "unit_id": unit, "role": Role.ADMINISTRATOR, "code": DISTRICT}
    post = await actions.appoint_as_operator(**facts, starts_on=clock.today(), now=now)
    assert await actions.appoint_as_operator(**facts, starts_on=clock.today(), now=now) == post
    assert (
        await actions.add_unit_as_operator(name="区委政法委", kind=UnitKind.DISTRICT_OFFICE, code=DISTRICT, now=now)
        == unit
    )
    assert (await Post.get(id=post)).person_id == world.persons["resident"]


# ---- standing in


async def test_a_head_is_stood_in_for_and_it_says_so(world: World, as_person: AsPerson) -> None:
    head, clerk = await as_person("head"), await as_person("clerk")
    assert "post:delegate" not in await rights(clerk)
    it = (await head.do(DELEGATE, input=delegation(world, "head", "clerk")))["it"]
    assert (it["personName"], it["actingFor"], it["actingForName"]) == ("周敏行", str(world.posts["head"]), "韩立言")
    assert "post:delegate" in await rights(clerk)
    actor = await sessions.actor_of(clerk.token, clock.now())
    assert actor is not None
    [hat] = [hat for hat in actor.hats if hat.acting_for]
    assert (hat.acting_for, hat.role, hat.code) == (world.posts["head"], Role.STREET_HEAD, STREET)
    listed = (await clerk.do(PERMISSIONS))["me"]["posts"]
    assert [one["actingForName"] for one in listed] == [None, "韩立言"]
    assert await events() == ["delegation.started"]


async def test_a_delegation_expires_by_itself(world: World, as_person: AsPerson, time: Moving) -> None:
    head, clerk = await as_person("head"), await as_person("clerk")
    await head.do(DELEGATE, input=delegation(world, "head", "clerk", days=7))
    time.forward(days=6, hours=23)
    assert "post:delegate" in await rights(clerk)
    time.forward(hours=1)
    assert "post:delegate" not in await rights(clerk)
    assert len((await clerk.do(PERMISSIONS))["me"]["posts"]) == 1


async def test_a_delegation_begins_at_its_time(world: World, as_person: AsPerson, time: Moving) -> None:
    head, clerk = await as_person("head"), await as_person("clerk")
    later = {"from": (clock.now() + timedelta(hours=2)).isoformat()}
    await head.do(DELEGATE, input=delegation(world, "head", "clerk", **later))
    assert "post:delegate" not in await rights(clerk)
    time.forward(hours=2)
    assert "post:delegate" in await rights(clerk)


async def test_a_delegation_is_ended_before_its_time(world: World, as_person: AsPerson) -> None:
    head, clerk = await as_person("head"), await as_person("clerk")
    for ender in (head, clerk, await as_person("administrator")):
        facts = delegation(world, "head", "clerk")
        await head.do(DELEGATE, input=facts)
        assert "post:delegate" in await rights(clerk)
        for _ in range(2):
            assert (await ender.do(END_DELEGATION, id=facts["id"]))["it"]["ok"] is True
        assert "post:delegate" not in await rights(clerk)
    assert await events() == ["delegation.started", "delegation.ended"] * 3


async def test_nobody_else_ends_a_delegation(world: World, as_person: AsPerson) -> None:
    facts = delegation(world, "head", "clerk")
    await (await as_person("head")).do(DELEGATE, input=facts)
    it = (await (await as_person("other_clerk")).do(END_DELEGATION, id=facts["id"]))["it"]
    assert it["code"] == "NOT_FOUND"


async def test_an_ended_post_ends_what_stands_in_for_it(world: World, as_person: AsPerson) -> None:
    head, clerk = await as_person("head"), await as_person("clerk")
    await head.do(DELEGATE, input=delegation(world, "head", "clerk"))
    assert "post:delegate" in await rights(clerk)
    await (await as_person("administrator")).do(END_POST, id=str(world.posts["head"]), on=clock.today().isoformat())
    assert "post:delegate" not in await rights(clerk)
    assert await events() == ["delegation.started", "delegation.ended", "post.ended"]


async def test_who_stands_in_stops_on_the_posts_last_day(world: World, as_person: AsPerson, time: Moving) -> None:
    head, clerk, administrator = await as_person("head"), await as_person("clerk"), await as_person("administrator")
    facts = delegation(world, "head", "clerk", days=30)
    await head.do(DELEGATE, input=facts)
    await administrator.do(END_POST, id=str(world.posts["head"]), on=in_days(2).isoformat())
    kept = await db.value("SELECT ends_at FROM delegations WHERE id = $1", facts["id"])
    assert kept == clock.day_start(in_days(3))
    time.forward(days=2)
    assert "post:delegate" in await rights(clerk)
    time.forward(days=1)
    assert "post:delegate" not in await rights(clerk)


async def test_a_delegation_does_not_outlast_its_post(world: World, as_person: AsPerson) -> None:
    await Post.filter(id=world.posts["head"]).update(ends_on=in_days(3))
    head = await as_person("head")
    it = (await head.do(DELEGATE, input=delegation(world, "head", "clerk", days=7)))["it"]
    assert (it["code"], it["field"]) == ("INVALID_INPUT", "until")
    it = (await head.do(DELEGATE, input=delegation(world, "head", "clerk", days=2)))["it"]
    assert it["__typename"] == "Post"


async def test_the_same_delegation_twice_is_one_and_two_do_not_overlap(world: World, as_person: AsPerson) -> None:
    head = await as_person("head")
    facts = delegation(world, "head", "clerk")
    assert await head.do(DELEGATE, input=facts) == await head.do(DELEGATE, input=facts)
    it = (await head.do(DELEGATE, input=delegation(world, "head", "specialist")))["it"]
    assert (it["code"], it["field"]) == ("INVALID_INPUT", "from")
    assert await events() == ["delegation.started"]


async def test_delegations_that_cannot_be_are_refused(world: World, as_person: AsPerson) -> None:
    head = await as_person("head")
    refused = {
        "delegation_too_long": delegation(world, "head", "clerk", days=91),
        "dates_reversed": delegation(world, "head", "clerk", days=-1),
        "delegate_to_self": delegation(world, "head", "head"),
        "far": delegation(world, "head", "clerk", until="9999-12-31T23:59:59"),
        "long ago": delegation(world, "head", "clerk", until="0001-01-01T00:00:00+12:00"),
    }
    fields = {name: (await head.do(DELEGATE, input=facts))["it"]["field"] for name, facts in refused.items()}
    assert fields == dict.fromkeys(refused, "until") | {"delegate_to_self": "toPersonId"}
    assert await events() == []


async def test_nobody_hands_out_a_post_that_is_not_the_own(world: World, as_person: AsPerson) -> None:
    head, clerk = await as_person("head"), await as_person("clerk")
    assert (await head.do(DELEGATE, input=delegation(world, "clerk", "head")))["it"]["code"] == "NOT_ALLOWED"
    elsewhere = (await head.do(DELEGATE, input=delegation(world, "other_clerk", "head")))["it"]
    assert elsewhere["code"] == "NOT_FOUND"
    assert (await clerk.do(DELEGATE, input=delegation(world, "clerk", "worker")))["it"]["code"] == "NOT_ALLOWED"
    await head.do(DELEGATE, input=delegation(world, "head", "clerk"))
    handed_on = (await clerk.do(DELEGATE, input=delegation(world, "head", "worker")))["it"]
    assert handed_on["code"] == "NOT_ALLOWED"
    assert await events() == ["delegation.started"]


# ---- units


async def test_units_are_added_changed_and_dissolved(world: World, as_person: AsPerson) -> None:
    administrator = await as_person("administrator")
    facts = {"id": new_id(), "name": "区城管局智远中队", "kind": "STATIONED_AGENCY", "code": STREET}
    first = (await administrator.do(ADD_UNIT, input=facts))["it"]
    assert (await administrator.do(ADD_UNIT, input=facts))["it"] == first
    renamed = {"id": facts["id"], "expectedVersion": 1, "name": "智远执法中队", "kind": "STATIONED_AGENCY"}
    assert (await administrator.do(CHANGE_UNIT, input=renamed))["it"]["version"] == 2
    stale = {**renamed, "name": "另一个名字"}
    assert (await administrator.do(CHANGE_UNIT, input=stale))["it"]["code"] == "VERSION_CONFLICT"
    it = (await administrator.do(DISSOLVE, id=facts["id"], on=clock.today().isoformat(), version=2))["it"]
    assert it["dissolvedOn"] == clock.today().isoformat()
    late = (await administrator.do(APPOINT, input=post_for(world, "resident", unitId=facts["id"])))["it"]
    assert (late["code"], late["field"]) == ("INVALID_INPUT", "unitId")
    assert await events() == ["unit.added", "unit.changed", "unit.dissolved"]


async def test_dissolving_a_unit_ends_its_posts(world: World, as_person: AsPerson) -> None:
    administrator, worker = await as_person("administrator"), await as_person("worker")
    await administrator.do(DISSOLVE, id=str(world.units["community"]), on=clock.today().isoformat(), version=1)
    assert await rights(worker) == set()
    assert await events() == ["post.ended"] * 3 + ["unit.dissolved"]


async def test_the_last_administrators_unit_cannot_be_dissolved(world: World, as_person: AsPerson) -> None:
    administrator = await as_person("administrator")
    it = (await administrator.do(DISSOLVE, id=str(world.units["district"]), on=clock.today().isoformat(), version=1))[
        "it"
    ]
    assert it["code"] == "INVALID_INPUT"
    assert await events() == []
    assert "people:write" in await rights(administrator)


async def test_units_are_listed_with_those_around_them(world: World, as_person: AsPerson) -> None:
    found = (await (await as_person("clerk")).do("{ units { name } }"))["units"]
    assert [one["name"] for one in found] == ["历下区呼叫响应平台", "智远街道办事处", "盛福明城社区居委会"]


async def test_units_elsewhere_are_nobody(world: World, as_person: AsPerson) -> None:
    clerk = await as_person("clerk")
    await (await as_person("administrator")).do(APPOINT, input=post_for(world, "clerk", role="ADMINISTRATOR"))
    facts = {"id": str(world.units["other_street"]), "expectedVersion": 1, "name": "改名", "kind": "COMPANY"}
    assert (await clerk.do(CHANGE_UNIT, input=facts))["it"]["code"] == "NOT_FOUND"
    added = {"id": new_id(), "name": "新单位", "kind": "COMPANY", "code": OTHER_STREET}
    assert (await clerk.do(ADD_UNIT, input=added))["it"]["code"] == "NOT_ALLOWED"


async def test_the_database_holds_the_rules_too(world: World) -> None:
    for statement in (
        "UPDATE posts SET ends_on = '2019-01-01'",
        "UPDATE persons SET phone = 'x'",
        "UPDATE persons SET phone = '+8613800000000'",
    ):
        with pytest.raises(Exception, match=r"ck_|UNIQUE|unique"):
            async with db.transaction():
                await db.execute(statement)


async def test_who_holds_nothing_may_nothing(world: World, as_person: AsPerson) -> None:
    resident = await as_person("resident")
    actor = await sessions.actor_of(resident.token, clock.now())
    assert actor is not None
    assert not any(actor.may(permission) for permission in Permission)
    assert actor.home_code == COMMUNITY
