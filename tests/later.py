"""The clock, set forward."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from gridcall import clock


@dataclass(frozen=True)
class Later(clock.System):
    """The machine's clock, `by` ahead: `with clock.using(Later(...))`."""

    by: timedelta

    def now(self) -> datetime:
        return super().now() + self.by
