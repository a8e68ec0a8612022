"""A snap and its entries as values: what a row of the database says, typed, the same on both databases."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from gridcall import clock
from gridcall.snaps.categories import SnapCategory
from gridcall.snaps.workflow import SnapStatus, SnapStep
from gridcall.tables import Table

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


SNAPS, ENTRIES = Table(SnapRow), Table(EntryRow)
COLUMNS, ENTRY_COLUMNS = SNAPS.columns("s"), ENTRIES.columns("e")


def receipt_of(identifier: UUID) -> str:
    """The number on the receipt, MMDD and eight digits: the phone computes it from the id, offline too."""
    day = clock.minted_at(identifier).astimezone(clock.CHINA)
    return f"{day:%m%d}{(identifier.int & (1 << 62) - 1) % 10**8:08d}"
