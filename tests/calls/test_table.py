"""Every state x step x role x own or other unit: as the table below says, or refused with nothing changed or told.

The table is written by hand from the domain, not derived from the code.
"""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from tests.calls.documents import look
from tests.calls.scene import Scene

from gridcall import clock, db
from gridcall.calls import actions, queries
from gridcall.calls.rows import CallRow
from gridcall.calls.rules import Satisfaction, Solved
from gridcall.calls.workflow import STEPS, CallStep, UnitPart
from gridcall.errors import NotAllowed, NotFound, WrongStatus
from gridcall.people import sessions
from gridcall.people.actor import Actor
from gridcall.words import REFUSALS

S = CallStep
STREET, HEAD, DESK = {"clerk", "head"}, {"head"}, {"dispatcher"}
COORDINATOR, UNIT = {"city_coordinator"}, {"city_coordinator", "city_officer"}
OTHER_UNIT = {"market_coordinator", "market_officer"}
PERSONS_ASKED = [  # one of every sort
    *("resident", "worker", "specialist", "clerk", "other_clerk", "head", "dispatcher", "supervisor", "administrator"),
    *sorted(UNIT | OTHER_UNIT),
]

# Where a call can stand; behind the colon the city's part. The market's part is done in all of them.
STATES = (
    *("draft", "to_sign", "to_accept", "to_dispatch"),
    *(f"in_hand:{part}" for part in ("dispatched", "confirmed", "on_site", "reported", "rework", "done")),
    *("in_hand:returned", "in_hand:replaced"),
    # behind the plus what is asked of the desk: by the unit, or once all is done by the street
    *("in_hand:confirmed+meeting", "in_hand:rework+extension", "in_hand:done+extension"),
    *("closed", "archived", "withdrawn"),
)
MEETING, EXTENSION, CLOSING = "in_hand:confirmed+meeting", "in_hand:rework+extension", "in_hand:done+extension"
COMING = {MEETING, *(f"in_hand:{part}" for part in ("dispatched", "confirmed", "on_site"))}
AT_WORK = COMING | {"in_hand:rework", EXTENSION}
IN_HAND = {state for state in STATES if state.startswith("in_hand")}
OPEN = set(STATES) - {"closed", "archived", "withdrawn"}

TABLE: dict[CallStep, tuple[set[str], set[str]]] = {
    S.EDIT: ({"draft"}, STREET),
    S.SUBMIT: ({"draft"}, STREET),
    S.SEND_TO_DRAFTER: ({"to_sign"}, HEAD),
    S.SIGN_OFF: ({"to_sign"}, HEAD),
    S.ACCEPT: ({"to_accept"}, DESK),
    S.SEND_BACK: ({"to_accept", "to_dispatch"}, DESK),
    S.DISPATCH: ({"to_accept", "to_dispatch"}, DESK),
    S.ADD_UNITS: (IN_HAND, DESK),
    S.MOVE: (COMING, DESK),
    S.REMIND: (AT_WORK, STREET | DESK | {"supervisor"}),
    S.RESPOND: ({"in_hand:dispatched"}, COORDINATOR),
    S.RETURN: ({"in_hand:dispatched", "in_hand:confirmed", MEETING}, COORDINATOR),
    S.PROPOSE_MEETING: ({"in_hand:dispatched", "in_hand:confirmed"}, COORDINATOR),
    S.ACCEPT_MEETING: ({MEETING}, DESK),
    S.ASK_EXTENSION: ({"in_hand:on_site", "in_hand:rework"}, COORDINATOR),
    S.GRANT_EXTENSION: ({EXTENSION}, DESK),
    S.REFUSE_PLEA: ({MEETING, EXTENSION}, DESK),
    S.ASK_LATER_CLOSING: ({"in_hand:done", "in_hand:replaced"}, STREET),
    S.GRANT_LATER_CLOSING: ({CLOSING}, DESK),
    S.REFUSE_LATER_CLOSING: ({CLOSING}, DESK),
    S.SETTLE_RETURN: ({"in_hand:returned"}, DESK),
    S.RELIEVE: (AT_WORK, DESK),
    S.SEND_PEOPLE: (AT_WORK, COORDINATOR),
    S.CHECK_IN: (AT_WORK | {"in_hand:reported", "in_hand:done", CLOSING}, UNIT),
    S.REPORT_COMPLETION: ({"in_hand:confirmed", MEETING, "in_hand:on_site", "in_hand:rework", EXTENSION}, UNIT),
    S.ACCEPT_PART: ({"in_hand:reported"}, STREET),
    S.SEND_FOR_REWORK: ({"in_hand:reported", "in_hand:done", CLOSING}, STREET),
    S.CLOSE: ({"in_hand:done", "in_hand:replaced", CLOSING}, STREET),
    S.ARCHIVE: ({"closed"}, DESK),
    S.WITHDRAW: (OPEN, HEAD),
    S.REOPEN: ({"closed", "archived"}, STREET),
    S.REMARK: (OPEN, STREET | DESK | UNIT | OTHER_UNIT),
}
# Who does not know of the call yet. What was never signed is the street's own affair.
UNITS = UNIT | OTHER_UNIT
NOT_YET = {"draft": UNITS | DESK, "to_sign": UNITS | DESK, "to_accept": UNITS, "to_dispatch": UNITS}


