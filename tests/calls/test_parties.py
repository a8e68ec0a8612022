"""Who sees what of a call, who hears of it live, and whose turn the inbox says it is."""

import asyncio
from typing import Any

from starlette.applications import Starlette
from tests.calls.documents import look, step
from tests.calls.scene import Scene
from tests.calls.test_steps import listed, refused
from tests.cast import DISTRICT, add_person
from tests.client import Client
from tests.feed.happenings import told_all
from tests.push.browsers import read_inboxes
from tests.snaps.documents import one as snap_of
from tests.snaps.documents import take

from gridcall import outbox
from gridcall.people.permissions import Role

FEED = """query($after: String!) { feed(after: $after, first: 100) {
  events { kind call { id status parts { unitName status } } } } }"""
INBOX = "{ inbox(first: 50) { nodes { kind title needsMe readAt path } } }"
EVERYBODY = ("resident", "worker", "specialist", "other_clerk", "water_coordinator", "building_officer")


async def after_all() -> str:
    """The place behind everything that has happened: another database's transaction can hold it back for a moment."""
    while await outbox.unsettled_after(place := await outbox.head()):  # noqa: ASYNC110  another process ends it
        await asyncio.sleep(0.01)
    return str(place)


async def test_a_draft_is_the_streets_own_affair(scene: Scene) -> None:
    call = await scene.do("clerk", "submitCall", await scene.draft())
    for name in (*EVERYBODY, "dispatcher", "supervisor", "city_coordinator"):
        client = await scene.of(name)
        assert await look(client, call) is None, name
        assert call["id"] not in await listed(scene, name)
        assert refused(await step(client, "submitCall", call))[0] in ("NotFound", "NotAllowed")
    assert (await scene.do("other_clerk", "submitCall", call))["__typename"] == "NotFound"
    assert call["id"] in await listed(scene, "head", scope="NEEDS_ME")
    assert call["id"] in await listed(scene, "clerk")


async def test_a_signed_call_is_seen_by_its_street_the_district_and_the_called_units(scene: Scene) -> None:
    call = await scene.dispatched("city", "market")
    for name in EVERYBODY:
        client = await scene.of(name)
        assert await look(client, call) is None, name
        assert call["id"] not in await listed(scene, name)
        answer = await scene.do(name, "respond", call, "city", heads=1)
        assert answer["__typename"] in ("NotFound", "NotAllowed"), name
    for name, what, unit in (("other_clerk", "acceptPart", "city"), ("water_coordinator", "respond", "city")):
        further = {"heads": 1} if what == "respond" else {}
        assert (await scene.do(name, what, call, unit, **further))["__typename"] == "NotFound"
    for name in ("clerk", "head", "dispatcher", "supervisor", "city_coordinator", "market_officer"):
        assert await look(await scene.of(name), call) is not None, name
        assert call["id"] in await listed(scene, name)


async def test_internal_remarks_stay_inside_the_unit(scene: Scene) -> None:
    call = await scene.dispatched("city", "market")
    await scene.do("city_officer", "remarkOnCall", call, words="需要登高车")
    await scene.do("clerk", "remarkOnCall", call, words="摊主有情绪")
    for name, own in (
        ("city_coordinator", ["需要登高车"]),
        ("market_coordinator", []),
        ("dispatcher", []),
        ("supervisor", []),
        ("head", ["摊主有情绪"]),
    ):
        seen = await look(await scene.of(name), call)
        assert [entry["words"] for entry in seen["entries"] if entry["internal"]] == own, name


async def test_who_has_opened_the_order_is_seen_by_the_desk_and_the_unit_itself(scene: Scene) -> None:
    call = await scene.dispatched("city", "market")
    document = "mutation($id: ID!) { seeOrder(assignmentId: $id) { __typename } }"
    part = scene.part(call, "city")["id"]
    for _ in range(2):
        answer = await (await scene.of("city_officer")).do(document, id=part)
        assert answer["seeOrder"]["__typename"] == "Done"
    other = await (await scene.of("market_officer")).do(document, id=part)
    assert other["seeOrder"]["__typename"] == "NotFound"
    for name, looks in (("dispatcher", 1), ("city_coordinator", 1), ("market_coordinator", 0), ("clerk", 0)):
        seen = scene.part(await look(await scene.of(name), call), "city")
        assert len(seen["looks"]) == looks, name
        assert seen["seenAt"] is not None


