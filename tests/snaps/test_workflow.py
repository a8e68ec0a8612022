"""Every state x step x role: as the table below says, or refused with nothing changed and nothing told.

The table is written by hand from the domain, not derived from the code.
"""

import pytest
from tests.cast import CELL_2, PERSONS, World
from tests.snaps.scene import brought_to, everything, step, take

from gridcall import clock, db
from gridcall.errors import NotAllowed, NotFound, WrongStatus
from gridcall.people.permissions import Permission, Role
from gridcall.snaps.events import AFTER
from gridcall.snaps.rows import SnapRow
from gridcall.snaps.workflow import STEPS, Part, SnapStatus, SnapStep, Standing, refusal
from gridcall.words import REFUSALS, ROLES

S = SnapStatus
OPEN = {S.WAITING, S.IN_HAND, S.AT_STREET}
HANDLERS = {"worker", "specialist", "clerk", "head"}
DECIDERS = {"specialist", "clerk", "head"}
HOLDER, REPORTER = {"worker"}, {"resident"}
EVERYBODY_ELSE = set(PERSONS) - REPORTER

TABLE: dict[SnapStep, tuple[set[SnapStatus], set[str], SnapStatus | None]] = {
    SnapStep.BACK: (OPEN, EVERYBODY_ELSE, None),
    SnapStep.TAKE_ON: ({S.WAITING, S.AT_STREET}, HANDLERS, S.IN_HAND),
    SnapStep.ASSIGN: (OPEN, DECIDERS, S.IN_HAND),
    SnapStep.GIVE_BACK: ({S.IN_HAND}, HOLDER, S.WAITING),
    SnapStep.FIX_ON_THE_SPOT: ({S.WAITING, S.IN_HAND}, HANDLERS, S.SOLVED),
    SnapStep.SOLVE: ({S.IN_HAND}, HOLDER, S.SOLVED),
    SnapStep.CONFIRM_SOLVED: ({S.SOLVED}, REPORTER, S.CONFIRMED),
    SnapStep.NOT_SOLVED: ({S.SOLVED}, REPORTER, S.WAITING),
    SnapStep.RAISE_TO_STREET: ({S.WAITING, S.IN_HAND}, HANDLERS, S.AT_STREET),
    SnapStep.MERGE: (OPEN, DECIDERS | {"dispatcher"}, S.MERGED),
    SnapStep.REFUSE: ({S.WAITING, S.AT_STREET}, DECIDERS, S.REFUSED),
    SnapStep.RELOCATE: (OPEN, HANDLERS | {"dispatcher"}, None),
    SnapStep.WITHDRAW: ({S.WAITING, S.AT_STREET}, REPORTER, S.WITHDRAWN),
}


class Undo(Exception):
    pass


async def attempt(world: World, name: str, what: SnapStep, snap: SnapRow, other: SnapRow) -> SnapRow | Exception:
    """What comes of it; the database is as before afterwards."""
    further = {
        SnapStep.ASSIGN: [world.persons["worker"]],
        SnapStep.MERGE: [other.id],
        SnapStep.RELOCATE: [CELL_2],
    }.get(what, [])
    outcome: SnapRow | Exception = AssertionError("nothing came of it")
    try:
        async with db.transaction():
            before = await everything()
            try:
                outcome = await step(world, name, what, snap, *further)
            except (NotAllowed, WrongStatus, NotFound) as refused:
                outcome = refused
                assert await everything() == before, (name, what, snap.status)
            raise Undo
    except Undo:
        return outcome


@pytest.mark.parametrize("status", list(SnapStatus))
async def test_every_step_by_everybody_from(status: SnapStatus, place: World) -> None:
    snap, other = await brought_to(place, status), await take(place, "neighbour")
    for what, (sources, allowed, target) in TABLE.items():
        for name in PERSONS:
            outcome = await attempt(place, name, what, snap, other)
            in_table = status in sources and name in allowed
            assert isinstance(outcome, SnapRow) is in_table, (status, what, name, outcome)
            if isinstance(outcome, SnapRow):
                assert outcome.status is (target or status)
                assert outcome.version == snap.version + 1
    assert set(TABLE) == {name for name, line in STEPS.items() if line.sources and not line.by_itself}


