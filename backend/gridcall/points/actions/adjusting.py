"""Corrections by hand: one person proposes, another decides; never the own points, never the own unit's."""

from datetime import datetime
from uuid import UUID

from gridcall import clock, db, outbox
from gridcall.errors import IdempotencyConflict, InvalidInput, NotAllowed, NotFound, WrongStatus
from gridcall.outbox import Audience
from gridcall.people.actions.changing import looking_twice
from gridcall.people.actor import Actor
from gridcall.people.permissions import Permission
from gridcall.people.workflow import clean_text
from gridcall.points import queries, rules
from gridcall.points.actions.booking import book
from gridcall.points.actions.telling import tell
from gridcall.points.events import AdjustmentDecided, AdjustmentProposed, PointsAdjusted
from gridcall.points.models import Adjustment
from gridcall.points.orders import Adjust
from gridcall.points.rows import AccountRow
from gridcall.points.rules import AccountKind
from gridcall.requests import digest

POINTS_AT_MOST, WORDS_AT_MOST = 10_000, 200
DAYS_VALID = 730  # (assumed) of added points


@looking_twice
async def propose(
    actor: Actor, adjustment_id: UUID, account_id: UUID, points: int, *, add: bool, reason: str, now: datetime
) -> UUID:
    """Raises NotFound, NotAllowed, InvalidInput, IdempotencyConflict."""
    why = clean_text(reason, "reason", WORDS_AT_MOST)
    if not 1 <= points <= POINTS_AT_MOST:
        raise InvalidInput("points", "points_range")
    asked = digest(actor.person_id, account_id, points, add, why)
    async with db.transaction():
        known = await Adjustment.get_or_none(id=adjustment_id)
        if known is not None:
            if known.asked != asked:
                raise IdempotencyConflict()
            return adjustment_id
        account, code, unit = await _account(actor, account_id)
        _not_own(actor, account, unit)
        await Adjustment.create(
            id=adjustment_id,
            account_id=account.id,
            street=rules.street_of(code),
            unit_id=unit,
            amount=points,
            add=add,
            reason=why,
            proposed_by_id=actor.person_id,
            proposed_at=now,
            asked=asked,
        )
        heard = Audience(code=rules.street_of(code))
        await outbox.record(AdjustmentProposed(adjustment_id), heard, actor=actor.person_id, now=now)
    return adjustment_id


async def decide(
    actor: Actor, decision_id: UUID, adjustment_id: UUID, *, grant: bool, words: str, now: datetime
) -> UUID:
    """Raises NotFound, NotAllowed, WrongStatus, NotEnoughPoints, IdempotencyConflict."""
    said = clean_text(words, "words", WORDS_AT_MOST) if words.strip() else ""
    asked = digest(actor.person_id, adjustment_id, grant, said)
    async with db.transaction():
        adjustment = await db.lock(Adjustment, adjustment_id)
        if adjustment is None:
            raise NotFound("adjustment")
        account, _, unit = await _account(actor, adjustment.account_id, "adjustment")
        if adjustment.decision_id == decision_id:
            if adjustment.decision_asked != asked:
                raise IdempotencyConflict()
            return adjustment_id
        _check_decision(actor, adjustment, account, unit)
        adjustment.update_from_dict({"decided_by_id": actor.person_id, "decided_at": now, "granted": grant})
        adjustment.update_from_dict({"words": said, "decision_id": decision_id, "decision_asked": asked})
        await adjustment.save()
        if grant:
            await _book(actor, adjustment, account, now)
        decided = AdjustmentDecided(adjustment_id, grant)
        await outbox.record(decided, Audience(code=adjustment.street), actor=actor.person_id, now=now)
    return adjustment_id


def _check_decision(actor: Actor, adjustment: Adjustment, account: AccountRow, unit: UUID | None) -> None:
    if adjustment.decided_by_id is not None:
        raise WrongStatus("decided", "decide", "adjustment_decided")
    if adjustment.proposed_by_id == actor.person_id:
        raise NotAllowed(Permission.POINTS_ADJUST.value, "second_person")
    _not_own(actor, account, unit)


async def _account(actor: Actor, account_id: UUID, what: str = "account") -> tuple[AccountRow, str, UUID | None]:
    """A person's or unit's account at one of the actor's codes; what is not is not found."""
    account = await queries.account(account_id)
    belongs = await queries.code_of_owner(account.owner) if account and account.kind is AccountKind.HOLDER else None
    if account is None or belongs is None or actor.holds(Permission.POINTS_ADJUST, belongs[0]) is None:
        raise NotFound(what)
    return account, *belongs


def _not_own(actor: Actor, account: AccountRow, unit: UUID | None) -> None:
    if account.owner == f"person:{actor.person_id}":
        raise NotAllowed(Permission.POINTS_ADJUST.value, "own_points")
    if unit is not None and unit in {hat.unit_id for hat in actor.hats}:
        raise NotAllowed(Permission.POINTS_ADJUST.value, "own_unit_points")


async def _book(actor: Actor, adjustment: Adjustment, account: AccountRow, now: datetime) -> None:
    order = Adjust(
        key=adjustment.id,
        holder=account.key,
        amount=adjustment.amount,
        add=bool(adjustment.add),
        street=adjustment.street,
        expires_on=rules.expiry(clock.day_of(now), DAYS_VALID),
        about=adjustment.id,
    )
    booked = (await book([order], actor_id=actor.person_id, now=now))[0]
    after = next(one for one in booked.accounts if one.id == account.id)
    signed = f"{'+' if adjustment.add else '-'}{adjustment.amount}"
    await tell(PointsAdjusted, after, adjustment.amount, signed, actor=actor.person_id, now=now)
