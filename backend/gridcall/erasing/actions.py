"""Erasing a person is one transaction through every package that knows one, the ledger last."""

from datetime import datetime
from uuid import UUID

from gridcall import db
from gridcall.bank import actions as bank
from gridcall.people import actions as people
from gridcall.people.actor import Actor
from gridcall.points.actions import closing
from gridcall.registrations import actions as registrations
from gridcall.wishes import actions as wishes


async def erase(actor: Actor, request_id: UUID, person_id: UUID, reason: str, *, now: datetime) -> None:
    """Name, number, address and words to others go, registrations end, the points account is closed. For ever.

    Raises NotFound, NotAllowed, InvalidInput, IdempotencyConflict; WrongStatus while a wish is open or points are held.
    """
    async with db.transaction():
        await people.erase_person(actor, request_id, person_id, reason=reason, now=now)
        await registrations.end_all_of(person_id, now=now)
        await wishes.forget(person_id)
        await bank.forget(person_id)
        await closing.close_for_ever(person_id, request_id, actor.person_id, now=now)
