"""Posts and who stands in for them: appoint, end, delegate."""

from datetime import date, datetime, timedelta
from uuid import UUID

from gridcall import clock, db, outbox
from gridcall.errors import InvalidInput, NotAllowed, NotFound
from gridcall.outbox import Audience
from gridcall.people import queries
from gridcall.people.actions.changing import change, check_repeated, looking_twice
from gridcall.people.actions.guarding import check_administrators, lock_administrators
from gridcall.people.actor import Actor
from gridcall.people.events import DelegationEnded, DelegationStarted, PostEnded, PostStarted
from gridcall.people.models import Delegation, Person, Post, Unit
from gridcall.people.permissions import Permission, Role
from gridcall.people.ports import ports
from gridcall.people.workflow import check_day, check_days, check_delegation, check_level, normal_phone
from gridcall.requests import digest


@looking_twice
async def appoint(
    actor: Actor,
    post_id: UUID,
    *,
    person_id: UUID,
    unit_id: UUID,
    role: Role,
    code: str,
    starts_on: date,
    ends_on: date | None,
    now: datetime,
) -> UUID:
    """Give a person a post at a code where the actor manages people, from a day to a day, both included.

    The same id and content again changes nothing. Raises InvalidInput, NotFound, NotAllowed, IdempotencyConflict.
    """
    check_level(role, code)
    actor.require(Permission.PEOPLE_WRITE, code)
    if code not in await ports.place_names([code], clock.day_of(now)):
        raise InvalidInput("code", "place_unknown")
    return await _appoint(post_id, person_id, unit_id, role, code, starts_on, ends_on, by=actor.person_id, now=now)


async def appoint_as_operator(
    *,
    phone: str,
    unit_id: UUID,
    role: Role,
    code: str,
    starts_on: date,
    ends_on: date | None = None,
    now: datetime,
) -> UUID:
    """`gridcall post add`: for the first administrator, whom nobody can appoint. Raises InvalidInput, NotFound."""
    check_level(role, code)
    person_id = await db.value("SELECT id FROM persons WHERE phone = $1", normal_phone(phone))
    if person_id is None:
        raise NotFound("person")
    there = await db.value(
        "SELECT o.id FROM posts o WHERE o.person_id = $1 AND o.unit_id = $2 AND o.role = $3 AND o.code = $4"
        f" AND {queries.held('o', '$5')}",
        person_id,
        unit_id,
        role,
        code,
        clock.day_of(now),
    )
    if there:
        return UUID(there)
    return await _appoint(clock.new_id(), UUID(person_id), unit_id, role, code, starts_on, ends_on, by=None, now=now)


async def _appoint(
    post_id: UUID,
    person_id: UUID,
    unit_id: UUID,
    role: Role,
    code: str,
    starts_on: date,
    ends_on: date | None,
    *,
    by: UUID | None,
    now: datetime,
) -> UUID:
    check_days(starts_on, ends_on)
    asked = digest(person_id, unit_id, role, code, starts_on, ends_on)
    async with change():
        there = await Post.get_or_none(id=post_id)
        if there is not None:
            check_repeated(there, asked)
            return there.id
        await _check_person(person_id, "personId")
        await _check_unit(unit_id, code, starts_on)
        await Post.create(
            id=post_id,
            person_id=person_id,
            unit_id=unit_id,
            role=role,
            code=code,
            starts_on=starts_on,
            ends_on=ends_on,
            asked=asked,
            created_at=now,
        )
        await outbox.record(
            PostStarted(post_id, person_id), Audience(code=code, persons=[person_id]), actor=by, now=now
        )
    return post_id


async def _check_person(person_id: UUID, field: str) -> None:
    person = await Person.get_or_none(id=person_id)
    if person is None:
        raise NotFound("person")
    if person.disabled:
        raise InvalidInput(field, "person_disabled")


async def _check_unit(unit_id: UUID, code: str, starts_on: date) -> None:
    unit = await db.lock(Unit, unit_id)
    if unit is None:
        raise NotFound("unit")
    if unit.dissolved_on is not None and unit.dissolved_on <= starts_on:
        raise InvalidInput("unitId", "unit_dissolved")
    if not code.startswith(unit.code):
        raise InvalidInput("code", "unit_elsewhere")


async def end_post(actor: Actor, post_id: UUID, *, on: date, now: datetime) -> UUID:
    """A post's last day. When that day has come, the post's rights end at once, and with them its stand-ins'.

    Again, it is ended already. Raises InvalidInput, NotFound.
    """
    check_day(on, "on")
    async with change():
        await lock_administrators()
        post = await db.lock(Post, post_id)
        if post is None or not actor.holds(Permission.PEOPLE_WRITE, post.code):
            raise NotFound("post")
        today = clock.day_of(now)
        if post.ended_at is not None or (post.ends_on is not None and post.ends_on < today):
            return post.id
        cancelled = on <= today < post.starts_on  # it never begins
        if on < post.starts_on and not cancelled:
            raise InvalidInput("on", "dates_reversed")
        await check_administrators(posts=[post.id], after=on, now=now)
        await end_in_transaction(post, max(on, post.starts_on), at_once=on <= today, by=actor.person_id, now=now)
    return post_id