def test_every_step_tells_its_own_event_and_every_refusal_has_words() -> None:
    assert {name: line.event for name, line in STEPS.items()} == {name: event.kind for name, event in AFTER.items()}
    assert {"only_reporter", "only_holder", "own_snap", "backed_already", "reopen_over"} <= set(REFUSALS)
    assert set(ROLES) == set(Role)


async def test_a_step_from_the_wrong_status_names_the_status(place: World) -> None:
    snap = await brought_to(place, S.SOLVED)
    with pytest.raises(WrongStatus) as refused:
        await step(place, "clerk", SnapStep.TAKE_ON, snap)
    assert (refused.value.actual_status, refused.value.step) == ("SOLVED", "TAKE_ON")


REASONS = {
    (S.WAITING, "worker", SnapStep.SOLVE): "take_on_first",
    (S.WAITING, "resident", SnapStep.CONFIRM_SOLVED): "not_solved_yet",
    (S.WAITING, "resident", SnapStep.NOT_SOLVED): "not_solved_yet",
    (S.AT_STREET, "worker", SnapStep.FIX_ON_THE_SPOT): "at_street_already",
    (S.IN_HAND, "worker", SnapStep.TAKE_ON): "in_your_hands_already",
    (S.IN_HAND, "clerk", SnapStep.TAKE_ON): "in_hand_already",
    (S.IN_HAND, "resident", SnapStep.WITHDRAW): "in_hand_already",
    (S.IN_HAND, "specialist", SnapStep.SOLVE): "only_holder",
    (S.IN_CALL, "worker", SnapStep.TAKE_ON): "in_call_already",
    (S.SOLVED, "neighbour", SnapStep.BACK): "solved_already",
    (S.CONFIRMED, "resident", SnapStep.NOT_SOLVED): "confirmed_already",
    (S.MERGED, "worker", SnapStep.TAKE_ON): "merged_already",
    (S.REFUSED, "clerk", SnapStep.ASSIGN): "refused_already",
    (S.WITHDRAWN, "resident", SnapStep.WITHDRAW): "withdrawn_already",
}


@pytest.mark.parametrize(("status", "name", "what"), REASONS)
async def test_a_refused_step_says_what_is_true_now(
    status: SnapStatus, name: str, what: SnapStep, place: World
) -> None:
    further = [place.persons["worker"]] if what is SnapStep.ASSIGN else []
    with pytest.raises((WrongStatus, NotAllowed)) as refused:
        await step(place, name, what, await brought_to(place, status), *further)
    assert refused.value.reason == REASONS[status, name, what]


def test_every_step_and_status_that_do_not_meet_have_a_reason_with_words() -> None:
    for line in [STEPS[what] for what in TABLE]:
        for status in set(SnapStatus) - line.sources:
            for holder in (True, False):
                standing = Standing(status, reporter=line.who is Part.REPORTER, holder=holder, backed=False,
                                    permissions=frozenset(Permission))  # fmt: skip
                refused = refusal(line, standing, clock.now())
                assert refused is not None
                assert refused.reason in REFUSALS


async def test_what_was_raised_is_given_back_to_the_street(place: World) -> None:
    snap = await step(place, "clerk", SnapStep.TAKE_ON, await brought_to(place, S.AT_STREET))
    snap = await step(place, "clerk", SnapStep.GIVE_BACK, snap)
    assert snap.status is S.AT_STREET
    assert snap.assignee_id is None


async def test_not_solved_reopens_once_then_goes_up(place: World) -> None:
    now = clock.now()
    snap = await step(place, "resident", SnapStep.NOT_SOLVED, await brought_to(place, S.SOLVED), now=now)
    assert (snap.status, snap.limit_start, snap.solved_at, snap.assignee_id) == (S.WAITING, now, None, None)
    snap = await step(place, "worker", SnapStep.FIX_ON_THE_SPOT, snap)
    snap = await step(place, "resident", SnapStep.NOT_SOLVED, snap)
    assert (snap.status, snap.at_street, snap.reopened) == (S.AT_STREET, True, 2)
