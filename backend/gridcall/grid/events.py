"""What can happen to the grid."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar


@dataclass(frozen=True)
class GridImported:
    """Divisions or cells came or changed: whoever shows a map loads it anew."""

    kind: ClassVar[str] = "grid.imported"
    what: str  # "divisions" | "cells"
    added: int
    changed: int


@dataclass(frozen=True)
class StaffImported:
    kind: ClassVar[str] = "grid.staff_imported"
    added: int
    changed: int


@dataclass(frozen=True)
class CellStaffed:
    kind: ClassVar[str] = "grid.cell_staffed"
    staff_id: str
    person_id: str
    cell_code: str
    force: str
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True)
class CellStaffEnded:
    kind: ClassVar[str] = "grid.cell_staff_ended"
    staff_id: str
    person_id: str
    cell_code: str
    ends_on: date
