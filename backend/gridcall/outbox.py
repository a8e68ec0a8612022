"""The one way out of a transaction: `record` stores an event beside the change it tells of.

The row is the event, and its place is the feed's order. On PostgreSQL that place is (transaction, sequence): a number
taken early can commit late, so readers order by the transaction's number and stop below the oldest one still running.
Rows are never changed or deleted by the application (a trigger holds that).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Protocol
from uuid import UUID

import orjson
from tortoise import fields
from tortoise.models import Model

from gridcall import db


class OutboxEvent(Model):
    """One thing that happened. `xid` is PostgreSQL's transaction number, 0 on SQLite."""

    seq = fields.BigIntField(primary_key=True)
    xid = fields.BigIntField(default=0)
    kind = fields.CharField(max_length=60)
    code = fields.CharField(max_length=15)  # the division or cell where it happened; "" for persons alone
    public = fields.BooleanField(default=False)  # everybody may hear it
    persons: Any = fields.JSONField()  # ids that hear it wherever their posts are
    told: Any = fields.JSONField()  # [{"person", "needsMe"}]: who finds it in the inbox
    actor_id = fields.UUIDField(null=True)
    payload: Any = fields.JSONField()
    at = fields.DatetimeField()

    class Meta:
        table = "outbox"


class Event(Protocol):
    """A frozen dataclass, named in the past tense; `kind` is "<thing>.<what happened>"."""

    kind: ClassVar[str]


@dataclass(frozen=True)
class Told:
    """A person who is told in the inbox; `needs_me` when it is now that person's turn."""

    person_id: UUID | str
    needs_me: bool = False


@dataclass(frozen=True)
class Audience:
    """Who hears of an event: posts whose code is a prefix of `code`, the persons named, or everybody."""

    code: str
    public: bool = False
    persons: Sequence[UUID | str] = ()
    told: Sequence[Told] = ()


async def record(event: Event, audience: Audience, *, actor: UUID | None, now: datetime) -> None:
    """Store `event` in the running transaction; it is heard when and only when that commits."""
    xid = "pg_current_xact_id()::text::bigint" if db.dialect() == "postgres" else "0"
    told = [{"person": str(one.person_id), "needsMe": one.needs_me} for one in audience.told]
    persons = {str(person) for person in audience.persons} | {one["person"] for one in told}
    await db.execute(
        "INSERT INTO outbox (xid, kind, code, public, persons, told, actor_id, payload, at)"
        f" VALUES ({xid}, $1, $2, $3, $4, $5, $6, $7, $8)",
        event.kind,
        audience.code,
        audience.public,
        _json(sorted(persons)),
        _json(told),
        actor,
        _json(event),
        now,
    )


def _json(value: object) -> str:
    return orjson.dumps(value).decode()
