"""What Tortoise cannot be trusted with, as SQL for both databases: uniqueness, checks, indexes, insert-only tables.

Each domain lists its guards in a file here; a migration that has landed keeps to the lists that it names.
"""

from gridcall.guards.kinds import Guard, Retold, by_dialect, check, index, insert_only, standing_still, unique
from gridcall.guards.of_calls import CALLS, PLEAS, RESPONSIBILITY
from gridcall.guards.of_people import GRID, MEDIA, OUTBOX, PEOPLE, PUSH, SORTING
from gridcall.guards.of_points import BRANCHES, POINTS, UNITS_AND_ENDS
from gridcall.guards.of_snaps import SNAPS
from gridcall.guards.of_wishes import REGISTRATIONS, WISHES

FIRST: list[Guard] = [*OUTBOX, *PEOPLE, *GRID, *MEDIA, *SNAPS, *PUSH]
ALL: list[Guard] = [
    *(*FIRST, *RESPONSIBILITY, *CALLS, *PLEAS, *POINTS, *BRANCHES, *REGISTRATIONS, *WISHES, *SORTING),
    *UNITS_AND_ENDS,
]

__all__ = [
    "ALL",
    "BRANCHES",
    "CALLS",
    "FIRST",
    "PLEAS",
    "POINTS",
    "REGISTRATIONS",
    "RESPONSIBILITY",
    "SORTING",
    "UNITS_AND_ENDS",
    "WISHES",
    "Guard",
    "Retold",
    "by_dialect",
    "check",
    "index",
    "insert_only",
    "standing_still",
    "unique",
]
