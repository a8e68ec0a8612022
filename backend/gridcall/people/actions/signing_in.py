"""Getting in and out: one-time codes, passwords, sessions.

Nothing here tells by its words or its time whether a number has an account: every wrong try takes the same steps.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from gridcall import clock, db, outbox
from gridcall.errors import InvalidInput, NotFound
from gridcall.outbox import Audience
from gridcall.people import passwords, sessions, sms, throttle
from gridcall.people.actions.changing import change, looking_twice
from gridcall.people.actions.naming import index_name
from gridcall.people.actor import Actor
from gridcall.people.events import (
    PasswordSet,
    PersonAdded,
    PersonChanged,
    SessionEnded,
    SessionStarted,
    SignInCodeSent,
)
from gridcall.people.models import CastMember, Person, Session, SignInCode
from gridcall.people.sorting import sorted_as_person
from gridcall.people.workflow import normal_phone, plain_digits
from gridcall.settings import Settings
from gridcall.words import Language

CODE_DIGITS = 6
CODE_LIVES = timedelta(minutes=5)
CODE_TRIES = 5


@dataclass(frozen=True)
class Origin:
    """Where a sign-in comes from: the network address, what the browser calls itself, which language it prefers."""

    address: str = ""
    agent: str = ""
    language: Language = Language.ZH


@dataclass(frozen=True)
class SignedIn:
    """A new session's token, to be handed out once, and who it stands for."""

    token: str
    actor: Actor


# ---- one-time codes


