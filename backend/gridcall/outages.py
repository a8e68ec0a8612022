"""When the database is away: how it is known, and how often it is said."""

import sqlite3
from logging import Logger
from math import inf
from time import monotonic

import asyncpg

from gridcall import engine_postgres, engine_sqlite

# A wrong address, name or password, or nobody there.
CANNOT_OPEN = (OSError, asyncpg.exceptions.PostgresError, sqlite3.Error)
SAID_AGAIN_SECONDS = 30

_said: dict[str, float] = {}  # when it was last said that the database is away, by whom


def is_away(error: BaseException) -> bool:
    """Whether the database was out of reach or too busy: the same request may be answered in a moment."""
    return engine_postgres.is_away(error) or engine_sqlite.is_away(error)


def complain(log: Logger, what: str, failure: Exception) -> None:
    """Log that work failed which will be tried again: its trace, but if the database is away a line now and then."""
    if not is_away(failure):
        log.error("%s", what, exc_info=failure)
    elif monotonic() - _said.get(log.name, -inf) > SAID_AGAIN_SECONDS:
        _said[log.name] = monotonic()
        log.warning("%s: the database is away (%s)", what, type(failure).__name__)
