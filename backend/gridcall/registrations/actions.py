"""Units and their members report to communities, are verified, and leave. One function, one transaction, one event."""

from datetime import datetime, timedelta
from uuid import UUID

from tortoise.exceptions import IntegrityError

from gridcall import clock, db, outbox
from gridcall.errors import IdempotencyConflict, InvalidInput, NotAllowed, NotFound
from gridcall.grid import locate
from gridcall.outbox import Audience, Told
from gridcall.people.actor import Actor
from gridcall.people.permissions import Permission
from gridcall.people.workflow import COMMUNITY
from gridcall.registrations import queries
from gridcall.registrations.events import (
    MemberRegistered,
    MemberVerified,
    RegistrationEnded,
    RegistrationEvent,
    UnitRegistered,
)
from gridcall.registrations.models import Registration, RegistrationStep
from gridcall.requests import digest


async def register_unit(actor: Actor, registration_id: UUID, unit_id: UUID, community: str, *, now: datetime) -> UUID:
    """A unit reports to a community, by its contact. Raises InvalidInput, NotAllowed, NotFound, IdempotencyConflict."""
    if unit_id not in queries.represented(actor):
        raise NotAllowed(Permission.UNIT_REPRESENT, "unit_represented_by")
    return await _register(actor, registration_id, unit_id, None, community, now)


async def register_as_member(
    actor: Actor, registration_id: UUID, unit_id: UUID, community: str, *, now: datetime
) -> UUID:
    """A person reports to a community as a member of a registered unit; counts once its contact has verified it.

    Where the person lives does not matter: one can be resident here and member there.
    """
    return await _register(actor, registration_id, unit_id, actor.person_id, community, now)


async def _register(
    actor: Actor, key: UUID, unit_id: UUID, person_id: UUID | None, community: str, now: datetime
) -> UUID:
    asked = digest(unit_id, person_id, community, actor.person_id)
    if await _came_before(key, asked):
        return key
    unit, name = await _unit(unit_id, now, registered=person_id is not None), await _community(community)
    try:
        async with db.transaction():
            contact = person_id is None or unit_id in queries.represented(actor)  # a contact needs nobody's word
            await Registration.create(
                id=key,
                unit_id=unit_id,
                person_id=person_id,
                code=community,
                starts_on=clock.day_of(now),
                verified_by=actor.person_id if contact else None,
                verified_at=now if contact else None,
                asked=asked,
                created_at=now,
            )
            kind = MemberRegistered if person_id else UnitRegistered
            event = kind(key, unit_id, unit["name"], name)
            contacts = [] if contact else await queries.contacts(unit_id, now)
            told = [Told(person, needs_me=True) for person in contacts]
            await _tell(event, community, actor.person_id, [actor.person_id], told, now)
    except IntegrityError:
        if await _came_before(key, asked):
            return key
        raise InvalidInput("community", "registered_already") from None
    return key


async def _came_before(key: UUID, asked: str) -> bool:
    there = await Registration.get_or_none(id=key)
    if there is not None and there.asked != asked:
        raise IdempotencyConflict()
    return there is not None


async def _unit(unit_id: UUID, now: datetime, *, registered: bool) -> db.Row:
    unit, today = await queries.unit(unit_id), clock.day_of(now)
    if unit is None:
        raise NotFound("unit")
    if unit["dissolved_on"] is not None and unit["dissolved_on"] < today:
        raise InvalidInput("unitId", "unit_dissolved")
    own = [row for row in await queries.of_units([unit_id], now) if row["person_id"] is None]
    if registered and not own:
        raise InvalidInput("unitId", "unit_not_registered")
    return unit


async def _community(code: str) -> str:
    name = (await locate.current()).names(code).community if len(code) == COMMUNITY else ""
    if not name:
        raise InvalidInput("community", "community_unknown")
    return name


async def verify_member(actor: Actor, step_id: UUID, registration_id: UUID, *, now: datetime) -> UUID:
    """The unit's contact says that this person is one of theirs."""
    async with db.transaction():
        registration = await _locked(actor, registration_id)
        if await _taken_before(step_id, registration.id, "verify", actor):
            return registration.id
        if registration.unit_id not in queries.represented(actor):
            raise NotAllowed(Permission.UNIT_REPRESENT, "unit_represented_by")
        _check_running(registration, now)
        if registration.verified_at is not None:
            raise InvalidInput("registrationId", "verified_already")
        registration.verified_by, registration.verified_at = actor.person_id, now
        await registration.save(update_fields=["verified_by", "verified_at"])
        await _took(step_id, registration, "verify", actor, MemberVerified, now)
    return registration.id


async def end_registration(actor: Actor, step_id: UUID, registration_id: UUID, *, now: datetime) -> UUID:
    """By the member, or by the unit's contact. Its last day was yesterday; of one made today, today.

    What was claimed in the unit's name stays claimed.
    """
    async with db.transaction():
        registration = await _locked(actor, registration_id)
        if await _taken_before(step_id, registration.id, "end", actor):
            return registration.id
        _check_running(registration, now)
        registration.ends_on = max(clock.day_of(now) - timedelta(days=1), registration.starts_on)
        await registration.save(update_fields=["ends_on"])
        await _took(step_id, registration, "end", actor, RegistrationEnded, now)
    return registration.id


async def end_all_of(person_id: UUID, *, now: datetime) -> None:
    """In the transaction that erases the person, which tells it."""
    for registration in await Registration.filter(person_id=person_id, ends_on=None).order_by("id").select_for_update():
        registration.ends_on = max(clock.day_of(now) - timedelta(days=1), registration.starts_on)
        await registration.save(update_fields=["ends_on"])


async def _locked(actor: Actor, registration_id: UUID) -> Registration:
    """The registration, if it is the actor's own or of a unit that the actor represents."""
    found = await db.lock(Registration, registration_id)
    mine = found is not None and (found.person_id == actor.person_id or found.unit_id in queries.represented(actor))
    if found is None or not mine:
        raise NotFound("registration")
    return found


def _check_running(registration: Registration, now: datetime) -> None:
    if registration.ends_on is not None:
        raise InvalidInput("registrationId", "registration_over")


async def _taken_before(step_id: UUID, registration_id: UUID, step: str, actor: Actor) -> bool:
    there = await RegistrationStep.get_or_none(id=step_id)
    if there is None:
        return False
    if (there.registration_id, there.step, there.by_person_id) != (registration_id, step, actor.person_id):
        raise IdempotencyConflict()
    return True


async def _took(
    step_id: UUID, registration: Registration, step: str, actor: Actor, kind: type[RegistrationEvent], now: datetime
) -> None:
    await RegistrationStep.create(
        id=step_id, registration_id=registration.id, step=step, by_person_id=actor.person_id, at=now
    )
    unit = await queries.unit(registration.unit_id)
    assert unit is not None  # noqa: S101
    event = kind(registration.id, registration.unit_id, unit["name"], await _community(registration.code))
    told = [Told(registration.person_id)] if registration.person_id not in (None, actor.person_id) else []
    persons = [registration.person_id] if registration.person_id else []
    await _tell(event, registration.code, actor.person_id, persons, told, now)


async def _tell(
    event: RegistrationEvent, code: str, actor: UUID, persons: list[UUID], told: list[Told], now: datetime
) -> None:
    await outbox.record(event, Audience(code=code, persons=persons, told=told), actor=actor, now=now)
