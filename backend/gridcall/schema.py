"""Puts every api.py together into one schema."""

import strawberry
from strawberry.schema.config import StrawberryConfig

from gridcall.about import AboutQuery
from gridcall.activities.api import ActivitiesMutation, ActivitiesQuery
from gridcall.bank.api import BankMutation, BankQuery
from gridcall.calls.api import CallsMutation, CallsQuery
from gridcall.erasing.api import ErasingMutation
from gridcall.feed.api import FeedQuery, FeedSubscription
from gridcall.gql import EXCEPTION_HANDLERS, SCALARS, Problem
from gridcall.grid.api import GridMutation, GridQuery
from gridcall.people.api import PeopleMutation, PeopleQuery
from gridcall.points.api import PointsMutation, PointsQuery
from gridcall.push.api import PushMutation, PushQuery
from gridcall.registrations.api import RegistrationsMutation, RegistrationsQuery
from gridcall.responsibility.api import ResponsibilityMutation, ResponsibilityQuery
from gridcall.snaps.api import SnapsMutation, SnapsQuery
from gridcall.wishes.api import WishesMutation, WishesQuery


@strawberry.type
class Query(
    AboutQuery,
    PeopleQuery,
    GridQuery,
    RegistrationsQuery,
    PointsQuery,
    BankQuery,
    SnapsQuery,
    ResponsibilityQuery,
    CallsQuery,
    WishesQuery,
    ActivitiesQuery,
    FeedQuery,
    PushQuery,
): ...


@strawberry.type
class Mutation(
    PeopleMutation,
    GridMutation,
    RegistrationsMutation,
    PointsMutation,
    BankMutation,
    SnapsMutation,
    ResponsibilityMutation,
    CallsMutation,
    WishesMutation,
    ErasingMutation,
    ActivitiesMutation,
    PushMutation,
): ...


@strawberry.type
class Subscription(FeedSubscription): ...


def build(*, in_order: bool = False) -> strawberry.Schema:
    """The schema; `in_order` for printing alone: strawberry cannot execute unions of a sorted one."""
    return strawberry.Schema(
        query=Query,
        mutation=Mutation,
        subscription=Subscription,
        types=[Problem],
        exception_handlers=EXCEPTION_HANDLERS,
        config=StrawberryConfig(sort_schema=in_order, scalar_map=SCALARS),
    )


schema = build()


def printed() -> str:
    """The schema as text, for schema.graphql."""
    return build(in_order=True).as_str() + "\n"
