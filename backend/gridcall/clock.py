"""Time, new ids and randomness: the only place where they are read, so that tests and simulations can set them."""

import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta, timezone
from datetime import time as time_of_day
from typing import Protocol
from uuid import UUID

CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")  # one zone, no summer time since 1991


class Source(Protocol):
    def now(self) -> datetime: ...
    def random_bytes(self, count: int) -> bytes: ...


class System:
    """The machine's clock and its cryptographic randomness."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def random_bytes(self, count: int) -> bytes:
        return secrets.token_bytes(count)


_current: Source = System()


@contextmanager
def using(source: Source) -> Iterator[None]:
    """Every reader of the clock, in every task, sees `source` until the block ends."""
    global _current  # noqa: PLW0603
    before, _current = _current, source
    try:
        yield
    finally:
        _current = before


def now() -> datetime:
    """The present moment, aware, UTC."""
    return _current.now()


def today() -> date:
    """The calendar day in China: the day that posts and staffing are dated by."""
    return day_of(now())


def day_of(moment: datetime) -> date:
    """The calendar day in China at a moment."""
    return moment.astimezone(CHINA).date()


def day_start(day: date) -> datetime:
    """When a calendar day begins in China."""
    return datetime.combine(day, time_of_day.min, CHINA).astimezone(UTC)


def monotonic() -> float:
    """Seconds for measuring durations; never compared with `now`."""
    return time.monotonic()


def new_id() -> UUID:
    """A UUIDv7: sorts by the time of its making."""
    milliseconds = int(now().timestamp() * 1000)
    noise = int.from_bytes(_current.random_bytes(10), "big")
    value = (milliseconds & (1 << 48) - 1) << 80 | noise
    value = value & ~(0xF << 76) | 0x7 << 76  # version
    value = value & ~(0x3 << 62) | 0x2 << 62  # variant
    return UUID(int=value)


def token(count: int = 32) -> str:
    """`count` random bytes, hex."""
    return _current.random_bytes(count).hex()


def digits(count: int) -> str:
    """A one-time code of `count` decimal digits."""
    return str(int.from_bytes(_current.random_bytes(8), "big") % 10**count).zfill(count)


def minted_at(identifier: UUID) -> datetime:
    """When a UUIDv7 was made, by the clock of whoever made it."""
    return datetime.fromtimestamp((identifier.int >> 80) / 1000, UTC)
