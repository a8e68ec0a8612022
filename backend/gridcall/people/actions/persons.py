"""Accounts as an administrator keeps them: find, add, change, disable, and look at a number that is masked."""

from datetime import date, datetime
from uuid import UUID

from tortoise.expressions import Q

from gridcall import clock, db, outbox
from gridcall.errors import InvalidInput, NotAllowed, NotFound
from gridcall.outbox import Audience
from gridcall.people import passwords, queries, throttle
from gridcall.people.actions.changing import change, check_repeated, check_version, looking_twice
from gridcall.people.actions.guarding import check_administrators, lock_administrators
from gridcall.people.actions.naming import index_name
from gridcall.people.actions.signing_in import end_sessions
from gridcall.people.actor import Actor
from gridcall.people.events import (
    PersonAdded,
    PersonChanged,
    PersonDisabled,
    PersonEnabled,
    PersonRevealed,
)
from gridcall.people.models import Person, Reveal
from gridcall.people.permissions import Permission
from gridcall.people.ports import ports
from gridcall.people.sorting import sorted_as_person
from gridcall.people.workflow import check_code, clean_text, covers, normal_phone
from gridcall.requests import digest
from gridcall.words import Language

NAME_AT_MOST, REASON_AT_MOST = 40, 200


async def find_people(
    actor: Actor,
    first: int,
    *,
    after: str | None,
    search: str | None,
    within: str | None,
    address: str,
    now: datetime,
) -> queries.Page:
    """A page of the persons that the actor may read. Whole numbers are counted for whoever does not manage people.

    Raises InvalidInput for a cursor that is none, TooManyTries.
    """
    text = (search or "").replace("\x00", "").strip()
    if queries.whole_number(text) and not actor.may(Permission.PEOPLE_WRITE):
        await throttle.count(throttle.NUMBER_SEARCHES, str(actor.person_id), address, now)
    return await queries.people(actor, first, after=after, search=text, within=within, now=now)


@looking_twice
async def add_person(
    actor: Actor,
    person_id: UUID,
    *,
    name: str,
    phone: str,
    language: Language,
    password: str | None,
    home_code: str | None,
    now: datetime,
) -> UUID:
    """An account for a person who lives or works at `home_code`; by default where the actor manages people.

    The same id and content again changes nothing. Raises InvalidInput, NotAllowed, IdempotencyConflict.
    """
    managed = actor.codes(Permission.PEOPLE_WRITE)
    if not managed:
        raise NotAllowed(Permission.PEOPLE_WRITE)
    home = check_code(home_code, "homeCode") if home_code else managed[0]
    actor.require(Permission.PEOPLE_WRITE, home)
    return await _add(person_id, name, phone, language, password, home, by=actor.person_id, now=now)


@looking_twice
async def add_person_as_operator(
    *,
    name: str,
    phone: str,
    language: Language = Language.ZH,
    password: str | None = None,
    home_code: str,
    now: datetime,
) -> UUID:
    """`gridcall person add`: whoever may run the command on the machine needs no post. Raises InvalidInput."""
    return await _add(clock.new_id(), name, phone, language, password, home_code, by=None, now=now)


async def _add(
    person_id: UUID,
    name: str,
    phone: str,
    language: Language,
    password: str | None,
    home: str,
    *,
    by: UUID | None,
    now: datetime,
) -> UUID:
    called, number = clean_text(name, "name", NAME_AT_MOST), normal_phone(phone)
    asked = digest(called, number, language, home)
    kept = await _hash_of(password, number, "password")
    async with change():
        # One look for both: between two, the same request sent twice would find its own number taken.
        alike = await Person.filter(Q(id=person_id) | Q(phone=number))
        for there in sorted(alike, key=lambda one: one.id != person_id):
            if there.id != person_id:
                raise InvalidInput("phone", "phone_taken")
            check_repeated(there, asked)
            return there.id
        await Person.create(
            id=person_id,
            name=called,
            sort_key=sorted_as_person(called),
            phone=number,
            language=language,
            home_code=home,
            password_hash=kept,
            asked=asked,
            created_at=now,
        )
        await index_name(person_id)
        await outbox.record(PersonAdded(person_id), Audience(code=home), actor=by, now=now)
    return person_id


async def _hash_of(password: str | None, number: str, field: str) -> str | None:
    if not password:
        return None
    passwords.check_strength(password, number, field)
    return await passwords.hashed(password)


