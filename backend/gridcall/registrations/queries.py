"""Reads of registrations, as rows. One that holds: begun, not ended; a member's counts once it is verified."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from gridcall import clock, db
from gridcall.people.actor import Actor
from gridcall.people.permissions import Permission, roles_granting
from gridcall.people.queries import held

LISTED_AT_MOST = 2_000
_COLUMNS = (
    "r.id, r.unit_id, u.name AS unit_name, r.person_id, p.name AS person_name, r.code, r.starts_on, r.ends_on,"
    " r.verified_by, v.name AS verified_by_name"
)
_FROM = (
    "registrations r JOIN units u ON u.id = r.unit_id LEFT JOIN persons p ON p.id = r.person_id"
    " LEFT JOIN persons v ON v.id = r.verified_by"
)


def holds(registration: str, day: str) -> str:
    """SQL: the registration holds on the day in parameter `day`."""
    return f"{registration}.starts_on <= {day} AND ({registration}.ends_on IS NULL OR {registration}.ends_on >= {day})"


async def _listed(values: db.Parameters, where: str) -> list[db.Row]:
    return await db.rows(
        f"SELECT {_COLUMNS} FROM {_FROM} WHERE {where} ORDER BY r.code, r.created_at, r.id LIMIT {LISTED_AT_MOST}",
        *values,
    )


def represented(actor: Actor | None) -> list[UUID]:
    """The units whose contact the actor is."""
    hats = actor.hats if actor else ()
    return sorted({hat.unit_id for hat in hats if Permission.UNIT_REPRESENT in hat.permissions})


async def find(registration_id: UUID) -> db.Row | None:
    values = db.Parameters()
    found = await _listed(values, f"r.id = {values.add(registration_id)}")
    return found[0] if found else None


async def mine(actor: Actor) -> list[db.Row]:
    """The actor's own as a member, also past ones, and those of the units that the actor represents."""
    values = db.Parameters()
    me, units = values.add(actor.person_id), values.all_of(represented(actor))
    return await _listed(values, f"r.person_id = {me} OR r.unit_id IN ({units})")


async def readable(actor: Actor, now: datetime) -> list[db.Row]:
    """Those that hold at the actor's communities."""
    values = db.Parameters()
    there = values.under("r.code", actor.codes(Permission.REGISTRATION_READ))
    return await _listed(values, f"({there}) AND {holds('r', values.add(clock.day_of(now)))}")


async def of_units(unit_ids: Collection[UUID], now: datetime) -> list[db.Row]:
    """What holds of these units: their own and their members'."""
    values = db.Parameters()
    units = values.all_of(unit_ids)
    return await _listed(values, f"r.unit_id IN ({units}) AND {holds('r', values.add(clock.day_of(now)))}")


async def units_at(community: str, now: datetime) -> list[db.Row]:
    """The units that are registered at a community, by name."""
    return await db.rows(
        "SELECT DISTINCT u.id, u.name, u.kind, u.code, u.dissolved_on, u.version, u.sort_key FROM registrations r"
        f" JOIN units u ON u.id = r.unit_id WHERE r.code = $1 AND r.person_id IS NULL AND {holds('r', '$2')}"
        " ORDER BY u.sort_key, u.id",
        community,
        clock.day_of(now),
    )


async def unit(unit_id: UUID) -> db.Row | None:
    return await db.row(
        "SELECT u.id, u.name, u.kind, u.code, u.dissolved_on, u.version FROM units u WHERE u.id = $1", unit_id
    )


async def units_of(actor: Actor, now: datetime) -> list[db.Row]:
    """Registered units in whose name the actor may claim: as their contact, or as a verified member."""
    values = db.Parameters()
    day, me = values.add(clock.day_of(now)), values.add(actor.person_id)
    contact = values.all_of(represented(actor))
    return await db.rows(
        "SELECT u.id, u.name, u.kind, u.code, u.dissolved_on, u.version FROM units u WHERE"
        f" (u.id IN ({contact}) OR u.id IN (SELECT m.unit_id FROM registrations m WHERE m.person_id = {me}"
        f" AND m.verified_at IS NOT NULL AND {holds('m', day)}))"
        " AND EXISTS (SELECT 1 FROM registrations r WHERE r.unit_id = u.id AND r.person_id IS NULL"
        f" AND {holds('r', day)}) ORDER BY u.sort_key, u.id",
        *values,
    )


async def units_with(unit_ids: Collection[UUID]) -> list[db.Row]:
    """These units, by name."""
    values = db.Parameters()
    return await db.rows(
        f"SELECT u.id, u.name FROM units u WHERE u.id IN ({values.all_of(unit_ids)}) ORDER BY u.sort_key, u.id", *values
    )


async def people_of(unit_id: UUID, now: datetime) -> set[UUID]:
    """Who belongs to the unit: its contacts and its verified members."""
    return {*await contacts(unit_id, now), *await members(unit_id, now)}


async def members(unit_id: UUID, now: datetime) -> list[UUID]:
    found = await db.rows(
        "SELECT DISTINCT r.person_id FROM registrations r JOIN persons p ON p.id = r.person_id"
        f" WHERE r.unit_id = $1 AND r.verified_at IS NOT NULL AND {holds('r', '$2')} AND NOT p.disabled",
        unit_id,
        clock.day_of(now),
    )
    return sorted(UUID(str(row["person_id"])) for row in found)


async def contacts(unit_id: UUID, now: datetime) -> list[UUID]:
    """Who represents the unit today."""
    values = db.Parameters()
    unit_, day = values.add(unit_id), values.add(clock.day_of(now))
    roles: Sequence[object] = [role.value for role in roles_granting(Permission.UNIT_REPRESENT)]
    found = await db.rows(
        "SELECT DISTINCT o.person_id FROM posts o JOIN persons p ON p.id = o.person_id"
        f" WHERE o.unit_id = {unit_} AND o.role IN ({values.all_of(roles)}) AND {held('o', day)} AND NOT p.disabled",
        *values,
    )
    return sorted(UUID(str(row["person_id"])) for row in found)
