"""The call, what was signed, the called units' parts, clocks, check-ins, verdicts. Indexes and triggers: guards/."""

from typing import Any

from tortoise import fields
from tortoise.models import Model

from gridcall.calls.rules import PleaAnswer, Satisfaction, Solved
from gridcall.calls.workflow import AssignmentStatus, CallStatus, CallStep, PleaKind, UnitPart
from gridcall.responsibility.rules import Stage, Urgency


class Call(Model):
    """One call ticket (呼叫工单). The form's own fields are `title` to `photos`; once signed they stand still."""

    id = fields.UUIDField(primary_key=True)  # made by the phone; also the idempotency key
    code = fields.CharField(max_length=15)  # where the problem is: a cell, or the street itself
    street_name = fields.CharField(max_length=60)  # of the day
    community_name = fields.CharField(max_length=60, null=True)
    status = fields.CharEnumField(CallStatus, max_length=12)
    urgency = fields.CharEnumField(Urgency, max_length=10)
    item_id = fields.UUIDField(null=True)  # the responsibility item, in the version of that day
    item_number = fields.CharField(max_length=12, default="")
    item_name = fields.CharField(max_length=120, default="")
    situation_id = fields.UUIDField(null=True)
    title = fields.CharField(max_length=60)
    words = fields.CharField(max_length=1000)  # what is the matter
    done_already = fields.CharField(max_length=500)  # what the street already did
    asks = fields.CharField(max_length=500)  # what it asks of whom
    place = fields.CharField(max_length=100)
    lon = fields.FloatField(null=True)  # WGS-84 degrees
    lat = fields.FloatField(null=True)
    photos: Any = fields.JSONField()  # [{"id", "sha256", "name", "width", "height"}]
    snap_ids: Any = fields.JSONField()  # the snaps it was raised from, in order
    drafter_id = fields.UUIDField()
    number = fields.IntField(null=True)  # within the district and year, given with the signature
    year = fields.IntField(null=True)
    seal = fields.CharField(max_length=64, null=True)  # the hash of the form that is signed now
    signed_at = fields.DatetimeField(null=True)
    order_text = fields.CharField(max_length=500, default="")
    report_at = fields.DatetimeField(null=True)  # when the units report on site
    report_place = fields.CharField(max_length=100, default="")
    report_lon = fields.FloatField(null=True)
    report_lat = fields.FloatField(null=True)
    order_version = fields.IntField(default=0)  # counts changes of time and place
    dispatched_at = fields.DatetimeField(null=True)
    opinion = fields.CharField(max_length=1000, default="")  # 结案意见
    closed_at = fields.DatetimeField(null=True)
    reopened = fields.IntField(default=0)
    stage = fields.CharEnumField(Stage, max_length=10, null=True)  # whose turn it is on the whole call
    limit_start = fields.DatetimeField(null=True)  # of the clock that ends first, the call's or a part's
    due_at = fields.DatetimeField(null=True)
    plea = fields.CharEnumField(PleaKind, max_length=10, null=True)  # the street waits for the desk's answer
    created_at = fields.DatetimeField()
    updated_at = fields.DatetimeField()
    version = fields.IntField(default=1)

    class Meta:
        table = "calls"


class CallForm(Model):
    """A call form as it was signed: insert-only. `content` is the canonical text that `hash` is made of."""

    id = fields.UUIDField(primary_key=True)  # the step that signed it
    call_id = fields.UUIDField()
    content = fields.TextField()
    hash = fields.CharField(max_length=64)
    seal_version = fields.IntField()
    signed_by_id = fields.UUIDField()
    post_id = fields.UUIDField()
    acting = fields.BooleanField(default=False)  # by delegation
    signed_at = fields.DatetimeField()

    class Meta:
        table = "call_forms"


class CallSnap(Model):
    """A snap that stands behind a call. One open call per snap."""

    id = fields.BigIntField(primary_key=True)
    call_id = fields.UUIDField()
    snap_id = fields.UUIDField()
    open = fields.BooleanField(default=True)

    class Meta:
        table = "call_snaps"


