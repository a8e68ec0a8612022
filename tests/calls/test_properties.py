"""Any order of steps by anybody, repeated or not: a call never leaves the table, and no party is lost."""

import random
from datetime import timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID

import pytest
from tests.calls.scene import Scene
from tests.calls.test_table import ACTS, ANSWERS, PERSONS_ASKED, actors, everything

from gridcall import clock, db
from gridcall.calls import actions, clocks, queries, seal
from gridcall.calls.rows import AssignmentRow, CallRow
from gridcall.calls.rules import Satisfaction, Solved
from gridcall.calls.workflow import STEPS, AssignmentStatus, CallStep, UnitPart, refusal
from gridcall.errors import DomainError, InvalidInput, NotFound
from gridcall.people.actor import Actor

GOOD = (Satisfaction.SATISFIED, Satisfaction.SATISFIED, Satisfaction.SATISFIED, Solved.SOLVED)
STEPS_TRIED = {"sqlite": 260, "postgres": 130}  # the same walks, half as far where each step takes twice as long


@pytest.mark.parametrize("seed", range(4))
async def test_no_order_of_steps_leaves_the_table_or_loses_a_party(seed: int, scene: Scene) -> None:
    chance, people = random.Random(seed), await actors(scene)  # noqa: S311
    call = await _drafted(scene)
    called: set[UUID] = set()
    for _ in range(STEPS_TRIED[db.dialect()]):
        before = await queries.find(call.id)
        assert before is not None
        parts = (await queries.parts([call.id]))[call.id]
        assert called <= {part.id for part in parts}, "a party was lost"
        called = {part.id for part in parts}
        name, what, part = _chosen(chance, people, before, parts)
        after = await _tried(people[name], what, before, part, await _further(scene, chance, what, before, parts))
        if after is None:
            continue
        assert before.status in STEPS[what].sources
        assert after.status is (STEPS[what].to or before.status)
        await agree(after)
        if after.status.value == "withdrawn" or (after.status.value == "archived" and chance.random() < 0.5):
            call, called = await _drafted(scene), set()


async def _drafted(scene: Scene) -> CallRow:
    call = await queries.find(UUID((await scene.draft())["id"]))
    assert call is not None
    return call


# What would otherwise be all that ever happens, or undo most of it.
RARE = frozenset(
    {CallStep.REMARK, CallStep.REMIND, CallStep.MOVE, CallStep.RELIEVE, CallStep.SEND_BACK, CallStep.SEND_TO_DRAFTER}
    | {CallStep.WITHDRAW, CallStep.ADD_UNITS, CallStep.EDIT, CallStep.CHECK_IN, CallStep.SEND_FOR_REWORK}
)
Choice = tuple[str, CallStep, AssignmentRow | None]


def _chosen(chance: random.Random, people: dict[str, Actor], call: CallRow, parts: list[AssignmentRow]) -> Choice:
    """Mostly what somebody may do, one step as likely as another, or nothing would ever happen."""
    if chance.random() < 0.2:
        what = chance.choice(list(ACTS))
        return chance.choice(PERSONS_ASKED), what, chance.choice(parts) if parts and STEPS[what].of_part else None
    may: dict[CallStep, list[Choice]] = {}
    for who, actor in people.items():
        for step in ACTS:
            for part in parts if STEPS[step].of_part else [None]:
                if refusal(STEPS[step], actions.standing(actor, call, parts, part, clock.now())) is None:
                    may.setdefault(step, []).append((who, step, part))
    steps = [step for step in may if step not in RARE or chance.random() < 0.1] or list(may)
    return chance.choice(may[chance.choice(steps)]) if steps else (PERSONS_ASKED[0], CallStep.REOPEN, None)


