"""Lists of snaps: pages, counts, the map, what is near. One SQL each, led by an index; see scopes.py."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians
from typing import NamedTuple

from gridcall import clock, db, keyset
from gridcall.grid.coordinates import metres_between
from gridcall.grid.outlines import DEGREE_METRES
from gridcall.lamps import Lamp
from gridcall.people.actor import Actor
from gridcall.snaps import queries
from gridcall.snaps.categories import SnapCategory
from gridcall.snaps.rows import COLUMNS, SNAPS, SnapRow
from gridcall.snaps.scopes import OPEN_SQL, Ask, Branch, SnapScope, branches, lamp_sql

ON_MAP_AT_MOST = 500
NEAREST_AT_MOST = 5


class Order(NamedTuple):
    """How a list runs: by a moment of its snaps, one way or the other."""

    moment: str
    sql: str
    past: str  # what lies behind a cursor, in SQL


NEWEST = Order("arrived_at", "s.arrived_at DESC, s.id DESC", "(s.arrived_at, s.id) <")
MOST_URGENT = Order("due_at", "s.due_at, s.id", "(s.due_at, s.id) >")


def order_of(scope: SnapScope) -> Order:
    """What waits for me runs by its limit, the most overdue first; everything else by arrival."""
    return MOST_URGENT if scope is SnapScope.NEEDS_ME else NEWEST


def cursor_of(snap: SnapRow, scope: SnapScope) -> str:
    """Where the snap stands in the order of that scope."""
    return keyset.cursor_of(getattr(snap, order_of(scope).moment), snap.id)


@dataclass(frozen=True)
class Page:
    snaps: list[SnapRow]
    more: bool


async def page(ask: Ask, first: int, after: str | None) -> Page:
    """The first `first` after the cursor. By arrival, a snap keeps its place whatever happens to it."""
    found = await _listed(ask, first + 1, after)
    return Page(found[:first], len(found) > first)


async def _listed(ask: Ask, limit: int, after: str | None, *further: str) -> list[SnapRow]:
    sql = statement(ask, limit, after, *further)
    return await SNAPS.every(sql, *ask.params) if sql else []


def statement(ask: Ask, limit: int, after: str | None, *further: str) -> str:
    """The SQL of a list, whose values are then `ask.params`; "" when it can hold nothing."""
    parts = branches(ask)
    if not parts:
        return ""
    order, conditions = order_of(ask.filter.scope), list(further)
    if after is not None:
        moment, identifier = keyset.place_of(after, keyset.moment)
        conditions.append(f"{order.past} ({ask.put(moment)}, {ask.put(identifier)})")
    parts = [Branch(part.tables, " AND ".join([part.where, *conditions])) for part in parts]
    return f"{_selected(parts, order, limit)} ORDER BY {order.sql} LIMIT {limit}"


def _selected(parts: Sequence[Branch], order: Order, limit: int) -> str:
    """A single branch is read straight; several give their first ids each, and a snap in two counts once."""
    if len(parts) == 1 and parts[0].tables == "snaps s":
        return f"SELECT {COLUMNS} FROM snaps s WHERE {parts[0].where}"
    end = f"ORDER BY {order.sql} LIMIT {limit}"
    union = " UNION ".join(
        f"SELECT id FROM (SELECT s.id FROM {part.tables} WHERE {part.where} {end}) b{number}"
        for number, part in enumerate(parts)
    )
    return f"SELECT {COLUMNS} FROM snaps s WHERE s.id IN ({union})"


async def on_map(ask: Ask) -> list[SnapRow]:
    """Open snaps that have a point, newest first, at most 500."""
    return await _listed(ask, ON_MAP_AT_MOST, None, OPEN_SQL, "s.lat IS NOT NULL")


@dataclass(frozen=True)
class Counts:
    """`waiting` holds what waits for anybody, at the street too; today is the calendar day in China."""

    waiting: int
    in_hand: int
    amber: int
    red: int
    solved_today: int


async def counts(ask: Ask) -> Counts:
    """Costs as much as there are open snaps and snaps solved today, however many there ever were."""
    parts = branches(ask)
    if not parts:
        return Counts(0, 0, 0, 0, 0)
    amber, red = lamp_sql(ask, Lamp.AMBER), lamp_sql(ask, Lamp.RED)
    midnight = clock.day_start(clock.day_of(ask.now))
    solved = f"s.solved_at IS NOT NULL AND s.solved_at >= {ask.put(midnight)}"
    found = await db.row(
        "SELECT coalesce(sum(CASE WHEN s.status IN ('waiting', 'at_street') THEN 1 END), 0) AS waiting,"
        " coalesce(sum(CASE WHEN s.status = 'in_hand' THEN 1 END), 0) AS in_hand,"
        f" coalesce(sum(CASE WHEN {amber} THEN 1 END), 0) AS amber,"
        f" coalesce(sum(CASE WHEN {red} THEN 1 END), 0) AS red,"
        f" coalesce(sum(CASE WHEN {solved} THEN 1 END), 0) AS solved_today"
        f" FROM snaps s WHERE s.id IN ({_ids(parts, OPEN_SQL)} UNION {_ids(parts, solved)})",
        *ask.params,
    )
    return Counts(**{name: int(number) for name, number in (found or {}).items()})


async def count_open(ask: Ask) -> int:
    """How many snaps the scope holds; for scopes that hold few."""
    parts = branches(ask)
    if not parts:
        return 0
    return int(await db.value(f"SELECT count(*) FROM ({_ids(parts)}) found", *ask.params))


def _ids(parts: Sequence[Branch], *further: str) -> str:
    return " UNION ".join(
        f"SELECT s.id FROM {part.tables} WHERE {' AND '.join([part.where, *further])}" for part in parts
    )


async def by_receipt(actor: Actor | None, receipt: str) -> list[SnapRow]:
    """The snaps with that receipt number that the actor may see. Two can share it, once in years."""
    digits = "".join(receipt.split())
    if not (digits.isascii() and digits.isdigit()):
        return []
    snaps = await SNAPS.every(f"SELECT {COLUMNS} FROM snaps s WHERE s.receipt = $1 LIMIT 20", digits)
    return [snap for snap in snaps if await queries.may_see(actor, snap)]


@dataclass(frozen=True)
class Near:
    snap: SnapRow
    metres: float


async def nearby(
    actor: Actor | None, point: tuple[float, float], metres: float, category: SnapCategory | None
) -> list[Near]:
    """Open snaps that the actor may see within `metres` of a WGS-84 point, nearest first, at most 5."""
    lon, lat = point
    high = metres / DEGREE_METRES
    wide = high / max(cos(radians(lat)), 0.01)
    found = await SNAPS.every(
        f"SELECT {COLUMNS} FROM snaps s WHERE {OPEN_SQL}"
        " AND s.lat >= $1 AND s.lat <= $2 AND s.lon >= $3 AND s.lon <= $4",
        lat - high,
        lat + high,
        lon - wide,
        lon + wide,
    )
    near = [Near(snap, metres_between(point, (snap.lon or 0.0, snap.lat or 0.0))) for snap in found]
    fitting = [
        one
        for one in near
        if one.metres <= metres and category in (None, one.snap.category) and queries.sees(actor, one.snap)
    ]
    return sorted(fitting, key=lambda one: one.metres)[:NEAREST_AT_MOST]
