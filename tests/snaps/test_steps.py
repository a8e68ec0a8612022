"""One story per step, with who hears of it and what the next person finds."""

import asyncio
from datetime import timedelta

import pytest
from tests.cast import CELL, CELL_2, OTHER_CELL, World
from tests.snaps.scene import SETTINGS, brought_to, everything, last_event, step, take, told

from gridcall import clock, db
from gridcall.errors import (
    IdempotencyConflict,
    InvalidInput,
    NotAllowed,
    NotFound,
    VersionConflict,
    WrongStatus,
)
from gridcall.snaps import queries
from gridcall.snaps.categories import SnapCategory
from gridcall.snaps.rows import SnapRow
from gridcall.snaps.workflow import SnapStatus, SnapStep

S = SnapStatus


async def test_two_take_it_on_at_once_and_one_wins(place: World) -> None:
    snap = await take(place)
    answers = await asyncio.gather(
        *(step(place, name, SnapStep.TAKE_ON, snap) for name in ("worker", "specialist", "clerk")),
        return_exceptions=True,
    )
    won = [answer for answer in answers if isinstance(answer, SnapRow)]
    lost = [answer for answer in answers if isinstance(answer, WrongStatus)]
    assert (len(won), len(lost)) == (1, 2)
    assert {refused.actual_status for refused in lost} == {"IN_HAND"}
    assert await queries.find(snap.id) == won[0]


async def test_me_too_counts_each_neighbour_once(place: World) -> None:
    snap = await take(place)
    await step(place, "neighbour", SnapStep.BACK, snap)
    after = await step(place, "worker_2", SnapStep.BACK, snap)
    assert after.backers == 2
    before = await everything()
    with pytest.raises(WrongStatus) as refused:
        await step(place, "neighbour", SnapStep.BACK, snap)
    assert refused.value.reason == "backed_already"
    with pytest.raises(NotAllowed) as own:
        await step(place, "resident", SnapStep.BACK, snap)
    assert own.value.reason == "own_snap"
    assert await everything() == before


async def test_assigning_tells_the_person_and_the_reporter(place: World) -> None:
    snap = await take(place)
    after = await step(place, "clerk", SnapStep.ASSIGN, snap, place.persons["worker"])
    assert (after.status, after.assignee_id) == (S.IN_HAND, place.persons["worker"])
    event = await last_event()
    assert (event["kind"], event["code"]) == ("snap.assigned", CELL)
    assert told(event, place) == {"worker": True, "resident": False}


async def test_only_who_handles_there_can_be_assigned(place: World) -> None:
    snap = await take(place)
    before = await everything()
    for name in ("resident", "worker_2", "supervisor", "other_clerk"):
        with pytest.raises(InvalidInput) as refused:
            await step(place, "clerk", SnapStep.ASSIGN, snap, place.persons[name])
        assert refused.value.reason == "not_a_handler"
    assert await everything() == before


async def test_a_disabled_person_cannot_be_assigned(place: World) -> None:
    snap = await take(place)
    async with db.transaction():
        await db.execute("UPDATE persons SET disabled = $1 WHERE id = $2", True, place.persons["worker"])
    with pytest.raises(InvalidInput):
        await step(place, "clerk", SnapStep.ASSIGN, snap, place.persons["worker"])


async def test_given_back_it_is_the_desks_turn(place: World) -> None:
    await step(place, "worker", SnapStep.GIVE_BACK, await brought_to(place, S.IN_HAND))
    assert told(await last_event(), place) == {"specialist": True, "resident": False}


async def test_solved_the_reporter_is_asked_and_the_neighbours_hear(place: World) -> None:
    snap = await brought_to(place, S.IN_HAND)
    await step(place, "neighbour", SnapStep.BACK, snap)
    now = clock.now()
    after = await step(place, "worker", SnapStep.SOLVE, snap, words="已复位", now=now)
    assert (after.status, after.solved_at, after.assignee_id) == (S.SOLVED, now, place.persons["worker"])
    assert told(await last_event(), place) == {"resident": True, "neighbour": False}


