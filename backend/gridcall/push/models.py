"""The inbox, the devices that get pushes, and what is still to be pushed."""

from tortoise import fields
from tortoise.models import Model


class Consumer(Model):
    """How far a reader of the outbox has come. Whoever holds the row reads on; the others wait."""

    id = fields.CharField(max_length=40, primary_key=True)
    xid = fields.BigIntField(default=0)
    seq = fields.BigIntField(default=0)

    class Meta:
        table = "consumers"


class InboxItem(Model):
    """What a person was told, in both languages. One per person and event."""

    id = fields.UUIDField(primary_key=True)
    person_id = fields.UUIDField()
    event_seq = fields.BigIntField()
    kind = fields.CharField(max_length=60)
    title_zh = fields.CharField(max_length=120)
    title_en = fields.CharField(max_length=160)
    body_zh = fields.CharField(max_length=300)
    body_en = fields.CharField(max_length=400)
    path = fields.CharField(max_length=120)
    needs_me = fields.BooleanField(default=False)
    at = fields.DatetimeField()
    read_at = fields.DatetimeField(null=True)

    class Meta:
        table = "inbox_items"


class PushSubscription(Model):
    """A browser that takes pushes for a person, as long as its session lives."""

    id = fields.UUIDField(primary_key=True)
    person_id = fields.UUIDField()
    session_id = fields.UUIDField()
    endpoint = fields.CharField(max_length=1000)
    p256dh = fields.CharField(max_length=100)
    auth = fields.CharField(max_length=40)
    created_at = fields.DatetimeField()

    class Meta:
        table = "push_subscriptions"


class PushDelivery(Model):
    """An inbox item on its way to a device. The row goes when it has arrived or is given up."""

    id = fields.BigIntField(primary_key=True)
    item_id = fields.UUIDField()
    subscription_id = fields.UUIDField()
    tries = fields.IntField(default=0)
    next_try_at = fields.DatetimeField()

    class Meta:
        table = "push_deliveries"


class Chore(Model):
    """A task of the worker that one process at a time does, every so often."""

    id = fields.CharField(max_length=40, primary_key=True)
    next_at = fields.DatetimeField()

    class Meta:
        table = "chores"
