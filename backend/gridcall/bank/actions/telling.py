"""Who hears of a redemption: its holder (a person, or a unit's contacts) with the balance, its branch without."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from gridcall import outbox
from gridcall.bank import accounts, events
from gridcall.bank.models import Redemption
from gridcall.outbox import Audience, Told
from gridcall.points.actions.booking import Booked
from gridcall.points.rules import AccountKey
from gridcall.registrations import queries as registrations


@dataclass(frozen=True)
class Kinds:
    """What the holder hears, and what the branch."""

    own: type[events.RedemptionMoved]
    branch: type[events.RedemptionAt]


HELD = Kinds(events.PointsHeld, events.BranchHeld)
REDEEMED = Kinds(events.PointsRedeemed, events.BranchRedeemed)
RELEASED = Kinds(events.PointsReleased, events.BranchReleased)
REVERSED = Kinds(events.PointsReversed, events.BranchReversed)


async def tell(
    kinds: Kinds,
    redemption: Redemption,
    code: str,
    booked: Booked,
    *,
    actor: UUID | None,
    now: datetime,
    inbox: bool = False,
) -> None:
    """`code` is the branch's. `inbox`: the holder finds it there too."""
    facts: dict[str, Any] = {
        "redemption_id": redemption.id,
        "redemption_status": redemption.status,
        "branch_id": redemption.branch_id,
        "what": redemption.good_name,
    }
    own = kinds.own(
        **balance(booked, accounts.of_holder(redemption.person_id, redemption.unit_id)),
        **facts,
        amount=redemption.points,
        expires_at=redemption.expires_at,
    )
    told = [Told(redemption.person_id)] if inbox else []
    unit = redemption.unit_id
    contacts = await registrations.contacts(unit, now) if unit else []
    heard = Audience(code="", persons=[redemption.person_id, *contacts], told=told)
    await outbox.record(own, heard, actor=actor, now=now)
    there = kinds.branch(**facts, quantity=redemption.quantity, points=redemption.points)
    await outbox.record(there, Audience(code=code), actor=actor, now=now)


def balance(booked: Booked, key: AccountKey) -> dict[str, Any]:
    """The account after the transfer, as events carry it."""
    return next(one for one in booked.accounts if one.id == key.id).balance
