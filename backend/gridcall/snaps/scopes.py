"""Which snaps a list is about, as SQL. Every scope is a union of branches, and each branch walks an index.

A branch is (tables, condition) over `snaps s`. Lists of everything walk (prefix of the code, arrival); lists
of open snaps alone walk the partial index of open snaps, whose size does not grow with the years.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from gridcall import clock, db, search
from gridcall.lamps import Lamp
from gridcall.people.actor import Actor, signed_in
from gridcall.people.permissions import Permission
from gridcall.snaps.categories import SnapCategory
from gridcall.snaps.workflow import OPEN, SnapStatus


class SnapScope(StrEnum):
    MINE = "mine"  # taken by me
    FOLLOWING = "following"  # backed by me, or reported by me and still open
    NEEDS_ME = "needs_me"  # my turn
    AREA = "area"  # what my posts let me see
    PUBLIC = "public"  # what anybody may see


OPEN_SQL = "s.status IN ('waiting', 'in_hand', 'at_street')"  # spelled as in the partial indexes
WALKED = (6, 9, 12, 15)  # lengths of code prefixes that have their own index; see guards/


class Branch(NamedTuple):
    tables: str
    where: str


@dataclass(frozen=True)
class Filter:
    """What narrows a scope. `within` is a division or cell code."""

    scope: SnapScope
    within: str | None = None
    statuses: frozenset[SnapStatus] = frozenset()
    categories: frozenset[SnapCategory] = frozenset()
    lamp: Lamp | None = None
    text: str = ""
    assignee_id: str | None = None

    @property
    def open_alone(self) -> bool:
        clock_runs = self.lamp is not None and self.lamp is not Lamp.IDLE
        return clock_runs or (bool(self.statuses) and self.statuses <= OPEN)


@dataclass
class Ask:
    """One question to the database: who asks for what, and the parameters gathered so far."""

    actor: Actor | None
    filter: Filter
    now: datetime
    amber_share: float
    reopen_days: int
    led: bool = False  # something scarcer than the place leads the search
    params: list[object] = field(default_factory=list)

    def put(self, value: object) -> str:
        """The placeholder that stands for `value`."""
        self.params.append(value)
        return f"${len(self.params)}"

    def put_all(self, values: Sequence[object]) -> str:
        return ", ".join(self.put(value) for value in values)

    @property
    def person(self) -> Actor:
        return signed_in(self.actor)


def branches(ask: Ask) -> list[Branch]:
    """The scope as a union; empty when it can hold nothing. SignInRequired where the scope is a person's."""
    return [Branch(tables, " AND ".join([where, *_narrowing(ask)])) for tables, where in _SCOPES[ask.filter.scope](ask)]


def _mine(ask: Ask) -> list[Branch]:
    return [Branch("snaps s", f"s.reporter_id = {ask.put(ask.person.person_id)}{_within(ask)}")]


def _following(ask: Ask) -> list[Branch]:
    me = ask.put(ask.person.person_id)
    return [
        Branch("snap_backings b CROSS JOIN snaps s", f"b.person_id = {me} AND s.id = b.snap_id{_within(ask)}"),
        Branch("snaps s", f"s.reporter_id = {me} AND {OPEN_SQL}{_within(ask)}"),
    ]


def _within(ask: Ask) -> str:
    return f" AND {db.under('s.code', ask.put(ask.filter.within))}" if ask.filter.within else ""


def _area(ask: Ask) -> list[Branch]:
    codes = narrowed(ask.person.codes(Permission.SNAP_READ), ask.filter.within)
    return [_inside(ask, code) for code in codes]


def _public(ask: Ask) -> list[Branch]:
    tables, where = _inside(ask, ask.filter.within or "")
    return [Branch(tables, f"{where} AND s.public")]


def narrowed(codes: Sequence[str], within: str | None) -> list[str]:
    """The parts of `codes` that lie inside `within`."""
    if not within:
        return list(codes)
    if any(within.startswith(code) for code in codes):
        return [within]
    return [code for code in codes if code.startswith(within)]


def _inside(ask: Ask, code: str) -> Branch:
    """Everything in a division, led by the scarcest thing asked for: words, a person, openness, place."""
    wanted = search.wanted(ask.filter.text)
    if wanted:
        found = f"{_term(ask, *wanted[0])} AND s.id = t.snap_id AND {_place(ask, code)}"
        return Branch("snap_terms t CROSS JOIN snaps s", found)
    led = ask.led or ask.filter.open_alone or ask.filter.assignee_id is not None
    if len(code) in WALKED and not led:
        return Branch("snaps s", f"substr(s.code, 1, {len(code)}) = {ask.put(code)}")
    return Branch("snaps s", _place(ask, code))


