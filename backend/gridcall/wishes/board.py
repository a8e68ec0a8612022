"""The board: what became of the wishes published in a period, by the divisions below one. Never by persons.

The figures are of the same wishes, so that they are a funnel: published, of these ever claimed, of these fulfilled; and
how many are claimed but nearly or long overdue now.
"""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from gridcall import clock, db
from gridcall.errors import InvalidInput
from gridcall.people.queries import Parameters
from gridcall.people.workflow import COMMUNITY, DISTRICT, STREET
from gridcall.wishes.workflow import WishKind
from gridcall.words import Language

LONGEST_PERIOD = timedelta(days=732)
_BELOW = {DISTRICT: STREET, STREET: COMMUNITY, COMMUNITY: COMMUNITY}


@dataclass(frozen=True)
class BoardRow:
    """`median_days` from publishing to fulfilment; None while nothing is fulfilled."""

    code: str
    name: str
    published: int
    claimed: int
    fulfilled: int
    stale: int
    median_days: float | None


@dataclass(frozen=True)
class Asked:
    within: str
    from_: date
    to: date
    kind: WishKind | None

    def check(self) -> None:
        if len(self.within) not in _BELOW or not self.within.isdigit():
            raise InvalidInput("within", "division_code")
        if not self.from_ <= self.to or self.to - self.from_ > LONGEST_PERIOD:
            raise InvalidInput("to", "dates_reversed" if self.to < self.from_ else "date_range")


async def board(asked: Asked, now: datetime) -> tuple[list[BoardRow], BoardRow]:
    """The rows of the divisions below, those without a wish too; and the total. InvalidInput."""
    asked.check()
    level = _BELOW[len(asked.within)]
    counted = {row["code"]: row for row in await _counted(asked, level, now)}
    below = await _divisions(asked.within, level)
    rows = [_row(code, name, counted.get(code)) for code, name in below]
    total = await _counted(asked, len(asked.within), now)
    return rows, _row(asked.within, await _name(asked.within), total[0] if total else None)


async def _counted(asked: Asked, level: int, now: datetime) -> list[db.Row]:
    """Each division's figures. The median is the middle of the days, or between the two in the middle."""
    values = Parameters()
    code = f"substr(w.code, 1, {level})"
    where = (
        f"w.published_at >= {values.add(clock.day_start(asked.from_))}"
        f" AND w.published_at < {values.add(clock.day_start(asked.to + timedelta(days=1)))}"
        f" AND {db.under('w.code', values.add(asked.within))}"
    )
    if asked.kind is not None:
        where += f" AND w.kind = {values.add(asked.kind)}"
    days = f"({db.seconds('w.fulfilled_at')} - {db.seconds('w.published_at')}) / 86400.0"
    stale = f"w.status = 'claimed' AND w.stale_at <= {values.add(now)}"
    return await db.rows(
        f"WITH chosen AS (SELECT {code} AS code, CASE WHEN w.first_claimed_at IS NULL THEN 0 ELSE 1 END AS claimed,"
        f" CASE WHEN w.fulfilled_at IS NULL THEN 0 ELSE 1 END AS fulfilled,"
        f" CASE WHEN {stale} THEN 1 ELSE 0 END AS stale,"
        f" {days} AS days FROM wishes w WHERE {where}),"
        " ranked AS (SELECT code, days, row_number() OVER (PARTITION BY code ORDER BY days) AS place,"
        " count(*) OVER (PARTITION BY code) AS many FROM chosen WHERE fulfilled = 1),"
        " middle AS (SELECT code, avg(days) AS median_days FROM ranked"
        " WHERE place IN ((many + 1) / 2, (many + 2) / 2) GROUP BY code)"
        " SELECT c.code, count(*) AS published, sum(c.claimed) AS claimed, sum(c.fulfilled) AS fulfilled,"
        " sum(c.stale) AS stale, max(m.median_days) AS median_days"
        " FROM chosen c LEFT JOIN middle m ON m.code = c.code GROUP BY c.code ORDER BY c.code",
        *values,
    )


async def _divisions(within: str, level: int) -> list[tuple[str, str]]:
    found = await db.rows(
        f"SELECT code, name FROM divisions WHERE {db.under('code', '$1')} AND length(code) = $2"
        " AND valid_to IS NULL ORDER BY code",
        within,
        level,
    )
    return [(row["code"], row["name"]) for row in found]


async def _name(code: str) -> str:
    return str(await db.value("SELECT name FROM divisions WHERE code = $1 ORDER BY valid_from DESC", code) or code)


def _row(code: str, name: str, counted: db.Row | None) -> BoardRow:
    if counted is None:
        return BoardRow(code, name, 0, 0, 0, 0, None)
    median = counted["median_days"]
    return BoardRow(
        code,
        name,
        published=int(counted["published"]),
        claimed=int(counted["claimed"]),
        fulfilled=int(counted["fulfilled"]),
        stale=int(counted["stale"]),
        median_days=round(float(median), 1) if median is not None else None,
    )


_HEADER = {
    Language.ZH: ("编码", "名称", "发布", "认领", "实现", "快到期或逾期", "实现天数（中位）"),
    Language.EN: ("code", "name", "published", "claimed", "fulfilled", "stale", "median days"),
}


def as_csv(rows: Sequence[BoardRow], total: BoardRow, language: Language) -> str:
    """For a spreadsheet: with the mark that tells it UTF-8. Names cannot be taken for formulas."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_HEADER[language])
    for row in (*rows, total):
        median = "" if row.median_days is None else row.median_days
        writer.writerow((f"{row.code}", _plain(row.name), row.published, row.claimed, row.fulfilled, row.stale, median))
    return "﻿" + out.getvalue()


def _plain(name: str) -> str:
    return f"'{name}" if name[:1] in "=+-@\t" else name
