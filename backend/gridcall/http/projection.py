"""Lists of plain objects, written down without graphql-core's ceremony for every field of every row.

For a list, the fields asked for are compiled once per request into small functions, which then run over the rows.
They know the plain case alone: rows of exactly the type that the schema names, fields that do not wait. Whatever
is otherwise (null where none may be, a resolver that fails, an interface) gives the whole list back to graphql-core,
which knows every case and reports errors where they belong. So a field may be resolved twice: resolvers of reads
change nothing.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import lru_cache
from operator import attrgetter
from typing import Any

from graphql import (
    GRAPHQL_MAX_INT,
    GRAPHQL_MIN_INT,
    GraphQLBoolean,
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

Write = Callable[[Any], Any]
"""A resolved value -> what stands in the answer."""

# Values of exactly these types stand in the answer as they are.
READY: Mapping[object, type] = {GraphQLString: str, GraphQLID: str, GraphQLBoolean: bool}
REFUSE_NULL = frozenset(specified_scalar_types) | {"DateTime"}


class Unusual(Exception):
    """Not the plain case."""


class ProjectingExecutor(StrawberryGraphQLCoreExecutionContext):
    """Strawberry's executor, with a faster way for lists of plain objects."""

    def complete_list_value(
        self,
        return_type: GraphQLList[GraphQLOutputType],
        field_details_list: FieldDetailsList,
        info: Any,
        path: Path,
        result: Any,
        position_context: Any,
    ) -> Any:
        if isinstance(result, list):
            try:
                return self._list(return_type, field_details_list, path)(result)
            except Exception:  # noqa: S110  graphql-core finds it again, and says where it is
                pass
        return super().complete_list_value(return_type, field_details_list, info, path, result, position_context)

    def _writer(self, kind: GraphQLOutputType, asked: FieldDetailsList, path: Path) -> Write:
        nullable = get_nullable_type(kind)
        if is_leaf_type(nullable):
            write = _leaf(nullable)
            if is_non_null_type(kind) and (nullable.name in REFUSE_NULL or isinstance(nullable, CustomGraphQLEnumType)):
                return write
        elif is_list_type(nullable):
            write = self._list(nullable, asked, path)
        elif is_object_type(nullable):
            write = self._object(nullable, asked, path)
        else:
            raise Unusual
        return _never_null(write) if is_non_null_type(kind) else _or_null(write)

    def _list(self, kind: GraphQLList[Any], asked: FieldDetailsList, path: Path) -> Write:
        item = self._writer(kind.of_type, asked, path)

        def write(rows: Any) -> Any:
            if not isinstance(rows, list):
                raise Unusual
            return [item(row) for row in rows]

        return write

    def _object(self, kind: GraphQLObjectType, asked: FieldDetailsList, path: Path) -> Write:
        definition = kind.extensions.get("strawberry-definition")
        if not isinstance(definition, StrawberryObjectDefinition):
            raise Unusual
        origin = definition.origin
        grouped = self.collect_subfields(kind, asked).grouped_field_set
        fields = [(name, *self._field(kind, details, path)) for name, details in grouped.items()]

        def write(row: Any) -> Any:
            if type(row) is not origin:
                raise Unusual
            return {
                name: value if type(value := resolve(row)) is ready else write(value)
                for name, resolve, ready, write in fields
            }

        return write

    def _field(
        self, parent: GraphQLObjectType, asked: FieldDetailsList, path: Path
    ) -> tuple[Write, type | None, Write]:
        """How to get the field's value from its object, of what type it stands as it is, and else how to write it."""
        node = asked[0].node
        if node.name.value == "__typename":
            return lambda row: parent.name, str, str
        known = self.schema.get_field(parent, node.name.value)
        field = known.extensions.get("strawberry-definition") if known else None
        if known is None or not isinstance(field, StrawberryField):
            raise Unusual
        info = self.build_resolve_info(known, [details.node for details in asked], parent, path)
        return _resolver(field, info), READY.get(get_nullable_type(known.type)), self._writer(known.type, asked, path)


def _resolver(field: StrawberryField, info: Any) -> Write:
    call, name = _way(field)
    if name is None:
        return call
    told = {name: Info(_raw_info=info, _field=field)}
    return lambda row: call(row, **told)


@lru_cache(maxsize=4_000)  # fields of a schema, whose signatures are slow to read
def _way(field: StrawberryField) -> tuple[Callable[..., Any], str | None]:
    """What to call with the object, and the parameter in which it wants `info`."""
    resolver = field.base_resolver
    if field.arguments or field.extensions or field.is_async:
        raise Unusual
    if resolver is None:
        return attrgetter(field.python_name), None
    call = resolver.wrapped_func
    if resolver.self_parameter is None or isinstance(call, staticmethod | classmethod):
        raise Unusual
    return call, resolver.info_parameter.name if resolver.info_parameter else None


def _leaf(kind: GraphQLLeafType) -> Write:
    if isinstance(kind, CustomGraphQLEnumType):
        names = _names(kind)
        return lambda member: names[id(member)]
    if kind is GraphQLInt:
        return _whole
    return _moment if kind.name == "DateTime" else kind.coerce_output_value


@lru_cache(maxsize=256)
def _names(kind: CustomGraphQLEnumType) -> Mapping[int, str]:
    """What an enum's members are called, by their identity: an enum's own hash is slow."""
    return {id(kind.wrapped_cls(known.value)): name for name, known in kind.values.items()}


def _whole(value: Any) -> Any:
    """Most numbers are what they should be; for the rest graphql-core has its questions."""
    plain = type(value) is int and GRAPHQL_MIN_INT <= value <= GRAPHQL_MAX_INT
    return value if plain else GraphQLInt.coerce_output_value(value)


def _moment(value: Any) -> datetime:
    """As it is: orjson writes it in ISO 8601, like `isoformat`."""
    if not isinstance(value, datetime):
        raise Unusual
    return value


def _never_null(write: Write) -> Write:
    def written(value: Any) -> Any:
        if value is None:
            raise Unusual
        return write(value)

    return written


def _or_null(write: Write) -> Write:
    return lambda value: None if value is None else write(value)
