"""Expected refusals, in domain words. `gql` turns each into a union member that the reader understands.

Every refusal has a `code` (stable, for programs) and a `reason` (a key of `words`, for people).
"""

from dataclasses import dataclass


class DomainError(Exception):
    """A refusal that the person can read and act on. Nothing was changed."""

    code: str
    reason: str


@dataclass
class SignInRequired(DomainError):
    """Nobody is signed in, or the session has ended."""

    code = "SIGN_IN_REQUIRED"
    reason: str = "sign_in_required"


@dataclass
class NotAllowed(DomainError):
    """The person holds no post that grants the permission here."""

    permission: str
    reason: str = "not_allowed"
    code = "NOT_ALLOWED"


@dataclass
class NotFound(DomainError):
    """No such thing, or none that this person may know of: the two answer alike."""

    what: str
    reason: str = "not_found"
    code = "NOT_FOUND"


@dataclass
class WrongStatus(DomainError):
    """The step does not exist from the present status; `reason` says what has come before or must come first."""

    actual_status: str
    step: str
    reason: str
    code = "WRONG_STATUS"


@dataclass
class AlreadyClaimed(DomainError):
    """Somebody else claimed the wish first."""

    reason: str = "already_claimed"
    code = "ALREADY_CLAIMED"


@dataclass
class InvalidInput(DomainError):
    """One field cannot be taken as it is; `reason` says how to mend it."""

    field: str
    reason: str
    code = "INVALID_INPUT"


@dataclass
class VersionConflict(DomainError):
    """Somebody changed the thing since it was read."""

    actual_version: int
    reason: str = "version_conflict"
    code = "VERSION_CONFLICT"


@dataclass
class IdempotencyConflict(DomainError):
    """The same id came before with other content. Nothing was written."""

    reason: str = "idempotency_conflict"
    code = "IDEMPOTENCY_CONFLICT"


@dataclass
class TooManyTries(DomainError):
    """Throttled; worth trying again after `retry_after_seconds`."""

    retry_after_seconds: int
    reason: str = "too_many_tries"
    code = "TOO_MANY_TRIES"
