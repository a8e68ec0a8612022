"""A clock that tests move, a count of events, and the documents that the stories speak."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from gridcall import clock


class Moving(clock.System):
    """The machine's clock, moved ahead by hand."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def now(self) -> datetime:
        return super().now() + self.ahead

    def forward(self, **span: float) -> None:
        self.ahead += timedelta(**span)


@pytest.fixture
def time() -> Iterator[Moving]:
    source = Moving()
    with clock.using(source):
        yield source
