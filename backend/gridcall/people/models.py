"""Persons, units, dated posts, delegations, sessions, one-time codes, and who looked at whose number.

`asked` is a digest of what a client asked for when it made the row under its own id: the same id with other
content is a conflict, also after the row has been changed since.
"""

from tortoise import fields
from tortoise.models import Model

from gridcall.people.permissions import Role
from gridcall.people.workflow import UnitKind
from gridcall.words import Language


class Person(Model):
    """One account per human being, whatever hats it wears."""

    id = fields.UUIDField(primary_key=True)
    name = fields.CharField(max_length=40)
    sort_key = fields.CharField(max_length=240, default="", db_default="")  # of the name; see sorting.py
    phone = fields.CharField(max_length=20)  # digits with country code, +86...
    language = fields.CharEnumField(Language, max_length=2, default=Language.ZH)
    home_code = fields.CharField(max_length=15, default="")  # the division where the person lives, if told
    password_hash = fields.CharField(max_length=200, null=True)
    disabled = fields.BooleanField(default=False)
    version = fields.IntField(default=1)
    asked = fields.CharField(max_length=64, default="")
    created_at = fields.DatetimeField()

    class Meta:
        table = "persons"


class NamePart(Model):
    """The index of names: every end of a name, lower case, so that any piece of a name begins one of them."""

    id = fields.BigIntField(primary_key=True)
    part = fields.CharField(max_length=80)
    person_id = fields.UUIDField()

    class Meta:
        table = "name_parts"


class CastMember(Model):
    """A made-up person of the demo, offered at its sign-in page. Empty outside of a demo."""

    id = fields.UUIDField(primary_key=True)  # the person's
    rank = fields.IntField()  # the order of the list
    duty = fields.CharField(max_length=120)  # what this person does all day, in one line

    class Meta:
        table = "cast_members"


class Unit(Model):
    """A department, street office, community committee, stationed agency or company (单位)."""

    id = fields.UUIDField(primary_key=True)
    name = fields.CharField(max_length=60)
    sort_key = fields.CharField(max_length=240, default="", db_default="")
    kind = fields.CharEnumField(UnitKind, max_length=24)
    code = fields.CharField(max_length=15)
    dissolved_on = fields.DateField(null=True)
    version = fields.IntField(default=1)
    asked = fields.CharField(max_length=64, default="")
    created_at = fields.DatetimeField()

    class Meta:
        table = "units"


class Post(Model):
    """A hat: a role held by a person at a unit and a code, from a day to a day (both included).

    Taken away on the spot, it has `ended_at`, and is no longer held although its last day is today.
    """

    id = fields.UUIDField(primary_key=True)
    person_id = fields.UUIDField()
    unit_id = fields.UUIDField()
    role = fields.CharEnumField(Role, max_length=24)
    code = fields.CharField(max_length=15)
    starts_on = fields.DateField()
    ends_on = fields.DateField(null=True)
    ended_at = fields.DatetimeField(null=True)
    asked = fields.CharField(max_length=64, default="")
    created_at = fields.DatetimeField()

    class Meta:
        table = "posts"


class Delegation(Model):
    """A person stands in for a post's holder for a limited time; what is done under it says so."""

    id = fields.UUIDField(primary_key=True)
    post_id = fields.UUIDField()
    person_id = fields.UUIDField()
    starts_at = fields.DatetimeField()
    ends_at = fields.DatetimeField()
    ended_at = fields.DatetimeField(null=True)
    asked = fields.CharField(max_length=64, default="")
    created_at = fields.DatetimeField()

    class Meta:
        table = "delegations"


class Session(Model):
    """A signed-in device. Only the SHA-256 of its token is kept."""

    id = fields.UUIDField(primary_key=True)
    person_id = fields.UUIDField()
    token_hash = fields.CharField(max_length=64)
    device = fields.CharField(max_length=120)
    created_at = fields.DatetimeField()
    seen_at = fields.DatetimeField()
    ended_at = fields.DatetimeField(null=True)

    class Meta:
        table = "sessions"


class SignInCode(Model):
    """A one-time code sent to a phone; hashed, short-lived, used once."""

    id = fields.UUIDField(primary_key=True)
    phone = fields.CharField(max_length=20)
    code_hash = fields.CharField(max_length=64)
    expires_at = fields.DatetimeField()
    tries = fields.IntField(default=0)
    used_at = fields.DatetimeField(null=True)

    class Meta:
        table = "sign_in_codes"


class Throttle(Model):
    """How often something was tried in the running window: "password:+86...", "password@192.0.2.1"."""

    id = fields.CharField(max_length=120, primary_key=True)
    tries = fields.IntField(default=0)
    window_ends_at = fields.DatetimeField()

    class Meta:
        table = "throttles"


class Reveal(Model):
    """Somebody looked at a name and number that are masked by default, and said why."""

    id = fields.UUIDField(primary_key=True)
    person_id = fields.UUIDField()
    by_person_id = fields.UUIDField()
    reason = fields.CharField(max_length=200)
    at = fields.DatetimeField()

    class Meta:
        table = "reveals"


class Erasure(Model):
    """Somebody was erased: by whom and why. Never changed."""

    id = fields.UUIDField(primary_key=True)
    person_id = fields.UUIDField()
    by_person_id = fields.UUIDField()
    reason = fields.CharField(max_length=200)
    at = fields.DatetimeField()

    class Meta:
        table = "erasures"
