"""Input objects, made from what graphql-core has checked.

Strawberry looks the name and the type of every field of an input up again for every request, which takes longer than
anything else it does. Here that happens once for a type.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING
from typing import Any

from graphql import GraphQLInputObjectType, GraphQLSchema
from strawberry.types.arguments import InputContext
from strawberry.types.base import StrawberryList, StrawberryObjectDefinition, StrawberryOptional, has_object_definition
from strawberry.types.lazy_type import LazyType


def read_once(schema: GraphQLSchema) -> None:
    """Let the input types of a strawberry schema be made here."""
    for kind in schema.type_map.values():
        definition = kind.extensions.get("strawberry-definition") if isinstance(kind, GraphQLInputObjectType) else None
        if isinstance(definition, StrawberryObjectDefinition):
            definition.from_input = _maker(definition)


def _maker(definition: StrawberryObjectDefinition) -> Callable[[type, Mapping[str, Any], InputContext], Any]:
    fields: list[tuple[str, str, Any]] = []
    absent = {
        field.python_name: None
        for field in definition.fields
        if field.default_value is MISSING and field.default_factory is MISSING
    }

    def make(kind: type, sent: Mapping[str, Any], context: InputContext) -> Any:
        if not fields:  # types that name each other are known by the first request
            fields.extend(_fields(definition, context))
        given = {
            python_name: sent[name] if nested is None else context.convert(sent[name], nested, name)
            for name, python_name, nested in fields
            if name in sent
        }
        return kind(**absent | given)

    return make


def _fields(definition: StrawberryObjectDefinition, context: InputContext) -> Sequence[tuple[str, str, Any]]:
    """In GraphQL, in Python, and the type of what is more than a plain value."""
    return [
        (context.config.name_converter.from_field(field), field.python_name, _nested(field.resolve_type()))
        for field in definition.fields
    ]


def _nested(kind: Any) -> Any:
    """`kind` where its values have to be converted, else None: graphql-core has parsed scalars and enums."""
    inner = kind.of_type if isinstance(kind, StrawberryOptional) else kind
    return kind if isinstance(inner, StrawberryList | LazyType) or has_object_definition(inner) else None
