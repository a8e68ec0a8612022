"""Rules of people, units and posts: pure, no I/O."""

import re
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
LEVELS: dict[Role, tuple[int, ...]] = {
    Role.STREET_HEAD: (STREET,),
    Role.STREET_CLERK: (STREET,),
    Role.GRID_ASSISTANT: (STREET, COMMUNITY),
    Role.COMMUNITY_SPECIALIST: (COMMUNITY,),
    Role.GRID_WORKER: (STREET, COMMUNITY, CELL),
    Role.STATIONED_OFFICER: (STREET,),
    Role.BRANCH_KEEPER: (STREET, COMMUNITY),
}
ANY_LEVEL = (2, 4, DISTRICT, STREET, COMMUNITY, CELL)
_MOBILE = re.compile(r"1[3-9]\d{9}")


def check_level(role: Role, code: str) -> None:
    """InvalidInput when `role` cannot be held at a code of this length."""
    if not code.isdigit() or len(code) not in LEVELS.get(role, ANY_LEVEL):
        raise InvalidInput("code", "role_code")


def normal_phone(raw: str) -> str:
    """ "138 0013 8000" or "+86-138..." -> "+8613800138000"; InvalidInput when it is no mobile number."""
    digits = re.sub(r"[\s\-()]", "", raw).removeprefix("+").removeprefix("86") if len(raw) > 11 else raw
    if not _MOBILE.fullmatch(digits):
        raise InvalidInput("phone", "phone_format")
    return f"+86{digits}"


def masked_phone(phone: str) -> str:
    """ "+8613800138000" -> "138****8000"."""
    digits = phone.removeprefix("+86")
    return f"{digits[:3]}****{digits[-4:]}"


def masked_name(name: str) -> str:
    """Only the surname stays: 林小满 -> 林**."""
    return name[:1] + "*" * max(1, len(name) - 1)
