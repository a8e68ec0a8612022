"""Importing a version of the list."""

import base64
import binascii
from collections.abc import Sequence
from datetime import date
from typing import Annotated

import strawberry

from gridcall.errors import InvalidInput as BadInput
from gridcall.gql import Info, Refusal, actor_of, new_uuid_of, requires
from gridcall.grid.reading import Fault
from gridcall.people.permissions import Permission
from gridcall.responsibility import actions, queries
from gridcall.responsibility.actions import Edition, Report
from gridcall.responsibility.api.types import ResponsibilityList, list_of
from gridcall.responsibility.columns import COLUMNS, HEADERS
from gridcall.responsibility.rules import Item, ItemChange, Situation
from gridcall.words import say


@strawberry.input
class ImportResponsibilityListInput:
    """A CSV or XLSX file as a district's new version. `id` is client-made, a UUIDv7."""

    id: strawberry.ID
    name: str
    source: str
    starts_on: date
    content: str = strawberry.field(description="The file, base64.")
    code: str | None = None
    demonstration: bool = False
    dry_run: bool = strawberry.field(default=False, description="Say what would change; change nothing.")


@strawberry.type
class ImportFault:
    """What is wrong on a line of the file."""

    line: int
    field: str
    column: str = strawberry.field(description="The field's header in an exported file.")
    value: str
    message: str


@strawberry.type
class NumberedWords:
    """An item with its name, or a situation with its words."""

    number: str
    words: str


@strawberry.type
class ResponsibilityItemChange:
    """What differs for one item."""

    number: str
    name: str
    fields: list[str] = strawberry.field(description="Columns of the file.")
    situations_added: list[NumberedWords]
    situations_removed: list[NumberedWords]
    situations_changed: list[NumberedWords]


@strawberry.type
class ResponsibilityImport:
    """What an import did, or would do. With faults nothing was written."""

    written: bool
    dry_run: bool
    listed: ResponsibilityList | None = strawberry.field(name="list")
    item_count: int
    situation_count: int
    unchanged: int
    reordered: bool
    added: list[NumberedWords]
    removed: list[NumberedWords]
    changed: list[ResponsibilityItemChange]
    faults: list[ImportFault]


ImportResponsibilityListResult = Annotated[
    ResponsibilityImport | Refusal, strawberry.union("ImportResponsibilityListResult")
]


@strawberry.type
class ResponsibilityMutation:
    @strawberry.mutation(extensions=[requires(Permission.RESPONSIBILITY_WRITE)])  # type: ignore[untyped-decorator]
    async def import_responsibility_list(
        self, info: Info, input: ImportResponsibilityListInput
    ) -> ImportResponsibilityListResult:
        """Take in a file as a new version, all or nothing; or say what it would change."""
        code = input.code or info.context.settings.root_code
        edition = Edition(code, input.name.strip(), input.source.strip(), input.starts_on, input.demonstration)
        report = await actions.import_list(
            actor_of(info),
            new_uuid_of(input.id),
            _decoded(input.content),
            edition,
            now=info.context.now,
            dry_run=input.dry_run,
        )
        return await _shown(report, info)


def _decoded(content: str) -> bytes:
    try:
        return base64.b64decode(content, validate=True)
    except (binascii.Error, ValueError):
        raise BadInput("content", "file_base64") from None


async def _shown(report: Report, info: Info) -> ResponsibilityImport:
    found = report.changes
    return ResponsibilityImport(
        written=report.written,
        dry_run=report.dry_run,
        listed=list_of(await queries.version(report.list_id)) if report.list_id else None,
        item_count=report.items,
        situation_count=report.situations,
        unchanged=found.unchanged,
        reordered=found.reordered,
        added=_items(found.added),
        removed=_items(found.removed),
        changed=[_change(one) for one in found.changed],
        faults=[_fault(one, info) for one in report.faults],
    )


def _items(items: Sequence[Item]) -> list[NumberedWords]:
    return [NumberedWords(number=item.number, words=item.name) for item in items]


def _situations(situations: Sequence[Situation]) -> list[NumberedWords]:
    return [NumberedWords(number=one.number, words=one.words) for one in situations]


def _change(one: ItemChange) -> ResponsibilityItemChange:
    return ResponsibilityItemChange(
        number=one.number,
        name=one.name,
        fields=list(one.fields),
        situations_added=_situations(one.situations_added),
        situations_removed=_situations(one.situations_removed),
        situations_changed=_situations(one.situations_changed),
    )


def _fault(fault: Fault, info: Info) -> ImportFault:
    column = dict(zip(COLUMNS, HEADERS, strict=True)).get(fault.field, fault.field)
    return ImportFault(
        line=fault.line,
        field=fault.field,
        column=column,
        value=fault.value,
        message=say(fault.reason, info.context.language),
    )
