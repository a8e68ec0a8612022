"""Silence confirms: a solved snap that its reporter does not contradict in time is closed by the clock, once."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from tests.cast import World
from tests.client import Client
from tests.later import Later
from tests.snaps import documents
from tests.snaps.documents import one
from tests.snaps.scene import SETTINGS, brought_to, everything, last_event, step, take, told

from gridcall import clock, db, worker
from gridcall.errors import WrongStatus
from gridcall.push import inbox
from gridcall.snaps import queries
from gridcall.snaps.actions import confirm_by_silence
from gridcall.snaps.actions import silence as acting
from gridcall.snaps.workflow import SnapStatus, SnapStep

AsPerson = Callable[[str], Awaitable[Client]]
DAYS = timedelta(days=SETTINGS.snap_reopen_days)
MINUTE = timedelta(minutes=1)


async def test_the_reporter_who_says_nothing_finds_it_closed(as_person: AsPerson, world: World) -> None:
    resident, handler = await as_person("resident"), await as_person("worker")
    snap = await documents.take(resident)
    await documents.step(handler, "fixSnapOnTheSpot", snap)
    assert await confirm_by_silence(settings=SETTINGS, now=clock.now() + DAYS - MINUTE) == 0

    assert await confirm_by_silence(settings=SETTINGS, now=clock.now() + DAYS + MINUTE) == 1
    seen = await one(handler, snap)
    assert seen
    assert (seen["status"], seen["version"]) == ("CONFIRMED", 3)
    entry = seen["entries"][-1]
    assert (entry["step"], entry["byName"], entry["byPost"]) == ("CONFIRM_BY_SILENCE", None, None)
    assert "CONFIRM_BY_SILENCE" not in {action["step"] for action in seen["availableActions"]}

    while await inbox.read_on(clock.now()):
        pass
    messages = await resident.do("{ inbox(first: 10) { nodes { kind title needsMe readAt } } }")
    newest, asked = messages["inbox"]["nodes"]
    assert (newest["kind"], newest["needsMe"]) == ("snap.confirmed_by_silence", False)
    assert newest["title"].endswith("，按已办好结束")
    assert asked["readAt"], "nobody waits for an answer any more"

    with clock.using(Later(DAYS + MINUTE)):
        refused = await documents.step(resident, "reportSnapNotSolved", snap)
        assert (refused["code"], refused["message"]) == (
            "WRONG_STATUS",
            "已过可以说“没解决”的期限，请重新拍一张。",
        )


async def test_reporter_and_handler_hear_of_it(place: World) -> None:
    snap = await brought_to(place, SnapStatus.SOLVED)
    await confirm_by_silence(settings=SETTINGS, now=clock.now() + DAYS + MINUTE)
    event = await last_event()
    assert (event["kind"], event["code"]) == ("snap.confirmed_by_silence", snap.code)
    assert told(event, place) == {"resident": False, "worker": False}


async def test_two_workers_after_a_long_pause_confirm_each_once_in_batches(
    place: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(acting, "BATCH", 4)
    solved = [await step(place, "worker", SnapStep.FIX_ON_THE_SPOT, await take(place)) for _ in range(6)]
    late = clock.now() + timedelta(days=400)
    confirmed = []
    while sum(confirmed) < len(solved):
        both = await asyncio.gather(*(confirm_by_silence(settings=SETTINGS, now=late) for _ in range(2)))
        assert max(both) <= 4
        confirmed += both
    assert sum(confirmed) == len(solved)
    assert await confirm_by_silence(settings=SETTINGS, now=late) == 0
    for snap in solved:
        timeline = (await queries.timelines([snap.id]))[str(snap.id)]
        assert [entry.step for entry in timeline[2:]] == [SnapStep.CONFIRM_BY_SILENCE]
    assert await db.value("SELECT count(*) FROM outbox WHERE kind = 'snap.confirmed_by_silence'") == 6


async def test_whoever_contradicts_in_time_is_heard(place: World) -> None:
    snap = await step(place, "resident", SnapStep.NOT_SOLVED, await brought_to(place, SnapStatus.SOLVED))
    before = await everything()
    assert await confirm_by_silence(settings=SETTINGS, now=clock.now() + DAYS + MINUTE) == 0
    assert await everything() == before
    assert snap.status is SnapStatus.WAITING


async def test_one_that_cannot_be_confirmed_does_not_hold_up_the_others(
    place: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, good = [await brought_to(place, SnapStatus.SOLVED) for _ in range(2)]
    telling = acting.tell

    async def stumbling(name: SnapStep, before: object, after: object, *further: object) -> None:
        if getattr(after, "id", None) == bad.id:
            raise OSError
        await telling(name, before, after, *further)  # type: ignore[arg-type]

    monkeypatch.setattr(acting, "tell", stumbling)
    assert await confirm_by_silence(settings=SETTINGS, now=clock.now() + DAYS + MINUTE) == 1
    found = await queries.snaps_by_id([bad.id, good.id])
    assert (found[bad.id].status, found[good.id].status) == (SnapStatus.SOLVED, SnapStatus.CONFIRMED)


async def test_the_clock_looks_by_itself(place: World) -> None:
    snap = await brought_to(place, SnapStatus.SOLVED)
    with clock.using(Later(DAYS + MINUTE)):
        await worker._chores(SETTINGS)
    found = await queries.find(snap.id)
    assert found
    assert found.status is SnapStatus.CONFIRMED


async def test_nobody_can_be_silent_for_the_reporter(place: World) -> None:
    snap = await brought_to(place, SnapStatus.CONFIRMED)
    with pytest.raises(WrongStatus) as refused:
        await step(place, "resident", SnapStep.NOT_SOLVED, snap)
    assert refused.value.reason == "confirmed_already"