class Assignment(Model):
    """What one unit is called to do (任务)."""

    id = fields.UUIDField(primary_key=True)
    call_id = fields.UUIDField()
    unit_id = fields.UUIDField()
    unit_name = fields.CharField(max_length=60)  # of the day
    part = fields.CharEnumField(UnitPart, max_length=12)
    duty = fields.CharField(max_length=200)
    headcount = fields.IntField(default=1)  # asked for
    status = fields.CharEnumField(AssignmentStatus, max_length=12)
    rank = fields.IntField()  # in the order of dispatch
    dispatched_at = fields.DatetimeField()
    seen_at = fields.DatetimeField(null=True)  # when the unit first opened the order
    responded_at = fields.DatetimeField(null=True)
    coming = fields.IntField(null=True)  # how many, as the unit confirmed
    arrived_at = fields.DatetimeField(null=True)  # the first check-in, by the phone's clock
    present = fields.IntField(null=True)  # heads at the last check-in
    reported_at = fields.DatetimeField(null=True)
    done_at = fields.DatetimeField(null=True)
    reworked = fields.IntField(default=0)
    reminded = fields.IntField(default=0)
    returns = fields.IntField(default=0)  # of this duty, by whichever unit
    binding = fields.BooleanField(default=False)  # by the desk's finding
    replaces_id = fields.UUIDField(null=True)
    stage = fields.CharEnumField(Stage, max_length=10, null=True)
    limit_start = fields.DatetimeField(null=True)
    due_at = fields.DatetimeField(null=True)
    plea = fields.CharEnumField(PleaKind, max_length=10, null=True)  # the unit waits for the desk's answer

    class Meta:
        table = "assignments"


class AssignedPerson(Model):
    """Whom the unit sends (派员)."""

    id = fields.BigIntField(primary_key=True)
    assignment_id = fields.UUIDField()
    person_id = fields.UUIDField()

    class Meta:
        table = "assigned_persons"


class CheckIn(Model):
    """Somebody was there (报到): insert-only. Late, away and offline are computed from it."""

    id = fields.UUIDField(primary_key=True)  # the step
    call_id = fields.UUIDField()
    assignment_id = fields.UUIDField()
    person_id = fields.UUIDField()
    heads = fields.IntField()
    checked_at = fields.DatetimeField()  # by the phone's clock
    arrived_at = fields.DatetimeField()  # at the server
    lon = fields.FloatField(null=True)  # WGS-84
    lat = fields.FloatField(null=True)
    accuracy = fields.FloatField(null=True)  # metres
    metres = fields.FloatField(null=True)  # from the place of the order
    due_at = fields.DatetimeField()  # the time of the order at that moment

    class Meta:
        table = "check_ins"


class Evaluation(Model):
    """The street's verdict on one unit's part (一事一考): insert-only, sealed until the call is closed."""

    id = fields.UUIDField(primary_key=True)
    call_id = fields.UUIDField()
    assignment_id = fields.UUIDField()
    round = fields.IntField()  # 0 at the first closing, one more after each reopening
    timeliness = fields.CharEnumField(Satisfaction, max_length=12)
    attitude = fields.CharEnumField(Satisfaction, max_length=12)
    result = fields.CharEnumField(Satisfaction, max_length=12)
    solved = fields.CharEnumField(Solved, max_length=12)
    words = fields.CharField(max_length=300)
    by_person_id = fields.UUIDField()
    by_post_id = fields.UUIDField()
    at = fields.DatetimeField()

    class Meta:
        table = "evaluations"


