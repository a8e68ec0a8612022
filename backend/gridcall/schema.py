"""Puts every api.py together into one schema."""

import strawberry
from strawberry.schema.config import StrawberryConfig

from gridcall.about import AboutQuery
from gridcall.feed.api import FeedQuery, FeedSubscription
from gridcall.gql import EXCEPTION_HANDLERS, SCALARS, Problem
from gridcall.grid.api import GridMutation, GridQuery
from gridcall.people.api import PeopleMutation, PeopleQuery
from gridcall.push.api import PushMutation, PushQuery
from gridcall.snaps.api import SnapsMutation, SnapsQuery


@strawberry.type
class Query(AboutQuery, PeopleQuery, GridQuery, SnapsQuery, FeedQuery, PushQuery): ...


@strawberry.type
class Mutation(PeopleMutation, GridMutation, SnapsMutation, PushMutation): ...


@strawberry.type
class Subscription(FeedSubscription): ...


schema = strawberry.Schema(
    query=Query,
    mutation=Mutation,
    subscription=Subscription,
    types=[Problem],
    exception_handlers=EXCEPTION_HANDLERS,
    config=StrawberryConfig(sort_schema=True, scalar_map=SCALARS),
)


def printed() -> str:
    """The schema as text, for schema.graphql."""
    return schema.as_str() + "\n"
