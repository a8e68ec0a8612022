"""Whose right to listen ends: by what somebody did, or by the calendar."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from gridcall import clock, db
from gridcall.outbox import Recorded
from gridcall.people.actor import Actor

# Of these events the first kind takes the right away; the second changes what a person may hear, or in which language.
SIGNED_OUT = frozenset({"session.ended", "person.disabled"})
CHANGED = frozenset({"person.changed", "post.started", "post.ended", "delegation.started", "delegation.ended"})


@dataclass(frozen=True)
class Ended:
    """Open subscriptions of this person (or of one session alone) are to end.

    `signed_out`: for good. Otherwise the person may come back at once, with the rights as they are now.
    """

    person_id: str
    session_id: str | None
    signed_out: bool

    def concerns(self, actor: Actor | None) -> bool:
        if actor is None or str(actor.person_id) != self.person_id:
            return False
        return self.session_id in (None, str(actor.session_id))


def ended_by(event: Recorded) -> Ended | None:
    """What the event ends, if anything."""
    if event.kind not in SIGNED_OUT | CHANGED:
        return None
    facts: Mapping[str, Any] = event.payload
    if event.kind == "post.ended" and not facts["at_once"]:
        return None  # its day will come by the calendar
    return Ended(facts["person_id"], facts.get("session_id"), event.kind in SIGNED_OUT)


async def ended_between(since: datetime, now: datetime) -> list[Ended]:
    """Persons whose delegation or post began or ended by the calendar after `since` and up to `now`."""
    found = await db.rows(
        "SELECT person_id FROM delegations WHERE ended_at IS NULL"
        " AND (starts_at > $1 AND starts_at <= $2 OR ends_at > $1 AND ends_at <= $2)"
        " UNION SELECT person_id FROM posts WHERE ended_at IS NULL"
        " AND (starts_on > $3 AND starts_on <= $4 OR ends_on >= $3 AND ends_on < $4)",
        since,
        now,
        clock.day_of(since),
        clock.day_of(now),
    )
    return [Ended(str(row["person_id"]), None, signed_out=False) for row in found]
