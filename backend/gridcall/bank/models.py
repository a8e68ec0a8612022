"""Branches, their catalogue, redemptions, gifts, settlements, and which request did what. Indexes: guards/.

Points themselves stand in the ledger alone; rows here say what they were for, and carry the ids of its transfers.
"""

from tortoise import fields
from tortoise.models import Model

from gridcall.bank.rules import GoodKind, RedemptionStatus


class Branch(Model):
    """A place where points are spent (网点)."""

    id = fields.UUIDField(primary_key=True)  # made by the phone; also the idempotency key
    name = fields.CharField(max_length=40)
    code = fields.CharField(max_length=15)  # of its street or community
    street_name = fields.CharField(max_length=60)
    place = fields.CharField(max_length=100)
    hours = fields.CharField(max_length=100)
    open = fields.BooleanField(default=True)
    bad_connection = fields.BooleanField()  # vouchers are held for it while online
    version = fields.IntField(default=1)
    asked = fields.CharField(max_length=64)
    created_at = fields.DatetimeField()

    class Meta:
        table = "branches"


class Good(Model):
    """One line of a branch's catalogue."""

    id = fields.UUIDField(primary_key=True)  # made by the phone; also the idempotency key
    branch_id = fields.UUIDField()
    kind = fields.CharEnumField(GoodKind, max_length=10)
    name = fields.CharField(max_length=40)
    words = fields.CharField(max_length=300)
    points = fields.IntField()
    stock = fields.IntField(null=True)  # without what is held; None: never runs out
    per_month = fields.IntField(null=True)  # one person's at most in a calendar month
    withdrawn = fields.BooleanField(default=False)
    version = fields.IntField(default=1)  # another one whenever anything changes, the stock too
    asked = fields.CharField(max_length=64)
    created_at = fields.DatetimeField()

    class Meta:
        table = "goods"


class Redemption(Model):
    """Points and stock held together, then given for good or given back."""

    id = fields.UUIDField(primary_key=True)  # made by the phone; also the idempotency key
    branch_id = fields.UUIDField()
    good_id = fields.UUIDField()
    good_name = fields.CharField(max_length=40)  # of the day, like the points
    quantity = fields.IntField()
    points = fields.IntField()  # for all of them
    person_id = fields.UUIDField()  # who asked for it, and pays unless a unit does
    unit_id = fields.UUIDField(null=True)  # whose points they are, asked for by its contact
    status = fields.CharEnumField(RedemptionStatus, max_length=10)
    voucher = fields.BooleanField()
    code = fields.CharField(max_length=8)
    held_at = fields.DatetimeField()
    expires_at = fields.DatetimeField()
    lapses_at = fields.DatetimeField()  # when the clock gives back; a voucher's days of grace after `expires_at`
    redeemed_at = fields.DatetimeField(null=True)
    ended_at = fields.DatetimeField(null=True)  # redeemed and not undone: None
    keeper_id = fields.UUIDField(null=True)  # who redeemed it
    undone_by_id = fields.UUIDField(null=True)
    reason = fields.CharField(max_length=200, default="")  # why it was undone
    hold_id = fields.UUIDField()  # these three: transfers of the ledger
    transfer_id = fields.UUIDField(null=True)
    reversal_id = fields.UUIDField(null=True)
    asked = fields.CharField(max_length=64)

    class Meta:
        table = "redemptions"


class Gift(Model):
    """Points given away, to a person or to a wish."""

    id = fields.UUIDField(primary_key=True)  # the request's
    giver_id = fields.UUIDField()
    receiver = fields.CharField(max_length=60)  # "person:<id>" or "wish:<id>", as the ledger names its holders
    points = fields.IntField()
    words = fields.CharField(max_length=100)
    transfer_id = fields.UUIDField()
    returned_at = fields.DatetimeField(null=True)  # the wish ended otherwise
    asked = fields.CharField(max_length=64)
    at = fields.DatetimeField()

    class Meta:
        table = "gifts"


class Settlement(Model):
    """What two streets owe each other for what was spent in the other until the end of a month."""

    id = fields.UUIDField(primary_key=True)  # made by the phone; also the idempotency key
    street_a = fields.CharField(max_length=15)  # the smaller code
    street_b = fields.CharField(max_length=15)
    period = fields.CharField(max_length=7)  # "2026-11"
    ends_at = fields.DatetimeField()  # its end, in China
    owed_by_a = fields.IntField()
    owed_by_b = fields.IntField()
    proposed_by_id = fields.UUIDField()
    confirmed_a_id = fields.UUIDField(null=True)
    confirmed_b_id = fields.UUIDField(null=True)
    transfer_id = fields.UUIDField(null=True)  # None also when there was nothing to move
    booked_at = fields.DatetimeField(null=True)
    withdrawn_at = fields.DatetimeField(null=True)  # by whoever proposed it, before both had confirmed
    reason = fields.CharField(max_length=200, default="", db_default="")  # why it was withdrawn
    asked = fields.CharField(max_length=64)
    created_at = fields.DatetimeField()

    class Meta:
        table = "settlements"


class BankRequest(Model):
    """A request that changed something made before: its id is the idempotency key. Insert-only."""

    id = fields.UUIDField(primary_key=True)
    thing_id = fields.UUIDField()
    content_hash = fields.CharField(max_length=64)
    at = fields.DatetimeField()

    class Meta:
        table = "bank_requests"
