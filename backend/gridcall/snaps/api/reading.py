"""Reading snaps: lists, one snap, counts, what is near."""

import strawberry

from gridcall import outbox
from gridcall.errors import InvalidInput as BadInput
from gridcall.gql import Context, Info, PageInfo, actor_of, page_size, requires, uuid_of
from gridcall.grid.api import PointInput, wgs84
from gridcall.lamps import Lamp
from gridcall.people.api.types import Post, post_of
from gridcall.people.permissions import Permission
from gridcall.people.queries import posts_of
from gridcall.snaps import actions, categories, lists, queries, scopes
from gridcall.snaps.api.types import Snap, SnapHead, all_shown, head_of, shown
from gridcall.snaps.categories import SnapCategory
from gridcall.snaps.scopes import SnapScope
from gridcall.snaps.workflow import SnapStatus

TEXT_AT_MOST = 50


@strawberry.type
class SnapCategoryInfo:
    category: SnapCategory
    name_zh: str
    name_en: str
    limit_minutes: int
    assumed: bool = strawberry.field(description="The limit stands in no source; it is a guess to be replaced.")


@strawberry.type
class SnapEdge:
    cursor: str
    node: Snap


@strawberry.type
class SnapConnection:
    scope: strawberry.Private[SnapScope]
    nodes: list[Snap]
    page_info: PageInfo
    feed_cursor: str = strawberry.field(description="The list holds every event up to here.")

    @strawberry.field
    def edges(self) -> list[SnapEdge]:
        return [SnapEdge(cursor=lists.cursor_of(node.row, self.scope), node=node) for node in self.nodes]


@strawberry.type
class SnapCounts:
    waiting: int = strawberry.field(description="Waiting for anybody, at the street too.")
    in_hand: int
    amber: int
    red: int
    solved_today: int
    needs_me: int
    feed_cursor: str


@strawberry.type
class NearbySnap:
    snap: SnapHead
    distance_metres: float
    mine: bool = strawberry.field(description="The reader reported it.")
    backed_by_me: bool


@strawberry.input
class SnapFilter:
    scope: SnapScope
    within: str | None = None
    statuses: list[SnapStatus] | None = None
    categories: list[SnapCategory] | None = None
    lamp: Lamp | None = None
    text: str | None = None
    assignee_id: strawberry.ID | None = None


def _within(code: str | None) -> str | None:
    if code and not (code.isascii() and code.isdigit() and len(code) <= 15):  # noqa: PLR2004
        raise BadInput("within", "division_code")
    return code or None


def _ask(context: Context, filter: scopes.Filter, *, led: bool = False) -> scopes.Ask:
    settings = context.settings
    return scopes.Ask(context.actor, filter, context.now, settings.amber_share, settings.snap_reopen_days, led=led)


def _filter(asked: SnapFilter) -> scopes.Filter:
    text = (asked.text or "").strip()
    if len(text) > TEXT_AT_MOST:
        raise BadInput("text", "too_long")
    return scopes.Filter(
        scope=asked.scope,
        within=_within(asked.within),
        statuses=frozenset(asked.statuses or ()),
        categories=frozenset(asked.categories or ()),
        lamp=asked.lamp,
        text=text,
        assignee_id=str(uuid_of(asked.assignee_id, "assigneeId")) if asked.assignee_id else None,
    )


@strawberry.type
class SnapsQuery:
    @strawberry.field
    def snap_categories(self) -> list[SnapCategoryInfo]:
        """What a snap can be about."""
        return [
            SnapCategoryInfo(
                category=category,
                name_zh=rule.zh,
                name_en=rule.en,
                limit_minutes=int(rule.limit.total_seconds()) // 60,
                assumed=True,
            )
            for category, rule in categories.RULES.items()
        ]

    @strawberry.field
    async def snaps(self, info: Info, first: int, filter: SnapFilter, after: str | None = None) -> SnapConnection:
        """Newest arrivals first; what needs me, the most urgent first."""
        cursor = await outbox.head_cursor()
        page = await lists.page(_ask(info.context, _filter(filter)), page_size(first), after)
        nodes = await all_shown(page.snaps, info)
        end = lists.cursor_of(page.snaps[-1], filter.scope) if page.snaps else None
        place = PageInfo(has_next_page=page.more, end_cursor=end)
        return SnapConnection(scope=filter.scope, nodes=nodes, page_info=place, feed_cursor=cursor)

    @strawberry.field
    async def snap(self, info: Info, id: strawberry.ID) -> Snap | None:
        found = await queries.find(uuid_of(id))
        visible = found is not None and await queries.may_see(info.context.actor, found)
        return await shown(found, info) if found and visible else None

    @strawberry.field(extensions=[requires(Permission.SNAP_ASSIGN)])  # type: ignore[untyped-decorator]
    async def assignees(self, info: Info, snap_id: strawberry.ID) -> list[Post]:
        """The posts whose holders the snap can be given to, the nearest first; none for whoever may not assign it."""
        found = await queries.find(uuid_of(snap_id, "snapId"))
        if found is None or not actor_of(info).holds(Permission.SNAP_ASSIGN, found.code):
            return []
        handlers = await actions.handlers(found, info.context.now)
        posts = await posts_of(list(handlers), info.context.now)
        rows = [row for person in handlers for row in posts[str(person)] if found.code.startswith(row["code"])]
        return [post_of(row) for row in sorted(rows, key=lambda row: -len(row["code"]))]

    @strawberry.field
    async def snap_by_receipt(self, info: Info, receipt: str) -> list[SnapHead]:
        """By the number on the receipt, with or without spaces."""
        found = await lists.by_receipt(info.context.actor, receipt)
        return [head_of(snap, info.context) for snap in found]

    @strawberry.field
    async def snap_counts(self, info: Info, scope: SnapScope, within: str | None = None) -> SnapCounts:
        cursor, context, place = await outbox.head_cursor(), info.context, _within(within)
        counted = await lists.counts(_ask(context, scopes.Filter(scope, place), led=True))
        mine = scopes.Filter(SnapScope.NEEDS_ME, place)
        needs_me = await lists.count_open(_ask(context, mine)) if context.actor else 0
        return SnapCounts(**vars(counted), needs_me=needs_me, feed_cursor=cursor)

    @strawberry.field
    async def open_snaps_on_map(self, info: Info, within: str, scope: SnapScope) -> list[SnapHead]:
        """Open snaps with a point, newest first, at most 500."""
        ask = _ask(info.context, scopes.Filter(scope, _within(within)), led=True)
        return [head_of(snap, info.context) for snap in await lists.on_map(ask)]

    @strawberry.field
    async def nearby_snaps(
        self, info: Info, point: PointInput, category: SnapCategory | None = None
    ) -> list[NearbySnap]:
        """Open snaps close by, nearest first, at most 5: perhaps it is one of these?"""
        context = info.context
        found = await lists.nearby(context.actor, wgs84(point), context.settings.nearby_metres, category)
        ids = [one.snap.id for one in found]
        me = context.actor.person_id if context.actor else None
        backed = await queries.backed_by(me, ids) if me else set()
        return [
            NearbySnap(
                snap=head_of(one.snap, context),
                distance_metres=round(one.metres, 1),
                mine=one.snap.reporter_id == me,
                backed_by_me=one.snap.id in backed,
            )
            for one in found
        ]