async def brought_to(scene: Scene, state: str) -> dict[str, Any]:
    """A call in that state."""
    status, _, part = state.partition(":")
    call = await scene.draft()
    for reached, who, what in WAY:
        if reached == status:
            return call
        call = await scene.sign(call) if what == "signOffCall" else await scene.do(who, what, call)
    if status == "withdrawn":
        return await scene.do("head", "withdrawCall", call, words="误报")
    if status == "to_dispatch":
        return call
    return await _in_hand(scene, call, status, part or "done")


WAY = (
    ("draft", "clerk", "submitCall"),
    ("to_sign", "head", "signOffCall"),
    ("to_accept", "dispatcher", "acceptCall"),
)


async def _in_hand(scene: Scene, call: dict[str, Any], status: str, part: str) -> dict[str, Any]:
    call = await scene.do("dispatcher", "dispatchCall", call, order=scene.order(), units=scene.units("city", "market"))
    call = await scene.part_done(call, "market")
    for who, what, facts in ROADS[part]:
        call = await scene.do(who, what, call, None if what == "askLaterClosing" else "city", **facts(scene))
    if status in ("closed", "archived"):
        call = await scene.do("clerk", "closeCall", call, words="办结", verdicts=scene.verdicts(call))
    if status == "archived":
        call = await scene.do("dispatcher", "archiveCall", call)
    return call


Road = list[tuple[str, str, Callable[[Scene], dict[str, Any]]]]
CONFIRM: Road = [("city_coordinator", "respond", lambda scene: {"heads": 2})]
ARRIVE: Road = [("city_officer", "checkIn", lambda scene: {"checkedAt": clock.now().isoformat(), "heads": 2})]
REPORT: Road = [*CONFIRM, ("city_officer", "reportCompletion", lambda scene: {"words": "已清理"})]
RETURN: Road = [
    ("city_coordinator", "returnPart", lambda scene: {"words": "不属本单位", "itemId": str(scene.items["61"].id)})
]
REWORK: Road = [*REPORT, ("clerk", "sendPartForRework", lambda scene: {"words": "还有一处"})]
DONE: Road = [*REPORT, ("clerk", "acceptPart", lambda scene: {})]


def longer(scene: Scene) -> dict[str, Any]:
    return {"words": "要等配件", "until": (clock.now() + timedelta(days=9)).isoformat()}


