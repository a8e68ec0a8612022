"""What a document may cost: one walk, linear in its size, since a fragment is weighed once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, cast

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLField,
    GraphQLNamedType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    NamedTypeNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    VariableNode,
    get_named_type,
    get_nullable_type,
    is_list_type,
)

from gridcall.http.refused import BadDocument


@dataclass(frozen=True)
class Limits:
    """The walls of one endpoint. Counts are of the document as executed, fragments written out."""

    body_bytes: int = 256 * 1024  # of an HTTP body or a websocket frame
    body_seconds: float = 60  # in which an HTTP body has to arrive
    document_characters: int = 64 * 1024
    tokens: int = 3_000
    fragments: int = 64
    variables: int = 64
    depth: int = 16
    fields: int = 1_000
    aliases: int = 32
    directives: int = 64
    cost: int = 20_000  # fields, each times the lengths of the lists around it: `first`, or else
    root_list: int = 100  # of Query
    inner_list: int = 10
    nesting: int = 32  # of variables
    validation_errors: int = 5
    known_characters: int = 256 * 1024  # of parsed and valid documents kept: some 300 bytes of memory each
    init_seconds: float = 10
    operations: int = 32  # open at once on one websocket
    waiting_frames: int = 512  # that a websocket may lag behind
    waiting_characters: int = 2 * 1024 * 1024


class Weight(NamedTuple):
    """What a selection set amounts to, fragments written out."""

    depth: int = 0
    fields: int = 0
    aliases: int = 0
    directives: int = 0
    cost: int = 0

    def plus(self, other: "Weight") -> "Weight":
        sums = (mine + its for mine, its in zip(self[1:], other[1:], strict=True))
        return Weight(max(self.depth, other.depth), *sums)


def check_size(document: DocumentNode, limits: Limits) -> None:
    """Refuse too many definitions before anything walks along them."""
    fragments = [node for node in document.definitions if isinstance(node, FragmentDefinitionNode)]
    operations = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
    _at_most(limits.fragments, len(fragments), "fragments")
    for operation in operations:
        _at_most(limits.variables, len(operation.variable_definitions or ()), "variables")


def check_cost(
    schema: GraphQLSchema,
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Mapping[str, Any],
    limits: Limits,
) -> bool:
    """Refuse an operation that is too deep, too wide or too dear: BadDocument.

    Returns whether the verdict rests on the variables, so that it must be reached anew for others.
    """
    walk = _Walk(schema, document, operation, variables, limits)
    weight = walk.weigh(operation.selection_set, _Place(walk.root))
    for name in ("fields", "aliases", "directives", "cost"):
        _at_most(getattr(limits, name), getattr(weight, name), name)
    return walk.varies


def _at_most(limit: int, actual: int, what: str) -> None:
    if actual > limit:
        raise BadDocument([GraphQLError(f"The document exceeds the limit of {limit} {what}.")])


class _Place(NamedTuple):
    """Where a selection set stands. `kind` is None under a field that does not exist: validation says so."""

    kind: GraphQLNamedType | None
    depth: int = 1
    paged: bool = False  # the field around it has a `first`, which bounds the list inside


class _Walk:
    def __init__(
        self,
        schema: GraphQLSchema,
        document: DocumentNode,
        operation: OperationDefinitionNode,
        variables: Mapping[str, Any],
        limits: Limits,
    ) -> None:
        fragments = (node for node in document.definitions if isinstance(node, FragmentDefinitionNode))
        self.fragments = {node.name.value: node for node in fragments}
        definitions = operation.variable_definitions or ()
        self.defaults = {node.variable.name.value: node.default_value for node in definitions}
        self.schema = schema
        self.root = schema.get_root_type(operation.operation)
        self.variables = variables
        self.limits = limits
        self.known: dict[tuple[str, bool], Weight] = {}
        self.varies = False

    def weigh(self, selection_set: SelectionSetNode, place: _Place) -> Weight:
        _at_most(self.limits.depth, place.depth, "levels")
        total = Weight(depth=1)
        for selection in selection_set.selections:
            weight = self.of_selection(selection, place)
            directives = weight.directives + len(selection.directives or ())
            total = total.plus(weight._replace(directives=directives))
        return total

    def of_selection(self, selection: SelectionNode, place: _Place) -> Weight:
        if isinstance(selection, FieldNode):
            return self.of_field(selection, place)
        if isinstance(selection, InlineFragmentNode):
            kind = self.type_of(selection.type_condition) if selection.type_condition else place.kind
            inside = self.weigh(selection.selection_set, place._replace(kind=kind, depth=place.depth + 1))
            return inside._replace(depth=inside.depth + 1)
        return self.of_fragment(cast(FragmentSpreadNode, selection).name.value, place)

    def of_field(self, node: FieldNode, place: _Place) -> Weight:
        definition = getattr(place.kind, "fields", {}).get(node.name.value)
        first = self.first(node)
        inside = Weight()
        if node.selection_set:
            kind = get_named_type(definition.type) if definition else None
            inside = self.weigh(node.selection_set, _Place(kind, place.depth + 1, first is not None))
        times = self.length(definition, place) if first is None else first
        return inside._replace(
            depth=inside.depth + 1,
            fields=inside.fields + 1,
            aliases=inside.aliases + (node.alias is not None),
            cost=1 + inside.cost * times,
        )

    def of_fragment(self, name: str, place: _Place) -> Weight:
        key = (name, place.paged)
        if key not in self.known:
            self.known[key] = Weight()  # what a circle comes back to; validation reports the circle
            fragment = self.fragments.get(name)
            if fragment:
                inside = place._replace(kind=self.type_of(fragment.type_condition))
                weight = self.weigh(fragment.selection_set, inside)
                directives = weight.directives + len(fragment.directives or ())
                self.known[key] = weight._replace(directives=directives)
        weight = self.known[key]
        _at_most(self.limits.depth, place.depth + weight.depth - 1, "levels")
        return weight

    def first(self, field: FieldNode) -> int | None:
        """How many nodes the field's `first` asks for; None where there is none."""
        value = next((node.value for node in field.arguments or () if node.name.value == "first"), None)
        if value is None:
            return None
        if isinstance(value, VariableNode):
            self.varies = True
            given = self.variables.get(value.name.value)
            if isinstance(given, int):
                return max(1, given)
            value = self.defaults.get(value.name.value)
        if isinstance(value, IntValueNode):
            return max(1, int(value.value[:10]))  # ten digits are refused anyway, a million take long to read
        return 1

    def length(self, definition: GraphQLField | None, place: _Place) -> int:
        """How long a list is taken to be that has no `first` of its own."""
        if definition is None or place.paged or not is_list_type(get_nullable_type(definition.type)):
            return 1
        return self.limits.root_list if place.kind is self.root else self.limits.inner_list

    def type_of(self, condition: NamedTypeNode) -> GraphQLNamedType | None:
        return self.schema.get_type(condition.name.value)
