"""The inbox and push subscriptions in GraphQL."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any

import strawberry

from gridcall import outbox
from gridcall.gql import Done, Info, PageInfo, Refusal, actor_of, page_size, uuid_of
from gridcall.push import actions, queries
from gridcall.words import Language


@strawberry.type
class InboxItem:
    """Something that this person was told."""

    id: strawberry.ID
    kind: str
    at: datetime
    title: str
    body: str
    path: str
    needs_me: bool
    read_at: datetime | None


@strawberry.type
class InboxConnection:
    nodes: list[InboxItem]
    page_info: PageInfo
    unread: int
    feed_cursor: str


@strawberry.input
class PushSubscriptionInput:
    """What the browser's PushManager answers: its address and its two keys, base64url."""

    endpoint: str
    p256dh: str
    auth: str


def shown_item(facts: Mapping[str, Any], language: Language) -> InboxItem:
    """An item in the reader's language, from its row or from the event of its arrival."""
    return InboxItem(
        id=strawberry.ID(str(facts["id"])),
        kind=facts.get("about") or facts["kind"],
        at=_moment(facts["at"]),
        title=facts[f"title_{language.value}"],
        body=facts[f"body_{language.value}"],
        path=facts["path"],
        needs_me=bool(facts["needs_me"]),
        read_at=facts.get("read_at"),
    )


def _moment(raw: str | datetime) -> datetime:
    return datetime.fromisoformat(raw) if isinstance(raw, str) else raw


MarkReadResult = Annotated[Done | Refusal, strawberry.union("MarkReadResult")]
MarkAllReadResult = Annotated[Done | Refusal, strawberry.union("MarkAllReadResult")]
SubscribeToPushResult = Annotated[Done | Refusal, strawberry.union("SubscribeToPushResult")]
UnsubscribeFromPushResult = Annotated[Done | Refusal, strawberry.union("UnsubscribeFromPushResult")]


@strawberry.type
class PushQuery:
    @strawberry.field
    async def inbox(
        self, info: Info, first: int, after: str | None = None, unread_only: bool | None = None
    ) -> InboxConnection:
        """What this person was told, newest first."""
        me = actor_of(info).person_id
        wanted = page_size(first)
        before = uuid_of(after, "after") if after else None
        cursor = await outbox.head_cursor()
        rows = await queries.inbox(me, first=wanted + 1, before=before, unread_only=bool(unread_only))
        nodes = [shown_item(row, info.context.language) for row in rows[:wanted]]
        return InboxConnection(
            nodes=nodes,
            page_info=PageInfo(has_next_page=len(rows) > wanted, end_cursor=str(nodes[-1].id) if nodes else None),
            unread=await queries.unread(me),
            feed_cursor=cursor,
        )


@strawberry.type
class PushMutation:
    @strawberry.mutation
    async def mark_read(self, info: Info, ids: list[strawberry.ID]) -> MarkReadResult:
        """Mark items of one's own inbox as read."""
        wanted = [uuid_of(one, "ids") for one in ids]
        await actions.mark_read(actor_of(info), wanted, now=info.context.now)
        return Done()

    @strawberry.mutation
    async def mark_all_read(self, info: Info) -> MarkAllReadResult:
        """Mark one's whole inbox as read."""
        await actions.mark_all_read(actor_of(info), now=info.context.now)
        return Done()

    @strawberry.mutation
    async def subscribe_to_push(self, info: Info, input: PushSubscriptionInput) -> SubscribeToPushResult:
        """Send pushes to this browser until its session ends."""
        await actions.subscribe(
            actor_of(info),
            input.endpoint,
            input.p256dh,
            input.auth,
            private=info.context.settings.push_private,
            now=info.context.now,
        )
        return Done()

    @strawberry.mutation
    async def unsubscribe_from_push(self, info: Info, endpoint: str) -> UnsubscribeFromPushResult:
        """Send nothing more to this browser."""
        await actions.unsubscribe(actor_of(info), endpoint)
        return Done()
