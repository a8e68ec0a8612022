"""Web push: takes what is due from the queue and posts it to the browsers' push services.

The queue is a table: nothing is lost in a restart, and nothing that a push service does or fails to do delays
a change. A delivery is claimed by moving its next try into the future; who dies leaves it to the next.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

import aiohttp
import orjson
from py_vapid import Vapid
from pywebpush import webpush_async

from gridcall import db
from gridcall.push import endpoints, keys
from gridcall.settings import Settings
from gridcall.words import Language

AT_ONCE = 64
TIMEOUT = aiohttp.ClientTimeout(total=10)
SECONDS_TO_CLOSE = 2.0
LEASE = timedelta(seconds=60)  # longer than a try can take
TRIES_AT_MOST = 8
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=15), timedelta(hours=6)
KEPT_FOR = timedelta(hours=24)  # by the push service too, for a phone that is off

log = logging.getLogger(__name__)


class Answered(Exception):
    """The push service has answered; what it wrote besides is of no interest."""

    def __init__(self, status: int, retry_after: str | None) -> None:
        super().__init__(status)
        self.status = status
        self.retry_after = retry_after


async def _heed(request: aiohttp.ClientRequest, send: aiohttp.ClientHandlerType) -> aiohttp.ClientResponse:
    """Status and Retry-After are all that is taken: no redirect is followed, no body is read."""
    response = await send(request)
    response.release()
    raise Answered(response.status, response.headers.get("Retry-After"))


@dataclass(frozen=True)
class Post:
    """The way out: one session and one key for all pushes."""

    session: aiohttp.ClientSession
    vapid: Vapid
    contact: str
    private: bool  # tests alone: http, and this machine
    under_way: set[asyncio.Task[None]] = field(default_factory=set)

    async def send(self, due: db.Row) -> Answered:
        """Encrypt and post one push. Raises OSError, TimeoutError or aiohttp's errors when nobody answers."""
        if not endpoints.may_connect(due["endpoint"], private=self.private):
            return Answered(410, None)
        try:
            await webpush_async(
                {"endpoint": due["endpoint"], "keys": {"p256dh": due["p256dh"], "auth": due["auth"]}},
                data=message(due),
                vapid_private_key=self.vapid,
                vapid_claims={"sub": self.contact},
                ttl=int(KEPT_FOR.total_seconds()),
                headers={"Urgency": "high" if due["needs_me"] else "normal"},
                timeout=TIMEOUT,  # type: ignore[arg-type]  # aiohttp's own; a bare number is deprecated there
                aiohttp_session=self.session,
            )
        except Answered as answer:
            return answer
        raise AssertionError("every answer is raised by _heed")

    async def close(self) -> None:
        """Let what is under way arrive, for a moment; the rest is claimed again when its lease is over."""
        if self.under_way:
            await asyncio.wait(self.under_way, timeout=SECONDS_TO_CLOSE)
        for task in self.under_way:
            task.cancel()


@asynccontextmanager
async def post_office(settings: Settings) -> AsyncIterator[Post]:
    """Open the session that all pushes of this process share."""
    private = settings.push_private
    connector = aiohttp.TCPConnector(limit=AT_ONCE, resolver=endpoints.resolver(private=private))
    async with aiohttp.ClientSession(
        connector=connector, cookie_jar=aiohttp.DummyCookieJar(), middlewares=(_heed,)
    ) as session:
        post = Post(session, keys.vapid(settings.data), settings.push_contact, private)
        try:
            yield post
        finally:
            await post.close()


def message(due: db.Row) -> str:
    """What the service worker shows, in the person's language. Small: push services take about 3 KB."""
    language = "zh" if due["language"] == Language.ZH.value else "en"
    shown = {
        "title": due[f"title_{language}"],
        "body": due[f"body_{language}"],
        "path": due["path"],
        "tag": str(due["item_id"]),
    }
    return orjson.dumps(shown).decode()


async def deliver(post: Post, now: datetime) -> bool:
    """Begin to send what is due, with at most 64 under way. True when there may be more.

    Each goes its own way: a push service that does not answer keeps no other waiting.
    """
    room = AT_ONCE - len(post.under_way)
    if not room:
        await asyncio.wait(post.under_way, return_when=asyncio.FIRST_COMPLETED)
        return True
    due = await _claim(now, room)
    for one in due:
        task = asyncio.create_task(_deliver_one(post, one, now))
        post.under_way.add(task)
        task.add_done_callback(post.under_way.discard)
    return len(due) == room


