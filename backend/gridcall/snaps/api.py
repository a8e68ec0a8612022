"""Snaps in GraphQL. Translates, decides nothing."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.extensions import FieldExtension

from gridcall import outbox
from gridcall.errors import InvalidInput as BadInput
from gridcall.gql import Context, Info, PageInfo, Refusal, actor_of, new_uuid_of, page_size, requires, uuid_of
from gridcall.grid.api import GridCell, PointInput, wgs84
from gridcall.media.api import Photo, PhotoInput, chosen, photo_of, thumb_url
from gridcall.people.api.types import Post, post_of
from gridcall.people.permissions import Permission
from gridcall.people.queries import posts_of
from gridcall.snaps import actions, categories, events, lists, loading, parties, queries, scopes, workflow
from gridcall.snaps.categories import SnapCategory
from gridcall.snaps.loading import Shelf
from gridcall.snaps.parties import Eyes
from gridcall.snaps.places import Point
from gridcall.snaps.rows import EntryRow, SnapRow
from gridcall.snaps.scopes import SnapScope
from gridcall.snaps.workflow import STEPS, Lamp, SnapStatus, SnapStep
from gridcall.words import Language, say

for enum in (SnapStatus, SnapStep, SnapCategory, SnapScope, Lamp):
    strawberry.enum(enum)

TEXT_AT_MOST = 50


@strawberry.interface
class SnapSummary:
    """What every list of snaps shows."""

    id: strawberry.ID
    receipt: str = strawberry.field(description="Twelve digits; the phone computes them from the id, offline too.")
    status: SnapStatus
    category: SnapCategory
    words: str = strawberry.field(description="Telephone and identity numbers are masked for strangers.")
    place: str
    cell_code: str | None
    cell_name: str | None
    community_name: str | None
    street_name: str | None
    code: str = strawberry.field(description="Of the cell, or of the division while no cell is known.")
    lon: float | None = strawberry.field(description="WGS-84, like lat.")
    lat: float | None
    taken_at: datetime = strawberry.field(description="By the phone's clock.")
    arrived_at: datetime
    updated_at: datetime
    limit_start: datetime | None
    due_at: datetime | None
    lamp: Lamp
    backers: int
    thumb_url: str | None
    public: bool
    version: int


@strawberry.type
class SnapHead(SnapSummary):
    """A snap as everybody may know it: what events carry."""


@strawberry.type
class SnapParty:
    """A person of a snap, as far as the reader may know."""

    person_id: strawberry.ID
    name: str
    post: str
    phone: str


@strawberry.type
class SnapEntry:
    """One step that was taken."""

    id: strawberry.ID
    step: SnapStep
    at: datetime = strawberry.field(description="When it arrived.")
    by_name: str | None
    by_post: str | None
    to_name: str | None
    words: str
    photos: list[Photo]
    status: SnapStatus = strawberry.field(description="After the step.")
    late: bool = strawberry.field(description="It arrived long after it was made: the phone was offline.")


@strawberry.type
class AvailableAction:
    """A step, and whether the reader may take it now."""

    step: SnapStep
    allowed: bool
    reason: str | None = strawberry.field(description="Why not.")


@strawberry.type
class Snap(SnapSummary):
    """One problem, photographed (随手拍)."""

    row: strawberry.Private[SnapRow]
    shelf: strawberry.Private[Shelf]
    mine: bool
    reopened: int

    @strawberry.field
    def photos(self) -> list[Photo]:
        """What the reporter photographed."""
        timeline = self.shelf.timelines.get(self.row.id)
        return [photo_of(photo) for photo in timeline[0].photos] if timeline else []

    @strawberry.field
    def entries(self, info: Info) -> list[SnapEntry]:
        """Every step, oldest first."""
        viewer = parties.eyes(info.context.actor, self.row)
        timeline = self.shelf.timelines.get(self.row.id, [])
        return [_entry(self, one, viewer, info.context.language) for one in timeline]

    @strawberry.field
    def reporter(self, info: Info) -> SnapParty | None:
        """Known to staff alone."""
        timeline = self.shelf.timelines.get(self.row.id)
        post_id = timeline[0].by_post_id if timeline else None
        return _party(self, info.context, parties.reporter_seen, self.row.reporter_id, post_id)

    @strawberry.field
    def assignee(self, info: Info) -> SnapParty | None:
        """Who has it in hand, or has solved it."""
        post_id = self.shelf.handling.get(self.row.id)
        return _party(self, info.context, parties.assignee_seen, self.row.assignee_id, post_id)

    @strawberry.field
    def cell(self) -> GridCell | None:
        return self.shelf.cells.get(self.row.cell_code) if self.row.cell_code else None

    @strawberry.field
    def backed_by_me(self) -> bool:
        return self.row.id in self.shelf.backed

    @strawberry.field
    def merged_into(self, info: Info) -> SnapHead | None:
        """The snap that goes on in its place."""
        other = self.shelf.merged.get(self.row.merged_into_id) if self.row.merged_into_id else None
        return head_of(other, info.context) if other else None

    @strawberry.field
    def available_actions(self, info: Info) -> list[AvailableAction]:
        """Every later step, with the reason for each that is refused."""
        backed = self.row.id in self.shelf.backed
        return [_action(info.context, self.row, step, backed) for step in STEPS.values() if step.sources]


def _action(context: Context, snap: SnapRow, step: workflow.Step, backed: bool) -> AvailableAction:
    if context.actor is None:
        return AvailableAction(step=step.name, allowed=False, reason=say("sign_in_required", context.language))
    days = context.settings.snap_reopen_days
    standing = actions.standing(context.actor, snap, backed=backed, reopen_days=days)
    refused = workflow.refusal(step, standing, context.now)
    reason = say(refused.reason, context.language) if refused else None
    return AvailableAction(step=step.name, allowed=refused is None, reason=reason)


def _entry(snap: Snap, entry: EntryRow, viewer: Eyes, language: Language) -> SnapEntry:
    by, to = snap.shelf.person(entry.by_person_id), snap.shelf.person(entry.to_person_id)
    post = snap.shelf.post(entry.by_post_id)
    return SnapEntry(
        id=strawberry.ID(str(entry.id)),
        step=entry.step,
        at=entry.at,
        by_name=parties.name_shown(viewer, entry, by) if by else None,
        by_post=parties.post_shown(entry, snap.row.reporter_id, post, language),
        to_name=to.name if to and viewer is Eyes.STAFF else None,
        words=parties.words_shown(viewer, entry),
        photos=[photo_of(photo) for photo in entry.photos],
        status=entry.status,
        late=entry.at - entry.made_at > workflow.LATE,
    )


Seen = Callable[..., parties.Party | None]


def _party(snap: Snap, context: Context, seen: Seen, person_id: UUID | None, post_id: UUID | None) -> SnapParty | None:
    viewer, person, post = parties.eyes(context.actor, snap.row), snap.shelf.person(person_id), snap.shelf.post(post_id)
    party = seen(viewer, person_id, person, post, context.language) if person else None
    if party is None:
        return None
    return SnapParty(person_id=strawberry.ID(str(party.person_id)), name=party.name, post=party.post, phone=party.phone)


def _summary(facts: Mapping[str, Any], now: datetime, amber_share: float) -> dict[str, Any]:
    """The fields of SnapSummary from a snap's head, as it is stored in events or made from a row."""
    shown = {name: facts[name] for name in events.HEAD_NAMES if name != "thumb"}
    thumb = facts["thumb"]
    lamp = workflow.lamp(shown["status"], shown["limit_start"], shown["due_at"], now, amber_share)
    return {**shown, "id": str(shown["id"]), "thumb_url": thumb_url(thumb) if thumb else None, "lamp": lamp}


