"""The hub: nothing lost, nothing twice, bounded, and ended when the right to listen ends."""

import asyncio
from contextlib import suppress

import asyncpg
import pytest
from tests.feed.happenings import (
    CELL,
    STREET,
    Noted,
    Subscriber,
    hear,
    note,
    numbers,
    running_hub,
    told_all,
)

from gridcall import bell, clock, db, outbox
from gridcall.errors import InvalidInput
from gridcall.feed import hub as hub_module
from gridcall.feed.hub import RESYNC
from gridcall.outbox import Audience, Position

PUBLIC = frozenset({f"public:{STREET}"})


async def test_a_listener_hears_what_happens_after_it_came(database: str) -> None:
    await note(1)
    async with running_hub() as hub:
        await told_all(hub)
        subscriber = await Subscriber(hub, PUBLIC).joined()
        await note(2)
        assert numbers([await subscriber.next()]) == [2]


async def test_a_reconnection_at_every_point_of_a_run_loses_and_doubles_nothing(database: str) -> None:
    await note(*range(10))
    start = outbox.START
    async with running_hub() as hub:
        whole = await hear(hub, PUBLIC, start, 10)
        assert numbers(whole) == list(range(10))
        for seen in range(10):
            again = await hear(hub, PUBLIC, whole[seen].position, 9 - seen)
            assert numbers(again) == list(range(seen + 1, 10))


async def test_reconnecting_while_things_happen_loses_and_doubles_nothing(database: str) -> None:
    async def write() -> None:
        for number in range(60):
            await note(number)
            await asyncio.sleep(0.002)

    async with running_hub() as hub:
        cursor = await outbox.head()
        writing = asyncio.create_task(write())
        heard: list[int] = []
        while len(heard) < 60:
            part = await hear(hub, PUBLIC, cursor, min(7, 60 - len(heard)))
            heard += numbers(part)
            cursor = part[-1].position
        await writing
    assert heard == list(range(60))


async def test_a_restarted_hub_goes_on_from_any_cursor(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub_module, "REMEMBERED_AT_START", 3)
    await note(*range(10))
    async with running_hub() as hub:
        whole = await hear(hub, PUBLIC, outbox.START, 10)
    assert len(whole) == 10
    async with running_hub() as hub:
        for seen in range(9):
            again = await hear(hub, PUBLIC, whole[seen].position, 9 - seen)
            assert numbers(again) == list(range(seen + 1, 10))


async def test_a_cursor_taken_before_a_list_is_read_misses_nothing(database: str) -> None:
    async with running_hub() as hub:
        await note(1)
        await told_all(hub)
        cursor = await outbox.head()
        await note(2, 3)
        assert numbers(await hear(hub, PUBLIC, cursor, 2)) == [2, 3]


async def test_an_event_with_several_matching_keys_comes_once(database: str) -> None:
    me = clock.new_id()
    keys = frozenset({f"public:{STREET}", "public:370102", f"person:{me}", "snap:read:370102"})
    async with running_hub() as hub:
        cursor = await outbox.head()
        await note(1, 2, persons=[me])
        assert numbers(await hear(hub, keys, cursor, 2)) == [1, 2]


async def test_who_hears_is_decided_by_code_permission_and_name(database: str) -> None:
    me = clock.new_id()
    async with running_hub() as hub:
        cursor = await outbox.head()
        await note(1, code="370102001001001", public=False)
        await note(2, code="370102002001001", public=True)
        await note(3, code="370102002001001", public=False, persons=[me])
        await note(4, code="370102001002", public=True)
        await told_all(hub)
        heard = {
            keys: numbers((await hub.page(frozenset({keys}), cursor, 10)).events)
            for keys in (
                "snap:read:370102001",
                "public:370102",
                "public:370102001",
                f"person:{me}",
                "snap:read:37",
            )
        }
    assert heard == {
        "snap:read:370102001": [1, 4],
        "public:370102": [2, 4],
        "public:370102001": [4],
        f"person:{me}": [3],
        "snap:read:37": [1, 2, 3, 4],
    }


