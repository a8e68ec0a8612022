"""The snap, its timeline and who backs it. Indexes, checks and triggers: gridcall.guards."""

from typing import Any

from tortoise import fields
from tortoise.models import Model

from gridcall.snaps.categories import SnapCategory
from gridcall.snaps.workflow import SnapStatus, SnapStep


class Snap(Model):
    """One problem, photographed. Its place keeps the names of the day: codes come back with others."""

    id = fields.UUIDField(primary_key=True)  # made by the phone; also the idempotency key
    reporter_id = fields.UUIDField()
    category = fields.CharEnumField(SnapCategory, max_length=20)
    words = fields.CharField(max_length=500)
    place = fields.CharField(max_length=100)
    code = fields.CharField(max_length=15)  # the cell, or the division when no cell is known
    cell_code = fields.CharField(max_length=15, null=True)
    cell_name = fields.CharField(max_length=60, null=True)
    community_name = fields.CharField(max_length=60, null=True)
    street_name = fields.CharField(max_length=60, null=True)
    lon = fields.FloatField(null=True)  # WGS-84 degrees
    lat = fields.FloatField(null=True)
    sent_lon = fields.FloatField(null=True)  # as the phone sent it, in `sent_crs`
    sent_lat = fields.FloatField(null=True)
    sent_crs = fields.CharField(max_length=5, null=True)
    accuracy = fields.FloatField(null=True)  # metres
    taken_at = fields.DatetimeField()  # by the phone's clock
    arrived_at = fields.DatetimeField()  # by ours
    updated_at = fields.DatetimeField()
    status = fields.CharEnumField(SnapStatus, max_length=12)
    at_street = fields.BooleanField(default=False)  # raised, even while somebody has it in hand
    assignee_id = fields.UUIDField(null=True)  # stays after solving: who solved it
    limit_start = fields.DatetimeField()
    due_at = fields.DatetimeField()
    solved_at = fields.DatetimeField(null=True)
    backers = fields.IntField(default=0)
    reopened = fields.IntField(default=0)
    merged_into_id = fields.UUIDField(null=True)
    receipt = fields.CharField(max_length=12)
    thumb = fields.CharField(max_length=64, null=True)
    photo_count = fields.IntField(default=0)
    public = fields.BooleanField(default=True)
    version = fields.IntField(default=1)

    class Meta:
        table = "snaps"


class SnapEntry(Model):
    """One step that was taken: insert-only. `content_hash` tells a repeated request from another one."""

    id = fields.UUIDField(primary_key=True)  # made by the phone: the idempotency key
    snap_id = fields.UUIDField()
    seq = fields.IntField()  # 1, 2, ... within the snap; equals the snap's version after the step
    step = fields.CharEnumField(SnapStep, max_length=20)
    status = fields.CharEnumField(SnapStatus, max_length=12)  # after the step
    by_person_id = fields.UUIDField(null=True)  # None: the clock
    by_post_id = fields.UUIDField(null=True)  # the post under which it was done; None: as a resident
    to_person_id = fields.UUIDField(null=True)
    words = fields.CharField(max_length=500)
    photos: Any = fields.JSONField()  # [{"id", "sha256", "name", "width", "height"}]
    made_at = fields.DatetimeField()  # by the phone's clock
    at = fields.DatetimeField()  # by ours
    content_hash = fields.CharField(max_length=64)

    class Meta:
        table = "snap_entries"


class SnapBacking(Model):
    """A neighbour has the same problem ("me too"). One per person and snap."""

    id = fields.BigIntField(primary_key=True)
    snap_id = fields.UUIDField()
    person_id = fields.UUIDField()
    at = fields.DatetimeField()

    class Meta:
        table = "snap_backings"


class SnapTerm(Model):
    """The search index: two neighbouring characters (or one Latin word) of a snap's words and place."""

    id = fields.BigIntField(primary_key=True)
    term = fields.CharField(max_length=32)
    snap_id = fields.UUIDField()

    class Meta:
        table = "snap_terms"
