"""Search terms of a text: two neighbouring characters of Chinese, whole words of Latin. No database's own.

Every character begins a term (the last one of a run alone): a single one is found by the start of a term.
"""

import re
import unicodedata
from collections.abc import Iterator

TERM_AT_MOST = 32
TERMS_AT_MOST = 12  # of a query; what is typed beyond that narrows no further
# In numbers, since an editor that normalizes text makes another range of the characters themselves.
_CHINESE = r"\u3007\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF\U00020000-\U000323AF"
_RUN = re.compile(rf"(?P<chinese>[{_CHINESE}]+)|[^\W_{_CHINESE}]+")


def _runs(text: str) -> Iterator[tuple[str, bool]]:
    """Unbroken pieces, lower case and half width, and whether each is Chinese."""
    for found in _RUN.finditer(unicodedata.normalize("NFKC", text).lower()):
        yield found.group(), found["chinese"] is not None


def terms(text: str) -> list[str]:
    """What a stored text is found by: "井盖坏了 A3" -> 井盖, 盖坏, 坏了, 了, a3."""
    found: dict[str, None] = {}
    for run, chinese in _runs(text):
        if chinese:
            found.update(dict.fromkeys(run[i : i + 2] for i in range(len(run))))
        else:
            found[run[:TERM_AT_MOST]] = None
    return list(found)


def wanted(query: str) -> list[tuple[str, bool]]:
    """What to look for: (term, whole). A term that is not whole matches every term that begins with it."""
    found: dict[tuple[str, bool], None] = {}
    for run, chinese in _runs(query):
        if chinese and len(run) > 1:
            found.update(dict.fromkeys((run[i : i + 2], True) for i in range(len(run) - 1)))
        else:
            found[run[:TERM_AT_MOST], False] = None
    return list(found)[:TERMS_AT_MOST]
