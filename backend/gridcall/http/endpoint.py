"""The ASGI application behind /graphql: all over HTTP but subscriptions, all over websocket but mutations."""

from collections.abc import Callable, Collection, Mapping
from logging import getLogger
from typing import Any

from graphql import OperationType
from starlette.requests import ClientDisconnect, HTTPConnection, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from strawberry import Schema

from gridcall.errors import DomainError
from gridcall.http.body import GRAPHQL_JSON, JSON, TOO_LARGE, answer_type, drain, read
from gridcall.http.engine import ContextFor, Engine, Explain, before_execution, cause_of, encode, masked
from gridcall.http.limits import Limits
from gridcall.http.origin import foreign, may_act
from gridcall.http.refused import BadDocument, BadRequest, Refused
from gridcall.http.shared import Broadcast, Groups
from gridcall.http.websocket import Socket, Surroundings

RETRY_SECONDS = 5
AWAY = {"message": "The service is away for a moment. Try again.", "extensions": {"code": "UNAVAILABLE"}}

logger = getLogger(__name__)


def say_reason(error: DomainError, context: Any) -> str:
    """The bare reason of a refusal, for whoever has no words."""
    return error.reason


class GraphQLEndpoint:
    """Serves one strawberry schema on GraphQL over HTTP and graphql-transport-ws.

    `explain` puts a domain error that reaches an operation's `errors` into the asker's language.
    `allowed_origins` may act beside the endpoint's own ("https://example.org").
    `broadcasts` are the shared subscriptions, by field name. `only` are the documents that are taken; None: any.
    `passing` says which failures a repetition of the request may not meet: they are a 503.
    `debug` allows introspection and suggestions.
    """

    def __init__(
        self,
        schema: Schema,
        *,
        context_for: ContextFor,
        explain: Explain = say_reason,
        allowed_origins: Collection[str] = (),
        broadcasts: Mapping[str, Broadcast] | None = None,
        limits: Limits | None = None,
        only: Collection[str] | None = None,
        passing: Callable[[BaseException], bool] = lambda failure: False,
        debug: bool = False,
    ) -> None:
        self.limits = limits or Limits()
        self.engine = Engine(schema, self.limits, explain, debug=debug)
        self.engine.documents.only = only
        self.context_for = context_for
        self.passing = passing
        self.allowed_origins = frozenset(allowed_origins)
        self.sockets: set[Socket] = set()
        groups = Groups(self.engine)
        self.surroundings = Surroundings(self.engine, groups, self.limits, context_for, broadcasts or {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await self._serve_socket(scope, receive, send)
            return
        try:
            response = await self._respond(Request(scope, receive))
        except ClientDisconnect:
            return
        await response(scope, receive, send)

    def close_sockets(self, predicate: Callable[[Any], bool], code: int = 4401, reason: str = "signed out") -> int:
        """Close the sockets whose context (that of `connection_init`) fits; returns how many."""
        ended = [socket for socket in self.sockets if socket.context is not None and predicate(socket.context)]
        for socket in ended:
            socket.end(code, reason)
        return len(ended)

    async def _serve_socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        if foreign(HTTPConnection(scope), self.allowed_origins):
            await send({"type": "websocket.close", "code": 4403, "reason": "Forbidden"})
            return
        socket = Socket(self.surroundings, scope, receive, send)
        self.sockets.add(socket)
        try:
            await socket.serve()
        finally:
            self.sockets.discard(socket)

    async def _respond(self, request: Request) -> Response:
        """The answer to any HTTP request. Nothing that a client sends may raise beyond this."""
        kind, extra = JSON, Response()
        try:
            kind = answer_type(request)
            status, body = await self._run(request, extra)
        except BadRequest as bad:
            if bad.status == TOO_LARGE:
                await drain(request)
            status, body = bad.status, encode({"errors": [{"message": bad.message}]})
            extra.headers.update(bad.headers)
        except BadDocument as bad:
            status, body = 400, encode({"errors": self.engine.shown(bad.errors, None)})
            status = status if kind == GRAPHQL_JSON else 200
        except Refused:
            status, body = 401, encode({"errors": [{"message": "Sign in again."}]})
        except ClientDisconnect:
            raise
        except Exception as failure:
            status, body = self._failed(failure, extra)
        return _response(status, body, kind, extra)

    async def _run(self, request: Request, extra: Response) -> tuple[int, bytes]:
        if request.method == "POST" and not may_act(request, self.allowed_origins):
            raise BadRequest(403, "A request with a cookie needs our own Origin or the header X-Gridcall.")
        asked = await read(request, self.limits)
        operation = self.engine.documents.operation(asked.query, asked.operation_name, asked.variables)
        if operation.kind is OperationType.SUBSCRIPTION:
            raise BadRequest(400, "Subscribe over the websocket, by graphql-transport-ws.")
        if operation.kind is OperationType.MUTATION and request.method != "POST":
            raise BadRequest(405, "Mutations are taken by POST only.", {"allow": "POST"})
        context = await self.context_for(request, extra, None)
        result = await self.engine.execute(operation, asked.variables, context)
        for failure in map(cause_of, result.errors or ()):
            if failure is not None and self.passing(failure):
                raise failure
        if before_execution(result):
            raise BadDocument(result.errors or [])
        return 200, self.engine.payload(result, context)

    def _failed(self, failure: Exception, extra: Response) -> tuple[int, bytes]:
        if not self.passing(failure):
            return 500, encode({"errors": [masked(failure)]})
        logger.warning("unavailable: %s", type(failure).__name__)
        extra.headers["retry-after"] = str(RETRY_SECONDS)
        return 503, encode({"errors": [AWAY]})


def _response(status: int, body: bytes, kind: str, extra: Response) -> Response:
    response = Response(body, status, media_type=f"{kind}; charset=utf-8")
    response.headers["cache-control"] = "no-store"
    response.raw_headers.extend(header for header in extra.raw_headers if header[0] != b"content-length")
    return response