async def end_in_transaction(post: Post, on: date, *, at_once: bool, by: UUID, now: datetime) -> None:
    """In the running transaction: the post's last day is `on`, and whoever stands in for it stops with it."""
    post.ends_on = on
    post.ended_at = now if at_once else None
    await post.save(update_fields=["ends_on", "ended_at"])
    ends_at = now if at_once else clock.day_start(on + timedelta(days=1))
    for delegation in await Delegation.filter(post_id=post.id, ended_at=None, ends_at__gt=ends_at).order_by("id"):
        await _cut(delegation, post, ends_at, by, now)
    await outbox.record(
        PostEnded(post.id, post.person_id, at_once),
        Audience(code=post.code, persons=[post.person_id]),
        actor=by,
        now=now,
    )


async def end_all_in_transaction(person_id: UUID, *, by: UUID, now: datetime) -> None:
    """In the running transaction: the person's posts end at once, and whatever the person stands in for."""
    day = clock.day_of(now)
    for post in await Post.filter(person_id=person_id, ended_at=None).order_by("id").select_for_update():
        if post.ends_on is None or post.ends_on >= day:
            await end_in_transaction(post, max(day, post.starts_on), at_once=True, by=by, now=now)
    for delegation in await Delegation.filter(person_id=person_id, ended_at=None, ends_at__gt=now).order_by("id"):
        await _cut(delegation, await Post.get(id=delegation.post_id), now, by, now)


async def _cut(delegation: Delegation, post: Post, ends_at: datetime, by: UUID, now: datetime) -> None:
    """The delegation ends at `ends_at`, or, when that has come or it would not have begun, now."""
    if ends_at <= max(now, delegation.starts_at):
        delegation.ended_at = now
    else:
        delegation.ends_at = ends_at
    await delegation.save(update_fields=["ended_at", "ends_at"])
    await outbox.record(
        DelegationEnded(delegation.id, post.id, delegation.person_id),
        Audience(code=post.code, persons=[post.person_id, delegation.person_id]),
        actor=by,
        now=now,
    )


@looking_twice
async def delegate(
    actor: Actor,
    delegation_id: UUID,
    *,
    post_id: UUID,
    to_person_id: UUID,
    starts_at: datetime,
    ends_at: datetime,
    now: datetime,
) -> UUID:
    """Let a person stand in for a post, at most 90 days: by its holder, or by who manages people there.

    The same id and content again changes nothing. Raises InvalidInput, NotFound, NotAllowed, IdempotencyConflict.
    """
    check_day(starts_at.date(), "from")
    check_day(ends_at.date(), "until")
    asked = digest(post_id, to_person_id, starts_at, ends_at)
    async with change():
        post = await _own_or_managed(actor, post_id)
        there = await Delegation.get_or_none(id=delegation_id)
        if there is not None:
            check_repeated(there, asked)
            return there.id
        if post.ended_at is not None or (post.ends_on or date.max) < clock.day_of(now):
            raise NotFound("post")
        check_delegation(starts_at, ends_at, now)
        if post.ends_on is not None and ends_at > clock.day_start(post.ends_on + timedelta(days=1)):
            raise InvalidInput("until", "post_ends_before")
        if to_person_id == post.person_id:
            raise InvalidInput("toPersonId", "delegate_to_self")
        await _check_person(to_person_id, "toPersonId")
        await _check_free(post.id, starts_at, ends_at)
        await Delegation.create(
            id=delegation_id,
            post_id=post.id,
            person_id=to_person_id,
            starts_at=starts_at,
            ends_at=ends_at,
            asked=asked,
            created_at=now,
        )
        await outbox.record(
            DelegationStarted(delegation_id, post.id, to_person_id),
            Audience(code=post.code, persons=[post.person_id, to_person_id]),
            actor=actor.person_id,
            now=now,
        )
    return delegation_id


async def _own_or_managed(actor: Actor, post_id: UUID) -> Post:
    """The post, locked. Who stands in for it cannot hand it on."""
    post = await db.lock(Post, post_id)
    own = any(
        hat.post_id == post_id and hat.acting_for is None and Permission.POST_DELEGATE in hat.permissions
        for hat in actor.hats
    )
    if post is None or not (own or actor.holds(Permission.PEOPLE_READ, post.code)):
        raise NotFound("post")
    if not (own or actor.holds(Permission.PEOPLE_WRITE, post.code)):
        raise NotAllowed(Permission.POST_DELEGATE)
    return post


async def _check_free(post_id: UUID, starts_at: datetime, ends_at: datetime) -> None:
    taken = await Delegation.exists(post_id=post_id, ended_at=None, starts_at__lt=ends_at, ends_at__gt=starts_at)
    if taken:
        raise InvalidInput("from", "delegated_already")


async def end_delegation(actor: Actor, delegation_id: UUID, *, now: datetime) -> None:
    """End a delegation before its time: by the post's holder, the stand-in, or who manages people there.

    Again, it is ended already. Raises NotFound.
    """
    async with change():
        delegation = await db.lock(Delegation, delegation_id)
        post = await Post.get_or_none(id=delegation.post_id) if delegation else None
        if delegation is None or post is None or not _concerned(actor, delegation, post):
            raise NotFound("delegation")
        if delegation.ended_at is not None or delegation.ends_at <= now:
            return
        await _cut(delegation, post, now, actor.person_id, now)


def _concerned(actor: Actor, delegation: Delegation, post: Post) -> bool:
    concerned = actor.person_id in (delegation.person_id, post.person_id)
    return concerned or actor.holds(Permission.PEOPLE_WRITE, post.code) is not None
