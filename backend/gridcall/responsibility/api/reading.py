"""Reading the list: versions, items by area or words, and what a few words mean. Open to everybody."""

from collections.abc import Sequence
from datetime import date

import strawberry

from gridcall import clock, outbox
from gridcall.errors import InvalidInput as BadInput
from gridcall.errors import NotFound as Missing
from gridcall.gql import Info, PageInfo, page_size, uuid_of
from gridcall.responsibility import likely, queries
from gridcall.responsibility.api.types import (
    ResponsibilityItem,
    ResponsibilityList,
    ResponsibilityMatch,
    item_by_id,
    item_of,
    list_of,
    match_of,
)
from gridcall.responsibility.queries import Book, Version
from gridcall.responsibility.rules import Area, Item
from gridcall.snaps import queries as snaps
from gridcall.snaps.categories import SnapCategory
from gridcall.snaps.rows import SnapRow

TEXT_AT_MOST = 200
SNAPS_AT_MOST = 20


@strawberry.type
class ResponsibilityItemConnection:
    nodes: list[ResponsibilityItem]
    page_info: PageInfo
    total_count: int
    listed: ResponsibilityList | None = strawberry.field(name="list")
    feed_cursor: str


@strawberry.type
class ResponsibilityListConnection:
    nodes: list[ResponsibilityList]
    page_info: PageInfo
    feed_cursor: str


@strawberry.input
class WhichResponsibilityList:
    """One version by its id; or the one that is in force in a district on a day, here and today unless said."""

    id: strawberry.ID | None = None
    code: str | None = None
    on: date | None = None


async def _version(info: Info, which: WhichResponsibilityList | None) -> Version | None:
    asked = which or WhichResponsibilityList()
    if asked.id is not None:
        return await queries.version(uuid_of(asked.id))
    return await queries.in_force(_district(info, asked.code), asked.on or clock.today())


def _district(info: Info, code: str | None) -> str:
    return queries.district_of(code or info.context.settings.root_code)


def _text(text: str) -> str:
    if len(text) > TEXT_AT_MOST:
        raise BadInput("text", "too_long")
    return text.strip()


def _chosen(book: Book, area: Area | None, text: str) -> Sequence[Item]:
    """Those of an area, of those that the words mean, in the order of the list."""
    items = [item for item in book.items if area in (None, item.area)]
    if not text:
        return items
    meant = {match.item.number for match in book.index.matches(text, len(book.items))}
    return [item for item in items if item.number in meant]


def _behind(items: Sequence[Item], book: Book, after: str | None) -> Sequence[Item]:
    if after is None:
        return items
    place = book.places.get(uuid_of(after, "after"))
    if place is None:  # of another version: another one may have started since
        raise BadInput("after", "cursor")
    return [item for item in items if item.id and book.places[item.id] > place]


@strawberry.type
class ResponsibilityQuery:
    @strawberry.field
    async def responsibility_list(
        self, info: Info, which: WhichResponsibilityList | None = None
    ) -> ResponsibilityList | None:
        """One version of the list; null when none has started."""
        version = await _version(info, which)
        return list_of(version) if version else None

    @strawberry.field
    async def responsibility_lists(
        self, info: Info, first: int, after: str | None = None, code: str | None = None
    ) -> ResponsibilityListConnection:
        """The versions of a district, the last to start first."""
        cursor = await outbox.head_cursor()
        size = page_size(first)
        behind = uuid_of(after, "after") if after is not None else None
        found = await queries.versions(_district(info, code), size + 1, behind)
        nodes = [list_of(version) for version in found[:size]]
        more = _page_info(nodes, len(found) > size)
        return ResponsibilityListConnection(nodes=nodes, page_info=more, feed_cursor=cursor)

    @strawberry.field
    async def responsibility_items(
        self,
        info: Info,
        first: int,
        after: str | None = None,
        area: Area | None = None,
        text: str = "",
        which: WhichResponsibilityList | None = None,
    ) -> ResponsibilityItemConnection:
        """Items in the order of the list; with `text` those that it means."""
        cursor = await outbox.head_cursor()
        size, wanted = page_size(first), _text(text)
        version = await _version(info, which)
        if version is None:
            return ResponsibilityItemConnection(
                nodes=[], page_info=_page_info([], False), total_count=0, listed=None, feed_cursor=cursor
            )
        book = await queries.book(version)
        items = _chosen(book, area, wanted)
        rest = _behind(items, book, after)
        nodes = [item_of(item, version) for item in rest[:size]]
        return ResponsibilityItemConnection(
            nodes=nodes,
            page_info=_page_info(nodes, len(rest) > size),
            total_count=len(items),
            listed=list_of(version),
            feed_cursor=cursor,
        )

    @strawberry.field
    async def responsibility_item(self, id: strawberry.ID) -> ResponsibilityItem | None:
        """An item of whichever version."""
        try:
            return await item_by_id(uuid_of(id))
        except Missing:
            return None

    @strawberry.field
    async def responsibility_matches(
        self,
        info: Info,
        first: int,
        text: str = "",
        snap_ids: list[strawberry.ID] | None = None,
        category: SnapCategory | None = None,
        which: WhichResponsibilityList | None = None,
    ) -> list[ResponsibilityMatch]:
        """The items that a few words mean, typed or spoken, best first.

        Without words those of the snaps are taken. Areas that the category, or those of the snaps, point at come
        first where the words leave it open, and fill what is left of `first`.
        """
        size, wanted = page_size(first), _text(text)
        version = await _version(info, which)
        behind = await _snaps(info, snap_ids or [])
        if version is None:
            return []
        book = await queries.book(version)
        categories = {snap.category for snap in behind} | ({category} if category else set())
        words = wanted or " ".join(snap.words for snap in behind)
        return [match_of(match, book) for match in book.index.matches(words, size, likely.areas(categories))]


async def _snaps(info: Info, ids: Sequence[strawberry.ID]) -> list[SnapRow]:
    """The snaps asked for. NotFound when one of them is none of the asker's business."""
    if len(ids) > SNAPS_AT_MOST:
        raise BadInput("snapIds", "snaps_at_once")
    wanted = [uuid_of(one, "snapIds") for one in ids]
    found = await snaps.snaps_by_id(wanted)
    for one in wanted:
        if one not in found or not await snaps.may_see(info.context.actor, found[one]):
            raise Missing("snap")
    return [found[one] for one in wanted]


def _page_info(nodes: Sequence[ResponsibilityItem | ResponsibilityList], more: bool) -> PageInfo:
    return PageInfo(has_next_page=more, end_cursor=nodes[-1].id if nodes else None)
