"""An activity from its announcement to the points of those who came."""

import asyncio
from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.activities.scene import ACTIVITY, Scene
from tests.bank.scene import read_inbox
from tests.cast import COMMUNITY, DISTRICT, NEXT_COMMUNITY, OTHER_STREET, STREET
from tests.client import Client
from tests.later import Later

from gridcall import clock, db
from gridcall.keyset import cursor_of
from gridcall.settings import Settings

HOUR = timedelta(hours=1)
AFTER = 5 * HOUR
LIST = f"""query($w: String!, $n: Int!, $after: String, $past: Boolean!) {{
    activities(within: $w, first: $n, after: $after, past: $past) {{
        nodes {{ {ACTIVITY.removeprefix("... on Activity { ").removesuffix(" }")} }}
        pageInfo {{ hasNextPage endCursor }} }} }}"""


async def points(client: Client) -> int:
    found = (await client.do("{ myPoints { posted } }"))["myPoints"]
    return int(found["posted"]) if found else 0


async def test_whoever_joins_and_comes_earns_whole_hours(scene: Scene) -> None:
    activity = await scene.published()
    assert (activity["status"], activity["communityName"], activity["participants"]) == ("OPEN", "盛福明城社区", [])
    for name in ("resident", "neighbour", "worker"):
        joined = await scene.do(name, "joinActivity", activity)
        assert joined["joinedByMe"]
        assert [one["personId"] for one in joined["participants"]] == [str(scene.world.persons[name])]
    assert joined["joined"] == 3
    assert joined["organiserName"] == "周**"
    with clock.using(Later(AFTER)):
        await scene.do("specialist", "recordAttendance", activity, attendance=scene.came(resident=1, neighbour=0))
        mended = scene.came(resident=2, worker=3)
        recorded = await scene.do("clerk", "recordAttendance", activity, attendance=mended)
        assert [(one["name"], one["hours"]) for one in recorded["participants"]] == [
            ("林小满", 2),
            ("何田田", 0),
            ("孙志安", 3),
        ]
        same = str(clock.new_id())
        for _ in range(2):
            done = await scene.do("specialist", "signOffActivity", activity, id=same)
            assert (done["status"], [one["earned"] for one in done["participants"]]) == ("SIGNED_OFF", [2, None, 3])
    for name, expected in (("resident", 2), ("neighbour", 0), ("worker", 3), ("specialist", 0)):
        assert await points(await scene.of(name)) == expected, name
    assert await db.value("SELECT count(*) FROM outbox WHERE kind = 'activity.signed_off'") == 1


async def test_the_organiser_never_takes_part_and_nobody_signs_off_the_own_hours(scene: Scene) -> None:
    activity = await scene.published()
    own = await scene.do("specialist", "joinActivity", activity)
    assert (own["__typename"], own["message"]) == ("NotAllowed", "这是您发布的活动。")
    await scene.do("clerk", "joinActivity", activity)
    with clock.using(Later(AFTER)):
        await scene.do("clerk", "recordAttendance", activity, attendance=scene.came(clerk=3))
        before = await scene.state()
        refused = await scene.do("clerk", "signOffActivity", activity)
        assert (refused["__typename"], refused["message"]) == (
            "NotAllowed",
            "您自己参加了，请别的同事签字。",
        )
        assert await scene.state() == before
        assert (await scene.do("specialist", "signOffActivity", activity))["status"] == "SIGNED_OFF"
    assert await points(await scene.of("clerk")) == 3


async def test_the_last_place_goes_to_one_of_two(scene: Scene) -> None:
    activity = await scene.published(capacity=1)
    for name in ("resident", "neighbour"):
        await scene.of(name)
    answers = await asyncio.gather(*(scene.do(name, "joinActivity", activity) for name in ("resident", "neighbour")))
    assert Counter(answer["__typename"] for answer in answers) == {"Activity": 1, "WrongStatus": 1}
    lost = next(name for name, one in zip(("resident", "neighbour"), answers, strict=True) if "actualStatus" in one)
    won = "resident" if lost == "neighbour" else "neighbour"
    assert (await scene.do(won, "leaveActivity", activity))["joined"] == 0
    assert (await scene.do(lost, "joinActivity", activity))["joined"] == 1


