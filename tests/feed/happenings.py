"""Small happenings for feed tests: events that need no snap, person or post."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from gridcall import clock, db, outbox
from gridcall.feed.audience import Keys
from gridcall.feed.hub import Hub, Listener
from gridcall.feed.rights import Ended
from gridcall.outbox import Audience, Position, Recorded
from gridcall.snaps.categories import SnapCategory
from gridcall.snaps.events import SnapTaken
from gridcall.snaps.workflow import SnapStatus

CELL = "370102001001001"
STREET = "370102001"


@dataclass(frozen=True)
class Noted:
    """Number `number` happened."""

    kind: ClassVar[str] = "snap.noted"
    number: int


def taken(words: str, code: str = CELL) -> SnapTaken:
    """A whole event of a snap, such as the feed shows."""
    now = clock.now()
    return SnapTaken(
        id=clock.new_id(),
        receipt="112300000000",
        status=SnapStatus.WAITING,
        category=SnapCategory.ROAD,
        words=words,
        place="智远街道",
        code=code,
        cell_code=code,
        cell_name=None,
        community_name=None,
        street_name=None,
        lon=None,
        lat=None,
        taken_at=now,
        arrived_at=now,
        updated_at=now,
        limit_start=now,
        due_at=now,
        backers=0,
        thumb=None,
        public=True,
        version=1,
    )


async def note(*numbers: int, code: str = CELL, public: bool = True, persons: Sequence[UUID | str] = ()) -> None:
    """Record these numbers, one transaction each."""
    for number in numbers:
        await record(Noted(number), Audience(code, public=public, persons=persons))


async def record(event: outbox.Event, audience: Audience) -> None:
    async with db.transaction():
        await outbox.record(event, audience, actor=None, now=clock.now())


@asynccontextmanager
async def running_hub(on_ended: Callable[[Ended], None] = lambda ended: None) -> AsyncIterator[Hub]:
    hub = Hub(on_ended)
    async with hub.running():
        yield hub


class Subscriber:
    """Reads the feed as a socket does: first what was missed, at its own pace, then what is delivered."""

    def __init__(self, hub: Hub, keys: Keys, after: Position | None = None) -> None:
        self.hub = hub
        self.live: asyncio.Queue[Recorded] = asyncio.Queue()
        self.listener = Listener(keys, hub.position if after is None else after, self.live.put_nowait)
        self._missed: AsyncIterator[Recorded] | None = hub.missed(self.listener)

    async def next(self) -> Recorded:
        """The next event; fails after five seconds of silence."""
        async with asyncio.timeout(5):
            if self._missed is not None:
                async for event in self._missed:
                    return event
                self._missed = None
            return await self.live.get()

    async def joined(self) -> "Subscriber":
        """Go live although nothing was missed."""
        assert self._missed is not None
        async for event in self._missed:
            raise AssertionError(f"was missed: {event}")
        self._missed = None
        return self

    def leave(self) -> None:
        self.hub.leave(self.listener)


async def hear(hub: Hub, keys: Keys, after: Position | None, count: int) -> list[Recorded]:
    """The next `count` events."""
    subscriber = Subscriber(hub, keys, after)
    try:
        return [await subscriber.next() for _ in range(count)]
    finally:
        subscriber.leave()


def numbers(events: Sequence[Recorded]) -> list[int]:
    return [event.payload["number"] for event in events]


async def told_all(hub: Hub) -> None:
    """Until the hub has read everything. On a busy PostgreSQL server any open transaction holds it back."""
    last = await db.row("SELECT xid, seq FROM outbox ORDER BY xid DESC, seq DESC LIMIT 1")
    assert last is not None
    await until(lambda: hub.position >= Position(**last))


async def until(true: Callable[[], bool]) -> None:
    """Wait for it; fails after five seconds."""
    async with asyncio.timeout(5):
        while not true():  # noqa: ASYNC110
            await asyncio.sleep(0.005)
