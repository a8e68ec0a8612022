"""The inbox: whoever is told finds it once, in the right words, on every device."""

import asyncio
from uuid import UUID

import pytest
from tests.push.browsers import (
    NOW,
    SnapBacked,
    SnapCounted,
    SnapNotSolved,
    SnapSolved,
    SnapTakenOn,
    person,
    read_inboxes,
    record,
    settled,
    tell,
)

from gridcall import clock, db
from gridcall.errors import InvalidInput
from gridcall.outbox import Audience, Told
from gridcall.push import actions, inbox, queries
from gridcall.push.words import SENTENCES
from gridcall.push.words import tell as sentence
from gridcall.snaps.workflow import STEPS


async def test_the_reporter_is_told_in_words_that_name_the_thing(database: str) -> None:
    me = await person()
    snap = clock.new_id()
    await tell(SnapSolved(snap), Told(me.person_id, needs_me=True))
    await read_inboxes()
    (item,) = await queries.inbox(me.person_id, first=10, before=None, unread_only=True)
    assert item["title_zh"] == "“路边检查井盖移位”，已办好，请您看看"
    assert item["body_zh"] == "由盛福明城社区办理。没解决也可以直接点“没解决”"
    assert item["path"] == f"/snaps/{snap}"
    assert await queries.unread(me.person_id) == 1


async def test_the_arrival_is_an_event_for_that_person_alone(database: str) -> None:
    me = await person()
    await tell(SnapSolved(clock.new_id()), Told(me.person_id, needs_me=True))
    await read_inboxes()
    _, arrived = await settled()
    assert (arrived.kind, arrived.persons, arrived.public) == ("inbox.arrived", (str(me.person_id),), False)
    assert arrived.payload["about"] == "snap.solved"


async def test_reading_again_and_again_in_many_tasks_tells_once(database: str) -> None:
    me, other = await person(), await person("周明")
    for _ in range(30):
        await tell(SnapTakenOn(clock.new_id()), Told(me.person_id), Told(other.person_id))
    await asyncio.gather(*(read_inboxes() for _ in range(4)))
    await read_inboxes()
    assert await queries.unread(me.person_id) == 30
    assert await queries.unread(other.person_id) == 30
    arrivals = await db.value("SELECT count(*) FROM outbox WHERE kind = 'inbox.arrived'")
    assert arrivals == 60


