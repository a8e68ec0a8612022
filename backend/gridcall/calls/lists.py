"""Lists of calls: pages, counts, what needs me. One SQL each, led by an index.

A scope is a union of conditions over `calls c`. Everything is read newest first by (prefix of the code, creation);
queues hold open calls alone, whose number does not grow with the years: emergencies first, then by lamp and limit.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from gridcall import db, keyset, search
from gridcall.calls.queries import CALL_COLUMNS, units_of
from gridcall.calls.rows import CALLS, CallRow
from gridcall.calls.workflow import OPEN, CallStatus
from gridcall.lamps import Lamp
from gridcall.people.actor import Actor
from gridcall.people.permissions import Permission
from gridcall.responsibility.rules import Urgency

P = Permission
OPEN_SQL = "c.status IN ('draft', 'to_sign', 'to_accept', 'to_dispatch', 'in_hand')"  # as in the partial index
WALKED = (6, 9, 12, 15)  # lengths of code prefixes that have their own index; see guards/
NEWEST = "c.created_at DESC, c.id DESC"
QUEUE_AT_MOST = 200


class CallScope(StrEnum):
    NEEDS_ME = "needs_me"  # my turn
    AREA = "area"  # what my posts let me see, of my street, district or unit


@dataclass(frozen=True)
class Filter:
    scope: CallScope
    within: str | None = None
    statuses: frozenset[CallStatus] = frozenset()
    urgencies: frozenset[Urgency] = frozenset()
    lamp: Lamp | None = None
    text: str = ""
    unit_id: UUID | None = None

    @property
    def open_alone(self) -> bool:
        clock_runs = self.lamp is not None and self.lamp is not Lamp.IDLE
        return self.scope is CallScope.NEEDS_ME or clock_runs or (bool(self.statuses) and self.statuses <= OPEN)


@dataclass
class Ask:
    """One question to the database: who asks for what, and the parameters gathered so far."""

    actor: Actor
    filter: Filter
    now: datetime
    amber_share: float
    params: list[object] = field(default_factory=list)

    def put(self, value: object) -> str:
        """The placeholder that stands for `value`."""
        self.params.append(value)
        return f"${len(self.params)}"

    def put_all(self, values: Sequence[object]) -> str:
        return ", ".join(self.put(value) for value in values) or "NULL"

    def under(self, codes: Sequence[str]) -> str:
        return "(" + " OR ".join(db.under("c.code", self.put(code)) for code in codes) + ")" if codes else "1 = 0"


def _branches(ask: Ask) -> list[str]:
    return [" AND ".join([where, *_narrowing(ask)]) for where in _SCOPES[ask.filter.scope](ask)]


def _area(ask: Ask) -> list[str]:
    """What lies at my codes, and what my units were called to. Nobody but the street sees what was never signed."""
    found = []
    for code in ask.actor.codes(P.CALL_READ):
        walked = len(code) in WALKED and not ask.filter.open_alone
        place = f"substr(c.code, 1, {len(code)}) = {ask.put(code)}" if walked else db.under("c.code", ask.put(code))
        found.append(f"{place} AND c.number IS NOT NULL")
    for code in ask.actor.codes(P.CALL_DRAFT):
        found.append(f"{OPEN_SQL} AND {db.under('c.code', ask.put(code))} AND c.number IS NULL")
        found.append(f"c.status = 'withdrawn' AND {db.under('c.code', ask.put(code))} AND c.number IS NULL")
    units = sorted(units_of(ask.actor))
    if units:
        found.append(f"c.id IN (SELECT a.call_id FROM assignments a WHERE a.unit_id IN ({ask.put_all(units)}))")
    return found


def _needs_me(ask: Ask) -> list[str]:
    """Mine to write, to sign, to dispatch or settle, to judge and close; my unit's or my own to answer and do."""
    actor, me = ask.actor, ask.put(ask.actor.person_id)
    sign, desk, close = (actor.codes(one) for one in (P.CALL_SIGN, P.CALL_DISPATCH, P.CALL_CLOSE))
    units = sorted({hat.unit_id for hat in actor.hats if P.CALL_ANSWER in hat.permissions})
    returned = "EXISTS (SELECT 1 FROM assignments a WHERE a.call_id = c.id AND a.status = 'returned')"
    asked = "EXISTS (SELECT 1 FROM call_pleas p WHERE p.call_id = c.id AND p.open)"
    reported = "EXISTS (SELECT 1 FROM assignments a WHERE a.call_id = c.id AND a.status = 'reported')"
    waiting = "NOT EXISTS (SELECT 1 FROM assignments a WHERE a.call_id = c.id AND a.status NOT IN ('done', 'replaced'))"
    at_work = "a.status IN ('dispatched', 'confirmed', 'on_site', 'rework')"
    of_units = f"SELECT a.call_id FROM assignments a WHERE {at_work} AND a.unit_id IN ({ask.put_all(units)})"
    of_mine = (
        "SELECT a.call_id FROM assigned_persons p JOIN assignments a ON a.id = p.assignment_id"
        f" WHERE p.person_id = {me} AND {at_work}"
    )
    return [
        f"{OPEN_SQL} AND c.status = 'draft' AND c.drafter_id = {me}",
        f"{OPEN_SQL} AND c.status = 'to_sign' AND {ask.under(sign)}",
        f"{OPEN_SQL} AND {ask.under(desk)} AND (c.status IN ('to_accept', 'to_dispatch')"
        f" OR c.status = 'in_hand' AND ({returned} OR {asked}))",
        f"{OPEN_SQL} AND {ask.under(close)} AND c.status = 'in_hand' AND ({reported} OR {waiting})",
        f"{OPEN_SQL} AND c.status = 'in_hand' AND c.id IN ({of_units})",
        f"{OPEN_SQL} AND c.status = 'in_hand' AND c.id IN ({of_mine})",
    ]


