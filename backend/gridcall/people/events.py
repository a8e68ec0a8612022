"""What can happen to persons, units, posts and sessions. Ids only: the outbox is never erased, persons may be."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True)
class SignInCodeSent:
    kind: ClassVar[str] = "sign_in.code_sent"
    code_id: UUID


@dataclass(frozen=True)
class SessionStarted:
    kind: ClassVar[str] = "session.started"
    session_id: UUID
    person_id: UUID


@dataclass(frozen=True)
class SessionEnded:
    """Its subscriptions end with it."""

    kind: ClassVar[str] = "session.ended"
    session_id: UUID
    person_id: UUID


@dataclass(frozen=True)
class PersonAdded:
    kind: ClassVar[str] = "person.added"
    person_id: UUID


@dataclass(frozen=True)
class PersonChanged:
    kind: ClassVar[str] = "person.changed"
    person_id: UUID


@dataclass(frozen=True)
class PasswordSet:
    kind: ClassVar[str] = "person.password_set"
    person_id: UUID


@dataclass(frozen=True)
class PersonDisabled:
    kind: ClassVar[str] = "person.disabled"
    person_id: UUID


@dataclass(frozen=True)
class PersonEnabled:
    kind: ClassVar[str] = "person.enabled"
    person_id: UUID


@dataclass(frozen=True)
class PersonErased:
    """Name and number are blanked, for ever."""

    kind: ClassVar[str] = "person.erased"
    person_id: UUID


@dataclass(frozen=True)
class PersonRevealed:
    """Somebody looked at the full name and number."""

    kind: ClassVar[str] = "person.revealed"
    person_id: UUID
    reveal_id: UUID


@dataclass(frozen=True)
class UnitAdded:
    kind: ClassVar[str] = "unit.added"
    unit_id: UUID


@dataclass(frozen=True)
class UnitChanged:
    kind: ClassVar[str] = "unit.changed"
    unit_id: UUID


@dataclass(frozen=True)
class UnitDissolved:
    kind: ClassVar[str] = "unit.dissolved"
    unit_id: UUID


@dataclass(frozen=True)
class PostStarted:
    kind: ClassVar[str] = "post.started"
    post_id: UUID
    person_id: UUID


@dataclass(frozen=True)
class PostEnded:
    """At once or on a day to come: `at_once` says which."""

    kind: ClassVar[str] = "post.ended"
    post_id: UUID
    person_id: UUID
    at_once: bool


@dataclass(frozen=True)
class DelegationStarted:
    kind: ClassVar[str] = "delegation.started"
    delegation_id: UUID
    post_id: UUID
    person_id: UUID


@dataclass(frozen=True)
class DelegationEnded:
    kind: ClassVar[str] = "delegation.ended"
    delegation_id: UUID
    post_id: UUID
    person_id: UUID
