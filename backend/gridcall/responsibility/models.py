"""The list in its versions, and the desk's findings. All insert-only: a change is a new version."""

from typing import Any

from tortoise import fields
from tortoise.models import Model

from gridcall.responsibility.rules import Area


class ResponsibilityList(Model):
    """A version of a district's list, in force from `starts_on` until another one starts."""

    id = fields.UUIDField(primary_key=True)  # made by the client: the idempotency key
    code = fields.CharField(max_length=15)  # of the district
    name = fields.CharField(max_length=80)
    source = fields.CharField(max_length=200)  # the document that it was taken from
    starts_on = fields.DateField()
    demonstration = fields.BooleanField(default=False)  # made up; every screen says so
    item_count = fields.IntField()
    situation_count = fields.IntField()
    content_hash = fields.CharField(max_length=64)  # of the file and all that came with it
    by_person_id = fields.UUIDField(null=True)  # None: on the command line
    imported_at = fields.DatetimeField()

    class Meta:
        table = "responsibility_lists"


class ResponsibilityItem(Model):
    """One item (事项) of one version."""

    id = fields.UUIDField(primary_key=True)
    list_id = fields.UUIDField()
    position = fields.IntField()
    number = fields.CharField(max_length=12)
    name = fields.CharField(max_length=60)
    area = fields.CharEnumField(Area, max_length=12)
    lead = fields.CharField(max_length=60)  # 牵头部门
    lead_duty = fields.CharField(max_length=500)
    co_units: Any = fields.JSONField()  # [{"unit", "duty"}]
    street_duty = fields.CharField(max_length=500)
    headcount = fields.IntField()  # people that a unit sends
    needs_proof = fields.BooleanField()  # a photo at completion
    limits: Any = fields.JSONField()  # {urgency: {stage: minutes}}
    assumed: Any = fields.JSONField()  # ["normal.respond", ...]: limits that stand in no source
    working_time = fields.BooleanField()
    basis = fields.CharField(max_length=200)  # what the item rests on
    line = fields.IntField()  # of the imported file

    class Meta:
        table = "responsibility_items"


class Situation(Model):
    """How an item looks on the spot (情形)."""

    id = fields.UUIDField(primary_key=True)
    item_id = fields.UUIDField()
    position = fields.IntField()
    number = fields.CharField(max_length=16)
    words = fields.CharField(max_length=200)

    class Meta:
        table = "situations"


class ItemFinding(Model):
    """The desk's written finding on a returned call. It belongs to the item's number, in every version."""

    id = fields.UUIDField(primary_key=True)
    code = fields.CharField(max_length=15)  # of the district
    item_number = fields.CharField(max_length=12)
    call_id = fields.UUIDField()
    unit_name = fields.CharField(max_length=200)  # whose duty it is, by the finding
    words = fields.CharField(max_length=1000)
    by_post_id = fields.UUIDField()
    at = fields.DatetimeField()

    class Meta:
        table = "item_findings"
