"""Every state x step x person, who asks, helps or only looks: as the table says, or refused with nothing changed.

The table is written by hand from the domain, not derived from the code.
"""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from tests.wishes.scene import SETTINGS, Scene, everything, row

from gridcall import clock, db
from gridcall.errors import AlreadyClaimed, NotAllowed, NotFound, WrongStatus
from gridcall.people.actor import Actor
from gridcall.wishes import actions, queries
from gridcall.wishes.rows import WishRow
from gridcall.wishes.workflow import STEPS, SafetyFlag, WishFor, WishKind, WishStatus, WishStep, WishWho
from gridcall.words import REFUSALS

S = WishStep
REVIEWERS = {"specialist"}
# In the first world a resident wishes and a neighbour claims; in the second a grid worker posts for an old person, two
# persons have to go, and the company claims.
OWN, ON_BEHALF = "own", "on_behalf"
CLAIMER = {OWN: {"neighbour"}, ON_BEHALF: {"company_member", "company_contact"}}
ASKERS = {OWN: {"resident"}, ON_BEHALF: {"worker", "specialist"}}  # the community speaks too for who has no phone
PERSONS = (
    *("resident", "neighbour", "worker", "worker_2", "specialist", "clerk", "administrator"),
    *("company_contact", "company_member", "company_member_2", "company_unverified", "school_contact"),
)
EVERYBODY = set(PERSONS)
ASKS_OR_POSTS = {OWN: {"resident"}, ON_BEHALF: {"worker"}}
COMPANY = {"company_contact", "company_member", "company_member_2"}

STATES = (
    *("to_review", "sent_back", "published", "claimed", "claimed:joined", "claimed:asked", "reported"),
    *("fulfilled", "fulfilled:thanked", "refused", "withdrawn"),
)
CLAIMED = {"claimed", "claimed:joined", "claimed:asked"}


def may(world: str, state: str, step: WishStep, name: str) -> bool:
    states, persons = TABLE[step]
    return state in states(world) and name in persons(world, state)


def _at(*states: str) -> Callable[[str], set[str]]:
    return lambda world: set(states)


def _reviewers(world: str, state: str) -> set[str]:
    return REVIEWERS


def _askers(world: str, state: str) -> set[str]:
    return ASKERS[world]


def _claimer(world: str, state: str) -> set[str]:
    return CLAIMER[world]


def _joiners(world: str, state: str) -> set[str]:
    """Only where two are needed and one is missing; to a unit's claim one of the unit."""
    return COMPANY - {"company_member"} if world == ON_BEHALF else set()


def _missing_companion(world: str) -> set[str]:
    return {"claimed", "claimed:asked"} if world == ON_BEHALF else set()


def _ready(world: str) -> set[str]:
    return {"claimed:joined"} if world == ON_BEHALF else {"claimed", "claimed:asked", "claimed:joined"}


TABLE: dict[WishStep, tuple[Callable[[str], set[str]], Callable[[str, str], set[str]]]] = {
    S.REVISE: (_at("to_review", "sent_back"), lambda world, state: ASKS_OR_POSTS[world]),
    S.PUBLISH: (_at("to_review"), _reviewers),
    S.SEND_BACK: (_at("to_review"), _reviewers),
    S.REFUSE: (_at("to_review", "sent_back", "published"), _reviewers),
    S.WITHDRAW: (_at("to_review", "sent_back", "published", *CLAIMED), _askers),
    S.CLAIM: (_at("published"), lambda world, state: EVERYBODY - ASKS_OR_POSTS[world]),
    S.JOIN: (_missing_companion, _joiners),
    S.LEAVE: (lambda world: {"claimed:joined"} if world == ON_BEHALF else set(), lambda w, s: {"company_member_2"}),
    S.PASS_ON: (lambda world: CLAIMED if world == ON_BEHALF else set(), _claimer),
    S.ASK_EXTENSION: (_at("claimed", "claimed:joined"), _claimer),
    S.GRANT_EXTENSION: (_at("claimed:asked"), _askers),
    S.DECLINE_EXTENSION: (_at("claimed:asked"), _askers),
    S.GIVE_BACK: (_at(*CLAIMED), _claimer),
    S.REPORT_FULFILLED: (_ready, _claimer),
    S.SAY_MISSING: (_at("reported"), _askers),
    S.CONFIRM: (_at("reported"), _askers),
    S.THANK: (_at("fulfilled"), _askers),
}
# Who may not even know of it: before it is published, and once it has left the wall.
HIDDEN = {"to_review", "sent_back", "refused", "withdrawn"}


