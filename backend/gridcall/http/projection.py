"""Lists of plain objects, written down without graphql-core's ceremony for every field of every row.

For a list, the fields asked for are compiled into a plan of small functions, once for a document, and run over the
rows. They know the plain case alone: rows of exactly the type that the schema names, fields that do not wait. Whatever
is otherwise (null where none may be, a resolver that fails, an interface) gives the whole list back to graphql-core,
which knows every case and reports errors where they belong. So a field may be resolved twice: resolvers of reads
change nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from operator import attrgetter
from typing import Any

from graphql import (
    GRAPHQL_MAX_INT,
    GRAPHQL_MIN_INT,
    FieldNode,
    GraphQLBoolean,
    GraphQLField,
    GraphQLID,
    GraphQLInt,
    GraphQLLeafType,
    GraphQLList,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLString,
    get_nullable_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
    is_object_type,
    specified_scalar_types,
)
from graphql.execution.collect_fields import FieldDetailsList
from graphql.pyutils import Path
from strawberry import Info
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext
from strawberry.schema.schema_converter import CustomGraphQLEnumType
from strawberry.types.base import StrawberryObjectDefinition
from strawberry.types.field import StrawberryField

Infos = Sequence[Info]
Write = Callable[[Any, Infos], Any]
"""A resolved value -> what stands in the answer."""

# Values of exactly these types stand in the answer as they are.
READY: Mapping[object, type] = {GraphQLString: str, GraphQLID: str, GraphQLBoolean: bool}
REFUSE_NULL = frozenset(specified_scalar_types) | {"DateTime"}


class Unusual(Exception):
    """Not the plain case."""


@dataclass(frozen=True)
class Asks:
    """A field whose resolver wants to be told of the request."""

    field: StrawberryField
    known: GraphQLField
    parent: GraphQLObjectType
    nodes: list[FieldNode]


@dataclass
class Plan:
    """How a list is written. `write` takes the rows, and an `Info` for each of `asks`."""

    write: Write
    asks: list[Asks]


Plans = dict[tuple[int, ...], Plan | None]
"""The plans of one document, by the identities of the list's type and of the fields that ask for it; None: unusual."""


