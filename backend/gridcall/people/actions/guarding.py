"""At least one administrator remains: checked by whatever ends a post or disables an account."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from tortoise.queryset import QuerySet

from gridcall import clock
from gridcall.errors import InvalidInput
from gridcall.people import queries
from gridcall.people.models import Post
from gridcall.people.permissions import Permission, roles_granting


async def lock_administrators() -> None:
    """Before anything else that such a change locks: two administrators cannot remove each other at once."""
    await _administrators().select_for_update()


def _administrators() -> QuerySet[Post]:
    return Post.filter(role__in=roles_granting(Permission.PEOPLE_WRITE)).order_by("id")


async def check_administrators(
    *, posts: Sequence[UUID] = (), person: UUID | None = None, after: date, now: datetime
) -> None:
    """InvalidInput when, without these posts or this person, a place that was managed would be managed by nobody."""
    day = clock.day_of(now)
    for post in await _administrators():
        going = post.id in posts or post.person_id == person
        held = post.ended_at is None and post.starts_on <= day <= (post.ends_on or date.max)
        if not (going and held):
            continue
        if not await queries.administrators_without(post.code, posts=posts, person=person, after=after, now=now):
            raise InvalidInput("id", "last_administrator")
