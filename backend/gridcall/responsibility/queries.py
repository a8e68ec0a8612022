"""Reads of the list. Everybody may read it. A version never changes, so it is kept in memory once it was read."""

import asyncio
from collections import OrderedDict, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from gridcall import db
from gridcall.errors import NotFound
from gridcall.responsibility.rules import Area, Item, Limits, Situation, Slot, Stage, UnitDuty, Urgency
from gridcall.responsibility.search import Index

DISTRICT_DIGITS = 6
BOOKS_AT_MOST = 8  # kept in memory
_VERSION = "id, code, name, source, starts_on, demonstration, item_count, situation_count, imported_at"
_NEWEST = "ORDER BY starts_on DESC, imported_at DESC, id DESC"


@dataclass(frozen=True)
class Version:
    """What is known of a version without its items."""

    id: UUID
    code: str
    name: str
    source: str
    starts_on: date
    demonstration: bool
    item_count: int
    situation_count: int
    imported_at: datetime


@dataclass(frozen=True)
class Book:
    """A version with its items in order, ready to be searched."""

    version: Version
    items: Sequence[Item]
    index: Index
    places: Mapping[UUID, int]  # of the items


@dataclass(frozen=True)
class Finding:
    """The desk's written finding on whose duty an item is."""

    id: UUID
    item_number: str
    call_id: UUID
    unit_name: str
    words: str
    at: datetime


def district_of(code: str) -> str:
    """The district in which a division or cell lies: a list is a district's."""
    return code[:DISTRICT_DIGITS]


def _version(row: db.Row) -> Version:
    return Version(**{**row, "id": UUID(row["id"]), "demonstration": bool(row["demonstration"])})


async def in_force(code: str, day: date, *, before: datetime | None = None) -> Version | None:
    """The version of the district `code` that holds on `day`: the newest that has started.

    `before`: of those alone that had been imported at that moment.
    """
    known = " AND imported_at < $3" if before else ""
    row = await db.row(
        f"SELECT {_VERSION} FROM responsibility_lists WHERE code = $1 AND starts_on <= $2{known} {_NEWEST} LIMIT 1",
        *([code, day, before] if before else [code, day]),
    )
    return _version(row) if row else None


async def version(list_id: UUID) -> Version:
    row = await db.row(f"SELECT {_VERSION} FROM responsibility_lists WHERE id = $1", list_id)
    if row is None:
        raise NotFound("responsibilityList")
    return _version(row)


async def versions(code: str, first: int, after: UUID | None) -> list[Version]:
    """The versions of a district, the last to start first; `after` is the version that the last page ended with."""
    behind, place = "", tuple[object, ...]()
    if after is not None:
        last = await version(after)
        behind, place = " AND (starts_on, imported_at, id) < ($3, $4, $5)", (last.starts_on, last.imported_at, last.id)
    found = await db.rows(
        f"SELECT {_VERSION} FROM responsibility_lists WHERE code = $1{behind} {_NEWEST} LIMIT $2", code, first, *place
    )
    return [_version(row) for row in found]


_books: OrderedDict[UUID, Book] = OrderedDict()
db.at_start(_books.clear)


async def book(found: Version) -> Book:
    """The version with its items."""
    if found.id not in _books:
        items = await items_of(found.id)
        index = await asyncio.to_thread(Index, items)  # a long list takes half a second
        _books[found.id] = Book(found, items, index, {item.id: n for n, item in enumerate(items) if item.id})
    _books.move_to_end(found.id)
    while len(_books) > BOOKS_AT_MOST:
        _books.popitem(last=False)
    return _books[found.id]


async def items_of(list_id: UUID) -> Sequence[Item]:
    """The items of a version, in order."""
    if list_id in _books:
        return _books[list_id].items
    situations: dict[str, list[Situation]] = defaultdict(list)
    for row in await db.rows(
        "SELECT s.id, s.item_id, s.number, s.words FROM situations s JOIN responsibility_items i ON i.id = s.item_id"
        " WHERE i.list_id = $1 ORDER BY s.item_id, s.position",
        list_id,
    ):
        situations[row["item_id"]].append(Situation(row["number"], row["words"], UUID(row["id"])))
    found = await db.rows(
        "SELECT id, number, name, area, lead, lead_duty, co_units, street_duty, headcount, needs_proof, limits,"
        " assumed, working_time, basis, line FROM responsibility_items WHERE list_id = $1 ORDER BY position",
        list_id,
    )
    return [_item(row, situations[row["id"]]) for row in found]


def _item(row: db.Row, situations: Sequence[Situation]) -> Item:
    told = {
        "id": UUID(row["id"]),
        "area": Area(row["area"]),
        "co_units": [UnitDuty(**one) for one in row["co_units"]],
        "needs_proof": bool(row["needs_proof"]),
        "working_time": bool(row["working_time"]),
        "limits": _limits(row["limits"]),
        "assumed": frozenset(map(_slot, row["assumed"])),
        "situations": situations,
    }
    return Item(**{**row, **told})


def _limits(stored: Mapping[str, Mapping[str, int]]) -> Limits:
    return {
        Urgency(urgency): {Stage(stage): minutes for stage, minutes in told.items()} for urgency, told in stored.items()
    }


def _slot(stored: str) -> Slot:
    urgency, _, stage = stored.partition(".")
    return Urgency(urgency), Stage(stage)


async def item(item_id: UUID) -> tuple[Book, Item]:
    """An item of whichever version, with its version; NotFound when there is none."""
    for kept in _books.values():
        if item_id in kept.places:
            return kept, kept.items[kept.places[item_id]]
    list_id = await db.value("SELECT list_id FROM responsibility_items WHERE id = $1", item_id)
    if list_id is None:
        raise NotFound("responsibilityItem")
    listed = await book(await version(UUID(list_id)))
    return listed, listed.items[listed.places[item_id]]


async def units_named(code: str, names: Sequence[str], day: date) -> Mapping[str, str]:
    """The ids of the district's units with these names on `day`. Of two with one name, the one that came last."""
    found = await db.rows(
        f"SELECT id, name FROM units WHERE {db.under('code', '$1')} AND (dissolved_on IS NULL OR dissolved_on > $2)"
        f" AND name IN ({db.places(names, 2)}) ORDER BY id",
        code,
        day,
        *names,
    )
    return {row["name"]: row["id"] for row in found}


async def findings(code: str, numbers: Sequence[str]) -> Mapping[str, Sequence[Finding]]:
    """The district's findings on the items with these numbers, the newest first."""
    found: dict[str, list[Finding]] = defaultdict(list)
    if numbers:
        rows = await db.rows(
            "SELECT id, item_number, call_id, unit_name, words, at FROM item_findings"
            f" WHERE code = $1 AND item_number IN ({db.places(numbers, 1)}) ORDER BY at DESC, id DESC",
            code,
            *numbers,
        )
        for row in rows:
            told = {**row, "id": UUID(row["id"]), "call_id": UUID(row["call_id"])}
            found[row["item_number"]].append(Finding(**told))
    return found
