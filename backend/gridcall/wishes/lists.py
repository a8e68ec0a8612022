"""Lists of wishes: pages and counts. One SQL each, led by an index: the cost of a page does not grow with the years.

A list is a union of branches, each of which walks one index in the list's own order: one branch per code, and per
status where statuses are asked for.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from itertools import product
from math import cos, radians
from typing import NamedTuple
from uuid import UUID

from gridcall import db, keyset, search
from gridcall.errors import InvalidInput
from gridcall.people.actor import Actor, signed_in
from gridcall.people.permissions import Permission
from gridcall.registrations.queries import represented
from gridcall.snaps.scopes import narrowed
from gridcall.wishes.rows import COLUMNS, WishRow
from gridcall.wishes.workflow import PUBLIC, WishKind, WishStatus

WALKED = (6, 9, 12)  # lengths of code prefixes that have their own index; see guards/


class WishScope(StrEnum):
    PUBLIC = "public"  # the wall
    MINE = "mine"  # wished or posted by me
    CLAIMED_BY_ME = "claimed_by_me"  # also joined, also in the name of a unit that I represent
    TO_REVIEW = "to_review"  # waits for my posts
    AREA = "area"  # all that my posts review


class WishOrder(StrEnum):
    NEWEST = "newest"
    DEADLINE = "deadline"  # of those that wait to be claimed
    NEAREST = "nearest"  # likewise
    STALE = "stale"  # of those claimed, the most overdue first


class Order(NamedTuple):
    """How a list runs: by one column and the id. `alone`: the only status that it lists."""

    key: str
    sql: str
    past: str  # what lies behind a cursor, in SQL
    read: Callable[[str], object]
    alone: WishStatus | None = None


_NEWEST = Order("listed_at", "w.listed_at DESC, w.id DESC", "(w.listed_at, w.id) <", keyset.moment)
_OLDEST = Order("posted_at", "w.posted_at, w.id", "(w.posted_at, w.id) >", keyset.moment)
_DEADLINE = Order("deadline", "w.deadline, w.id", "(w.deadline, w.id) >", date.fromisoformat, WishStatus.PUBLISHED)
_STALE = Order("due_at", "w.due_at, w.id", "(w.due_at, w.id) >", keyset.moment, WishStatus.CLAIMED)


@dataclass(frozen=True)
class Filter:
    scope: WishScope
    within: str | None = None
    statuses: frozenset[WishStatus] = frozenset()
    kind: WishKind | None = None
    text: str = ""
    order: WishOrder = WishOrder.NEWEST
    near: tuple[float, float] | None = None  # WGS-84, for NEAREST


@dataclass
class Ask:
    """One question to the database: who asks for what, and the parameters gathered so far."""

    actor: Actor | None
    filter: Filter
    values: db.Parameters = field(default_factory=db.Parameters)

    @property
    def person(self) -> Actor:
        return signed_in(self.actor)


@dataclass(frozen=True)
class Page:
    """`cursors` in step with `wishes`."""

    wishes: list[WishRow]
    cursors: list[str]
    more: bool


def _order_of(asked: Filter) -> Order:
    if asked.scope is WishScope.TO_REVIEW:
        return _OLDEST
    return {WishOrder.DEADLINE: _DEADLINE, WishOrder.STALE: _STALE}.get(asked.order, _NEWEST)


async def page(ask: Ask, first: int, after: str | None) -> Page:
    """The first `first` after the cursor."""
    if ask.filter.order is WishOrder.NEAREST:
        return await _nearest(ask, first, after)
    order = _order_of(ask.filter)
    sql = statement(ask, order, first + 1, after)
    found = [WishRow.of(row) for row in await db.rows(sql, *ask.values)] if sql else []
    shown = found[:first]
    return Page(shown, [keyset.cursor_of(getattr(wish, order.key), wish.id) for wish in shown], len(found) > first)


def statement(ask: Ask, order: Order, limit: int, after: str | None) -> str:
    """The SQL of a list, whose values are then `ask.values`; "" when it can hold nothing."""
    behind = ""
    if after is not None:
        key, identifier = keyset.place_of(after, order.read)
        behind = f" AND {order.past} ({ask.values.add(key)}, {ask.values.add(identifier)})"
    branches = [f"{where}{_narrowing(ask)}{behind}" for where in _branches(ask, order)]
    end = f"ORDER BY {order.sql} LIMIT {limit}"
    if len(branches) <= 1:
        return "".join(f"SELECT {COLUMNS} FROM wishes w WHERE {where} {end}" for where in branches)
    union = " UNION ".join(
        f"SELECT id FROM (SELECT w.id FROM wishes w WHERE {where} {end}) b{number}"
        for number, where in enumerate(branches)
    )
    return f"SELECT {COLUMNS} FROM wishes w WHERE w.id IN ({union}) {end}"


def _branches(ask: Ask, order: Order) -> list[str]:
    """Each scope's parts, one for every status asked for; a status that the list never holds falls away."""
    statuses = _statuses(ask.filter, order)
    where = _SCOPES[ask.filter.scope](ask)
    if statuses is None:
        return where
    # Spelled out, so that the partial index of the status is found.
    return [f"{place} AND w.status = '{status.value}'" for place, status in product(where, sorted(statuses))]


