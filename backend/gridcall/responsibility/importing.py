"""Rows of a file -> items with their situations, and all that is wrong with them. Pure.

A row with a new number begins an item. A row with the same number, or none, adds a situation to it; what such a row
repeats of the item must be the same.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from gridcall.responsibility import limits
from gridcall.responsibility.columns import COLUMNS, LIMITS, OF_SITUATION
from gridcall.responsibility.reading import Reading, Row
from gridcall.responsibility.rules import AREAS, Area, Item, Limits, Situation, Slot, Stage, UnitDuty, Urgency

NUMBER_AT_MOST, SITUATION_NUMBER_AT_MOST = 12, 16
NAME_AT_MOST, UNIT_AT_MOST = 60, 60
DUTY_AT_MOST = 500
WORDS_AT_MOST = 200  # of a situation; also of what an item rests on
HEADCOUNT_AT_MOST = 99
UNITS_AT_MOST = 20
AREA_WORDS: Mapping[str, Area] = {
    word: area for area, names in AREAS.items() for word in (area.value, names[0], names[1].lower())
}
YES, NO = ("是", "需要", "须", "yes", "true", "1"), ("否", "不需要", "", "no", "false", "0")


@dataclass
class _Draft:
    """An item whose situations are still coming."""

    row: Row
    item: Item | None  # None: its row is faulty
    situations: list[Situation] = field(default_factory=list)


class _Line:
    """One row's values; one that cannot be taken becomes a fault."""

    def __init__(self, row: Row, reading: Reading) -> None:
        self.row = row
        self.reading = reading
        self.sound = True

    def fault(self, name: str, reason: str, value: str = "") -> None:
        self.reading.fault(self.row.line, name, reason, value)
        self.sound = False

    def value(self, name: str) -> str:
        return self.row.fields.get(name, "")

    def text(self, name: str, at_most: int, *, required: bool = False) -> str:
        value = self.value(name)
        if required and not value:
            self.fault(name, "required")
        if len(value) > at_most:
            self.fault(name, "too_long", value)
        return value

    def number(self, name: str, at_most: int) -> str:
        value = self.text(name, at_most)
        if len(value) <= at_most and not re.fullmatch(r"[\w.\-（）()]*", value):
            self.fault(name, "item_number", value)
        return value

    def area(self) -> Area:
        value = self.text("area", NAME_AT_MOST, required=True).lower()
        if value and value not in AREA_WORDS:
            self.fault("area", "area_unknown", value)
        return AREA_WORDS.get(value, Area.ENVIRONMENT)

    def headcount(self) -> int:
        value = self.value("headcount").removesuffix("人").strip() or "1"
        if value.isascii() and value.isdigit() and 1 <= int(value) <= HEADCOUNT_AT_MOST:
            return int(value)
        self.fault("headcount", "headcount", value)
        return 1

    def yes(self, name: str) -> bool:
        value = self.value(name).lower()
        if value not in (*YES, *NO):
            self.fault(name, "yes_or_no", value)
        return value in YES

    def co_units(self) -> list[UnitDuty]:
        """One to a line (or between bars): unit, colon, duty."""
        found = []
        for piece in filter(None, (piece.strip() for piece in re.split(r"[\n|]", self.value("co_units")))):
            unit, _, duty = (part.strip() for part in re.sub("[：:]", "：", piece, count=1).partition("："))
            if not unit or len(unit) > UNIT_AT_MOST or len(duty) > DUTY_AT_MOST:
                self.fault("co_units", "co_unit", piece)
            found.append(UnitDuty(unit, duty))
        if len(found) > UNITS_AT_MOST or len({one.unit for one in found}) < len(found):
            self.fault("co_units", "co_units_twice")
        return found

    def limits(self) -> tuple[Limits, frozenset[Slot], bool]:
        """Of every urgency. An emergency knows no office hours; the others are told in one kind of time."""
        found: dict[Urgency, Mapping[Stage, int]] = {}
        assumed: frozenset[Slot] = frozenset()
        kinds: dict[Urgency, bool] = {}
        for urgency, name in LIMITS.items():
            try:
                minutes, guessed, working = limits.read(self.value(name), urgency)
            except limits.Unreadable as wrong:
                self.fault(name, *wrong.args)
                continue
            if working is not None:
                found[urgency], assumed, kinds[urgency] = minutes, assumed | guessed, working
        return found, assumed, self._working(kinds)

    def _working(self, kinds: Mapping[Urgency, bool]) -> bool:
        if kinds.get(Urgency.EMERGENCY):
            self.fault(LIMITS[Urgency.EMERGENCY], "limit_emergency")
        others = {working for urgency, working in kinds.items() if urgency is not Urgency.EMERGENCY}
        if len(others) > 1:
            self.fault(LIMITS[Urgency.URGENT], "limits_mixed")
        return True in others


