"""The claimer says that it is done; the wisher's side confirms, or says what is missing, and thanks."""

from datetime import datetime, timedelta

from gridcall import clock, db
from gridcall.people.actor import Actor
from gridcall.settings import Settings
from gridcall.wishes import rules
from gridcall.wishes.actions.ending import fulfilled
from gridcall.wishes.actions.turn import Request, begin, finish
from gridcall.wishes.rows import WishRow
from gridcall.wishes.workflow import WishStep


async def report_fulfilled(actor: Actor, request: Request, *, settings: Settings, now: datetime) -> WishRow:
    """Done, in a few words; a photo of the thing is welcome, none of the person is asked for."""
    async with db.transaction():
        turn = await begin(WishStep.REPORT_FULFILLED, actor, request, now)
        confirm_at = now + timedelta(days=settings.wish_confirm_days)
        return await finish(turn, turn.moved(reported_at=now, noticed_at=None, confirm_at=confirm_at))


async def say_missing(actor: Actor, request: Request, *, settings: Settings, now: datetime) -> WishRow:
    """Not yet: words say what is missing. The claimer has at least as long for it as silence would have taken."""
    async with db.transaction():
        turn = await begin(WishStep.SAY_MISSING, actor, request, now)
        if turn.repeated:
            return turn.wish
        least = clock.day_of(now) + timedelta(days=settings.wish_confirm_days)
        promised_on = max(turn.standing_claim.promised_on, least)
        follows = vars(rules.clocks(promised_on, now, settings))
        return await finish(turn, turn.moved(promised_on=promised_on, reminded_at=None, **follows))


async def confirm(actor: Actor, request: Request, *, settings: Settings, now: datetime) -> WishRow:
    """The wish has come true."""
    async with db.transaction():
        turn = await begin(WishStep.CONFIRM, actor, request, now)
        return turn.wish if turn.repeated else await fulfilled(turn, settings)


async def thank(actor: Actor, request: Request, *, now: datetime) -> WishRow:
    """A note to whoever did it, once; everybody may read it."""
    async with db.transaction():
        turn = await begin(WishStep.THANK, actor, request, now)
        return await finish(turn, turn.moved(thanks=turn.request.words))
