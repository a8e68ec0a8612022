"""graphql-transport-ws, and nothing else, over one websocket.

Messages and close codes: https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md
"""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import aclosing
from dataclasses import dataclass
from functools import partial
from typing import Any, cast

import orjson
from graphql import ExecutionResult, GraphQLError, OperationType
from starlette.requests import HTTPConnection
from starlette.types import Receive, Scope, Send

from gridcall.errors import DomainError
from gridcall.http.body import GraphQLRequest, checked
from gridcall.http.documents import Operation
from gridcall.http.engine import ContextFor, Engine, before_execution, encode, masked
from gridcall.http.limits import Limits
from gridcall.http.outlet import RESUME, Outlet
from gridcall.http.refused import BadDocument, BadRequest, Refused, Resume
from gridcall.http.shared import Broadcast, Groups

PROTOCOL = "graphql-transport-ws"
ID_CHARACTERS = 128
SECONDS_TO_CLOSE = 5  # for a reader to take what waits for it; then the line is cut


@dataclass(frozen=True)
class Surroundings:
    """What all sockets of an endpoint share."""

    engine: Engine
    groups: Groups
    limits: Limits
    context_for: ContextFor
    broadcasts: Mapping[str, Broadcast]


class Closing(Exception):
    """Ends the socket with a close code."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(code, reason)
        self.code = code
        self.reason = reason


class Gone(Exception):
    """The other side has closed the connection, or is lost."""


class Socket:
    """One connection: a reader, a writer, and a task per operation."""

    def __init__(self, shared: Surroundings, scope: Scope, receive: Receive, send: Send) -> None:
        self.shared = shared
        self.limits = shared.limits
        self.connection = HTTPConnection(scope)
        self.context: Any = None  # who connected; None until the connection is acknowledged
        self.parameters: dict[str, Any] = {}
        self.operations: dict[str, asyncio.Task[None]] = {}
        self.outlet = Outlet(send, shared.limits)
        self._receive = receive
        self._send = send
        self._steps = {
            "connection_init": self._begin,
            "ping": self._ping,
            "pong": self._pong,
            "subscribe": self._subscribe,
            "complete": self._complete,
        }

    async def serve(self) -> None:
        """Accept the connection and stay until either side has closed it."""
        await self._receive()  # websocket.connect
        offered = PROTOCOL in self.connection.scope.get("subprotocols", ())
        await self._send({"type": "websocket.accept", "subprotocol": PROTOCOL if offered else None})
        if not offered:
            await self._send({"type": "websocket.close", "code": 4406, "reason": f"Speak {PROTOCOL}"})
            return
        reader, writer, closing = map(
            asyncio.create_task, (self._read(), self.outlet.drain(), self.outlet.closing.wait())
        )
        try:
            await asyncio.wait({reader, writer, closing}, return_when=asyncio.FIRST_COMPLETED)
            if self.outlet.closing.is_set():
                await asyncio.wait({writer}, timeout=SECONDS_TO_CLOSE)
        finally:
            await _cancelled(reader, writer, closing, *self.operations.values())

    def end(self, code: int, reason: str) -> None:
        """Close from outside; what the person may no longer see is not sent any more."""
        self.outlet.close(code, reason, drop=True)
        for task in self.operations.values():
            task.cancel()

    async def _read(self) -> None:
        """Take messages until the other side is gone, or breaks the protocol."""
        try:
            async with asyncio.timeout(self.limits.init_seconds):
                while self.context is None:
                    await self._take()
            while True:
                await self._take()
        except Gone:
            return
        except TimeoutError:
            self.outlet.close(4408, "Connection initialisation timeout")
        except Closing as closing:
            self.outlet.close(closing.code, closing.reason)
        except Exception as failure:
            self.outlet.close(4500, masked(failure)["message"])

    async def _take(self) -> None:
        """One message."""
        event = await self._receive()
        if event["type"] == "websocket.disconnect":
            raise Gone
        message = _message(event.get("text"), self.limits.body_bytes)
        step = self._steps.get(message["type"])
        if step is None:
            raise Closing(4400, "Unknown message type")
        await step(message)

    async def _begin(self, message: dict[str, Any]) -> None:
        if self.context is not None:
            raise Closing(4429, "Too many initialisation requests")
        self.parameters = _payload(message)
        try:
            self.context = await self._new_context()
        except Refused:
            raise Closing(4403, "Forbidden") from None
        self._say(type="connection_ack")

    async def _new_context(self) -> Any:
        """Fresh for every operation: rights and loaders are not to grow old on a long line."""
        return await self.shared.context_for(self.connection, None, self.parameters)

    async def _ping(self, message: dict[str, Any]) -> None:
        _payload(message)
        self._say(type="pong")

    async def _pong(self, message: dict[str, Any]) -> None:
        _payload(message)

    async def _complete(self, message: dict[str, Any]) -> None:
        task = self.operations.pop(_id(message), None)
        if task:
            await _cancelled(task)

    async def _subscribe(self, message: dict[str, Any]) -> None:
        identity = _id(message)
        if self.context is None:
            raise Closing(4401, "Unauthorized")
        if identity in self.operations:
            raise Closing(4409, f"Subscriber for {identity} already exists"[:120])
        if len(self.operations) >= self.limits.operations:
            self._refuse(identity, [{"message": "Too many operations are open on this socket."}])
            return
        try:
            request = checked(message.get("payload"), self.limits.nesting)
        except BadRequest as bad:
            self._refuse(identity, [{"message": bad.message}])
            return
        self.operations[identity] = asyncio.create_task(self._run(identity, request))

    async def _run(self, identity: str, request: GraphQLRequest) -> None:
        """One operation, to its last message; whatever goes wrong ends it alone."""
        engine, last = self.shared.engine, partial(self._say, id=identity, type="complete")
        try:
            await self._answer(identity, request)
        except BadDocument as bad:
            last = partial(self._refuse, identity, engine.shown(bad.errors, self.context))
        except DomainError as error:
            last = partial(self._refuse, identity, [engine.refusal(error, self.context)])
        except Refused:
            self.outlet.close(4403, "Forbidden")
        except Resume:
            self.outlet.close(*RESUME)
        except Exception as failure:
            last = partial(self._refuse, identity, [masked(failure)])
        self.operations.pop(identity, None)
        last()

    async def _answer(self, identity: str, request: GraphQLRequest) -> None:
        engine, variables = self.shared.engine, request.variables
        operation = engine.documents.operation(request.query, request.operation_name, variables)
        if operation.kind is OperationType.MUTATION:
            raise BadDocument([GraphQLError("Mutations are taken by POST only.")])
        context = await self._new_context()
        if operation.kind is OperationType.QUERY:
            await self._next(identity, await engine.execute(operation, variables, context), context)
            return
        name, arguments = engine.root_arguments(operation, variables)
        source = self.shared.broadcasts.get(name)
        if source:
            await self._share(identity, operation, variables, source, (context, arguments))
        else:
            await self._stream(identity, await engine.subscribe(operation, variables, context), context)

    async def _next(self, identity: str, result: ExecutionResult, context: Any) -> None:
        if before_execution(result):
            raise BadDocument(result.errors or [])
        payload = self.shared.engine.payload(result, context).decode()
        await self.outlet.put(f"{_head(identity)}{payload}}}")

    async def _stream(
        self, identity: str, results: AsyncIterator[ExecutionResult] | ExecutionResult, context: Any
    ) -> None:
        if isinstance(results, ExecutionResult):
            raise BadDocument(results.errors or [])
        async with aclosing(cast(Any, results)):
            async for result in results:
                await self._next(identity, result, context)

    async def _share(
        self,
        identity: str,
        operation: Operation,
        variables: dict[str, Any],
        source: Broadcast,
        asked: tuple[Any, dict[str, Any]],
    ) -> None:
        """Follow a broadcast: the missed events at the reader's pace, then the live ones as they come."""
        head, outlet, mine = _head(identity), self.outlet, self.operations.get(identity)

        def push(answer: str) -> None:
            if self.operations.get(identity) is mine:
                outlet.push(f"{head}{answer}}}")

        with self.shared.groups.joined(operation, variables, source, source.group(*asked)) as group:
            async with source.open(*asked, partial(group.deliver, push)) as missed:
                async for key, root in missed:
                    await outlet.put(f"{head}{await group.answer(key, root)}}}")
                await asyncio.Future()  # until the operation is cancelled

    def _say(self, **message: Any) -> None:
        self.outlet.push(encode(message).decode())

    def _refuse(self, identity: str, errors: Any) -> None:
        self._say(id=identity, type="error", payload=errors)


def _message(text: str | None, most: int) -> dict[str, Any]:
    if text is None:
        raise Closing(4400, "Messages must be text")
    if len(text) > most:
        raise Closing(1009, "Message too big")
    try:
        message = orjson.loads(text)
    except orjson.JSONDecodeError:
        raise Closing(4400, "Messages must be JSON") from None
    if not isinstance(message, dict) or not isinstance(message.get("type"), str):
        raise Closing(4400, "Messages must be objects with a type")
    return message


def _payload(message: dict[str, Any]) -> dict[str, Any]:
    payload = message.get("payload")
    if not isinstance(payload, dict | None):
        raise Closing(4400, "The payload must be an object")
    return payload or {}


def _id(message: dict[str, Any]) -> str:
    identity = message.get("id")
    if not isinstance(identity, str) or not 0 < len(identity) <= ID_CHARACTERS:
        raise Closing(4400, f"The id must be a string of 1 to {ID_CHARACTERS} characters")
    return identity


def _head(identity: str) -> str:
    return f'{{"id":{orjson.dumps(identity).decode()},"type":"next","payload":'


async def _cancelled(*tasks: asyncio.Task[Any]) -> None:
    """Cancel, and wait until each has cleaned up."""
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
