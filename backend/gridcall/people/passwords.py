"""Passwords: argon2id, 19 MiB, two passes, one lane; in threads of their own, two at a time."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from gridcall.errors import InvalidInput

T = TypeVar("T")

SHORTEST, LONGEST = 10, 128
FEWEST_CHARACTERS = 5  # different ones
COMMON = frozenset(
    """
    1234567890 0123456789 12345678910 0987654321 1234512345 1122334455 1357924680 qwertyuiop
    1qaz2wsx3edc 1q2w3e4r5t qwerty1234 qwerty12345 asdfghjkl1 password12 password123 password1234
    passw0rd123 admin12345 admin123456 administrator woaini1314 woaini520 5201314520 5201314woaini
    abc1234567 abcd123456 abcdefghij a123456789 aa12345678 aa123456789 q123456789 123456789a 123456789q
    1234567890a iloveyou123 letmein123 welcome123
    """.split()  # noqa: SIM905
)

_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_threads = ThreadPoolExecutor(max_workers=2, thread_name_prefix="argon2")  # bounds memory and processors used


def check_strength(password: str, phone: str, field: str) -> None:
    """InvalidInput for what a guesser tries first. `phone` is "+86..."."""
    if len(password) > LONGEST:
        raise InvalidInput(field, "too_long")
    plain = password.lower()
    weak = (
        len(password) < SHORTEST
        or len(set(plain)) < FEWEST_CHARACTERS
        or plain in COMMON
        or (phone != "" and phone.removeprefix("+86") in plain)
    )
    if weak:
        raise InvalidInput(field, "password_weak")


async def hashed(password: str) -> str:
    return await _in_thread(_hasher.hash, password)


async def matches(kept: str | None, password: str) -> bool:
    """Whether `password` is the one kept. Where none is kept, takes as long to say no."""
    try:
        right = await _in_thread(_verified, kept or _nobodys(), password[: LONGEST + 1])
    except (VerificationError, InvalidHashError):
        return False
    return right and kept is not None


async def _in_thread(work: Callable[..., T], *arguments: str) -> T:
    return await asyncio.get_running_loop().run_in_executor(_threads, work, *arguments)


def _verified(kept: str, password: str) -> bool:
    return _hasher.verify(kept, password)


@cache
def _nobodys() -> str:
    """A hash that no password was ever kept for."""
    return _hasher.hash("nobody")
