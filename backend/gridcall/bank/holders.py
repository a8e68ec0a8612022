"""Whose a redemption is: a person's, or a unit's, for which its contact acts."""

from uuid import UUID

from gridcall.people.actor import Actor
from gridcall.registrations.queries import represented


def held_by(actor: Actor, person_id: UUID, unit_id: UUID | None) -> bool:
    """A unit's points are spent by whoever represents it today, not by whoever once asked."""
    return unit_id in represented(actor) if unit_id else person_id == actor.person_id


def self_dealing(actor: Actor, person_id: UUID, unit_id: UUID | None) -> bool:
    """Nobody redeems what he asked for himself, or what his own unit did."""
    return person_id == actor.person_id or any(hat.unit_id == unit_id for hat in actor.hats)
