"""What every change of people has in common."""

from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from tortoise.exceptions import IntegrityError

from gridcall import db
from gridcall.errors import IdempotencyConflict, VersionConflict
from gridcall.people import sessions
from gridcall.people.models import Delegation, Person, Post, Unit

P = ParamSpec("P")
R = TypeVar("R")


@asynccontextmanager
async def change() -> AsyncIterator[None]:
    """One transaction; when it has ended, this process asks the database anew who may do what."""
    async with db.transaction():
        db.afterwards(sessions.forget)
        yield


def looking_twice(action: Callable[P, Coroutine[Any, Any, R]]) -> Callable[P, Coroutine[Any, Any, R]]:
    """Two requests can race for the same id or phone number: the loser looks again, and finds who won."""

    @wraps(action)
    async def twice(*arguments: P.args, **named: P.kwargs) -> R:
        try:
            return await action(*arguments, **named)
        except IntegrityError:
            return await action(*arguments, **named)

    return twice


def check_repeated(row: Person | Unit | Post | Delegation, asked: str) -> None:
    """IdempotencyConflict when the id came before with other content."""
    if row.asked != asked:
        raise IdempotencyConflict()


def check_version(row: Person | Unit, expected: int) -> None:
    if row.version != expected:
        raise VersionConflict(row.version)