class ProjectingExecutor(StrawberryGraphQLCoreExecutionContext):
    """Strawberry's executor, with a faster way for lists of plain objects.

    `plans` are kept for the operation's next run; None where its variables decide which fields it has.
    """

    def __init__(self, *args: Any, plans: Plans | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.plans = plans

    def complete_list_value(
        self,
        return_type: GraphQLList[GraphQLOutputType],
        field_details_list: FieldDetailsList,
        info: Any,
        path: Path,
        result: Any,
        position_context: Any,
    ) -> Any:
        plan = self._plan(return_type, field_details_list) if isinstance(result, list) else None
        if plan is not None:
            try:
                return plan.write(result, [self._info(asks, path) for asks in plan.asks])
            except Exception:  # noqa: S110  graphql-core finds it again, and says where it is
                pass
        return super().complete_list_value(return_type, field_details_list, info, path, result, position_context)

    def _info(self, asks: Asks, path: Path) -> Info:
        raw = self.build_resolve_info(asks.known, asks.nodes, asks.parent, path)
        return Info(_raw_info=raw, _field=asks.field)

    def _plan(self, kind: GraphQLList[Any], asked: FieldDetailsList) -> Plan | None:
        if self.plans is None:
            return self._compiled(kind, asked)
        key = (id(kind), *(id(details.node) for details in asked))
        if key not in self.plans:
            self.plans[key] = self._compiled(kind, asked)
        return self.plans[key]

    def _compiled(self, kind: GraphQLList[Any], asked: FieldDetailsList) -> Plan | None:
        compiler = _Compiler(self)
        try:
            return Plan(compiler.list_of(kind, asked), compiler.asks)
        except Unusual:
            return None


class _Compiler:
    """From the fields that are asked for to the functions that write them."""

    def __init__(self, executor: ProjectingExecutor) -> None:
        self.executor = executor
        self.asks: list[Asks] = []

    def list_of(self, kind: GraphQLList[Any], asked: FieldDetailsList) -> Write:
        item = self._writer(kind.of_type, asked)

        def write(rows: Any, infos: Infos) -> Any:
            if not isinstance(rows, list):
                raise Unusual
            return [item(row, infos) for row in rows]

        return write

    def _writer(self, kind: GraphQLOutputType, asked: FieldDetailsList) -> Write:
        nullable = get_nullable_type(kind)
        if is_leaf_type(nullable):
            write = _leaf(nullable)
            if is_non_null_type(kind) and (nullable.name in REFUSE_NULL or isinstance(nullable, CustomGraphQLEnumType)):
                return write
        elif is_list_type(nullable):
            write = self.list_of(nullable, asked)
        elif is_object_type(nullable):
            write = self._object(nullable, asked)
        else:
            raise Unusual
        return _never_null(write) if is_non_null_type(kind) else _or_null(write)

    def _object(self, kind: GraphQLObjectType, asked: FieldDetailsList) -> Write:
        definition = kind.extensions.get("strawberry-definition")
        if not isinstance(definition, StrawberryObjectDefinition):
            raise Unusual
        origin = definition.origin
        grouped = self.executor.collect_subfields(kind, asked).grouped_field_set
        fields = [(name, *self._field(kind, details)) for name, details in grouped.items()]

        def write(row: Any, infos: Infos) -> Any:
            if type(row) is not origin:
                raise Unusual
            return {
                name: value
                if type(value := get(row) if slot is None else get(row, infos[slot])) is ready
                else write(value, infos)
                for name, get, slot, ready, write in fields
            }

        return write

    def _field(
        self, parent: GraphQLObjectType, asked: FieldDetailsList
    ) -> tuple[Callable[..., Any], int | None, type | None, Write]:
        """How to get the field's value from its object (and from which info), of what type it stands as it is, and
        else how to write it."""
        node = asked[0].node
        if node.name.value == "__typename":
            return lambda row: parent.name, None, str, _as_it_is
        known = self.executor.schema.get_field(parent, node.name.value)
        field = known.extensions.get("strawberry-definition") if known else None
        if known is None or not isinstance(field, StrawberryField):
            raise Unusual
        get, wants_info = _resolver(field)
        slot = len(self.asks) if wants_info else None
        if wants_info:
            self.asks.append(Asks(field, known, parent, [details.node for details in asked]))
        return get, slot, READY.get(get_nullable_type(known.type)), self._writer(known.type, asked)


def _resolver(field: StrawberryField) -> tuple[Callable[..., Any], bool]:
    """What to call with the object, and whether with an `Info` behind it."""
    resolver = field.base_resolver
    if field.arguments or field.extensions or field.is_async:
        raise Unusual
    if resolver is None:
        return attrgetter(field.python_name), False
    call = resolver.wrapped_func
    if resolver.self_parameter is None or isinstance(call, staticmethod | classmethod):
        raise Unusual
    return call, resolver.info_parameter is not None


def _leaf(kind: GraphQLLeafType) -> Write:
    if isinstance(kind, CustomGraphQLEnumType):
        names = _names(kind)
        return lambda member, infos: names[id(member)]
    if kind is GraphQLInt:
        return _whole
    if kind.name == "DateTime":
        return _moment
    coerce = kind.coerce_output_value
    return lambda value, infos: coerce(value)


@lru_cache(maxsize=256)
def _names(kind: CustomGraphQLEnumType) -> Mapping[int, str]:
    """What an enum's members are called, by their identity: an enum's own hash is slow."""
    return {id(kind.wrapped_cls(known.value)): name for name, known in kind.values.items()}


def _as_it_is(value: Any, infos: Infos) -> Any:
    return value


def _whole(value: Any, infos: Infos) -> Any:
    """Most numbers are what they should be; for the rest graphql-core has its questions."""
    plain = type(value) is int and GRAPHQL_MIN_INT <= value <= GRAPHQL_MAX_INT
    return value if plain else GraphQLInt.coerce_output_value(value)


def _moment(value: Any, infos: Infos) -> datetime:
    """As it is: orjson writes it in ISO 8601, like `isoformat`."""
    if not isinstance(value, datetime):
        raise Unusual
    return value


def _never_null(write: Write) -> Write:
    def written(value: Any, infos: Infos) -> Any:
        if value is None:
            raise Unusual
        return write(value, infos)

    return written


def _or_null(write: Write) -> Write:
    return lambda value, infos: None if value is None else write(value, infos)
