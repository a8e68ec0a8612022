"""Everything that changes people: one function, one transaction, one event (and one for each session it ends)."""

from gridcall.people.actions.casting import offer_as_cast
from gridcall.people.actions.erasing import erase_person
from gridcall.people.actions.persons import (
    add_person,
    add_person_as_operator,
    change_person,
    find_people,
    reveal_person,
    set_person_disabled,
)
from gridcall.people.actions.posts import appoint, appoint_as_operator, delegate, end_delegation, end_post
from gridcall.people.actions.signing_in import (
    Origin,
    SignedIn,
    end_session,
    request_sign_in_code,
    set_language,
    set_password,
    sign_in_as_cast,
    sign_in_with_code,
    sign_in_with_password,
    sign_out,
    sweep,
)
from gridcall.people.actions.units import add_unit, add_unit_as_operator, change_unit, dissolve_unit

__all__ = [
    "Origin",
    "SignedIn",
    "add_person",
    "add_person_as_operator",
    "add_unit",
    "add_unit_as_operator",
    "appoint",
    "appoint_as_operator",
    "change_person",
    "change_unit",
    "delegate",
    "dissolve_unit",
    "end_delegation",
    "end_post",
    "end_session",
    "erase_person",
    "find_people",
    "offer_as_cast",
    "request_sign_in_code",
    "reveal_person",
    "set_language",
    "set_password",
    "set_person_disabled",
    "sign_in_as_cast",
    "sign_in_with_code",
    "sign_in_with_password",
    "sign_out",
    "sweep",
]