def head_of(snap: SnapRow, context: Context) -> SnapHead:
    """The snap as everybody may know it."""
    return SnapHead(**_summary(events.head(snap), context.now, context.settings.amber_share))


_TIMES = ("taken_at", "arrived_at", "updated_at", "limit_start", "due_at")


def head_of_event(payload: Mapping[str, Any], now: datetime, amber_share: float) -> SnapHead:
    """The head that an event of snaps carries; `payload` as the outbox stores it."""
    facts = {**payload, **{name: datetime.fromisoformat(payload[name]) for name in _TIMES}}
    facts["status"] = SnapStatus(payload["status"])
    facts["category"] = SnapCategory(payload["category"])
    return SnapHead(**_summary(facts, now, amber_share))


async def shown(snap: SnapRow, info: Info) -> Snap:
    """The snap as the reader may know it."""
    return (await all_shown([snap], info))[0]


async def all_shown(snaps: Sequence[SnapRow], info: Info) -> list[Snap]:
    """The snaps as the reader may know them, with everything that the request asks of them."""
    shelf = await loading.hang(info.context, snaps, loading.fields_asked(info))
    return [_shown(snap, shelf, info.context) for snap in snaps]


def _shown(snap: SnapRow, shelf: Shelf, context: Context) -> Snap:
    facts = events.head(snap)
    if parties.eyes(context.actor, snap) is not Eyes.PUBLIC:
        facts = {**facts, "words": snap.words, "place": snap.place}
    mine = context.actor is not None and context.actor.person_id == snap.reporter_id
    summary = _summary(facts, context.now, context.settings.amber_share)
    return Snap(row=snap, shelf=shelf, mine=mine, reopened=snap.reopened, **summary)


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
    edges: list[SnapEdge]
    nodes: list[Snap]
    page_info: PageInfo
    feed_cursor: str = strawberry.field(description="The list holds every event up to here.")


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


