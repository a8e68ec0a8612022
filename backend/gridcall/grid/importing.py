"""Records of a file -> statements about divisions, cells and staff, and all that is wrong with them. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from gridcall.grid.coordinates import CoordinateSystem
from gridcall.grid.outlines import Outline, label_point, outline_of, polygon_of, square_metres
from gridcall.grid.reading import Fault, Record
from gridcall.grid.rules import CellKind, DivisionKind, Force, days_overlap
from gridcall.grid.timeline import Statement, Timeline, Version
from gridcall.grid.watching import Watch, watched

K = TypeVar("K", bound=StrEnum)

NAME_AT_MOST = 60
CODE_AT_MOST = 15
OVERLAP_SQUARE_METRES = 20.0  # borders drawn twice differ a little; more is a quarrel
OVERLAP_SHARE = 0.002  # of the smaller cell
DIVISION_BLANK: Mapping[str, Any] = {"parent_code": None, "aliases": [], "outline": None}

KINDS: Mapping[str, DivisionKind] = {
    "省": DivisionKind.PROVINCE,
    "市": DivisionKind.CITY,
    "区": DivisionKind.DISTRICT,
    "县": DivisionKind.DISTRICT,
    "街道": DivisionKind.STREET,
    "镇": DivisionKind.STREET,
    "社区": DivisionKind.COMMUNITY,
    "村": DivisionKind.COMMUNITY,
}
CELL_KINDS: Mapping[str, CellKind] = {
    "": CellKind.BASIC,
    "基础": CellKind.BASIC,
    "专属": CellKind.DEDICATED,
}
FORCES: Mapping[str, Force] = {
    "基础": Force.BASIC,
    "专业": Force.PROFESSIONAL,
    "联动": Force.JOINT,
}
# Lists pad codes with zeros to one length; only the significant digits are a prefix of what lies inside.
PADDED = {DivisionKind.PROVINCE: 2, DivisionKind.CITY: 4, DivisionKind.DISTRICT: 6, DivisionKind.STREET: 9}


class _Line:
    """One record's fields; a field that cannot be read becomes a fault."""

    def __init__(self, record: Record, faults: list[Fault]) -> None:
        self.record = record
        self.faults = faults
        self.sound = True

    def fault(self, field: str, reason: str, value: str = "") -> None:
        self.faults.append(Fault(self.record.line, field, reason, value[:60]))
        self.sound = False

    def text(self, field: str, at_most: int = NAME_AT_MOST) -> str:
        value = self.record.fields.get(field, "")
        if not value:
            self.fault(field, "required")
        elif len(value) > at_most:
            self.fault(field, "too_long", value)
        return value

    def code(self, field: str) -> str:
        value = self.text(field, CODE_AT_MOST)
        if value and not re.fullmatch(r"[0-9]+", value):
            self.fault(field, "code_digits", value)
        return value

    def kind(self, field: str, kinds: type[K], other_words: Mapping[str, K]) -> K | None:
        value = self.record.fields.get(field, "").lower()
        if value in other_words:
            return other_words[value]
        if value not in list(kinds):
            self.fault(field, "not_a_kind", value)
            return None
        return kinds(value)

    def day(self, field: str) -> date | None:
        value = self.record.fields.get(field, "")
        try:
            return date.fromisoformat(value.replace("/", "-")) if value else None
        except ValueError:
            self.fault(field, "not_a_day", value)
            return None

    def outline(self, crs: CoordinateSystem, *, required: bool) -> Outline | None:
        area = self.record.area
        if area is None or area.is_empty:
            if required:
                self.fault("outline", "required")
        elif area.geom_type not in ("Polygon", "MultiPolygon"):
            self.fault("outline", "outline_kind", area.geom_type)
        elif not _on_earth(area):
            self.fault("outline", "outline_range", str(area.bounds))
        elif not area.is_valid:
            self.fault("outline", "outline_invalid", shapely.is_valid_reason(area))
        else:
            return outline_of(area, crs)
        return None


def _on_earth(area: BaseGeometry) -> bool:
    west, south, east, north = area.bounds
    return bool(west >= -180 and east <= 180 and south >= -90 and north <= 90)  # noqa: PLR2004


def divisions(records: Iterable[Record], crs: CoordinateSystem, faults: list[Fault]) -> list[Statement]:
    """What a file says about divisions. Names of parents are checked later, beside those that are stored."""
    return [said for record in records if (said := _division(_Line(record, faults), crs))]


def _division(line: _Line, crs: CoordinateSystem) -> Statement | None:
    fields = line.record.fields
    kind = line.kind("kind", DivisionKind, KINDS) if fields.get("kind") else None
    code, valid_from, valid_to = line.code("code"), line.day("valid_from"), line.day("valid_to")
    outline = line.outline(crs, required=False)
    content: dict[str, Any] = {"name": line.text("name")} if fields.get("name") else {}
    if not line.sound:
        return None
    if kind is not None:
        content |= {"kind": kind.value, "parent_code": _parent(fields.get("parent_code", ""), kind)}
        code = significant(code, kind)
    if aliases := fields.get("aliases"):
        content["aliases"] = [alias.strip() for alias in re.split(r"[|;；、]", aliases) if alias.strip()]
    if outline is not None:
        content["outline"] = outline
    return Statement(line.record.line, code, content, valid_from, valid_to)


def check_known(timelines: Mapping[str, Timeline], lines: Mapping[str, int], faults: list[Fault]) -> None:
    """A line may bring no more than an outline, but only for a division that has its name and kind already."""
    for code, line in lines.items():
        for field in ("name", "kind"):
            if any(field not in version.content for version in timelines[code].versions):
                faults.append(Fault(line, field, "required", code))


