"""The types of activities, made from rows as far as the reader may know."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import strawberry

from gridcall import clock, db
from gridcall.activities import actions, queries, workflow
from gridcall.activities.workflow import STEPS, ActivityStatus, ActivityStep
from gridcall.gql import Context, Info, PageInfo
from gridcall.people.permissions import Permission
from gridcall.people.workflow import masked_name
from gridcall.points.queries import points_in_force
from gridcall.points.rules import Cause
from gridcall.words import say

for enum in (ActivityStatus, ActivityStep):
    strawberry.enum(enum)


@strawberry.type
class Participant:
    """Known to whoever organises there, and to oneself."""

    person_id: strawberry.ID
    name: str
    hours: int | None = strawberry.field(description="Attended; null until recorded.")
    earned: int | None = strawberry.field(description="Points, once signed off.")


@strawberry.type
class ActivityAction:
    """A step, and whether the reader may take it now."""

    step: ActivityStep
    allowed: bool
    reason: str | None = strawberry.field(description="Why not.")


@strawberry.type
class Activity:
    """Something that a community does together; whole hours become points (assumed: one each)."""

    row: strawberry.Private[db.Row]
    id: strawberry.ID
    code: str
    community_name: str
    title: str
    words: str
    place: str
    starts_at: datetime
    ends_at: datetime
    hours: int = strawberry.field(description="So many at most count for anybody.")
    capacity: int | None
    joined: int
    status: ActivityStatus
    organiser_name: str = strawberry.field(description="The surname alone for whoever does not work there.")
    version: int

    @strawberry.field
    async def joined_by_me(self, info: Info) -> bool:
        actor = info.context.actor
        return actor is not None and any(UUID(one["person_id"]) == actor.person_id for one in await self._there(info))

    @strawberry.field
    async def points_per_hour(self, info: Info) -> int:
        """By the rule in force on the day of the activity; 0 without one."""
        day = clock.day_of(self.starts_at)
        return await points_in_force(Cause.ACTIVITY_HOUR, self.code, day)

    @strawberry.field
    async def participants(self, info: Info) -> list[Participant]:
        """Everybody for whoever organises there; others find themselves alone."""
        actor = info.context.actor
        if actor is None:
            return []
        organises = actor.holds(Permission.ACTIVITY_ORGANISE, self.code) is not None
        there = await self._there(info)
        return [_participant(row) for row in there if organises or UUID(row["person_id"]) == actor.person_id]

    @strawberry.field
    async def available_actions(self, info: Info) -> list[ActivityAction]:
        """Every step, with the reason for each that is refused."""
        return [_action(info.context, self, step, await self._there(info)) for step in STEPS.values()]

    async def _there(self, info: Info) -> list[db.Row]:
        return await info.context.loader("participants", _participants).load(UUID(self.id))


@strawberry.type
class ActivityEdge:
    cursor: str
    node: Activity


@strawberry.type
class ActivityConnection:
    nodes: list[Activity]
    page_info: PageInfo
    feed_cursor: str = strawberry.field(description="The list holds every event up to here.")

    @strawberry.field
    def edges(self) -> list[ActivityEdge]:
        return [ActivityEdge(cursor=queries.cursor_of(node.row), node=node) for node in self.nodes]


async def _participants(keys: list[UUID]) -> list[list[db.Row]]:
    found = await queries.participants(keys)
    return [found[key] for key in keys]


def _participant(row: db.Row) -> Participant:
    return Participant(
        person_id=strawberry.ID(row["person_id"]), name=row["name"], hours=row["hours"], earned=row["earned"]
    )


def _action(context: Context, activity: Activity, step: workflow.Step, there: Sequence[db.Row]) -> ActivityAction:
    if context.actor is None:
        return ActivityAction(step=step.name, allowed=False, reason=say("sign_in_required", context.language))
    standing = actions.standing(
        context.actor,
        code=activity.code,
        status=activity.status,
        times=(activity.starts_at, activity.ends_at),
        organiser_id=UUID(activity.row["organiser_id"]),
        capacity=activity.capacity,
        attended={UUID(row["person_id"]): row["hours"] for row in there},
    )
    refused = workflow.refusal(step, standing, context.now)
    reason = say(refused.reason, context.language) if refused else None
    return ActivityAction(step=step.name, allowed=refused is None, reason=reason)


def shown(row: db.Row, context: Context) -> Activity:
    """The activity as the reader may know it."""
    actor = context.actor
    own = actor is not None and str(actor.person_id) == row["organiser_id"]
    known = own or (actor is not None and actor.holds(Permission.ACTIVITY_ORGANISE, row["code"]) is not None)
    plain = ("code", "community_name", "title", "words", "place", "starts_at", "ends_at", "hours", "capacity", "joined")
    return Activity(
        row=row,
        id=strawberry.ID(row["id"]),
        status=ActivityStatus(row["status"]),
        version=row["version"],
        organiser_name=row["organiser_name"] if known else masked_name(row["organiser_name"]),
        **{name: row[name] for name in plain},
    )
