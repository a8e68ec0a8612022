"""More time for a claim: asked for by the claimer, granted or declined by the wisher's side."""

from datetime import date, datetime, timedelta

from gridcall import clock, db
from gridcall.errors import InvalidInput
from gridcall.people.actor import Actor
from gridcall.settings import Settings
from gridcall.wishes import rules, writing
from gridcall.wishes.actions.turn import Request, begin, finish
from gridcall.wishes.rows import WishRow
from gridcall.wishes.workflow import WishStep


async def ask_extension(actor: Actor, request: Request, until: date, *, settings: Settings, now: datetime) -> WishRow:
    """The claimer needs longer, and says why. While nobody answers, it does not lapse before the day asked for."""
    async with db.transaction():
        turn = await begin(WishStep.ASK_EXTENSION, actor, request, now, until=until)
        if turn.repeated:
            return turn.wish
        promise = turn.standing_claim
        rules.check_promise(until, "until", clock.day_of(now), settings)
        if until <= promise.promised_on:
            raise InvalidInput("until", "promise_day")
        asked = await writing.change_claim(promise, extension_until=until, extension_reason=turn.request.words)
        later = rules.clocks(until, now, settings)
        return await finish(turn, turn.moved(lapse_at=later.lapse_at), claim=asked)


async def grant_extension(actor: Actor, request: Request, *, settings: Settings, now: datetime) -> WishRow:
    """The new day counts from now on, and the claimer will be reminded of it anew."""
    async with db.transaction():
        turn = await begin(WishStep.GRANT_EXTENSION, actor, request, now)
        if turn.repeated:
            return turn.wish
        promise = turn.standing_claim
        until = promise.extension_until
        assert until is not None  # noqa: S101  the table asks for it
        times = promise.extension_times + 1
        granted = await writing.change_claim(
            promise, promised_on=until, extension_until=None, extension_reason=None, extension_times=times
        )
        follows = vars(rules.clocks(until, now, settings))
        return await finish(turn, turn.moved(promised_on=until, reminded_at=None, **follows), claim=granted)


async def decline_extension(actor: Actor, request: Request, *, settings: Settings, now: datetime) -> WishRow:
    """The day stays. Whoever waited for the answer has some days left, even when it comes late."""
    async with db.transaction():
        turn = await begin(WishStep.DECLINE_EXTENSION, actor, request, now)
        if turn.repeated:
            return turn.wish
        declined = await writing.change_claim(turn.standing_claim, extension_until=None, extension_reason=None)
        left = timedelta(days=settings.wish_lapse_days)
        lapse_at = max(rules.clocks(declined.promised_on, now, settings).lapse_at, now + left)
        return await finish(turn, turn.moved(lapse_at=lapse_at), claim=declined)
