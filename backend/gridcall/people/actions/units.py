"""Units: added, changed, dissolved."""

from datetime import date, datetime
from uuid import UUID

from gridcall import clock, db, outbox
from gridcall.errors import InvalidInput, NotFound
from gridcall.outbox import Audience
from gridcall.people.actions.changing import change, check_repeated, check_version, looking_twice
from gridcall.people.actions.guarding import check_administrators, lock_administrators
from gridcall.people.actions.posts import end_in_transaction
from gridcall.people.actor import Actor
from gridcall.people.events import UnitAdded, UnitChanged, UnitDissolved
from gridcall.people.models import Post, Unit
from gridcall.people.permissions import Permission
from gridcall.people.sorting import sorted_as
from gridcall.people.workflow import UnitKind, check_code, check_day, clean_text
from gridcall.requests import digest

NAME_AT_MOST = 60


@looking_twice
async def add_unit(actor: Actor, unit_id: UUID, *, name: str, kind: UnitKind, code: str, now: datetime) -> UUID:
    """A unit at a code where the actor manages people. The same id and content again changes nothing.

    Raises InvalidInput, NotAllowed, IdempotencyConflict.
    """
    actor.require(Permission.PEOPLE_WRITE, check_code(code))
    return await _add(unit_id, name, kind, code, by=actor.person_id, now=now)


async def add_unit_as_operator(*, name: str, kind: UnitKind, code: str, now: datetime) -> UUID:
    """For the command line: the unit of that name and code, added when there is none."""
    there = await db.value(
        "SELECT id FROM units WHERE name = $1 AND code = $2 AND dissolved_on IS NULL", name.strip(), code
    )
    return UUID(there) if there else await _add(clock.new_id(), name, kind, check_code(code), by=None, now=now)


async def _add(unit_id: UUID, name: str, kind: UnitKind, code: str, *, by: UUID | None, now: datetime) -> UUID:
    called = clean_text(name, "name", NAME_AT_MOST)
    asked = digest(called, kind, code)
    async with change():
        there = await Unit.get_or_none(id=unit_id)
        if there is not None:
            check_repeated(there, asked)
            return there.id
        await Unit.create(
            id=unit_id, name=called, sort_key=sorted_as(called), kind=kind, code=code, asked=asked, created_at=now
        )
        await outbox.record(UnitAdded(unit_id), Audience(code=code), actor=by, now=now)
    return unit_id


async def _managed(actor: Actor, unit_id: UUID) -> Unit:
    """The unit, locked; one outside of the actor's codes answers like none."""
    unit = await db.lock(Unit, unit_id)
    if unit is None or not actor.holds(Permission.PEOPLE_WRITE, unit.code):
        raise NotFound("unit")
    return unit


async def change_unit(
    actor: Actor, unit_id: UUID, *, expected_version: int, name: str, kind: UnitKind, now: datetime
) -> UUID:
    """Rename a unit or correct its kind. Raises InvalidInput, NotFound, VersionConflict."""
    called = clean_text(name, "name", NAME_AT_MOST)
    async with change():
        unit = await _managed(actor, unit_id)
        if (unit.name, unit.kind) == (called, kind):
            return unit.id
        check_version(unit, expected_version)
        unit.name, unit.sort_key, unit.kind, unit.version = called, sorted_as(called), kind, unit.version + 1
        await unit.save(update_fields=["name", "sort_key", "kind", "version"])
        await outbox.record(UnitChanged(unit.id), Audience(code=unit.code), actor=actor.person_id, now=now)
    return unit_id


async def dissolve_unit(actor: Actor, unit_id: UUID, *, on: date, expected_version: int, now: datetime) -> UUID:
    """The unit's last day. Its posts end then; with a day that has come, at once.

    Raises InvalidInput (posts that begin later, the last administrator), NotFound, VersionConflict.
    """
    check_day(on, "on")
    async with change():
        await lock_administrators()
        unit = await _managed(actor, unit_id)
        if unit.dissolved_on == on:
            return unit.id
        check_version(unit, expected_version)
        await _end_posts(unit.id, on, by=actor.person_id, now=now)
        unit.dissolved_on, unit.version = on, unit.version + 1
        await unit.save(update_fields=["dissolved_on", "version"])
        await outbox.record(UnitDissolved(unit.id), Audience(code=unit.code), actor=actor.person_id, now=now)
    return unit_id


async def _end_posts(unit_id: UUID, on: date, *, by: UUID, now: datetime) -> None:
    posts = await Post.filter(unit_id=unit_id, ended_at=None).order_by("id").select_for_update()
    longer = [post for post in posts if post.ends_on is None or post.ends_on > on]
    if any(post.starts_on > on for post in longer):
        raise InvalidInput("on", "unit_posts_later")
    await check_administrators(posts=[post.id for post in longer], after=on, now=now)
    at_once = on <= clock.day_of(now)
    for post in longer:
        await end_in_transaction(post, on, at_once=at_once, by=by, now=now)
