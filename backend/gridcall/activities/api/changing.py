"""Publishing activities and every later step."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import strawberry

from gridcall.activities import actions, models, queries
from gridcall.activities.api.types import Activity, shown
from gridcall.errors import InvalidInput as BadInput
from gridcall.errors import NotFound as Missing
from gridcall.gql import Info, Refusal, actor_of, new_uuid_of, requires, uuid_of
from gridcall.people.permissions import Permission

PublishActivityResult = Annotated[Activity | Refusal, strawberry.union("PublishActivityResult")]
JoinActivityResult = Annotated[Activity | Refusal, strawberry.union("JoinActivityResult")]
LeaveActivityResult = Annotated[Activity | Refusal, strawberry.union("LeaveActivityResult")]
CancelActivityResult = Annotated[Activity | Refusal, strawberry.union("CancelActivityResult")]
RecordAttendanceResult = Annotated[Activity | Refusal, strawberry.union("RecordAttendanceResult")]
SignOffActivityResult = Annotated[Activity | Refusal, strawberry.union("SignOffActivityResult")]


@strawberry.input
class ActivityInput:
    """`id` is client-made (UUIDv7) and is the idempotency key; `capacity` null: everybody may come."""

    id: strawberry.ID
    code: str
    title: str
    words: str
    place: str
    starts_at: datetime
    ends_at: datetime
    hours: int
    capacity: int | None = None


@strawberry.input
class AttendanceInput:
    person_id: strawberry.ID
    hours: int


def _hours(attendance: list[AttendanceInput]) -> dict[UUID, int]:
    hours = {uuid_of(one.person_id, "attendance"): one.hours for one in attendance}
    if len(hours) < len(attendance):
        raise BadInput("attendance", "person_twice")
    return hours


async def _shown(activity_id: UUID, info: Info) -> Activity:
    found = await queries.find(activity_id)
    if found is None:
        raise Missing("activity")
    return shown(found, info.context)


Act = Callable[..., Awaitable[models.Activity]]


async def _step(info: Info, act: Act, id: str, activity_id: str, *further: Any, **also: Any) -> Activity:
    request = actions.Request(new_uuid_of(id), uuid_of(activity_id, "activityId"))
    done = await act(actor_of(info), request, *further, now=info.context.now, **also)
    return await _shown(done.id, info)


@strawberry.type
class ActivitiesMutation:
    @strawberry.mutation(extensions=[requires(Permission.ACTIVITY_ORGANISE)])  # type: ignore[untyped-decorator]
    async def publish_activity(self, info: Info, input: ActivityInput) -> PublishActivityResult:
        """A community or a street does something together and looks for people."""
        new = actions.NewActivity(**{**vars(input), "id": new_uuid_of(input.id)})
        context = info.context
        activity = await actions.publish(actor_of(info), new, settings=context.settings, now=context.now)
        return await _shown(activity.id, info)

    @strawberry.mutation
    async def join_activity(self, info: Info, id: strawberry.ID, activity_id: strawberry.ID) -> JoinActivityResult:
        """Take part."""
        return await _step(info, actions.join, id, activity_id)

    @strawberry.mutation
    async def leave_activity(self, info: Info, id: strawberry.ID, activity_id: strawberry.ID) -> LeaveActivityResult:
        """Take no part after all; until it begins."""
        return await _step(info, actions.leave, id, activity_id)

    @strawberry.mutation(extensions=[requires(Permission.ACTIVITY_ORGANISE)])  # type: ignore[untyped-decorator]
    async def cancel_activity(
        self, info: Info, id: strawberry.ID, activity_id: strawberry.ID, reason: str
    ) -> CancelActivityResult:
        """It does not take place; whoever joined is told why."""
        return await _step(info, actions.cancel, id, activity_id, reason)

    @strawberry.mutation(extensions=[requires(Permission.ACTIVITY_ORGANISE)])  # type: ignore[untyped-decorator]
    async def record_attendance(
        self, info: Info, id: strawberry.ID, activity_id: strawberry.ID, attendance: list[AttendanceInput]
    ) -> RecordAttendanceResult:
        """Whole hours of those who joined; 0 for whoever did not come."""
        hours, settings = _hours(attendance), info.context.settings
        return await _step(info, actions.record_attendance, id, activity_id, hours, settings=settings)

    @strawberry.mutation(extensions=[requires(Permission.ACTIVITY_ORGANISE)])  # type: ignore[untyped-decorator]
    async def sign_off_activity(
        self, info: Info, id: strawberry.ID, activity_id: strawberry.ID
    ) -> SignOffActivityResult:
        """Final: whoever came earns points, by the rule in force."""
        return await _step(info, actions.sign_off, id, activity_id, settings=info.context.settings)
