"""Reads of a person's inbox."""

from uuid import UUID

from gridcall import db

COLUMNS = "id, event_seq, kind, title_zh, title_en, body_zh, body_en, path, needs_me, at, read_at"


async def inbox(person_id: UUID, *, first: int, before: UUID | None, unread_only: bool) -> list[db.Row]:
    """The newest items, at most `first`, older than the item `before`: in the order in which things happened."""
    unread = " AND read_at IS NULL" if unread_only else ""
    older = " AND event_seq < (SELECT event_seq FROM inbox_items WHERE id = $3 AND person_id = $1)" if before else ""
    return await db.rows(
        f"SELECT {COLUMNS} FROM inbox_items WHERE person_id = $1{unread}{older} ORDER BY event_seq DESC LIMIT $2",
        person_id,
        first,
        *([before] if before else []),
    )


async def unread(person_id: UUID) -> int:
    """How many items the person has not read."""
    return int(await db.value("SELECT count(*) FROM inbox_items WHERE person_id = $1 AND read_at IS NULL", person_id))
