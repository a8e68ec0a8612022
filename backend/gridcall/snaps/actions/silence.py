"""Silence confirms: what the reporter does not contradict in time counts as solved."""

import logging
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from gridcall import clock, db
from gridcall.settings import Settings
from gridcall.snaps import queries, workflow, writing
from gridcall.snaps.actions.turn import tell
from gridcall.snaps.rows import EntryRow, SnapRow
from gridcall.snaps.workflow import STEPS, SnapStep

BATCH = 200

log = logging.getLogger(__name__)


async def confirm_by_silence(*, settings: Settings, now: datetime) -> int:
    """Confirm at most a batch of those whose days are over; answers how many were. Each is a transaction of its own."""
    until = now - timedelta(days=settings.snap_reopen_days)
    confirmed = 0
    for snap_id in await queries.unanswered(until, BATCH):
        try:
            confirmed += await _confirm(snap_id, until, now)
        except Exception:
            log.exception("snap %s: cannot be confirmed, the others go on", snap_id)
    return confirmed


async def _confirm(snap_id: UUID, until: datetime, now: datetime) -> bool:
    """False when the reporter, or another process, was first."""
    step = STEPS[SnapStep.CONFIRM_BY_SILENCE]
    async with db.transaction():
        snap = await queries.locked(snap_id)
        if snap is None or snap.status not in step.sources or snap.solved_at is None or snap.solved_at >= until:
            return False
        status = workflow.land(step, snap.status, at_street=snap.at_street, reopened=snap.reopened)
        after = replace(snap, status=status, version=snap.version + 1, updated_at=now)
        await writing.update_snap(snap, after)
        await writing.insert_entry(_entry(after, now))
        await tell(step.name, snap, after, None, now)
    return True


def _entry(snap: SnapRow, now: datetime) -> EntryRow:
    return EntryRow(
        id=str(clock.new_id()),
        snap_id=str(snap.id),
        seq=snap.version,
        step=SnapStep.CONFIRM_BY_SILENCE,
        status=snap.status,
        by_person_id=None,
        by_post_id=None,
        to_person_id=None,
        words="",
        photos=[],
        made_at=now,
        at=now,
        content_hash="",
    )