def items(reading: Reading) -> list[Item]:
    """The list that the rows tell. With faults in `reading` it is not to be used."""
    drafts: dict[str, _Draft] = {}
    last = ""
    for row in reading.rows:
        line = _Line(row, reading)
        last = line.number("number", NUMBER_AT_MOST) or last
        if not last:
            line.fault("number", "required")
        elif draft := drafts.get(last):
            _check_repeated(draft, line)
            _add_situations(draft, last, line)
        else:
            drafts[last] = draft = _Draft(row, _item(last, line))
            _add_situations(draft, last, line)
    _check_situations(drafts.values(), reading)
    return [replace(draft.item, situations=draft.situations) for draft in drafts.values() if draft.item]


def _item(number: str, line: _Line) -> Item | None:
    found, assumed, working = line.limits()
    item: dict[str, Any] = {
        "number": number,
        "name": line.text("name", NAME_AT_MOST, required=True),
        "area": line.area(),
        "lead": line.text("lead", UNIT_AT_MOST, required=True),
        "lead_duty": line.text("lead_duty", DUTY_AT_MOST),
        "co_units": line.co_units(),
        "street_duty": line.text("street_duty", DUTY_AT_MOST),
        "headcount": line.headcount(),
        "needs_proof": line.yes("needs_proof"),
        "basis": line.text("basis", WORDS_AT_MOST),
    }
    if not line.sound:
        return None
    return Item(**item, limits=found, assumed=assumed, working_time=working, situations=[], line=line.row.line)


def _check_repeated(draft: _Draft, line: _Line) -> None:
    for name in COLUMNS:
        value = line.value(name)
        if name not in (*OF_SITUATION, "number") and value and value != draft.row.fields.get(name, ""):
            line.fault(name, "item_differs", f"{value[:20]} ({draft.row.line})")
    if not line.value("situation"):
        line.fault(*(("number", "line_repeated") if line.value("number") else ("situation", "required")))


def _add_situations(draft: _Draft, number: str, line: _Line) -> None:
    """One to a row; or several in the item's own row, one to a line or between bars."""
    told = line.number("situation_number", SITUATION_NUMBER_AT_MOST)
    for words in filter(None, (words.strip() for words in re.split(r"[\n|]", line.value("situation")))):
        if len(words) > WORDS_AT_MOST:
            line.fault("situation", "too_long", words)
        ours = f"{number}-{len(draft.situations) + 1}"[:SITUATION_NUMBER_AT_MOST]
        draft.situations.append(Situation(told or ours, words))


def _check_situations(drafts: Iterable[_Draft], reading: Reading) -> None:
    """Numbers are told apart in the whole list, words within their item."""
    numbers: set[str] = set()
    for draft in drafts:
        words: set[str] = set()
        for situation in draft.situations:
            if situation.number in numbers:
                reading.fault(draft.row.line, "situation_number", "situation_repeated", situation.number)
            if situation.words in words:
                reading.fault(draft.row.line, "situation", "situation_repeated", situation.words)
            numbers.add(situation.number)
            words.add(situation.words)