def _statuses(asked: Filter, order: Order) -> frozenset[WishStatus] | None:
    """None: whatever status. The wall without a status is led by `public` alone."""
    allowed = {WishScope.PUBLIC: PUBLIC, WishScope.TO_REVIEW: frozenset({WishStatus.TO_REVIEW})}.get(asked.scope)
    alone = frozenset({order.alone}) if order.alone else frozenset()
    chosen = [some for some in (asked.statuses, alone) if some]
    if not chosen:
        return allowed if asked.scope is WishScope.TO_REVIEW else None
    return frozenset.intersection(*chosen, *([allowed] if allowed else []))


def _narrowing(ask: Ask) -> str:
    conditions = ""
    if ask.filter.kind is not None:
        conditions += f" AND w.kind = {ask.values.add(ask.filter.kind)}"
    for term, whole in search.wanted(ask.filter.text):
        conditions += f" AND w.id IN (SELECT t.wish_id FROM wish_terms t WHERE {_term(ask, term, whole)})"
    return conditions


def _term(ask: Ask, term: str, whole: bool) -> str:
    if whole:
        return f"t.term = {ask.values.add(term)}"
    return f"t.term >= {ask.values.add(term)} AND t.term < {ask.values.add(term + chr(0x10FFFF))}"


def _inside(ask: Ask, code: str) -> str:
    """Everything in a division, by the index of its level; anything else by the range of its codes."""
    if not code:
        return "1 = 1"
    if len(code) in WALKED:
        return f"substr(w.code, 1, {len(code)}) = {ask.values.add(code)}"
    return db.under("w.code", ask.values.add(code))


def _public(ask: Ask) -> list[str]:
    return [f"{_inside(ask, ask.filter.within or '')} AND w.public"]


def _mine(ask: Ask) -> list[str]:
    """Whoever posts for himself is also the poster; for somebody without an account nobody else asks."""
    me = ask.values.add(ask.person.person_id)
    return [f"w.poster_id = {me}{_within(ask)}"]


def _claimed_by_me(ask: Ask) -> list[str]:
    me, units = ask.values.add(ask.person.person_id), ask.values.all_of(represented(ask.person))
    return [
        f"w.claim_id IN (SELECT c.id FROM claims c WHERE c.person_id = {me}"
        f" UNION SELECT c.id FROM claims c WHERE c.unit_id IN ({units})"
        f" UNION SELECT m.claim_id FROM claim_companions m WHERE m.person_id = {me} AND m.left_at IS NULL)"
        f"{_within(ask)}"
    ]


def _within(ask: Ask) -> str:
    return f" AND {db.under('w.code', ask.values.add(ask.filter.within))}" if ask.filter.within else ""


def _to_review(ask: Ask) -> list[str]:
    codes = narrowed(ask.person.codes(Permission.WISH_REVIEW), ask.filter.within)
    return [db.under("w.code", ask.values.add(code)) for code in codes]


def _area(ask: Ask) -> list[str]:
    return [_inside(ask, code) for code in narrowed(ask.person.codes(Permission.WISH_READ), ask.filter.within)]


_SCOPES: Mapping[WishScope, Callable[[Ask], list[str]]] = {
    WishScope.PUBLIC: _public,
    WishScope.MINE: _mine,
    WishScope.CLAIMED_BY_ME: _claimed_by_me,
    WishScope.TO_REVIEW: _to_review,
    WishScope.AREA: _area,
}

# ---- nearness

FIRST_BOX, FURTHEST_BOX = 0.005, 5.0  # degrees to each side: half a kilometre, then twice as far until enough is found


