"""Erasing in GraphQL."""

from typing import Annotated

import strawberry

from gridcall.erasing import actions
from gridcall.gql import Done, Info, Refusal, actor_of, new_uuid_of, requires, uuid_of
from gridcall.people.permissions import Permission

ErasePersonResult = Annotated[Done | Refusal, strawberry.union("ErasePersonResult")]


@strawberry.type
class ErasingMutation:
    @strawberry.mutation(extensions=[requires(Permission.PEOPLE_WRITE)])  # type: ignore[untyped-decorator]
    async def erase_person(
        self, info: Info, id: strawberry.ID, person_id: strawberry.ID, reason: str
    ) -> ErasePersonResult:
        """Forgets a person for ever and closes the points account. `id` is client-made, a UUIDv7."""
        whom = uuid_of(person_id, "personId")
        await actions.erase(actor_of(info), new_uuid_of(id), whom, reason, now=info.context.now)
        return Done()
