"""Web push: encrypted for one browser, tried again as asked, never twice, never into a private network."""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from tests.later import Later
from tests.push.browsers import (
    NOW,
    Browser,
    SessionEnded,
    SnapSolved,
    SnapTakenOn,
    person,
    push_service,
    read_inboxes,
    record,
    tell,
)

from gridcall import clock, db
from gridcall.errors import InvalidInput
from gridcall.outbox import Audience, Told
from gridcall.people.actor import Actor
from gridcall.push import actions, delivery, endpoints, keys
from gridcall.settings import Settings
from gridcall.words import Language


async def _subscribed(me: Actor, endpoint: str) -> Browser:
    browser = Browser(endpoint)
    await actions.subscribe(me, endpoint, browser.p256dh, browser.auth, private=True, now=NOW)
    return browser


async def _solved(me: Actor) -> None:
    await tell(SnapSolved(clock.new_id()), Told(me.person_id, needs_me=True))
    await read_inboxes()


async def _deliver(post: delivery.Post, now: datetime) -> None:
    """Send what is due, and wait for every answer."""
    while await delivery.deliver(post, now):
        pass
    if post.under_way:
        await asyncio.wait(post.under_way, timeout=5)


async def _queued() -> int:
    return int(await db.value("SELECT count(*) FROM push_deliveries"))


async def _devices() -> int:
    return int(await db.value("SELECT count(*) FROM push_subscriptions"))


def _settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path, push_private=True)


async def test_a_push_arrives_encrypted_and_says_what_the_inbox_says(database: str, tmp_path: Path) -> None:
    me = await person(language=Language.EN)
    async with push_service() as service, delivery.post_office(_settings(tmp_path)) as post:
        browser = await _subscribed(me, f"{service.address}/a")
        await _solved(me)
        await _deliver(post, NOW)
        ((headers, body),) = service.got
    shown = browser.read(body)
    assert shown["title"] == "“路边检查井盖移位”: solved. Please have a look"
    assert shown["path"].startswith("/snaps/")
    assert set(shown) == {"title", "body", "path", "tag"}
    assert headers["content-encoding"] == "aes128gcm"
    assert headers["authorization"].startswith("vapid t=")
    assert keys.public_key(tmp_path) in headers["authorization"]
    assert int(headers["ttl"]) > 0
    assert await _queued() == 0


async def test_a_push_is_sent_once_however_often_the_worker_runs(database: str, tmp_path: Path) -> None:
    me = await person()
    async with push_service() as service, delivery.post_office(_settings(tmp_path)) as post:
        await _subscribed(me, f"{service.address}/a")
        await _solved(me)
        for _ in range(3):
            await read_inboxes()
            await _deliver(post, NOW)
        assert len(service.got) == 1


async def test_what_needs_nobody_is_not_pushed(database: str) -> None:
    me = await person()
    await _subscribed(me, "http://127.0.0.1:9/a")
    await tell(SnapTakenOn(clock.new_id()), Told(me.person_id))
    await read_inboxes()
    assert await _queued() == 0


@pytest.mark.parametrize("status", [404, 410])
async def test_a_dead_subscription_is_removed(database: str, tmp_path: Path, status: int) -> None:
    me = await person()
    async with push_service() as service, delivery.post_office(_settings(tmp_path)) as post:
        service.status = status
        await _subscribed(me, f"{service.address}/a")
        await _solved(me)
        await _deliver(post, NOW)
    assert (await _devices(), await _queued()) == (0, 0)


@pytest.mark.parametrize(
    ("status", "retry_after", "pause"),
    [
        (429, "120", timedelta(seconds=120)),
        (503, "Mon, 23 Nov 2026 10:05:00 GMT", timedelta(minutes=5)),
        (503, "99999999999999999999", timedelta(hours=6)),
        (500, None, timedelta(seconds=15)),
        (429, "soon", timedelta(seconds=15)),
    ],
)
async def test_a_busy_service_is_asked_again_when_it_said(
    database: str, tmp_path: Path, status: int, retry_after: str | None, pause: timedelta
) -> None:
    me = await person()
    async with push_service() as service, delivery.post_office(_settings(tmp_path)) as post:
        service.status = status
        service.headers = {"Retry-After": retry_after} if retry_after else {}
        await _subscribed(me, f"{service.address}/a")
        await _solved(me)
        await _deliver(post, NOW)
        await _deliver(post, NOW + pause - timedelta(seconds=1))
        assert len(service.got) == 1
        service.status, service.headers = 201, {}
        await _deliver(post, NOW + pause)
        assert len(service.got) == 2
    assert (await _devices(), await _queued()) == (1, 0)


