"""Persons, units, posts and sessions as GraphQL types."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

import strawberry
from strawberry.dataloader import DataLoader

from gridcall import clock, db
from gridcall.gql import Context, Info, PageInfo
from gridcall.people import queries, sessions
from gridcall.people.actor import Actor
from gridcall.people.permissions import Role
from gridcall.people.ports import ports
from gridcall.people.workflow import UnitKind, masked_phone
from gridcall.words import Language

for enum in (Role, UnitKind):
    strawberry.enum(enum)


@strawberry.type(description="A department, office, committee, agency or company (单位).")
class Unit:
    id: strawberry.ID
    name: str
    kind: UnitKind
    code: str
    dissolved_on: date | None = strawberry.field(description="Its last day.")
    version: int


@strawberry.type(description="A dated post (岗位), or one that is stood in for: then actingFor names the post.")
class Post:
    id: strawberry.ID = strawberry.field(description="Of a post stood in for: the delegation's id.")
    person_id: strawberry.ID
    person_name: str
    unit: Unit
    role: Role
    code: str
    starts_on: date
    ends_on: date | None = strawberry.field(description="The last day.")
    acting_for: strawberry.ID | None
    acting_for_name: str | None = strawberry.field(description="Who holds the post.")
    acting_until: datetime | None

    @strawberry.field
    async def place_name(self, info: Info) -> str:
        """The division or cell at the post's code."""
        return await _places(info.context).load(self.code)


@strawberry.type(description="An account. Names of residents are masked for whoever does not manage them.")
class Person:
    id: strawberry.ID
    name: str
    phone: str = strawberry.field(description="Masked: revealPerson shows it, and keeps a log.")
    language: Language
    disabled: bool
    erased: bool = strawberry.field(description="Nothing names them any more, for ever.")
    has_password: bool
    version: int

    @strawberry.field
    async def posts(self, info: Info) -> list[Post]:
        """Held now or to come, and those stood in for."""
        return [post_of(row) for row in await _posts(info.context).load(str(self.id))]


@strawberry.type
class PersonConnection:
    nodes: list[Person]
    page_info: PageInfo


@strawberry.type(description="Somebody looked at a name and number that are masked, and said why.")
class Reveal:
    id: strawberry.ID
    at: datetime
    reason: str
    person_name: str
    by_person_id: strawberry.ID
    by_name: str

    @strawberry.field
    async def by_posts(self, info: Info) -> list[Post]:
        """What whoever looked is today."""
        return [post_of(row) for row in await _posts(info.context).load(str(self.by_person_id))]


@strawberry.type
class RevealConnection:
    nodes: list[Reveal]
    page_info: PageInfo


@strawberry.type(description="A signed-in device.")
class Session:
    id: strawberry.ID
    device: str
    created_at: datetime
    seen_at: datetime = strawberry.field(description="To the minute.")
    current: bool


@strawberry.type(description="Whoever asks.")
class Me:
    actor: strawberry.Private[Actor]
    home_code: str
    permissions: list[str] = strawberry.field(description="Held anywhere at all.")

    @strawberry.field
    async def person(self) -> Person:
        return person_of(await queries.own(self.actor.person_id))

    @strawberry.field
    async def posts(self, info: Info) -> list[Post]:
        return [post_of(row) for row in await _posts(info.context).load(str(self.actor.person_id))]

    @strawberry.field
    async def sessions(self, info: Info) -> list[Session]:
        """Open ones, the last seen first."""
        found = await queries.sessions_of(self.actor.person_id, info.context.now - sessions.IDLE)
        return [_session_of(row, self.actor.session_id) for row in found]

    @strawberry.field
    async def unread(self) -> int:
        """Items in the inbox that were not read."""
        return await ports.unread(self.actor.person_id)

    @strawberry.field
    async def home_name(self, info: Info) -> str:
        return await _places(info.context).load(self.home_code) if self.home_code else ""


@strawberry.type(description="A made-up person of the demo.")
class CastMember:
    person_id: strawberry.ID
    name: str
    role: Role | None = strawberry.field(description="None for a resident.")
    duty: str
    unit_name: strawberry.Private[str]
    code: strawberry.Private[str]

    @strawberry.field
    async def posting(self, info: Info) -> str:
        """The unit of the first post, and the place where that is not the unit's own; a resident's home."""
        place = await _places(info.context).load(self.code) if self.code else ""
        return " · ".join(part for part in (self.unit_name, place) if part)


def unit_of(row: db.Row) -> Unit:
    return Unit(
        id=strawberry.ID(row["id"]),
        name=row["name"],
        kind=UnitKind(row["kind"]),
        code=row["code"],
        dissolved_on=row["dissolved_on"],
        version=row["version"],
    )


def post_of(row: db.Row) -> Post:
    """From a row of `queries.posts_of` and its like. A stand-in's days are those of the delegation."""
    acting = row["acting_until"] is not None
    return Post(
        id=strawberry.ID(row["id"]),
        person_id=strawberry.ID(row["person_id"]),
        person_name=row["person_name"],
        unit=unit_of({column: row[f"unit_{column}"] for column in UNIT_COLUMNS}),
        role=Role(row["role"]),
        code=row["code"],
        starts_on=clock.day_of(row["acting_from"]) if acting else row["starts_on"],
        ends_on=clock.day_of(row["acting_until"]) if acting else row["ends_on"],
        acting_for=strawberry.ID(row["acting_for"]) if acting else None,
        acting_for_name=row["acting_for_name"],
        acting_until=row["acting_until"],
    )


UNIT_COLUMNS = ("id", "name", "kind", "code", "dissolved_on", "version")


def person_of(row: db.Row) -> Person:
    return Person(
        id=strawberry.ID(row["id"]),
        name=row["name_shown"],
        phone=masked_phone(row["phone"]),
        language=Language(row["language"]),
        disabled=bool(row["disabled"]),
        erased=bool(row["erased"]),
        has_password=bool(row["has_password"]),
        version=row["version"],
    )


def reveals_of(page: queries.Page) -> RevealConnection:
    facts = ("id", "at", "reason", "person_name", "by_person_id", "by_name")
    return RevealConnection(
        nodes=[Reveal(**{fact: row[fact] for fact in facts}) for row in page.rows],
        page_info=PageInfo(has_next_page=page.has_next, end_cursor=page.end_cursor),
    )


def me_of(actor: Actor) -> Me:
    held = {permission.value for hat in actor.hats for permission in hat.permissions}
    return Me(actor=actor, home_code=actor.home_code, permissions=sorted(held))


def _session_of(row: db.Row, current: UUID) -> Session:
    return Session(
        id=strawberry.ID(row["id"]),
        device=row["device"],
        created_at=row["created_at"],
        seen_at=row["seen_at"],
        current=row["id"] == str(current),
    )


def _posts(context: Context) -> DataLoader[str, list[db.Row]]:
    async def load(person_ids: list[str]) -> list[list[db.Row]]:
        found = await queries.posts_of(person_ids, context.now)
        return [found[key] for key in person_ids]

    return context.loader("people.posts", load)


def _places(context: Context) -> DataLoader[str, str]:
    """The name of a place; a code that has none stands for itself."""

    async def load(codes: list[str]) -> Sequence[str]:
        names = await ports.place_names(codes, clock.day_of(context.now))
        return [names.get(code, code) for code in codes]

    return context.loader("people.places", load)  # type: ignore[arg-type]
