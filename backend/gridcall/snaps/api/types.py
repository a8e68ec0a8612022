"""The types of snaps, made from rows as far as the reader may know."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

import strawberry

from gridcall.gql import Context, Info
from gridcall.grid.api import GridCell
from gridcall.media.api import Photo, photo_of, thumb_url
from gridcall.snaps import actions, events, loading, parties, workflow
from gridcall.snaps.categories import SnapCategory
from gridcall.snaps.loading import Shelf
from gridcall.snaps.parties import Eyes
from gridcall.snaps.rows import EntryRow, SnapRow
from gridcall.snaps.scopes import SnapScope
from gridcall.snaps.workflow import STEPS, Lamp, SnapStatus, SnapStep
from gridcall.words import Language, say

for enum in (SnapStatus, SnapStep, SnapCategory, SnapScope, Lamp):
    strawberry.enum(enum)


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
    viewer: strawberry.Private[Eyes]
    reporter_id: strawberry.Private[str]
    mine: bool
    reopened: int

    @strawberry.field
    def photos(self) -> list[Photo]:
        """What the reporter photographed."""
        timeline = self.shelf.timelines.get(self.id)
        return [photo_of(photo) for photo in timeline[0].photos] if timeline else []

    @strawberry.field
    def entries(self, info: Info) -> list[SnapEntry]:
        """Every step, oldest first."""
        return [_entry(self, one, info.context.language) for one in self.shelf.timelines.get(self.id, ())]

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


def _entry(snap: Snap, entry: EntryRow, language: Language) -> SnapEntry:
    viewer, post = snap.viewer, snap.shelf.post(entry.by_post_id)
    by, to = snap.shelf.person(entry.by_person_id), snap.shelf.person(entry.to_person_id)
    return SnapEntry(
        id=strawberry.ID(entry.id),
        step=entry.step,
        at=entry.at,
        by_name=parties.name_shown(viewer, entry, by) if by else None,
        by_post=parties.post_shown(entry, snap.reporter_id, post, language),
        to_name=to.name if to and viewer is Eyes.STAFF else None,
        words=parties.words_shown(viewer, entry),
        photos=[photo_of(photo) for photo in entry.photos],
        status=entry.status,
        late=entry.at - entry.made_at > workflow.LATE,
    )


Seen = Callable[..., parties.Party | None]


def _party(snap: Snap, context: Context, seen: Seen, person_id: str, post_id: str | None) -> SnapParty | None:
    person, post = snap.shelf.person(person_id), snap.shelf.post(post_id)
    party = seen(snap.viewer, person_id, person, post, context.language) if person else None
    if party is None:
        return None
    return SnapParty(person_id=strawberry.ID(party.person_id), name=party.name, post=party.post, phone=party.phone)


def _summary(facts: dict[str, Any], now: datetime, amber_share: float) -> dict[str, Any]:
    """The fields of SnapSummary, made out of a snap's head."""
    thumb = facts.pop("thumb")
    facts["id"], facts["thumb_url"] = str(facts["id"]), thumb_url(thumb) if thumb else None
    facts["lamp"] = workflow.lamp(facts["status"], facts["limit_start"], facts["due_at"], now, amber_share)
    return facts


def head_of(snap: SnapRow, context: Context) -> SnapHead:
    """The snap as everybody may know it."""
    return SnapHead(**_summary(events.head(snap), context.now, context.settings.amber_share))


_TIMES = ("taken_at", "arrived_at", "updated_at", "limit_start", "due_at")


def head_of_event(payload: Mapping[str, Any], now: datetime, amber_share: float) -> SnapHead:
    """The head that an event of snaps carries; `payload` as the outbox stores it."""
    facts = {name: payload[name] for name in events.HEAD_NAMES}
    facts |= {name: datetime.fromisoformat(payload[name]) for name in _TIMES}
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
    viewer = parties.eyes(context.actor, snap)
    facts = events.head(snap) if viewer is Eyes.PUBLIC else events.facts(snap)
    mine = context.actor is not None and context.actor.person_id == snap.reporter_id
    summary = _summary(facts, context.now, context.settings.amber_share)
    return Snap(
        row=snap,
        shelf=shelf,
        viewer=viewer,
        reporter_id=str(snap.reporter_id),
        mine=mine,
        reopened=snap.reopened,
        **summary,
    )
