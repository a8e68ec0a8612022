"""What a document may cost: one walk, linear in its size, since a fragment is weighed once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    IntValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    VariableNode,
)

from gridcall.http.refused import BadDocument


@dataclass(frozen=True)
class Limits:
    """The walls of one endpoint. Counts are of the document as executed, fragments written out."""

    body_bytes: int = 256 * 1024  # of an HTTP body or a websocket frame
    document_characters: int = 64 * 1024
    tokens: int = 3_000
    fragments: int = 64
    variables: int = 64
    depth: int = 16
    fields: int = 1_000
    aliases: int = 64
    directives: int = 64
    cost: int = 20_000  # fields, each times the `first` of the lists around it
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
    document: DocumentNode, operation: OperationDefinitionNode, variables: Mapping[str, Any], limits: Limits
) -> bool:
    """Refuse an operation that is too deep, too wide or too dear: BadDocument.

    Returns whether the verdict rests on the variables, so that it must be reached anew for others.
    """
    walk = _Walk(document, operation, variables, limits)
    weight = walk.weigh(operation.selection_set, 1)
    for name in ("fields", "aliases", "directives", "cost"):
        _at_most(getattr(limits, name), getattr(weight, name), name)
    return walk.varies


def _at_most(limit: int, actual: int, what: str) -> None:
    if actual > limit:
        raise BadDocument([GraphQLError(f"The document exceeds the limit of {limit} {what}.")])


class _Walk:
    def __init__(
        self,
        document: DocumentNode,
        operation: OperationDefinitionNode,
        variables: Mapping[str, Any],
        limits: Limits,
    ) -> None:
        fragments = (node for node in document.definitions if isinstance(node, FragmentDefinitionNode))
        self.fragments = {node.name.value: node for node in fragments}
        definitions = operation.variable_definitions or ()
        self.defaults = {node.variable.name.value: node.default_value for node in definitions}
        self.variables = variables
        self.limits = limits
        self.known: dict[str, Weight] = {}
        self.varies = False

    def weigh(self, selection_set: SelectionSetNode, depth: int) -> Weight:
        _at_most(self.limits.depth, depth, "levels")
        total = Weight(depth=1)
        for selection in selection_set.selections:
            weight = (
                self.of_fragment(selection.name.value, depth)
                if isinstance(selection, FragmentSpreadNode)
                else self.of_nested(selection, depth)
            )
            total = total.plus(weight._replace(directives=weight.directives + len(selection.directives or ())))
        return total

    def of_nested(self, selection: Any, depth: int) -> Weight:
        """A field or an inline fragment, with what is inside."""
        inside = self.weigh(selection.selection_set, depth + 1) if selection.selection_set else Weight()
        inside = inside._replace(depth=inside.depth + 1)
        if not isinstance(selection, FieldNode):
            return inside
        return inside._replace(
            fields=inside.fields + 1,
            aliases=inside.aliases + (selection.alias is not None),
            cost=1 + inside.cost * self.times(selection),
        )

    def of_fragment(self, name: str, depth: int) -> Weight:
        if name not in self.known:
            self.known[name] = Weight()  # what a circle comes back to; validation reports the circle
            fragment = self.fragments.get(name)
            if fragment:
                weight = self.weigh(fragment.selection_set, depth)
                self.known[name] = weight._replace(directives=weight.directives + len(fragment.directives or ()))
        weight = self.known[name]
        _at_most(self.limits.depth, depth + weight.depth - 1, "levels")
        return weight

    def times(self, field: FieldNode) -> int:
        """How many nodes the field's `first` asks for; 1 where there is none."""
        value = next((node.value for node in field.arguments or () if node.name.value == "first"), None)
        if isinstance(value, VariableNode):
            self.varies = True
            given = self.variables.get(value.name.value)
            if isinstance(given, int):
                return max(1, given)
            value = self.defaults.get(value.name.value)
        if isinstance(value, IntValueNode):
            return max(1, int(value.value[:10]))  # ten digits are refused anyway, a million take long to read
        return 1
