"""What can be done with rules, corrections and accounts."""

from typing import Annotated

import strawberry

from gridcall.gql import Info, Refusal, actor_of, new_uuid_of, requires, uuid_of
from gridcall.people.permissions import Permission
from gridcall.points import queries
from gridcall.points.actions import adjusting, closing, ruling
from gridcall.points.api.types import (
    Adjustment,
    EarningRule,
    EarningRuleInput,
    PointsResult,
    result_of,
    shown_adjustment,
    shown_rule,
)
from gridcall.points.api.values import new_rule

SetEarningRuleResult = Annotated[EarningRule | Refusal, strawberry.union("SetEarningRuleResult")]
ProposeAdjustmentResult = Annotated[Adjustment | Refusal, strawberry.union("ProposeAdjustmentResult")]
DecideAdjustmentResult = Annotated[Adjustment | Refusal, strawberry.union("DecideAdjustmentResult")]
ClosePointsAccountResult = Annotated[PointsResult | Refusal, strawberry.union("ClosePointsAccountResult")]


@strawberry.type
class PointsMutation:
    @strawberry.mutation(extensions=[requires(Permission.POINTS_RULE)])  # type: ignore[untyped-decorator]
    async def set_earning_rule(self, info: Info, input: EarningRuleInput) -> SetEarningRuleResult:
        """A cause's next rule, from a day on. The one before it ends the day before."""
        return shown_rule(await ruling.set_rule(actor_of(info), new_rule(input), now=info.context.now))

    @strawberry.mutation(extensions=[requires(Permission.POINTS_ADJUST)])  # type: ignore[untyped-decorator]
    async def propose_adjustment(
        self, info: Info, id: strawberry.ID, account_id: strawberry.ID, points: int, add: bool, reason: str
    ) -> ProposeAdjustmentResult:
        """A correction that somebody else has to decide. `id` is client-made, a UUIDv7."""
        made = await adjusting.propose(
            actor_of(info),
            new_uuid_of(id),
            uuid_of(account_id, "accountId"),
            points,
            add=add,
            reason=reason,
            now=info.context.now,
        )
        return shown_adjustment(await queries.adjustment(made), actor_of(info).person_id)

    @strawberry.mutation(extensions=[requires(Permission.POINTS_ADJUST)])  # type: ignore[untyped-decorator]
    async def decide_adjustment(
        self, info: Info, id: strawberry.ID, adjustment_id: strawberry.ID, grant: bool, words: str | None = None
    ) -> DecideAdjustmentResult:
        """Grants or declines what somebody else has proposed. `id` is client-made, a UUIDv7."""
        decided = await adjusting.decide(
            actor_of(info),
            new_uuid_of(id),
            uuid_of(adjustment_id, "adjustmentId"),
            grant=grant,
            words=words or "",
            now=info.context.now,
        )
        return shown_adjustment(await queries.adjustment(decided), actor_of(info).person_id)

    @strawberry.mutation
    async def close_points_account(
        self, info: Info, id: strawberry.ID, account_id: strawberry.ID
    ) -> ClosePointsAccountResult:
        """One's own account, for ever; what is left in it is over. `id` is client-made, a UUIDv7."""
        account = uuid_of(account_id, "accountId")
        booked = await closing.close(actor_of(info), new_uuid_of(id), account, now=info.context.now)
        return result_of(booked, account)
