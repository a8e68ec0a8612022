"""A person is forgotten: what names anybody is blanked, what happened stays."""

from datetime import date, datetime
from uuid import UUID

from gridcall import outbox
from gridcall.errors import IdempotencyConflict, NotAllowed
from gridcall.outbox import Audience
from gridcall.people.actions.changing import change
from gridcall.people.actions.guarding import check_administrators, lock_administrators
from gridcall.people.actions.naming import index_name
from gridcall.people.actions.persons import REASON_AT_MOST, managed
from gridcall.people.actions.posts import end_all_in_transaction
from gridcall.people.actions.signing_in import end_sessions
from gridcall.people.actor import Actor
from gridcall.people.events import PersonErased
from gridcall.people.models import Erasure, Person, SignInCode
from gridcall.people.sorting import sorted_as_person
from gridcall.people.workflow import clean_text

ERASED = "已注销"


async def erase_person(actor: Actor, request_id: UUID, person_id: UUID, *, reason: str, now: datetime) -> None:
    """Name, number and password go, sessions and posts end, for ever.

    Raises NotFound, NotAllowed, InvalidInput without a reason or for the last administrator, IdempotencyConflict.
    """
    why = clean_text(reason, "reason", REASON_AT_MOST)
    async with change():
        await lock_administrators()
        known = await Erasure.get_or_none(id=request_id)
        if known is not None:
            if (known.person_id, known.by_person_id, known.reason) != (person_id, actor.person_id, why):
                raise IdempotencyConflict()
            return
        person = await managed(actor, person_id, now)
        if person_id == actor.person_id:
            raise NotAllowed("people:write", "erase_self")
        await check_administrators(person=person_id, after=date.min, now=now)
        await Erasure.create(id=request_id, person_id=person_id, by_person_id=actor.person_id, reason=why, at=now)
        await _end(person_id, actor.person_id, now)
        await _blank(person)
        heard = Audience(code=person.home_code, persons=[person_id])
        await outbox.record(PersonErased(person_id), heard, actor=actor.person_id, now=now)


async def _end(person_id: UUID, by: UUID, now: datetime) -> None:
    await end_sessions(person_id, by=by, now=now)
    await end_all_in_transaction(person_id, by=by, now=now)


async def _blank(person: Person) -> None:
    await SignInCode.filter(phone=person.phone).delete()
    person.name, person.sort_key = ERASED, sorted_as_person(ERASED)
    person.phone = f"+86-{person.id.hex[-10:]}"  # nobody can type that number
    person.password_hash, person.disabled = None, True
    person.version += 1
    await person.save(update_fields=["name", "sort_key", "phone", "password_hash", "disabled", "version"])
    await index_name(person.id)
