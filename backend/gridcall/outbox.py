"""The one way out of a transaction: `record` stores an event beside the change it tells of.

The row is the event, and its place is the feed's order. On PostgreSQL that place is (transaction, sequence): a
number taken early can commit late, so readers order by the transaction's number and stop below the oldest one
still running.
Rows are never changed or deleted by the application (a trigger holds that).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Protocol
from uuid import UUID

import orjson
from tortoise import fields
from tortoise.models import Model

from gridcall import bell, db
from gridcall.errors import InvalidInput


class OutboxEvent(Model):
    """One thing that happened. `xid` is PostgreSQL's transaction number, 0 on SQLite."""

    seq = fields.BigIntField(primary_key=True)
    xid = fields.BigIntField(default=0)
    kind = fields.CharField(max_length=60)
    code = fields.CharField(max_length=15)  # the division or cell where it happened; "" for persons alone
    public = fields.BooleanField(default=False)  # everybody may hear it
    persons: Any = fields.JSONField()  # ids that hear it wherever their posts are; "unit:" and its id for a unit
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
    """Who hears of an event: posts whose code is a prefix of `code`, the persons and units named, or everybody."""

    code: str
    public: bool = False
    persons: Sequence[UUID | str] = ()
    units: Sequence[UUID] = ()
    told: Sequence[Told] = ()


async def record(
    event: Event, audience: Audience, *, actor: UUID | None, now: datetime, beside: Sequence[db.Statement] = ()
) -> None:
    """Store `event` in the running transaction; it is heard when and only when that commits.

    `beside` are further INSERTs of the same change, for `db.together`: whole, even where no transaction runs.
    """
    xid = "pg_current_xact_id()::text::bigint" if db.dialect() == "postgres" else "0"
    told = [{"person": str(one.person_id), "needsMe": one.needs_me} for one in audience.told]
    persons = {str(person) for person in (*audience.persons, *(one.person_id for one in audience.told))}
    persons |= {f"unit:{unit}" for unit in audience.units}
    sql = (
        "INSERT INTO outbox (xid, kind, code, public, persons, told, actor_id, payload, at)"
        f" VALUES ({xid}, $1, $2, $3, $4, $5, $6, $7, $8)"
    )
    facts = (
        event.kind,
        audience.code,
        audience.public,
        _json(sorted(persons)),
        _json(told),
        actor,
        _json(event),
        now,
    )
    await db.together(*beside, (sql, facts))
    db.afterwards(bell.ring)


@dataclass(frozen=True, order=True, slots=True)
class Position:
    """A place in the feed's order. Clients know it as a cursor: opaque, but the earlier one sorts first as text."""

    xid: int
    seq: int

    def __str__(self) -> str:
        return f"{self.xid:019}-{self.seq:019}"


START = Position(0, 0)
_CURSOR = re.compile(r"(\d{1,19})-(\d{1,19})", re.ASCII)
_LARGEST = 2**63 - 1


def position_of(cursor: str, field: str = "after") -> Position:
    """The place a cursor names; InvalidInput when it is none of ours."""
    found = _CURSOR.fullmatch(cursor)
    if found is None:
        raise InvalidInput(field, "cursor")
    position = Position(int(found[1]), int(found[2]))
    if max(position.xid, position.seq) > _LARGEST:
        raise InvalidInput(field, "cursor")
    return position


@dataclass(frozen=True, slots=True)
class Recorded:
    """An event as it lies in the outbox."""

    position: Position
    kind: str
    code: str
    public: bool
    persons: tuple[str, ...]
    told: tuple[Told, ...]
    actor_id: str | None
    payload: dict[str, Any]
    at: datetime


# PostgreSQL: everything below the oldest running transaction has ended; nothing can appear there any more.
_SETTLED = "pg_snapshot_xmin(pg_current_snapshot())::text::bigint"
_FROM_THE_FUTURE = (
    "SELECT EXISTS (SELECT 1 FROM outbox WHERE xid >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint)"
)
_COLUMNS = "seq, xid, kind, code, public, persons, told, actor_id, payload, at"


async def head() -> Position:
    """The place up to which everything is settled: a list read after this call holds every event up to it."""
    if db.dialect() == "postgres":
        return Position(await db.value(f"SELECT {_SETTLED}"), 0)
    return Position(0, await db.value("SELECT max(seq) FROM outbox") or 0)


async def head_cursor() -> str:
    """The cursor to give beside a list; take it before reading the list."""
    return str(await head())


async def read_after(position: Position, limit: int) -> list[Recorded]:
    """At most `limit` settled events after `position`, in the feed's order."""
    wanted = f"SELECT {_COLUMNS} FROM outbox WHERE {_after()} LIMIT $3"
    found = await db.rows(wanted, *_place(position), limit)
    return [_recorded(row) for row in found]


async def read_last(limit: int) -> list[Recorded]:
    """The newest `limit` settled events, oldest first."""
    settled = f"WHERE xid < {_SETTLED}" if db.dialect() == "postgres" else ""
    order = "xid DESC, seq DESC" if db.dialect() == "postgres" else "seq DESC"
    found = await db.rows(f"SELECT {_COLUMNS} FROM outbox {settled} ORDER BY {order} LIMIT $1", limit)
    return [_recorded(row) for row in reversed(found)]


async def count_after(position: Position, at_most: int) -> int:
    """How many settled events lie after `position`, counted no further than `at_most`."""
    counted = f"SELECT count(*) FROM (SELECT 1 FROM outbox WHERE {_after()} LIMIT $3) AS newer"
    return int(await db.value(counted, *_place(position), at_most))


async def unsettled_after(position: Position) -> bool:
    """Whether an event has been committed that cannot be read yet, because an older transaction still runs."""
    if db.dialect() != "postgres":
        return False
    newer = "SELECT EXISTS (SELECT 1 FROM outbox WHERE (xid, seq) > ($1, $2))"
    return bool(await db.value(newer, *_place(position)))


async def mend_after_restore() -> bool:
    """Make a PostgreSQL dump readable that was restored on a server whose transaction numbers are younger.

    Its events would wait for numbers that lie years ahead. All of them have happened, so they come first, by `seq`;
    readers keep their place. Answers whether it was needed. Cheap when it was not.
    """
    if db.dialect() != "postgres" or not await db.value(_FROM_THE_FUTURE):
        return False
    async with db.transaction():
        await db.execute("ALTER TABLE outbox DISABLE TRIGGER outbox_insert_only")
        await db.execute("UPDATE outbox SET xid = 0")
        await db.execute("ALTER TABLE outbox ENABLE TRIGGER outbox_insert_only")
        await db.execute("UPDATE consumers SET xid = 0")
    return True


def _after() -> str:
    if db.dialect() == "postgres":
        return f"(xid, seq) > ($1, $2) AND xid < {_SETTLED} ORDER BY xid, seq"
    return "$1 = 0 AND seq > $2 ORDER BY seq"


def _place(position: Position) -> tuple[int, int]:
    return position.xid, position.seq


def _recorded(row: db.Row) -> Recorded:
    return Recorded(
        position=Position(row["xid"], row["seq"]),
        kind=row["kind"],
        code=row["code"],
        public=bool(row["public"]),
        persons=tuple(row["persons"]),
        told=tuple(Told(one["person"], one["needsMe"]) for one in row["told"]),
        actor_id=row["actor_id"],
        payload=row["payload"],
        at=row["at"],
    )


def _json(value: object) -> str:
    return orjson.dumps(value).decode()