_SCOPES: Mapping[CallScope, Callable[[Ask], list[str]]] = {CallScope.AREA: _area, CallScope.NEEDS_ME: _needs_me}


def _narrowing(ask: Ask) -> list[str]:
    asked, found = ask.filter, []
    if asked.within:
        found.append(db.under("c.code", ask.put(asked.within)))
    if asked.open_alone:
        found.append(OPEN_SQL)
    if asked.statuses:
        found.append(f"c.status IN ({ask.put_all(sorted(asked.statuses))})")
    if asked.urgencies:
        found.append(f"c.urgency IN ({ask.put_all(sorted(asked.urgencies))})")
    if asked.unit_id is not None:
        unit = ask.put(asked.unit_id)
        found.append(f"EXISTS (SELECT 1 FROM assignments u WHERE u.call_id = c.id AND u.unit_id = {unit})")
    if asked.lamp is not None:
        found.append(_lamp(ask, asked.lamp))
    for term, whole in search.wanted(asked.text):
        fits = (
            f"t.term = {ask.put(term)}"
            if whole
            else f"t.term >= {ask.put(term)} AND t.term < {ask.put(term + chr(0x10FFFF))}"
        )
        found.append(f"c.id IN (SELECT t.call_id FROM call_terms t WHERE {fits})")
    return found


def _lamp(ask: Ask, lamp: Lamp) -> str:
    """The lamp as a condition: the worst of all clocks that run. Agrees with clocks.worst."""
    if lamp is Lamp.IDLE:
        return "c.due_at IS NULL"
    red = f"c.due_at <= {ask.put(ask.now)}"  # the limit that ends first
    if lamp is Lamp.RED:
        return f"c.due_at IS NOT NULL AND {red}"
    return f"c.due_at IS NOT NULL AND NOT ({red}) AND {'' if lamp is Lamp.AMBER else 'NOT '}{_some_amber(ask)}"