async def test_tries_are_bounded(database: str, tmp_path: Path) -> None:
    me = await person()
    async with push_service() as service, delivery.post_office(_settings(tmp_path)) as post:
        service.status = 500
        await _subscribed(me, f"{service.address}/a")
        await _solved(me)
        for hours in range(delivery.TRIES_AT_MOST + 3):
            await _deliver(post, NOW + timedelta(hours=hours))
        assert len(service.got) == delivery.TRIES_AT_MOST
    assert await _queued() == 0


async def test_a_process_that_died_while_sending_leaves_the_push_to_the_next(database: str, tmp_path: Path) -> None:
    me = await person()
    async with push_service() as service, delivery.post_office(_settings(tmp_path)) as post:
        await _subscribed(me, f"{service.address}/a")
        await _solved(me)
        assert len(await delivery._claim(NOW, 64)) == 1
        await _deliver(post, NOW)
        assert service.got == []
        await _deliver(post, NOW + delivery.LEASE)
        assert len(service.got) == 1


async def test_a_redirect_is_not_followed(database: str, tmp_path: Path) -> None:
    me = await person()
    async with push_service() as service, push_service() as elsewhere:
        async with delivery.post_office(_settings(tmp_path)) as post:
            service.status, service.headers = 307, {"Location": f"{elsewhere.address}/b"}
            await _subscribed(me, f"{service.address}/a")
            await _solved(me)
            await _deliver(post, NOW)
        assert (len(service.got), len(elsewhere.got)) == (1, 0)
    assert await _queued() == 0


async def test_services_that_do_not_answer_keep_no_other_waiting(
    database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery, "AT_ONCE", 4)
    me, other = await person(), await person("周明")
    async with push_service() as silent, push_service() as service:
        silent.silent = True
        async with delivery.post_office(_settings(tmp_path)) as post:
            for number in range(3):
                await _subscribed(me, f"{silent.address}/{number}")
            await _solved(me)
            await _subscribed(other, f"{service.address}/a")
            for _ in range(5):
                await _solved(other)
            async with asyncio.timeout(5):
                while len(service.got) < 5:
                    await delivery.deliver(post, NOW)
            assert len(post.under_way) >= 3
            monkeypatch.setattr(delivery, "SECONDS_TO_CLOSE", 0.01)
    assert await _queued() >= 3  # claimed again when their lease is over


async def test_a_service_that_is_away_is_tried_again(database: str, tmp_path: Path) -> None:
    me = await person()
    await _subscribed(me, "http://127.0.0.1:9/nobody")
    async with delivery.post_office(_settings(tmp_path)) as post:
        await _solved(me)
        await _deliver(post, NOW)
    assert (await _devices(), await _queued()) == (1, 1)


async def test_an_item_read_meanwhile_is_not_pushed(database: str, tmp_path: Path) -> None:
    me = await person()
    async with push_service() as service, delivery.post_office(_settings(tmp_path)) as post:
        await _subscribed(me, f"{service.address}/a")
        await _solved(me)
        await actions.mark_all_read(me, now=NOW)
        await _deliver(post, NOW)
        assert (service.got, await _queued()) == ([], 0)


async def test_a_session_that_ended_gets_no_pushes(database: str) -> None:
    me = await person()
    await _subscribed(me, "http://127.0.0.1:9/a")
    await record(SessionEnded(str(me.session_id)), Audience("", persons=[me.person_id]))
    await read_inboxes()
    assert await _devices() == 0


