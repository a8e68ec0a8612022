"""The ledger's accounts that the bank books on."""

from uuid import UUID

from gridcall.points.rules import POINTS, AccountKey, AccountKind, Holder


def of_person(person_id: UUID) -> AccountKey:
    return Holder.person(person_id).account


def of_unit(unit_id: UUID) -> AccountKey:
    return Holder.unit(unit_id).account


def of_holder(person_id: UUID, unit_id: UUID | None) -> AccountKey:
    """Who pays: the unit in whose name the person asks, or the person."""
    return of_unit(unit_id) if unit_id else of_person(person_id)


def of_wish(wish_id: UUID) -> AccountKey:
    """The pot of a wish that many give to (拼好愿)."""
    return Holder.wish(wish_id).account


def of_branch(branch_id: UUID) -> AccountKey:
    return AccountKey(AccountKind.BRANCH, POINTS, f"branch:{branch_id}")