def _some_amber(ask: Ask) -> str:
    """Some clock has used its share, be it another one than that which ends first."""
    start, due = db.seconds("g.started_at"), db.seconds("g.due_at")
    amber = f"{db.seconds(ask.put(ask.now))} >= {start} + {ask.put(ask.amber_share)} * ({due} - {start})"
    return f"EXISTS (SELECT 1 FROM segments g WHERE g.call_id = c.id AND g.ended_at IS NULL AND {amber})"


def _most_urgent(ask: Ask) -> str:
    """The order of a queue."""
    red = f"c.due_at <= {ask.put(ask.now)}"
    lamp = f"CASE WHEN c.due_at IS NULL THEN 3 WHEN {red} THEN 0 WHEN {_some_amber(ask)} THEN 1 ELSE 2 END"
    return f"CASE c.urgency WHEN 'emergency' THEN 0 ELSE 1 END, {lamp}, coalesce(c.due_at, c.created_at), c.id"


@dataclass(frozen=True)
class Page:
    calls: list[CallRow]
    more: bool


def cursor_of(call: CallRow) -> str:
    """Where the call stands in the order of creation."""
    return keyset.cursor_of(call.created_at, call.id)


async def page(ask: Ask, first: int, after: str | None) -> Page:
    """The `first` newest calls after the cursor. A call keeps its place whatever happens to it."""
    parts = _branches(ask)
    if not parts:
        return Page([], False)
    if after is not None:
        moment, identifier = keyset.place_of(after, keyset.moment)
        further = f"(c.created_at, c.id) < ({ask.put(moment)}, {ask.put(identifier)})"
        parts = [f"{part} AND {further}" for part in parts]
    calls = await CALLS.every(f"{_selected(parts, first + 1)} ORDER BY {NEWEST} LIMIT {first + 1}", *ask.params)
    return Page(calls[:first], len(calls) > first)


def _selected(parts: Sequence[str], limit: int) -> str:
    if len(parts) == 1:
        return f"SELECT {CALL_COLUMNS} FROM calls c WHERE {parts[0]}"
    union = " UNION ".join(
        f"SELECT id FROM (SELECT c.id FROM calls c WHERE {part} ORDER BY {NEWEST} LIMIT {limit}) b{number}"
        for number, part in enumerate(parts)
    )
    return f"SELECT {CALL_COLUMNS} FROM calls c WHERE c.id IN ({union})"


async def queue(ask: Ask, first: int = QUEUE_AT_MOST) -> list[CallRow]:
    """Open calls: emergencies first, then red before amber before green, then the nearest limit."""
    parts = [f"{part} AND {OPEN_SQL}" for part in _branches(ask)]
    if not parts:
        return []
    union = " UNION ".join(f"SELECT c.id FROM calls c WHERE {part}" for part in parts)
    order = f"{_most_urgent(ask)} LIMIT {first}"
    sql = f"SELECT {CALL_COLUMNS} FROM calls c WHERE c.id IN ({union}) ORDER BY {order}"
    return await CALLS.every(sql, *ask.params)


async def counts(ask: Ask) -> dict[str, int]:
    """Open calls per status, and per lamp as "amber" and "red"."""
    parts = [f"{part} AND {OPEN_SQL}" for part in _branches(ask)]
    if not parts:
        return {}
    amber, red = _lamp(ask, Lamp.AMBER), _lamp(ask, Lamp.RED)
    union = " UNION ".join(f"SELECT c.id FROM calls c WHERE {part}" for part in parts)
    found = await db.rows(
        f"SELECT c.status AS status, count(*) AS n, sum(CASE WHEN {amber} THEN 1 ELSE 0 END) AS amber,"
        f" sum(CASE WHEN {red} THEN 1 ELSE 0 END) AS red FROM calls c WHERE c.id IN ({union}) GROUP BY c.status",
        *ask.params,
    )
    told = {str(row["status"]): int(row["n"]) for row in found}
    for lamp in ("amber", "red"):
        told[lamp] = sum(int(row[lamp]) for row in found)
    return told