async def test_a_page_ends_where_it_was_cut_and_goes_on_there(database: str) -> None:
    await note(*range(7))
    async with running_hub() as hub:
        await told_all(hub)
        position, heard, more = outbox.START, [], True
        while more:
            page = await hub.page(PUBLIC, position, 3)
            heard += numbers(page.events)
            position, more = page.position, page.more
        assert heard == list(range(7))
        assert (await hub.page(PUBLIC, position, 3)).events == []


async def test_whoever_is_too_far_behind_is_told_to_load_again(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub_module, "TOO_FAR_BEHIND", 5)
    await note(*range(6))
    async with running_hub() as hub:
        await told_all(hub)
        page = await hub.page(PUBLIC, outbox.START, 10)
        assert (page.resync, page.events) == (True, [])
        first = (await hear(hub, PUBLIC, outbox.START, 1))[0]
        assert first.kind == RESYNC
        await note(7)
        assert numbers(await hear(hub, PUBLIC, first.position, 1)) == [7]


async def test_a_cursor_of_another_database_is_told_to_load_again(database: str) -> None:
    async with running_hub() as hub:
        assert (await hub.page(PUBLIC, Position(2**60, 5), 10)).resync
        assert (await hear(hub, PUBLIC, Position(2**60, 5), 1))[0].kind == RESYNC


@pytest.mark.parametrize("cursor", ["", "5", "a-b", "1-", "-1-2", "1-2-3", f"{2**63}-0", "１-２", "1-2\n"])
def test_a_bad_cursor_is_invalid_input(cursor: str) -> None:
    with pytest.raises(InvalidInput):
        outbox.position_of(cursor)


async def test_a_slow_reader_replays_at_its_own_pace_and_then_joins(database: str) -> None:
    await note(0, 1)
    async with running_hub() as hub:
        await told_all(hub)
        slow = Subscriber(hub, PUBLIC, outbox.START)
        heard = [await slow.next()]
        await note(*range(2, 30))
        await told_all(hub)
        heard += [await slow.next() for _ in range(29)]
        assert slow.live.empty()  # all of it came from the ring, none was queued
        await slow.joined()
        await note(30)
        heard.append(await slow.next())
    assert numbers(heard) == list(range(31))


async def test_a_reader_slower_than_the_ring_goes_on_from_the_database(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub_module, "RING_SIZE", 5)
    await note(0, 1)
    async with running_hub() as hub:
        await told_all(hub)
        slow = Subscriber(hub, PUBLIC, outbox.START)
        heard = [await slow.next()]
        await note(*range(2, 30))
        await told_all(hub)
        heard += [await slow.next() for _ in range(29)]
    assert numbers(heard) == list(range(30))


async def test_a_cursor_ahead_of_the_reader_hears_nothing_twice(database: str) -> None:
    async with running_hub() as hub:
        await note(1)
        await told_all(hub)
        ahead = await outbox.head()
        subscriber = await Subscriber(hub, PUBLIC, ahead).joined()
        await note(2)
        assert numbers([await subscriber.next()]) == [2]


async def test_a_listener_that_fails_keeps_the_event_from_nobody_else(database: str) -> None:
    def fail(event: object) -> None:
        raise RuntimeError

    async with running_hub() as hub:
        failing = [Subscriber(hub, PUBLIC) for _ in range(3)]
        for one in failing:
            await one.joined()
            one.listener.deliver = fail
        good = await Subscriber(hub, PUBLIC).joined()
        await note(1, 2)
        assert numbers([await good.next(), await good.next()]) == [1, 2]


async def test_leaving_leaves_nothing_behind(database: str) -> None:
    async with running_hub() as hub:
        subscriber = await Subscriber(hub, PUBLIC).joined()
        assert hub.hearers
        subscriber.leave()
        subscriber.leave()
        assert hub.hearers == {}


@pytest.mark.only("postgres")  # SQLite writes one transaction after the other
async def test_two_transactions_committed_in_reverse_order_are_both_heard(database: str) -> None:
    async with running_hub() as hub:
        cursor = await outbox.head()
        early = await asyncpg.connect(database)
        late = await asyncpg.connect(database)
        first, second = early.transaction(), late.transaction()
        await first.start()
        await _insert(early, 1)
        await second.start()
        await _insert(late, 2)
        await second.commit()
        bell.ring()
        await asyncio.sleep(0.05)
        assert numbers((await hub.page(PUBLIC, cursor, 10)).events) == []  # 2 waits for 1
        await first.commit()
        bell.ring()
        assert numbers(await hear(hub, PUBLIC, cursor, 2)) == [1, 2]
        await early.close()
        await late.close()


