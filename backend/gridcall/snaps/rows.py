"""A snap and its entries as values: what a row of the database says, typed, the same on both databases."""

from dataclasses import dataclass, fields
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from gridcall import clock
from gridcall.db import Row
from gridcall.snaps.categories import SnapCategory
from gridcall.snaps.workflow import SnapStatus, SnapStep

# A list makes hundreds of these. They are not frozen, which would take two thirds of that time; nobody changes one:
# `replace` makes another.


@dataclass(slots=True)
class SnapRow:
    """The columns of `snaps`; see models.Snap."""

    id: UUID
    reporter_id: UUID
    category: SnapCategory
    words: str
    place: str
    code: str
    cell_code: str | None
    cell_name: str | None
    community_name: str | None
    street_name: str | None
    lon: float | None
    lat: float | None
    sent_lon: float | None
    sent_lat: float | None
    sent_crs: str | None
    accuracy: float | None
    taken_at: datetime
    arrived_at: datetime
    updated_at: datetime
    status: SnapStatus
    at_street: bool
    assignee_id: UUID | None
    limit_start: datetime
    due_at: datetime
    solved_at: datetime | None
    backers: int
    reopened: int
    merged_into_id: UUID | None
    receipt: str
    thumb: str | None
    photo_count: int
    public: bool
    version: int

    @classmethod
    def of(cls, row: Row) -> "SnapRow":
        """From a row of exactly COLUMNS."""
        snap = cls(*row.values())
        snap.id, snap.reporter_id = _uuid(row["id"]), _uuid(row["reporter_id"])
        snap.assignee_id, snap.merged_into_id = _known(row["assignee_id"]), _known(row["merged_into_id"])
        snap.category, snap.status = _CATEGORIES[row["category"]], _STATUSES[row["status"]]
        snap.at_street, snap.public = bool(row["at_street"]), bool(row["public"])
        return snap


@lru_cache(maxsize=20_000)  # the newest snaps are read again and again, and a UUID is slow to read
def _uuid(raw: str) -> UUID:
    return UUID(raw)


def _known(raw: str | None) -> UUID | None:
    return None if raw is None else _uuid(raw)


# Text -> member: a dictionary is faster than the enum's own call.
_CATEGORIES = {member.value: member for member in SnapCategory}
_STATUSES = {member.value: member for member in SnapStatus}
_STEPS = {member.value: member for member in SnapStep}


COLUMN_NAMES = tuple(field.name for field in fields(SnapRow))
COLUMNS = ", ".join(f"s.{name}" for name in COLUMN_NAMES)


@dataclass(slots=True)
class EntryRow:
    """The columns of `snap_entries`; ids as text, `photos` are [{"id", "sha256", "name", "width", "height"}]."""

    id: str
    snap_id: str
    seq: int
    step: SnapStep
    status: SnapStatus
    by_person_id: str | None
    by_post_id: str | None
    to_person_id: str | None
    words: str
    photos: list[dict[str, Any]]
    made_at: datetime
    at: datetime
    content_hash: str

    @classmethod
    def of(cls, row: Row) -> "EntryRow":
        """From a row of exactly ENTRY_COLUMNS."""
        entry = cls(*row.values())
        entry.step, entry.status = _STEPS[row["step"]], _STATUSES[row["status"]]
        return entry


ENTRY_NAMES = tuple(field.name for field in fields(EntryRow))
ENTRY_COLUMNS = ", ".join(f"e.{name}" for name in ENTRY_NAMES)


def receipt_of(identifier: UUID) -> str:
    """The number on the receipt, MMDD and eight digits: the phone computes it from the id, offline too."""
    day = clock.minted_at(identifier).astimezone(clock.CHINA)
    return f"{day:%m%d}{(identifier.int & (1 << 62) - 1) % 10**8:08d}"
