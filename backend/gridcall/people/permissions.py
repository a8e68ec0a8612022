"""What a post lets its holder do. Roles grant permissions as data; code asks for permissions, never roles."""

from collections.abc import Mapping
from enum import StrEnum


class Permission(StrEnum):
    """`resource:verb`, printed into the schema as @requires."""

    PEOPLE_READ = "people:read"
    PEOPLE_WRITE = "people:write"
    PERSON_REVEAL = "person:reveal"
    POST_DELEGATE = "post:delegate"
    STAFFING_READ = "staffing:read"
    STAFFING_WRITE = "staffing:write"
    GRID_IMPORT = "grid:import"
    RESPONSIBILITY_WRITE = "responsibility:write"
    SNAP_READ = "snap:read"
    SNAP_HANDLE = "snap:handle"
    SNAP_ASSIGN = "snap:assign"
    SNAP_MERGE = "snap:merge"
    SNAP_REFUSE = "snap:refuse"
    SNAP_RAISE = "snap:raise"
    SNAP_RELOCATE = "snap:relocate"
    CALL_READ = "call:read"
    CALL_DRAFT = "call:draft"
    CALL_SIGN = "call:sign"
    CALL_CLOSE = "call:close"
    CALL_DISPATCH = "call:dispatch"
    CALL_REMIND = "call:remind"
    CALL_ANSWER = "call:answer"  # for the unit where the post is held
    CALL_ATTEND = "call:attend"  # likewise
    CALL_REMARK = "call:remark"
    ACTIVITY_ORGANISE = "activity:organise"
    BRANCH_MANAGE = "branch:manage"  # opens and changes branches
    BRANCH_KEEP = "branch:keep"  # stands at the counter
    GOOD_OFFER = "good:offer"
    POINTS_READ = "points:read"  # accounts of streets and branches
    POINTS_SETTLE = "points:settle"  # for the street where the post is held
    WISH_READ = "wish:read"  # also before it is published
    WISH_REVIEW = "wish:review"
    WISH_POST_FOR = "wish:post_for"  # for somebody without a phone
    UNIT_REPRESENT = "unit:represent"  # for the unit where the post is held
    REGISTRATION_READ = "registration:read"
    POINTS_RULE = "points:rule"  # what causes earn
    POINTS_ADJUST = "points:adjust"  # proposes corrections, and decides those of others
    POINTS_VERIFY = "points:verify"


class Role(StrEnum):
    """The posts of docs/domain.md 3. Everybody is a resident without a post."""

    ADMINISTRATOR = "administrator"
    SUPERVISOR = "supervisor"  # 区督查
    DISTRICT_DISPATCHER = "district_dispatcher"  # 区呼叫响应平台
    HOTLINE_AGENT = "hotline_agent"  # 12345
    STREET_HEAD = "street_head"  # 街道办事处主要负责同志
    STREET_CLERK = "street_clerk"  # 呼叫响应专员
    GRID_ASSISTANT = "grid_assistant"  # 网格助理员
    COMMUNITY_SPECIALIST = "community_specialist"  # 社区专员
    GRID_WORKER = "grid_worker"  # 网格员
    STATIONED_OFFICER = "stationed_officer"
    DEPARTMENT_COORDINATOR = "department_coordinator"
    DEPARTMENT_OFFICER = "department_officer"
    BRANCH_KEEPER = "branch_keeper"
    UNIT_CONTACT = "unit_contact"  # 双报到单位联络员


P = Permission
_HANDLING = frozenset({P.SNAP_READ, P.SNAP_HANDLE, P.SNAP_RAISE, P.SNAP_RELOCATE})
_DECIDING = _HANDLING | {
    P.SNAP_ASSIGN,
    P.SNAP_MERGE,
    P.SNAP_REFUSE,
    P.PERSON_REVEAL,
    P.STAFFING_READ,
    P.PEOPLE_READ,
}
_REVIEWING = frozenset({P.WISH_READ, P.WISH_REVIEW, P.WISH_POST_FOR, P.REGISTRATION_READ})
_CALLING = frozenset({P.CALL_READ, P.CALL_DRAFT, P.CALL_CLOSE, P.CALL_REMIND, P.CALL_REMARK})
_ANSWERING = frozenset({P.CALL_ANSWER, P.CALL_ATTEND, P.CALL_REMARK})
_BANKING = frozenset({P.BRANCH_MANAGE, P.GOOD_OFFER, P.POINTS_READ, P.POINTS_ADJUST})

GRANTS: Mapping[Role, frozenset[Permission]] = {
    Role.ADMINISTRATOR: frozenset(
        {
            P.PEOPLE_READ,
            P.PEOPLE_WRITE,
            P.PERSON_REVEAL,
            P.POST_DELEGATE,
            P.STAFFING_READ,
            P.STAFFING_WRITE,
            P.GRID_IMPORT,
            P.RESPONSIBILITY_WRITE,
            P.POINTS_READ,
            P.POINTS_RULE,
            P.POINTS_VERIFY,
        }
    ),
    Role.SUPERVISOR: frozenset(
        {
            P.SNAP_READ,
            P.CALL_READ,
            P.CALL_REMIND,
            P.STAFFING_READ,
            P.PEOPLE_READ,
            P.POINTS_READ,
            P.POINTS_ADJUST,
            P.POINTS_VERIFY,
        }
    ),
    Role.DISTRICT_DISPATCHER: frozenset(
        {
            P.SNAP_READ,
            P.SNAP_RELOCATE,
            P.SNAP_MERGE,
            P.CALL_READ,
            P.CALL_DISPATCH,
            P.CALL_REMIND,
            P.CALL_REMARK,
            P.STAFFING_READ,
            P.PEOPLE_READ,
        }
    ),
    Role.HOTLINE_AGENT: frozenset({P.SNAP_READ, P.CALL_READ}),
    Role.STREET_HEAD: frozenset(
        _DECIDING | _CALLING | _BANKING | {P.CALL_SIGN, P.POST_DELEGATE, P.STAFFING_WRITE, P.POINTS_SETTLE}
    ),
    Role.STREET_CLERK: frozenset(_DECIDING | _CALLING | _BANKING | {P.STAFFING_WRITE, P.ACTIVITY_ORGANISE}),
    Role.GRID_ASSISTANT: frozenset(_DECIDING | _REVIEWING | {P.ACTIVITY_ORGANISE}),
    Role.COMMUNITY_SPECIALIST: frozenset(_DECIDING | _REVIEWING | {P.STAFFING_WRITE, P.ACTIVITY_ORGANISE}),
    Role.GRID_WORKER: _HANDLING | {P.WISH_POST_FOR},
    Role.STATIONED_OFFICER: frozenset({P.SNAP_READ, P.SNAP_HANDLE, P.UNIT_REPRESENT} | _ANSWERING),
    Role.DEPARTMENT_COORDINATOR: _ANSWERING | {P.UNIT_REPRESENT},
    Role.DEPARTMENT_OFFICER: frozenset({P.CALL_ATTEND, P.CALL_REMARK}),
    Role.BRANCH_KEEPER: frozenset({P.BRANCH_KEEP, P.GOOD_OFFER}),
    Role.UNIT_CONTACT: frozenset({P.UNIT_REPRESENT}),
}


def roles_granting(permission: Permission) -> tuple[Role, ...]:
    """The roles that grant `permission`, for look-ups of who holds it."""
    return tuple(role for role, granted in GRANTS.items() if permission in granted)
