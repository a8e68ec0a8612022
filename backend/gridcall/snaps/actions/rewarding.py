"""Points for whoever reported what has been solved: once for each snap, and not where reporting is a duty."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from gridcall.people.permissions import Permission
from gridcall.points.actions import earning
from gridcall.points.rules import Cause, Holder
from gridcall.snaps import queries
from gridcall.snaps.rows import SnapRow


async def reward(snaps: Sequence[SnapRow], *, actor_id: UUID | None, now: datetime) -> None:
    """In the transaction that has solved them, last: the ledger's locks come after all others."""
    claims = [
        earning.Claim(Cause.SNAP_VERIFIED, snap.id, snap.code, None, [(Holder.person(snap.reporter_id), 1)])
        for snap in snaps
        if not await _duty(snap, now)
    ]
    await earning.earn_each(claims, actor_id=actor_id, now=now)


async def _duty(snap: SnapRow, now: datetime) -> bool:
    """Whether the reporter holds a post that handles snaps there."""
    found = await queries.holders(Permission.SNAP_HANDLE, queries.around(snap.code), now)
    return any(holder.person_id == snap.reporter_id for holder in found)
