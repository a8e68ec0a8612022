"""The board: what became of the wishes published in a period, by the divisions below one. Never by persons.

The figures are of the same wishes, so that they are a funnel: published, of these ever claimed, of these fulfilled; and
how many are claimed but nearly or long overdue now.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from gridcall import clock, db
from gridcall.errors import InvalidInput
from gridcall.people.workflow import COMMUNITY, DISTRICT, STREET, check_day
from gridcall.spreadsheet import MARK, plain_cell, written
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
        check_day(self.from_, "from")
        check_day(self.to, "to")
        if not self.from_ <= self.to or self.to - self.from_ > LONGEST_PERIOD:
            raise InvalidInput("to", "dates_reversed" if self.to < self.from_ else "date_range")


async def board(asked: Asked, now: datetime) -> tuple[list[BoardRow], BoardRow]:
    """The rows of the divisions below, those without a wish too; and the total. InvalidInput."""
    asked.check()
    level = _BELOW[len(asked.within)]
    tallies: dict[str, _Tally] = defaultdict(_Tally)
    total = _Tally()
    for row in await _counted(asked, level, now):
        tallies[row["code"]].add(row)
        total.add(row)
    rows = [tallies[code].row(code, name) for code, name in await _divisions(asked.within, level)]
    return rows, total.row(asked.within, await _name(asked.within))


@dataclass
class _Tally:
    """A division's figures; `days`: how many wishes took so many tenths of a day."""

    published: int = 0
    claimed: int = 0
    fulfilled: int = 0
    stale: int = 0
    days: Counter[int] = field(default_factory=Counter)

    def add(self, row: db.Row) -> None:
        count = int(row["published"])
        self.published += count
        self.claimed += int(row["claimed"])
        self.stale += int(row["stale"])
        if row["tenths"] is not None:
            self.fulfilled += count
            self.days[int(row["tenths"])] += count

    def row(self, code: str, name: str) -> BoardRow:
        return BoardRow(code, name, self.published, self.claimed, self.fulfilled, self.stale, self._median())

    def _median(self) -> float | None:
        """The one in the middle, or between the two in the middle."""
        if not self.fulfilled:
            return None
        lower, upper = (self._nth((self.fulfilled + more) // 2) for more in (1, 2))
        return round((lower + upper) / 20, 1)

    def _nth(self, place: int) -> int:
        reached = 0
        for tenths in sorted(self.days):
            reached += self.days[tenths]
            if reached >= place:
                return tenths
        raise AssertionError("fewer days than wishes")


async def _counted(asked: Asked, level: int, now: datetime) -> list[db.Row]:
    """One pass over the period, counted by division and by how long it took, to a tenth of a day."""
    values = db.Parameters()
    where = (
        f"w.published_at >= {values.add(clock.day_start(asked.from_))}"
        f" AND w.published_at < {values.add(clock.day_start(asked.to + timedelta(days=1)))}"
        f" AND {db.under('w.code', values.add(asked.within))}"
    )
    if asked.kind is not None:
        where += f" AND w.kind = {values.add(asked.kind)}"
    stale = f"w.status = 'claimed' AND w.stale_at <= {values.add(now)}"
    return await db.rows(
        f"SELECT substr(w.code, 1, {level}) AS code, w.took_tenths AS tenths, count(*) AS published,"
        f" count(w.first_claimed_at) AS claimed, sum(CASE WHEN {stale} THEN 1 ELSE 0 END) AS stale"
        f" FROM wishes w WHERE {where} GROUP BY 1, 2",
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


_HEADER = {
    Language.ZH: ("编码", "名称", "发布", "认领", "实现", "快到期或逾期", "实现天数（中位）"),
    Language.EN: ("code", "name", "published", "claimed", "fulfilled", "stale", "median days"),
}


def as_csv(rows: Sequence[BoardRow], total: BoardRow, language: Language) -> str:
    """For a spreadsheet."""
    return MARK + written([_HEADER[language], *map(_cells, (*rows, total))])


def _cells(row: BoardRow) -> Sequence[object]:
    median = "" if row.median_days is None else row.median_days
    return row.code, plain_cell(row.name), row.published, row.claimed, row.fulfilled, row.stale, median
