"""What is kept of a photo. Its pixels lie in files named by their content."""

from typing import Any

from tortoise import fields
from tortoise.models import Model


class Photo(Model):
    """An uploaded photo. `code`, `public` and the subject come when the thing it shows takes it in."""

    id = fields.UUIDField(primary_key=True)
    owner_id = fields.UUIDField()
    upload_sha256 = fields.CharField(max_length=64)  # of the bytes as they were sent
    name = fields.CharField(max_length=64)  # SHA-256 of the stored file, and its name
    width = fields.IntField()
    height = fields.IntField()
    bytes = fields.IntField()
    code = fields.CharField(max_length=15, null=True)
    public = fields.BooleanField(default=False)
    internal = fields.BooleanField(default=False, db_default=False)  # for posts there alone
    subject_kind = fields.CharField(max_length=20, null=True)
    subject_id = fields.UUIDField(null=True)
    persons: Any = fields.JSONField()  # ids of those who may see it without a post there: reporter, assignee
    created_at = fields.DatetimeField()

    class Meta:
        table = "photos"
