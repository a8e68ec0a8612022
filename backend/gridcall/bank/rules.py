"""Rules of branches, redemption, gifts and settlement: pure, no I/O, no clock."""

import hashlib
import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from gridcall.clock import day_of, day_start
from gridcall.errors import DomainError, InvalidInput, NotAllowed, WrongStatus
from gridcall.people.permissions import Permission

CODE_DIGITS = 8
# Typed, or what the QR code of a redemption says: by itself, or as an address that a plain camera opens.
_CODE = re.compile(rf"(?:gridcall:redeem:|https?://.*[?&]code=)?(\d{{{CODE_DIGITS}}})", re.ASCII)
LONGEST_SCANNED = 300
QUANTITY_AT_MOST, PRICE_AT_MOST, STOCK_AT_MOST = 99, 100_000, 1_000_000


class GoodKind(StrEnum):
    GOODS = "goods"
    SERVICE = "service"


class RedemptionStatus(StrEnum):
    WAITING = "waiting"  # points and stock are held
    REDEEMED = "redeemed"
    CANCELLED = "cancelled"
    LAPSED = "lapsed"
    UNDONE = "undone"


class RedemptionStep(StrEnum):
    REDEEM = "redeem"
    CANCEL = "cancel"
    UNDO = "undo"


S = RedemptionStatus
_OVER = {
    S.REDEEMED: "code_used",
    S.CANCELLED: "code_cancelled",
    S.LAPSED: "code_expired",
    S.UNDONE: "redemption_undone",
}


def refused(step: RedemptionStep, status: RedemptionStatus, reason: str) -> WrongStatus:
    """Both names as the schema spells them."""
    return WrongStatus(actual_status=status.name, step=step.name, reason=reason)


def no_redeeming(
    status: RedemptionStatus,
    *,
    voucher: bool,
    expires_at: datetime,
    lapses_at: datetime,
    made_at: datetime,
    now: datetime,
) -> DomainError | None:
    """Why it cannot be redeemed, judged at the moment of writing.

    A voucher may have been redeemed by a phone without a network: the request's own time counts until `lapses_at`.
    """
    if status is not S.WAITING:
        return refused(RedemptionStep.REDEEM, status, _OVER[status])
    if now > lapses_at or (made_at if voucher else now) > expires_at:
        return refused(RedemptionStep.REDEEM, S.LAPSED, "code_expired")
    return None


def no_cancelling(status: RedemptionStatus, *, voucher: bool) -> DomainError | None:
    """A voucher stays: its branch may have honoured it already, without a network."""
    if status is not S.WAITING:
        return refused(RedemptionStep.CANCEL, status, _OVER[status])
    return refused(RedemptionStep.CANCEL, status, "voucher_stays") if voucher else None


def no_undoing(status: RedemptionStatus, redeemed_at: datetime | None, now: datetime) -> DomainError | None:
    """On the day of the redemption alone, by the calendar of China."""
    if status is not S.REDEEMED or redeemed_at is None:
        return refused(RedemptionStep.UNDO, status, "redemption_undone" if status is S.UNDONE else "not_redeemed")
    if day_of(redeemed_at) != day_of(now):
        return refused(RedemptionStep.UNDO, status, "undo_over")
    return None


def code_of(raw: str) -> str:
    """The digits of a one-time code, typed (blanks and full-width digits too) or scanned; "" when it is none."""
    plain = re.sub(r"[\s\-]", "", unicodedata.normalize("NFKC", raw[:LONGEST_SCANNED]))
    found = _CODE.fullmatch(plain)
    return found[1] if found else ""


def code_hash(branch_id: UUID | str, code: str) -> str:
    """What a keeper's phone keeps of a voucher's code."""
    return hashlib.sha256(f"{branch_id}:{code}".encode()).hexdigest()


def check_number(value: int | None, field: str, *, least: int, most: int, reason: str) -> None:
    if value is not None and not least <= value <= most:
        raise InvalidInput(field, reason)


_PERIOD = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])", re.ASCII)


def days_of(period: str) -> tuple[date, date]:
    """ "2026-11" -> its first day and the first day of the next month; InvalidInput when it is no month."""
    found = _PERIOD.fullmatch(period)
    if found is None:
        raise InvalidInput("period", "period")
    year, month = int(found[1]), int(found[2])
    return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1)


def times_of(period: str) -> tuple[datetime, datetime]:
    """When a month begins, and when the next one does, in China."""
    first, following = days_of(period)
    return day_start(first), day_start(following)


def month_start(now: datetime) -> datetime:
    return day_start(day_of(now).replace(day=1))


def pair(one: str, other: str) -> tuple[str, str]:
    """Two streets in one order, whoever names them."""
    return (one, other) if one < other else (other, one)


@dataclass(frozen=True)
class Signing:
    """How far the two streets of a settlement have come."""

    street_a: str
    street_b: str
    confirmed_a: UUID | None
    confirmed_b: UUID | None
    booked: bool
    withdrawn: bool = False


def _check_open(signing: Signing, step: str) -> None:
    if signing.booked:
        raise WrongStatus("BOOKED", step, "settlement_booked")
    if signing.withdrawn:
        raise WrongStatus("WITHDRAWN", step, "settlement_withdrawn")


def check_withdrawing(signing: Signing, person_id: UUID, proposer_id: UUID) -> None:
    """By whoever proposed it alone, while not both have confirmed. Raises WrongStatus, NotAllowed."""
    _check_open(signing, "WITHDRAW")
    if person_id != proposer_id:
        raise NotAllowed(Permission.POINTS_SETTLE.value, "settlement_proposer")


def side_to_sign(signing: Signing, person_id: UUID, held: Collection[str]) -> str:
    """The street for which the person signs now; `held` are those of the two that the person may sign for.

    Raises WrongStatus, NotAllowed.
    """
    _check_open(signing, "CONFIRM")
    signed = {signing.street_a: signing.confirmed_a, signing.street_b: signing.confirmed_b}
    still_open = [street for street in held if signed[street] is None]
    if not still_open:
        raise WrongStatus("PROPOSED", "CONFIRM", "confirmed_by_street")
    if person_id in signed.values():
        raise NotAllowed(Permission.POINTS_SETTLE.value, "settlement_second_person")
    return still_open[0]
