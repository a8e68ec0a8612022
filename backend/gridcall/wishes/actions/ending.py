"""How a wish ends: taken back, refused, or fulfilled; and what becomes of the points.

The ledger is booked last: whoever waits for it waits for nothing else.
"""

from datetime import timedelta

from gridcall.bank import actions as bank
from gridcall.points.actions.earning import earn
from gridcall.points.rules import Cause, Holder
from gridcall.settings import Settings
from gridcall.wishes import writing
from gridcall.wishes.actions.turn import Turn, finish
from gridcall.wishes.rows import ClaimRow, WishRow
from gridcall.wishes.workflow import ClaimEnd, WishKind

CAUSES = {WishKind.GOODS: Cause.WISH_GOODS, WishKind.SERVICE: Cause.WISH_SERVICE}


async def ended(turn: Turn, after: WishRow, claim: ClaimRow | None) -> WishRow:
    """Without having been fulfilled: it is found no longer, and whoever gave points has them back."""
    after = await finish(turn, after, claim=claim)
    await writing.unindex(after.id)
    if after.given:
        actor_id = turn.actor.person_id if turn.actor else None
        await bank.return_pot(after.id, key=turn.request.id, actor_id=actor_id, now=turn.now)
    return after


async def fulfilled(turn: Turn, settings: Settings) -> WishRow:
    """Confirmed, by word or by silence: the claim has done what it promised, and whoever went earns for it."""
    claim = await writing.end_claim(turn.standing_claim, ClaimEnd.FULFILLED, turn.now)
    took = turn.now - (turn.wish.published_at or turn.now)
    after = turn.moved(fulfilled_at=turn.now, took_tenths=round(took / timedelta(days=0.1)))
    after = await finish(turn, after, claim=claim)
    await writing.count(after.code, "fulfilled")
    earners, actor_id = _earners(claim), turn.actor.person_id if turn.actor else None
    pot = await bank.release_orders(after.id, earners, key=turn.request.id, now=turn.now) if after.given else []
    await earn(
        CAUSES[after.kind],
        after.id,
        earners,
        code=after.code,
        from_person=after.wisher_id or after.poster_id,
        actor_id=actor_id,
        now=turn.now,
        settings=settings,
        also=pot,
    )
    await bank.tell_released(after.id, pot, actor_id=actor_id, now=turn.now)
    return after


def _earners(claim: ClaimRow) -> list[Holder]:
    """The unit in whose name it was claimed; otherwise everybody who went."""
    if claim.unit_id is not None:
        return [Holder.unit(claim.unit_id)]
    return [Holder.person(person) for person in (claim.person_id, *claim.companions)]
