"""Double registration: units at communities, and their members."""

from tortoise import fields
from tortoise.models import Model


class Registration(Model):
    """A unit, or with `person_id` one of its members, reports to a community, from a day to a day (both included)."""

    id = fields.UUIDField(primary_key=True)  # made by the phone: the idempotency key
    unit_id = fields.UUIDField()
    person_id = fields.UUIDField(null=True)  # None: the unit itself
    code = fields.CharField(max_length=15)  # the community
    starts_on = fields.DateField()
    ends_on = fields.DateField(null=True)
    verified_by = fields.UUIDField(null=True)
    verified_at = fields.DatetimeField(null=True)
    asked = fields.CharField(max_length=64)
    created_at = fields.DatetimeField()

    class Meta:
        table = "registrations"


class RegistrationStep(Model):
    """A later step was taken: verified or ended. Insert-only; its id is the idempotency key."""

    id = fields.UUIDField(primary_key=True)
    registration_id = fields.UUIDField()
    step = fields.CharField(max_length=12)
    by_person_id = fields.UUIDField()
    at = fields.DatetimeField()

    class Meta:
        table = "registration_steps"
