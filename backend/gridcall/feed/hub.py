"""The hub: one reader of the outbox per process, and everybody who listens to it.

A listener replays what it missed, from the ring or from the database, and then goes on live. It joins before
it replays and remembers the last position it was given: nothing is lost in between, nothing comes twice.
"""

import asyncio
import logging
from collections import deque
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import takewhile

from gridcall import bell, clock, outbox
from gridcall.errors import SignInRequired
from gridcall.feed.audience import Keys, hears, keys_of_event
from gridcall.outbox import Position, Recorded

TICK_SECONDS = 0.3  # how often the outbox is read when no bell rings
READ_AT_ONCE = 500
RING_SIZE = 10_000
REMEMBERED_AT_START = 1_000  # a restart's crowd of reconnections asks the ring, not the database
TOO_FAR_BEHIND = 5_000  # events; whoever missed more loads the lists again
QUEUE_SIZE = 256  # events that may wait for a slow reader
RESYNC = "feed.resync"

# What takes a person's right to listen, and what changes what the person may hear.
ENDING = frozenset({"session.ended", "person.disabled"})
CHANGING = frozenset({"post.appointed", "post.ended", "delegation.begun", "delegation.ended"})

log = logging.getLogger(__name__)


class Resume(Exception):
    """The reader was too slow, or its rights have changed: subscribe again from the last cursor."""


@dataclass(eq=False)
class Listener:
    """One subscriber's place in the feed."""

    keys: Keys
    after: Position  # the last event it was given
    joined: Position  # what comes later is handed over live
    session_id: str | None
    owed: deque[Recorded] = field(default_factory=deque)
    behind: bool = False  # more came than `owed` holds: the rest is in the ring
    stopped: Exception | None = None
    _awake: asyncio.Event = field(default_factory=asyncio.Event)

    def offer(self, event: Recorded) -> None:
        """Hand over a live event. What a slow reader owes is bounded."""
        self.behind = self.behind or len(self.owed) >= QUEUE_SIZE
        if not self.behind:
            self.owed.append(event)
            self._awake.set()

    def stop(self, reason: Exception) -> None:
        """End it: what it is owed is dropped, its reader gets `reason`."""
        self.owed.clear()
        self.stopped = reason
        self._awake.set()

    async def live(self) -> AsyncIterator[Recorded]:
        """What happens, until it has fallen behind; raises what it was stopped with."""
        while True:
            while self.owed:
                yield self.owed.popleft()
            if self.stopped is not None:
                raise self.stopped
            if self.behind:
                return
            self._awake.clear()
            await self._awake.wait()


