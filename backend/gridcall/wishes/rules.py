"""Days and limits of wishes: pure, no I/O, no clock."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from gridcall import clock
from gridcall.errors import InvalidInput
from gridcall.settings import Settings

WORDS_AT_MOST, PLAN_AT_MOST, ADDRESS_AT_MOST, NAME_AT_MOST = 200, 200, 100, 40
PHOTOS_AT_MOST = 6
FURTHEST = timedelta(days=366)
NEVER = date(9999, 12, 31)
COMPANIONS = 1  # beside the claimer, where two are needed


@dataclass(frozen=True)
class Clocks:
    """The moments of a claim's life that follow from the promised day."""

    limit_start: datetime
    due_at: datetime  # the end of the promised day
    stale_at: datetime
    lapse_at: datetime


def clocks(promised_on: date, start: datetime, settings: Settings) -> Clocks:
    """Reminded some days before; of a short promise, when the lamp turns amber. Never right after it was made."""
    due_at = clock.day_start(promised_on + timedelta(days=1))
    amber = start + (due_at - start) * settings.amber_share
    early = clock.day_start(promised_on - timedelta(days=settings.wish_remind_days))
    return Clocks(start, due_at, max(early, amber), due_at + timedelta(days=settings.wish_lapse_days))


def check_amount(amount: int | None, settings: Settings) -> None:
    if amount is not None and not 1 <= amount <= settings.wish_amount_limit_yuan:
        raise InvalidInput("amountYuan", "wish_amount")


def check_wanted(wanted_by: date | None, today: date) -> None:
    if wanted_by is not None and not today <= wanted_by <= today + FURTHEST:
        raise InvalidInput("wantedBy", "wish_day")


def check_promise(day: date, field: str, today: date, settings: Settings) -> None:
    """A promise that lies further ahead is none."""
    if not today <= day <= today + timedelta(days=settings.wish_promise_days_at_most):
        raise InvalidInput(field, "promise_day")
