"""What happens in the inbox."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True)
class InboxArrived:
    """A person was told something: the item itself, in both languages."""

    kind: ClassVar[str] = "inbox.arrived"
    id: UUID
    about: str  # the kind of the event that it tells of
    title_zh: str
    title_en: str
    body_zh: str
    body_en: str
    path: str
    needs_me: bool
    at: datetime


@dataclass(frozen=True)
class InboxRead:
    """A person read items on one device; the others stop counting them. `ids` empty: all of them."""

    kind: ClassVar[str] = "inbox.read"
    ids: tuple[UUID, ...]
    at: datetime