async def test_the_reporter_is_hidden_from_the_called_units(scene: Scene) -> None:
    snap = await take(await scene.of("resident"), category="ILLEGAL_BUILDING")
    call = await scene.dispatched("city", snapIds=[snap["id"]])
    seen = await look(await scene.of("city_coordinator"), call)
    assert [one["receipt"] for one in seen["snaps"]] == [snap["receipt"]]
    assert await snap_of(await scene.of("city_coordinator"), snap) is None
    assert "林小满" not in str(seen)


CALL_OF = "query($id: ID!) { callOfSnap(snapId: $id) { id number status clock { lamp } } snap(id: $id) { id } }"


async def test_a_snap_leads_to_its_call_for_those_who_may_see_the_call(scene: Scene) -> None:
    snap = await take(await scene.of("resident"))
    draft = await scene.draft(snapIds=[snap["id"]])

    async def call_for(name: str) -> Any:
        return (await (await scene.of(name)).do(CALL_OF, id=snap["id"]))["callOfSnap"]

    assert (await call_for("clerk"))["status"] == "DRAFT"
    assert await call_for("dispatcher") is None
    call = await scene.sign(await scene.do("clerk", "submitCall", draft))
    call = await scene.do("dispatcher", "dispatchCall", call, order=scene.order(), units=scene.units("city"))
    for name in ("clerk", "head", "dispatcher", "supervisor", "city_coordinator"):
        told = await call_for(name)
        assert (told["id"], told["number"], told["clock"]["lamp"]) == (call["id"], call["number"], "GREEN"), name
    for name in ("resident", "other_clerk", "market_coordinator"):
        assert await call_for(name) is None, name
    assert [one["id"] for one in (await look(await scene.of("clerk"), call))["snaps"]] == [snap["id"]]


async def test_a_snap_that_was_called_for_again_leads_to_the_newer_call(scene: Scene) -> None:
    snap = await take(await scene.of("resident"))
    first = await scene.signed(snapIds=[snap["id"]])
    await scene.do("head", "withdrawCall", first, words="另行呼叫")
    told = await (await scene.of("clerk")).do(CALL_OF, id=snap["id"])
    assert told["callOfSnap"]["status"] == "WITHDRAWN"
    second = await scene.signed(snapIds=[snap["id"]])
    assert (await (await scene.of("clerk")).do(CALL_OF, id=snap["id"]))["callOfSnap"]["id"] == second["id"]


async def test_a_visitor_reads_a_public_snap_and_hears_of_no_call(scene: Scene, anyone: Client) -> None:
    snap = await take(await scene.of("resident"))
    await scene.signed(snapIds=[snap["id"]])
    assert (await anyone.do(CALL_OF, id=snap["id"]))["callOfSnap"] is None


async def test_photos_of_a_call_are_served_to_the_called_units_and_not_to_others(scene: Scene) -> None:
    call = await scene.draft(photos=[await (await scene.of("clerk")).upload()])
    call = await scene.sign(await scene.do("clerk", "submitCall", call))
    call = await scene.do("dispatcher", "dispatchCall", call, order=scene.order(), units=scene.units("city", "market"))
    call = await scene.do("city_coordinator", "respond", call, "city", heads=1)
    photo = await (await scene.of("city_officer")).upload()
    await scene.do("city_officer", "reportCompletion", call, "city", words="已清理", photos=[photo])
    document = "query($id: ID!) { call(id: $id) { photos { url } entries { photos { url } } } }"
    seen = (await (await scene.of("clerk")).do(document, id=call["id"]))["call"]
    urls = [one["url"] for one in seen["photos"]]
    urls += [one["url"] for entry in seen["entries"] for one in entry["photos"]]
    assert len(urls) == 2
    may = {"clerk", "dispatcher", "city_officer", "market_coordinator"}
    for name in (*may, *EVERYBODY):
        got = {(await (await scene.of(name)).http.get(url)).status_code for url in urls}
        assert got == ({200} if name in may else {404}), name


