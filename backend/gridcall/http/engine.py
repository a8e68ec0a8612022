"""Runs a checked operation on graphql-core with strawberry's executor, and writes down what came of it."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from inspect import isawaitable
from itertools import count
from json import dumps
from logging import getLogger
from os import getpid
from typing import Any, Protocol

import orjson
from graphql import (
    ExecutionResult,
    FieldNode,
    GraphQLError,
    execute,
    get_argument_values,
    get_variable_values,
    subscribe,
)
from starlette.requests import HTTPConnection
from starlette.responses import Response
from strawberry import Schema
from strawberry.execution import optimized_is_awaitable

from gridcall.errors import DomainError
from gridcall.http import inputs
from gridcall.http.documents import Documents, Operation
from gridcall.http.limits import Limits
from gridcall.http.projection import ProjectingExecutor
from gridcall.http.refused import BadDocument

Explain = Callable[[DomainError, Any], str]
"""A domain error and the asker's context -> a sentence in the asker's language."""


class ContextFor(Protocol):
    """Makes the context of one operation; `Refused` for credentials that are not good.

    `response` takes cookies and headers, and is None on a websocket; `parameters` are those of its
    `connection_init`, and None over HTTP.
    """

    def __call__(
        self, connection: HTTPConnection, response: Response | None, parameters: dict[str, Any] | None
    ) -> Awaitable[Any]: ...


ERRORS_AT_MOST = 5  # of coercing variables

logger = getLogger(__name__)
_failures = count(1)


class Engine:
    """One schema, ready to run operations. Contexts are opaque to it."""

    def __init__(self, schema: Schema, limits: Limits, explain: Explain, *, debug: bool) -> None:
        self.schema = schema._schema  # graphql-core's schema, which strawberry has no public name for
        inputs.read_once(self.schema)
        self.documents = Documents(self.schema, limits, debug=debug)
        self.explain = explain
        self.options: dict[str, Any] = {
            "is_awaitable": optimized_is_awaitable,
            "executor_class": ProjectingExecutor,
            "hide_suggestions": not debug,
            "max_coercion_errors": ERRORS_AT_MOST,
        }

    async def execute(
        self, operation: Operation, variables: dict[str, Any], context: Any, root: object = None
    ) -> ExecutionResult:
        """Run it once; on a subscription, make the answer to the event `root`."""
        result = execute(
            self.schema,
            operation.document,
            root,
            context,
            variables,
            operation.name,
            plans=None if operation.shaped_by_variables else operation.plans,
            **self.options,
        )
        return await result if isawaitable(result) else result

    async def subscribe(
        self, operation: Operation, variables: dict[str, Any], context: Any
    ) -> AsyncIterator[ExecutionResult] | ExecutionResult:
        """The stream of answers, or one result that says why there is none."""
        stream = subscribe(self.schema, operation.document, None, context, variables, operation.name, **self.options)
        if isawaitable(stream):
            stream = await stream
        return stream

    def root_arguments(self, operation: Operation, variables: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        """A subscription's root field and its coerced arguments; BadDocument when variables do not fit."""
        root = operation.node.selection_set.selections[0]
        if not isinstance(root, FieldNode) or root.directives or not self.schema.subscription_type:
            raise BadDocument([GraphQLError("Select the subscription's field directly.", root)])
        definitions = operation.node.variable_definitions or ()
        values = get_variable_values(self.schema, definitions, variables, ERRORS_AT_MOST, hide_suggestions=True)
        if isinstance(values, list):
            raise BadDocument(values)
        name = root.name.value
        try:
            return name, get_argument_values(self.schema.subscription_type.fields[name], root, values)
        except GraphQLError as error:
            raise BadDocument([error]) from None

    def payload(self, result: ExecutionResult, context: Any) -> bytes:
        """The result as JSON, without `data` where nothing was executed."""
        answer: dict[str, Any] = {} if before_execution(result) else {"data": result.data}
        if result.errors:
            answer["errors"] = self.shown(result.errors, context)
        return encode(answer)

    def shown(self, errors: Sequence[GraphQLError], context: Any) -> list[Mapping[str, Any]]:
        """The errors as the asker may see them: refusals in words, failures masked."""
        return [self._shown(error, context) for error in errors]

    def _shown(self, error: GraphQLError, context: Any) -> Mapping[str, Any]:
        cause = error.original_error
        while isinstance(cause, GraphQLError):
            cause = cause.original_error
        if isinstance(cause, DomainError):
            return {**error.formatted, **self.refusal(cause, context)}
        if cause is None or error.path is None:
            return error.formatted
        return {**error.formatted, **masked(cause)}

    def refusal(self, error: DomainError, context: Any) -> dict[str, Any]:
        """An expected refusal that no field could show as a value."""
        return {"message": self.explain(error, context), "extensions": {"code": error.code}}


def masked(cause: BaseException) -> dict[str, Any]:
    """A failure nobody expected: written to the log in full, shown by its number alone."""
    number = f"{getpid():x}-{next(_failures)}"
    logger.error("internal error %s", number, exc_info=cause)
    return {"message": "Internal error", "extensions": {"code": "INTERNAL", "id": number}}


def before_execution(result: ExecutionResult) -> bool:
    """Whether the request failed before any field was resolved."""
    errors = result.errors or []
    return result.data is None and bool(errors) and all(error.path is None for error in errors)


def encode(answer: object) -> bytes:
    """JSON in UTF-8; text that is not Unicode comes out as escapes."""
    try:
        return orjson.dumps(answer)
    except TypeError:
        return dumps(answer, default=_plain, separators=(",", ":")).encode()


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
