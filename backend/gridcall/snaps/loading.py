"""What hangs on snaps, loaded once per request and level: all keys of a page go into one SQL."""

from collections.abc import Sequence
from uuid import UUID

from strawberry.dataloader import DataLoader

from gridcall.db import Row
from gridcall.gql import Context
from gridcall.people.permissions import Permission, Role
from gridcall.snaps import queries
from gridcall.snaps.parties import PersonFacts, PostFacts
from gridcall.snaps.rows import EntryRow, SnapRow


def timelines(context: Context) -> DataLoader[UUID, list[EntryRow]]:
    return context.loader("snap_timelines", _timelines)


async def _timelines(snap_ids: list[UUID]) -> list[list[EntryRow]]:
    found = await queries.timelines(snap_ids)
    return [found.get(snap_id, []) for snap_id in snap_ids]


def snaps(context: Context) -> DataLoader[UUID, SnapRow | None]:
    """Those that the reader may see."""

    async def load(ids: list[UUID]) -> list[SnapRow | None]:
        found = await queries.snaps_by_id(ids)
        backed = await queries.backed_by(context.actor.person_id, ids) if context.actor else set()
        seen = {key: snap for key, snap in found.items() if queries.sees(context.actor, snap) or key in backed}
        return [seen.get(key) for key in ids]

    return context.loader("snaps", load)


async def backed(context: Context, snap_id: UUID) -> bool:
    """Whether the reader backs the snap."""
    actor = context.actor
    if actor is None:
        return False

    async def load(ids: list[UUID]) -> list[bool]:
        found = await queries.backed_by(actor.person_id, ids)
        return [key in found for key in ids]

    return await context.loader("snaps_backed", load).load(snap_id)


async def person(context: Context, person_id: UUID | None) -> PersonFacts | None:
    return await context.loader("snap_persons", _persons).load(person_id) if person_id else None


async def _persons(ids: list[UUID]) -> list[PersonFacts | None]:
    found = {UUID(row["id"]): PersonFacts(row["name"], row["phone"]) for row in await queries.persons(ids)}
    return [found.get(key) for key in ids]


async def post(context: Context, post_id: UUID | None) -> PostFacts | None:
    return await context.loader("snap_posts", _posts).load(post_id) if post_id else None


async def _posts(ids: list[UUID]) -> list[PostFacts | None]:
    rows = await queries.posts(ids)
    found = {UUID(row["id"]): _post_of(row) for row in rows}
    return [found.get(key) for key in ids]


def _post_of(row: Row) -> PostFacts:
    return PostFacts(UUID(row["person_id"]), Role(row["role"]), row["unit_name"])


def handling_posts(context: Context) -> DataLoader[tuple[UUID, str], UUID | None]:
    """(person, code of the snap) -> the nearest post by which the person handles snaps there."""

    async def load(keys: list[tuple[UUID, str]]) -> list[UUID | None]:
        codes = sorted({code for _, snap_code in keys for code in queries.around(snap_code)})
        held = await queries.holders(Permission.SNAP_HANDLE, codes, context.now)
        return [_nearest(held, *key) for key in keys]

    return context.loader("snap_handling_posts", load)


def _nearest(held: Sequence[queries.Holder], person_id: UUID, code: str) -> UUID | None:
    fitting = [one for one in held if one.person_id == person_id and code.startswith(one.code)]
    return max(fitting, key=lambda one: len(one.code)).post_id if fitting else None