async def brought_to(scene: Scene, world: str, state: str) -> dict[str, Any]:
    """A wish in that state."""
    status, _, beside = state.partition(":")
    flags = {"flags": ["VERY_OLD"]} if world == ON_BEHALF else {}
    wish = await (scene.post_for(**flags) if world == ON_BEHALF else scene.post())
    if status in ("sent_back", "refused"):
        what = {"sent_back": "sendBackWish", "refused": "refuseWish"}[status]
        return await scene.do("specialist", what, wish, words="请写清楚")
    poster, unit = ("worker", "company") if world == ON_BEHALF else ("resident", None)
    if status == "withdrawn":
        return await scene.do(poster, "withdrawWish", wish)
    if status == "to_review":
        return wish
    from tests.wishes import documents

    wish = await documents.publish(await scene.of("specialist"), wish, flags=flags.get("flags", []))
    return wish if status == "published" else await _claimed(scene, wish, status, beside, poster, unit)


async def _claimed(
    scene: Scene, wish: dict[str, Any], status: str, beside: str, poster: str, unit: str | None
) -> dict[str, Any]:
    claimer = "company_member" if unit else "neighbour"
    wish = await scene.claim(wish, claimer, unit)
    if unit and (beside == "joined" or status != "claimed"):
        wish = await scene.do("company_member_2", "joinClaim", wish)
    if beside == "asked":
        until = (clock.today() + timedelta(days=20)).isoformat()
        wish = await scene.do(claimer, "askClaimExtension", wish, until=until, words="出差")
    if status in ("reported", "fulfilled"):
        wish = await scene.do(claimer, "reportWishFulfilled", wish, words="办好了")
    if status == "fulfilled":
        wish = await scene.do(poster, "confirmWish", wish)
    return await scene.do(poster, "thankForWish", wish, words="谢谢") if beside == "thanked" else wish


class Undo(Exception):
    pass


def given(scene: Scene, wish: WishRow) -> dict[WishStep, tuple[Any, ...]]:
    """What each step takes beside its request, such that it is complete."""
    soon = clock.today() + timedelta(days=10)
    return {
        S.PUBLISH: ("想换一盏灯", [SafetyFlag.VERY_OLD] if wish.flags else [], WishWho.RESIDENT),
        S.CLAIM: (soon, None),
        S.PASS_ON: (scene.world.persons["company_contact"],),
        S.ASK_EXTENSION: (soon + timedelta(days=10),),
    }


TIMED = {
    *(S.CLAIM, S.ASK_EXTENSION, S.GRANT_EXTENSION, S.DECLINE_EXTENSION),
    *(S.REPORT_FULFILLED, S.SAY_MISSING, S.CONFIRM),
}
ACTS: dict[WishStep, Callable[..., Awaitable[WishRow]]] = {
    S.PUBLISH: actions.publish,
    S.SEND_BACK: actions.send_back,
    S.REFUSE: actions.refuse,
    S.WITHDRAW: actions.withdraw,
    S.CLAIM: actions.claim,
    S.JOIN: actions.join,
    S.LEAVE: actions.leave,
    S.PASS_ON: actions.pass_on,
    S.ASK_EXTENSION: actions.ask_extension,
    S.GRANT_EXTENSION: actions.grant_extension,
    S.DECLINE_EXTENSION: actions.decline_extension,
    S.GIVE_BACK: actions.give_back,
    S.REPORT_FULFILLED: actions.report_fulfilled,
    S.SAY_MISSING: actions.say_missing,
    S.CONFIRM: actions.confirm,
    S.THANK: actions.thank,
}


