"""The feed in GraphQL: what happened, page by page and live."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Hashable, Mapping
from contextlib import aclosing, asynccontextmanager
from datetime import datetime
from functools import partial
from typing import Any

import strawberry

from gridcall import outbox
from gridcall.bank.api import PointsHead, RedemptionHead, points_of_event, redemption_of_event
from gridcall.calls.api import CallHead
from gridcall.calls.api import head_of_event as call_head_of_event
from gridcall.feed import hub
from gridcall.feed.audience import keys_of_subscriber
from gridcall.feed.hub import Hub, Listener
from gridcall.feed.rights import Ended
from gridcall.gql import Context, Info, page_size
from gridcall.outbox import Recorded, position_of
from gridcall.people import sessions
from gridcall.people.actor import Actor
from gridcall.push.api import InboxItem, shown_item
from gridcall.settings import Settings
from gridcall.snaps.api import SnapHead, head_of_event
from gridcall.wishes.api import WishHead
from gridcall.wishes.api import head_of_event as wish_head_of_event
from gridcall.words import Language

Deliver = Callable[[Hashable, object], None]


@strawberry.type
class FeedEvent:
    """Something that happened. `kind` "feed.resync": too much was missed, load the lists again."""

    recorded: strawberry.Private[Recorded]

    @strawberry.field
    def cursor(self) -> str:
        return str(self.recorded.position)

    @strawberry.field
    def kind(self) -> str:
        return self.recorded.kind

    @strawberry.field
    def at(self) -> datetime:
        return self.recorded.at

    @strawberry.field
    def code(self) -> str:
        return self.recorded.code

    @strawberry.field
    def snap(self, info: Info) -> SnapHead | None:
        """The snap as everybody may know it, at that moment."""
        if not self.recorded.kind.startswith("snap."):
            return None
        context = info.context
        return head_of_event(self.recorded.payload, context.now, context.settings.amber_share)

    @strawberry.field
    def call(self, info: Info) -> CallHead | None:
        """The call at that moment."""
        if "parts" not in self.recorded.payload:
            return None
        return call_head_of_event(self.recorded.payload, info.context)

    @strawberry.field
    def points(self, info: Info) -> PointsHead | None:
        """The reader's account after something happened to it."""
        return points_of_event(self.recorded.kind, self.recorded.payload, info.context.language)

    @strawberry.field
    def redemption(self) -> RedemptionHead | None:
        """What has happened at the counter of a branch that the reader keeps."""
        return redemption_of_event(self.recorded.kind, self.recorded.payload)

    @strawberry.field
    def wish(self, info: Info) -> WishHead | None:
        """The wish as everybody may know it, at that moment."""
        if not self.recorded.kind.startswith("wish."):
            return None
        context = info.context
        return wish_head_of_event(self.recorded.payload, context.now, context.settings.amber_share)

    @strawberry.field
    def inbox(self, info: Info) -> InboxItem | None:
        """The item that has arrived."""
        if self.recorded.kind != "inbox.arrived":
            return None
        return shown_item(self.recorded.payload, info.context.language)


@strawberry.type
class FeedPage:
    """`resync`: too much was missed, load the lists again and go on from `cursor`."""

    events: list[FeedEvent]
    cursor: str
    resync: bool
    more: bool


@strawberry.type
class FeedQuery:
    @strawberry.field(description="Where the feed stands now. Cursors sort as text.")  # type: ignore[untyped-decorator]
    async def feed_cursor(self) -> str:
        return await outbox.head_cursor()

    @strawberry.field
    async def feed(self, info: Info, after: str, first: int, within: str | None = None) -> FeedPage:
        """What happened after a cursor and concerns this person; `within`: also what is public there."""
        keys = keys_of_subscriber(info.context.actor, within)
        page = await hub.current().page(keys, position_of(after), page_size(first))
        events = [FeedEvent(recorded=event) for event in page.events]
        return FeedPage(events=events, cursor=str(page.position), resync=page.resync, more=page.more)


class FeedBroadcast:
    """The feed as a source of shared executions (see http/shared.py).

    The answer to an event depends on the event and the language alone. Who hears it is decided by keys: what
    is for one person's eyes is delivered to that person's subscriptions only.
    """

    def __init__(self, hub: Hub, settings: Settings) -> None:
        self.hub = hub
        self.settings = settings

    def group(self, context: Context, arguments: Mapping[str, Any]) -> Hashable:
        return context.language

    def shared_context(self, group: Hashable) -> Context:
        return Context(settings=self.settings, actor=None, language=Language(str(group)))

    @asynccontextmanager
    async def open(
        self, context: Context, arguments: Mapping[str, Any], deliver: Deliver
    ) -> AsyncIterator[AsyncIterator[tuple[Hashable, object]]]:
        """Raises InvalidInput for a bad cursor or code, SignInRequired for a visitor without `within`."""
        after, within = arguments.get("after"), arguments.get("within")
        live = partial(_deliver, deliver)
        async with _listening(self.hub, context.actor, after, within, live) as missed:
            yield (_rooted(event) async for event in missed)


def broadcasts(hub: Hub, settings: Settings) -> dict[str, FeedBroadcast]:
    """The subscriptions that are executed once for all equal subscribers, by field name."""
    return {"feed": FeedBroadcast(hub, settings)}


def _rooted(event: Recorded) -> tuple[Hashable, object]:
    return (event.kind, event.position), FeedEvent(recorded=event)


def _deliver(deliver: Deliver, event: Recorded) -> None:
    deliver(*_rooted(event))


@asynccontextmanager
async def _listening(
    hub: Hub, actor: Actor | None, after: str | None, within: str | None, live: Callable[[Recorded], None]
) -> AsyncIterator[AsyncIterator[Recorded]]:
    """What was missed; once that has ended, `live` is called with what happens."""
    keys = keys_of_subscriber(actor, within)
    listener = Listener(keys, hub.position if after is None else position_of(after), live)
    try:
        async with aclosing(hub.missed(listener)) as missed:
            yield missed
    finally:
        hub.leave(listener)


@strawberry.type
class FeedSubscription:
    @strawberry.subscription
    async def feed(
        self, info: Info, after: str | None = None, within: str | None = None
    ) -> AsyncGenerator[FeedEvent, None]:
        """What happens and concerns this person, from `after` on, no gap; `within`: also what is public.

        Whoever is not signed in hears public events alone and must say `within`.
        """
        live: asyncio.Queue[Recorded] = asyncio.Queue()
        async with _listening(hub.current(), info.context.actor, after, within, live.put_nowait) as missed:
            async for event in missed:
                yield FeedEvent(recorded=event)
            while live.qsize() <= hub.TOO_FAR_BEHIND:  # whoever is slower resumes from the last cursor
                yield FeedEvent(recorded=await live.get())


SIGNED_OUT = (4401, "signed out")
CHANGED = (4410, "your posts have changed: connect again and go on from your cursor")


CloseSockets = Callable[[Callable[[Context], bool], int, str], object]


def closing(close_sockets: CloseSockets) -> Callable[[Ended], None]:
    """What a hub calls when somebody's right to listen ends: closes that person's sockets."""

    def close(ended: Ended) -> None:
        sessions.forget()  # who comes back at once is to be looked up afresh
        code, reason = SIGNED_OUT if ended.signed_out else CHANGED
        close_sockets(lambda context: ended.concerns(context.actor), code, reason)

    return close
