"""The demo's sign-in page offers some persons by one tap."""

from datetime import datetime
from uuid import UUID

from gridcall import outbox
from gridcall.outbox import Audience
from gridcall.people.actions.changing import change
from gridcall.people.events import PersonChanged
from gridcall.people.models import CastMember


async def offer_as_cast(person_id: UUID, *, rank: int, duty: str, now: datetime) -> None:
    """List a made-up person at the demo's sign-in, at place `rank`."""
    async with change():
        await CastMember.create(id=person_id, rank=rank, duty=duty)
        await outbox.record(PersonChanged(person_id), Audience("", persons=[person_id]), actor=None, now=now)