ROADS: dict[str, Road] = {
    "confirmed+meeting": [
        *CONFIRM,
        ("city_coordinator", "proposeMeeting", lambda scene: {"words": "车在外区", "order": scene.order()}),
    ],
    "rework+extension": [*REWORK, ("city_coordinator", "askExtension", longer)],
    "done+extension": [*DONE, ("clerk", "askLaterClosing", longer)],
    "dispatched": [],
    "confirmed": CONFIRM,
    "on_site": [*CONFIRM, *ARRIVE],
    "reported": REPORT,
    "rework": REWORK,
    "done": DONE,
    "returned": RETURN,
    "replaced": [*RETURN, ("dispatcher", "settleReturn", lambda scene: {"units": []})],
}


class Undo(Exception):
    pass


async def everything() -> tuple[object, ...]:
    """What a refused step must leave as it was."""
    tables = (
        "calls",
        "call_entries",
        "call_forms",
        "call_pleas",
        "assignments",
        "check_ins",
        "evaluations",
        "segments",
    )
    counted = [await db.value(f"SELECT count(*) FROM {table}") for table in (*tables, "outbox")]
    rows = await db.rows("SELECT id, version, status, seal, plea FROM calls ORDER BY id")
    parts = await db.rows("SELECT id, status, returns, reminded, plea FROM assignments ORDER BY id")
    pleas = await db.rows("SELECT id, open, answer FROM call_pleas ORDER BY id")
    return (*counted, [tuple(row.values()) for row in (*rows, *parts, *pleas)])


Further = dict[CallStep, tuple[Any, ...]]


async def further(scene: Scene, call: CallRow) -> Further:
    """What each step takes beside its request, such that it is complete."""
    called = [
        actions.Called(clock.new_id(), scene.world.units["water"], UnitPart.CO_OPERATING),
    ]
    order = actions.Order(clock.now(), "东门")
    done = [part for part in (await queries.parts([call.id]))[call.id] if part.status.value == "done"]
    good = (Satisfaction.SATISFIED, Satisfaction.SATISFIED, Satisfaction.SATISFIED, Solved.SOLVED)
    from gridcall.calls import seal

    asked = [one.id for one in (await queries.pleas([call.id]))[call.id] if one.open] or [clock.new_id()]
    later = clock.now() + timedelta(days=20)
    return {
        S.PROPOSE_MEETING: (order,),
        **dict.fromkeys((S.ASK_EXTENSION, S.ASK_LATER_CLOSING), (later,)),
        **dict.fromkeys(ANSWERS, (asked[0],)),
        S.SIGN_OFF: (seal.digest(await actions.to_be_signed(call)),),
        S.DISPATCH: (order, called),
        S.ADD_UNITS: (called,),
        S.MOVE: (order,),
        S.RESPOND: (2,),
        S.RETURN: (scene.items["61"].id,),
        S.SETTLE_RETURN: (called, ""),
        S.RELIEVE: (called,),
        S.SEND_PEOPLE: ([scene.world.persons["city_officer"]],),
        S.CHECK_IN: (actions.Presence(clock.now(), 2),),
        S.CLOSE: ([actions.Verdict(part.id, *good) for part in done],),
        S.REOPEN: ([part.id for part in done],),
    }


