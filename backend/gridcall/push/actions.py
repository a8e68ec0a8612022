"""What a person does with the inbox and with the devices that get pushes."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from gridcall import clock, db, outbox
from gridcall.errors import InvalidInput
from gridcall.outbox import Audience
from gridcall.people.actor import Actor
from gridcall.push import endpoints
from gridcall.push.events import InboxRead
from gridcall.push.models import InboxItem, PushSubscription
from gridcall.requests import said

READ_AT_ONCE = 100
DEVICES_AT_MOST = 10  # the oldest makes room


async def mark_read(actor: Actor, ids: Sequence[UUID], *, now: datetime) -> int:
    """Mark these items of one's own as read; others are left alone. Answers how many were unread."""
    if len(ids) > READ_AT_ONCE:
        raise InvalidInput("ids", "page_size")
    async with db.transaction():
        unread = InboxItem.filter(person_id=actor.person_id, id__in=list(ids), read_at=None)
        return await _mark(actor, await unread.update(read_at=now), tuple(ids), now)


async def mark_all_read(actor: Actor, *, now: datetime) -> int:
    """Mark everything as read. Answers how many items were unread."""
    async with db.transaction():
        unread = InboxItem.filter(person_id=actor.person_id, read_at=None)
        return await _mark(actor, await unread.update(read_at=now), (), now)


async def _mark(actor: Actor, changed: int, ids: tuple[UUID, ...], now: datetime) -> int:
    if changed:
        me = actor.person_id
        await outbox.record(InboxRead(ids, now), Audience(code="", persons=[me]), actor=me, now=now)
    return changed


async def subscribe(actor: Actor, endpoint: str, p256dh: str, auth: str, *, private: bool, now: datetime) -> None:
    """Send pushes for this person to this browser until its session ends. Safe to repeat.

    A browser that changes hands goes to whoever subscribed last. Raises InvalidInput for an address that is
    not https on the open internet, and for keys that nothing can be encrypted for.
    """
    endpoints.check_keys(p256dh, auth)
    await endpoints.check(endpoint, private=private)
    async with db.transaction():
        await PushSubscription.filter(endpoint=endpoint).delete()
        facts = {"person_id": actor.person_id, "session_id": actor.session_id, "p256dh": p256dh, "auth": auth}
        fresh = PushSubscription(id=clock.new_id(), endpoint=endpoint, created_at=now, **facts)
        # two tabs of a browser subscribe in the same moment
        await PushSubscription.bulk_create([fresh], on_conflict=["endpoint"], update_fields=list(facts))
        await _make_room(actor)


async def _make_room(actor: Actor) -> None:
    devices = PushSubscription.filter(person_id=actor.person_id).order_by("-id")
    too_many = await devices.offset(DEVICES_AT_MOST).values_list("id", flat=True)
    await PushSubscription.filter(id__in=list(too_many)).delete()


async def unsubscribe(actor: Actor, endpoint: str) -> None:
    """Send nothing more to this browser. Safe to repeat."""
    known_as = said(endpoint, "endpoint", endpoints.ENDPOINT_AT_MOST)
    async with db.transaction():
        await PushSubscription.filter(person_id=actor.person_id, endpoint=known_as).delete()
