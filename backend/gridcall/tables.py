"""Rows of a table as values of a class: its fields are the columns, its types say how each is read."""

from collections.abc import Callable, Iterable
from dataclasses import fields
from enum import StrEnum
from functools import lru_cache
from types import UnionType
from typing import Any, Generic, TypeVar, get_args, get_type_hints
from uuid import UUID

from gridcall import db

T = TypeVar("T")


@lru_cache(maxsize=50_000)  # the same few thousand are read again and again, and a UUID is slow to read
def _uuid(raw: str | None) -> UUID | None:
    return None if raw is None else UUID(raw)


def _reader(hint: Any) -> Callable[[Any], Any] | None:
    """How a column of that type is read, NULL included; None: as it comes."""
    kind = next((one for one in get_args(hint) if one is not type(None)), hint) if isinstance(hint, UnionType) else hint
    if kind is UUID:
        return _uuid
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        members: dict[Any, Any] = {None: None, **{member.value: member for member in kind}}
        return members.__getitem__
    return bool if kind is bool else None


class Table(Generic[T]):
    """Reads rows of exactly `columns`, which are the fields of the dataclass `kind` in their order."""

    def __init__(self, kind: type[T]) -> None:
        self.kind = kind
        self.names = tuple(one.name for one in fields(kind))  # type: ignore[arg-type]
        hints = get_type_hints(kind)
        found = ((place, _reader(hints[name])) for place, name in enumerate(self.names))
        self.readers = [(place, read) for place, read in found if read]

    def columns(self, alias: str) -> str:
        return ", ".join(f"{alias}.{name}" for name in self.names)

    def of(self, rows: Iterable[Iterable[Any]]) -> list[T]:
        """Column by column: the loops are C's."""
        columns: list[Iterable[Any]] = list(zip(*rows, strict=True))
        if not columns:
            return []
        for place, read in self.readers:
            columns[place] = map(read, columns[place])
        return list(map(self.kind, *columns))

    async def every(self, sql: str, *params: object) -> list[T]:
        """What the SELECT of the columns finds."""
        return self.of(await db.tuples(sql, *params))

    async def first(self, sql: str, *params: object) -> T | None:
        """The first row, or None."""
        return next(iter(await self.every(sql, *params)), None)