@strawberry.input
class TakeSnapInput:
    """`id` is client-made (UUIDv7) and is the idempotency key."""

    id: strawberry.ID
    photos: list[PhotoInput]
    point: PointInput | None = None
    cell_code: str | None = None
    place: str
    category: SnapCategory
    words: str
    taken_at: datetime
    fixed_on_the_spot: bool


@strawberry.input
class SnapStepInput:
    """`id` is client-made (UUIDv7) and is the step's idempotency key."""

    id: strawberry.ID
    snap_id: strawberry.ID
    expected_version: int | None = None
    words: str | None = None
    photos: list[PhotoInput] | None = None


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
        """Newest arrivals first."""
        cursor = await outbox.head_cursor()
        page = await lists.page(_ask(info.context, _filter(filter)), page_size(first), after)
        nodes = await all_shown(page.snaps, info)
        edges = [
            SnapEdge(cursor=lists.cursor_of(snap), node=node) for snap, node in zip(page.snaps, nodes, strict=True)
        ]
        place = PageInfo(has_next_page=page.more, end_cursor=edges[-1].cursor if edges else None)
        return SnapConnection(edges=edges, nodes=nodes, page_info=place, feed_cursor=cursor)

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
        backed = await queries.backed_by(context.actor.person_id, ids) if context.actor else set()
        return [
            NearbySnap(
                snap=head_of(one.snap, context),
                distance_metres=round(one.metres, 1),
                backed_by_me=one.snap.id in backed,
            )
            for one in found
        ]


TakeSnapResult = Annotated[Snap | Refusal, strawberry.union("TakeSnapResult")]
BackSnapResult = Annotated[Snap | Refusal, strawberry.union("BackSnapResult")]
TakeOnSnapResult = Annotated[Snap | Refusal, strawberry.union("TakeOnSnapResult")]
AssignSnapResult = Annotated[Snap | Refusal, strawberry.union("AssignSnapResult")]
GiveBackSnapResult = Annotated[Snap | Refusal, strawberry.union("GiveBackSnapResult")]
FixSnapOnTheSpotResult = Annotated[Snap | Refusal, strawberry.union("FixSnapOnTheSpotResult")]
SolveSnapResult = Annotated[Snap | Refusal, strawberry.union("SolveSnapResult")]
ConfirmSnapSolvedResult = Annotated[Snap | Refusal, strawberry.union("ConfirmSnapSolvedResult")]
ReportSnapNotSolvedResult = Annotated[Snap | Refusal, strawberry.union("ReportSnapNotSolvedResult")]
RaiseSnapToStreetResult = Annotated[Snap | Refusal, strawberry.union("RaiseSnapToStreetResult")]
MergeSnapResult = Annotated[Snap | Refusal, strawberry.union("MergeSnapResult")]
RefuseSnapResult = Annotated[Snap | Refusal, strawberry.union("RefuseSnapResult")]
RelocateSnapResult = Annotated[Snap | Refusal, strawberry.union("RelocateSnapResult")]
WithdrawSnapResult = Annotated[Snap | Refusal, strawberry.union("WithdrawSnapResult")]


def _gate(step: SnapStep) -> list[FieldExtension]:
    """The permission that the workflow names for the step; none where it asks for a part in the snap."""
    who = STEPS[step].who
    return [requires(who)] if isinstance(who, Permission) else []


def _new(input: TakeSnapInput) -> actions.NewSnap:
    point = input.point
    return actions.NewSnap(
        id=new_uuid_of(input.id),
        category=input.category,
        taken_at=input.taken_at,
        words=input.words,
        place=input.place,
        photos=chosen(input.photos),
        point=Point(point.lon, point.lat, point.crs, point.accuracy_metres) if point else None,
        cell_code=input.cell_code,
        fixed_on_the_spot=input.fixed_on_the_spot,
    )


def _request(input: SnapStepInput) -> actions.Request:
    return actions.Request(
        id=new_uuid_of(input.id),
        snap_id=uuid_of(input.snap_id, "snapId"),
        words=input.words or "",
        photos=chosen(input.photos),
        expected_version=input.expected_version,
    )