async def test_the_same_request_is_one_step(scene: Scene) -> None:
    given = scene.form()
    first, again = [await scene.do("specialist", "publishActivity", input=given) for _ in range(2)]
    assert first == again
    other = await scene.do("specialist", "publishActivity", input={**given, "hours": 2})
    assert other["__typename"] == "IdempotencyConflict"
    same = str(clock.new_id())
    await scene.of("resident")
    joined = await asyncio.gather(*(scene.do("resident", "joinActivity", first, id=same) for _ in range(4)))
    assert [one["joined"] for one in joined] == [1] * 4
    assert (await scene.do("resident", "leaveActivity", first, id=same))["__typename"] == "IdempotencyConflict"
    assert await db.value("SELECT count(*) FROM outbox WHERE kind LIKE 'activity.%'") == 2


async def test_whoever_joined_hears_that_it_is_called_off(scene: Scene) -> None:
    activity = await scene.published()
    await scene.do("resident", "joinActivity", activity)
    assert (await scene.do("clerk", "cancelActivity", activity, reason=" "))["field"] == "reason"
    gone = await scene.do("clerk", "cancelActivity", activity, reason="下大雨")
    assert gone["status"] == "CANCELLED"
    await read_inbox()
    told = await (await scene.of("resident")).do("{ inbox(first: 5) { nodes { title path } } }")
    path = f"/activities/{activity['id']}"
    assert told["inbox"]["nodes"] == [{"title": "活动取消：清理楼道杂物", "path": path}]
    before = await scene.state()
    for name, step in (("neighbour", "joinActivity"), ("resident", "leaveActivity"), ("clerk", "signOffActivity")):
        refused = await scene.do(name, step, activity)
        assert (refused["__typename"], refused["actualStatus"]) == ("WrongStatus", "CANCELLED"), step
    assert await scene.state() == before


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"title": " "}, "title"),
        ({"hours": 0}, "hours"),
        ({"hours": 4}, "hours"),
        ({"capacity": 0}, "capacity"),
        ({"code": "370102013999"}, "code"),
        ({"startsAt": "2020-01-01T00:00:00Z"}, "startsAt"),
        ({"endsAt": "2020-01-01T00:00:00Z"}, "endsAt"),
        ({"startsAt": "9999-12-31T00:00:00Z", "endsAt": "9999-12-31T03:00:00Z"}, "startsAt"),
        ({"startsAt": "9999-12-31T20:00:00-12:00", "endsAt": "9999-12-31T23:00:00-12:00"}, "startsAt"),
        ({"startsAt": "2200-01-01T00:00:00Z", "endsAt": "2200-01-01T03:00:00Z"}, "startsAt"),
        ({"startsAt": "0001-01-01T00:00:00+14:00"}, "startsAt"),
        ({"endsAt": "9999-12-31T23:00:00Z"}, "endsAt"),
    ],
)
async def test_what_cannot_be_published_is_refused_by_its_field(
    scene: Scene, facts: dict[str, Any], field: str
) -> None:
    who = "clerk" if field == "code" else "specialist"
    before = await scene.state()
    refused = await scene.do(who, "publishActivity", input=scene.form(**facts))
    assert (refused["__typename"], refused["field"]) == ("InvalidInput", field)
    assert await scene.state() == before


async def test_a_long_day_counts_no_more_than_is_allowed(scene: Scene) -> None:
    at_most = Settings().activity_hours_at_most
    ends = (clock.now() + timedelta(hours=20)).isoformat()
    refused = await scene.do("specialist", "publishActivity", input=scene.form(endsAt=ends, hours=at_most + 1))
    assert refused["field"] == "hours"
    activity = await scene.published(endsAt=ends, hours=at_most)
    await scene.do("resident", "joinActivity", activity)
    with clock.using(Later(timedelta(hours=21))):
        for count in (-1, at_most + 1):
            refused = await scene.do("clerk", "recordAttendance", activity, attendance=scene.came(resident=count))
            assert refused["field"] == "attendance"
        stranger = await scene.do("clerk", "recordAttendance", activity, attendance=scene.came(neighbour=1))
        assert stranger["message"] == "有人没有报名。"


