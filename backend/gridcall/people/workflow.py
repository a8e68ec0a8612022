"""Rules of people, units and posts: pure, no I/O."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum

from gridcall.errors import InvalidInput
from gridcall.people.permissions import Role


class UnitKind(StrEnum):
    DISTRICT_OFFICE = "district_office"  # 区级机关
    DEPARTMENT = "department"  # 区直部门
    STATIONED_AGENCY = "stationed_agency"  # 派驻机构
    STREET_OFFICE = "street_office"  # 街道办事处
    COMMUNITY_COMMITTEE = "community_committee"  # 社区居委会
    COMPANY = "company"  # 企事业单位


DISTRICT, STREET, COMMUNITY, CELL = 6, 9, 12, 15  # how many digits a code of that level has

# At which levels a role can be held. A department's people work in the whole district.
LEVELS: Mapping[Role, tuple[int, ...]] = {
    Role.DISTRICT_DISPATCHER: (DISTRICT,),
    Role.STREET_HEAD: (STREET,),
    Role.STREET_CLERK: (STREET,),
    Role.GRID_ASSISTANT: (STREET, COMMUNITY),
    Role.COMMUNITY_SPECIALIST: (COMMUNITY,),
    Role.GRID_WORKER: (STREET, COMMUNITY, CELL),
    Role.STATIONED_OFFICER: (STREET,),
    Role.BRANCH_KEEPER: (STREET, COMMUNITY),
}
FIRST_DAY, LAST_DAY = date(1949, 10, 1), date(2199, 12, 31)
LONGEST_DELEGATION = timedelta(days=90)
ANY_LEVEL = (2, 4, DISTRICT, STREET, COMMUNITY, CELL)
LONGEST_TYPED = 40  # of a phone number, with spaces and brackets
_MOBILE = re.compile(r"(?:\+?86)?(1[3-9]\d{9})", re.ASCII)


def check_level(role: Role, code: str) -> None:
    """InvalidInput when `role` cannot be held at a code of this length."""
    if not (code.isascii() and code.isdigit()) or len(code) not in LEVELS.get(role, ANY_LEVEL):
        raise InvalidInput("code", "role_code")


def plain_digits(raw: str) -> str:
    """What was typed as a number, without blanks, dashes and brackets. Chinese keyboards type full-width digits."""
    return re.sub(r"[\s\-()]", "", unicodedata.normalize("NFKC", raw[:LONGEST_TYPED]))


def normal_phone(raw: str) -> str:
    """ "138 0013 8000" or "+86-138..." -> "+8613800138000"; InvalidInput when it is no mobile number."""
    found = _MOBILE.fullmatch(plain_digits(raw))
    if found is None:
        raise InvalidInput("phone", "phone_format")
    return f"+86{found[1]}"


def masked_phone(phone: str) -> str:
    """ "+8613800138000" -> "138****8000"."""
    digits = phone.removeprefix("+86")
    return f"{digits[:3]}****{digits[-4:]}"


def masked_name(name: str) -> str:
    """Only the surname stays: 林小满 -> 林**."""
    return name[:1] + "*" * max(1, len(name) - 1)


def clean_text(raw: str, field: str, longest: int) -> str:
    """A name or a reason without control characters and extra blanks; InvalidInput when it is empty or too long."""
    text = "".join(letter for letter in " ".join(raw.split()) if letter.isprintable())
    if not text:
        raise InvalidInput(field, "required")
    if len(text) > longest:
        raise InvalidInput(field, "too_long")
    return text


def check_code(code: str, field: str = "code") -> str:
    """A division or cell code; InvalidInput when it is none."""
    if not (code.isascii() and code.isdigit()) or len(code) not in ANY_LEVEL:
        raise InvalidInput(field, "division_code")
    return code


def check_day(day: date, field: str) -> date:
    """A day that a post or unit can begin or end on; InvalidInput for a slip of the keyboard."""
    if not FIRST_DAY <= day <= LAST_DAY:
        raise InvalidInput(field, "date_range")
    return day


def check_days(starts_on: date, ends_on: date | None) -> None:
    """InvalidInput when the last day comes before the first."""
    check_day(starts_on, "startsOn")
    check_day(ends_on or starts_on, "endsOn")
    if ends_on is not None and ends_on < starts_on:
        raise InvalidInput("endsOn", "dates_reversed")


def check_delegation(starts_at: datetime, ends_at: datetime, now: datetime) -> None:
    """InvalidInput for a delegation that never holds or holds too long."""
    if ends_at <= starts_at or ends_at <= now:
        raise InvalidInput("until", "dates_reversed")
    if ends_at - starts_at > LONGEST_DELEGATION:
        raise InvalidInput("until", "delegation_too_long")


def covers(codes: Sequence[str], code: str) -> bool:
    """Whether one of `codes` is `code` or a division around it."""
    return any(code.startswith(held) for held in codes)


def common(codes: Sequence[str], within: str | None) -> tuple[str, ...]:
    """Those parts of `codes` that lie in `within`; all of them when it is None."""
    if within is None:
        return tuple(codes)
    if covers(codes, within):
        return (within,)
    return tuple(code for code in codes if code.startswith(within))
