"""Another meeting proposed, a later limit asked for: what the desk answers, and what becomes of clocks and people."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.calls.documents import look
from tests.calls.scene import Scene
from tests.calls.test_parties import turns
from tests.calls.test_steps import listed, refused
from tests.later import Later

from gridcall import clock, db

DAY = timedelta(days=1)


async def on_site(scene: Scene) -> dict[str, Any]:
    call = await scene.dispatched("city", "market")
    call = await scene.do("city_coordinator", "respond", call, "city", heads=2)
    return await scene.do("city_officer", "checkIn", call, "city", checkedAt=clock.now().isoformat(), heads=2)


def due(call: dict[str, Any], unit: str) -> datetime:
    part = next(one for one in call["assignments"] if one["unitName"].endswith({"city": "城市管理局"}.get(unit, unit)))
    return datetime.fromisoformat(part["clock"]["dueAt"])


def later(call: dict[str, Any], unit: str, by: timedelta = DAY) -> str:
    return (due(call, unit) + by).isoformat()


def only(call: dict[str, Any]) -> dict[str, Any]:
    (plea,) = [plea for plea in call["pleas"] if plea["open"]]
    return dict(plea)


async def asked(scene: Scene) -> dict[str, Any]:
    call = await on_site(scene)
    until = later(call, "city")
    return await scene.do("city_coordinator", "askExtension", call, "city", words="管件明天才到货", until=until)


# ---- a later limit


async def test_an_extension_granted_is_a_new_segment_and_the_old_one_stays_as_it_was(scene: Scene) -> None:
    call = await asked(scene)
    plea, part = only(call), scene.part(call, "city")
    assert (plea["kind"], plea["words"], part["plea"]) == ("EXTENSION", "管件明天才到货", "EXTENSION")
    before = due(call, "city")
    call = await scene.do("dispatcher", "grantExtension", call, "city", pleaId=plea["id"])
    assert due(call, "city") == before + DAY == datetime.fromisoformat(plea["wishedAt"])
    assert scene.part(call, "city")["plea"] is None
    old, new = [one for one in call["segments"] if one["stage"] == "COMPLETE"]
    assert (old["dueAt"], old["endedAt"], old["pleaId"]) == (part["clock"]["dueAt"], new["startedAt"], None)
    assert (new["pleaId"], new["endedAt"], new["lamp"]) == (plea["id"], None, "GREEN")
    assert [(one["answer"], one["open"]) for one in call["pleas"]] == [("GRANTED", False)]
    assert [entry["step"] for entry in call["entries"]][-2:] == ["ASK_EXTENSION", "GRANT_EXTENSION"]
    assert {entry["until"] for entry in call["entries"][-2:]} == {plea["wishedAt"]}


async def test_an_extension_refused_leaves_the_limit_and_says_why(scene: Scene) -> None:
    call = await asked(scene)
    before, plea = due(call, "city"), only(call)["id"]
    assert refused(await scene.do("dispatcher", "refusePlea", call, "city", pleaId=plea)) == ("InvalidInput", "words")
    call = await scene.do("dispatcher", "refusePlea", call, "city", pleaId=plea, words="今晚必须恢复供水")
    assert due(call, "city") == before
    assert call["pleas"][0]["answerWords"] == call["entries"][-1]["words"] == "今晚必须恢复供水"
    assert len([one for one in call["segments"] if one["stage"] == "COMPLETE"]) == 1
    again = await scene.do("city_coordinator", "askExtension", call, "city", words="再请", until=later(call, "city"))
    assert only(again)["id"] != plea


async def test_an_extension_is_asked_before_the_limit_and_for_a_later_one(scene: Scene) -> None:
    call = await on_site(scene)
    for by in (timedelta(0), -DAY, 61 * DAY):
        answer = await scene.do(
            "city_coordinator", "askExtension", call, "city", words="要等", until=later(call, "city", by)
        )
        assert refused(answer) == ("InvalidInput", "until"), by
    with clock.using(Later(due(call, "city") - clock.now())):
        over = await scene.do("city_coordinator", "askExtension", call, "city", words="要等", until=later(call, "city"))
        assert over["message"] == "时限已过，不能再申请延期。"
        offered = scene.part(await look(await scene.of("city_coordinator"), call), "city")["availableActions"]
        assert not next(one for one in offered if one["step"] == "ASK_EXTENSION")["allowed"]


async def test_a_limit_that_was_over_before_the_answer_stays_over_in_the_record(scene: Scene) -> None:
    call = await asked(scene)
    with clock.using(Later(due(call, "city") - clock.now() + timedelta(hours=2))):
        call = await scene.do("dispatcher", "grantExtension", call, "city", pleaId=only(call)["id"])
        old, new = [one for one in call["segments"] if one["stage"] == "COMPLETE"]
        assert (old["lamp"], new["lamp"]) == ("RED", "GREEN")


async def test_who_reports_all_the_same_has_taken_it_back(scene: Scene) -> None:
    call = await asked(scene)
    plea = only(call)["id"]
    assert await turns(scene, "dispatcher") == ["call.extension_asked"]
    call = await scene.do("city_officer", "reportCompletion", call, "city", words="已清理")
    assert [(one["open"], one["answer"]) for one in call["pleas"]] == [(False, None)]
    assert await turns(scene, "dispatcher") == []
    answer = await scene.do("dispatcher", "grantExtension", call, "city", pleaId=plea)
    assert answer["__typename"] == "WrongStatus"


async def test_the_desk_answers_what_it_has_read(scene: Scene) -> None:
    call = await asked(scene)
    read = only(call)["id"]
    call = await scene.do("dispatcher", "refusePlea", call, "city", pleaId=read, words="不行")
    call = await scene.do("city_coordinator", "askExtension", call, "city", words="再请", until=later(call, "city"))
    answer = await scene.do("dispatcher", "grantExtension", call, "city", pleaId=read)
    assert refused(answer) == ("InvalidInput", "pleaId")
    assert only(await look(await scene.of("dispatcher"), call))["words"] == "再请"


async def test_a_plea_waits_in_the_desks_list_and_inbox_until_it_is_answered(scene: Scene) -> None:
    call = await asked(scene)
    assert await listed(scene, "dispatcher", scope="NEEDS_ME") == [call["id"]]
    assert await turns(scene, "dispatcher") == ["call.extension_asked"]
    await scene.do("dispatcher", "grantExtension", call, "city", pleaId=only(call)["id"])
    assert await listed(scene, "dispatcher", scope="NEEDS_ME") == []
    assert await turns(scene, "dispatcher") == []


async def test_what_was_asked_and_answered_cannot_be_altered(scene: Scene) -> None:
    call = await asked(scene)
    changes = ["UPDATE call_pleas SET words = 'x'", "UPDATE call_pleas SET wished_at = asked_at"]
    for change in changes:
        with pytest.raises(Exception, match="stands still"):
            await db.execute(change)
    await scene.do("dispatcher", "grantExtension", call, "city", pleaId=only(call)["id"])
    for change in (*changes, "UPDATE call_pleas SET answer_words = 'x'", "UPDATE segments SET plea_id = NULL"):
        with pytest.raises(Exception, match="stands still"):
            await db.execute(change)


# ---- the street's closing


async def test_the_street_asks_for_a_later_closing_once_all_parts_are_in(scene: Scene) -> None:
    call = await scene.part_done(await scene.dispatched("city"), "city")
    limit = datetime.fromisoformat(call["clock"]["dueAt"])
    until = (limit + DAY).isoformat()
    call = await scene.do("clerk", "askLaterClosing", call, words="夜里再去看一次", until=until)
    assert (only(call)["assignmentId"], call["plea"]) == (None, "EXTENSION")
    call = await scene.do("dispatcher", "grantLaterClosing", call, pleaId=only(call)["id"])
    assert datetime.fromisoformat(call["clock"]["dueAt"]) == limit + DAY
    assert call["plea"] is None
    call = await scene.do("clerk", "closeCall", call, words="办结", verdicts=scene.verdicts(call))
    assert call["status"] == "CLOSED"


async def test_a_later_closing_refused_leaves_the_streets_limit(scene: Scene) -> None:
    call = await scene.part_done(await scene.dispatched("city"), "city")
    limit = call["clock"]["dueAt"]
    until = (datetime.fromisoformat(limit) + DAY).isoformat()
    call = await scene.do("clerk", "askLaterClosing", call, words="夜里再去看一次", until=until)
    call = await scene.do("dispatcher", "refuseLaterClosing", call, pleaId=only(call)["id"], words="今天结案")
    assert (call["clock"]["dueAt"], call["plea"], call["pleas"][0]["answer"]) == (limit, None, "REFUSED")
    assert await turns(scene, "clerk") == ["call.later_closing_refused"]


# ---- another meeting


async def proposed(scene: Scene) -> dict[str, Any]:
    call = await scene.dispatched("city", "market")
    call = await scene.do("market_coordinator", "respond", call, "market", heads=2)
    at = (clock.now() + timedelta(hours=5)).isoformat()
    order = scene.order(reportAt=at, place="东门北侧停车场", point=None)
    return await scene.do("city_coordinator", "proposeMeeting", call, "city", words="执法车 22 点才到", order=order)


async def test_a_meeting_accepted_moves_the_order_and_everyone_confirms_again(scene: Scene) -> None:
    call = await proposed(scene)
    plea = only(call)
    assert (plea["kind"], plea["place"], scene.part(call, "city")["plea"]) == ("MEETING", "东门北侧停车场", "MEETING")
    assert call["reportPlace"] == "盛福明城东门岗亭旁"
    call = await scene.do("dispatcher", "acceptMeeting", call, "city", pleaId=plea["id"])
    assert (call["reportPlace"], call["reportAt"]) == ("东门北侧停车场", plea["wishedAt"])
    assert [part["status"] for part in call["assignments"]] == ["DISPATCHED", "DISPATCHED"]
    assert [part["plea"] for part in call["assignments"]] == [None, None]
    for name in ("city_coordinator", "market_coordinator"):
        assert "call.meeting_accepted" in await turns(scene, name), name


async def test_a_meeting_declined_leaves_the_order(scene: Scene) -> None:
    call = await proposed(scene)
    plea = only(call)
    call = await scene.do("dispatcher", "refusePlea", call, "city", pleaId=plea["id"], words="摊贩 20 点出摊")
    assert call["reportPlace"] == "盛福明城东门岗亭旁"
    assert [part["status"] for part in call["assignments"]] == ["DISPATCHED", "CONFIRMED"]
    assert "call.plea_refused" in await turns(scene, "city_coordinator")
    call = await scene.do("city_coordinator", "respond", call, "city", heads=1)
    assert scene.part(call, "city")["status"] == "CONFIRMED"


async def test_who_confirms_the_order_as_it_is_has_taken_the_proposal_back(scene: Scene) -> None:
    call = await proposed(scene)
    call = await scene.do("city_coordinator", "respond", call, "city", heads=1)
    assert [(one["open"], one["answer"]) for one in call["pleas"]] == [(False, None)]


async def test_the_desk_that_moves_the_order_by_itself_has_overtaken_the_proposal(scene: Scene) -> None:
    call = await proposed(scene)
    call = await scene.do("dispatcher", "moveCall", call, order=scene.order(place="西门"), words="改到西门")
    assert [plea["open"] for plea in call["pleas"]] == [False]
    assert await turns(scene, "dispatcher") == []


async def test_a_meeting_that_is_over_by_now_cannot_be_accepted(scene: Scene) -> None:
    call = await proposed(scene)
    with clock.using(Later(timedelta(hours=6))):
        answer = await scene.do("dispatcher", "acceptMeeting", call, "city", pleaId=only(call)["id"])
        assert refused(answer) == ("InvalidInput", "reportAt")


async def test_a_unit_asks_one_thing_at_a_time(scene: Scene) -> None:
    call = await proposed(scene)
    answer = await scene.do("city_coordinator", "proposeMeeting", call, "city", words="又改", order=scene.order())
    assert answer["message"] == "已经申请过，等区平台答复。"
