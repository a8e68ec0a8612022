"""Each step of a call over GraphQL: what it does, and each refusal that the table alone does not show."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.calls.documents import OF_PART, look
from tests.calls.scene import Scene, shown_hash
from tests.cast import CELL, DISTRICT, OTHER_CELL, OTHER_STREET, add_person
from tests.later import Later
from tests.snaps.documents import one as snap_of
from tests.snaps.documents import step as snap_step
from tests.snaps.documents import take

from gridcall import clock
from gridcall.people.models import Unit
from gridcall.people.permissions import Role
from gridcall.people.workflow import UnitKind
from gridcall.responsibility import queries as responsibility

QUEUE = """query($filter: CallFilter!) { callQueue(filter: $filter) { calls { id } } }"""
LIST = """query($filter: CallFilter!) { calls(first: 50, filter: $filter) { nodes { id } } }"""
HOUR = timedelta(hours=1)


def refused(answer: dict[str, Any]) -> tuple[str, str]:
    return answer["__typename"], answer.get("field") or answer.get("actualStatus") or answer.get("code") or ""


async def listed(scene: Scene, who: str, document: str = LIST, scope: str = "AREA") -> list[str]:
    answer = await (await scene.of(who)).do(document, filter={"scope": scope})
    found: Any = next(iter(answer.values()))
    return [call["id"] for call in found.get("calls", found.get("nodes"))]


# ---- the street calls


async def test_a_form_goes_to_the_head_when_it_is_whole(scene: Scene) -> None:
    for missing, field in (
        ({"itemId": None, "situationId": None}, "itemId"),
        ({"title": " "}, "title"),
        ({"words": ""}, "words"),
        ({"asks": ""}, "asks"),
    ):
        call = await scene.draft(**missing)
        assert refused(await scene.do("clerk", "submitCall", call)) == ("InvalidInput", field)
    whole = await scene.do("clerk", "submitCall", await scene.draft())
    assert refused(await scene.do("head", "sendCallToDrafter", whole)) == ("InvalidInput", "words")


async def test_a_draft_keeps_what_somebody_else_saved(scene: Scene) -> None:
    call = await scene.draft()
    saved = await scene.edit(call, title="第一个人写的")
    assert (await scene.edit(call, who="head", title="第二个人写的"))["__typename"] == "VersionConflict"
    again = await scene.edit(call, title="第一个人写的")
    assert (again["version"], again["title"]) == (saved["version"], "第一个人写的")


async def test_a_draft_takes_open_snaps_of_its_own_street_alone_and_each_once(scene: Scene) -> None:
    resident = await scene.of("resident")
    mine, elsewhere = await take(resident), await take(resident, cellCode="370102001001001", point=None)
    assert refused(await scene.draft(snapIds=[elsewhere["id"]])) == ("InvalidInput", "snapIds")
    assert refused(await scene.draft(snapIds=[mine["id"], mine["id"]])) == ("InvalidInput", "snapIds")
    assert (await scene.draft(snapIds=[mine["id"]]))["__typename"] == "Call"
    assert refused(await scene.draft(snapIds=[mine["id"]])) == ("InvalidInput", "snapIds")


async def test_a_snap_that_the_street_leaves_out_after_the_desk_sent_the_call_back_is_open_again(scene: Scene) -> None:
    resident = await scene.of("resident")
    kept, dropped = [await take(resident) for _ in range(2)]
    both = [kept["id"], dropped["id"]]
    call = await scene.signed(snapIds=both)
    call = await scene.do("dispatcher", "sendCallBack", call, words="只留一件")
    call = await scene.edit(call, snapIds=[kept["id"]])
    worker = await scene.of("worker")
    assert [(await snap_of(worker, snap) or {})["status"] for snap in (kept, dropped)] == ["IN_CALL", "AT_STREET"]
    call = await scene.sign(await scene.do("clerk", "submitCall", call))
    assert [snap["status"] for snap in call["snaps"]] == ["IN_CALL"]


async def moved(scene: Scene, who: str, snap: dict[str, Any], cell: str) -> None:
    """Somebody has seen that it lies in another cell."""
    answer = await snap_step(await scene.of(who), "relocateSnap", snap, f'cellCode: "{cell}"')
    assert answer["code"] == cell, answer


async def called_for_elsewhere(scene: Scene, snap: dict[str, Any]) -> None:
    """The other street calls for it."""
    heads = [(Role.STREET_HEAD, "other_street", OTHER_STREET)]
    await add_person(scene.world, "other_head", "孟怀谷", "+8613800020001", heads)
    there = {"streetCode": OTHER_STREET, "cellCode": OTHER_CELL}
    call = await scene.draft("other_clerk", snapIds=[snap["id"]], **there)
    await scene.sign(await scene.do("other_clerk", "submitCall", call), "other_head")


async def statuses(scene: Scene, *snaps: dict[str, Any]) -> list[str]:
    dispatcher = await scene.of("dispatcher")
    return [(await snap_of(dispatcher, snap) or {})["status"] for snap in snaps]


@pytest.mark.parametrize("end", ["close", "withdraw"])
async def test_a_snap_that_moved_to_another_street_before_the_signature_stays_there(scene: Scene, end: str) -> None:
    resident = await scene.of("resident")
    kept, gone = [await take(resident) for _ in range(2)]
    call = await scene.do("clerk", "submitCall", await scene.draft(snapIds=[kept["id"], gone["id"]]))
    await moved(scene, "dispatcher", gone, OTHER_CELL)
    call = await scene.sign(call)
    assert call["status"] == "TO_ACCEPT"
    assert await statuses(scene, kept, gone) == ["IN_CALL", "WAITING"]
    await called_for_elsewhere(scene, gone)
    assert await statuses(scene, gone) == ["IN_CALL"]
    call = await scene.do("dispatcher", "dispatchCall", call, order=scene.order(), units=scene.units("city"))
    if end == "close":
        call = await scene.part_done(call, "city")
        call = await scene.do("clerk", "closeCall", call, words="办结", verdicts=scene.verdicts(call))
    else:
        call = await scene.do("head", "withdrawCall", call, words="误报")
    assert call["status"] == ("CLOSED" if end == "close" else "WITHDRAWN")
    assert await statuses(scene, kept, gone) == ["SOLVED" if end == "close" else "AT_STREET", "IN_CALL"]


async def test_a_snap_that_moved_is_called_for_while_the_other_streets_draft_waits(scene: Scene) -> None:
    snap = await take(await scene.of("resident"))
    call = await scene.do("clerk", "submitCall", await scene.draft(snapIds=[snap["id"]]))
    await moved(scene, "dispatcher", snap, OTHER_CELL)
    await called_for_elsewhere(scene, snap)
    assert await statuses(scene, snap) == ["IN_CALL"]
    assert (await scene.sign(call))["status"] == "TO_ACCEPT"
    await scene.do("head", "withdrawCall", call, words="误报")
    assert await statuses(scene, snap) == ["IN_CALL"]


async def test_a_street_corrects_a_call_whose_snap_another_street_calls_for_now(scene: Scene) -> None:
    snap = await take(await scene.of("resident"))
    call = await scene.do("clerk", "submitCall", await scene.draft(snapIds=[snap["id"]]))
    await moved(scene, "dispatcher", snap, OTHER_CELL)
    call = await scene.do("dispatcher", "sendCallBack", await scene.sign(call), words="请写明有几处摊位")
    await called_for_elsewhere(scene, snap)
    assert refused(await scene.edit(call, snapIds=[snap["id"]])) == ("InvalidInput", "snapIds")
    call = await scene.edit(call, snapIds=[])
    assert (call["__typename"], call["snaps"]) == ("Call", [])
    assert await statuses(scene, snap) == ["IN_CALL"]


async def test_a_snap_that_came_back_and_was_called_for_again_is_left_to_that_call(scene: Scene) -> None:
    snap = await take(await scene.of("resident"))
    first = await scene.do("clerk", "submitCall", await scene.draft(snapIds=[snap["id"]]))
    await moved(scene, "dispatcher", snap, OTHER_CELL)
    first = await scene.sign(first)
    await moved(scene, "dispatcher", snap, CELL)
    second = await scene.signed(snapIds=[snap["id"]])
    await scene.do("head", "withdrawCall", first, words="误报")
    assert await statuses(scene, snap) == ["IN_CALL"]
    await scene.do("head", "withdrawCall", second, words="误报")
    assert await statuses(scene, snap) == ["AT_STREET"]


# ---- the ticket moves


async def test_the_desk_finds_the_emergency_first(scene: Scene) -> None:
    calls = [await scene.signed(urgency=urgency) for urgency in ("NORMAL", "URGENT", "EMERGENCY")]
    first, *_ = queue = await listed(scene, "dispatcher", QUEUE, "NEEDS_ME")
    assert first == calls[2]["id"]
    assert set(queue) == {call["id"] for call in calls}


async def test_an_emergency_is_dispatched_without_being_accepted_first(scene: Scene) -> None:
    call = await scene.dispatched("city", urgency="EMERGENCY")
    started, due = (datetime.fromisoformat(call["segments"][-1][name]) for name in ("startedAt", "dueAt"))
    assert due - started == timedelta(minutes=30)


@pytest.mark.parametrize(
    ("order", "units", "field"),
    [
        ({"place": " "}, ["city"], "place"),
        ({"reportAt": "2020-01-01T00:00:00Z"}, ["city"], "reportAt"),
        ({"reportAt": "2090-01-01T00:00:00Z"}, ["city"], "reportAt"),
        ({}, [], "units"),
        ({}, ["city", "city"], "units"),
    ],
)
async def test_an_order_says_who_when_and_where(
    scene: Scene, order: dict[str, Any], units: list[str], field: str
) -> None:
    call = await scene.signed()
    answer = await scene.do("dispatcher", "dispatchCall", call, order=scene.order(**order), units=scene.units(*units))
    assert refused(answer) == ("InvalidInput", field)
    assert (await look(await scene.of("dispatcher"), call))["assignments"] == []


async def test_a_time_without_a_zone_is_utc_and_one_beyond_the_calendar_is_refused_by_its_field(scene: Scene) -> None:
    call = await scene.dispatched("city")
    soon = (clock.now() + HOUR).replace(tzinfo=None, microsecond=0)
    call = await scene.do("dispatcher", "moveCall", call, order=scene.order(reportAt=soon.isoformat()), words="下雨")
    assert call["reportAt"] == f"{soon.isoformat()}+00:00"
    for never in ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"):
        answer = await scene.do("dispatcher", "moveCall", call, order=scene.order(reportAt=never), words="下雨")
        assert refused(answer) == ("InvalidInput", "reportAt")


async def test_everyone_confirms_another_time_again_and_the_clock_starts_anew(scene: Scene) -> None:
    call = await scene.dispatched("city", "market", "water")
    call = await scene.do("city_coordinator", "respond", call, "city", heads=4)
    call = await scene.part_done(call, "water")
    first = scene.part(call, "market")["clock"]["dueAt"]
    with clock.using(Later(HOUR)):
        order = scene.order(place="北门")
        call = await scene.do("dispatcher", "moveCall", call, order=order, words="下雨，改到下午")
        assert call["reportPlace"] == "北门"
        assert [part["status"] for part in call["assignments"]] == ["DISPATCHED", "DISPATCHED", "DONE"]
        assert (scene.part(call, "city")["coming"], scene.part(call, "city")["clock"]["stage"]) == (None, "RESPOND")
        assert scene.part(call, "market")["clock"]["dueAt"] > first
        call = await scene.do("city_coordinator", "respond", call, "city", heads=2)
    held = [one for one in call["segments"] if one["assignmentId"] == scene.part(call, "city")["id"]]
    assert [one["stage"] for one in held] == ["RESPOND", "ATTEND", "RESPOND", "ATTEND"]
    assert [one["endedAt"] is None for one in held] == [False, False, False, True]


# ---- units respond


async def test_silence_is_a_state(scene: Scene) -> None:
    call = await scene.dispatched("city", "market")
    await scene.do("city_coordinator", "respond", call, "city", heads=4)
    with clock.using(Later(3 * HOUR)):
        seen = await look(await scene.of("dispatcher"), call)
        assert [part["silent"] for part in seen["assignments"]] == [False, True]
        reminded = await scene.do("dispatcher", "remindUnit", call, "market")
        assert scene.part(reminded, "market")["reminded"] == 1
        answered = await scene.do("market_coordinator", "respond", call, "market", heads=1)
        assert not scene.part(answered, "market")["silent"]
    in_time = {
        one["assignmentId"]: one["endedAt"] <= one["dueAt"] for one in answered["segments"] if one["stage"] == "RESPOND"
    }
    assert [in_time[scene.part(answered, unit)["id"]] for unit in ("city", "market")] == [True, False]


async def test_the_second_return_needs_a_finding_which_binds_and_stays_with_the_item(scene: Scene) -> None:
    call = await scene.dispatched("city", "market")
    other = str(scene.items["61"].id)
    call = await scene.do("market_coordinator", "returnPart", call, "market", words="不属本单位", itemId=other)
    call = await scene.do("dispatcher", "settleReturn", call, "market", units=scene.units("water"))
    call = await scene.do("water_coordinator", "returnPart", call, "water", words="也不属本单位", itemId=other)
    assert scene.part(call, "water")["returns"] == 2
    without = await scene.do("dispatcher", "settleReturn", call, "water", units=scene.units("market"))
    assert refused(without) == ("InvalidInput", "finding")
    finding = "由市场监督管理局办理，以后照此办理。"
    call = await scene.do("dispatcher", "settleReturn", call, "water", units=scene.units("market"), finding=finding)
    assert scene.part(call, "market")["binding"]
    assert call["entries"][-1]["finding"] == finding
    bound = await scene.do("market_coordinator", "returnPart", call, "market", words="还是不属", itemId=other)
    assert refused(bound) == ("WrongStatus", "DISPATCHED")
    kept = (await responsibility.findings(DISTRICT, ["37"]))["37"]
    assert [one.words for one in kept] == [finding]


async def test_people_are_sent_by_their_own_unit_from_among_its_own(scene: Scene) -> None:
    call = await scene.dispatched("city", "market")
    stranger = str(scene.world.persons["market_officer"])
    answer = await scene.do("city_coordinator", "sendPeople", call, "city", personIds=[stranger])
    assert refused(answer) == ("InvalidInput", "personIds")
    own = [str(scene.world.persons["city_officer"])]
    call = await scene.do("city_coordinator", "sendPeople", call, "city", personIds=own)
    assert [one["name"] for one in scene.part(call, "city")["people"]] == ["城某14"]
    assert call["id"] in await listed(scene, "city_officer", scope="NEEDS_ME")


async def test_an_offline_check_in_counts_by_its_own_time(scene: Scene) -> None:
    call = await scene.dispatched("city", "market")
    there = {"lon": 117.1085, "lat": 36.6625, "crs": "WGS84"}
    with clock.using(Later(2 * HOUR + 20 * timedelta(minutes=1))):
        before = (clock.now() - timedelta(minutes=30)).isoformat()
        call = await scene.do("city_officer", "checkIn", call, "city", checkedAt=before, heads=3, point=there)
        checked = scene.part(call, "city")["checkIns"][0]
        assert checked["offline"]
        assert -11 <= checked["lateMinutes"] <= -9
        assert 500 < checked["metres"] < 560
        ahead = (clock.now() + HOUR).isoformat()
        call = await scene.do("market_officer", "checkIn", call, "market", checkedAt=ahead, heads=1)
        checked = scene.part(call, "market")["checkIns"][0]
        assert (checked["offline"], checked["metres"]) == (False, None)
        assert 18 <= checked["lateMinutes"] <= 21
    assert {part["status"] for part in call["assignments"]} == {"ON_SITE"}


async def test_work_is_proven_with_a_photo_where_the_item_demands_it(scene: Scene) -> None:
    item = scene.items["61"]
    call = await scene.dispatched("city", itemId=str(item.id), situationId=str(item.situations[0].id))
    call = await scene.do("city_coordinator", "respond", call, "city", heads=1)
    assert refused(await scene.do("city_officer", "reportCompletion", call, "city", words="好了")) == (
        "InvalidInput",
        "photos",
    )


async def test_a_unit_is_let_off_and_another_called_in_its_place(scene: Scene) -> None:
    call = await scene.dispatched("city", "market")
    call = await scene.do("dispatcher", "relieveUnit", call, "market", words="该局正在撤并", units=scene.units("water"))
    assert [part["status"] for part in call["assignments"]] == ["DISPATCHED", "REPLACED", "DISPATCHED"]
    again = await scene.do("dispatcher", "addUnits", call, units=scene.units("water"))
    assert refused(again) == ("InvalidInput", "units")
    call = await scene.do("dispatcher", "addUnits", call, units=scene.units("building"))
    assert call["assignments"][-1]["unitName"] == "历下区住房和城乡建设局"


async def test_no_call_has_more_units_than_anybody_can_bring_together(scene: Scene) -> None:
    call = await scene.dispatched("city")
    for number in range(20):
        facts = {"name": f"第{number}科", "kind": UnitKind.DEPARTMENT, "code": DISTRICT, "created_at": clock.now()}
        scene.world.units[f"unit_{number}"] = (await Unit.create(id=clock.new_id(), **facts)).id
    call = await scene.do("dispatcher", "addUnits", call, units=scene.units(*(f"unit_{n}" for n in range(18))))
    over = await scene.do("dispatcher", "addUnits", call, units=scene.units("unit_18", "unit_19"))
    assert refused(over) == ("InvalidInput", "units")
    call = await scene.do("dispatcher", "addUnits", call, units=scene.units("unit_18"))
    assert len(call["assignments"]) == 20


# ---- closing


async def test_a_call_closes_with_one_verdict_for_each_unit(scene: Scene) -> None:
    call = await scene.dispatched("city", "market")
    for unit in ("city", "market"):
        call = await scene.part_done(call, unit)
    one_missing = scene.verdicts(call)[:1]
    for verdicts in (one_missing, one_missing * 2, []):
        answer = await scene.do("clerk", "closeCall", call, words="办结", verdicts=verdicts)
        assert refused(answer) == ("InvalidInput", "verdicts")
    call = await scene.do(
        "clerk", "closeCall", call, words="办结", verdicts=scene.verdicts(call, result="NOT_EVALUATED")
    )
    assert {part["evaluation"]["result"] for part in call["assignments"]} == {"NOT_EVALUATED"}


async def test_a_call_that_was_not_solved_is_opened_again_and_judged_again(scene: Scene) -> None:
    snap = await take(await scene.of("resident"))
    call = await scene.dispatched("city", "market", snapIds=[snap["id"]])
    for unit in ("city", "market"):
        call = await scene.part_done(call, unit)
    call = await scene.do("clerk", "closeCall", call, words="办结", verdicts=scene.verdicts(call))
    nothing = await scene.do("clerk", "reopenCall", call, words="又出现了", assignmentIds=[])
    assert refused(nothing) == ("InvalidInput", "assignmentIds")
    city = scene.part(call, "city")["id"]
    call = await scene.do("clerk", "reopenCall", call, words="又出现了", assignmentIds=[city])
    assert (call["status"], call["reopened"]) == ("IN_HAND", 1)
    assert [part["status"] for part in call["assignments"]] == ["REWORK", "DONE"]
    assert {part["evaluation"] and 1 for part in call["assignments"]} == {None}
    call = await scene.do("city_officer", "reportCompletion", call, "city", words="再次清理")
    call = await scene.do("clerk", "acceptPart", call, "city")
    worse = scene.verdicts(call, result="DISSATISFIED", solved="PARTLY")
    call = await scene.do("clerk", "closeCall", call, words="再次办结", verdicts=worse)
    assert {part["evaluation"]["result"] for part in call["assignments"]} == {"DISSATISFIED"}
    assert call["opinion"] == "再次办结"


async def test_withdrawing_gives_the_snaps_back(scene: Scene) -> None:
    snap = await take(await scene.of("resident"))
    call = await scene.dispatched("city", snapIds=[snap["id"]])
    call = await scene.do("head", "withdrawCall", call, words="误报")
    assert [part["status"] for part in call["assignments"]] == ["REPLACED"]
    assert [one for one in call["segments"] if one["endedAt"] is None] == []
    assert (await snap_of(await scene.of("worker"), snap) or {})["status"] == "AT_STREET"
    again = await scene.draft(snapIds=[snap["id"]])
    assert again["snaps"][0]["id"] == snap["id"]


# ---- repeats and conflicts


async def test_a_call_that_no_unit_takes_is_closed_by_the_street_alone(scene: Scene) -> None:
    snap = await take(await scene.of("resident"))
    call = await scene.dispatched("city", "water", snapIds=[snap["id"]])
    for unit in ("city", "water"):
        call = await scene.do("dispatcher", "relieveUnit", call, unit, words="不归它管", units=[])
    assert call["clock"]["stage"] == "CLOSE"
    assert call["id"] in await listed(scene, "clerk", scope="NEEDS_ME")
    assert refused(await scene.do("clerk", "closeCall", call, verdicts=[])) == ("InvalidInput", "words")
    call = await scene.do("clerk", "closeCall", call, words="街道自行清理完毕", verdicts=[])
    assert (call["status"], call["opinion"], call["snaps"][0]["status"]) == ("CLOSED", "街道自行清理完毕", "SOLVED")
    assert (call["entries"][-1]["alone"], [part["evaluation"] for part in call["assignments"]]) == (True, [None, None])
    call = await scene.do("clerk", "reopenCall", call, words="又堆起来了", assignmentIds=[])
    call = await scene.do("dispatcher", "addUnits", call, units=scene.units("building"))
    call = await scene.part_done(call, "building")
    assert refused(await scene.do("clerk", "closeCall", call, words="办结", verdicts=[])) == (
        "InvalidInput",
        "verdicts",
    )
    call = await scene.do("clerk", "closeCall", call, words="办结", verdicts=scene.verdicts(call))
    assert (call["status"], call["entries"][-1]["alone"]) == ("CLOSED", False)


WHOLE_STORY: list[tuple[str, str, str | None, dict[str, Any]]] = [
    ("clerk", "submitCall", None, {}),
    ("head", "sendCallToDrafter", None, {"words": "请补充"}),
    ("clerk", "submitCall", None, {}),
    ("head", "signOffCall", None, {}),
    ("dispatcher", "sendCallBack", None, {"words": "请补充"}),
    ("clerk", "submitCall", None, {}),
    ("head", "signOffCall", None, {}),
    ("dispatcher", "acceptCall", None, {}),
    ("dispatcher", "dispatchCall", None, {"units": ["city", "market", "water"]}),
    ("dispatcher", "addUnits", None, {"units": ["building"]}),
    ("dispatcher", "moveCall", None, {"words": "改期"}),
    ("clerk", "remindUnit", "city", {}),
    ("city_coordinator", "proposeMeeting", "city", {"words": "车在外区"}),
    ("dispatcher", "refusePlea", "city", {"words": "不能再晚", "pleaId": None}),
    ("city_coordinator", "proposeMeeting", "city", {"words": "车在外区"}),
    ("dispatcher", "acceptMeeting", "city", {"pleaId": None}),
    ("city_coordinator", "respond", "city", {"heads": 2}),
    ("city_coordinator", "sendPeople", "city", {"personIds": ["city_officer"]}),
    ("city_officer", "checkIn", "city", {"heads": 2}),
    ("city_officer", "remarkOnCall", None, {"words": "需要登高车"}),
    ("city_coordinator", "askExtension", "city", {"words": "要等配件", "until": None}),
    ("dispatcher", "grantExtension", "city", {"pleaId": None}),
    ("city_officer", "reportCompletion", "city", {"words": "已清理"}),
    ("clerk", "sendPartForRework", "city", {"words": "还有一处"}),
    ("city_officer", "reportCompletion", "city", {"words": "全部清理"}),
    ("clerk", "acceptPart", "city", {}),
    ("market_coordinator", "returnPart", "market", {"words": "不属本单位", "itemId": "61"}),
    ("dispatcher", "settleReturn", "market", {"units": []}),
    ("dispatcher", "relieveUnit", "water", {"words": "不需要了", "units": []}),
    ("dispatcher", "relieveUnit", "building", {"words": "不需要了", "units": []}),
    ("clerk", "askLaterClosing", None, {"words": "夜里再去看", "until": None}),
    ("dispatcher", "refuseLaterClosing", None, {"words": "今天结案", "pleaId": None}),
    ("clerk", "askLaterClosing", None, {"words": "夜里再去看", "until": None}),
    ("dispatcher", "grantLaterClosing", None, {"pleaId": None}),
    ("clerk", "closeCall", None, {"words": "办结", "verdicts": None}),
    ("dispatcher", "archiveCall", None, {}),
    ("clerk", "reopenCall", None, {"words": "又出现了", "assignmentIds": None}),
    ("head", "withdrawCall", None, {"words": "改由专项整治"}),
]


async def test_every_step_repeated_says_the_same_and_its_id_serves_nothing_else(scene: Scene) -> None:
    call = await scene.draft()
    reused = str(clock.new_id())
    for who, what, unit, facts in WHOLE_STORY:
        given = {**await _filled(scene, call, what, facts), "id": str(clock.new_id())}
        after = await scene.do(who, what, call, unit, **given)
        assert after["__typename"] == "Call", (what, after)
        again = await scene.do(who, what, call, unit, **given)
        assert again["__typename"] == "Call", (what, again)
        assert (again["version"], len(again["entries"])) == (after["version"], len(after["entries"])), what
        conflict = await scene.do(who, what, call, unit, **{**given, "words": "另一个内容"})
        assert conflict["__typename"] == "IdempotencyConflict", what
        call, reused = again, given["id"]
    elsewhere = await scene.draft()
    assert (await scene.do("clerk", "submitCall", elsewhere, id=reused))["__typename"] == "IdempotencyConflict"
    assert {what for _, what, _, _ in WHOLE_STORY} >= OF_PART


async def _filled(scene: Scene, call: dict[str, Any], what: str, facts: dict[str, Any]) -> dict[str, Any]:
    """What a phone fills in when the step is taken."""
    done = [part["id"] for part in call["assignments"] if part["status"] == "DONE"]
    fill: dict[str, Callable[[Any], Any]] = {
        "units": lambda names: scene.units(*names),
        "personIds": lambda names: [str(scene.world.persons[name]) for name in names],
        "itemId": lambda number: str(scene.items[number].id),
        "verdicts": lambda _: scene.verdicts(call),
        "assignmentIds": lambda _: done,
        "pleaId": lambda _: next(plea["id"] for plea in call["pleas"] if plea["open"]),
        "until": lambda _: (clock.now() + timedelta(days=30)).isoformat(),
    }
    given = {name: fill[name](fact) if name in fill else fact for name, fact in facts.items()}
    if what in ("dispatchCall", "moveCall", "proposeMeeting"):
        given["order"] = scene.order()
    if what == "signOffCall":
        given["hash"] = await shown_hash(await scene.of("head"), call)
    if what == "checkIn":
        given["checkedAt"] = clock.now().isoformat()
    return given


async def test_a_step_on_a_screen_that_somebody_has_overtaken_is_refused(scene: Scene) -> None:
    call = await scene.signed()
    await scene.do("dispatcher", "remarkOnCall", call, words="先问一下街道")
    stale = call["version"]
    await scene.do("dispatcher", "acceptCall", call, expectedVersion=stale)
    answer = await scene.do("dispatcher", "sendCallBack", call, words="再看", expectedVersion=stale)
    assert answer["__typename"] == "VersionConflict"
    ahead = await scene.do("dispatcher", "sendCallBack", call, words="再看", expectedVersion=99)
    assert ahead["__typename"] == "VersionConflict"
