"""A community and its volunteers around one activity, over GraphQL."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from tests.cast import COMMUNITY, DISTRICT, LONG_AGO, World
from tests.client import Client

from gridcall import clock, db
from gridcall.points.models import EarningRule
from gridcall.points.rules import Cause

SignIn = Callable[[str], Awaitable[Client]]
PROBLEM = (
    "__typename ... on Problem { code message } ... on WrongStatus { actualStatus step } ... on InvalidInput { field }"
)
ACTIVITY = """... on Activity { id title status joined joinedByMe hours capacity organiserName pointsPerHour version
    communityName participants { personId name hours earned } availableActions { step allowed reason } }"""
MUTATIONS = {
    "publishActivity": ("$input: ActivityInput!", "input: $input"),
    "joinActivity": ("$id: ID!, $activityId: ID!", "id: $id, activityId: $activityId"),
    "leaveActivity": ("$id: ID!, $activityId: ID!", "id: $id, activityId: $activityId"),
    "cancelActivity": (
        "$id: ID!, $activityId: ID!, $reason: String!",
        "id: $id, activityId: $activityId, reason: $reason",
    ),
    "recordAttendance": (
        "$id: ID!, $activityId: ID!, $attendance: [AttendanceInput!]!",
        "id: $id, activityId: $activityId, attendance: $attendance",
    ),
    "signOffActivity": ("$id: ID!, $activityId: ID!", "id: $id, activityId: $activityId"),
}


async def set_rule(points: int = 1) -> None:
    await EarningRule.create(
        id=clock.new_id(),
        code=DISTRICT,
        cause=Cause.ACTIVITY_HOUR,
        version=1,
        points=points,
        days_valid=730,
        starts_on=LONG_AGO,
        set_by_id=clock.new_id(),
        at=clock.now(),
        asked="",
    )


@dataclass
class Scene:
    """Clients by the name in the cast."""

    world: World
    sign_in: SignIn
    clients: dict[str, Client] = field(default_factory=dict)

    async def of(self, name: str) -> Client:
        if name not in self.clients:
            self.clients[name] = await self.sign_in(name)
        return self.clients[name]

    def form(self, **facts: Any) -> dict[str, Any]:
        now = clock.now()
        given = {
            "id": str(clock.new_id()),
            "code": COMMUNITY,
            "title": "清理楼道杂物",
            "words": "请带手套",
            "place": "明城东门",
            "startsAt": (now + timedelta(hours=1)).isoformat(),
            "endsAt": (now + timedelta(hours=4)).isoformat(),
            "hours": 3,
        }
        return {**given, **facts}

    async def do(self, who: str, what: str, activity: dict[str, Any] | None = None, **facts: Any) -> dict[str, Any]:
        """Take a step; `id` is a new one unless given. Answers the activity, or the refusal."""
        declared, given = MUTATIONS[what]
        if activity is not None:
            facts = {"id": str(clock.new_id()), "activityId": activity["id"], **facts}
        document = f"mutation({declared}) {{ {what}({given}) {{ {PROBLEM} {ACTIVITY} }} }}"
        answer: dict[str, Any] = (await (await self.of(who)).do(document, **facts))[what]
        return answer

    async def published(self, who: str = "specialist", **facts: Any) -> dict[str, Any]:
        activity = await self.do(who, "publishActivity", input=self.form(**facts))
        assert activity["__typename"] == "Activity", activity
        return activity

    async def look(self, who: str, activity: dict[str, Any]) -> dict[str, Any]:
        document = f"query($id: ID!) {{ activity(id: $id) {{ {ACTIVITY} }} }}"
        found: dict[str, Any] = (await (await self.of(who)).do(document, id=activity["id"]))["activity"]
        return found

    def came(self, **hours: int) -> list[dict[str, Any]]:
        return [{"personId": str(self.world.persons[name]), "hours": count} for name, count in hours.items()]

    async def state(self) -> tuple[Any, ...]:
        """Everything that a refused request must leave as it is."""
        return (
            *[
                await db.rows(f"SELECT * FROM {table} ORDER BY id")
                for table in ("activities", "activity_participants", "activity_entries")
            ],
            await db.value("SELECT count(*) FROM outbox"),
        )
