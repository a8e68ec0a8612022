"""Activities, who takes part in them, and every step that was taken. Indexes and triggers: guards/."""

from tortoise import fields
from tortoise.models import Model

from gridcall.activities.workflow import ActivityStatus, ActivityStep


class Activity(Model):
    """Something that a community does together, and that volunteers join."""

    id = fields.UUIDField(primary_key=True)  # made by the phone; also the idempotency key
    code = fields.CharField(max_length=15)  # of the community or the street
    community_name = fields.CharField(max_length=60)  # of the day
    title = fields.CharField(max_length=60)
    words = fields.CharField(max_length=500)
    place = fields.CharField(max_length=100)
    starts_at = fields.DatetimeField()
    ends_at = fields.DatetimeField()
    hours = fields.IntField()  # whole hours, at most so many for anybody
    capacity = fields.IntField(null=True)
    status = fields.CharEnumField(ActivityStatus, max_length=12)
    joined = fields.IntField(default=0)  # how many
    organiser_id = fields.UUIDField()
    version = fields.IntField(default=1)
    asked = fields.CharField(max_length=64)
    created_at = fields.DatetimeField()
    updated_at = fields.DatetimeField()

    class Meta:
        table = "activities"


class Participant(Model):
    """A volunteer takes part. One row per person and activity; whoever leaves has none."""

    id = fields.BigIntField(primary_key=True)
    activity_id = fields.UUIDField()
    person_id = fields.UUIDField()
    joined_at = fields.DatetimeField()
    hours = fields.IntField(null=True)  # attended; None until recorded, 0: did not come
    earned = fields.IntField(null=True)  # points, once signed off

    class Meta:
        table = "activity_participants"


class ActivityEntry(Model):
    """One step that was taken; its id is the request's. Insert-only."""

    id = fields.UUIDField(primary_key=True)
    activity_id = fields.UUIDField()
    seq = fields.IntField()  # the activity's version after the step
    step = fields.CharEnumField(ActivityStep, max_length=20)
    by_person_id = fields.UUIDField()
    words = fields.CharField(max_length=200)
    content_hash = fields.CharField(max_length=64)
    at = fields.DatetimeField()

    class Meta:
        table = "activity_entries"
