"""What people's screens show that belongs to the layers above. `schema` plugs it in; nothing here knows who answers.

Until plugged in, a code is its own name, nobody has unread news, and nobody is known from elsewhere.
"""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID


async def _codes_as_names(codes: Collection[str], day: date) -> Mapping[str, str]:
    return {code: code for code in codes}


async def _nothing_unread(person_id: UUID) -> int:
    return 0


async def _not_met(person_id: UUID, codes: Sequence[str]) -> bool:
    return False


@dataclass
class Ports:
    """`place_names`: the names of those codes that exist on a day.

    `unread`: how many inbox items a person has not read. `met`: whether a person takes part in something that
    lies at one of the codes (has reported a snap there), and may therefore be called back by who works there.
    """

    place_names: Callable[[Collection[str], date], Awaitable[Mapping[str, str]]] = _codes_as_names
    unread: Callable[[UUID], Awaitable[int]] = _nothing_unread
    met: Callable[[UUID, Sequence[str]], Awaitable[bool]] = _not_met


ports = Ports()
