"""How a wish ends: taken back, refused, or fulfilled; and what becomes of the points beside it."""

from datetime import timedelta

from gridcall.wishes import writing
from gridcall.wishes.actions.turn import Turn, finish
from gridcall.wishes.rows import ClaimRow, WishRow
from gridcall.wishes.workflow import ClaimEnd


async def ended(turn: Turn, after: WishRow, claim: ClaimRow | None) -> WishRow:
    """Without having been fulfilled: it is found no longer."""
    after = await finish(turn, after, claim=claim)
    await writing.unindex(after.id)
    return after


async def fulfilled(turn: Turn) -> WishRow:
    """Confirmed, by word or by silence: the claim has done what it promised."""
    claim = await writing.end_claim(turn.standing_claim, ClaimEnd.FULFILLED, turn.now)
    took = turn.now - (turn.wish.published_at or turn.now)
    after = turn.moved(fulfilled_at=turn.now, took_tenths=round(took / timedelta(days=0.1)))
    after = await finish(turn, after, claim=claim)
    await writing.count(after.code, "fulfilled")
    return after
