"""What the server says to people, in Chinese and English: refusals and notifications."""

from collections.abc import Mapping
from enum import StrEnum

from gridcall.words import basics, giving, work


class Language(StrEnum):
    ZH = "zh"
    EN = "en"


Pair = tuple[str, str]

REFUSALS: Mapping[str, Pair] = {**basics.REFUSALS, **work.REFUSALS, **giving.REFUSALS}

# What a post is called; the keys are the values of people.permissions.Role.
ROLES: Mapping[str, Pair] = {
    "administrator": ("管理员", "Administrator"),
    "supervisor": ("督查员", "Supervisor"),
    "district_dispatcher": ("区平台派遣员", "District dispatcher"),
    "hotline_agent": ("热线受理员", "Hotline agent"),
    "street_head": ("街道主要负责同志", "Street head"),
    "street_clerk": ("呼叫响应专员", "Street clerk"),
    "grid_assistant": ("网格助理员", "Grid assistant"),
    "community_specialist": ("社区专员", "Community specialist"),
    "grid_worker": ("网格员", "Grid worker"),
    "stationed_officer": ("派驻机构工作人员", "Stationed officer"),
    "department_coordinator": ("部门联络员", "Department coordinator"),
    "department_officer": ("部门工作人员", "Department officer"),
    "branch_keeper": ("公益银行网点管理员", "Branch keeper"),
    "unit_contact": ("双报到单位联络员", "Unit contact"),
}


def say(reason: str, language: Language) -> str:
    """The sentence for a refusal's reason; a reason without words is a programming error that tests find."""
    zh, en = REFUSALS[reason]
    return zh if language is Language.ZH else en


def preferred(accept_language: str) -> Language:
    """The language of a browser that nobody has signed in with: Chinese unless English comes first."""
    first = accept_language.split(",", maxsplit=1)[0].strip().lower()
    return Language.EN if first.startswith("en") else Language.ZH