async def test_verdicts_are_sealed_until_the_call_is_closed(scene: Scene) -> None:
    call = await scene.dispatched("city")
    call = await scene.part_done(call, "city")
    call = await scene.do("clerk", "closeCall", call, words="办结", verdicts=scene.verdicts(call))
    city = scene.part(call, "city")["id"]
    await scene.do("clerk", "reopenCall", call, words="又出现了", assignmentIds=[city])
    for name in ("clerk", "city_coordinator", "dispatcher"):
        assert scene.part(await look(await scene.of(name), call), "city")["evaluation"] is None, name


# ---- live


async def heard(app: Starlette, scene: Scene, after: str, name: str) -> list[tuple[str, str]]:
    await told_all(app.state.hub)
    page = (await (await scene.of(name)).do(FEED, after=after))["feed"]
    return [(event["kind"], event["call"]["status"]) for event in page["events"] if event["call"]]


PARTS = "parts { unitId unitName status silent limitStart dueAt lamp plea }"


async def test_a_head_says_alike_in_lists_and_events_whose_each_part_is_and_when_it_ends(
    app: Starlette, scene: Scene
) -> None:
    start = await after_all()
    call = await scene.dispatched("city", "market")
    await scene.do("city_coordinator", "respond", call, "city", heads=2)
    await told_all(app.state.hub)
    unit = await scene.of("city_officer")
    listed_now = await unit.do(f"{{ calls(first: 1, filter: {{scope: AREA}}) {{ nodes {{ {PARTS} }} }} }}")
    events = f"query($after: String!) {{ feed(after: $after, first: 100) {{ events {{ call {{ {PARTS} }} }} }} }}"
    told = [event["call"] for event in (await unit.do(events, after=start))["feed"]["events"] if event["call"]]
    assert listed_now["calls"]["nodes"][0]["parts"] == told[-1]["parts"]
    whole = await look(unit, call)
    assert [part["unitId"] for part in told[-1]["parts"]] == [part["unitId"] for part in whole["assignments"]]
    assert [part["dueAt"] for part in told[-1]["parts"]] == [part["clock"]["dueAt"] for part in whole["assignments"]]


async def test_heads_arrive_at_the_street_the_desk_and_the_called_units(app: Starlette, scene: Scene) -> None:
    for name in ("clerk", "head", "dispatcher", "city_officer", *EVERYBODY):
        await scene.of(name)
    start = await after_all()
    call = await scene.signed()
    drafts = [("draft.started", "DRAFT"), ("draft.submitted", "TO_SIGN")]
    signed = ("call.signed_off", "TO_ACCEPT")
    for name, kinds in (("clerk", [*drafts, signed]), ("dispatcher", [signed]), ("city_officer", []), ("worker", [])):
        assert await heard(app, scene, start, name) == kinds, name
    then = await after_all()
    call = await scene.do("dispatcher", "dispatchCall", call, order=scene.order(), units=scene.units("city", "market"))
    await scene.do("city_coordinator", "respond", call, "city", heads=2)
    told = [("call.dispatched", "IN_HAND"), ("call.confirmed", "IN_HAND")]
    for name in ("clerk", "head", "dispatcher", "supervisor", "city_officer", "market_coordinator"):
        assert await heard(app, scene, then, name) == told, name
    for name in EVERYBODY:
        assert await heard(app, scene, then, name) == [], name


async def test_what_becomes_of_a_draft_is_heard_by_its_street_alone(app: Starlette, scene: Scene) -> None:
    hotline = [(Role.HOTLINE_AGENT, "district", DISTRICT)]
    await add_person(scene.world, "hotline", "任听澜", "+8613800020001", hotline)
    strangers = ("dispatcher", "supervisor", "hotline", *EVERYBODY)
    for name in ("clerk", "head", *strangers):
        await scene.of(name)
    start = await after_all()
    await scene.do("head", "withdrawCall", await scene.draft(), words="另行处理")
    submitted = await scene.do("clerk", "submitCall", await scene.draft())
    submitted = await scene.do("clerk", "remarkOnCall", submitted, words="摊主有情绪")
    await scene.do("head", "withdrawCall", submitted, words="另行处理")
    told = [("draft.started", "DRAFT"), ("draft.withdrawn", "WITHDRAWN")]
    told += [("draft.started", "DRAFT"), ("draft.submitted", "TO_SIGN"), ("draft.remarked", "TO_SIGN")]
    told += [("draft.withdrawn", "WITHDRAWN")]
    for name in ("clerk", "head"):
        assert await heard(app, scene, start, name) == told, name
    for name in strangers:
        assert await heard(app, scene, start, name) == [], name
    assert await turns(scene, "head") == []