async def _further(
    scene: Scene, chance: random.Random, what: CallStep, call: CallRow, parts: list[AssignmentRow]
) -> tuple[Any, ...]:
    units = [scene.world.units[name] for name in chance.sample(["city", "market", "water"], chance.randint(1, 3))]
    called = [actions.Called(clock.new_id(), unit, UnitPart.CO_OPERATING) for unit in units]
    done = [part.id for part in parts if part.status is AssignmentStatus.DONE]
    order = actions.Order(clock.now(), "东门")
    asked = [one.id for one in (await queries.pleas([call.id]))[call.id] if one.open] or [clock.new_id()]
    later = clock.now() + timedelta(days=chance.randint(0, 50))
    given: dict[CallStep, tuple[Any, ...]] = {
        CallStep.PROPOSE_MEETING: (order,),
        **dict.fromkeys((CallStep.ASK_EXTENSION, CallStep.ASK_LATER_CLOSING), (later,)),
        **dict.fromkeys(ANSWERS, (chance.choice(asked),)),
        CallStep.DISPATCH: (order, called),
        CallStep.ADD_UNITS: (called[:1],),
        CallStep.MOVE: (order,),
        CallStep.RESPOND: (2,),
        CallStep.RETURN: (scene.items["61"].id,),
        CallStep.SETTLE_RETURN: (called[:1], chance.choice(["", "由该单位办理。"])),
        CallStep.RELIEVE: (called[:1],),
        CallStep.SEND_PEOPLE: ([scene.world.persons["city_officer"]],),
        CallStep.CHECK_IN: (actions.Presence(clock.now(), 2),),
        CallStep.CLOSE: ([actions.Verdict(one, *GOOD) for one in done],),
        CallStep.REOPEN: (done[:1],),
    }
    if what is CallStep.SIGN_OFF:
        return (seal.digest(await actions.to_be_signed(call)),)
    return given.get(what, ())


async def _tried(
    actor: Actor, what: CallStep, call: CallRow, part: AssignmentRow | None, further: tuple[Any, ...]
) -> CallRow | None:
    """The call after the step, which came twice; None when it was refused, and then nothing happened."""
    request = actions.Request(clock.new_id(), call.id, part.id if part else None, "按规定")
    held = await everything()
    parts = [part] if part else await _parts(call)
    foretold = refusal(STEPS[what], actions.standing(actor, call, parts, part, clock.now()))
    try:
        after = await ACTS[what](actor, request, *further, now=clock.now())
    except (InvalidInput, NotFound):
        after = None
    except DomainError:
        after = None
        assert foretold is not None
    if after is None:
        assert await everything() == held
        return None
    assert foretold is None
    told = await everything()
    assert (await ACTS[what](actor, request, *further, now=clock.now())).version == after.version
    assert await everything() == told
    return after


async def _parts(call: CallRow) -> list[AssignmentRow]:
    return (await queries.parts([call.id]))[call.id]


async def agree(call: CallRow) -> None:
    """What the clocks, the timeline and the statuses say of the call is one story."""
    entries = (await queries.timelines([call.id]))[call.id]
    assert [entry.seq for entry in entries] == list(range(1, call.version + 1))
    assert entries[-1].status is call.status
    parts = await _parts(call)
    open_parts = sum(part.status not in (AssignmentStatus.DONE, AssignmentStatus.REPLACED) for part in parts)
    asked: dict[UUID | None, Any] = {part.id: clocks.part_stage(call.status, part.status) for part in parts}
    asked[None] = clocks.call_stage(call.status, open_parts)
    segments = (await queries.segments([call.id]))[call.id]
    for party, stage in asked.items():
        own = sorted(
            (one for one in segments if one.assignment_id == party), key=lambda one: one.ended_at or clock.now()
        )
        running = [one.stage for one in own if one.ended_at is None]
        assert running == ([stage] if stage else [])
        assert all(one.ended_at is not None and one.ended_at <= after.started_at for one, after in pairwise(own))
    pleas = (await queries.pleas([call.id]))[call.id]
    asking = {plea.assignment_id: plea for plea in pleas if plea.open}
    assert {party: plea.kind for party, plea in asking.items()} == {
        party: kind for party, kind in ((None, call.plea), *((part.id, part.plea) for part in parts)) if kind
    }
    held = {one.id for one in segments if one.ended_at is None}
    assert all(plea.segment_id in held for plea in asking.values())
    granted = {plea.id: plea.wished_at for plea in pleas}
    assert all(one.due_at == max(granted[one.plea_id], one.started_at) for one in segments if one.plea_id)
    first = min((one.due_at for one in segments if one.ended_at is None), default=None)
    assert call.due_at == first
    forms = await db.value("SELECT count(*) FROM call_forms WHERE call_id = $1", call.id)
    assert forms == sum(entry.step is CallStep.SIGN_OFF for entry in entries)
