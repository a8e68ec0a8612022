"""At the counter: the keeper looks, redeems, and can undo it on the same day."""

from datetime import datetime
from uuid import UUID

from gridcall import clock, db
from gridcall.bank import queries, rules
from gridcall.bank.actions.changing import came_before, reach, remember, restock
from gridcall.bank.actions.holding import Outcome
from gridcall.bank.actions.telling import REDEEMED, REVERSED, tell
from gridcall.bank.holders import self_dealing
from gridcall.bank.models import Branch, Good, Redemption
from gridcall.bank.rules import RedemptionStatus, code_of
from gridcall.errors import InvalidInput, NotAllowed, NotFound
from gridcall.people import throttle
from gridcall.people.actor import Actor
from gridcall.people.permissions import Permission
from gridcall.people.throttle import Limit
from gridcall.people.workflow import clean_text
from gridcall.points.actions.booking import Booked, book
from gridcall.points.orders import Post, Reverse
from gridcall.points.rules import ReversalReason
from gridcall.requests import digest

CODES = Limit("redeem", per_subject=20, per_address=200)  # wrong ones; a right one starts the count afresh
REASON_AT_MOST = 200


async def preview(actor: Actor, branch_id: UUID, code: str, *, address: str, now: datetime) -> UUID | None:
    """The redemption that the code names here, counted as a try: a keeper cannot find out codes by trying.

    Raises NotFound, TooManyTries.
    """
    branch = await reach(actor, Permission.BRANCH_KEEP, branch_id)
    return await _found(actor, branch, code, address, now)


async def _found(actor: Actor, branch: Branch, code: str, address: str, now: datetime) -> UUID | None:
    await throttle.count(CODES, str(actor.person_id), address, now)
    digits = code_of(code)
    found = await queries.with_code(branch.id, digits) if digits else None
    if found is not None:
        await throttle.forgive(CODES, str(actor.person_id), address)
    return found


async def redeem(actor: Actor, request_id: UUID, branch_id: UUID, code: str, *, address: str, now: datetime) -> Outcome:
    """What was held is the branch's. The id's own time judges a voucher that was honoured without a network.

    Raises NotFound, NotAllowed, WrongStatus, TooManyTries, IdempotencyConflict.
    """
    branch = await reach(actor, Permission.BRANCH_KEEP, branch_id)
    found = await _found(actor, branch, code, address, now)
    if found is None:
        raise NotFound("redemption", "code_unknown")
    asked = digest(actor.person_id, "redeem", branch_id, code_of(code))
    async with db.transaction():
        redemption = await db.lock(Redemption, await _meant(request_id, found))
        if redemption is None:
            raise NotFound("redemption", "code_unknown")
        order = Post(key=request_id, hold_id=redemption.hold_id)
        if await came_before(request_id, asked):
            return Outcome(redemption, (await book([order], actor_id=actor.person_id, now=now))[0])
        _check(actor, redemption, _made_at(request_id), now)
        booked = (await book([order], actor_id=actor.person_id, now=now))[0]
        redemption.status, redemption.redeemed_at = RedemptionStatus.REDEEMED, now
        redemption.keeper_id, redemption.transfer_id = actor.person_id, booked.transfer.id
        await redemption.save(update_fields=["status", "redeemed_at", "keeper_id", "transfer_id"])
        await remember(request_id, redemption.id, asked, now)
        await tell(REDEEMED, redemption, branch.code, booked, actor=actor.person_id, now=now, inbox=True)
    return Outcome(redemption, booked)


async def _meant(request_id: UUID, found: UUID) -> UUID:
    """A request that comes twice means the redemption of the first time, should its code have a new owner since."""
    known = await queries.request(request_id)
    return UUID(str(known["thing_id"])) if known else found


def _made_at(request_id: UUID) -> datetime:
    try:
        return clock.minted_at(request_id)
    except (ValueError, OverflowError):
        raise InvalidInput("id", "not_uuid7") from None


def _check(actor: Actor, redemption: Redemption, made_at: datetime, now: datetime) -> None:
    if self_dealing(actor, redemption.person_id, redemption.unit_id):
        raise NotAllowed(Permission.BRANCH_KEEP.value, "own_redemption")
    refused = rules.no_redeeming(
        redemption.status,
        voucher=redemption.voucher,
        expires_at=redemption.expires_at,
        lapses_at=redemption.lapses_at,
        made_at=max(made_at, redemption.held_at),
        now=now,
    )
    if refused is not None:
        raise refused


async def undo(actor: Actor, request_id: UUID, redemption_id: UUID, reason: str, *, now: datetime) -> Outcome:
    """Points, clearing and stock go back, on the same day alone.

    Raises NotFound, WrongStatus, InvalidInput, IdempotencyConflict.
    """
    words = clean_text(reason, "reason", REASON_AT_MOST)
    asked = digest(actor.person_id, "undo", redemption_id, words)
    async with db.transaction():
        redemption = await db.lock(Redemption, redemption_id)
        if redemption is None:
            raise NotFound("redemption")
        branch = await _kept(actor, redemption)
        if await came_before(request_id, asked):
            return Outcome(redemption, await _reverse(actor, request_id, redemption, now))
        refused = rules.no_undoing(redemption.status, redemption.redeemed_at, now)
        if refused is not None:
            raise refused
        return await _undo(actor, request_id, redemption, branch, words, asked, now)


async def _kept(actor: Actor, redemption: Redemption) -> Branch:
    try:
        return await reach(actor, Permission.BRANCH_KEEP, redemption.branch_id)
    except NotFound:
        raise NotFound("redemption") from None


async def _reverse(actor: Actor, request_id: UUID, redemption: Redemption, now: datetime) -> Booked:
    if redemption.transfer_id is None:
        raise NotFound("redemption")
    order = Reverse(key=request_id, transfer_id=redemption.transfer_id, reason=ReversalReason.UNDONE)
    return (await book([order], actor_id=actor.person_id, now=now))[0]


async def _undo(
    actor: Actor, request_id: UUID, redemption: Redemption, branch: Branch, words: str, asked: str, now: datetime
) -> Outcome:
    good = await db.lock(Good, redemption.good_id)
    booked = await _reverse(actor, request_id, redemption, now)
    redemption.status, redemption.ended_at = RedemptionStatus.UNDONE, now
    redemption.undone_by_id, redemption.reason, redemption.reversal_id = actor.person_id, words, booked.transfer.id
    await redemption.save(update_fields=["status", "ended_at", "undone_by_id", "reason", "reversal_id"])
    if good is not None:
        await restock(good, redemption.quantity, branch.code, actor.person_id, now)
    await remember(request_id, redemption.id, asked, now)
    await tell(REVERSED, redemption, branch.code, booked, actor=actor.person_id, now=now, inbox=True)
    return Outcome(redemption, booked)