async def test_a_session_that_was_idle_for_too_long_gets_no_pushes(database: str) -> None:
    me = await person()
    await _subscribed(me, "http://127.0.0.1:9/a")
    for days, queued in ((89, 1), (90, 1)):
        now = NOW + timedelta(days=days)
        await tell(SnapSolved(clock.new_id()), Told(me.person_id, needs_me=True), now=now)
        await read_inboxes(now)
        assert await _queued() == queued
    assert await db.value("SELECT count(*) FROM inbox_items") == 2  # whoever signs in again finds both


async def test_a_browser_belongs_to_whoever_subscribed_last(database: str) -> None:
    me, other = await person(), await person("周明")
    await _subscribed(me, "http://127.0.0.1:9/a")
    await _subscribed(other, "http://127.0.0.1:9/a")
    assert await db.value("SELECT person_id FROM push_subscriptions") == str(other.person_id)
    await actions.unsubscribe(me, "http://127.0.0.1:9/a")
    assert await _devices() == 1
    await actions.unsubscribe(other, "http://127.0.0.1:9/a\0")
    assert await _devices() == 0


async def test_two_tabs_that_subscribe_at_once_are_one_browser(database: str) -> None:
    me = await person()
    await asyncio.gather(*(_subscribed(me, "http://127.0.0.1:9/a") for _ in range(5)))
    assert await _devices() == 1


async def test_a_person_has_at_most_ten_devices(database: str) -> None:
    me = await person()
    for number in range(12):
        with clock.using(Later(timedelta(seconds=number))):  # ids of one millisecond have no order
            await _subscribed(me, f"http://127.0.0.1:9/{number}")
    left = await db.rows("SELECT endpoint FROM push_subscriptions ORDER BY id")
    assert [row["endpoint"][-2:] for row in left] == [f"/{n}"[-2:] for n in range(2, 12)]


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://push.example.com/a",
        "https://127.0.0.1/a",
        "https://[::1]/a",
        "https://[::ffff:10.0.0.1]/a",
        "https://169.254.169.254/latest",
        "https://2130706433/a",
        "https://0x7f.1/a",
        "https://localhost/a",
        "https://user@1.1.1.1/a",
        "https://",
        "https://[",
        "https://1.1.1.1:99999/a",
        "ftp://1.1.1.1/a",
        "https://1.1.1.1/" + "a" * 1000,
    ],
)
async def test_an_endpoint_outside_the_open_internet_is_refused(endpoint: str) -> None:
    with pytest.raises(InvalidInput):
        await endpoints.check(endpoint, private=False)


@pytest.mark.parametrize("address", ["10.0.0.1", "64:ff9b::a00:1", "fe80::1%eth0", "224.0.0.1", "2002:a00:1::1"])
def test_private_addresses_are_known_in_every_dress(address: str) -> None:
    assert not endpoints.is_public(address)


async def test_a_name_that_leads_home_is_refused_when_the_connection_is_made(database: str, tmp_path: Path) -> None:
    me = await person()
    await _subscribed(me, "https://localhost:9/a")
    await _solved(me)
    async with delivery.post_office(Settings(data=tmp_path)) as post:
        due = await delivery._claim(NOW, 64)
        with pytest.raises(OSError, match="not a public address"):
            await post.send(due[0])


@pytest.mark.parametrize(("p256dh", "auth"), [("", ""), ("B" * 87, "x"), ("!" * 87, "A" * 22), ("A" * 87, "A" * 22)])
async def test_keys_that_fit_no_encryption_are_refused(database: str, p256dh: str, auth: str) -> None:
    me = await person()
    with pytest.raises(InvalidInput):
        await actions.subscribe(me, "http://127.0.0.1:9/a", p256dh, auth, private=True, now=NOW)
    assert await _devices() == 0


def test_the_key_is_made_once_and_read_by_its_owner_alone(tmp_path: Path) -> None:
    first = keys.public_key(tmp_path)
    keys.vapid.cache_clear()
    assert keys.public_key(tmp_path) == first
    assert len(first) == 87
    assert (tmp_path / keys.FILE).stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == [keys.FILE]
