"""Who goes there looks at name, number and address. Every look is written down, and the wisher's side sees it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from gridcall import clock, db, outbox
from gridcall.errors import NotAllowed, NotFound
from gridcall.people.actor import Actor
from gridcall.wishes import events, queries, telling, workflow, writing
from gridcall.wishes.actions.turn import standing_of
from gridcall.wishes.workflow import Part


@dataclass(frozen=True)
class Contact:
    name: str
    phone: str
    address: str


async def reveal_contact(actor: Actor, wish_id: UUID, *, now: datetime) -> Contact:
    """NotAllowed for everybody else, before and after the claim, and until all who are to go have joined."""
    async with db.transaction():
        wish = await queries.locked(wish_id)
        if wish is None or not await queries.may_see(actor, wish):
            raise NotFound("wish")
        claim = await queries.claim_of(wish)
        standing = await standing_of(actor, wish, claim)
        if claim is None or not workflow.contact_visible(standing):
            going = standing.claimer or standing.companion
            reason = "companion_first" if going and standing.companions_needed else "contact_closed"
            raise NotAllowed(Part.CLAIMER.value, reason)
        first = not await queries.looked_before(claim.id, actor.person_id)
        await writing.add(
            "contact_looks", id=clock.new_id(), wish_id=wish.id, claim_id=claim.id, person_id=actor.person_id, at=now
        )
        event = events.ContactSeen(**events.head(wish))
        heard = telling.looked(wish, actor.person_id, first=first)
        await outbox.record(event, heard, actor=actor.person_id, now=now)
    return Contact(wish.name, wish.phone, wish.address)
