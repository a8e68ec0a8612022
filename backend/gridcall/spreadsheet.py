"""CSV files that people open in a spreadsheet, and what such a program must not take for a formula."""

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence

MARK = "\ufeff"  # at the beginning of a file: it is UTF-8


def written(rows: Iterable[Sequence[object]]) -> str:
    """These rows as CSV, without the mark."""
    target = io.StringIO()
    csv.writer(target).writerows(rows)
    return target.getvalue()


def plain_cell(text: str) -> str:
    """Text that a spreadsheet would run as a formula gets an apostrophe before it; full-width signs count."""
    first = unicodedata.normalize("NFKC", text.lstrip()[:1])
    return f"'{text}" if first in ("=", "+", "-", "@") or text[:1] in ("\t", "\r", "\n") else text