async def _step(info: Info, act: Callable[..., Awaitable[SnapRow]], input: SnapStepInput, *further: Any) -> Snap:
    snap = await act(actor_of(info), _request(input), *further, now=info.context.now)
    return await shown(snap, info)


@strawberry.type
class SnapsMutation:
    @strawberry.mutation
    async def take_snap(self, info: Info, input: TakeSnapInput) -> TakeSnapResult:
        """Report a problem; or report it fixed on the spot."""
        context = info.context
        snap = await actions.take_snap(actor_of(info), _new(input), settings=context.settings, now=context.now)
        return await shown(snap, info)

    @strawberry.mutation
    async def back_snap(self, info: Info, id: strawberry.ID, snap_id: strawberry.ID) -> BackSnapResult:
        """ "Me too": the same problem, followed from now on."""
        return await _step(info, actions.back, SnapStepInput(id=id, snap_id=snap_id))

    @strawberry.mutation(extensions=_gate(SnapStep.TAKE_ON))  # type: ignore[untyped-decorator]
    async def take_on_snap(self, info: Info, input: SnapStepInput) -> TakeOnSnapResult:
        """Take it in hand (接办)."""
        return await _step(info, actions.take_on, input)

    @strawberry.mutation(extensions=_gate(SnapStep.ASSIGN))  # type: ignore[untyped-decorator]
    async def assign_snap(self, info: Info, input: SnapStepInput, person_id: strawberry.ID) -> AssignSnapResult:
        """Give it to a person whose post covers the place."""
        return await _step(info, actions.assign, input, uuid_of(person_id, "personId"))

    @strawberry.mutation
    async def give_back_snap(self, info: Info, input: SnapStepInput) -> GiveBackSnapResult:
        """Whoever has it in hand cannot do it; words say why."""
        return await _step(info, actions.give_back, input)

    @strawberry.mutation(extensions=_gate(SnapStep.FIX_ON_THE_SPOT))  # type: ignore[untyped-decorator]
    async def fix_snap_on_the_spot(self, info: Info, input: SnapStepInput) -> FixSnapOnTheSpotResult:
        """Seen, mended, done."""
        return await _step(info, actions.fix_on_the_spot, input)

    @strawberry.mutation
    async def solve_snap(self, info: Info, input: SnapStepInput) -> SolveSnapResult:
        """Whoever has it in hand says what was done."""
        return await _step(info, actions.solve, input)

    @strawberry.mutation
    async def confirm_snap_solved(self, info: Info, input: SnapStepInput) -> ConfirmSnapSolvedResult:
        """The reporter agrees that it is solved."""
        return await _step(info, actions.confirm_solved, input)

    @strawberry.mutation
    async def report_snap_not_solved(self, info: Info, input: SnapStepInput) -> ReportSnapNotSolvedResult:
        """The reporter disagrees; words say why."""
        context = info.context
        snap = await actions.not_solved(actor_of(info), _request(input), settings=context.settings, now=context.now)
        return await shown(snap, info)

    @strawberry.mutation(extensions=_gate(SnapStep.RAISE_TO_STREET))  # type: ignore[untyped-decorator]
    async def raise_snap_to_street(self, info: Info, input: SnapStepInput) -> RaiseSnapToStreetResult:
        """More than the community can do."""
        return await _step(info, actions.raise_to_street, input)

    @strawberry.mutation(extensions=_gate(SnapStep.MERGE))  # type: ignore[untyped-decorator]
    async def merge_snap(self, info: Info, input: SnapStepInput, into_id: strawberry.ID) -> MergeSnapResult:
        """The same problem was reported before."""
        return await _step(info, actions.merge, input, uuid_of(into_id, "intoId"))

    @strawberry.mutation(extensions=_gate(SnapStep.REFUSE))  # type: ignore[untyped-decorator]
    async def refuse_snap(self, info: Info, input: SnapStepInput) -> RefuseSnapResult:
        """Not a matter for the district; words say why."""
        return await _step(info, actions.refuse, input)

    @strawberry.mutation(extensions=_gate(SnapStep.RELOCATE))  # type: ignore[untyped-decorator]
    async def relocate_snap(self, info: Info, input: SnapStepInput, cell_code: str) -> RelocateSnapResult:
        """It lies in another cell."""
        return await _step(info, actions.relocate, input, cell_code)

    @strawberry.mutation
    async def withdraw_snap(self, info: Info, input: SnapStepInput) -> WithdrawSnapResult:
        """The reporter takes it back before anybody has it in hand."""
        return await _step(info, actions.withdraw, input)