def _place(ask: Ask, code: str) -> str:
    return db.under("s.code", ask.put(code)) if code else "1 = 1"


def _term(ask: Ask, term: str, whole: bool) -> str:
    if whole:
        return f"t.term = {ask.put(term)}"
    return f"(t.term >= {ask.put(term)} AND t.term < {ask.put(term + chr(0x10FFFF))})"


def _needs_me(ask: Ask) -> list[Branch]:
    """In my hands; waiting in my cells; raised or ownerless where I assign; unplaced; mine to judge."""
    me, today = ask.put(ask.person.person_id), ask.put(clock.day_of(ask.now))
    since = ask.put(ask.now - timedelta(days=ask.reopen_days))
    serving = f"cs.starts_on <= {today} AND (cs.ends_on IS NULL OR cs.ends_on >= {today})"
    mine = f"s.code IN (SELECT cs.cell_code FROM cell_staff cs WHERE cs.person_id = {me} AND {serving})"
    workers = "cell_staff cs JOIN persons x ON x.id = cs.person_id AND NOT x.disabled"
    nobody = f"NOT EXISTS (SELECT 1 FROM {workers} WHERE cs.cell_code = s.code AND {serving})"
    found = [
        f"s.assignee_id = {me} AND s.status = 'in_hand'",
        f"{OPEN_SQL} AND s.status = 'waiting' AND {mine}",
        f"s.reporter_id = {me} AND s.status = 'solved' AND s.solved_at >= {since}",
    ]
    for code in ask.person.codes(Permission.SNAP_ASSIGN):
        place = db.under("s.code", ask.put(code))
        # What was raised is the street's turn, not that of the community below it.
        turn = "s.status = 'at_street' OR" if len(code) <= STREET else ""
        found.append(f"{OPEN_SQL} AND {place} AND ({turn} s.status = 'waiting' AND {nobody})")
    for code in ask.person.codes(Permission.SNAP_RELOCATE):
        place = db.under("s.code", ask.put(code))
        found.append(f"{OPEN_SQL} AND {place} AND s.status = 'waiting' AND s.cell_code IS NULL")
    return [Branch("snaps s", f"{where}{_within(ask)}") for where in found]


STREET = 9  # digits of a street's code

_SCOPES: Mapping[SnapScope, Callable[[Ask], list[Branch]]] = {
    SnapScope.MINE: _mine,
    SnapScope.FOLLOWING: _following,
    SnapScope.NEEDS_ME: _needs_me,
    SnapScope.AREA: _area,
    SnapScope.PUBLIC: _public,
}


def _narrowing(ask: Ask) -> list[str]:
    """The conditions that every branch shares."""
    asked, found = ask.filter, []
    if asked.open_alone:
        found.append(OPEN_SQL)
    if asked.statuses:
        found.append(f"s.status IN ({ask.put_all(sorted(asked.statuses))})")
    if asked.categories:
        found.append(f"s.category IN ({ask.put_all(sorted(asked.categories))})")
    if asked.assignee_id is not None:
        found.append(f"s.assignee_id = {ask.put(asked.assignee_id)}")
    if asked.lamp is not None:
        found.append(lamp_sql(ask, asked.lamp))
    found += [
        f"EXISTS (SELECT 1 FROM snap_terms t WHERE {_term(ask, *wanted)} AND t.snap_id = s.id)"
        for wanted in search.wanted(asked.text)
    ]
    return found


def lamp_sql(ask: Ask, lamp: Lamp) -> str:
    """The lamp as a condition; agrees with workflow.lamp."""
    if lamp is Lamp.IDLE:
        return f"NOT ({OPEN_SQL})"
    now = ask.put(ask.now)
    red = f"s.due_at <= {now}"
    if lamp is Lamp.RED:
        return f"{OPEN_SQL} AND {red}"
    start, due = db.seconds("s.limit_start"), db.seconds("s.due_at")
    amber = f"{db.seconds(now)} >= {start} + {ask.put(ask.amber_share)} * ({due} - {start})"
    return f"{OPEN_SQL} AND NOT ({red}) AND {'' if lamp is Lamp.AMBER else 'NOT '}({amber})"
