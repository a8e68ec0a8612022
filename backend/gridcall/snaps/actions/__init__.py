"""Everything that changes a snap: one function, one step, one transaction, one event."""

from gridcall.snaps.actions.calling import leave_call, raise_to_call, solve_by_call
from gridcall.snaps.actions.merging import merge
from gridcall.snaps.actions.rewarding import reward
from gridcall.snaps.actions.silence import confirm_by_silence
from gridcall.snaps.actions.steps import (
    assign,
    back,
    confirm_solved,
    fix_on_the_spot,
    give_back,
    handlers,
    not_solved,
    raise_to_street,
    refuse,
    relocate,
    solve,
    take_on,
    withdraw,
)
from gridcall.snaps.actions.taking import NewSnap, take_snap
from gridcall.snaps.actions.turn import PHOTOS_AT_MOST, WORDS_AT_MOST, Request, standing

__all__ = [
    "PHOTOS_AT_MOST",
    "WORDS_AT_MOST",
    "NewSnap",
    "Request",
    "assign",
    "back",
    "confirm_by_silence",
    "confirm_solved",
    "fix_on_the_spot",
    "give_back",
    "handlers",
    "leave_call",
    "merge",
    "not_solved",
    "raise_to_call",
    "raise_to_street",
    "refuse",
    "relocate",
    "reward",
    "solve",
    "solve_by_call",
    "standing",
    "take_on",
    "take_snap",
    "withdraw",
]
