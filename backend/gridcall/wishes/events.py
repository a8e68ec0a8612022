"""What can happen to a wish. Each event carries the wish's public head: nobody who hears it must read again.

Nothing of the private part is in it, and the words are the masked ones, also before the review.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date, datetime
from operator import attrgetter
from typing import Any, ClassVar
from uuid import UUID

from gridcall.wishes.rows import WishRow
from gridcall.wishes.workflow import STEPS, WishKind, WishStatus, WishStep, WishWho


@dataclass(frozen=True)
class WishEvent:
    kind: ClassVar[str]
    id: UUID
    code: str
    status: WishStatus
    wish_kind: WishKind
    who: WishWho
    words: str
    community_name: str
    street_name: str
    amount_yuan: int | None
    wanted_by: date | None
    points: int
    given: int
    thumb: str | None
    published_at: datetime | None
    promised_on: date | None
    limit_start: datetime | None
    due_at: datetime | None
    stale_at: datetime | None
    updated_at: datetime
    version: int


@dataclass(frozen=True)
class ContactSeen(WishEvent):
    """Somebody who goes there looked at name, number and address."""

    kind: ClassVar[str] = "wish.contact_seen"


@dataclass(frozen=True)
class ClaimersTurn(WishEvent):
    """It was the claimer's turn and is again; whoever has an extension to answer still has it."""

    turn_over: tuple[UUID, ...]


@dataclass(frozen=True)
class PrivatePartErased(WishEvent):
    """Name, number and address of somebody without an account went, some days after the wish had ended."""

    kind: ClassVar[str] = "wish.private_part_erased"


_OF_THE_CLAIMER = frozenset({WishStep.PASS_ON, WishStep.REMIND})


def _kind(kind: str, base: type[WishEvent] = WishEvent) -> type[WishEvent]:
    name = "".join(part.capitalize() for part in kind.replace(".", "_").split("_"))
    return dataclass(frozen=True)(type(name, (base,), {"kind": kind, "__doc__": None, "__annotations__": {}}))


AFTER: dict[WishStep, type[WishEvent]] = {
    step.name: _kind(step.event, ClaimersTurn if step.name in _OF_THE_CLAIMER else WishEvent) for step in STEPS.values()
}
HEAD_NAMES = tuple(field.name for field in fields(WishEvent))
_OF_THE_ROW = tuple("kind" if name == "wish_kind" else name for name in HEAD_NAMES)
_HEAD = attrgetter(*_OF_THE_ROW)


def head(wish: WishRow) -> dict[str, Any]:
    """What everybody may know of the wish."""
    return dict(zip(HEAD_NAMES, _HEAD(wish), strict=True))


def of_step(step: WishStep, wish: WishRow, claimer: UUID | None) -> WishEvent:
    """What is told of it. `claimer`: who had the claim before the step."""
    happened: Callable[..., WishEvent] = AFTER[step]
    over = {"turn_over": (claimer,) if claimer else ()} if step in _OF_THE_CLAIMER else {}
    return happened(**head(wish), **over)
