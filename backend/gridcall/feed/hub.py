"""The hub: one reader of the outbox per process, and everybody who listens to it.

A listener first replays what it missed, from the ring or from the database, at its own pace. In the very step
in which nothing is missing any more it joins those who are told live: nothing is lost, nothing comes twice.
"""

import asyncio
import logging
from collections import deque
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile

from gridcall import bell, clock, outages, outbox
from gridcall.feed import rights
from gridcall.feed.audience import Keys, hears, keys_of_event
from gridcall.feed.rights import Ended
from gridcall.outbox import Position, Recorded

START_SECONDS = 30.0
TICK_SECONDS = 0.3  # how often the outbox is read when no bell rings
SOON_SECONDS = 0.05  # and when an event waits for somebody else's transaction to end
RIGHTS_SECONDS = 60.0  # how often is asked whose posts begin or end by the calendar
READ_AT_ONCE = 500
TOO_FAR_BEHIND = 5_000  # events; whoever missed more loads the lists again
RING_SIZE = 6_000  # a little more than anybody may be behind
REMEMBERED_AT_START = 1_000  # a restart's crowd of reconnections asks the ring, not the database
RESYNC = "feed.resync"

log = logging.getLogger(__name__)


@dataclass(eq=False)
class Listener:
    """One subscriber's place in the feed. `deliver` takes a live event and must not wait."""

    keys: Keys
    after: Position  # everything up to here it has been given, or does not concern it
    deliver: Callable[[Recorded], None]


@dataclass(frozen=True)
class Page:
    """Missed events; go on from `position`. `resync`: too many were missed, load the lists again."""

    events: list[Recorded]
    position: Position
    resync: bool
    more: bool


_current: "Hub | None" = None


def current() -> "Hub":
    """The hub that runs in this process."""
    if _current is None:
        raise RuntimeError("no hub is running")
    return _current


