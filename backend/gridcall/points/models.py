"""The ledger's tables. Transfers, entries and lot moves are only ever added to."""

from tortoise import fields
from tortoise.models import Model

from gridcall.points.rules import AccountKind, Cause, ReversalReason, TransferKind


class Account(Model):
    """Balances as the entries add up to them; `version` is the number of its latest entry."""

    id = fields.UUIDField(primary_key=True)  # of kind, unit and owner
    kind = fields.CharEnumField(AccountKind, max_length=10)
    unit = fields.CharField(max_length=20)
    owner = fields.CharField(max_length=60)
    posted = fields.BigIntField(default=0)
    pending = fields.BigIntField(default=0)  # held of what is posted
    version = fields.BigIntField(default=0)
    closed_at = fields.DatetimeField(null=True)

    class Meta:
        table = "points_accounts"


class Transfer(Model):
    """One booking. `id` is the key that it was asked for with; `asked` is the digest of the order."""

    id = fields.UUIDField(primary_key=True)
    seq = fields.BigIntField()
    kind = fields.CharEnumField(TransferKind, max_length=10)
    amount = fields.BigIntField()
    at = fields.DatetimeField()
    actor_id = fields.UUIDField(null=True)
    holder = fields.CharField(max_length=90, null=True)  # whose points, as AccountKey.text
    other = fields.CharField(max_length=90, null=True)  # the branch or the receiver
    street = fields.CharField(max_length=15, default="")
    cause = fields.CharEnumField(Cause, max_length=20, null=True)
    cause_id = fields.UUIDField(null=True)
    rule_id = fields.UUIDField(null=True)
    about = fields.UUIDField(null=True)
    hold_id = fields.UUIDField(null=True)
    reverses_id = fields.UUIDField(null=True)
    reason = fields.CharEnumField(ReversalReason, max_length=20, null=True)
    expires_at = fields.DatetimeField(null=True)
    asked = fields.CharField(max_length=64)
    hash = fields.CharField(max_length=64)

    class Meta:
        table = "points_transfers"


class Entry(Model):
    """What a transfer did to one account. A hold and its end may change `pending` alone: then `amount` is 0."""

    id = fields.UUIDField(primary_key=True)
    transfer_id = fields.UUIDField()
    account_id = fields.UUIDField()
    account_seq = fields.BigIntField()
    amount = fields.BigIntField()
    pending = fields.BigIntField()
    balance_before = fields.BigIntField()
    balance_after = fields.BigIntField()
    pending_before = fields.BigIntField()
    pending_after = fields.BigIntField()
    at = fields.DatetimeField()

    class Meta:
        table = "points_entries"


class LotOfPoints(Model):
    """Points of one earning, with issuer and last day; `transfer_id` made it."""

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    transfer_id = fields.UUIDField()
    street = fields.CharField(max_length=15)
    expires_on = fields.DateField()
    remaining = fields.BigIntField()
    held = fields.BigIntField()

    class Meta:
        table = "points_lots"


class LotMove(Model):
    """What a transfer did to one lot."""

    id = fields.UUIDField(primary_key=True)
    transfer_id = fields.UUIDField()
    lot_id = fields.UUIDField()
    amount = fields.BigIntField()
    held = fields.BigIntField()

    class Meta:
        table = "points_lot_moves"


class ChainHead(Model):
    """The latest transfer's number and hash: one row, locked last."""

    id = fields.IntField(primary_key=True)
    seq = fields.BigIntField()
    hash = fields.CharField(max_length=64)

    class Meta:
        table = "points_head"


class EarningRule(Model):
    """What a cause earns in a district from a day on. Never changed but for its end, when the next version begins."""

    id = fields.UUIDField(primary_key=True)
    code = fields.CharField(max_length=15)
    cause = fields.CharEnumField(Cause, max_length=20)
    version = fields.IntField()
    points = fields.IntField()
    per_day = fields.IntField(null=True)
    per_month = fields.IntField(null=True)
    per_cause = fields.IntField(null=True)
    per_pair_month = fields.IntField(null=True)
    days_valid = fields.IntField()
    starts_on = fields.DateField()
    ends_on = fields.DateField(null=True)
    set_by_id = fields.UUIDField()
    at = fields.DatetimeField()
    asked = fields.CharField(max_length=64)

    class Meta:
        table = "earning_rules"


class Earning(Model):
    """What a cause earned a holder, once, also when it was nothing: caps are counted by these, and rules tried."""

    id = fields.UUIDField(primary_key=True)  # the transfer's, where points moved
    code = fields.CharField(max_length=6)  # the district whose rules count
    rule_id = fields.UUIDField(null=True)  # None: no rule was in force
    cause = fields.CharEnumField(Cause, max_length=20)
    cause_id = fields.UUIDField()
    account_id = fields.UUIDField()
    from_person_id = fields.UUIDField(null=True)
    amount = fields.IntField()
    hours = fields.IntField()
    at = fields.DatetimeField()

    class Meta:
        table = "earnings"


class Adjustment(Model):
    """A correction by hand: one person proposes, another one decides."""

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    street = fields.CharField(max_length=15)
    unit_id = fields.UUIDField(null=True)  # the unit whose points they are
    amount = fields.BigIntField()
    add = fields.BooleanField()
    reason = fields.CharField(max_length=200)
    proposed_by_id = fields.UUIDField()
    proposed_at = fields.DatetimeField()
    decided_by_id = fields.UUIDField(null=True)
    decided_at = fields.DatetimeField(null=True)
    granted = fields.BooleanField(null=True)
    words = fields.CharField(max_length=200, default="")
    asked = fields.CharField(max_length=64)
    decision_id = fields.UUIDField(null=True)
    decision_asked = fields.CharField(max_length=64, null=True)

    class Meta:
        table = "points_adjustments"


class Notice(Model):
    """That a holder was told of points that run out: once for each lot."""

    id = fields.UUIDField(primary_key=True)  # the lot's
    at = fields.DatetimeField()

    class Meta:
        table = "points_notices"