async def _deliver_one(post: Post, due: db.Row, now: datetime) -> None:
    try:
        answer = await _try(post, due)
        async with db.transaction():
            await _settle(due, answer, now)
    except Exception:
        log.exception("push not settled: it is claimed again after its lease")


async def _claim(now: datetime, at_most: int) -> list[db.Row]:
    """Take what is due, so that no other process does; drop what was read, is too old or lost its device."""
    if not await db.value("SELECT 1 FROM push_deliveries WHERE next_try_at <= $1 LIMIT 1", now):
        return []  # no transaction for nothing
    async with db.transaction():
        skip = "FOR UPDATE SKIP LOCKED" if db.dialect() == "postgres" else ""
        await db.execute(
            "DELETE FROM push_deliveries WHERE next_try_at <= $1 AND NOT EXISTS ("
            " SELECT 1 FROM push_subscriptions s JOIN inbox_items i ON i.id = push_deliveries.item_id"
            " WHERE s.id = push_deliveries.subscription_id AND i.read_at IS NULL AND i.at > $2)",
            now,
            now - KEPT_FOR,
        )
        order = f"ORDER BY next_try_at LIMIT $3 {skip}"
        claimed = await db.rows(
            "UPDATE push_deliveries SET next_try_at = $2, tries = tries + 1 WHERE id IN ("
            f"SELECT id FROM push_deliveries WHERE next_try_at <= $1 {order}) RETURNING id",
            now,
            now + LEASE,
            at_most,
        )
    return [row for one in claimed if (row := await _with_facts(one["id"])) is not None]


async def _with_facts(delivery: int) -> db.Row | None:
    return await db.row(
        "SELECT d.id, d.tries, d.item_id, d.subscription_id, s.endpoint, s.p256dh, s.auth, p.language,"
        " i.title_zh, i.title_en, i.body_zh, i.body_en, i.path, i.needs_me"
        " FROM push_deliveries d JOIN push_subscriptions s ON s.id = d.subscription_id"
        " JOIN inbox_items i ON i.id = d.item_id JOIN persons p ON p.id = i.person_id WHERE d.id = $1",
        delivery,
    )


async def _try(post: Post, due: db.Row) -> Answered | None:
    """The answer, or None when there was none."""
    try:
        return await post.send(due)
    except Exception as error:  # a hostile endpoint can raise anything; the others go on
        log.info("push not delivered, try %d: %s", due["tries"], type(error).__name__)
        return None


GONE = (404, 410)
BUSY = (408, 429)
SERVER_ERRORS = 500


async def _settle(due: db.Row, answer: Answered | None, now: datetime) -> None:
    """Done, gone for good, or another try later."""
    if answer is not None and answer.status in GONE:
        await db.execute("DELETE FROM push_deliveries WHERE subscription_id = $1", due["subscription_id"])
        await db.execute("DELETE FROM push_subscriptions WHERE id = $1", due["subscription_id"])
        return
    again = answer is None or answer.status in BUSY or answer.status >= SERVER_ERRORS
    if again and due["tries"] < TRIES_AT_MOST:
        pause = _pause(due["tries"], answer, now)
        await db.execute("UPDATE push_deliveries SET next_try_at = $2 WHERE id = $1", due["id"], now + pause)
        return
    if answer is None or answer.status >= 300:  # noqa: PLR2004
        log.warning("push given up after %d tries: %s", due["tries"], answer.status if answer else "no answer")
    await db.execute("DELETE FROM push_deliveries WHERE id = $1", due["id"])


def _pause(tries: int, answer: Answered | None, now: datetime) -> timedelta:
    """What the push service asked for, or twice as long each time; never longer than six hours."""
    asked = _asked(answer.retry_after, now) if answer and answer.retry_after else None
    pause = FIRST_PAUSE * 2 ** (tries - 1) if asked is None else asked
    return min(max(pause, timedelta(seconds=1)), LONGEST_PAUSE)


def _asked(retry_after: str, now: datetime) -> timedelta | None:
    """Retry-After as seconds or as a date; None when it is neither."""
    if retry_after.isascii() and retry_after.isdigit():
        return timedelta(seconds=min(int(retry_after[:9]), int(LONGEST_PAUSE.total_seconds())))
    try:
        return parsedate_to_datetime(retry_after) - now
    except (ValueError, TypeError):
        return None
