"""The community reviews: publishes the masked form, sends back, refuses; and the wisher's side takes it back."""

from collections.abc import Sequence
from datetime import datetime

from gridcall import clock, db, requests
from gridcall.errors import InvalidInput
from gridcall.people.actor import Actor
from gridcall.points.queries import points_in_force
from gridcall.wishes import masking, rules, writing
from gridcall.wishes.actions.ending import CAUSES, ended
from gridcall.wishes.actions.turn import Request, begin, finish
from gridcall.wishes.rows import WishRow
from gridcall.wishes.workflow import ClaimEnd, SafetyFlag, WishStep, WishWho


async def publish(
    actor: Actor, request: Request, masked_words: str, flags: Sequence[SafetyFlag], who: WishWho, *, now: datetime
) -> WishRow:
    """Everybody may read it from now on, in the reviewer's words: no name, no number, no door. InvalidInput else."""
    words, chosen = requests.said(masked_words, "maskedWords", rules.WORDS_AT_MOST), sorted(set(flags))
    async with db.transaction():
        turn = await begin(WishStep.PUBLISH, actor, request, now, masked=words, flags=chosen, who=who)
        if turn.repeated:
            return turn.wish
        if not words:
            raise InvalidInput("maskedWords", "required")
        wish = turn.wish
        if masking.still_private(words, wish.name, wish.phone, wish.address):
            raise InvalidInput("maskedWords", "still_private")
        earns = await points_in_force(CAUSES[wish.kind], wish.code, clock.day_of(now))
        follows = {"published_at": now, "listed_at": now, "points": earns}
        after = turn.moved(words=words, flags=chosen, who=who, **follows)
        after = await finish(turn, after)
        await writing.index(after)
        await writing.count(after.code, "published")
        return after


async def send_back(actor: Actor, request: Request, *, now: datetime) -> WishRow:
    """Something is to be mended; words say what."""
    async with db.transaction():
        turn = await begin(WishStep.SEND_BACK, actor, request, now)
        return await finish(turn, turn.moved())


async def refuse(actor: Actor, request: Request, *, now: datetime) -> WishRow:
    """Not a wish for this wall; words say why. What was published leaves it."""
    async with db.transaction():
        turn = await begin(WishStep.REFUSE, actor, request, now)
        if turn.repeated:
            return turn.wish
        return await ended(turn, turn.moved(), None)


async def withdraw(actor: Actor, request: Request, *, now: datetime) -> WishRow:
    """The wish is no longer needed. Whoever claimed it is told, and owes nothing."""
    async with db.transaction():
        turn = await begin(WishStep.WITHDRAW, actor, request, now)
        if turn.repeated:
            return turn.wish
        claim = turn.claim
        if claim is not None:
            await writing.end_claim(claim, ClaimEnd.WITHDRAWN, now)
        return await ended(turn, turn.moved(), claim)
