"""Amber before a limit, red past it: the lamp of every clock, of snaps, calls and wishes."""

from datetime import datetime
from enum import StrEnum


class Lamp(StrEnum):
    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    IDLE = "idle"  # no clock runs


def amber_at(start: datetime, due: datetime, share: float) -> datetime:
    """When the lamp turns amber: at `share` of the limit."""
    return start + (due - start) * share


def clock_lamp(start: datetime | None, due: datetime | None, now: datetime, share: float) -> Lamp:
    """The lamp of a clock by itself; idle while none runs."""
    if start is None or due is None:
        return Lamp.IDLE
    if now >= due:
        return Lamp.RED
    return Lamp.AMBER if now >= amber_at(start, due, share) else Lamp.GREEN