class Hub:
    """Reads the outbox once for all listeners of this process."""

    def __init__(self) -> None:
        self.position = outbox.START  # everything up to here has been offered
        self.ring: deque[Recorded] = deque(maxlen=RING_SIZE)
        self.floor = outbox.START  # the ring holds everything after it
        self.hearers: dict[str, set[Listener]] = {}
        self.ready = asyncio.Event()

    async def run(self) -> None:
        """Read until cancelled. A database that is away is waited for."""
        with bell.ear() as ear:
            while True:
                try:
                    await self._read_on()
                except Exception:
                    log.exception("the feed could not read the outbox, trying again")
                await ear.wait(TICK_SECONDS)

    async def _read_on(self) -> None:
        if not self.ready.is_set():
            await self._remember()
        more = True
        while more:
            events = await outbox.read_after(self.position, READ_AT_ONCE)
            for event in events:
                self._tell(event)
            more = len(events) == READ_AT_ONCE

    async def _remember(self) -> None:
        """Fill the ring with the newest events: what was missed during a restart is among them."""
        self.position = await outbox.head()
        newest = await outbox.read_last(REMEMBERED_AT_START)
        self.ring.extend(newest)
        if newest:
            self.position = max(self.position, newest[-1].position)
        if len(newest) == REMEMBERED_AT_START:
            self.floor = newest[0].position
        self.ready.set()

    def _tell(self, event: Recorded) -> None:
        if len(self.ring) == RING_SIZE:
            self.floor = self.ring[0].position
        self.ring.append(event)
        self.position = event.position
        for listener in self._who_hears(event):
            listener.offer(event)
        self._stop_whose_rights_changed(event)

    def _who_hears(self, event: Recorded) -> set[Listener]:
        found = (self.hearers.get(key) for key in keys_of_event(event))
        return set().union(*(listeners for listeners in found if listeners))

    def _stop_whose_rights_changed(self, event: Recorded) -> None:
        if event.kind not in ENDING | CHANGING:
            return
        session = event.payload.get("session_id")
        for person in event.persons:
            for listener in self.hearers.get(f"person:{person}", ()):
                if session is None or session == listener.session_id:
                    listener.stop(SignInRequired() if event.kind in ENDING else Resume())

    @contextmanager
    def listener(self, keys: Keys, after: Position | None, session_id: str | None) -> Iterator[Listener]:
        """Join, and leave when the block ends. `after` None: from now on."""
        joined = self.position
        listener = Listener(keys, joined if after is None else after, joined, session_id)
        for key in keys:
            self.hearers.setdefault(key, set()).add(listener)
        try:
            yield listener
        finally:
            for key in keys:
                self._leave(key, listener)

    def _leave(self, key: str, listener: Listener) -> None:
        hearers = self.hearers[key]
        hearers.discard(listener)
        if not hearers:
            del self.hearers[key]

    async def events(self, listener: Listener) -> AsyncIterator[Recorded]:
        """What the listener missed, then what happens; one event `feed.resync` first when it missed too much.

        Ends by raising SignInRequired or Resume.
        """
        if await self._too_far(listener.after):
            listener.after = listener.joined
            yield _resync(listener.joined)
        while True:
            async for event in self._missed(listener):
                listener.after = event.position
                yield event
            async for event in listener.live():
                if event.position > listener.after:
                    listener.after = event.position
                    yield event
            listener.joined, listener.behind = self.position, False
            if await self._too_far(listener.after):
                raise Resume()

    async def page(self, keys: Keys, after: Position, first: int) -> "Page":
        """At most `first` events after `after` that a subscriber with `keys` hears."""
        if await self._too_far(after):
            return Page([], await outbox.head(), resync=True, more=False)
        found: list[Recorded] = []
        async for event in self._settled(after):
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

    async def _missed(self, listener: Listener) -> AsyncIterator[Recorded]:
        until = listener.joined
        if listener.after >= self.floor:
            missed = self._in_ring(listener.after)
            for event in missed:
                if event.position <= until and hears(listener.keys, event):
                    yield event
            return
        async for event in _in_database(listener.after):
            if event.position > until:
                return
            if hears(listener.keys, event):
                yield event

    async def _settled(self, after: Position) -> AsyncIterator[Recorded]:
        """Every event after `after`: from the ring if it goes that far back, the newest from the database."""
        if after >= self.floor:
            for event in self._in_ring(after):
                yield event
                after = event.position
        async for event in _in_database(after):
            yield event

    def _in_ring(self, after: Position) -> list[Recorded]:
        return list(takewhile(lambda event: event.position > after, reversed(self.ring)))[::-1]


async def _in_database(after: Position) -> AsyncIterator[Recorded]:
    more = True
    while more:
        events = await outbox.read_after(after, READ_AT_ONCE)
        for event in events:
            yield event
            after = event.position
        more = len(events) == READ_AT_ONCE


@dataclass(frozen=True)
class Page:
    """Missed events; go on from `position`. `resync`: too many were missed, load the lists again."""

    events: list[Recorded]
    position: Position
    resync: bool
    more: bool


def _resync(position: Position) -> Recorded:
    return Recorded(position, RESYNC, "", True, (), (), None, {}, clock.now())
