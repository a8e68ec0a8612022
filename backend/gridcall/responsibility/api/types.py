"""What the responsibility list looks like in GraphQL. Everybody may read it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from uuid import UUID

import strawberry

from gridcall import clock
from gridcall.gql import Info
from gridcall.responsibility import exporting, queries, rules
from gridcall.responsibility.queries import Book, Finding, Version
from gridcall.responsibility.rules import AREAS, Area, Item, Stage, Urgency
from gridcall.responsibility.search import Match

strawberry.enum(Area, name="ResponsibilityArea", description="The eleven areas of the list.")
strawberry.enum(Urgency)
strawberry.enum(Stage, description="What the holder of a clock has to do.")


@strawberry.type
class ResponsibilityAreaInfo:
    area: Area
    name_zh: str
    name_en: str
    item_count: int
    situation_count: int


@strawberry.type
class ResponsibilityList:
    """A version of a district's list (属地管理清单), in force until another one starts."""

    id: strawberry.ID
    code: str
    name: str
    source: str = strawberry.field(description="The document that it was taken from.")
    starts_on: date
    demonstration: bool = strawberry.field(description="Made up; every screen says so.")
    item_count: int
    situation_count: int
    imported_at: datetime
    version: strawberry.Private[Version]

    @strawberry.field
    async def areas(self) -> list[ResponsibilityAreaInfo]:
        """All eleven, with what the version has in each."""
        items = (await queries.book(self.version)).items
        counts = Counter(item.area for item in items)
        situations = Counter(item.area for item in items for _ in item.situations)
        return [
            ResponsibilityAreaInfo(
                area=area, name_zh=zh, name_en=en, item_count=counts[area], situation_count=situations[area]
            )
            for area, (zh, en) in AREAS.items()
        ]

    @strawberry.field
    async def csv(self) -> str:
        """The whole version as a file that can be edited and imported again."""
        return exporting.as_csv((await queries.book(self.version)).items)


@strawberry.type
class UnitDuty:
    """A leading or co-operating unit (牵头部门, 配合部门) as the list names it, and what it does."""

    unit: str
    duty: str
    code: strawberry.Private[str]

    @strawberry.field
    async def unit_id(self, info: Info) -> strawberry.ID | None:
        """The district's unit of that name; null when there is none, such as a company's."""
        found = await info.context.loader("unit_named", _load_units).load((self.code, self.unit))
        return strawberry.ID(found) if found else None


@strawberry.type
class ResponsibilityLimit:
    """How long a stage may take."""

    urgency: Urgency
    stage: Stage
    minutes: int
    working: bool = strawberry.field(description="Minutes of office hours; else natural time.")
    assumed: bool = strawberry.field(description="Stands in no source; a guess to be replaced.")


@strawberry.type
class Situation:
    """How an item looks on the spot, in the words of grid workers (情形)."""

    id: strawberry.ID
    number: str
    words: str


@strawberry.type
class ResponsibilityFinding:
    """The desk's written finding on whose duty an item is."""

    id: strawberry.ID
    call_id: strawberry.ID
    unit_name: str
    words: str
    at: datetime


@strawberry.type
class ResponsibilityItem:
    """One item (事项): who leads, who co-operates, what the street does, within which limits."""

    id: strawberry.ID
    number: str
    name: str
    area: Area
    lead: UnitDuty
    co_units: list[UnitDuty]
    street_duty: str
    headcount: int = strawberry.field(description="People that a unit sends.")
    needs_proof: bool = strawberry.field(description="Completion needs a photo.")
    limits: list[ResponsibilityLimit]
    basis: str = strawberry.field(description="What the item rests on.")
    line: int = strawberry.field(description="Of the file it was imported from.")
    situations: list[Situation]
    demonstration: bool = strawberry.field(description="Made up; every screen says so.")
    version: strawberry.Private[Version]

    @strawberry.field
    async def findings(self, info: Info) -> list[ResponsibilityFinding]:
        """The desk's findings on this item in whichever version, the newest first."""
        loader = info.context.loader("item_findings", _load_findings)
        return [_finding_of(one) for one in await loader.load((self.version.code, self.number))]

    @strawberry.field(name="list")  # type: ignore[untyped-decorator]
    def listed_in(self) -> ResponsibilityList:
        """The version that the item belongs to."""
        return list_of(self.version)


@strawberry.type
class TextRange:
    """Characters of a text, from `start` up to and without `end`."""

    start: int
    end: int


@strawberry.type
class ResponsibilityMatch:
    """An item that the words may mean; `situation` null: met by its own name."""

    item: ResponsibilityItem
    situation: Situation | None
    ranges: list[TextRange] = strawberry.field(description="What to highlight in the situation, else in the name.")
    likely: bool = strawberry.field(description="No words met it: it is of an area that the category points at.")


def list_of(version: Version) -> ResponsibilityList:
    return ResponsibilityList(**{**vars(version), "id": strawberry.ID(str(version.id))}, version=version)


def item_of(item: Item, version: Version) -> ResponsibilityItem:
    shown = {
        "id": strawberry.ID(str(item.id)),
        "lead": UnitDuty(unit=item.lead, duty=item.lead_duty, code=version.code),
        "co_units": [UnitDuty(unit=one.unit, duty=one.duty, code=version.code) for one in item.co_units],
        "limits": list(_limits(item)),
        "situations": [situation_of(one) for one in item.situations],
    }
    kept = {name: value for name, value in vars(item).items() if name not in ("lead_duty", "assumed", "working_time")}
    return ResponsibilityItem(**{**kept, **shown}, demonstration=version.demonstration, version=version)


async def item_by_id(item_id: UUID) -> ResponsibilityItem:
    """An item of whichever version: calls keep theirs. NotFound when there is none."""
    book, item = await queries.item(item_id)
    return item_of(item, book.version)


def situation_of(situation: rules.Situation) -> Situation:
    return Situation(id=strawberry.ID(str(situation.id)), number=situation.number, words=situation.words)


def _limits(item: Item) -> Iterator[ResponsibilityLimit]:
    for urgency in Urgency:
        told = item.limits.get(urgency, {})
        working = item.working_time and urgency is not Urgency.EMERGENCY
        for stage in filter(told.__contains__, Stage):
            yield ResponsibilityLimit(
                urgency=urgency,
                stage=stage,
                minutes=told[stage],
                working=working,
                assumed=(urgency, stage) in item.assumed,
            )


def match_of(match: Match, book: Book) -> ResponsibilityMatch:
    return ResponsibilityMatch(
        item=item_of(match.item, book.version),
        situation=situation_of(match.situation) if match.situation else None,
        ranges=[TextRange(start=start, end=end) for start, end in match.ranges],
        likely=match.likely,
    )


def _finding_of(finding: Finding) -> ResponsibilityFinding:
    return ResponsibilityFinding(
        id=strawberry.ID(str(finding.id)),
        call_id=strawberry.ID(str(finding.call_id)),
        unit_name=finding.unit_name,
        words=finding.words,
        at=finding.at,
    )


async def _load_units(keys: Sequence[tuple[str, str]]) -> list[str | None]:
    """By district and name."""
    found = {
        code: await queries.units_named(code, [name for one, name in keys if one == code], clock.today())
        for code in {code for code, _ in keys}
    }
    return [found[code].get(name) for code, name in keys]


async def _load_findings(keys: Sequence[tuple[str, str]]) -> list[Sequence[Finding]]:
    """By district and number of the item; one district's come in one SQL."""
    found = {
        code: await queries.findings(code, [number for one, number in keys if one == code])
        for code in {code for code, _ in keys}
    }
    return [found[code].get(number, ()) for code, number in keys]
