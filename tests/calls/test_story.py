"""One call from two snaps to the archive, as six persons live it."""

from typing import Any

from tests.calls.documents import look
from tests.calls.scene import Scene
from tests.snaps.documents import take

from gridcall import clock


async def test_a_call_from_two_snaps_to_the_archive(scene: Scene) -> None:
    resident = await scene.of("resident")
    snaps = [await take(resident, cellCode="370102013006001") for _ in range(2)]
    call = await scene.draft(snapIds=[snap["id"] for snap in snaps])
    assert (call["status"], call["number"]) == ("DRAFT", None)
    call = await scene.do("clerk", "submitCall", call)
    call = await scene.do("head", "sendCallToDrafter", call, words="请写明已劝导几次")
    assert call["status"] == "DRAFT"
    call = await scene.edit(call, doneAlready="劝导三次，立案一次", snapIds=[snap["id"] for snap in snaps])
    call = await scene.do("clerk", "submitCall", call)
    call = await scene.sign(call)
    assert call["status"] == "TO_ACCEPT"
    assert call["number"].endswith("0001")
    assert call["form"]["hash"]
    assert len(call["form"]["seal"]) == 9
    assert {snap["status"] for snap in call["snaps"]} == {"IN_CALL"}

    call = await scene.do("dispatcher", "acceptCall", call)
    call = await scene.do(
        "dispatcher", "dispatchCall", call, order=scene.order(), units=scene.units("city", "market", "water")
    )
    assert [part["status"] for part in call["assignments"]] == ["DISPATCHED"] * 3
    call = await scene.do("city_coordinator", "respond", call, "city", heads=4)
    call = await scene.do(
        "water_coordinator", "returnPart", call, "water", words="雨水井由住建养护", itemId=str(scene.items["61"].id)
    )
    assert scene.part(call, "water")["status"] == "RETURNED"
    call = await scene.do("dispatcher", "settleReturn", call, "water", units=scene.units("building"))
    assert [part["status"] for part in call["assignments"]] == ["CONFIRMED", "DISPATCHED", "REPLACED", "DISPATCHED"]

    call = await scene.do(
        "city_coordinator", "sendPeople", call, "city", personIds=[str(scene.world.persons["city_officer"])]
    )
    here = {"lon": 117.1026, "lat": 36.6625, "crs": "WGS84"}
    call = await scene.do(
        "city_officer", "checkIn", call, "city", checkedAt=clock.now().isoformat(), heads=4, point=here
    )
    there = scene.part(call, "city")["checkIns"][0]
    assert there["lateMinutes"] < 0
    assert there["metres"] < 20
    assert not there["offline"]
    await _done_closed_and_archived(scene, call)


async def _done_closed_and_archived(scene: Scene, call: dict[str, Any]) -> None:
    for unit in ("market", "building"):
        call = await scene.do(f"{unit}_coordinator", "respond", call, unit, heads=2)
    for unit in ("city", "market", "building"):
        call = await scene.do(f"{unit}_officer", "reportCompletion", call, unit, words="已清理")
    call = await scene.do("clerk", "sendPartForRework", call, "market", words="还有两家没有撤走")
    call = await scene.do("market_officer", "reportCompletion", call, "market", words="全部撤走")
    refused = await scene.do("clerk", "closeCall", call, words="已处置", verdicts=scene.verdicts(call))
    assert refused["__typename"] == "WrongStatus"
    for unit in ("city", "market", "building"):
        call = await scene.do("clerk", "acceptPart", call, unit)
    assert call["clock"]["stage"] == "CLOSE"
    call = await scene.do("clerk", "closeCall", call, words="联合处置完毕，占道摊点已清", verdicts=scene.verdicts(call))
    assert call["status"] == "CLOSED"
    assert {snap["status"] for snap in call["snaps"]} == {"SOLVED"}
    seen = await look(await scene.of("city_coordinator"), call)
    assert seen["assignments"][0]["evaluation"]["result"] == "SATISFIED"
    call = await scene.do("dispatcher", "archiveCall", call)
    assert call["status"] == "ARCHIVED"
    running = [segment for segment in call["segments"] if segment["endedAt"] is None]
    assert running == []
    assert len(call["segments"]) > 10