ANSWERS = (S.ACCEPT_MEETING, S.GRANT_EXTENSION, S.REFUSE_PLEA, S.GRANT_LATER_CLOSING, S.REFUSE_LATER_CLOSING)
ACTS: dict[CallStep, Callable[..., Awaitable[CallRow]]] = {
    S.SUBMIT: actions.submit,
    S.SEND_TO_DRAFTER: actions.send_to_drafter,
    S.SIGN_OFF: actions.sign_off,
    S.ACCEPT: actions.accept,
    S.SEND_BACK: actions.send_back,
    S.DISPATCH: actions.dispatch,
    S.ADD_UNITS: actions.add_units,
    S.MOVE: actions.move,
    S.REMIND: actions.remind,
    S.RESPOND: actions.respond,
    S.RETURN: actions.return_part,
    S.SETTLE_RETURN: actions.settle_return,
    S.RELIEVE: actions.relieve,
    S.PROPOSE_MEETING: actions.propose_meeting,
    S.ACCEPT_MEETING: actions.accept_meeting,
    S.ASK_EXTENSION: actions.ask_extension,
    S.GRANT_EXTENSION: actions.grant_extension,
    S.REFUSE_PLEA: actions.refuse_plea,
    S.ASK_LATER_CLOSING: actions.ask_later_closing,
    S.GRANT_LATER_CLOSING: actions.grant_later_closing,
    S.REFUSE_LATER_CLOSING: actions.refuse_later_closing,
    S.SEND_PEOPLE: actions.send_people,
    S.CHECK_IN: actions.check_in,
    S.REPORT_COMPLETION: actions.report_completion,
    S.ACCEPT_PART: actions.accept_part,
    S.SEND_FOR_REWORK: actions.send_for_rework,
    S.CLOSE: actions.close,
    S.ARCHIVE: actions.archive,
    S.WITHDRAW: actions.withdraw,
    S.REOPEN: actions.reopen,
    S.REMARK: actions.remark,
}


async def attempt(
    actor: Actor, step: CallStep, call: CallRow, part: UUID | None, given: tuple[Any, ...], form: actions.Form
) -> CallRow | Exception:
    """What comes of it. What a step did is undone; a refusal is left as it is, to see that it did nothing."""
    request = actions.Request(clock.new_id(), call.id, part if STEPS[step].of_part else None, "按规定")
    outcome: CallRow | Exception = AssertionError("nothing came of it")
    try:
        async with db.transaction():
            if step is S.EDIT:
                outcome = await actions.edit(actor, call.id, form, call.version, now=clock.now())
            else:
                outcome = await ACTS[step](actor, request, *given, now=clock.now())
            raise Undo
    except Undo:
        return outcome
    except (NotAllowed, WrongStatus, NotFound) as refused:
        return refused


async def actors(scene: Scene) -> dict[str, Actor]:
    found = {}
    for name in PERSONS_ASKED:
        client = await scene.of(name)
        actor = await sessions.actor_of(client.token, clock.now())
        assert actor is not None
        found[name] = actor
    return found


@pytest.mark.parametrize("state", STATES)
async def test_every_step_by_everybody_from(state: str, scene: Scene) -> None:
    shown = await brought_to(scene, state)
    call = await queries.find(UUID(shown["id"]))
    assert call is not None
    status, _, part_status = state.partition("+")[0].partition(":")
    parts = (await queries.parts([call.id]))[call.id]
    part = parts[0].id if parts else None
    assert (call.status.value, parts[0].status.value if part_status else "") == (status, part_status)
    given, form = await further(scene, call), actions.Form(call.street, title="另一个标题")
    people = await actors(scene)
    before = await everything()
    for step, (states, allowed) in TABLE.items():
        for name, actor in people.items():
            outcome = await attempt(actor, step, call, part, given.get(step, ()), form)
            may = state in states and name in allowed - NOT_YET.get(state, set())
            assert isinstance(outcome, CallRow) is may, (state, step, name, outcome)
    assert await everything() == before
    assert set(TABLE) == set(STEPS) - {S.DRAFT}


async def test_what_is_offered_is_what_is_accepted(scene: Scene) -> None:
    call = await brought_to(scene, "in_hand:returned")
    for name in ("clerk", "head", "dispatcher", "city_coordinator", "market_officer", "supervisor"):
        seen = await look(await scene.of(name), call)
        told = {one["step"]: one["allowed"] for one in seen["availableActions"]}
        told |= {one["step"]: one["allowed"] for one in scene.part(seen, "city")["availableActions"]}
        for step, (states, allowed) in TABLE.items():
            assert told[step.name] is ("in_hand:returned" in states and name in allowed), (name, step)
        reasons = {one["reason"] for one in seen["availableActions"] if not one["allowed"]}
        assert None not in reasons
        assert reasons <= {pair[0] for pair in REFUSALS.values()}
