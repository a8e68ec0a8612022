"""How many uploads may be under way: in this process, and of one person."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

from gridcall.errors import TooManyTries

BODIES_AT_ONCE = 24  # in memory; further uploads wait in their sockets
BODIES_OF_ONE = 3  # a phone sends one after the other; whoever trickles many must leave places to others
ANOTHER_TRY_SECONDS = 5


class Room:
    """The places for bodies under way. Whoever waits for one counts as well."""

    def __init__(self) -> None:
        self._places = asyncio.Semaphore(BODIES_AT_ONCE)
        self._under_way: Counter[UUID] = Counter()

    @asynccontextmanager
    async def place(self, person_id: UUID) -> AsyncIterator[None]:
        """One place, as soon as there is one. TooManyTries at once when this person has three uploads under way."""
        if self._under_way[person_id] >= BODIES_OF_ONE:
            raise TooManyTries(ANOTHER_TRY_SECONDS, "uploads_at_once")
        self._under_way[person_id] += 1
        try:
            async with self._places:
                yield
        finally:
            self._under_way.subtract([person_id])
            self._under_way = +self._under_way  # who has none under way is forgotten
