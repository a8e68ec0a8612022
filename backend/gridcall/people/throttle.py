"""Counts tries in windows of ten minutes, in the database: a restart forgets nothing.

A try is counted in a transaction of its own, before it is made: a refused sign-in rolls back, its count does not.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv4Address, ip_address, ip_network

from gridcall import db
from gridcall.errors import TooManyTries

WINDOW = timedelta(minutes=10)


@dataclass(frozen=True)
class Limit:
    """At most `per_subject` tries for one account and `per_address` from one network address, in a window.

    A right answer gives its try back, so that many people behind one address do not shut each other out.
    """

    name: str
    per_subject: int
    per_address: int
    reason: str = "too_many_tries"

    def keys(self, subject: str, address: str) -> list[tuple[str, int]]:
        found = [(f"{self.name}:{subject}", self.per_subject)]
        return [*found, (f"{self.name}@{_network(address)}", self.per_address)] if address else found


CODE_REQUESTS = Limit("ask", per_subject=5, per_address=25)
SIGN_INS = Limit("sign_in", per_subject=10, per_address=25)
REVEALS = Limit("reveal", per_subject=30, per_address=1_000)
NUMBER_SEARCHES = Limit("number", per_subject=30, per_address=1_000)  # a hit confirms a guess


async def count(limit: Limit, subject: str, address: str, now: datetime) -> None:
    """One more try. TooManyTries, with the seconds to wait, when there were enough in this window."""
    for key, at_most in limit.keys(subject, address):
        async with db.transaction():
            found = await db.rows(
                "INSERT INTO throttles (id, tries, window_ends_at) VALUES ($1, 1, $2)"
                " ON CONFLICT (id) DO UPDATE SET"
                " tries = CASE WHEN throttles.window_ends_at <= $3 THEN 1 ELSE throttles.tries + 1 END,"
                " window_ends_at = CASE WHEN throttles.window_ends_at <= $3 THEN $2 ELSE throttles.window_ends_at END"
                " RETURNING tries, window_ends_at",
                key,
                now + WINDOW,
                now,
            )
        if found[0]["tries"] > at_most:
            left = _moment(found[0]["window_ends_at"]) - now
            raise TooManyTries(max(1, int(left.total_seconds()) + 1), limit.reason)


async def forgive(limit: Limit, subject: str, address: str) -> None:
    """The try was right: the account starts afresh, the address gets its try back."""
    for key, _ in limit.keys(subject, address):
        left = "0" if key == f"{limit.name}:{subject}" else "tries - 1"
        async with db.transaction():
            await db.execute(f"UPDATE throttles SET tries = {left} WHERE id = $1 AND tries > 0", key)


def _network(address: str) -> str:
    """An IPv6 subscriber has a whole /64 to try from: it counts as one."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address[:60]
    if isinstance(parsed, IPv4Address):
        return address
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(ip_network((int(parsed), 64), strict=False))


def _moment(raw: datetime | str) -> datetime:
    """RETURNING loses SQLite's column types."""
    return datetime.fromisoformat(raw) if isinstance(raw, str) else raw
