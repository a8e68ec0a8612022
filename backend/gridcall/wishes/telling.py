"""Who hears of a step: whose turn it is now, and who waits for news. Reads, never writes."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from gridcall.outbox import Audience, Told
from gridcall.people.permissions import Permission
from gridcall.registrations import queries as registrations
from gridcall.snaps.queries import around, holders
from gridcall.wishes import queries
from gridcall.wishes.rows import ClaimRow, WishRow
from gridcall.wishes.workflow import WishStep

W = WishStep


@dataclass(frozen=True)
class About:
    """A step that was taken. `claim`: the one it concerns, also when it has just ended."""

    wish: WishRow
    claim: ClaimRow | None
    now: datetime


Who = Callable[[About], Awaitable[list[UUID]]]


async def _reviewers(about: About) -> list[UUID]:
    """The nearest who can review it, going up."""
    found = await holders(Permission.WISH_REVIEW, around(about.wish.code), about.now)
    closest = max((len(one.code) for one in found), default=0)
    return sorted({one.person_id for one in found if len(one.code) == closest})


async def _askers(about: About) -> list[UUID]:
    return about.wish.askers


async def _claimer(about: About) -> list[UUID]:
    return [about.claim.person_id] if about.claim else []


async def _companions(about: About) -> list[UUID]:
    return list(about.claim.companions) if about.claim else []


async def _contacts(about: About) -> list[UUID]:
    unit = about.claim.unit_id if about.claim else None
    return await registrations.contacts(unit, about.now) if unit else []


async def _givers(about: About) -> list[UUID]:
    return await queries.givers(about.wish.id) if about.wish.given else []


# Step -> whose turn it is after it.
TURN: Mapping[WishStep, Who] = {
    W.POST: _reviewers,
    W.REVISE: _reviewers,
    W.SEND_BACK: _askers,
    W.PASS_ON: _claimer,
    W.ASK_EXTENSION: _askers,
    W.GRANT_EXTENSION: _claimer,
    W.DECLINE_EXTENSION: _claimer,
    W.REMIND: _claimer,
    W.REPORT_FULFILLED: _askers,
    W.SAY_MISSING: _claimer,
    W.NOTICE: _askers,
}
# Step -> who waits for news of it.
NEWS: Mapping[WishStep, tuple[Who, ...]] = {
    W.PUBLISH: (_askers,),
    W.REFUSE: (_askers, _givers),
    W.WITHDRAW: (_askers, _claimer, _companions, _givers),
    W.CLAIM: (_askers, _contacts, _givers),
    W.JOIN: (_askers, _claimer),
    W.LEAVE: (_askers, _claimer),
    W.PASS_ON: (_askers, _companions),
    W.GIVE_BACK: (_askers, _claimer, _companions, _contacts),
    W.REMIND: (_companions, _contacts),
    W.LAPSE: (_askers, _claimer, _companions, _contacts),
    W.SAY_MISSING: (_companions,),
    W.CONFIRM: (_claimer, _companions, _contacts, _givers),
    W.CONFIRM_BY_SILENCE: (_askers, _claimer, _companions, _contacts, _givers),
    W.THANK: (_claimer, _companions),
    W.GIVE_POINTS: (_askers, _claimer),
}


async def audience(step: WishStep, before: WishRow | None, about: About, actor: UUID | None) -> Audience:
    """The place, the persons whom it concerns, and who finds it in the inbox. The actor is never told."""
    told = {person: Told(person) for find in NEWS.get(step, ()) for person in await find(about)}
    if step in TURN:
        told |= {person: Told(person, needs_me=True) for person in await TURN[step](about)}
    if actor is not None:
        told.pop(actor, None)
    concerned = [*about.wish.askers, *await _claimer(about), *await _companions(about)]
    return Audience(
        code=about.wish.code,
        public=about.wish.public or (before is not None and before.public),
        persons=concerned,
        told=list(told.values()),
    )


def looked(wish: WishRow, by: UUID, *, first: bool) -> Audience:
    """The wisher's side hears of every look; the inbox, of each person's first."""
    told = [Told(person) for person in wish.askers] if first else []
    return Audience(code="", persons=[*wish.askers, by], told=told)