def significant(code: str, kind: DivisionKind) -> str:
    """The digits that count: 370102001000 -> 370102001 for a street."""
    digits = PADDED.get(kind, len(code))
    return code[:digits] if not code[digits:].strip("0") else code


def _parent(code: str, kind: DivisionKind) -> str | None:
    """A parent's code, without padding: it is of some kind above."""
    above = list(DivisionKind)[: list(DivisionKind).index(kind)]
    return min((significant(code, one) for one in above), key=len, default=code) or None


def cells(
    records: Iterable[Record], crs: CoordinateSystem, faults: list[Fault], *, demonstration: bool
) -> list[Statement]:
    """What a file says about cells."""
    found = (_cell(_Line(record, faults), crs, demonstration) for record in records)
    return [said for said in found if said]


def _cell(line: _Line, crs: CoordinateSystem, demonstration: bool) -> Statement | None:
    code, name, community = line.code("code"), line.text("name"), line.code("community_code")
    kind = line.kind("kind", CellKind, CELL_KINDS)
    valid_from, valid_to = line.day("valid_from"), line.day("valid_to")
    outline = line.outline(crs, required=True)
    if code and community and not code.startswith(community):
        line.fault("code", "code_not_under", f"{code} / {community}")
    if not line.sound or kind is None or outline is None:
        return None
    label_lon, label_lat = label_point(polygon_of(outline))
    content = {
        "name": name,
        "kind": kind.value,
        "community_code": community,
        "outline": outline,
        "label_lon": label_lon,
        "label_lat": label_lat,
        "demonstration": demonstration,
    }
    return Statement(line.record.line, code, content, valid_from, valid_to)


@dataclass(frozen=True)
class StaffLine:
    """A line that puts a person, named by phone number or id, into a cell."""

    line: int
    person: str
    cell_code: str
    force: Force
    starts_on: date | None
    ends_on: date | None


def staff(records: Iterable[Record], faults: list[Fault]) -> list[StaffLine]:
    """What a file says about who serves where."""
    return [said for record in records if (said := _staff(_Line(record, faults)))]


def _staff(line: _Line) -> StaffLine | None:
    person, cell_code = line.text("person"), line.code("cell_code")
    force = line.kind("force", Force, FORCES)
    starts_on, ends_on = line.day("valid_from"), line.day("valid_to")
    if starts_on and ends_on and ends_on < starts_on:
        line.fault("valid_to", "dates_reversed", str(ends_on))
    if not line.sound or force is None:
        return None
    return StaffLine(line.record.line, person, cell_code, force, starts_on, ends_on)


def work_in(
    said: Sequence[Statement],
    timelines: dict[str, Timeline],
    today: date,
    blank: Mapping[str, Any],
    faults: list[Fault],
) -> dict[str, int]:
    """Take every statement into its code's timeline, oldest first. Answers with each code's line."""
    lines: dict[str, int] = {}
    seen: dict[tuple[str, date | None], int] = {}
    for one in sorted(said, key=lambda one: (one.code, one.valid_from or date.max, one.line)):
        first = seen.setdefault((one.code, one.valid_from), one.line)
        if first != one.line:
            faults.append(Fault(one.line, "code", "line_repeated", f"{one.code} ({first})"))
            continue
        lines[one.code] = one.line
        if reason := timelines.setdefault(one.code, Timeline()).take(one, today, blank):
            faults.append(Fault(one.line, "valid_from", reason, one.code))
    return lines


def check_parents(said: Sequence[Statement], column: str, known: set[str], faults: list[Fault]) -> None:
    """Every division or community that a line names must be there, and its code begin the line's."""
    for one in said:
        parent = one.content.get(column)
        if parent is not None and parent not in known:
            faults.append(Fault(one.line, column, "division_unknown", parent))
        elif parent is not None and not one.code.startswith(parent):
            faults.append(Fault(one.line, column, "code_not_under", f"{one.code} / {parent}"))


def check_overlaps(
    timelines: Mapping[str, Timeline],
    lines: Mapping[str, int],
    today: date,
    faults: list[Fault],
    watch: Watch,
) -> None:
    """No ground belongs to two cells of one kind on one day. Looks at what is valid today or later."""
    lasting = [
        (code, version)
        for code, timeline in timelines.items()
        for version in timeline.versions
        if version.valid_to is None or version.valid_to >= today
    ]
    areas = np.array([polygon_of(version.content["outline"]) for _, version in lasting], dtype=object)
    for i, j in watched(_touching(areas), "Checking borders", watch):
        (code, a), (other, b) = sorted((lasting[i], lasting[j]), key=lambda pair: -lines.get(pair[0], 0))
        if code in lines and _clash(code, a, other, b):
            shared = square_metres(shapely.intersection(areas[i], areas[j]))
            smaller = min(areas[i], areas[j], key=lambda area: area.area)
            if shared > OVERLAP_SQUARE_METRES and shared > OVERLAP_SHARE * square_metres(smaller):
                faults.append(Fault(lines[code], "outline", "cells_overlap", f"{other}, {shared:.0f} m²"))


def _touching(areas: "np.ndarray[tuple[int], np.dtype[np.object_]]") -> list[tuple[int, int]]:
    shapely.prepare(areas)
    tree = shapely.STRtree(areas)
    left, right = tree.query(areas, predicate="intersects")
    return [(int(i), int(j)) for i, j in zip(left, right, strict=True) if i < j]


def _clash(code: str, a: Version, other: str, b: Version) -> bool:
    same_kind = a.content["kind"] == b.content["kind"]
    return code != other and same_kind and days_overlap(a.valid_from, a.valid_to, b.valid_from, b.valid_to)
