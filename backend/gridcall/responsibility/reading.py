"""A list's CSV or XLSX file -> rows of text with their lines. Pure. What is hostile is refused before it costs much.

A file that cannot be a list at all raises InvalidInput; what is wrong on a line becomes a fault of that line.
"""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from gridcall.errors import InvalidInput
from gridcall.grid.reading import Fault
from gridcall.responsibility.columns import CELL_AT_MOST, REQUIRED, ROWS_AT_MOST, column
from gridcall.responsibility.workbook import rows_of_workbook

FILE_BYTES_AT_MOST = 2 * 1024 * 1024
HEADER_WITHIN = 5  # rows
FAULTS_AT_MOST = 200  # told; whoever sends a wrong file needs no more to see that it is wrong
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd\ufffe\uffff]")
_FORMULA = re.compile(r"[=+@\-](?![0-9.]*$)", re.DOTALL)  # what a spreadsheet would carry out on opening the export


@dataclass(frozen=True)
class Row:
    """One line of the table, by the project's names of the columns."""

    line: int
    fields: dict[str, str]


@dataclass
class Reading:
    """The rows that could be read, and what is wrong so far."""

    rows: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def fault(self, line: int, name: str, reason: str, value: str = "") -> None:
        if len(self.faults) < FAULTS_AT_MOST:
            self.faults.append(Fault(line, name, reason, value[:60]))


def read(data: bytes) -> Reading:
    """The table in a file, told apart by its first bytes."""
    if len(data) > FILE_BYTES_AT_MOST:
        raise InvalidInput("content", "file_too_large")
    if not data.strip():
        raise InvalidInput("content", "file_empty")
    if data.startswith(b"\xd0\xcf\x11\xe0"):  # the binary format of before 2007, also of files with a password
        raise InvalidInput("content", "file_xls")
    reading = Reading()
    if data.startswith(b"PK"):
        _take_table(rows_of_workbook(data, reading.fault), reading)
    else:
        _take_table(_rows_of_csv(_text_of(data), reading), reading)
    return reading


def _text_of(data: bytes) -> str:
    """UTF-8, with or without its mark, or GB 18030 as Chinese spreadsheets save it."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding).removeprefix("\ufeff")
        except UnicodeDecodeError:
            continue
    raise InvalidInput("content", "file_encoding")


def _rows_of_csv(text: str, reading: Reading) -> Iterator[tuple[int, list[str]]]:
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for cells in rows:
            yield line, cells
            line = rows.line_num + 1
    except csv.Error as error:
        reading.fault(line, "file", "file_damaged", str(error))


def _take_table(rows: Iterator[tuple[int, list[str]]], reading: Reading) -> None:
    header_line, names = _header(rows)
    reading.faults[:] = [fault for fault in reading.faults if fault.line >= header_line]  # a title may be merged
    for line, cells in rows:
        if any(cell.strip() for cell in cells):
            if len(reading.rows) >= ROWS_AT_MOST:
                raise InvalidInput("content", "file_too_long")
            _take_row(line, names, cells, reading)
    if not reading.rows and not reading.faults:
        reading.fault(header_line, "file", "file_empty")


def _header(rows: Iterator[tuple[int, list[str]]]) -> tuple[int, list[str]]:
    """Where the header stands, and the columns that it names: official tables have a title above it."""
    for line, cells in islice(rows, HEADER_WITHIN):
        names = [column(cell) for cell in cells]
        if set(REQUIRED) <= set(names):
            known = [name for name in names if name]
            if len(known) != len(set(known)):
                raise InvalidInput("content", "file_header_twice")
            return line, names
    raise InvalidInput("content", "file_header")


def _take_row(line: int, names: list[str], cells: list[str], reading: Reading) -> None:
    if len(cells) > len(names) and any(cell.strip() for cell in cells[len(names) :]):
        reading.fault(line, "file", "file_columns", f"{len(cells)} / {len(names)}")
        return
    fields = {name: cell.strip() for name, cell in zip(names, cells, strict=False) if name}
    for name, value in fields.items():
        if reason := _unfit(value):
            reading.fault(line, name, reason, value)
            fields[name] = ""
    reading.rows.append(Row(line, fields))


def _unfit(value: str) -> str:
    if len(value) > CELL_AT_MOST:
        return "too_long"
    if _UNPRINTABLE.search(value):
        return "cell_unprintable"
    return "cell_formula" if _FORMULA.match(value) else ""