async def test_a_reader_killed_in_the_middle_goes_on_without_a_gap_or_a_double(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    me = await person()
    for _ in range(5):
        await tell(SnapTakenOn(clock.new_id()), Told(me.person_id))
    real, calls = inbox._tell, 0

    async def dying(*arguments: object) -> None:
        nonlocal calls
        calls += 1
        if calls == 3:
            raise ConnectionResetError
        await real(*arguments)  # type: ignore[arg-type]

    await settled()
    monkeypatch.setattr(inbox, "_tell", dying)
    with pytest.raises(ConnectionResetError):
        await inbox.read_on(NOW)
    assert await queries.unread(me.person_id) == 0
    await read_inboxes()
    assert await queries.unread(me.person_id) == 5


async def test_reading_an_item_tells_the_other_devices(database: str) -> None:
    me, other = await person(), await person("周明")
    for who in (me, me, other):
        await tell(SnapTakenOn(clock.new_id()), Told(who.person_id))
    await read_inboxes()
    items = await queries.inbox(me.person_id, first=10, before=None, unread_only=False)
    theirs = await queries.inbox(other.person_id, first=10, before=None, unread_only=False)
    ids = [UUID(str(items[0]["id"])), UUID(str(theirs[0]["id"]))]
    assert await actions.mark_read(me, ids, now=NOW) == 1
    assert await actions.mark_read(me, ids, now=NOW) == 0
    assert await queries.unread(other.person_id) == 1
    assert await actions.mark_all_read(me, now=NOW) == 1
    assert await actions.mark_all_read(me, now=NOW) == 0
    assert await queries.unread(me.person_id) == 0
    read = [event for event in await settled() if event.kind == "inbox.read"]
    assert [event.persons for event in read] == [(str(me.person_id),)] * 2


async def test_pages_follow_each_other_from_new_to_old(database: str) -> None:
    me = await person()
    for _ in range(5):
        await tell(SnapTakenOn(clock.new_id()), Told(me.person_id))
    await read_inboxes()
    seen, before, places = [], None, []
    while page := await queries.inbox(me.person_id, first=2, before=before, unread_only=False):
        seen += [str(row["id"]) for row in page]
        places += [row["event_seq"] for row in page]
        before = UUID(seen[-1])
    assert places == sorted(places, reverse=True)
    assert len(set(seen)) == 5


async def test_what_somebody_else_has_taken_on_needs_me_no_more(database: str) -> None:
    me, other = await person(), await person("周明")
    snap = clock.new_id()
    turn = [Told(who.person_id, needs_me=True) for who in (me, other)]
    await tell(SnapNotSolved(snap), *turn)
    await tell(SnapNotSolved(clock.new_id()), Told(me.person_id, needs_me=True))
    await read_inboxes()
    assert await queries.unread(me.person_id) == 2
    await tell(SnapBacked(snap))
    await read_inboxes()
    assert await queries.unread(me.person_id) == 2
    await tell(SnapTakenOn(snap))
    await read_inboxes()
    needed = [row["needs_me"] for row in await queries.inbox(me.person_id, first=9, before=None, unread_only=False)]
    assert [bool(one) for one in needed] == [True, False]
    assert (await queries.unread(me.person_id), await queries.unread(other.person_id)) == (1, 0)
    read = [event.persons for event in await settled() if event.kind == "inbox.read"]
    assert sorted(read) == sorted([(str(me.person_id),), (str(other.person_id),)])


async def test_an_event_that_cannot_be_read_stops_nobody(database: str, caplog: pytest.LogCaptureFixture) -> None:
    me = await person()
    await tell(SnapSolved(clock.new_id(), category="unheard of"), Told(me.person_id))
    await tell(SnapSolved(clock.new_id()), Told(me.person_id))
    await read_inboxes()
    assert await queries.unread(me.person_id) == 1
    assert "cannot be put into words" in caplog.text


async def test_too_many_ids_at_once_are_refused(database: str) -> None:
    me = await person()
    with pytest.raises(InvalidInput):
        await actions.mark_read(me, [clock.new_id()] * 101, now=NOW)


async def test_an_event_without_words_tells_nobody(database: str) -> None:
    me = await person()

    await record(SnapCounted(clock.new_id()), Audience("370102", told=[Told(me.person_id)]))
    await read_inboxes()
    assert await queries.unread(me.person_id) == 0


def test_every_step_of_a_snap_has_its_sentences() -> None:
    for step in STEPS.values():
        assert (step.event, True) in SENTENCES
        assert (step.event, False) in SENTENCES


@pytest.mark.parametrize("needs_me", [True, False])
def test_sentences_are_short_and_whole(needs_me: bool) -> None:
    facts = {
        "id": "x",
        "category": "road",
        "words": "很长的描述" * 80,
        "place": "智远街道 盛福明城社区 008 网格",
        "community_name": None,
        "street_name": None,
        "backers": 12,
    }
    for kind, turn in SENTENCES:
        if turn == needs_me:
            told = sentence(kind, needs_me, facts)
            assert told is not None
            assert len(told.title_zh) <= 60
            assert "{" not in told.title_zh + told.title_en + told.body_zh + told.body_en


def test_a_snap_without_words_is_named_by_its_category() -> None:
    facts = {
        "id": "x", "category": "greenery", "words": " ", "place": "明湖路", "community_name": "大明湖社区",
        "street_name": None, "backers": 0,
    }  # fmt: skip
    told = sentence("snap.solved", True, facts)
    assert told is not None
    assert told.title_zh == "园林绿化，已办好，请您看看"
    assert told.title_en == "Greenery: solved. Please have a look"
