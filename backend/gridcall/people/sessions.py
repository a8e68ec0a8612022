"""Sessions: an opaque 256-bit token in a cookie (or as bearer), its SHA-256 in the database, and who it stands for.

A process remembers an answer for at most a second, and forgets everything at once when it changes people itself.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from starlette.requests import HTTPConnection
from starlette.responses import Response

from gridcall import clock, db
from gridcall.people import queries
from gridcall.people.actor import Actor, Hat
from gridcall.people.models import Session
from gridcall.people.permissions import GRANTS, Role
from gridcall.words import Language

IDLE = timedelta(days=90)  # a session not seen for so long has ended
REMEMBERED = timedelta(seconds=1)
REMEMBERED_AT_MOST = 20_000
SEEN_EVERY = timedelta(minutes=1)
COOKIE, COOKIE_IN_THE_OPEN = "__Host-gridcall", "gridcall"
COOKIE_SECONDS = 400 * 24 * 3600  # the longest that browsers keep one; the server decides when it ends
LOCAL = ("localhost", "127.0.0.1", "::1")


# ---- tokens and who they stand for


class _Memory:
    """Answers of the last second. `age` grows when people change: an answer read before that is not kept."""

    def __init__(self) -> None:
        self.answers: dict[str, tuple[datetime, Actor]] = {}
        self.age = 0

    def recall(self, key: str, now: datetime) -> Actor | None:
        found = self.answers.get(key)
        return found[1] if found and timedelta() <= now - found[0] < REMEMBERED else None

    def keep(self, key: str, now: datetime, actor: Actor, age: int) -> None:
        if age == self.age:
            if len(self.answers) >= REMEMBERED_AT_MOST:
                self.answers.clear()
            self.answers[key] = (now, actor)

    def forget(self) -> None:
        self.age += 1
        self.answers.clear()


_memory = _Memory()
forget = _memory.forget
db.at_start(forget)


async def start(person_id: UUID, device: str, now: datetime) -> tuple[str, Session]:
    """A new session in the running transaction, and its token: the only time that it is seen."""
    token = clock.token()
    session = await Session.create(
        id=clock.new_id(),
        person_id=person_id,
        token_hash=_hash(token),
        device=device_of(device),
        created_at=now,
        seen_at=now,
    )
    return token, session


async def actor_of(token: str, now: datetime) -> Actor | None:
    """Who holds this token, with the posts held now; None when the session has ended or the person is disabled."""
    key = _hash(token)
    remembered = _memory.recall(key, now)
    if remembered is not None:
        return remembered
    age = _memory.age
    found = await _read("s.token_hash", key, now)
    if not found:
        return None
    if now - found[0]["seen_at"] >= SEEN_EVERY:
        await _seen(found[0]["session_id"], now)
    actor = _actor(found)
    _memory.keep(key, now, actor, age)
    return actor


async def actor_of_session(session_id: UUID, now: datetime) -> Actor | None:
    """The same for an open subscription, which has no token at hand: always asks the database."""
    found = await _read("s.id", session_id, now)
    return _actor(found) if found else None


async def _read(column: str, key: object, now: datetime) -> list[db.Row]:
    """One row for each post held, one row without a post for a resident, none when the session has ended."""
    held = queries.held("o", "$3")
    return await db.rows(
        "WITH me AS (SELECT s.id AS session_id, s.seen_at, p.id AS person_id, p.name, p.language, p.home_code"
        f" FROM sessions s JOIN persons p ON p.id = s.person_id WHERE {column} = $1"
        f" AND {queries.alive('s', '$4')} AND p.disabled = $5)"
        " SELECT me.*, o.id AS post_id, o.unit_id, o.role, o.code, 0 AS acting"
        f" FROM me LEFT JOIN posts o ON o.person_id = me.person_id AND {held}"
        " UNION ALL SELECT me.*, o.id, o.unit_id, o.role, o.code, 1"
        " FROM me JOIN delegations d ON d.person_id = me.person_id JOIN posts o ON o.id = d.post_id"
        f" WHERE {queries.running('d', '$2')} AND {held}",
        key,
        now,
        clock.day_of(now),
        now - IDLE,
        False,
    )


def _actor(found: list[db.Row]) -> Actor:
    me = found[0]
    return Actor(
        person_id=UUID(me["person_id"]),
        session_id=UUID(me["session_id"]),
        name=me["name"],
        language=Language(me["language"]),
        home_code=me["home_code"],
        hats=tuple(_hats(found)),
    )


def _hats(found: Iterable[db.Row]) -> Iterable[Hat]:
    """Own posts first: what both grant is done under the own one."""
    for row in sorted(found, key=lambda row: (row["acting"], row["code"] or "", row["post_id"] or "")):
        if row["post_id"] is not None:
            post, role = UUID(row["post_id"]), Role(row["role"])
            hat = Hat(post, UUID(row["unit_id"]), role, row["code"], GRANTS[role])
            yield replace(hat, acting_for=post) if row["acting"] else hat


async def _seen(session_id: str, now: datetime) -> None:
    async with db.transaction():
        await db.execute("UPDATE sessions SET seen_at = $1 WHERE id = $2", now, session_id)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


# ---- how a token travels


def token_of(connection: HTTPConnection, *, demo: bool) -> str | None:
    """The token a request brings, as bearer or as cookie."""
    scheme, _, bearer = connection.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and bearer.strip():
        return bearer.strip()
    return connection.cookies.get(_cookie(connection, demo=demo)) or None


def hand_out(response: Response, connection: HTTPConnection, token: str, *, demo: bool) -> None:
    """Give the browser its session."""
    _set(response, _cookie(connection, demo=demo), token, COOKIE_SECONDS)


def take_back(response: Response, connection: HTTPConnection, *, demo: bool) -> None:
    """Take the session's cookie from the browser."""
    _set(response, _cookie(connection, demo=demo), "", 0)


def _set(response: Response, name: str, value: str, seconds: int) -> None:
    response.set_cookie(name, value, max_age=seconds, path="/", secure=name == COOKIE, httponly=True, samesite="lax")


def _cookie(connection: HTTPConnection, *, demo: bool) -> str:
    """Without TLS only this machine, or a demo in a local network, gets a cookie that travels in the open."""
    in_the_open = connection.url.scheme in ("http", "ws")
    return COOKIE_IN_THE_OPEN if in_the_open and (demo or connection.url.hostname in LOCAL) else COOKIE


# ---- what a session is called

_PROGRAMS = (
    ("MicroMessenger", "微信"),
    ("AlipayClient", "支付宝"),
    ("DingTalk", "钉钉"),
    ("HuaweiBrowser", "Huawei Browser"),
    ("MiuiBrowser", "Mi Browser"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("HarmonyOS", "HarmonyOS"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)


def device_of(agent: str) -> str:
    """ "Mozilla/5.0 (Linux; Android 14; ...) ... Chrome/140 ..." -> "Chrome · Android"; else the agent's beginning."""
    known = [next((name for mark, name in marks if mark in agent), "") for marks in (_PROGRAMS, _SYSTEMS)]
    return " · ".join(part for part in known if part) or agent[:60]
