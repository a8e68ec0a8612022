"""What can happen to a snap. Each event carries the snap's public head: nobody who hears it must read again.

Persons and what they wrote between the lines stay out: telephone and identity numbers are masked before.
"""

from dataclasses import dataclass, fields
from datetime import datetime
from operator import attrgetter
from typing import Any, ClassVar
from uuid import UUID

from gridcall.masking import masked
from gridcall.snaps.categories import SnapCategory
from gridcall.snaps.rows import SnapRow
from gridcall.snaps.workflow import SnapStatus, SnapStep


@dataclass(frozen=True)
class SnapEvent:
    kind: ClassVar[str]
    id: UUID
    receipt: str
    status: SnapStatus
    category: SnapCategory
    words: str
    place: str
    code: str
    cell_code: str | None
    cell_name: str | None
    community_name: str | None
    street_name: str | None
    lon: float | None
    lat: float | None
    taken_at: datetime
    arrived_at: datetime
    updated_at: datetime
    limit_start: datetime
    due_at: datetime
    backers: int
    thumb: str | None
    public: bool
    version: int


@dataclass(frozen=True)
class SnapTaken(SnapEvent):
    kind: ClassVar[str] = "snap.taken"


@dataclass(frozen=True)
class SnapBacked(SnapEvent):
    kind: ClassVar[str] = "snap.backed"


@dataclass(frozen=True)
class SnapTakenOn(SnapEvent):
    kind: ClassVar[str] = "snap.taken_on"


@dataclass(frozen=True)
class SnapAssigned(SnapEvent):
    kind: ClassVar[str] = "snap.assigned"


@dataclass(frozen=True)
class SnapGivenBack(SnapEvent):
    kind: ClassVar[str] = "snap.given_back"


@dataclass(frozen=True)
class SnapFixedOnTheSpot(SnapEvent):
    kind: ClassVar[str] = "snap.fixed_on_the_spot"


@dataclass(frozen=True)
class SnapSolved(SnapEvent):
    kind: ClassVar[str] = "snap.solved"


@dataclass(frozen=True)
class SnapConfirmed(SnapEvent):
    kind: ClassVar[str] = "snap.confirmed"


@dataclass(frozen=True)
class SnapConfirmedBySilence(SnapEvent):
    kind: ClassVar[str] = "snap.confirmed_by_silence"


@dataclass(frozen=True)
class SnapNotSolved(SnapEvent):
    kind: ClassVar[str] = "snap.not_solved"


@dataclass(frozen=True)
class SnapRaisedToStreet(SnapEvent):
    kind: ClassVar[str] = "snap.raised_to_street"


@dataclass(frozen=True)
class SnapMerged(SnapEvent):
    kind: ClassVar[str] = "snap.merged"


@dataclass(frozen=True)
class SnapRefused(SnapEvent):
    kind: ClassVar[str] = "snap.refused"


@dataclass(frozen=True)
class SnapRelocated(SnapEvent):
    kind: ClassVar[str] = "snap.relocated"


@dataclass(frozen=True)
class SnapMovedAway(SnapEvent):
    """The other half of a relocation, heard where the snap was before."""

    kind: ClassVar[str] = "snap.moved_away"


@dataclass(frozen=True)
class SnapWithdrawn(SnapEvent):
    kind: ClassVar[str] = "snap.withdrawn"


@dataclass(frozen=True)
class SnapRaisedToCall(SnapEvent):
    kind: ClassVar[str] = "snap.raised_to_call"


@dataclass(frozen=True)
class SnapSolvedByCall(SnapEvent):
    kind: ClassVar[str] = "snap.solved_by_call"


@dataclass(frozen=True)
class SnapLeftCall(SnapEvent):
    kind: ClassVar[str] = "snap.left_call"


AFTER: dict[SnapStep, type[SnapEvent]] = {
    SnapStep.TAKE_SNAP: SnapTaken,
    SnapStep.BACK: SnapBacked,
    SnapStep.TAKE_ON: SnapTakenOn,
    SnapStep.ASSIGN: SnapAssigned,
    SnapStep.GIVE_BACK: SnapGivenBack,
    SnapStep.FIX_ON_THE_SPOT: SnapFixedOnTheSpot,
    SnapStep.SOLVE: SnapSolved,
    SnapStep.CONFIRM_SOLVED: SnapConfirmed,
    SnapStep.CONFIRM_BY_SILENCE: SnapConfirmedBySilence,
    SnapStep.NOT_SOLVED: SnapNotSolved,
    SnapStep.RAISE_TO_STREET: SnapRaisedToStreet,
    SnapStep.MERGE: SnapMerged,
    SnapStep.REFUSE: SnapRefused,
    SnapStep.RELOCATE: SnapRelocated,
    SnapStep.WITHDRAW: SnapWithdrawn,
    SnapStep.RAISE_TO_CALL: SnapRaisedToCall,
    SnapStep.SOLVE_BY_CALL: SnapSolvedByCall,
    SnapStep.LEAVE_CALL: SnapLeftCall,
}
HEAD_NAMES = tuple(field.name for field in fields(SnapEvent))
_HEAD = attrgetter(*HEAD_NAMES)


def head(snap: SnapRow) -> dict[str, Any]:
    """What everybody may know of the snap."""
    facts = dict(zip(HEAD_NAMES, _HEAD(snap), strict=True))
    return {**facts, "words": masked(snap.words), "place": masked(snap.place)}
