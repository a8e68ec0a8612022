"""People's queries."""

import strawberry

from gridcall import db
from gridcall.errors import InvalidInput
from gridcall.gql import Info, PageInfo, actor_of, page_size, requires, uuid_of
from gridcall.people import actions, queries
from gridcall.people.api.types import (
    CastMember,
    Me,
    Person,
    PersonConnection,
    Post,
    RevealConnection,
    Unit,
    me_of,
    person_of,
    post_of,
    reveals_of,
    unit_of,
)
from gridcall.people.permissions import Permission, Role
from gridcall.people.workflow import LONGEST_TYPED, check_code

SEARCH_AT_MOST = LONGEST_TYPED


@strawberry.type
class PeopleQuery:
    @strawberry.field
    async def me(self, info: Info) -> Me | None:
        """Whoever asks; null when nobody is signed in."""
        actor = info.context.actor
        return me_of(actor) if actor else None

    @strawberry.field
    async def demo_cast(self, info: Info) -> list[CastMember]:
        """The made-up persons to sign in as. Empty outside of a demo."""
        if not info.context.settings.demo:
            return []
        cast = await queries.cast()
        posts = await queries.posts_of([row["id"] for row in cast], info.context.now)
        return [_cast_member(row, next(iter(posts[row["id"]]), None)) for row in cast]

    @strawberry.field(extensions=[requires(Permission.PEOPLE_READ)])  # type: ignore[untyped-decorator]
    async def people(
        self,
        info: Info,
        first: int,
        after: str | None = None,
        search: str | None = None,
        code: str | None = None,
    ) -> PersonConnection:
        """Persons at the codes that the asker may read, by name.

        `search`: a part of the name, the last four digits of the number, or the whole number, which is counted.
        """
        context = info.context
        if search and len(search) > SEARCH_AT_MOST:
            raise InvalidInput("search", "too_long")
        page = await actions.find_people(
            actor_of(info),
            page_size(first),
            after=after,
            search=search,
            within=check_code(code) if code else None,
            address=context.address,
            now=context.now,
        )
        return PersonConnection(
            nodes=[person_of(row) for row in page.rows],
            page_info=PageInfo(has_next_page=page.has_next, end_cursor=page.end_cursor),
        )

    @strawberry.field
    async def person(self, info: Info, id: strawberry.ID) -> Person | None:
        """Oneself, or a person whom the asker may read."""
        row = await queries.person(actor_of(info), uuid_of(id), info.context.now)
        return person_of(row) if row else None

    @strawberry.field
    async def reveals_of_me(self, info: Info, first: int, after: str | None = None) -> RevealConnection:
        """Who looked at one's own number, the latest first."""
        return reveals_of(await queries.reveals_of(actor_of(info).person_id, page_size(first), after))

    @strawberry.field(extensions=[requires(Permission.PEOPLE_WRITE)])  # type: ignore[untyped-decorator]
    async def reveals(self, info: Info, first: int, after: str | None = None) -> RevealConnection:
        """Who looked at whose number, as far as the asker manages one of the two; the latest first."""
        return reveals_of(await queries.reveals(actor_of(info), page_size(first), after, info.context.now))

    @strawberry.field(extensions=[requires(Permission.PEOPLE_READ)])  # type: ignore[untyped-decorator]
    async def units(self, info: Info, code: str | None = None) -> list[Unit]:
        """Units at the asker's codes and of the divisions around them."""
        found = await queries.units(actor_of(info), check_code(code) if code else None)
        return [unit_of(row) for row in found]

    @strawberry.field(extensions=[requires(Permission.PEOPLE_READ)])  # type: ignore[untyped-decorator]
    async def posts(self, info: Info, code: str, role: Role | None = None) -> list[Post]:
        """Posts held now or to come inside a division, and who stands in."""
        found = await queries.posts_in(actor_of(info), check_code(code), role, info.context.now)
        return [post_of(row) for row in found]


def _cast_member(row: db.Row, post: db.Row | None) -> CastMember:
    elsewhere = post is None or post["code"] != post["unit_code"]
    return CastMember(
        person_id=strawberry.ID(row["id"]),
        name=row["name"],
        role=Role(post["role"]) if post else None,
        duty=row["duty"],
        unit_name=post["unit_name"] if post else "",
        code=(post["code"] if post else row["home_code"]) if elsewhere else "",
    )
