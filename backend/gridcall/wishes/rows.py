"""A wish, its entries and claims as values: what a row of the database says, typed, the same on both databases."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any
from uuid import UUID

from gridcall.db import Row
from gridcall.wishes.workflow import (
    ClaimEnd,
    ConsentHow,
    SafetyFlag,
    WishKind,
    WishStatus,
    WishStep,
    WishWho,
)

Read = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class WishRow:
    """The columns of `wishes`; see models.Wish."""

    id: UUID
    code: str
    community_name: str
    street_name: str
    lon: float | None
    lat: float | None
    status: WishStatus
    kind: WishKind
    who: WishWho
    words: str
    amount_yuan: int | None
    wanted_by: date | None
    deadline: date
    flags: list[SafetyFlag]
    points: int
    given: int
    on_behalf: bool
    wisher_id: UUID | None
    poster_id: UUID
    original_words: str
    name: str
    phone: str
    address: str
    household: str
    open_household: str | None
    consent_how: ConsentHow | None
    consent_at: datetime | None
    thumb: str | None
    photo_count: int
    public: bool
    posted_at: datetime
    listed_at: datetime
    updated_at: datetime
    published_at: datetime | None
    first_claimed_at: datetime | None
    claim_id: UUID | None
    promised_on: date | None
    limit_start: datetime | None
    due_at: datetime | None
    stale_at: datetime | None
    reminded_at: datetime | None
    lapse_at: datetime | None
    reported_at: datetime | None
    noticed_at: datetime | None
    confirm_at: datetime | None
    fulfilled_at: datetime | None
    took_tenths: int | None
    thanks: str | None
    version: int

    @classmethod
    def of(cls, row: Row) -> "WishRow":
        return cls(**{**row, **{name: read(row[name]) for name, read in _WISH_READS}})

    @property
    def two_needed(self) -> bool:
        return bool(self.flags)

    @property
    def askers(self) -> list[UUID]:
        """The persons who speak for the wish."""
        return sorted({self.poster_id, self.wisher_id or self.poster_id})


@dataclass(frozen=True, slots=True)
class EntryRow:
    """The columns of `wish_entries`."""

    id: UUID
    wish_id: UUID
    seq: int
    step: WishStep
    status: WishStatus
    by_person_id: UUID | None
    by_post_id: UUID | None
    to_person_id: UUID | None
    claim_id: UUID | None
    words: str
    points: int | None
    photos: list[dict[str, Any]]
    made_at: datetime
    at: datetime
    content_hash: str

    @classmethod
    def of(cls, row: Row) -> "EntryRow":
        return cls(**{**row, **{name: read(row[name]) for name, read in _ENTRY_READS}})


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """The columns of `claims`, and the persons who go along now."""

    id: UUID
    wish_id: UUID
    person_id: UUID
    unit_id: UUID | None
    unit_name: str | None
    plan: str
    promised_on: date
    claimed_at: datetime
    extension_until: date | None
    extension_reason: str | None
    extension_times: int
    ended_at: datetime | None
    outcome: ClaimEnd | None
    companions: tuple[UUID, ...] = ()

    @classmethod
    def of(cls, row: Row) -> "ClaimRow":
        return cls(**{**row, **{name: read(row[name]) for name, read in _CLAIM_READS}})


@lru_cache(maxsize=20_000)
def _uuid(raw: str | None) -> UUID | None:
    return None if raw is None else UUID(str(raw))


def _member(kind: type[StrEnum]) -> Read:
    return {member.value: member for member in kind}.__getitem__


def _maybe(kind: type[StrEnum]) -> Read:
    known: dict[str | None, StrEnum | None] = {None: None}
    known.update({member.value: member for member in kind})
    return known.__getitem__


def _flags(raw: Sequence[str]) -> list[SafetyFlag]:
    return [SafetyFlag(flag) for flag in raw]


_WISH_READS: Sequence[tuple[str, Read]] = (
    *((name, _uuid) for name in ("id", "wisher_id", "poster_id", "claim_id")),
    ("status", _member(WishStatus)),
    ("kind", _member(WishKind)),
    ("who", _member(WishWho)),
    ("consent_how", _maybe(ConsentHow)),
    ("flags", _flags),
    ("on_behalf", bool),
    ("public", bool),
)
_ENTRY_READS: Sequence[tuple[str, Read]] = (
    *((name, _uuid) for name in ("id", "wish_id", "by_person_id", "by_post_id", "to_person_id", "claim_id")),
    ("step", _member(WishStep)),
    ("status", _member(WishStatus)),
)
_CLAIM_READS: Sequence[tuple[str, Read]] = (
    *((name, _uuid) for name in ("id", "wish_id", "person_id", "unit_id")),
    ("outcome", _maybe(ClaimEnd)),
)
COLUMN_NAMES = tuple(field.name for field in fields(WishRow))
COLUMNS = ", ".join(f"w.{name}" for name in COLUMN_NAMES)
ENTRY_NAMES = tuple(field.name for field in fields(EntryRow))
ENTRY_COLUMNS = ", ".join(f"e.{name}" for name in ENTRY_NAMES)
CLAIM_NAMES = tuple(field.name for field in fields(ClaimRow) if field.name != "companions")
CLAIM_COLUMNS = ", ".join(f"c.{name}" for name in CLAIM_NAMES)