async def request_sign_in_code(
    phone: str, *, origin: Origin, settings: Settings, now: datetime
) -> tuple[str, datetime]:
    """Send a new code to a phone, whether or not anybody has an account there. The one before stops working.

    Answers the code, which only a demo may show, and when it expires. Raises InvalidInput, TooManyTries.
    """
    number = normal_phone(phone)
    await throttle.count(throttle.CODE_REQUESTS, number, origin.address, now)
    code, key = clock.digits(CODE_DIGITS), clock.new_id()
    expires_at = now + CODE_LIVES
    async with db.transaction():
        await SignInCode.filter(phone=number, used_at=None).update(used_at=now)
        await SignInCode.create(id=key, phone=number, code_hash=_code_hash(key, code), expires_at=expires_at)
        await outbox.record(SignInCodeSent(key), Audience(code=""), actor=None, now=now)
    minutes = int(CODE_LIVES.total_seconds() // 60)
    await sms.gateway(settings).send(number, f"【街呼区应】验证码 {code}，{minutes} 分钟内有效。请勿告诉他人。")
    return code, expires_at


async def sign_in_with_code(phone: str, code: str, *, origin: Origin, settings: Settings, now: datetime) -> SignedIn:
    """Enter with a one-time code. A number without an account gets one: anybody can be a resident.

    Raises InvalidInput (wrong or expired code, disabled account), TooManyTries.
    """
    number = normal_phone(phone)
    await throttle.count(throttle.SIGN_INS, number, origin.address, now)
    refusal = await _spend(number, plain_digits(code), now)
    if refusal:
        raise InvalidInput("code", refusal)
    signed_in = await _enter_as_owner_of(number, origin, settings, now)
    await throttle.forgive(throttle.SIGN_INS, number, origin.address)
    await throttle.forgive(throttle.CODE_REQUESTS, number, origin.address)
    return signed_in


async def _spend(number: str, code: str, now: datetime) -> str | None:
    """Why this is not the number's code; None when it is. It works once; a wrong try counts, though it is refused."""
    async with db.transaction():
        kept = (
            await SignInCode.filter(phone=number, used_at=None, expires_at__gt=now, tries__lt=CODE_TRIES)
            .order_by("-id")
            .select_for_update()
            .first()
        )
        key, known = (kept.id, kept.code_hash) if kept else (UUID(int=0), "")
        right = hmac.compare_digest(_code_hash(key, code), known)
        if kept:
            kept.tries += 1
            kept.used_at = now if right else None
            await kept.save(update_fields=["tries", "used_at"])
    if right:
        return None
    return "code_wrong" if kept and kept.tries < CODE_TRIES else "code_over"


@looking_twice
async def _enter_as_owner_of(number: str, origin: Origin, settings: Settings, now: datetime) -> SignedIn:
    async with change():
        person = await Person.filter(phone=number).select_for_update().first()
        if person is None:
            person = await _new_resident(number, origin.language, settings, now)
        if person.disabled:
            raise InvalidInput("phone", "account_disabled")  # said to the number's owner alone
        return await _enter(person, origin, now)


async def _new_resident(number: str, language: Language, settings: Settings, now: datetime) -> Person:
    name = f"居民{number[-4:]}"
    person = await Person.create(
        id=clock.new_id(),
        name=name,
        sort_key=sorted_as_person(name),
        phone=number,
        language=language,
        home_code=settings.root_code,
        created_at=now,
    )
    await index_name(person.id)
    await outbox.record(PersonAdded(person.id), Audience(code=person.home_code), actor=person.id, now=now)
    return person


def _code_hash(key: UUID, code: str) -> str:
    return hashlib.sha256(f"{key}:{code}".encode(errors="replace")).hexdigest()


# ---- passwords


async def sign_in_with_password(phone: str, password: str, *, origin: Origin, now: datetime) -> SignedIn:
    """Enter with a password. Raises InvalidInput, the same for whatever is wrong, and TooManyTries."""
    number = normal_phone(phone)
    await throttle.count(throttle.SIGN_INS, number, origin.address, now)
    found = await db.row("SELECT password_hash FROM persons WHERE phone = $1", number)
    kept = found["password_hash"] if found else None
    if not await passwords.matches(kept, password):
        raise InvalidInput("password", "password_wrong")
    async with change():
        person = await Person.filter(phone=number, password_hash=kept, disabled=False).select_for_update().first()
        if person is None:
            raise InvalidInput("password", "password_wrong")
        signed_in = await _enter(person, origin, now)
    await throttle.forgive(throttle.SIGN_INS, number, origin.address)
    return signed_in


async def set_password(actor: Actor, *, current: str | None, new: str, origin: Origin, now: datetime) -> None:
    """Set or change one's own password; every other session ends. Raises InvalidInput, TooManyTries."""
    person = await Person.get(id=actor.person_id)
    passwords.check_strength(new, person.phone, "new")
    if person.password_hash is not None:
        await throttle.count(throttle.SIGN_INS, person.phone, origin.address, now)
        if not await passwords.matches(person.password_hash, current or ""):
            raise InvalidInput("current", "password_old_wrong")
        await throttle.forgive(throttle.SIGN_INS, person.phone, origin.address)
    new_hash = await passwords.hashed(new)
    async with change():
        changed = await Person.filter(id=person.id, password_hash=person.password_hash).update(password_hash=new_hash)
        if not changed:
            raise InvalidInput("current", "password_old_wrong")  # somebody has set another in between
        await end_sessions(person.id, kept=actor.session_id, by=actor.person_id, now=now)
        await outbox.record(
            PasswordSet(person.id), Audience(code="", persons=[person.id]), actor=actor.person_id, now=now
        )


# ---- the demo's cast


async def sign_in_as_cast(person_id: UUID, *, origin: Origin, settings: Settings, now: datetime) -> SignedIn:
    """One tap at the demo's sign-in page. NotFound outside of a demo, and for anybody who is not in its cast."""
    async with change():
        member = settings.demo and await CastMember.exists(id=person_id)
        person = await Person.filter(id=person_id, disabled=False).first() if member else None
        if person is None:
            raise NotFound("person")
        return await _enter(person, origin, now)


# ---- sessions


async def _enter(person: Person, origin: Origin, now: datetime) -> SignedIn:
    token, session = await sessions.start(person.id, origin.agent, now)
    await outbox.record(
        SessionStarted(session.id, person.id),
        Audience(code="", persons=[person.id]),
        actor=person.id,
        now=now,
    )
    actor = await sessions.actor_of_session(session.id, now)
    if actor is None:
        raise RuntimeError("a session was not there in its own transaction")
    return SignedIn(token, actor)


async def sign_out(actor: Actor, *, now: datetime) -> None:
    """End the session that asks. Its subscriptions end with it."""
    async with change():
        await end_sessions(actor.person_id, only=actor.session_id, by=actor.person_id, now=now)


async def end_session(actor: Actor, session_id: UUID, *, now: datetime) -> None:
    """End one of one's own sessions; again, it is ended already. NotFound for another person's."""
    async with change():
        if not await Session.exists(id=session_id, person_id=actor.person_id):
            raise NotFound("session")
        await end_sessions(actor.person_id, only=session_id, by=actor.person_id, now=now)


async def end_sessions(
    person_id: UUID, *, only: UUID | None = None, kept: UUID | None = None, by: UUID | None, now: datetime
) -> None:
    """In the running transaction: end a person's open sessions, or `only` one, or all but the one `kept`."""
    chosen = Session.filter(person_id=person_id, ended_at=None).order_by("id").select_for_update()
    for session in await (chosen.filter(id=only) if only else chosen):
        if session.id == kept:
            continue
        session.ended_at = now
        await session.save(update_fields=["ended_at"])
        await outbox.record(
            SessionEnded(session.id, person_id), Audience(code="", persons=[person_id]), actor=by, now=now
        )


async def set_language(actor: Actor, language: Language, *, now: datetime) -> None:
    """The language in which this person is addressed."""
    async with change():
        changed = await Person.filter(id=actor.person_id).exclude(language=language).update(language=language)
        if changed:
            await outbox.record(
                PersonChanged(actor.person_id),
                Audience(code="", persons=[actor.person_id]),
                actor=actor.person_id,
                now=now,
            )


async def sweep(*, now: datetime) -> int:
    """Forget counts whose window is over and codes that nobody can use any more. Answers how many."""
    async with db.transaction():
        counts = await db.execute("DELETE FROM throttles WHERE window_ends_at < $1", now - throttle.WINDOW)
        return counts + await db.execute("DELETE FROM sign_in_codes WHERE expires_at < $1", now - timedelta(days=1))
