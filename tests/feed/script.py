"""Small happenings for feed tests: events that need no snap, person or post."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from gridcall import clock, db, outbox
from gridcall.feed.audience import Keys
from gridcall.feed.hub import Hub
from gridcall.outbox import Audience, Position, Recorded

CELL = "370102001001001"
STREET = "370102001"


@dataclass(frozen=True)
class Noted:
    """Number `number` happened."""

    kind: ClassVar[str] = "snap.noted"
    number: int


@dataclass(frozen=True)
class SessionEnded:
    kind: ClassVar[str] = "session.ended"
    session_id: str


@dataclass(frozen=True)
class PersonDisabled:
    kind: ClassVar[str] = "person.disabled"
    person_id: str


@dataclass(frozen=True)
class PostEnded:
    kind: ClassVar[str] = "post.ended"
    post_id: str


async def note(
    *numbers: int, code: str = CELL, public: bool = True, persons: Sequence[UUID | str] = ()
) -> None:
    """Record these numbers, one transaction each."""
    for number in numbers:
        await record(Noted(number), Audience(code, public=public, persons=persons))


async def record(event: outbox.Event, audience: Audience) -> None:
    async with db.transaction():
        await outbox.record(event, audience, actor=None, now=clock.now())


@asynccontextmanager
async def running_hub() -> AsyncIterator[Hub]:
    hub = Hub()
    task = asyncio.create_task(hub.run())
    try:
        await asyncio.wait_for(hub.ready.wait(), 5)
        yield hub
    finally:
        task.cancel()


async def hear(
    hub: Hub, keys: Keys, after: Position | None, count: int, session: str | None = None
) -> list[Recorded]:
    """The next `count` events; fails after five seconds of silence."""
    found: list[Recorded] = []
    with hub.listener(keys, after, session) as listener:
        events = hub.events(listener)
        for _ in range(count):
            found.append(await asyncio.wait_for(anext(events), 5))
        await events.aclose()
    return found


def numbers(events: Sequence[Recorded]) -> list[int]:
    return [event.payload["number"] for event in events]
