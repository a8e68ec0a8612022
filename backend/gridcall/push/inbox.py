"""The inbox's reader of the outbox: whoever an event names as told finds it in the inbox, exactly once.

Items, pushes to send and the new place in the outbox are written in one transaction, under the lock of one
row: several processes may run this, a restart goes on where the last commit was.
"""

import logging
from datetime import datetime
from uuid import UUID

from gridcall import clock, db, outbox
from gridcall.outbox import Audience, Position, Recorded, Told
from gridcall.people import sessions
from gridcall.people.queries import alive
from gridcall.push import words
from gridcall.push.events import InboxArrived, InboxRead
from gridcall.push.models import Consumer, InboxItem

NAME = "inbox"
BATCH = 20  # events; the transaction is to be short

TURNING = ("snap.", "wish.")  # of these one acts at a time, and when the thing has moved on, nobody has to any more
SAME_TURN = frozenset(  # after these it is still the same person's turn
    {
        *("snap.backed", "snap.moved_away", "wish.points_given", "wish.contact_seen", "wish.thanked"),
        *("wish.companion_joined", "wish.companion_left", "wish.extension_asked"),
        *("wish.passed_on", "wish.reminded"),  # but for the claimer, whom they name
    }
)

log = logging.getLogger(__name__)


async def read_on(now: datetime) -> bool:
    """Take in the next batch of events. True when there may be more. Costs one look when there is nothing."""
    if not await _something_waits():
        return False
    async with db.transaction():
        consumer = await _my_turn()
        events = await outbox.read_after(Position(consumer.xid, consumer.seq), BATCH)
        for event in events:
            await _take_in(event, now)
        if events:
            last = events[-1].position
            consumer.xid, consumer.seq = last.xid, last.seq
            await consumer.save(update_fields=["xid", "seq"])
    return len(events) == BATCH


async def _something_waits() -> bool:
    place = await db.row("SELECT xid, seq FROM consumers WHERE id = $1", NAME)
    return bool(await outbox.read_after(Position(**place) if place else outbox.START, 1))


async def _my_turn() -> Consumer:
    await db.execute("INSERT INTO consumers (id, xid, seq) VALUES ($1, 0, 0) ON CONFLICT DO NOTHING", NAME)
    consumer = await db.lock(Consumer, NAME)
    assert consumer is not None  # noqa: S101  it was made a line ago and is never deleted
    return consumer


async def _take_in(event: Recorded, now: datetime) -> None:
    if event.kind.startswith(TURNING) and event.kind not in SAME_TURN and "id" in event.payload:
        await _end_turns(event, now)
    for person in event.payload.get("turn_over", ()):
        await _end_turns(event, now, person)
    for told in event.told:
        await _tell(event, told, now)
    if event.kind == "session.ended":
        await _forget_devices("session_id", event.payload["session_id"])
    if event.kind == "person.disabled":
        for person in event.persons:
            await _forget_devices("person_id", person)


async def _end_turns(event: Recorded, now: datetime, person: str | None = None) -> None:
    """The thing has moved on: whose turn it was needs to do nothing more, and gets no late push about it.

    Of a call, where many wait at once, only the turn of `person`.
    """
    of_the_thing = "path = $1 AND needs_me AND event_seq < $2" + (" AND person_id = $3" if person else "")
    place = [words.path_of(event.payload), event.position.seq, *([UUID(person)] if person else [])]
    unread = await db.rows(
        f"SELECT id, person_id FROM inbox_items WHERE {of_the_thing} AND read_at IS NULL",
        *place,
    )
    await db.execute(
        f"UPDATE inbox_items SET needs_me = false, read_at = coalesce(read_at, ${len(place) + 1}) WHERE {of_the_thing}",
        *place,
        now,
    )
    for item in unread:
        read = InboxRead((UUID(str(item["id"])),), now)
        await outbox.record(read, Audience(code="", persons=[item["person_id"]]), actor=None, now=now)


async def _tell(event: Recorded, told: Told, now: datetime) -> None:
    text = _in_words(event, told)
    if text is None:
        return
    item = await InboxItem.create(
        id=clock.new_id(),
        person_id=told.person_id,
        event_seq=event.position.seq,
        kind=event.kind,
        title_zh=text.title_zh,
        title_en=text.title_en,
        body_zh=text.body_zh,
        body_en=text.body_en,
        path=text.path,
        needs_me=told.needs_me,
        at=event.at,
    )
    await outbox.record(_arrived(item), Audience(code="", persons=[told.person_id]), actor=None, now=now)
    if text.push:
        await _queue_pushes(item, now)


def _in_words(event: Recorded, told: Told) -> words.Told | None:
    """None when there is nothing to say. An event that cannot be read must not stop all that come after it."""
    try:
        return words.tell(event.kind, told.needs_me, event.payload)
    except (KeyError, TypeError, ValueError):
        log.exception("event %s cannot be put into words", event.position)
        return None


def _arrived(item: InboxItem) -> InboxArrived:
    return InboxArrived(
        id=item.id,
        about=item.kind,
        title_zh=item.title_zh,
        title_en=item.title_en,
        body_zh=item.body_zh,
        body_en=item.body_en,
        path=item.path,
        needs_me=item.needs_me,
        at=item.at,
    )


async def _queue_pushes(item: InboxItem, now: datetime) -> None:
    """To every device whose session lives: that one has been idle for too long, no event tells."""
    await db.execute(
        "INSERT INTO push_deliveries (item_id, subscription_id, tries, next_try_at)"
        " SELECT $1, d.id, 0, $3 FROM push_subscriptions d JOIN sessions s ON s.id = d.session_id"
        f" WHERE d.person_id = $2 AND {alive('s', '$4')}",
        item.id,
        UUID(str(item.person_id)),
        now,
        now - sessions.IDLE,
    )


async def _forget_devices(column: str, value: str) -> None:
    """Whoever signed out gets no more pushes on that device; deliveries go with their subscription."""
    await db.execute(f"DELETE FROM push_subscriptions WHERE {column} = $1", UUID(value))
