"""CSV and GeoJSON files -> records with the line they begin on. Pure; faults are collected, not raised.

Column names are the project's own, their Chinese ones, or what the statistics bureau's lists use.
"""

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

COLUMNS = {
    "编码": "code",
    "代码": "code",
    "名称": "name",
    "类别": "kind",
    "级别": "kind",
    "level": "kind",
    "adcode": "code",
    "上级": "parent_code",
    "parent": "parent_code",
    "社区": "community_code",
    "community": "community_code",
    "别名": "aliases",
    "边界": "outline",
    "wkt": "outline",
    "geometry": "outline",
    "起": "valid_from",
    "止": "valid_to",
    "人员": "person",
    "手机号": "person",
    "phone": "person",
    "person_id": "person",
    "网格": "cell_code",
    "cell": "cell_code",
    "力量": "force",
    "from": "valid_from",
    "to": "valid_to",
    "starts_on": "valid_from",
    "ends_on": "valid_to",
}
SPACE = re.compile(r"\s*")


@dataclass(frozen=True)
class Fault:
    """What is wrong on a line of the file. `reason` is a key of `words`; `value` is what stands there."""

    line: int
    field: str
    reason: str
    value: str = ""


@dataclass(frozen=True)
class Record:
    """One row or feature: its fields as text, and its area where it has one."""

    line: int
    fields: dict[str, str]
    area: BaseGeometry | None = None


@dataclass(frozen=True)
class Reading:
    records: list[Record]
    faults: list[Fault]


def text_of(data: bytes) -> str:
    """UTF-8, or GB 18030 as Chinese spreadsheets save it."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030", errors="replace")


def read(data: bytes) -> Reading:
    """A GeoJSON FeatureCollection or a CSV table with a header, told apart by the first character."""
    text = text_of(data)
    reading = Reading([], [])
    if text.lstrip().startswith("{"):
        _read_features(text, reading)
    else:
        _read_table(text, reading)
    if not reading.records and not reading.faults:
        reading.faults.append(Fault(1, "file", "file_empty"))
    return reading


def _read_table(text: str, reading: Reading) -> None:
    rows = csv.reader(io.StringIO(text), strict=True)
    line = 1
    try:
        header = [_column(name) for name in next(rows, [])]
        line = rows.line_num + 1
        for cells in rows:
            if any(cell.strip() for cell in cells):
                _add_row(line, header, cells, reading)
            line = rows.line_num + 1
    except csv.Error as error:
        reading.faults.append(Fault(line, "file", "file_damaged", str(error)))


def _column(name: str) -> str:
    plain = name.strip().lower()
    return COLUMNS.get(plain, plain)


def _add_row(line: int, header: list[str], cells: list[str], reading: Reading) -> None:
    if len(cells) != len(header):
        reading.faults.append(Fault(line, "file", "file_columns", f"{len(cells)} / {len(header)}"))
        return
    fields = {name: cell.strip() for name, cell in zip(header, cells, strict=True)}
    wkt = fields.pop("outline", "")
    try:
        reading.records.append(Record(line, fields, shapely.from_wkt(wkt) if wkt else None))
    except shapely.GEOSException:
        reading.faults.append(Fault(line, "outline", "outline_unreadable", wkt[:40]))


def _read_features(text: str, reading: Reading) -> None:
    line, counted = 1, 0
    try:
        for offset, feature in _features(text):
            line, counted = line + text.count("\n", counted, offset), offset
            _add_feature(line, feature, reading)
    except (json.JSONDecodeError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 1
        reading.faults.append(Fault(line, "file", "file_damaged", str(error)))


def _features(text: str) -> Iterator[tuple[int, Any]]:
    """The members of `features`, each with its offset: json alone would forget where they stood."""
    decoder = json.JSONDecoder()
    at = _skip(text, _skip(text, 0) + 1)
    while text[at : at + 1] == '"':
        key, at = decoder.raw_decode(text, at)
        at = _skip(text, _expect(text, _skip(text, at), ":"))
        if key == "features" and text[at : at + 1] == "[":
            at = _skip(text, at + 1)
            while text[at : at + 1] != "]":
                start = at
                feature, at = decoder.raw_decode(text, at)
                yield start, feature
                at = _comma(text, at, "]")
            at += 1
        else:
            _, at = decoder.raw_decode(text, at)
        at = _comma(text, at, "}")
    _expect(text, at, "}")


def _skip(text: str, at: int) -> int:
    space = SPACE.match(text, at)
    return space.end() if space else at


def _expect(text: str, at: int, mark: str) -> int:
    if text[at : at + 1] != mark:
        raise json.JSONDecodeError(f"expected {mark}", text, at)
    return at + 1


def _comma(text: str, at: int, end: str) -> int:
    """Past a comma, or before the end mark."""
    at = _skip(text, at)
    return at if text[at : at + 1] == end else _skip(text, _expect(text, at, ","))


def _add_feature(line: int, feature: Any, reading: Reading) -> None:
    if not isinstance(feature, dict) or not isinstance(feature.get("properties"), dict):
        reading.faults.append(Fault(line, "file", "not_a_feature"))
        return
    fields = {_column(name): _text(value) for name, value in feature["properties"].items()}
    geometry = feature.get("geometry")
    try:
        area = shapely.from_geojson(json.dumps(geometry)) if geometry else None
    except (shapely.GEOSException, ValueError):
        reading.faults.append(Fault(line, "outline", "outline_unreadable"))
        return
    reading.records.append(Record(line, fields, area))


def _text(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("adcode")  # how a widespread source of outlines names a parent
    if isinstance(value, list):
        return "|".join(map(str, value))
    return "" if value is None else str(value).strip()
