"""What can happen to the responsibility list."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar


@dataclass(frozen=True)
class ResponsibilityListImported:
    """A new version came: whoever shows the list loads it anew."""

    kind: ClassVar[str] = "responsibility.imported"
    list_id: str
    name: str
    starts_on: date
    items: int
    situations: int
