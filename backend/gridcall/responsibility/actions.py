"""What changes the list: a new version, and a finding that is kept beside an item."""

import asyncio
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import orjson

from gridcall import clock, db, outbox
from gridcall.errors import IdempotencyConflict, InvalidInput
from gridcall.grid.reading import Fault
from gridcall.outbox import Audience
from gridcall.people.actor import Actor
from gridcall.people.permissions import Permission
from gridcall.responsibility import importing, queries, reading
from gridcall.responsibility.events import ResponsibilityListImported
from gridcall.responsibility.models import ItemFinding, ResponsibilityItem, ResponsibilityList, Situation
from gridcall.responsibility.queries import DISTRICT_DIGITS, Version, district_of
from gridcall.responsibility.rules import Changes, Item, changes

BATCH = 500  # rows in one INSERT
NAME_AT_MOST, SOURCE_AT_MOST = 80, 200
FINDING_AT_MOST, UNITS_AT_MOST = 1000, 200
FIRST_YEAR, LAST_YEAR = 2000, 2100


@dataclass(frozen=True)
class Edition:
    """What a version is called, where it comes from, and from when on it holds."""

    code: str
    name: str
    source: str
    starts_on: date
    demonstration: bool = False


NOTHING = Changes()


@dataclass(frozen=True)
class Report:
    """What an import did, or would do in a dry run. With faults nothing was written.

    `list_id` is the version that now says what the file says: a new one, or, when the file changes nothing, the one
    that was there. None in a dry run or with faults.
    """

    faults: Sequence[Fault] = ()
    changes: Changes = NOTHING
    items: int = 0
    situations: int = 0
    written: bool = False
    dry_run: bool = False
    list_id: UUID | None = None


async def import_list(
    actor: Actor, identifier: UUID, data: bytes, edition: Edition, *, now: datetime, dry_run: bool = False
) -> Report:
    """Take in a CSV or XLSX file as the district's new version, all or nothing."""
    actor.require(Permission.RESPONSIBILITY_WRITE, edition.code)
    return await _import(identifier, data, edition, by=actor.person_id, now=now, dry_run=dry_run)


async def import_list_as_operator(data: bytes, edition: Edition, *, now: datetime, dry_run: bool = False) -> Report:
    """The same from the command line, where nobody is signed in."""
    return await _import(clock.new_id(), data, edition, by=None, now=now, dry_run=dry_run)


async def _import(
    identifier: UUID, data: bytes, edition: Edition, *, by: UUID | None, now: datetime, dry_run: bool
) -> Report:
    await _check(edition)
    read, items = await asyncio.to_thread(_read, data)
    if read.faults:
        return Report(faults=sorted(read.faults, key=lambda fault: fault.line), dry_run=dry_run)
    content_hash = _hash(edition, data)
    async with db.transaction():
        await _hold_lists()
        stored = await ResponsibilityList.get_or_none(id=identifier)
        if stored is not None and stored.content_hash != content_hash:
            raise IdempotencyConflict()
        current = await queries.in_force(edition.code, edition.starts_on, before=stored.imported_at if stored else None)
        changed = changes(await queries.items_of(current.id) if current else [], items)
        if dry_run:
            return _report(changed, items, dry_run=True)
        if current is not None and changed.none and _edition_of(current, edition.starts_on) == edition:
            return _report(changed, items, list_id=current.id)
        if stored is None:
            await _write(_list_row(identifier, edition, items, content_hash, by, now), items)
    return _report(changed, items, list_id=identifier, written=True)


def _report(changed: Changes, items: Sequence[Item], **facts: Any) -> Report:
    return Report(changes=changed, items=len(items), situations=_situations(items), **facts)


def _situations(items: Sequence[Item]) -> int:
    return sum(len(item.situations) for item in items)


def _read(data: bytes) -> tuple[reading.Reading, list[Item]]:
    read = reading.read(data)
    return read, importing.items(read)


