"""What can be asked of the ledger."""

import strawberry

from gridcall.gql import Info, actor_of, page_size, requires, uuid_of
from gridcall.people.permissions import Permission
from gridcall.people.workflow import check_code
from gridcall.points import queries, verdicts
from gridcall.points.actions import ruling
from gridcall.points.api.types import (
    Adjustment,
    EarningRule,
    EarningRuleInput,
    LedgerFault,
    LedgerVerdict,
    PointsAccount,
    RuleTrial,
    account_at,
    shown_adjustment,
    shown_rule,
)
from gridcall.points.api.values import new_rule
from gridcall.points.rules import Holder


@strawberry.type
class PointsQuery:
    @strawberry.field
    async def my_points(self, info: Info) -> PointsAccount | None:
        """The asker's own account; null while nothing was ever booked on it."""
        return await account_at(Holder.person(actor_of(info).person_id).account, info)

    @strawberry.field
    async def earning_rules(self, info: Info, code: str) -> list[EarningRule]:
        """A district's rules, the newest version of each cause first. Everybody may read them."""
        return [shown_rule(rule) for rule in await queries.rules_of(check_code(code))]

    @strawberry.field(extensions=[requires(Permission.POINTS_RULE)])  # type: ignore[untyped-decorator]
    async def try_earning_rule(self, info: Info, input: EarningRuleInput) -> RuleTrial:
        """What the rule would have given in the last thirty days. Changes nothing."""
        found = await ruling.try_rule(actor_of(info), new_rule(input), now=info.context.now)
        return RuleTrial(
            causes=found.trial.causes,
            earnings=found.trial.earnings,
            points=found.trial.points,
            capped=found.trial.capped,
            points_under_rule_in_force=found.in_force,
            begins=found.begins,
            ends=found.ends,
        )

    @strawberry.field(extensions=[requires(Permission.POINTS_ADJUST)])  # type: ignore[untyped-decorator]
    async def adjustments(self, info: Info, first: int, after: strawberry.ID | None = None) -> list[Adjustment]:
        """Corrections at the asker's codes, the newest first; `after` is the last one's id."""
        actor = actor_of(info)
        place = uuid_of(after, "after") if after else None
        found = await queries.adjustments(actor.codes(Permission.POINTS_ADJUST), page_size(first), place)
        return [shown_adjustment(row, actor.person_id) for row in found]

    @strawberry.field(extensions=[requires(Permission.POINTS_ADJUST)])  # type: ignore[untyped-decorator]
    async def holder_account(self, info: Info, person_id: strawberry.ID) -> PointsAccount | None:
        """A person's account, for whoever may propose a correction of it; null while nothing was ever booked on it."""
        account = Holder.person(uuid_of(person_id, "personId")).account
        belongs = await queries.code_of_owner(account.owner)
        if belongs is None or actor_of(info).holds(Permission.POINTS_ADJUST, belongs[0]) is None:
            return None
        return await account_at(account, info)

    @strawberry.field(extensions=[requires(Permission.POINTS_VERIFY)])  # type: ignore[untyped-decorator]
    async def ledger_verify(self, info: Info) -> LedgerVerdict:
        """Plays the whole ledger again and says what does not hold."""
        verdict, checked_at = await verdicts.verdict(info.context.now)
        return LedgerVerdict(
            ok=verdict.ok,
            transfers=verdict.transfers,
            head_seq=verdict.seq,
            head_hash=verdict.hash,
            faults=[
                LedgerFault(
                    invariant=fault.invariant,
                    seq=fault.seq,
                    account_id=strawberry.ID(fault.account_id) if fault.account_id else None,
                    words=fault.words,
                )
                for fault in verdict.faults
            ],
            checked_at=checked_at,
        )
