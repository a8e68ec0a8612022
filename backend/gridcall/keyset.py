"""Cursors of lists that run by a key and an id. Opaque to clients; the place is kept whatever comes before it."""

import base64
import binascii
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import TypeVar
from uuid import UUID

from gridcall.errors import InvalidInput

K = TypeVar("K")


def cursor_of(key: datetime | date | float, identifier: object) -> str:
    """Where the row with that key and id stands."""
    told = key.isoformat() if isinstance(key, date) else repr(key)
    return base64.urlsafe_b64encode(f"{told}|{identifier}".encode()).decode()


def place_of(cursor: str, read: Callable[[str], K]) -> tuple[K, UUID]:
    """The key, by `read`, and the id; InvalidInput when the cursor is none of ours."""
    try:
        told, _, identifier = base64.urlsafe_b64decode(cursor).decode().partition("|")
        return read(told), UUID(identifier)
    except (ValueError, OverflowError, binascii.Error):
        raise InvalidInput("after", "cursor") from None


def moment(told: str) -> datetime:
    """The key of lists that run by time."""
    found = datetime.fromisoformat(told)
    if found.tzinfo is None:
        raise ValueError("a moment without a zone")
    return found.astimezone(UTC)
