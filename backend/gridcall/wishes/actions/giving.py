"""Points put beside a wish (拼好愿): for whoever fulfils it; back to the givers when it ends otherwise."""

from datetime import datetime

from gridcall.bank import actions as bank
from gridcall.db import transaction
from gridcall.people.actor import Actor
from gridcall.settings import Settings
from gridcall.wishes import writing
from gridcall.wishes.actions.turn import Request, begin, finish
from gridcall.wishes.rows import WishRow
from gridcall.wishes.workflow import WishStep


async def give_points(actor: Actor, request: Request, points: int, *, settings: Settings, now: datetime) -> WishRow:
    """From the actor's own points. Raises InvalidInput for too few or too many, NotEnoughPoints."""
    async with transaction():
        turn = await begin(WishStep.GIVE_POINTS, actor, request, now, points=points)
        if turn.repeated:
            return turn.wish
        bank.check_gift(points, settings)
        await writing.add(
            "wish_gifts", id=request.id, wish_id=turn.wish.id, person_id=actor.person_id, points=points, at=now
        )
        after = await finish(turn, turn.moved(given=turn.wish.given + points), points=points)
        await bank.give_to_pot(actor, request.id, after.id, points, settings=settings, now=now)
        return after