async def _check(edition: Edition) -> None:
    for name, value, at_most in (("name", edition.name, NAME_AT_MOST), ("source", edition.source, SOURCE_AT_MOST)):
        if not value.strip():
            raise InvalidInput(name, "required")
        if len(value) > at_most:
            raise InvalidInput(name, "too_long")
    if not FIRST_YEAR <= edition.starts_on.year <= LAST_YEAR:
        raise InvalidInput("startsOn", "date_range")
    if len(edition.code) != DISTRICT_DIGITS:
        raise InvalidInput("code", "division_code")
    if not await db.value("SELECT 1 FROM divisions WHERE code = $1", edition.code):
        raise InvalidInput("code", "place_unknown")


def _hash(edition: Edition, data: bytes) -> str:
    return hashlib.sha256(orjson.dumps(edition) + data).hexdigest()


async def _hold_lists() -> None:
    """One import at a time: each is compared with what came before it. SQLite holds the whole file anyway."""
    if db.dialect() == "postgres":
        await db.execute("LOCK TABLE responsibility_lists IN SHARE ROW EXCLUSIVE MODE")


def _edition_of(version: Version, starts_on: date) -> Edition:
    """A version as an edition that goes on holding on that day."""
    return Edition(version.code, version.name, version.source, starts_on, version.demonstration)


def _list_row(
    identifier: UUID, edition: Edition, items: Sequence[Item], content_hash: str, by: UUID | None, now: datetime
) -> ResponsibilityList:
    return ResponsibilityList(
        id=identifier,
        **vars(edition),
        item_count=len(items),
        situation_count=_situations(items),
        content_hash=content_hash,
        by_person_id=by,
        imported_at=now,
    )


async def _write(listed: ResponsibilityList, items: Sequence[Item]) -> None:
    await listed.save(force_create=True)
    item_rows, situation_rows = [], []
    for position, item in enumerate(items):
        row = ResponsibilityItem(id=clock.new_id(), list_id=listed.id, position=position, **_columns(item))
        item_rows.append(row)
        situation_rows += [
            Situation(id=clock.new_id(), item_id=row.id, position=n, number=one.number, words=one.words)
            for n, one in enumerate(item.situations)
        ]
    await ResponsibilityItem.bulk_create(item_rows, batch_size=BATCH)
    await Situation.bulk_create(situation_rows, batch_size=BATCH)
    event = ResponsibilityListImported(
        str(listed.id), listed.name, listed.starts_on, listed.item_count, listed.situation_count
    )
    audience = Audience(code=listed.code, public=True)
    await outbox.record(event, audience, actor=listed.by_person_id, now=listed.imported_at)


def _columns(item: Item) -> dict[str, Any]:
    return {
        **{name: value for name, value in vars(item).items() if name not in ("id", "situations")},
        "co_units": [vars(one) for one in item.co_units],
        "limits": {
            urgency.value: {stage.value: minutes for stage, minutes in told.items()}
            for urgency, told in item.limits.items()
        },
        "assumed": sorted(f"{urgency.value}.{stage.value}" for urgency, stage in item.assumed),
    }


async def keep_finding(
    *,
    id: UUID,
    code: str,
    item_number: str,
    call_id: UUID,
    unit_name: str,
    words: str,
    by_post_id: UUID,
    now: datetime,
) -> None:
    """Keep the desk's finding with the item, in the transaction of the call's step, whose event tells of it.

    `id` is the step's: the same step again keeps nothing twice.
    """
    if not words.strip():
        raise InvalidInput("finding", "required")
    if len(words) > FINDING_AT_MOST:
        raise InvalidInput("finding", "too_long")
    if not await ItemFinding.exists(id=id):
        await ItemFinding.create(
            id=id,
            code=district_of(code),
            item_number=item_number,
            call_id=call_id,
            unit_name=unit_name[:UNITS_AT_MOST],
            words=words,
            by_post_id=by_post_id,
            at=now,
        )