async def test_every_step_has_its_hour_and_its_people(scene: Scene) -> None:
    """The table walked: at each hour, who may take which step, and a refusal changes nothing."""
    activity = await scene.published()
    await scene.do("resident", "joinActivity", activity)
    organisers, others = ("specialist", "clerk"), ("resident", "neighbour", "head", "supervisor", "other_clerk")
    steps = ("JOIN", "LEAVE", "CANCEL", "RECORD_ATTENDANCE", "SIGN_OFF")
    expected = {
        (timedelta(), "resident"): {"LEAVE"},
        (timedelta(), "neighbour"): {"JOIN"},
        (timedelta(), "specialist"): {"CANCEL"},
        (timedelta(), "clerk"): {"JOIN", "CANCEL"},
        (2 * HOUR, "resident"): set(),
        (2 * HOUR, "neighbour"): {"JOIN"},
        (2 * HOUR, "specialist"): {"CANCEL", "RECORD_ATTENDANCE"},
        (2 * HOUR, "clerk"): {"JOIN", "CANCEL", "RECORD_ATTENDANCE"},
        (AFTER, "resident"): set(),
        (AFTER, "neighbour"): set(),
        (AFTER, "specialist"): {"RECORD_ATTENDANCE"},
        (AFTER, "clerk"): {"RECORD_ATTENDANCE"},
    }
    before = await scene.state()
    for later in (timedelta(), 2 * HOUR, AFTER):
        with clock.using(Later(later)):
            for name in (*organisers, *others):
                seen = await scene.look(name, activity)
                allowed = {one["step"] for one in seen["availableActions"] if one["allowed"]}
                as_resident = expected.get((later, name), {"JOIN"} if later < AFTER else set())
                assert allowed == as_resident, (later, name)
                assert all(one["allowed"] or one["reason"] for one in seen["availableActions"])
                for step in set(steps) - allowed:
                    await _refused(scene, name, step, activity)
    assert await scene.state() == before


async def _refused(scene: Scene, name: str, step: str, activity: dict[str, Any]) -> None:
    first, *rest = step.lower().split("_")
    what = {"record_attendance": "recordAttendance"}.get(
        step.lower(), first + "".join(r.title() for r in rest) + "Activity"
    )
    facts: dict[str, Any] = {"CANCEL": {"reason": "下雨"}, "RECORD_ATTENDANCE": {"attendance": []}}.get(step, {})
    answer = await scene.do(name, what, activity, **facts)
    assert answer["__typename"] in ("NotAllowed", "WrongStatus"), (name, step, answer)


async def test_what_lies_ahead_and_what_is_over_are_listed_for_anybody(scene: Scene, anyone: Client) -> None:
    soon = [clock.now() + number * HOUR for number in (3, 1, 2)]
    for moment in soon:
        times = {"startsAt": moment.isoformat(), "endsAt": (moment + HOUR).isoformat(), "hours": 1}
        await scene.published(title=f"{moment:%H:%M}", **times)
    titles = [f"{moment:%H:%M}" for moment in sorted(soon)]
    for within in (DISTRICT, STREET, COMMUNITY):
        seen, after = [], None
        for _ in range(2):
            page = (await anyone.do(LIST, w=within, n=2, after=after, past=False))["activities"]
            seen += [node["title"] for node in page["nodes"]]
            after = page["pageInfo"]["endCursor"]
        assert seen == titles, within
        assert not page["pageInfo"]["hasNextPage"]
    for within in (OTHER_STREET, NEXT_COMMUNITY):
        assert (await anyone.do(LIST, w=within, n=2, after=None, past=False))["activities"]["nodes"] == []
    with clock.using(Later(3 * HOUR)):
        over = (await anyone.do(LIST, w=STREET, n=5, after=None, past=True))["activities"]["nodes"]
    assert [node["title"] for node in over] == titles[1::-1]
    assert over[0]["participants"] == []
    assert "errors" in await anyone.ask(LIST, w="3701", n=5, after=None, past=False)
    before_all_time = cursor_of(datetime.fromisoformat("0001-01-01T00:00:00+14:00"), clock.new_id())
    lost = await anyone.ask(LIST, w=STREET, n=5, after=before_all_time, past=True)
    assert lost["errors"][0]["extensions"]["code"] == "INVALID_INPUT"
    assert "errors" in await anyone.ask(LIST, w=STREET, n=101, after=None, past=False)
