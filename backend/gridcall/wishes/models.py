"""Wishes, their timeline, claims, who goes along, who looked, who gave points. Indexes and checks: gridcall.guards.

Name, number, address and the original words are of the private part: no event carries them, and nobody reads them but
the wisher's side, the reviewers and, while a claim stands, those who go.
"""

from typing import Any

from tortoise import fields
from tortoise.models import Model

from gridcall.wishes.workflow import ClaimEnd, ConsentHow, WishKind, WishStatus, WishStep, WishWho


class Wish(Model):
    """One wish. `words` are the published ones; before the review the automatic masking's proposal."""

    id = fields.UUIDField(primary_key=True)  # made by the phone; also the idempotency key
    code = fields.CharField(max_length=15)  # the community
    community_name = fields.CharField(max_length=60)  # of the day
    street_name = fields.CharField(max_length=60)
    lon = fields.FloatField(null=True)  # the middle of the community: never the home
    lat = fields.FloatField(null=True)
    status = fields.CharEnumField(WishStatus, max_length=12)
    kind = fields.CharEnumField(WishKind, max_length=8)
    who = fields.CharEnumField(WishWho, max_length=16)
    words = fields.CharField(max_length=200)
    amount_yuan = fields.IntField(null=True)
    wanted_by = fields.DateField(null=True)
    deadline = fields.DateField()  # wanted_by, or a day that never comes: the order of deadlines
    flags: Any = fields.JSONField()  # of SafetyFlag
    points = fields.IntField(default=0)  # what fulfilment earned when it was published
    given = fields.IntField(default=0)  # points that people have put beside it
    on_behalf = fields.BooleanField(default=False)
    wisher_id = fields.UUIDField(null=True)  # None: for somebody without an account
    poster_id = fields.UUIDField()
    original_words = fields.CharField(max_length=200)
    name = fields.CharField(max_length=40)
    phone = fields.CharField(max_length=20)
    address = fields.CharField(max_length=100)
    household = fields.CharField(max_length=140)
    open_household = fields.CharField(max_length=140, null=True)  # the same while open, where one at a time is the rule
    consent_how = fields.CharEnumField(ConsentHow, max_length=10, null=True)
    consent_at = fields.DatetimeField(null=True)
    thumb = fields.CharField(max_length=64, null=True)
    photo_count = fields.IntField(default=0)
    public = fields.BooleanField(default=False)
    posted_at = fields.DatetimeField()
    listed_at = fields.DatetimeField()  # when it was posted; once published, then: the order of lists
    updated_at = fields.DatetimeField()
    published_at = fields.DatetimeField(null=True)
    first_claimed_at = fields.DatetimeField(null=True)
    claim_id = fields.UUIDField(null=True)  # the standing claim, or the one by which it was fulfilled
    promised_on = fields.DateField(null=True)
    limit_start = fields.DatetimeField(null=True)  # of the standing claim's clock
    due_at = fields.DatetimeField(null=True)
    stale_at = fields.DatetimeField(null=True)  # from then on nearly stale; the claimer is reminded
    reminded_at = fields.DatetimeField(null=True)
    lapse_at = fields.DatetimeField(null=True)  # then back to the pool
    reported_at = fields.DatetimeField(null=True)
    noticed_at = fields.DatetimeField(null=True)
    confirm_at = fields.DatetimeField(null=True)  # then silence confirms
    fulfilled_at = fields.DatetimeField(null=True)
    took_tenths = fields.IntField(null=True)  # of days, from publishing to fulfilment: for the board's median
    thanks = fields.CharField(max_length=500, null=True)
    version = fields.IntField(default=1)

    class Meta:
        table = "wishes"


class WishEntry(Model):
    """One step that was taken: insert-only, and nothing of the private part in it."""

    id = fields.UUIDField(primary_key=True)  # made by the phone: the idempotency key
    wish_id = fields.UUIDField()
    seq = fields.IntField()  # equals the wish's version after the step
    step = fields.CharEnumField(WishStep, max_length=20)
    status = fields.CharEnumField(WishStatus, max_length=12)  # after the step
    by_person_id = fields.UUIDField(null=True)  # None: the clock
    by_post_id = fields.UUIDField(null=True)
    to_person_id = fields.UUIDField(null=True)
    claim_id = fields.UUIDField(null=True)  # the claim that it concerns
    words = fields.CharField(max_length=500)
    points = fields.IntField(null=True)
    photos: Any = fields.JSONField()  # [{"id", "sha256", "name", "width", "height"}]
    made_at = fields.DatetimeField()
    at = fields.DatetimeField()
    content_hash = fields.CharField(max_length=64)

    class Meta:
        table = "wish_entries"


class Claim(Model):
    """Somebody has promised to fulfil a wish, for himself or in a unit's name. It ends once."""

    id = fields.UUIDField(primary_key=True)  # that of the step
    wish_id = fields.UUIDField()
    person_id = fields.UUIDField()  # changes when a unit passes it on
    unit_id = fields.UUIDField(null=True)
    unit_name = fields.CharField(max_length=60, null=True)
    plan = fields.CharField(max_length=200)
    promised_on = fields.DateField()
    claimed_at = fields.DatetimeField()
    extension_until = fields.DateField(null=True)  # asked for, not yet answered
    extension_reason = fields.CharField(max_length=500, null=True)
    extension_times = fields.IntField(default=0)  # granted
    ended_at = fields.DatetimeField(null=True)
    outcome = fields.CharEnumField(ClaimEnd, max_length=12, null=True)

    class Meta:
        table = "claims"


class ClaimCompanion(Model):
    """Who goes along: some wishes demand two persons."""

    id = fields.UUIDField(primary_key=True)
    claim_id = fields.UUIDField()
    person_id = fields.UUIDField()
    joined_at = fields.DatetimeField()
    left_at = fields.DatetimeField(null=True)

    class Meta:
        table = "claim_companions"


class ContactLook(Model):
    """Somebody looked at the contact details, under a standing claim: insert-only."""

    id = fields.UUIDField(primary_key=True)
    wish_id = fields.UUIDField()
    claim_id = fields.UUIDField()
    person_id = fields.UUIDField()
    at = fields.DatetimeField()

    class Meta:
        table = "contact_looks"


class WishGift(Model):
    """Points that somebody put beside a wish (拼好愿): insert-only. What became of them stands in the ledger."""

    id = fields.UUIDField(primary_key=True)  # that of the step
    wish_id = fields.UUIDField()
    person_id = fields.UUIDField()
    points = fields.IntField()
    at = fields.DatetimeField()

    class Meta:
        table = "wish_gifts"


class WishTotal(Model):
    """How many wishes of a community were ever published, claimed, fulfilled: counting them anew would cost years."""

    id = fields.CharField(max_length=15, primary_key=True)  # the community's code
    published = fields.IntField(default=0)
    claimed = fields.IntField(default=0)
    fulfilled = fields.IntField(default=0)

    class Meta:
        table = "wish_totals"


class WishTerm(Model):
    """The search index of published words: two neighbouring characters, or one Latin word."""

    id = fields.BigIntField(primary_key=True)
    term = fields.CharField(max_length=32)
    wish_id = fields.UUIDField()

    class Meta:
        table = "wish_terms"
