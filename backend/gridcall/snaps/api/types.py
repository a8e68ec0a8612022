"""The types of snaps, made from rows as far as the reader may know."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

import strawberry

from gridcall.gql import Context, Info, of_row
from gridcall.grid.api import GridCell
from gridcall.lamps import Lamp
from gridcall.masking import masked
from gridcall.media.api import Photo, photo_of, thumb_url
from gridcall.requests import LATE
from gridcall.snaps import actions, events, loading, parties, workflow
from gridcall.snaps.categories import SnapCategory
from gridcall.snaps.events import SnapEvent
from gridcall.snaps.loading import Shelf
from gridcall.snaps.parties import Eyes
from gridcall.snaps.rows import EntryRow, SnapRow
from gridcall.snaps.scopes import SnapScope
from gridcall.snaps.workflow import STEPS, SnapStatus, SnapStep
from gridcall.words import Language, say

for enum in (SnapStatus, SnapStep, SnapCategory, SnapScope, Lamp):
    strawberry.enum(enum)


@strawberry.interface
class SnapSummary:
    """What every list of snaps shows."""

    row: strawberry.Private[SnapRow | SnapEvent]
    id: strawberry.ID
    receipt: str = of_row("receipt", description="Twelve digits; the phone computes them from the id, offline too.")
    status: SnapStatus = of_row("status")
    category: SnapCategory = of_row("category")
    words: str = strawberry.field(description="Telephone and identity numbers are masked for strangers.")
    place: str
    cell_code: str | None = of_row("cell_code")
    cell_name: str | None = of_row("cell_name")
    community_name: str | None = of_row("community_name")
    street_name: str | None = of_row("street_name")
    code: str = of_row("code", description="Of the cell, or of the division while no cell is known.")
    lon: float | None = of_row("lon", description="WGS-84, like lat.")
    lat: float | None = of_row("lat")
    taken_at: datetime = of_row("taken_at", description="By the phone's clock.")
    arrived_at: datetime = of_row("arrived_at")
    updated_at: datetime = of_row("updated_at")
    limit_start: datetime | None = of_row("limit_start")
    due_at: datetime | None = of_row("due_at")
    lamp: Lamp
    backers: int = of_row("backers")
    public: bool = of_row("public")
    version: int = of_row("version")

    @strawberry.field
    def thumb_url(self) -> str | None:
        return thumb_url(self.row.thumb) if self.row.thumb else None


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

    row: strawberry.Private[EntryRow]
    snap: strawberry.Private["Snap"]
    language: strawberry.Private[Language]
    id: strawberry.ID = of_row("id")
    step: SnapStep = of_row("step")
    at: datetime = of_row("at", description="When it arrived.")
    status: SnapStatus = of_row("status", description="After the step.")

    @strawberry.field
    def by_name(self) -> str | None:
        by = self.snap.shelf.person(self.row.by_person_id)
        return parties.name_shown(self.snap.viewer, self.row, by) if by else None

    @strawberry.field
    def by_post(self) -> str | None:
        post = self.snap.shelf.post(self.row.by_post_id)
        return parties.post_shown(self.row, self.snap.reporter_id, post, self.language)

    @strawberry.field
    def to_name(self) -> str | None:
        to = self.snap.shelf.person(self.row.to_person_id)
        return to.name if to and self.snap.viewer is Eyes.STAFF else None

    @strawberry.field
    def words(self) -> str:
        return parties.words_shown(self.snap.viewer, self.row)

    @strawberry.field
    def photos(self) -> list[Photo]:
        return [photo_of(photo) for photo in parties.photos_shown(self.snap.viewer, self.row)]

    @strawberry.field(  # type: ignore[untyped-decorator]
        description="It arrived long after it was made: the phone was offline."
    )
    def late(self) -> bool:
        return self.row.at - self.row.made_at > LATE


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
    viewer: strawberry.Private[Eyes]
    reporter_id: strawberry.Private[str]
    reopened: int = of_row("reopened")

    @strawberry.field
    def mine(self, info: Info) -> bool:
        actor = info.context.actor
        return actor is not None and actor.person_id == self.row.reporter_id

    @strawberry.field
    def photos(self) -> list[Photo]:
        """What the reporter photographed."""
        timeline = self.shelf.timelines.get(self.id)
        return [photo_of(photo) for photo in timeline[0].photos] if timeline else []

    @strawberry.field
    def entries(self, info: Info) -> list[SnapEntry]:
        """Every step, oldest first."""
        language = info.context.language
        return [SnapEntry(row=one, snap=self, language=language) for one in self.shelf.timelines.get(self.id, ())]

    @strawberry.field
    def reporter(self, info: Info) -> SnapParty | None:
        """Known to staff alone."""
        timeline = self.shelf.timelines.get(self.id)
        post_id = timeline[0].by_post_id if timeline else None
        return _party(self, info.context, parties.reporter_seen, self.reporter_id, post_id)

    @strawberry.field
    def assignee(self, info: Info) -> SnapParty | None:
        """Who has it in hand, or has solved it."""
        post_id = self.shelf.handling.get(self.id)
        return _party(self, info.context, parties.assignee_seen, str(self.row.assignee_id), post_id)

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
        steps = [step for step in STEPS.values() if step.sources and not step.by_itself]
        return [_action(info.context, self.row, step, backed) for step in steps]


def _action(context: Context, snap: SnapRow, step: workflow.Step, backed: bool) -> AvailableAction:
    if context.actor is None:
        return AvailableAction(step=step.name, allowed=False, reason=say("sign_in_required", context.language))
    days = context.settings.snap_reopen_days
    standing = actions.standing(context.actor, snap, backed=backed, reopen_days=days)
    refused = workflow.refusal(step, standing, context.now)
    reason = say(refused.reason, context.language) if refused else None
    return AvailableAction(step=step.name, allowed=refused is None, reason=reason)


Seen = Callable[..., parties.Party | None]


def _party(snap: Snap, context: Context, seen: Seen, person_id: str, post_id: str | None) -> SnapParty | None:
    person, post = snap.shelf.person(person_id), snap.shelf.post(post_id)
    party = seen(snap.viewer, person_id, person, post, context.language) if person else None
    if party is None:
        return None
    return SnapParty(person_id=strawberry.ID(party.person_id), name=party.name, post=party.post, phone=party.phone)


def _lamp(snap: SnapRow | SnapEvent, now: datetime, amber_share: float) -> Lamp:
    return workflow.lamp(snap.status, snap.limit_start, snap.due_at, now, amber_share)


def head_of(snap: SnapRow, context: Context) -> SnapHead:
    """The snap as everybody may know it."""
    return SnapHead(
        row=snap,
        id=strawberry.ID(str(snap.id)),
        words=masked(snap.words),
        place=masked(snap.place),
        lamp=_lamp(snap, context.now, context.settings.amber_share),
    )


_TIMES = ("taken_at", "arrived_at", "updated_at", "limit_start", "due_at")


def head_of_event(payload: Mapping[str, Any], now: datetime, amber_share: float) -> SnapHead:
    """The head that an event of snaps carries; `payload` as the outbox stores it."""
    facts = {name: payload[name] for name in events.HEAD_NAMES}
    facts |= {name: datetime.fromisoformat(payload[name]) for name in _TIMES}
    facts["status"] = SnapStatus(payload["status"])
    facts["category"] = SnapCategory(payload["category"])
    event = SnapEvent(**facts)
    lamp = _lamp(event, now, amber_share)
    return SnapHead(row=event, id=payload["id"], words=event.words, place=event.place, lamp=lamp)


async def shown(snap: SnapRow, info: Info) -> Snap:
    """The snap as the reader may know it."""
    return (await all_shown([snap], info))[0]


async def all_shown(snaps: Sequence[SnapRow], info: Info) -> list[Snap]:
    """The snaps as the reader may know them, with everything that the request asks of them."""
    shelf = await loading.hang(info.context, snaps, loading.fields_asked(info))
    now = info.context.now
    return [_shown(snap, shelf, info.context, now) for snap in snaps]


def _shown(snap: SnapRow, shelf: Shelf, context: Context, now: datetime) -> Snap:
    viewer = parties.eyes(context.actor, snap)
    stranger = viewer is Eyes.PUBLIC
    return Snap(
        row=snap,
        id=strawberry.ID(str(snap.id)),
        words=masked(snap.words) if stranger else snap.words,
        place=masked(snap.place) if stranger else snap.place,
        lamp=_lamp(snap, now, context.settings.amber_share),
        shelf=shelf,
        viewer=viewer,
        reporter_id=str(snap.reporter_id),
    )