async def _nearest(ask: Ask, first: int, after: str | None) -> Page:
    """What waits to be claimed, by the distance of its community; those of a community by id."""
    if ask.filter.near is None:
        raise InvalidInput("near", "required")
    start = keyset.place_of(after, float) if after is not None else None
    box, found = FIRST_BOX, list[db.Row]()
    while len(found) <= first and box <= FURTHEST_BOX:
        found = await _in_box(ask, box, first + 1, start)
        box *= 2
    shown = found[:first]
    distances = [float(row.pop("away")) for row in shown]
    wishes = [WishRow.of(row) for row in shown]
    cursors = [keyset.cursor_of(away, wish.id) for away, wish in zip(distances, wishes, strict=True)]
    return Page(wishes, cursors, len(found) > first)


async def _in_box(ask: Ask, box: float, limit: int, start: tuple[object, UUID] | None) -> list[db.Row]:
    """Inside the circle of `box` degrees alone: what lies in a corner may be further than what is outside."""
    asked = Ask(ask.actor, ask.filter)
    (lon, lat), put = ask.filter.near or (0.0, 0.0), asked.values.add
    shrink = max(cos(radians(lat)), 0.01)
    wide = box / shrink
    x, y, scale = put(lon), put(lat), put(shrink)
    away = f"((w.lat - {y}) * (w.lat - {y}) + (w.lon - {x}) * {scale} * (w.lon - {x}) * {scale})"
    edges = (
        f"w.lat >= {put(lat - box)} AND w.lat <= {put(lat + box)}"
        f" AND w.lon >= {put(lon - wide)} AND w.lon <= {put(lon + wide)} AND {away} <= {put(box * box)}"
    )
    nearest = Order("", "", "", float, WishStatus.PUBLISHED)
    branches = [f"({where}{_narrowing(asked)})" for where in _branches(asked, nearest)]
    if not branches:
        return []
    behind = f" AND ({away}, w.id) > ({put(start[0])}, {put(start[1])})" if start else ""
    return await db.rows(
        f"SELECT {COLUMNS}, {away} AS away FROM wishes w WHERE w.status = 'published' AND {edges}"
        f" AND ({' OR '.join(branches)}){behind} ORDER BY away, w.id LIMIT {limit}",
        *asked.values,
    )


# ---- counts


@dataclass(frozen=True)
class Counts:
    """`published`, `claimed` and `fulfilled` since ever; the others now."""

    published: int = 0
    claimed: int = 0
    fulfilled: int = 0
    open: int = 0
    under_way: int = 0
    stale: int = 0
    mine: int = 0
    claimed_by_me: int = 0
    to_review: int = 0


async def counts(actor: Actor | None, within: str, now: datetime) -> Counts:
    """Costs as much as there are communities and open wishes, however many there ever were."""
    ever = await db.row(
        "SELECT coalesce(sum(t.published), 0) AS published, coalesce(sum(t.claimed), 0) AS claimed,"
        f" coalesce(sum(t.fulfilled), 0) AS fulfilled FROM wish_totals t WHERE {db.under('t.id', '$1')}",
        within,
    )
    wishes = await db.row(
        "SELECT coalesce(sum(CASE WHEN w.status = 'published' THEN 1 END), 0) AS open,"
        " coalesce(sum(CASE WHEN w.status <> 'published' THEN 1 END), 0) AS under_way,"
        " coalesce(sum(CASE WHEN w.status = 'claimed' AND w.stale_at <= $2 THEN 1 END), 0) AS stale"
        f" FROM wishes w WHERE w.status IN ('published', 'claimed', 'reported') AND {db.under('w.code', '$1')}",
        within,
        now,
    )
    own = await _own_counts(actor, within) if actor else {}
    return Counts(**{name: int(number) for name, number in {**(ever or {}), **(wishes or {}), **own}.items()})


async def _own_counts(actor: Actor, within: str) -> dict[str, int]:
    """How many open ones are mine, claimed by me, or wait for my review."""
    still = frozenset({WishStatus.CLAIMED, WishStatus.REPORTED})
    own = still | {WishStatus.TO_REVIEW, WishStatus.SENT_BACK, WishStatus.PUBLISHED}
    return {
        "mine": await _count(Ask(actor, Filter(WishScope.MINE, statuses=own))),
        "claimed_by_me": await _count(Ask(actor, Filter(WishScope.CLAIMED_BY_ME, statuses=still))),
        "to_review": await _count(Ask(actor, Filter(WishScope.TO_REVIEW, within or None))),
    }


async def _count(ask: Ask) -> int:
    branches = _branches(ask, _order_of(ask.filter))
    union = " UNION ".join(f"SELECT w.id FROM wishes w WHERE {where}" for where in branches)
    return int(await db.value(f"SELECT count(*) FROM ({union}) found", *ask.values)) if union else 0
