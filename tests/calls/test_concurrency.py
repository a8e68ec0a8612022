"""Two who act at the same moment, and what ends in the middle: each has one clear outcome."""

import asyncio
from collections import Counter
from datetime import timedelta
from typing import Any

from tests.calls.documents import look, step
from tests.calls.scene import Scene, shown_hash
from tests.cast import DISTRICT, STREET, add_person
from tests.later import Later
from tests.snaps.documents import take

from gridcall import clock, db
from gridcall.people import actions as people
from gridcall.people import sessions
from gridcall.people.actor import Actor
from gridcall.people.models import Unit
from gridcall.people.permissions import Role


async def actor(scene: Scene, name: str) -> Actor:
    found = await sessions.actor_of((await scene.of(name)).token, clock.now())
    assert found is not None
    return found


async def test_two_desk_officers_dispatch_the_same_call_at_once(scene: Scene) -> None:
    await add_person(
        scene.world, "second", "第二人", "+8613800019999", [(Role.DISTRICT_DISPATCHER, "district", DISTRICT)]
    )
    call = await scene.signed()
    answers = await asyncio.gather(
        scene.do("dispatcher", "dispatchCall", call, order=scene.order(), units=scene.units("city", "market")),
        scene.do("second", "dispatchCall", call, order=scene.order(), units=scene.units("water")),
    )
    assert Counter(answer["__typename"] for answer in answers) == {"Call": 1, "WrongStatus": 1}
    won = next(answer for answer in answers if answer["__typename"] == "Call")
    seen = await look(await scene.of("dispatcher"), call)
    assert [part["id"] for part in seen["assignments"]] == [part["id"] for part in won["assignments"]]
    assert await db.value("SELECT count(*) FROM outbox WHERE kind = 'call.dispatched'") == 1


async def test_two_heads_sign_at_once(scene: Scene) -> None:
    await add_person(scene.world, "second", "第二人", "+8613800019999", [(Role.STREET_HEAD, "street", STREET)])
    call = await scene.do("clerk", "submitCall", await scene.draft())
    hashed = await shown_hash(await scene.of("head"), call)
    answers = await asyncio.gather(*(scene.do(who, "signOffCall", call, hash=hashed) for who in ("head", "second")))
    assert Counter(answer["__typename"] for answer in answers) == {"Call": 1, "WrongStatus": 1}
    assert await db.value("SELECT count(*) FROM call_forms") == 1


async def test_calls_signed_at_once_have_numbers_without_a_gap(scene: Scene) -> None:
    calls = [await scene.do("clerk", "submitCall", await scene.draft()) for _ in range(4)]
    signed = await asyncio.gather(*(scene.sign(call) for call in calls))
    assert sorted(call["number"][-4:] for call in signed) == ["0001", "0002", "0003", "0004"]


async def test_two_drafts_for_the_same_snap_at_once(scene: Scene) -> None:
    snap = await take(await scene.of("resident"))
    await scene.of("clerk")
    answers = await asyncio.gather(*(scene.draft(who, snapIds=[snap["id"]]) for who in ("clerk", "head")))
    assert Counter(answer["__typename"] for answer in answers) == {"Call": 1, "InvalidInput": 1}


async def test_the_same_request_many_times_at_once_is_one_step(scene: Scene) -> None:
    call = await scene.dispatched("city", "market")
    same = str(clock.new_id())
    client = await scene.of("city_coordinator")
    part = scene.part(call, "city")
    answers: list[dict[str, Any]] = await asyncio.gather(
        *(step(client, "respond", call, part, id=same, heads=2) for _ in range(6))
    )
    assert {(answer["__typename"], answer["version"]) for answer in answers} == {("Call", call["version"] + 1)}


async def test_a_server_whose_clock_is_behind_takes_the_next_step(scene: Scene) -> None:
    with clock.using(Later(timedelta(seconds=2))):
        call = await scene.dispatched("city")
    call = await scene.do("city_coordinator", "respond", call, "city", heads=2)
    assert scene.part(call, "city")["status"] == "CONFIRMED"
    held = await db.rows("SELECT started_at, ended_at FROM segments WHERE stage = 'respond'")
    assert [segment["ended_at"] >= segment["started_at"] for segment in held] == [True]


async def test_a_unit_is_dissolved_in_the_middle(scene: Scene) -> None:
    call = await scene.dispatched("city", "market")
    await scene.of("market_coordinator")
    unit = await Unit.get(id=scene.world.units["market"])
    await people.dissolve_unit(
        await actor(scene, "administrator"), unit.id, on=clock.today(), expected_version=unit.version, now=clock.now()
    )
    seen = await look(await scene.of("dispatcher"), call)
    assert [part["dissolved"] for part in seen["assignments"]] == [False, True]
    late = await scene.do("market_coordinator", "respond", call, "market", heads=1)
    assert late["__typename"] in ("NotFound", "NotAllowed")
    again = await scene.do("dispatcher", "addUnits", call, units=scene.units("market"))
    assert again["__typename"] == "InvalidInput"
    call = await scene.do("dispatcher", "relieveUnit", call, "market", words="该局已撤并", units=scene.units("water"))
    assert [part["status"] for part in call["assignments"]] == ["DISPATCHED", "REPLACED", "DISPATCHED"]


async def test_a_persons_post_ends_in_the_middle(scene: Scene) -> None:
    call = await scene.dispatched("city")
    own = [str(scene.world.persons["city_officer"])]
    call = await scene.do("city_coordinator", "respond", call, "city", heads=2)
    call = await scene.do("city_coordinator", "sendPeople", call, "city", personIds=own)
    await scene.of("city_officer")
    post = scene.world.posts["city_officer"]
    yesterday = clock.today() - timedelta(days=1)
    await people.end_post(await actor(scene, "administrator"), post, on=yesterday, now=clock.now())
    gone = await scene.do("city_officer", "checkIn", call, "city", checkedAt=clock.now().isoformat(), heads=1)
    assert gone["__typename"] in ("NotFound", "NotAllowed")
    assert await look(await scene.of("city_officer"), call) is None
    call = await scene.do("city_coordinator", "checkIn", call, "city", checkedAt=clock.now().isoformat(), heads=1)
    assert scene.part(call, "city")["status"] == "ON_SITE"
    back = await scene.do("city_coordinator", "sendPeople", call, "city", personIds=own)
    assert (back["__typename"], back["field"]) == ("InvalidInput", "personIds")