async def test_the_desk_hears_that_a_call_is_withdrawn_which_it_had_sent_back(app: Starlette, scene: Scene) -> None:
    call = await scene.do("dispatcher", "sendCallBack", await scene.signed(), words="请写明有几处摊位")
    then = await after_all()
    await scene.do("head", "withdrawCall", call, words="另行处理")
    for name in ("clerk", "dispatcher", "supervisor"):
        assert await heard(app, scene, then, name) == [("call.withdrawn", "WITHDRAWN")], name


# ---- the inbox


async def turns(scene: Scene, name: str) -> list[str]:
    """What the inbox says that this person has to do."""
    await read_inboxes()
    found = (await (await scene.of(name)).do(INBOX))["inbox"]["nodes"]
    return [one["kind"] for one in reversed(found) if one["needsMe"]]


async def test_the_inbox_says_whose_turn_it_is_and_settles_those_whose_turn_is_over(scene: Scene) -> None:
    call = await scene.do("clerk", "submitCall", await scene.draft())
    assert await turns(scene, "head") == ["draft.submitted"]
    call = await scene.sign(call)
    assert (await turns(scene, "head"), await turns(scene, "dispatcher")) == ([], ["call.signed_off"])
    units = scene.units("city", "market", "water")
    call = await scene.do("dispatcher", "dispatchCall", call, order=scene.order(), units=units)
    assert await turns(scene, "dispatcher") == []
    assert await turns(scene, "city_officer") == []
    call = await scene.do("city_coordinator", "respond", call, "city", heads=2)
    assert await turns(scene, "city_coordinator") == []
    assert await turns(scene, "market_coordinator") == ["call.dispatched"]
    other = str(scene.items["61"].id)
    call = await scene.do("water_coordinator", "returnPart", call, "water", words="不属本单位", itemId=other)
    assert (await turns(scene, "water_coordinator"), await turns(scene, "dispatcher")) == ([], ["call.returned"])
    call = await scene.do("dispatcher", "settleReturn", call, "water", units=[])
    assert await turns(scene, "dispatcher") == []
    officer = [str(scene.world.persons["city_officer"])]
    call = await scene.do("city_coordinator", "sendPeople", call, "city", personIds=officer)
    assert await turns(scene, "city_officer") == ["call.people_sent"]
    call = await scene.do("city_officer", "reportCompletion", call, "city", words="已清理")
    assert (await turns(scene, "city_officer"), await turns(scene, "clerk")) == ([], ["call.part_reported"])
    assert await turns(scene, "market_coordinator") == ["call.dispatched"]
    await scene.do("head", "withdrawCall", call, words="误报")
    for name in ("market_coordinator", "clerk", "dispatcher"):
        assert await turns(scene, name) == [], name


async def test_whoever_has_two_parts_to_settle_is_waited_for_until_both_are(scene: Scene) -> None:
    call = await scene.dispatched("city", "market", "water", "building")
    other = str(scene.items["61"].id)
    for unit in ("city", "market"):
        call = await scene.do(f"{unit}_coordinator", "returnPart", call, unit, words="不属本单位", itemId=other)
    for unit in ("water", "building"):
        await scene.do(f"{unit}_coordinator", "respond", call, unit, heads=1)
        await scene.do(f"{unit}_officer", "reportCompletion", call, unit, words="已清理")
    await scene.do("dispatcher", "settleReturn", call, "city", units=[])
    await scene.do("clerk", "acceptPart", call, "water")
    assert (len(await turns(scene, "dispatcher")), len(await turns(scene, "clerk"))) == (2, 2)
    await scene.do("dispatcher", "settleReturn", call, "market", units=[])
    await scene.do("clerk", "acceptPart", call, "building")
    assert (await turns(scene, "dispatcher"), await turns(scene, "clerk")) == ([], [])


async def test_every_message_about_a_call_leads_to_it(scene: Scene) -> None:
    call: dict[str, Any] = await scene.dispatched("city")
    await read_inboxes()
    found = (await (await scene.of("city_coordinator")).do(INBOX))["inbox"]["nodes"]
    assert [(one["title"], one["path"]) for one in found] == [("街道呼叫，请确认响应", f"/calls/{call['id']}")]