def mended(wish: WishRow) -> actions.NewWish:
    whom = WishFor.SOMEONE if wish.on_behalf else WishFor.ONESELF
    return actions.NewWish(
        clock.new_id(),
        WishKind.GOODS,
        whom,
        wish.who,
        "改一改",
        wish.code,
        wish.name,
        wish.phone,
        wish.address,
        consent_how=wish.consent_how,
        consent_at=wish.consent_at,
    )


async def attempt(actor: Actor, step: WishStep, wish: WishRow, further: tuple[Any, ...]) -> WishRow | Exception:
    """What comes of it. What a step did is undone; a refusal is left as it is, to see that it did nothing."""
    now, outcome = clock.now(), Exception("nothing came of it")
    result: WishRow | Exception = outcome
    try:
        async with db.transaction():
            if step is S.REVISE:
                result = await actions.revise(actor, wish.id, mended(wish), settings=SETTINGS, now=now)
            else:
                timed = {"settings": SETTINGS} if step in TIMED else {}
                request = actions.Request(clock.new_id(), wish.id, "按约定")
                result = await ACTS[step](actor, request, *further, now=now, **timed)
            raise Undo
    except Undo:
        return result
    except (NotAllowed, WrongStatus, NotFound, AlreadyClaimed) as refused:
        return refused


@pytest.mark.parametrize("whose", [OWN, ON_BEHALF])
@pytest.mark.parametrize("state", STATES)
async def test_every_step_by_everybody_from(state: str, whose: str, scene: Scene) -> None:
    if (whose, state) == (OWN, "claimed:joined"):
        return  # nobody can join where one is enough
    wish = await row(await brought_to(scene, whose, state))
    assert wish.status is WishStatus(state.partition(":")[0])
    further = given(scene, wish)
    people = {name: await scene.actor(name) for name in PERSONS}
    before = await everything()
    for step in TABLE:
        for name, actor in people.items():
            outcome = await attempt(actor, step, wish, further.get(step, ()))
            allowed = may(whose, state, step, name)
            assert isinstance(outcome, WishRow) is allowed, (whose, state, step, name, outcome)
            if not allowed and state in HIDDEN and name not in ASKERS[whose] | REVIEWERS:
                assert isinstance(outcome, NotFound)
    assert await everything() == before
    beside = {S.POST, S.GIVE_POINTS}
    assert set(TABLE) | beside == {step.name for step in STEPS.values() if not step.by_itself}


@pytest.mark.parametrize("whose", [OWN, ON_BEHALF])
@pytest.mark.parametrize("state", ["to_review", "published", "claimed:asked", "reported", "fulfilled"])
async def test_what_is_offered_is_what_is_accepted(state: str, whose: str, scene: Scene) -> None:
    wish = await brought_to(scene, whose, state)
    for name in PERSONS:
        seen = await scene.look(name, wish)
        if seen is None:
            continue
        for one in seen["availableActions"]:
            step = WishStep[one["step"]]
            assert one["allowed"] or one["reason"] in {pair[0] for pair in REFUSALS.values()}
            if step in TABLE and not (step is S.JOIN and name not in COMPANY):  # only trying tells who is of the unit
                assert one["allowed"] is may(whose, state, step, name), (name, step)


async def test_a_step_of_an_unknown_wish_is_not_found(scene: Scene) -> None:
    lost = {"id": str(clock.new_id())}
    for what in ("withdrawWish", "joinClaim", "confirmWish", "giveBackClaim"):
        assert (await scene.do("resident", what, lost))["__typename"] == "NotFound"
    assert await queries.find(UUID(lost["id"])) is None
