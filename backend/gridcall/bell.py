"""The bell: wakes whoever reads the outbox, as soon as something was recorded.

In this process at once; in the others by PostgreSQL's NOTIFY. It carries no content: a lost sound costs
latency until the reader's own tick, never an event. The sound goes out after the commit, on a connection of
its own: a NOTIFY inside the recording transactions would make PostgreSQL commit them one by one.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from typing import Any

import asyncpg

CHANNEL = "gridcall_outbox"
RETRY_SECONDS = 0.5
ALIVE_SECONDS = 30.0  # how often an idle connection is asked whether it still lives

log = logging.getLogger(__name__)
_ears: set[asyncio.Event] = set()
_ropes: set[asyncio.Event] = set()  # pulled to tell the other processes


class Ear:
    """Somebody who waits for the bell. A sound between two waits is not missed."""

    def __init__(self, sound: asyncio.Event) -> None:
        self._sound = sound

    async def wait(self, seconds: float) -> None:
        """Until the bell rings, at most `seconds`."""
        with suppress(TimeoutError):  # not wait_for: until Python 3.12 it can swallow a cancellation
            async with asyncio.timeout(seconds):
                await self._sound.wait()
        self._sound.clear()


@contextmanager
def ear() -> Iterator[Ear]:
    """Hear the bell until the block ends."""
    sound = asyncio.Event()
    _ears.add(sound)
    try:
        yield Ear(sound)
    finally:
        _ears.discard(sound)


def ring() -> None:
    """Something was recorded: wake the readers here and in the other processes."""
    _wake()
    for rope in _ropes:
        rope.set()


def _wake() -> None:
    for sound in _ears:
        sound.set()


@asynccontextmanager
async def carried(url: str) -> AsyncIterator[None]:
    """Carry the sound to and from the other processes until the block ends."""
    carrying = asyncio.create_task(carry(url))
    try:
        yield
    finally:
        carrying.cancel()
        with suppress(asyncio.CancelledError):
            await carrying


async def carry(url: str) -> None:
    """Carry the sound to and from the other processes, until cancelled. Heals when the database comes back.

    SQLite has no such channel: there a second process is woken by its tick.
    """
    lost = False
    while url.startswith("postgres"):
        try:
            connection = await asyncpg.connect(url, timeout=5)
            lost = False
            await _carry_over(connection)
        except Exception as error:  # asyncpg has more ways to say that it was cut off than can be listed
            if not lost:
                log.warning("the bell's connection is lost, trying again: %s", type(error).__name__)
            lost = True
        await asyncio.sleep(RETRY_SECONDS)


async def _carry_over(connection: Any) -> None:
    rope = asyncio.Event()
    own = connection.get_server_pid()
    try:
        connection.add_termination_listener(lambda _: rope.set())
        await connection.add_listener(CHANNEL, lambda _c, pid, _n, _p: _wake() if pid != own else None)
        _ropes.add(rope)
        _wake()  # whatever was recorded while nobody listened
        await _pull(connection, rope)
    finally:
        _ropes.discard(rope)
        connection.terminate()


async def _pull(connection: Any, rope: asyncio.Event) -> None:
    """One NOTIFY for all that was recorded since the last."""
    while True:
        statement = "SELECT 1"
        with suppress(TimeoutError):
            async with asyncio.timeout(ALIVE_SECONDS):
                await rope.wait()
            statement = f"NOTIFY {CHANNEL}"
        rope.clear()
        await connection.execute(statement, timeout=5)
