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


@dataclass
class NotEnoughPoints(DomainError):
    """Less is available than would be spent."""

    available: int
    reason: str = "not_enough_points"
    code = "NOT_ENOUGH_POINTS"


@dataclass
class HoldEnded(DomainError):
    """What was held has been spent, given back, or has lapsed."""

    reason: str = "hold_ended"
    code = "HOLD_ENDED"


@dataclass
class LotsExpired(DomainError):
    """Nothing of these points is left that could run out."""

    reason: str = "lots_expired"
    code = "LOTS_EXPIRED"


@dataclass
class ReversedAlready(DomainError):
    """No more of the transfer is left to be taken back, or it is none that can be."""

    reason: str = "reversed_already"
    code = "REVERSED_ALREADY"


@dataclass
class AccountClosed(DomainError):
    """Nothing is booked on a closed account."""

    reason: str = "account_closed"
    code = "ACCOUNT_CLOSED"
