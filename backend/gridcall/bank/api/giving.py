"""Points given to a person."""

from typing import Annotated

import strawberry

from gridcall.bank import accounts, actions
from gridcall.gql import Info, Refusal, actor_of, new_uuid_of
from gridcall.people.workflow import masked_name
from gridcall.points.api import PointsResult, shown_account, shown_transfer

GivePointsResult = Annotated[PointsResult | Refusal, strawberry.union("GivePointsResult")]


@strawberry.type
class Recipient:
    name: str = strawberry.field(description="The surname alone.")


@strawberry.type
class GivingQuery:
    @strawberry.field
    async def recipient(self, info: Info, phone: str) -> Recipient | None:
        """Whom points would go to; null when nobody has the number. Counted."""
        context = info.context
        name = await actions.recipient(actor_of(info), phone, address=context.address, now=context.now)
        return Recipient(name=masked_name(name)) if name else None


@strawberry.type
class GivingMutation:
    @strawberry.mutation
    async def give_points(
        self, info: Info, id: strawberry.ID, to_phone: str, points: int, words: str | None = None
    ) -> GivePointsResult:
        """To the person with that number; at most so many a day (assumed). Giving never renews points."""
        actor, context = actor_of(info), info.context
        booked = await actions.give(
            actor,
            new_uuid_of(id),
            to_phone,
            points,
            words or "",
            address=context.address,
            settings=context.settings,
            now=context.now,
        )
        own = accounts.of_person(actor.person_id).id
        return PointsResult(
            transfer=shown_transfer(booked.transfer),
            accounts=[shown_account(one) for one in booked.accounts if one.id == own],
            replayed=booked.replayed,
        )
