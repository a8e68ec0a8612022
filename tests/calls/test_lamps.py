"""A call's lamp is the worst of its clocks: shown, filtered, counted, sorted and told alike."""

from datetime import datetime, timedelta
from typing import Any

from starlette.applications import Starlette
from tests.calls.documents import look
from tests.calls.scene import Scene
from tests.calls.test_steps import QUEUE
from tests.feed.happenings import told_all
from tests.later import Later

from gridcall import clock, outbox

COUNTS = "{ callCounts { amber red } }"
FEED = "query($after: String!) { feed(after: $after, first: 100) { events { call { clock { lamp amberAt dueAt } } } } }"
MINUTE = timedelta(minutes=1)


def at_share(running: dict[str, Any], share: float) -> datetime:
    start, due = (datetime.fromisoformat(running[name]) for name in ("limitStart", "dueAt"))
    return start + (due - start) * share


async def on_site(scene: Scene, *units: str) -> dict[str, Any]:
    call = await scene.dispatched(*units)
    for unit in units:
        call = await scene.do(f"{unit}_coordinator", "respond", call, unit, heads=2)
        now = clock.now().isoformat()
        call = await scene.do(f"{unit}_officer", "checkIn", call, unit, checkedAt=now, heads=2)
    return call


async def seen_as(scene: Scene, call: dict[str, Any]) -> str:
    """The lamp on the call, which every list must agree with."""
    desk = await scene.of("dispatcher")
    lamp = (await look(desk, call))["clock"]["lamp"]
    for asked in ("RED", "AMBER", "GREEN"):
        found = (await desk.do(QUEUE, filter={"scope": "AREA", "lamp": asked}))["callQueue"]["calls"]
        assert (call["id"] in [one["id"] for one in found]) is (asked == lamp), asked
    counted = (await desk.do(COUNTS))["callCounts"]
    assert (counted["amber"], counted["red"]) == (int(lamp == "AMBER"), int(lamp == "RED"))
    return str(lamp)


async def test_a_unit_that_is_nearly_out_of_time_shows_though_another_ones_clock_ends_first(scene: Scene) -> None:
    call = await on_site(scene, "city")
    working = scene.part(call, "city")["clock"]
    with clock.using(Later(at_share(working, 0.8) - clock.now())):
        call = await scene.do("dispatcher", "addUnits", call, units=scene.units("water"))
        called = scene.part(call, "water")["clock"]
        assert called["dueAt"] < working["dueAt"]
        assert (called["lamp"], call["clock"]["stage"], call["clock"]["dueAt"]) == ("GREEN", "RESPOND", called["dueAt"])
        assert await seen_as(scene, call) == "AMBER"
    with clock.using(Later(datetime.fromisoformat(called["dueAt"]) - clock.now() + MINUTE)):
        assert await seen_as(scene, call) == "RED"


async def test_of_two_that_end_together_the_one_that_began_before_counts(scene: Scene) -> None:
    call = await on_site(scene, "city", "market")
    until = (at_share(scene.part(call, "market")["clock"], 1) + timedelta(hours=10)).isoformat()
    for unit in ("city", "market"):
        call = await scene.do(f"{unit}_coordinator", "askExtension", call, unit, words="要等配件", until=until)
    pleas = {plea["assignmentId"]: plea["id"] for plea in call["pleas"]}
    with clock.using(Later(timedelta(minutes=1))):
        call = await scene.do(
            "dispatcher", "grantExtension", call, "city", pleaId=pleas[scene.part(call, "city")["id"]]
        )
    early = scene.part(call, "city")["clock"]
    with clock.using(Later(at_share(early, 0.7) - clock.now())):
        part = scene.part(call, "market")
        call = await scene.do("dispatcher", "grantExtension", call, "market", pleaId=pleas[part["id"]])
        assert await seen_as(scene, call) == "GREEN"
    with clock.using(Later(at_share(early, 0.8) - clock.now())):
        call = await look(await scene.of("dispatcher"), call)
        assert [part["clock"]["lamp"] for part in call["assignments"]] == ["AMBER", "GREEN"]
        assert await seen_as(scene, call) == "AMBER"


async def test_a_queue_has_emergencies_first_then_red_then_amber_then_the_nearest_limit(scene: Scene) -> None:
    amber = await on_site(scene, "city")
    with clock.using(Later(at_share(scene.part(amber, "city")["clock"], 0.8) - clock.now())):
        green = await scene.signed()
        emergency = await scene.signed(urgency="EMERGENCY")
        desk = await scene.of("dispatcher")
        found = (await desk.do(QUEUE, filter={"scope": "AREA"}))["callQueue"]["calls"]
        assert [one["id"] for one in found] == [emergency["id"], amber["id"], green["id"]]
        assert green["clock"]["dueAt"] < scene.part(amber, "city")["clock"]["dueAt"]


async def test_what_no_clock_waits_for_comes_last(scene: Scene) -> None:
    draft, submitted = await scene.draft(), await scene.do("clerk", "submitCall", await scene.draft())
    found = (await (await scene.of("clerk")).do(QUEUE, filter={"scope": "AREA"}))["callQueue"]["calls"]
    assert [one["id"] for one in found] == [submitted["id"], draft["id"]]


async def test_the_event_tells_the_same_lamp(app: Starlette, scene: Scene) -> None:
    call = await on_site(scene, "city")
    desk, start = await scene.of("dispatcher"), await outbox.head_cursor()
    with clock.using(Later(at_share(scene.part(call, "city")["clock"], 0.8) - clock.now())):
        call = await scene.do("dispatcher", "addUnits", call, units=scene.units("water"))
        await told_all(app.state.hub)
        events = (await desk.do(FEED, after=start))["feed"]["events"]
        told = [event["call"]["clock"] for event in events if event["call"]][-1]  # where others write, older ones first
        assert told == {name: call["clock"][name] for name in ("lamp", "amberAt", "dueAt")}
        assert told["lamp"] == "AMBER"