@pytest.mark.parametrize("what", [SnapStep.SOLVE, SnapStep.GIVE_BACK, SnapStep.RAISE_TO_STREET])
async def test_steps_that_need_words_say_so(what: SnapStep, place: World) -> None:
    snap = await brought_to(place, S.IN_HAND)
    before = await everything()
    with pytest.raises(InvalidInput) as refused:
        await step(place, "worker", what, snap, words=" \n")
    assert (refused.value.field, refused.value.reason) == ("words", "required")
    assert await everything() == before


async def test_raised_it_is_the_streets_turn(place: World) -> None:
    await step(place, "worker", SnapStep.RAISE_TO_STREET, await take(place))
    assert told(await last_event(), place) == {"clerk": True, "head": True, "resident": False}


async def test_not_solved_goes_back_to_the_cell(place: World) -> None:
    await step(place, "resident", SnapStep.NOT_SOLVED, await brought_to(place, S.SOLVED))
    assert told(await last_event(), place) == {"worker": True}


async def test_not_solved_is_too_late_after_some_days(place: World) -> None:
    snap = await brought_to(place, S.SOLVED)
    assert snap.solved_at
    limit = timedelta(days=SETTINGS.snap_reopen_days)
    before = await everything()
    with pytest.raises(WrongStatus) as refused:
        await step(place, "resident", SnapStep.NOT_SOLVED, snap, now=snap.solved_at + limit + timedelta(seconds=1))
    assert refused.value.reason == "reopen_over"
    assert await everything() == before
    after = await step(place, "resident", SnapStep.NOT_SOLVED, snap, now=snap.solved_at + limit)
    assert after.status is S.WAITING


async def test_merging_takes_reporter_and_backers_along(place: World) -> None:
    into, snap = await take(place, "resident"), await take(place, "neighbour")
    await step(place, "worker_2", SnapStep.BACK, snap)
    await step(place, "resident", SnapStep.BACK, snap)
    after = await step(place, "specialist", SnapStep.MERGE, snap, into.id)
    goes_on = await queries.find(into.id)
    assert goes_on
    assert (after.status, after.merged_into_id) == (S.MERGED, into.id)
    assert goes_on.backers == 2, "the reporter of the other snap does not back it"
    assert goes_on.version == into.version + 1
    await step(place, "worker", SnapStep.FIX_ON_THE_SPOT, goes_on)
    assert told(await last_event(), place) == {"resident": True, "neighbour": False, "worker_2": False}


async def test_merging_needs_the_right_on_both_sides(place: World) -> None:
    snap, elsewhere = await take(place), await take(place, "neighbour", cell_code=OTHER_CELL)
    closed = await brought_to(place, S.CONFIRMED)
    before = await everything()
    for other, error in ((elsewhere, NotAllowed), (snap, InvalidInput), (closed, WrongStatus)):
        with pytest.raises(error):
            await step(place, "specialist", SnapStep.MERGE, snap, other.id)
    with pytest.raises(NotFound):
        await step(place, "specialist", SnapStep.MERGE, snap, clock.new_id())
    assert await everything() == before


async def test_merging_crosswise_at_once_leaves_one_open(place: World) -> None:
    one, other = await take(place), await take(place, "neighbour")
    answers = await asyncio.gather(
        step(place, "specialist", SnapStep.MERGE, one, other.id),
        step(place, "clerk", SnapStep.MERGE, other, one.id),
        return_exceptions=True,
    )
    assert sum(isinstance(answer, SnapRow) for answer in answers) == 1
    assert sum(isinstance(answer, WrongStatus) for answer in answers) == 1


async def test_refused_it_leaves_the_public_list_and_the_reporter_reads_why(place: World) -> None:
    snap = await take(place)
    await step(place, "neighbour", SnapStep.BACK, snap)
    after = await step(place, "specialist", SnapStep.REFUSE, snap, words="属于物业维修")
    assert not after.public
    event = await last_event()
    assert event["public"], "open lists must hear that it is gone"
    assert told(event, place) == {"resident": False, "neighbour": False}