class CallEntry(Model):
    """One step that was taken: insert-only. `facts` hold what the step said beside its words."""

    id = fields.UUIDField(primary_key=True)  # made by the phone: the idempotency key
    call_id = fields.UUIDField()
    seq = fields.IntField()  # 1, 2, ... within the call; equals the call's version after the step
    step = fields.CharEnumField(CallStep, max_length=20)
    status = fields.CharEnumField(CallStatus, max_length=12)  # of the call, after the step
    assignment_id = fields.UUIDField(null=True)
    by_person_id = fields.UUIDField()
    by_post_id = fields.UUIDField()
    acting = fields.BooleanField(default=False)
    inside_unit_id = fields.UUIDField(null=True)  # an internal remark: only this unit reads it
    words = fields.CharField(max_length=1000)
    photos: Any = fields.JSONField()
    facts: Any = fields.JSONField()
    made_at = fields.DatetimeField()  # by the phone's clock
    at = fields.DatetimeField()  # by ours
    content_hash = fields.CharField(max_length=64)

    class Meta:
        table = "call_entries"


class Segment(Model):
    """Who held a call or a part of it, in which stage, from when to when, under which version of the list.

    Written once when it begins and once more when it ends; a trigger holds everything else.
    """

    id = fields.UUIDField(primary_key=True)
    call_id = fields.UUIDField()
    assignment_id = fields.UUIDField(null=True)
    stage = fields.CharEnumField(Stage, max_length=10)
    code = fields.CharField(max_length=15)  # the holder's: the street's, the district's, or the unit's call's
    unit_id = fields.UUIDField(null=True)  # the holder, where it is a called unit
    item_id = fields.UUIDField(null=True)  # whose limits: the item is of one version of the list
    urgency = fields.CharEnumField(Urgency, max_length=10)
    started_at = fields.DatetimeField()
    due_at = fields.DatetimeField()
    ended_at = fields.DatetimeField(null=True)
    plea_id = fields.UUIDField(null=True)  # by which the limit was set, when it is an extension

    class Meta:
        table = "segments"


class CallPlea(Model):
    """What a party asked of the desk while its clock ran, and the answer.

    It stands as long as the segment runs that it was asked in: whoever confirms, checks in or reports all the same has
    taken it back. Written once when it is asked and once more when it is over; triggers hold everything else.
    """

    id = fields.UUIDField(primary_key=True)  # the step that asked
    call_id = fields.UUIDField()
    assignment_id = fields.UUIDField(null=True)  # null: the street, for its closing
    segment_id = fields.UUIDField()
    kind = fields.CharEnumField(PleaKind, max_length=10)
    wished_at = fields.DatetimeField()  # the limit, or the time to report
    place = fields.CharField(max_length=100, default="")  # to report, of a meeting
    lon = fields.FloatField(null=True)
    lat = fields.FloatField(null=True)
    words = fields.CharField(max_length=1000)
    by_person_id = fields.UUIDField()
    by_post_id = fields.UUIDField()
    asked_at = fields.DatetimeField()
    open = fields.BooleanField(default=True)
    answer = fields.CharEnumField(PleaAnswer, max_length=10, null=True)  # null once it is over: it was taken back
    answer_words = fields.CharField(max_length=1000, default="")
    answered_by_id = fields.UUIDField(null=True)
    answered_at = fields.DatetimeField(null=True)

    class Meta:
        table = "call_pleas"


class CallNumber(Model):
    """The last number given in a district and year."""

    id = fields.CharField(max_length=12, primary_key=True)  # "370102-2026"
    number = fields.IntField()

    class Meta:
        table = "call_numbers"


class CallTerm(Model):
    """The search index: two neighbouring characters (or one Latin word) of a call's texts."""

    id = fields.BigIntField(primary_key=True)
    term = fields.CharField(max_length=32)
    call_id = fields.UUIDField()

    class Meta:
        table = "call_terms"


class OrderLook(Model):
    """A person of a called unit has opened the order. One per person and assignment."""

    id = fields.BigIntField(primary_key=True)
    assignment_id = fields.UUIDField()
    person_id = fields.UUIDField()
    at = fields.DatetimeField()

    class Meta:
        table = "order_looks"
