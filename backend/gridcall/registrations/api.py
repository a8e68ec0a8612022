"""Double registration in GraphQL. Translates, decides nothing."""

from datetime import date
from typing import Annotated

import strawberry

from gridcall import db
from gridcall.gql import Context, Info, Refusal, actor_of, new_uuid_of, requires, uuid_of
from gridcall.grid import locate
from gridcall.people.api import Unit, unit_of
from gridcall.people.permissions import Permission
from gridcall.people.workflow import covers, masked_name
from gridcall.registrations import actions, queries


@strawberry.type
class Registration:
    """A unit, or one of its members, reports to a community (双报到)."""

    id: strawberry.ID
    unit_id: strawberry.ID
    unit_name: str
    person_id: strawberry.ID | None = strawberry.field(description="For whoever reads the name in full.")
    person_name: str | None = strawberry.field(description="None: the unit itself. Masked for strangers.")
    community: str
    community_name: str
    starts_on: date
    ends_on: date | None = strawberry.field(description="The last day.")
    verified: bool = strawberry.field(description="A member counts once the unit's contact has verified it.")
    verified_by: str | None
    mine: bool = strawberry.field(description="I am the member, or the unit's contact.")


async def all_shown(rows: list[db.Row], context: Context) -> list[Registration]:
    """Names in full for the unit's contacts, who reads registrations there, and the member."""
    index, actor = await locate.current(), context.actor
    represented = {str(unit) for unit in queries.represented(actor)}
    readable = actor.codes(Permission.REGISTRATION_READ) if actor else ()

    def shown(row: db.Row) -> Registration:
        contact = str(row["unit_id"]) in represented
        me = actor is not None and row["person_id"] is not None and str(row["person_id"]) == str(actor.person_id)
        plain = contact or me or covers(readable, row["code"])
        name, by = row["person_name"], row["verified_by_name"]
        return Registration(
            id=strawberry.ID(str(row["id"])),
            unit_id=strawberry.ID(str(row["unit_id"])),
            unit_name=row["unit_name"],
            person_id=strawberry.ID(str(row["person_id"])) if plain and row["person_id"] else None,
            person_name=name if plain or name is None else masked_name(name),
            community=row["code"],
            community_name=index.names(row["code"]).community,
            starts_on=row["starts_on"],
            ends_on=row["ends_on"],
            verified=row["verified_by"] is not None,
            verified_by=by if plain else None,
            mine=me or contact,
        )

    return [shown(row) for row in rows]


RegisterUnitResult = Annotated[Registration | Refusal, strawberry.union("RegisterUnitResult")]
RegisterAsMemberResult = Annotated[Registration | Refusal, strawberry.union("RegisterAsMemberResult")]
VerifyMemberResult = Annotated[Registration | Refusal, strawberry.union("VerifyMemberResult")]
EndRegistrationResult = Annotated[Registration | Refusal, strawberry.union("EndRegistrationResult")]


@strawberry.input
class RegisterUnitInput:
    """`id` is client-made (UUIDv7) and is the idempotency key."""

    id: strawberry.ID
    unit_id: strawberry.ID
    community: str


@strawberry.input
class RegisterMemberInput:
    """`id` is client-made (UUIDv7) and is the idempotency key."""

    id: strawberry.ID
    unit_id: strawberry.ID
    community: str


@strawberry.type
class RegistrationsQuery:
    @strawberry.field
    async def registrations(self, info: Info, mine: bool) -> list[Registration]:
        """Mine, and those of the units that I represent; otherwise those that hold at my communities."""
        actor = actor_of(info)
        found = await queries.mine(actor) if mine else await queries.readable(actor, info.context.now)
        return await all_shown(found, info.context)

    @strawberry.field
    async def my_units(self, info: Info) -> list[Unit]:
        """Registered units in whose name I can claim: as their contact or a verified member."""
        return [unit_of(row) for row in await queries.units_of(actor_of(info), info.context.now)]


async def _one(key: object, info: Info) -> Registration:
    row = await queries.find(uuid_of(str(key)))
    return (await all_shown([row] if row else [], info.context))[0]


@strawberry.type
class RegistrationsMutation:
    @strawberry.mutation(extensions=[requires(Permission.UNIT_REPRESENT)])  # type: ignore[untyped-decorator]
    async def register_unit(self, info: Info, input: RegisterUnitInput) -> RegisterUnitResult:
        """The unit reports to a community, by its contact."""
        key, unit = new_uuid_of(input.id), uuid_of(input.unit_id, "unitId")
        return await _one(
            await actions.register_unit(actor_of(info), key, unit, input.community, now=info.context.now), info
        )

    @strawberry.mutation
    async def register_as_member(self, info: Info, input: RegisterMemberInput) -> RegisterAsMemberResult:
        """I report to a community as a member of a registered unit; its contact verifies it."""
        key, unit = new_uuid_of(input.id), uuid_of(input.unit_id, "unitId")
        return await _one(
            await actions.register_as_member(actor_of(info), key, unit, input.community, now=info.context.now), info
        )

    @strawberry.mutation(extensions=[requires(Permission.UNIT_REPRESENT)])  # type: ignore[untyped-decorator]
    async def verify_member(self, info: Info, id: strawberry.ID, registration_id: strawberry.ID) -> VerifyMemberResult:
        """The unit's contact says that this person is one of theirs."""
        key, of = new_uuid_of(id), uuid_of(registration_id, "registrationId")
        return await _one(await actions.verify_member(actor_of(info), key, of, now=info.context.now), info)

    @strawberry.mutation
    async def end_registration(
        self, info: Info, id: strawberry.ID, registration_id: strawberry.ID
    ) -> EndRegistrationResult:
        """By the member, or by the unit's contact."""
        key, of = new_uuid_of(id), uuid_of(registration_id, "registrationId")
        return await _one(await actions.end_registration(actor_of(info), key, of, now=info.context.now), info)