class Hub:
    """Reads the outbox once for all listeners of this process.

    `on_ended` is called when a person's right to listen ends or changes, in whichever process it was decided.
    """

    def __init__(self, on_ended: Callable[[Ended], None] = lambda ended: None) -> None:
        self.position = outbox.START  # everything up to here has been told
        self.ring: deque[Recorded] = deque(maxlen=RING_SIZE)
        self.floor = outbox.START  # the ring holds everything after it
        self.hearers: dict[str, set[Listener]] = {}
        self.on_ended = on_ended
        self._ready = asyncio.Event()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Read until the block ends; it begins when the ring is filled."""
        global _current  # noqa: PLW0603
        tasks = [asyncio.create_task(self._read_forever()), asyncio.create_task(self._watch_calendar())]
        try:
            async with asyncio.timeout(START_SECONDS):
                await self._ready.wait()
            _current = self
            yield
        finally:
            _current = None
            for task in tasks:
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task

    async def _read_forever(self) -> None:
        """A database that is away is waited for."""
        with bell.ear() as ear:
            while True:
                pause = TICK_SECONDS
                try:
                    await self._read_on()
                    if await outbox.unsettled_after(self.position):
                        pause = SOON_SECONDS
                except Exception as failure:
                    outages.complain(log, "the feed could not read the outbox, trying again", failure)
                await ear.wait(pause)

    async def _read_on(self) -> None:
        if not self._ready.is_set():
            await self._remember()
        more = True
        while more:
            events = await outbox.read_after(self.position, READ_AT_ONCE)
            for event in events:
                self._tell(event)
                await asyncio.sleep(0)  # sockets send while a long batch is told
            more = len(events) == READ_AT_ONCE

    async def _remember(self) -> None:
        """Fill the ring with the newest events: what was missed during a restart is among them."""
        if await outbox.mend_after_restore():
            log.warning("the outbox came from another server: its events were put before all new ones")
        self.position = await outbox.head()
        newest = await outbox.read_last(REMEMBERED_AT_START)
        self.ring.extend(newest)
        if newest:
            self.position = max(self.position, newest[-1].position)
        if len(newest) == REMEMBERED_AT_START:
            self.floor = newest[0].position
        self._ready.set()

    def _tell(self, event: Recorded) -> None:
        if len(self.ring) == RING_SIZE:
            self.floor = self.ring[0].position
        self.ring.append(event)
        self.position = event.position
        for listener in self._who_hears(event):
            _hand(listener, event)
        ended = rights.ended_by(event)
        if ended is not None:
            self.on_ended(ended)

    def _who_hears(self, event: Recorded) -> set[Listener]:
        found = (self.hearers.get(key) for key in keys_of_event(event))
        return set().union(*(listeners for listeners in found if listeners))

    async def _watch_calendar(self) -> None:
        """Posts and delegations also begin and end by the calendar, without any event."""
        since = clock.now()
        while True:
            await asyncio.sleep(RIGHTS_SECONDS)
            with suppress(Exception):  # the database is away: the next round looks further back
                since = await self._end_by_calendar(since)

    async def _end_by_calendar(self, since: datetime) -> datetime:
        now = clock.now()
        for ended in await rights.ended_between(since, now):
            self.on_ended(ended)
        return now

    async def missed(self, listener: Listener) -> AsyncGenerator[Recorded, None]:
        """What the listener missed, oldest first; when it ends, the listener has joined and hears live.

        One event `feed.resync` comes first when it missed too much. Whoever iterates must `leave` afterwards.
        """
        if await self._too_far(listener.after):
            listener.after = self.position
            yield _resync(listener.after)
        while listener.after < self.position:
            until = self.position
            async for event in self._from(listener.after):
                listener.after = event.position
                if hears(listener.keys, event):
                    yield event
            listener.after = max(listener.after, until)
        for key in listener.keys:  # nothing was awaited since the last look
            self.hearers.setdefault(key, set()).add(listener)

    def leave(self, listener: Listener) -> None:
        """Hear no more. Safe to repeat."""
        for key in listener.keys:
            hearers = self.hearers.get(key, set())
            hearers.discard(listener)
            if not hearers:
                self.hearers.pop(key, None)

    async def page(self, keys: Keys, after: Position, first: int) -> Page:
        """At most `first` events after `after` that a subscriber with `keys` hears."""
        if await self._too_far(after):
            return Page([], await outbox.head(), resync=True, more=False)
        found: list[Recorded] = []
        async for event in self._newest(after):
            if hears(keys, event):
                if len(found) == first:
                    return Page(found, found[-1].position, resync=False, more=True)
                found.append(event)
            after = event.position
        return Page(found, after, resync=False, more=False)

    async def _too_far(self, after: Position) -> bool:
        """Too many events behind, or ahead of what there is: the cursor of another database."""
        if after > self.position:
            return after > await outbox.head()
        if after >= self.floor:
            return len(self._in_ring(after)) > TOO_FAR_BEHIND
        return await outbox.count_after(after, TOO_FAR_BEHIND + 1) > TOO_FAR_BEHIND

    async def _from(self, after: Position) -> AsyncIterator[Recorded]:
        """Events after `after`, at least up to `position`: from the ring, or from the database."""
        if after < self.floor:
            async for event in _in_database(after):
                yield event
            return
        for event in self._in_ring(after):
            yield event

    async def _newest(self, after: Position) -> AsyncIterator[Recorded]:
        """Every event after `after`, also those that were committed this moment."""
        async for event in self._from(after):
            yield event
            after = event.position
        async for event in _in_database(after):
            yield event

    def _in_ring(self, after: Position) -> list[Recorded]:
        return list(takewhile(lambda event: event.position > after, reversed(self.ring)))[::-1]


def _hand(listener: Listener, event: Recorded) -> None:
    """A listener that fails keeps the event from nobody else."""
    if event.position <= listener.after:
        return
    listener.after = event.position
    try:
        listener.deliver(event)
    except Exception:
        log.exception("a listener did not take event %s", event.position)


async def _in_database(after: Position) -> AsyncIterator[Recorded]:
    more = True
    while more:
        events = await outbox.read_after(after, READ_AT_ONCE)
        for event in events:
            yield event
            after = event.position
        more = len(events) == READ_AT_ONCE


def _resync(position: Position) -> Recorded:
    return Recorded(position, RESYNC, "", True, (), (), None, {}, clock.now())
