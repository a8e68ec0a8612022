"""From what a client sent to what the actions take."""

from gridcall.gql import new_uuid_of
from gridcall.points.actions.ruling import NewRule
from gridcall.points.api.types import EarningRuleInput


def new_rule(input: EarningRuleInput) -> NewRule:
    facts = {name: value for name, value in vars(input).items() if name != "id"}
    return NewRule(id=new_uuid_of(input.id), **facts)
