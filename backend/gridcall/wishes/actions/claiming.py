"""A wish is claimed, for oneself or in a unit's name; who goes along; passed on, given back."""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from gridcall import clock, db
from gridcall.errors import InvalidInput, NotAllowed
from gridcall.people.actor import Actor
from gridcall.people.permissions import Permission
from gridcall.registrations import queries as registrations
from gridcall.settings import Settings
from gridcall.wishes import queries, rules, writing
from gridcall.wishes.actions.turn import Request, Turn, begin, finish
from gridcall.wishes.rows import ClaimRow, WishRow
from gridcall.wishes.workflow import ClaimEnd, WishStep


async def claim(
    actor: Actor, request: Request, promised_on: date, unit_id: UUID | None, *, settings: Settings, now: datetime
) -> WishRow:
    """Promise to fulfil it, with a one-line plan (the request's words) and a day.

    Of two at once one wins; the other gets AlreadyClaimed. InvalidInput for an empty plan or a day too far away.
    """
    async with db.transaction():
        turn = await begin(WishStep.CLAIM, actor, request, now, promised=promised_on, unit=unit_id)
        if turn.repeated:
            return turn.wish
        if not turn.request.words or len(turn.request.words) > rules.PLAN_AT_MOST:
            raise InvalidInput("plan", "too_long" if turn.request.words else "required")
        rules.check_promise(promised_on, "promisedOn", clock.day_of(now), settings)
        unit = await _in_whose_name(turn, unit_id) if unit_id else None
        promise = _promise(turn, promised_on, unit)
        await writing.insert_claim(promise)
        after = turn.moved(claim_id=promise.id, **_clocks(promised_on, now, settings))
        if after.first_claimed_at is None:
            after = replace(after, first_claimed_at=now)
            await writing.count(after.code, "claimed")
        return await finish(turn, after, claim=promise)


def _clocks(promised_on: date, now: datetime, settings: Settings) -> dict[str, object]:
    return {"promised_on": promised_on, "reminded_at": None, **vars(rules.clocks(promised_on, now, settings))}


def _promise(turn: Turn, promised_on: date, unit: db.Row | None) -> ClaimRow:
    return ClaimRow(
        id=turn.request.id,
        wish_id=turn.wish.id,
        person_id=turn.person.person_id,
        unit_id=UUID(str(unit["id"])) if unit else None,
        unit_name=unit["name"] if unit else None,
        plan=turn.request.words,
        promised_on=promised_on,
        claimed_at=turn.now,
        extension_until=None,
        extension_reason=None,
        extension_times=0,
        ended_at=None,
        outcome=None,
    )


async def _in_whose_name(turn: Turn, unit_id: UUID) -> db.Row:
    """The registered unit. Whoever asks for the wish must not belong to it: they would confirm for their own."""
    units = {UUID(str(unit["id"])): unit for unit in await registrations.units_of(turn.person, turn.now)}
    if unit_id not in units:
        raise InvalidInput("unitId", "not_your_unit")
    if set(turn.wish.askers) & await registrations.people_of(unit_id, turn.now):
        raise InvalidInput("unitId", "wish_of_own_unit")
    return units[unit_id]


async def join(actor: Actor, request: Request, *, now: datetime) -> WishRow:
    """Go along, where two persons are demanded. To a unit's claim, as one of the unit."""
    async with db.transaction():
        turn = await begin(WishStep.JOIN, actor, request, now)
        if turn.repeated:
            return turn.wish
        promise = turn.standing_claim
        if promise.unit_id and actor.person_id not in await registrations.people_of(promise.unit_id, now):
            raise NotAllowed(Permission.UNIT_REPRESENT, "not_your_unit")
        await writing.join(promise, actor.person_id, now)
        return await finish(turn, turn.moved(), claim=_with(promise, actor.person_id))


def _with(promise: ClaimRow, person_id: UUID) -> ClaimRow:
    return replace(promise, companions=(*promise.companions, person_id))


async def leave(actor: Actor, request: Request, *, now: datetime) -> WishRow:
    """Who goes along cannot come after all."""
    async with db.transaction():
        turn = await begin(WishStep.LEAVE, actor, request, now)
        if turn.repeated:
            return turn.wish
        promise = turn.standing_claim
        await writing.leave(promise, actor.person_id, now)
        others = tuple(one for one in promise.companions if one != actor.person_id)
        return await finish(turn, turn.moved(), claim=replace(promise, companions=others))


async def pass_on(actor: Actor, request: Request, person_id: UUID, *, now: datetime) -> WishRow:
    """Somebody else of the unit fulfils it; the promised day stays."""
    async with db.transaction():
        turn = await begin(WishStep.PASS_ON, actor, request, now, to=person_id)
        if turn.repeated:
            return turn.wish
        promise = turn.standing_claim
        await _check_successor(turn.wish, promise, person_id, now)
        passed = await writing.change_claim(promise, person_id=person_id)
        if person_id in promise.companions:
            await writing.leave(promise, person_id, now)
            passed = replace(passed, companions=tuple(one for one in promise.companions if one != person_id))
        return await finish(turn, turn.moved(), claim=passed, to=person_id)


async def _check_successor(wish: WishRow, promise: ClaimRow, person_id: UUID, now: datetime) -> None:
    unit = promise.unit_id
    ours = unit is not None and person_id in await registrations.people_of(unit, now)
    if not ours or person_id == promise.person_id:
        raise InvalidInput("toPersonId", "not_a_member")
    if person_id in wish.askers or await queries.shares_household(person_id, [wish]):
        raise InvalidInput("toPersonId", "wish_yours")


async def give_back(actor: Actor, request: Request, *, now: datetime) -> WishRow:
    """It cannot be done after all: back to the pool, without shame, and no reason is demanded."""
    async with db.transaction():
        turn = await begin(WishStep.GIVE_BACK, actor, request, now)
        if turn.repeated:
            return turn.wish
        await writing.end_claim(turn.standing_claim, ClaimEnd.GIVEN_BACK, now)
        return await finish(turn, turn.moved())
