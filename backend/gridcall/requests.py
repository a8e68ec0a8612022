"""What every request of a client has in common: whether it came before, when it was made, what it says."""

import hashlib
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from uuid import UUID

import orjson

from gridcall import clock
from gridcall.errors import IdempotencyConflict, InvalidInput, VersionConflict

LATE = timedelta(minutes=10)  # an entry that arrives this long after it was made is shown as late


def digest(*asked: object) -> str:
    """What was asked for, to tell a repetition from another request under the same id."""
    return hashlib.sha256(orjson.dumps(asked, default=str, option=orjson.OPT_SORT_KEYS)).hexdigest()


def came_before(known: str | None, asked: str) -> bool:
    """Whether this very request was answered before; IdempotencyConflict when its id is another one's.

    `known` is the digest that is kept under the id, None when there is none.
    """
    if known is not None and known != asked:
        raise IdempotencyConflict()
    return known is not None


def made_at(identifier: UUID, now: datetime) -> datetime:
    """When the phone made the request, at the latest now. InvalidInput when its id tells no time at all."""
    try:
        return min(clock.minted_at(identifier), now)
    except (ValueError, OverflowError):
        raise InvalidInput("id", "not_uuid7") from None


async def check_version(expected: int | None, actual: int, moved_since: Callable[[], Awaitable[bool]]) -> None:
    """VersionConflict when something that matters has moved since the version that was seen, or there is none such."""
    if expected is None or expected == actual:
        return
    if expected > actual or await moved_since():
        raise VersionConflict(actual)


def said(text: str, field: str, at_most: int) -> str:
    """Without what no database can store; InvalidInput when it is too long."""
    clean = text.encode(errors="ignore").decode().replace("\0", "").strip()
    if len(clean) > at_most:
        raise InvalidInput(field, "too_long")
    return clean
