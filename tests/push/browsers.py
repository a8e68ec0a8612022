"""What push tests need: a snap's head, somebody who is told of it, and a push service on this machine."""

import asyncio
import base64
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import ClassVar
from uuid import UUID

import http_ece
import orjson
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from gridcall import clock, db, outbox
from gridcall.outbox import Audience, Told
from gridcall.people import sessions
from gridcall.people.actor import Actor
from gridcall.people.models import Person
from gridcall.push import inbox
from gridcall.words import Language

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


@dataclass(frozen=True)
class SnapHappened:
    """A snap's public head, as every snap event carries it."""

    id: UUID
    category: str = "road"
    words: str = "路边检查井盖移位"
    place: str = "智远街道 盛福明城社区"
    community_name: str | None = "盛福明城社区"
    street_name: str | None = "智远街道"
    backers: int = 3


@dataclass(frozen=True)
class SnapSolved(SnapHappened):
    kind: ClassVar[str] = "snap.solved"


@dataclass(frozen=True)
class SnapTakenOn(SnapHappened):
    kind: ClassVar[str] = "snap.taken_on"


@dataclass(frozen=True)
class SnapBacked(SnapHappened):
    kind: ClassVar[str] = "snap.backed"


@dataclass(frozen=True)
class SnapNotSolved(SnapHappened):
    kind: ClassVar[str] = "snap.not_solved"


@dataclass(frozen=True)
class SnapCounted(SnapHappened):
    """An event that nobody has words for."""

    kind: ClassVar[str] = "snap.counted"


@dataclass(frozen=True)
class SessionEnded:
    kind: ClassVar[str] = "session.ended"
    session_id: str


async def person(name: str = "林小满", language: Language = Language.ZH) -> Actor:
    """A resident who is signed in."""
    me = await Person.create(
        id=clock.new_id(), name=name, phone=f"+86138{clock.digits(8)}", language=language, created_at=NOW
    )
    async with db.transaction():
        _, session = await sessions.start(me.id, "test", NOW)
    return Actor(me.id, session.id, name, language, "")


async def tell(event: outbox.Event, *told: Told, now: datetime = NOW) -> None:
    await record(event, Audience("370102", told=told), now)


async def record(event: outbox.Event, audience: Audience, now: datetime = NOW) -> None:
    async with db.transaction():
        await outbox.record(event, audience, actor=None, now=now)


async def read_inboxes(now: datetime = NOW) -> None:
    """Until everything is read. On a busy PostgreSQL server any open transaction holds the reader back."""
    async with asyncio.timeout(10):
        while await _unread():
            if not await inbox.read_on(now):
                await asyncio.sleep(0.005)


async def _unread() -> bool:
    last = await _last()
    return last is not None and last != await db.row("SELECT xid, seq FROM consumers")


async def _last() -> db.Row | None:
    return await db.row("SELECT xid, seq FROM outbox ORDER BY xid DESC, seq DESC LIMIT 1")


async def settled() -> list[outbox.Recorded]:
    """All events, once the last one can be read."""
    last = await _last()
    assert last is not None
    async with asyncio.timeout(10):
        while True:
            events = await outbox.read_after(outbox.START, 1000)
            if events and events[-1].position >= outbox.Position(**last):
                return events
            await asyncio.sleep(0.005)


@dataclass
class Browser:
    """A browser's push subscription, with the keys to read what comes."""

    endpoint: str
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    secret: bytes = field(default_factory=lambda: os.urandom(16))

    @property
    def p256dh(self) -> str:
        point = self.key.public_key().public_bytes(
            serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
        )
        return _base64url(point)

    @property
    def auth(self) -> str:
        return _base64url(self.secret)

    def read(self, body: bytes) -> dict[str, str]:
        plain = http_ece.decrypt(body, private_key=self.key, auth_secret=self.secret, version="aes128gcm")
        read: dict[str, str] = orjson.loads(plain)
        return read


def _base64url(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


@dataclass
class Service:
    """A push service that answers what it is told to and keeps what it got."""

    address: str = ""
    status: int = 201
    headers: dict[str, str] = field(default_factory=dict)
    silent: bool = False
    got: list[tuple[dict[str, str], bytes]] = field(default_factory=list)

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        headers = {k.lower(): v for k, _, v in (line.partition(": ") for line in head[1:] if line)}
        self.got.append((headers, await reader.readexactly(int(headers["content-length"]))))
        if self.silent:
            await reader.read()  # until the other side gives up
        lines = [f"HTTP/1.1 {self.status} X", "Content-Length: 0", "Connection: close"]
        lines += [f"{name}: {value}" for name, value in self.headers.items()]
        writer.write("\r\n".join([*lines, "", ""]).encode())
        await writer.drain()
        writer.close()


@asynccontextmanager
async def push_service() -> AsyncIterator[Service]:
    service = Service()
    server = await asyncio.start_server(service.answer, "127.0.0.1", 0)
    service.address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with server:
        yield service
