"""Lists of plain objects are written by a shorter way; nobody may notice but the clock."""

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any
from unittest.mock import patch

import orjson
import pytest
import strawberry
from graphql.execution import executor as core
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext

from gridcall.errors import NotFound
from gridcall.http.engine import Engine
from gridcall.http.limits import Limits

NOON = datetime(2026, 11, 23, 12, 0, 0, 120, UTC)


@strawberry.enum
class Colour(StrEnum):
    RED = "red"
    GREEN = "green"


@strawberry.interface
class Thing:
    name: str


@strawberry.type
class Leaf(Thing):
    at: datetime
    day: date
    colour: Colour
    size: float | None
    parent: "Leaf | None" = None

    @strawberry.field
    def shout(self) -> str:
        return self.name.upper()

    @strawberry.field
    def length(self) -> int:
        return len(self.name)

    @strawberry.field
    def huge(self) -> int:
        return 2**31

    @strawberry.field
    def red(self) -> bool:
        return self.colour is Colour.RED

    @strawberry.field
    def asker(self, info: strawberry.Info) -> str:
        return f"{info.context} asks {info.field_name} of {self.name}"

    @strawberry.field
    def small(self) -> str:
        if self.size is None:
            raise NotFound("size")
        return f"{self.size:.0f}"

    @strawberry.field
    def cut(self, to: int = 1) -> str:
        return self.name[:to]

    @strawberry.field
    async def late(self) -> str:
        return self.name

    @strawberry.field
    def around(self) -> list["Leaf"]:
        return [self, self]


def leaf(name: Any, size: float | None = 1, **more: Any) -> Leaf:
    return Leaf(name=name, at=NOON, day=NOON.date(), colour=Colour.GREEN, size=size, **more)


@strawberry.type
class Query:
    @strawberry.field
    def leaves(self) -> list[Leaf]:
        return [leaf("a"), leaf("b", None, parent=leaf("c")), leaf("d")]

    @strawberry.field
    def things(self) -> list[Thing]:
        return [leaf("a")]

    @strawberry.field
    def nameless(self) -> list[Leaf | None]:
        return [leaf("a"), leaf(None), None]

    @strawberry.field
    def words(self) -> list[list[str]]:
        return [["a", "b"], []]


schema = strawberry.Schema(query=Query, types=[Leaf])


class Ordinary(StrawberryGraphQLCoreExecutionContext):
    """The executor as strawberry has it."""

    def __init__(self, *args: Any, plans: object, **options: Any) -> None:
        super().__init__(*args, **options)


def engine_of() -> Engine:
    return Engine(schema, Limits(), lambda error, context: error.reason, debug=False)


async def answer(engine: Engine, document: str, variables: dict[str, Any], asker: str = "somebody") -> Any:
    operation = engine.documents.operation(document, None, variables)
    result = await engine.execute(operation, variables, asker)
    told = orjson.loads(engine.payload(result, None))
    for error in told.get("errors", ()):
        error.get("extensions", {}).pop("id", None)  # a failure's number is another one every time
    return told


PLAIN = [
    "{ leaves { name at day colour size length red } }",
    "{ leaves { n: name __typename parent { name parent { name } } around { shout } } }",
    "{ leaves { ...L asker } } fragment L on Leaf { around { ... on Thing { name } asker } shout }",
    "query($no: Boolean = false) { leaves { name @include(if: $no) shout @skip(if: $no) } }",
    "{ leaves { around { name } around { shout } } words }",
]
UNUSUAL = [
    "{ leaves { name cut(to: 3) } }",
    "{ leaves { name late } }",
    "{ leaves { name small } }",
    "{ leaves { name huge } }",
    "{ leaves { around { small } } }",
    "{ things { name __typename ... on Leaf { shout } } }",
    "{ nameless { name shout } }",
]


@pytest.mark.parametrize("document", PLAIN + UNUSUAL)
async def test_the_answer_is_graphql_cores_own(document: str) -> None:
    ours, theirs = engine_of(), engine_of()
    theirs.options["executor_class"] = Ordinary
    for variables, asker in (({}, "one"), ({"no": True}, "one"), ({}, "another")):
        ordinary = await answer(theirs, document, variables, asker)
        assert await answer(ours, document, variables, asker) == ordinary
        assert next(iter(ordinary)) == "data"


@pytest.mark.parametrize("document", PLAIN)
async def test_plain_lists_take_the_short_way(document: str) -> None:
    with patch.object(core.Executor, "complete_list_value", side_effect=AssertionError):
        assert "errors" not in await answer(engine_of(), document, {})


async def test_the_fields_of_a_document_are_looked_through_once() -> None:
    engine = engine_of()
    first = await answer(engine, PLAIN[2], {})
    with patch.object(core.Executor, "collect_subfields", side_effect=AssertionError):
        assert await answer(engine, PLAIN[2], {}) == first


async def test_a_failing_row_is_told_where_it_is() -> None:
    told = await answer(engine_of(), "{ leaves { name small } }", {})
    assert told["data"] is None
    assert [error["path"] for error in told["errors"]] == [["leaves", 1, "small"]]