async def test_many_writers_at_once_are_heard_once_each_by_everybody(database: str) -> None:
    async def write(writer: int) -> None:
        for number in range(10):
            async with db.transaction():
                audience = Audience(CELL, public=True)
                await outbox.record(Noted(writer * 100 + number), audience, actor=None, now=clock.now())
                await asyncio.sleep(0.001 * (writer % 4))  # taken early, committed late

    async with running_hub() as hub:
        live = Subscriber(hub, PUBLIC, cursor := await outbox.head())
        await asyncio.gather(*(write(writer) for writer in range(6)))
        heard = numbers([await live.next() for _ in range(60)])
        assert sorted(heard) == sorted(writer * 100 + number for writer in range(6) for number in range(10))
        for writer in range(6):
            own = [number for number in heard if number // 100 == writer]
            assert own == sorted(own)
        assert numbers(await hear(hub, PUBLIC, cursor, 60)) == heard  # the same order for whoever comes later


@pytest.mark.only("postgres")  # SQLite has no transaction numbers
async def test_a_dump_restored_on_a_younger_server_is_read_on_from_its_place(database: str) -> None:
    async with db.transaction():
        for number in (1, 2, 3):
            await db.execute(
                "INSERT INTO outbox (xid, kind, code, public, persons, told, payload, at)"
                " VALUES ($1, 'snap.noted', $2, true, '[]', '[]', $3, now())",
                2**40 + number,
                CELL,
                f'{{"number": {number}}}',
            )
        await db.execute("INSERT INTO consumers (id, xid, seq) VALUES ('inbox', $1, 2)", 2**40 + 2)
    async with running_hub() as hub:
        assert numbers(await hear(hub, PUBLIC, outbox.START, 3)) == [1, 2, 3]
        await note(4)
        assert numbers((await hear(hub, PUBLIC, outbox.START, 4))[3:]) == [4]
        place = await db.row("SELECT xid, seq FROM consumers")
        assert place == {"xid": 0, "seq": 2}
        with pytest.raises(asyncpg.PostgresError):
            await db.execute("UPDATE outbox SET xid = 1")
    assert not await outbox.mend_after_restore()


@pytest.mark.only("postgres")  # SQLite has no server
async def test_the_feed_heals_when_the_database_drops_every_connection(database: str) -> None:
    async with bell.carried(database), running_hub() as hub:
        subscriber = await Subscriber(hub, PUBLIC).joined()
        await _drop_connections(database)
        await _insist(7)
        assert numbers([await subscriber.next()]) == [7]


@pytest.mark.only("postgres")  # SQLite has one process
async def test_a_reader_in_another_process_is_woken_by_notify(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub_module, "TICK_SECONDS", 30)
    async with bell.carried(database), running_hub() as hub:
        await asyncio.sleep(0.2)
        cursor = await outbox.head()
        other = await asyncpg.connect(database)
        await _insert(other, 9)
        await other.execute(f"NOTIFY {bell.CHANNEL}")
        assert numbers(await hear(hub, PUBLIC, cursor, 1)) == [9]
        await other.close()


async def _insert(connection: asyncpg.Connection, number: int) -> None:
    await connection.execute(
        "INSERT INTO outbox (xid, kind, code, public, persons, told, payload, at) VALUES"
        " (pg_current_xact_id()::text::bigint, 'snap.noted', $1, true, '[]', '[]', $2, now())",
        CELL,
        f'{{"number": {number}}}',
    )


async def _drop_connections(url: str) -> None:
    other = await asyncpg.connect(url)
    await other.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    await other.close()


async def _insist(number: int) -> None:
    """Record although the first connections from the pool are dead."""
    for _ in range(10):
        with suppress(Exception):
            return await note(number)
        await asyncio.sleep(0.1)
    raise AssertionError("the database did not come back")
