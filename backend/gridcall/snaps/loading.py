"""What hangs on snaps, loaded for all snaps of an answer at once: one SQL per level, and only what was asked for.

The fields of a snap then only look it up: a field that waits would cost a task of its own per snap.
"""

import asyncio
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from graphql import FieldNode, FragmentDefinitionNode, FragmentSpreadNode, SelectionSetNode

from gridcall.db import Row
from gridcall.gql import Context, Info
from gridcall.grid.api import GridCell, cell_by_code
from gridcall.people.permissions import Permission, Role
from gridcall.snaps import queries
from gridcall.snaps.parties import PersonFacts, PostFacts
from gridcall.snaps.rows import EntryRow, SnapRow


@dataclass
class Shelf:
    """By the ids of snaps, persons and posts, as text; what was not asked for is empty."""

    timelines: dict[str, list[EntryRow]] = field(default_factory=dict)
    persons: dict[str, PersonFacts] = field(default_factory=dict)
    posts: dict[str, PostFacts] = field(default_factory=dict)
    handling: dict[str, str] = field(default_factory=dict)  # snap -> the post of its assignee
    backed: set[UUID] = field(default_factory=set)
    merged: dict[UUID, SnapRow] = field(default_factory=dict)
    cells: dict[str, GridCell] = field(default_factory=dict)

    def person(self, person_id: str | None) -> PersonFacts | None:
        return self.persons.get(person_id) if person_id else None

    def post(self, post_id: str | None) -> PostFacts | None:
        return self.posts.get(post_id) if post_id else None


async def hang(context: Context, snaps: Sequence[SnapRow], asked: Collection[str]) -> Shelf:
    """Everything that the fields in `asked` will look up for `snaps`."""
    shelf = Shelf()
    if not {"photos", "entries", "reporter"}.isdisjoint(asked):
        shelf.timelines = await queries.timelines([snap.id for snap in snaps])
    if "assignee" in asked:
        shelf.handling = await _handling(context, snaps)
    if not {"entries", "reporter", "assignee"}.isdisjoint(asked):
        await _add_parties(shelf, snaps)
    if context.actor and not {"backedByMe", "availableActions"}.isdisjoint(asked):
        shelf.backed = await queries.backed_by(context.actor.person_id, [snap.id for snap in snaps])
    if "mergedInto" in asked:
        shelf.merged = await _merged(context, snaps)
    if "cell" in asked:
        shelf.cells = await _cells(context, {snap.cell_code for snap in snaps if snap.cell_code})
    return shelf


async def _add_parties(shelf: Shelf, snaps: Sequence[SnapRow]) -> None:
    """Whoever appears in the timelines, has reported, or has it in hand; and under which posts."""
    entries = [entry for timeline in shelf.timelines.values() for entry in timeline]
    persons = {str(snap.reporter_id) for snap in snaps} | {str(snap.assignee_id) for snap in snaps if snap.assignee_id}
    persons |= {key for entry in entries for key in (entry.by_person_id, entry.to_person_id) if key}
    posts = {entry.by_post_id for entry in entries if entry.by_post_id} | set(shelf.handling.values())
    for row in await queries.persons(list(persons)):
        shelf.persons[row["id"]] = PersonFacts(row["name"], row["phone"])
    for row in await queries.posts(list(posts)):
        shelf.posts[row["id"]] = _post_of(row)


def _known(ids: Iterable[UUID | None]) -> list[UUID]:
    return [key for key in ids if key is not None]


def _post_of(row: Row) -> PostFacts:
    return PostFacts(row["person_id"], Role(row["role"]), row["unit_name"])


async def _handling(context: Context, snaps: Sequence[SnapRow]) -> dict[str, str]:
    """Snap -> the nearest post by which its assignee handles snaps there."""
    held = [snap for snap in snaps if snap.assignee_id]
    codes = sorted({code for snap in held for code in queries.around(snap.code)})
    holders = await queries.holders(Permission.SNAP_HANDLE, codes, context.now) if codes else []
    by_person: dict[UUID, list[queries.Holder]] = {}
    for holder in holders:
        by_person.setdefault(holder.person_id, []).append(holder)
    found = {}
    for snap in held:
        fitting = [one for one in by_person.get(snap.assignee_id or UUID(int=0), ()) if snap.code.startswith(one.code)]
        if fitting:
            found[str(snap.id)] = str(max(fitting, key=lambda one: len(one.code)).post_id)
    return found


async def _merged(context: Context, snaps: Sequence[SnapRow]) -> dict[UUID, SnapRow]:
    """The snaps that others were merged into, as far as the reader may see them."""
    found = await queries.snaps_by_id(_known({snap.merged_into_id for snap in snaps}))
    backed = await queries.backed_by(context.actor.person_id, list(found)) if context.actor else set()
    return {key: snap for key, snap in found.items() if queries.sees(context.actor, snap) or key in backed}


async def _cells(context: Context, codes: Collection[str]) -> dict[str, GridCell]:
    # Asked for together, awaited one by one: the first wait loads them all.
    asked = {code: asyncio.ensure_future(cell_by_code(context, code)) for code in codes}
    found = {code: await cell for code, cell in asked.items()}
    return {code: cell for code, cell in found.items() if cell is not None}


def fields_asked(info: Info) -> set[str]:
    """The names of all fields below the one being resolved, those of fragments included."""
    raw = info._raw_info
    seen: set[str] = set()
    return {name for node in raw.field_nodes for name in _names(node.selection_set, raw.fragments, seen)}


def _names(
    selected: SelectionSetNode | None, fragments: dict[str, FragmentDefinitionNode], seen: set[str]
) -> Iterator[str]:
    for node in selected.selections if selected else ():
        if isinstance(node, FragmentSpreadNode):
            if node.name.value in seen:
                continue
            seen.add(node.name.value)
            yield from _names(fragments[node.name.value].selection_set, fragments, seen)
        else:
            if isinstance(node, FieldNode):
                yield node.name.value
            yield from _names(getattr(node, "selection_set", None), fragments, seen)
