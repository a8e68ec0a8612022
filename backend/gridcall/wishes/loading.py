"""What hangs on a wish: one SQL per level, and only what was asked for."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from uuid import UUID

from gridcall import db
from gridcall.gql import Context
from gridcall.people.permissions import Role
from gridcall.snaps import queries as snaps
from gridcall.snaps.parties import PersonFacts, PostFacts
from gridcall.wishes import queries
from gridcall.wishes.rows import ClaimRow, EntryRow, WishRow


@dataclass
class Shelf:
    """What was not asked for is empty."""

    claim: ClaimRow | None = None
    claims: dict[UUID, ClaimRow] = field(default_factory=dict)  # former ones too, by their id
    entries: list[EntryRow] = field(default_factory=list)
    looks: list[db.Row] = field(default_factory=list)
    persons: dict[UUID, PersonFacts] = field(default_factory=dict)
    posts: dict[UUID, PostFacts] = field(default_factory=dict)
    household: bool = False

    def person(self, person_id: UUID | None) -> PersonFacts | None:
        return self.persons.get(person_id) if person_id else None

    def post(self, post_id: UUID | None) -> PostFacts | None:
        return self.posts.get(post_id) if post_id else None


async def hang(context: Context, wish: WishRow, asked: Collection[str]) -> Shelf:
    """Everything that the fields in `asked` will look up. The claim always: rights hang on it."""
    shelf = Shelf(claim=await queries.claim_of(wish))
    if not {"entries", "photos"}.isdisjoint(asked):
        shelf.entries = (await queries.timelines([wish.id])).get(wish.id, [])
    if "entries" in asked:
        shelf.claims = await queries.claims_by_id(_known(entry.claim_id for entry in shelf.entries))
    if "looks" in asked and context.actor and context.actor.person_id in wish.askers:
        shelf.looks = (await queries.looks([wish.id])).get(wish.id, [])
    if not {"entries", "claim"}.isdisjoint(asked):
        await _add_parties(shelf)
    if context.actor and not {"availableActions", "contactVisible"}.isdisjoint(asked):
        shelf.household = bool(await queries.shares_household(context.actor.person_id, [wish]))
    return shelf


async def _add_parties(shelf: Shelf) -> None:
    claim = shelf.claim
    persons = {entry.by_person_id for entry in shelf.entries} | {entry.to_person_id for entry in shelf.entries}
    persons |= {claim.person_id, *claim.companions} if claim else set()
    for row in await snaps.persons(_known(persons)):
        shelf.persons[UUID(str(row["id"]))] = PersonFacts(row["name"], row["phone"])
    for row in await snaps.posts(_known({entry.by_post_id for entry in shelf.entries})):
        shelf.posts[UUID(str(row["id"]))] = PostFacts(row["person_id"], Role(row["role"]), row["unit_name"])


def _known(ids: Iterable[UUID | None]) -> list[UUID]:
    return sorted({key for key in ids if key is not None})
