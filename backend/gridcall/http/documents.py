"""From the text of a document to an operation that may run: parsed, weighed, validated once, then known."""

from collections import OrderedDict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from graphql import (
    DirectiveNode,
    DocumentNode,
    FieldNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    ValidationRule,
    VariableNode,
    Visitor,
    get_operation_ast,
    parse,
    specified_rules,
    validate,
    visit,
)
from graphql.validation.rules import overlapping_fields_can_be_merged
from strawberry.schema.validation_rules.maybe_null import MaybeNullValidationRule
from strawberry.schema.validation_rules.one_of import OneOfInputValidationRule

from gridcall.http.limits import Limits, check_cost, check_size
from gridcall.http.projection import Plans
from gridcall.http.refused import BadDocument

UNKNOWN = "This server takes the documents of its own app alone, and this is none of them."
RULES = (*specified_rules, MaybeNullValidationRule, OneOfInputValidationRule)

# Whether fields of one name agree is asked of every two of them. graphql-core stops at half a million such
# steps, which take a second; an honest document needs some hundreds.
overlapping_fields_can_be_merged.MAX_COMPLEXITY_BUDGET = 50_000


@dataclass(frozen=True)
class Operation:
    """A checked operation of a document. `name` is the one asked for, None when the document has but one."""

    text: str
    document: DocumentNode
    node: OperationDefinitionNode
    name: str | None
    plans: Plans = field(default_factory=dict, repr=False, compare=False)

    @property
    def kind(self) -> OperationType:
        return self.node.operation

    @cached_property
    def shaped_by_variables(self) -> bool:
        """Whether variables decide by @skip and @include which fields there are."""
        names: set[str] = set()
        visit(self.document, _VariablesOfDirectives(names))
        return bool(names)

    @cached_property
    def inner_variables(self) -> frozenset[str]:
        """The variables that shape the answer to an event: all but those that only feed root arguments."""
        names: set[str] = set()
        roots = self.node.selection_set.selections
        fragments = [node for node in self.document.definitions if node is not self.node]
        for node in (*(getattr(root, "selection_set", None) for root in roots), *fragments):
            if node:
                visit(node, _VariableNames(names))
        for root in roots:
            for directive in root.directives or ():
                visit(directive, _VariableNames(names))
        return frozenset(names)


class KeepsSchemaToItself(ValidationRule):
    """Of the schema's description only the name of a type may be asked, and that the asker must know."""

    def enter_field(self, node: FieldNode, *_: Any) -> None:
        parent, name = self.context.get_parent_type(), node.name.value
        if name == "__schema" or (parent and parent.name.startswith("__") and name not in ("name", "__typename")):
            self.report_error(GraphQLError("Introspection is off.", node))


class _VariableNames(Visitor):
    def __init__(self, names: set[str]) -> None:
        super().__init__()
        self.names = names

    def enter_variable(self, node: VariableNode, *_: Any) -> None:
        self.names.add(node.name.value)


class _VariablesOfDirectives(Visitor):
    def __init__(self, names: set[str]) -> None:
        super().__init__()
        self.names = names

    def enter_directive(self, node: DirectiveNode, *_: Any) -> None:
        visit(node, _VariableNames(self.names))


@dataclass
class _Known:
    """A valid document, and the operations of it whose cost no variable can change."""

    document: DocumentNode
    cheap: dict[str | None, Operation] = field(default_factory=dict)


class Documents:
    """The documents of one schema. Known ones cost a dictionary look-up; with `only`, no others are taken."""

    def __init__(self, schema: GraphQLSchema, limits: Limits, *, debug: bool) -> None:
        self.only: Collection[str] | None = None
        self.schema = schema
        self.limits = limits
        self.debug = debug
        self.rules = RULES if debug else (*RULES, KeepsSchemaToItself)
        self._known: OrderedDict[str, _Known] = OrderedDict()
        self._characters = 0

    def operation(self, text: str, name: str | None, variables: Mapping[str, Any]) -> Operation:
        """The operation to run; BadDocument with GraphQL errors when it may not."""
        known = self._known.get(text)
        if known is None:
            if self.only is not None and text not in self.only:
                raise BadDocument([GraphQLError(UNKNOWN, extensions={"code": "UNKNOWN_DOCUMENT"})])
            return self._first_time(text, name, variables)
        self._known.move_to_end(text)
        return known.cheap.get(name) or self._weighed(known, text, name, variables)

    def _first_time(self, text: str, name: str | None, variables: Mapping[str, Any]) -> Operation:
        document = self._parsed(text)
        check_size(document, self.limits)
        known = _Known(document)
        operation = self._weighed(known, text, name, variables)
        errors = validate(
            self.schema, document, self.rules, self.limits.validation_errors, hide_suggestions=not self.debug
        )
        if errors:
            raise BadDocument(errors)
        self._remember(text, known)
        return operation

    def _remember(self, text: str, known: _Known) -> None:
        """Keep a document; those not asked for the longest make room."""
        self._known[text] = known
        self._characters += len(text)
        while self._characters > self.limits.known_characters:
            forgotten, _ = self._known.popitem(last=False)
            self._characters -= len(forgotten)

    def _parsed(self, text: str) -> DocumentNode:
        try:
            return parse(
                text,
                max_lexical_tokens=self.limits.tokens,
                max_comments=self.limits.tokens,
                max_source_length=self.limits.document_characters,
            )
        except GraphQLError as error:
            raise BadDocument([error]) from None

    def _weighed(self, known: _Known, text: str, name: str | None, variables: Mapping[str, Any]) -> Operation:
        node = get_operation_ast(known.document, name)
        if node is None:
            asked = "There is no operation of that name." if name else "Name one operation of the document."
            raise BadDocument([GraphQLError(asked)])
        operation = Operation(text, known.document, node, name)
        if not check_cost(self.schema, known.document, node, variables, self.limits):
            known.cheap[name] = operation
        return operation
