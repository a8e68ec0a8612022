"""What two streets owe each other: sums over their clearing accounts. Reads, never writes.

clearing(A,B) falls when points of A are spent at B, and rises when points of B are spent at A. A month carries along
what nobody has settled before it.
"""

from dataclasses import dataclass

from gridcall import db
from gridcall.bank.rules import times_of

SETTLEMENT = (
    "s.id, s.street_a, s.street_b, s.period, s.owed_by_a, s.owed_by_b, s.confirmed_a_id, s.confirmed_b_id, s.booked_at,"
    " s.proposed_by_id, s.withdrawn_at, s.reason FROM settlements s"
)
Pair = tuple[str, str]


@dataclass(frozen=True)
class Owed:
    """In points, from the end of the last month that was settled."""

    by_a: int
    by_b: int

    @property
    def net(self) -> int:
        """Above zero: A owes B."""
        return self.by_a - self.by_b


async def owed(period: str, pair: Pair | None = None) -> dict[Pair, Owed]:
    """To the end of `period`, by pair of streets, the smaller code first: of all that ever traded, or of one."""
    values = db.Parameters()
    ends = values.add(times_of(period)[1])
    settled = (
        "(SELECT max(s.ends_at) FROM settlements s WHERE s.booked_at IS NOT NULL"
        " AND s.street_a || ':' || s.street_b = a.owner)"
    )
    chosen = f" AND a.owner = {values.add(':'.join(pair))}" if pair else ""
    found = await db.rows(
        "SELECT a.owner,"
        " coalesce(sum(CASE WHEN (t.kind = 'reverse') = (e.amount > 0) THEN -e.amount ELSE 0 END), 0) AS by_a,"
        " coalesce(sum(CASE WHEN (t.kind = 'reverse') = (e.amount < 0) THEN e.amount ELSE 0 END), 0) AS by_b"
        " FROM points_accounts a JOIN points_entries e ON e.account_id = a.id"
        " JOIN points_transfers t ON t.id = e.transfer_id"
        f" WHERE a.kind = 'clearing' AND t.kind <> 'settle' AND e.at < {ends}"
        f" AND ({settled} IS NULL OR e.at >= {settled}){chosen} GROUP BY a.owner ORDER BY a.owner",
        *values,
    )
    both = {tuple(row["owner"].split(":")): Owed(int(row["by_a"]), int(row["by_b"])) for row in found}
    return {(a, b): sums for (a, b), sums in both.items() if a < b}


async def last_settled(pair: Pair) -> str | None:
    """The latest month that was booked."""
    found = await db.value(
        "SELECT max(period) FROM settlements WHERE street_a = $1 AND street_b = $2 AND booked_at IS NOT NULL", *pair
    )
    return str(found) if found else None


async def settlements(period: str) -> dict[Pair, db.Row]:
    """Those that are proposed for the month, and not withdrawn."""
    found = await db.rows(f"SELECT {SETTLEMENT} WHERE s.period = $1 AND s.withdrawn_at IS NULL", period)
    return {(row["street_a"], row["street_b"]): row for row in found}


async def withdrawn(period: str) -> dict[Pair, str]:
    """Why the month's last proposal was withdrawn."""
    found = await db.rows(
        "SELECT street_a, street_b, reason FROM settlements WHERE period = $1 AND withdrawn_at IS NOT NULL"
        " ORDER BY withdrawn_at, id",
        period,
    )
    return {(row["street_a"], row["street_b"]): row["reason"] for row in found}


async def settlement(settlement_id: str) -> db.Row | None:
    return await db.row(f"SELECT {SETTLEMENT} WHERE s.id = $1", settlement_id)


async def open_between(pair: Pair) -> bool:
    """Whether a settlement of the two waits for a confirmation."""
    found = "SELECT 1 FROM settlements WHERE street_a = $1 AND street_b = $2 AND booked_at IS NULL"
    found += " AND withdrawn_at IS NULL"
    return bool(await db.value(found, *pair))
