"""The first sheet of an XLSX file as rows of text. It is unpacked only as far as a list can be large."""

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from datetime import date, time, timedelta
from typing import Any
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.utils import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.xml.functions import iterparse

from gridcall.errors import InvalidInput
from gridcall.responsibility.columns import ROWS_AT_MOST

UNPACKED_BYTES_AT_MOST = 8 * 1024 * 1024
PARTS_AT_MOST = 200
TAGS_AT_MOST = 400_000  # a row of a full sheet has some sixty
COLUMNS_AT_MOST = 60  # what stands further right is no column of ours
MERGED = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}mergeCell"
# A damaged file can make the library raise nearly anything; all of it says no more than that.
DAMAGED = (
    InvalidFileException,
    zipfile.BadZipFile,
    ParseError,
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
    lzma.LZMAError,
    struct.error,
    zlib.error,
)

Tell = Callable[[int, str, str, str], None]  # line, field, reason, value
Place = tuple[int, int]  # row, column


def rows_of_workbook(data: bytes, tell: Tell) -> Iterator[tuple[int, list[str]]]:
    """Rows with their lines. What only a spreadsheet can mean (formulas, errors, dates) is told as a fault.

    A cell that is merged downwards holds for every row that it covers. Reading row by row (`read_only`) matters:
    otherwise a single far cell or merged range makes the library build billions of cells.
    """
    _check_size(data)
    try:
        sheet = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False).worksheets[0]
        merged = _merged_of(sheet, tell)
        for line, cells in enumerate(sheet.iter_rows(max_col=COLUMNS_AT_MOST), start=1):
            if line > ROWS_AT_MOST + 1:  # also when they are blank: the last row's number can be anything
                raise InvalidInput("content", "file_too_long")
            yield line, merged.spread(line, [_text(line, cell, tell) for cell in cells])
    except DAMAGED:
        raise InvalidInput("content", "file_damaged") from None


def _check_size(data: bytes) -> None:
    """A few kilobytes can unpack to gigabytes, and to half a million cells."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        parts = archive.infolist()
        small = len(parts) <= PARTS_AT_MOST and sum(part.file_size for part in parts) <= UNPACKED_BYTES_AT_MOST
        small = small and sum(archive.read(part).count(b"<") for part in parts) <= TAGS_AT_MOST
    except DAMAGED:
        raise InvalidInput("content", "file_damaged") from None
    if not small:
        raise InvalidInput("content", "file_too_large")


class _Merged:
    """Cells that are merged downwards: the first row of each, and what the rows below it hold too."""

    def __init__(self, ends: dict[Place, int]) -> None:
        self.ends = ends
        self.held: dict[int, tuple[str, int]] = {}  # by column: the text, and the last row that it covers

    def spread(self, row: int, texts: list[str]) -> list[str]:
        for column, text in enumerate(texts, start=1):
            if (row, column) in self.ends:
                self.held[column] = text, self.ends[row, column]
        return [self._covering(row, column) or text for column, text in enumerate(texts, start=1)]

    def _covering(self, row: int, column: int) -> str:
        text, last = self.held.get(column, ("", 0))
        return text if row <= last else ""


def _merged_of(sheet: Any, tell: Tell) -> _Merged:
    ends: dict[Place, int] = {}
    with sheet._get_source() as source:
        for _, element in iterparse(source):
            if element.tag == MERGED:
                left, top, right, bottom = range_boundaries(element.get("ref"))
                if left != right:
                    tell(top, "file", "cells_merged", element.get("ref"))
                ends[top, left] = bottom
            element.clear()
    return _Merged(ends)


def _text(line: int, cell: Any, tell: Tell) -> str:
    value = cell.value
    if value is None:
        return ""
    reason = {"f": "cell_formula", "e": "cell_error"}.get(cell.data_type, "")
    if isinstance(value, date | time | timedelta):
        reason = "cell_date"  # "3-2" as a spreadsheet likes to understand it
    if reason:
        tell(line, f"{cell.column_letter}{line}", reason, str(value))
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