async def managed(actor: Actor, person_id: UUID, now: datetime) -> Person:
    """The person, locked, if the actor manages every place where the person belongs. Not one who was erased.

    Otherwise whoever manages one street could take over the account of somebody in office above.
    """
    person = await db.lock(Person, person_id)
    shown = await queries.person(actor, person_id, now)
    if person is None or shown is None or shown["erased"]:
        raise NotFound("person")
    managed = actor.codes(Permission.PEOPLE_WRITE)
    if not all(covers(managed, code) for code in await queries.codes_of(person_id, now)):
        raise NotAllowed(Permission.PEOPLE_WRITE)
    return person


@looking_twice
async def change_person(
    actor: Actor,
    person_id: UUID,
    *,
    expected_version: int,
    name: str,
    phone: str | None,
    language: Language,
    home_code: str | None,
    new_password: str | None,
    now: datetime,
) -> UUID:
    """Correct an account; what is None stays. A new password or number ends the person's sessions.

    Raises InvalidInput, NotFound, NotAllowed, VersionConflict.
    """
    called = clean_text(name, "name", NAME_AT_MOST)
    number = normal_phone(phone) if phone else None
    home = check_code(home_code, "homeCode") if home_code else None
    if home:
        actor.require(Permission.PEOPLE_WRITE, home)
    present = await db.value("SELECT phone FROM persons WHERE id = $1", person_id)
    kept = await _hash_of(new_password, number or present or "", "newPassword")
    async with change():
        person = await managed(actor, person_id, now)
        wanted = {
            "name": called,
            "sort_key": sorted_as_person(called),
            "phone": number or person.phone,
            "language": language,
            "home_code": home or person.home_code,
        }
        same = all(getattr(person, field) == value for field, value in wanted.items())
        if same and kept is None:
            return person.id
        check_version(person, expected_version)
        if number and await Person.filter(phone=number).exclude(id=person.id).exists():
            raise InvalidInput("phone", "phone_taken")
        entrance_changed = kept is not None or wanted["phone"] != person.phone
        person.update_from_dict({**wanted, "password_hash": kept or person.password_hash})
        person.version += 1
        await person.save(update_fields=[*wanted, "password_hash", "version"])
        await index_name(person.id)
        if entrance_changed:
            await end_sessions(person.id, kept=actor.session_id, by=actor.person_id, now=now)
        await outbox.record(
            PersonChanged(person.id),
            Audience(code=person.home_code, persons=[person.id]),
            actor=actor.person_id,
            now=now,
        )
    return person_id


async def set_person_disabled(
    actor: Actor, person_id: UUID, *, disabled: bool, expected_version: int, now: datetime
) -> UUID:
    """Close an account, which ends its sessions at once, or open it again.

    Raises NotFound, NotAllowed, VersionConflict, InvalidInput for the last administrator.
    """
    async with change():
        await lock_administrators()
        person = await managed(actor, person_id, now)
        if bool(person.disabled) == disabled:
            return person.id
        check_version(person, expected_version)
        if disabled:
            await check_administrators(person=person.id, after=date.min, now=now)
            await end_sessions(person.id, by=actor.person_id, now=now)
        person.disabled = disabled
        person.version += 1
        await person.save(update_fields=["disabled", "version"])
        await outbox.record(
            (PersonDisabled if disabled else PersonEnabled)(person.id),
            Audience(code=person.home_code, persons=[person.id]),
            actor=actor.person_id,
            now=now,
        )
    return person_id


async def reveal_person(actor: Actor, person_id: UUID, *, reason: str, address: str, now: datetime) -> Person:
    """The full name and number of somebody at the actor's codes. Who looked, when and why is kept for ever.

    Raises InvalidInput without a reason, NotFound, NotAllowed, TooManyTries.
    """
    why = clean_text(reason, "reason", REASON_AT_MOST)
    codes = actor.codes(Permission.PERSON_REVEAL)
    if not codes:
        raise NotAllowed(Permission.PERSON_REVEAL)
    await throttle.count(throttle.REVEALS, str(actor.person_id), address, now)
    async with change():
        person = await Person.get_or_none(id=person_id)
        if person is None or not await _may_reveal(person_id, codes, now):
            raise NotFound("person")
        reveal = await Reveal.create(
            id=clock.new_id(), person_id=person.id, by_person_id=actor.person_id, reason=why, at=now
        )
        await outbox.record(
            PersonRevealed(person.id, reveal.id), Audience(code=codes[0]), actor=actor.person_id, now=now
        )
    return person


async def _may_reveal(person_id: UUID, codes: tuple[str, ...], now: datetime) -> bool:
    belongs = await queries.codes_of(person_id, now)
    return any(covers(codes, code) for code in belongs) or await ports.met(person_id, codes)