async def test_relocated_both_places_hear(place: World) -> None:
    await step(place, "worker", SnapStep.RELOCATE, await take(place), CELL_2)
    events = await db.rows("SELECT kind, code, told FROM outbox ORDER BY xid DESC, seq DESC LIMIT 2")
    assert [(event["kind"], event["code"]) for event in events] == [
        ("snap.moved_away", CELL),
        ("snap.relocated", CELL_2),
    ]
    assert told(events[1], place) == {"worker_2": True, "resident": False}


async def test_relocating_to_where_it_is_or_nowhere_is_refused(place: World) -> None:
    snap = await take(place)
    before = await everything()
    for code, reason in ((CELL, "same_cell"), ("370102013006999", "cell_unknown")):
        with pytest.raises(InvalidInput) as refused:
            await step(place, "worker", SnapStep.RELOCATE, snap, code)
        assert refused.value.reason == reason
    assert await everything() == before


async def test_who_relocated_it_away_still_gets_the_first_answer_again(place: World) -> None:
    snap = await take(place, category=SnapCategory.ILLEGAL_BUILDING)
    again = clock.new_id()
    after = await step(place, "worker", SnapStep.RELOCATE, snap, CELL_2, id=again)
    assert await step(place, "worker", SnapStep.RELOCATE, snap, CELL_2, id=again) == after


async def test_every_step_answers_a_repeat_and_refuses_another_content(place: World) -> None:
    snap, identifier = await take(place), clock.new_id()
    after = await step(place, "worker", SnapStep.TAKE_ON, snap, id=identifier)
    before = await everything()
    assert await step(place, "worker", SnapStep.TAKE_ON, snap, id=identifier, expected_version=1) == after
    for name, what, facts in (
        ("worker", SnapStep.TAKE_ON, {"words": "别的"}),
        ("clerk", SnapStep.TAKE_ON, {}),
        ("worker", SnapStep.SOLVE, {}),
    ):
        with pytest.raises(IdempotencyConflict):
            await step(place, name, what, snap, id=identifier, **facts)
    other = await take(place)
    with pytest.raises(IdempotencyConflict):
        await step(place, "worker", SnapStep.TAKE_ON, other, id=identifier)
    assert await queries.find(other.id) == other
    assert (await everything())[0] == before[0] + 1, "only the other snap is new"


async def test_whoever_looked_before_somebody_else_acted_is_told(place: World) -> None:
    snap = await take(place)
    await step(place, "worker", SnapStep.TAKE_ON, snap)
    before = await everything()
    with pytest.raises(VersionConflict) as refused:
        await step(place, "clerk", SnapStep.ASSIGN, snap, place.persons["worker"], expected_version=snap.version)
    assert refused.value.actual_version == snap.version + 1
    assert await everything() == before


async def test_a_neighbour_joining_in_does_not_disturb_the_worker(place: World) -> None:
    snap = await take(place)
    await step(place, "neighbour", SnapStep.BACK, snap)
    after = await step(place, "worker", SnapStep.TAKE_ON, snap, expected_version=snap.version)
    assert after.status is S.IN_HAND


async def test_what_points_at_a_household_is_found_by_nobody_else(place: World) -> None:
    snap = await take(place, category=SnapCategory.ILLEGAL_BUILDING)
    assert not snap.public
    for name in ("neighbour", "other_worker", "worker_2", "administrator"):
        with pytest.raises(NotFound):
            await step(place, name, SnapStep.BACK, snap)
    assert not (await last_event())["public"]


async def test_the_timeline_is_insert_only(place: World) -> None:
    snap = await take(place)
    with pytest.raises(Exception, match="insert-only"):
        async with db.transaction():
            await db.execute("UPDATE snap_entries SET words = 'x' WHERE snap_id = $1", snap.id)
