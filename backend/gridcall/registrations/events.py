"""What can happen to a registration. Ids only."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True)
class RegistrationEvent:
    kind: ClassVar[str]
    registration_id: UUID
    unit_id: UUID
    unit_name: str
    community_name: str


@dataclass(frozen=True)
class UnitRegistered(RegistrationEvent):
    kind: ClassVar[str] = "registration.unit_registered"


@dataclass(frozen=True)
class MemberRegistered(RegistrationEvent):
    kind: ClassVar[str] = "registration.member_registered"


@dataclass(frozen=True)
class MemberVerified(RegistrationEvent):
    kind: ClassVar[str] = "registration.member_verified"


@dataclass(frozen=True)
class RegistrationEnded(RegistrationEvent):
    kind: ClassVar[str] = "registration.ended"
