"""How far a long piece of work has come, for whoever waits in front of it."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")

Watch = Callable[[str, int, int], None]  # (what is done just now, how many are done, how many there are)
EVERY = 100  # telling of each one would cost more than some of the work


def unwatched(what: str, done: int, there_are: int) -> None:
    """Nobody waits."""


def watched(things: Sequence[T], what: str, watch: Watch) -> Iterator[T]:
    """`things`, one by one."""
    for done, thing in enumerate(things):
        if done % EVERY == 0:
            watch(what, done, len(things))
        yield thing
    watch(what, len(things), len(things))
