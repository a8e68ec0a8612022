"""A tiny schema of its own, so that the endpoint is tested without the domain."""

import asyncio
from collections.abc import AsyncIterator, Hashable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import strawberry
from starlette.applications import Starlette
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute

from gridcall.errors import NotFound
from gridcall.http import Deliver, GraphQLEndpoint, Limits, Refused, Resume, SecurityHeaders


@dataclass
class Context:
    person: str
    response: Response | None = None


@strawberry.type
class Place:
    name: str

    @strawberry.field
    def inside(self) -> "Place":
        return Place(name=f"in {self.name}")

    @strawberry.field
    def around(self, first: int) -> list["Place"]:
        return [Place(name=f"{self.name} {number}") for number in range(first)]

    @strawberry.field
    def corners(self) -> list["Place"]:
        return []


@strawberry.type
class Page:
    nodes: list[Place]


@strawberry.input
class Shape:
    sides: int
    label: str = ""


@strawberry.type
class Query:
    @strawberry.field
    def hello(self, name: str = "world") -> str:
        return f"hello {name}"

    @strawberry.field
    def whoami(self, info: strawberry.Info) -> str:
        return str(info.context.person)

    @strawberry.field
    def place(self) -> Place:
        return Place(name="here")

    @strawberry.field
    def places(self) -> list[Place]:
        return []

    @strawberry.field
    def page(self, first: int) -> Page:
        return Page(nodes=[Place(name=str(number)) for number in range(first)])

    @strawberry.field
    def sides(self, shape: Shape) -> int:
        return shape.sides

    @strawberry.field
    async def broken(self) -> str:
        raise RuntimeError("password of the database")

    @strawberry.field
    def missing(self) -> str | None:
        raise NotFound("snap")

    @strawberry.field
    def not_unicode(self) -> str:
        return "\ud800"


@strawberry.type
class Mutation:
    @strawberry.mutation
    def mark(self, info: strawberry.Info) -> bool:
        info.context.response.set_cookie("mark", "1")
        return True


@strawberry.type
class Event:
    number: int
    text: str

    @strawberry.field
    async def counted(self) -> int:
        """How often any event was executed."""
        executions.append(self.number)
        return len(executions)

    @strawberry.field
    def broken(self) -> str | None:
        raise RuntimeError("password of the database")


executions: list[int] = []


@strawberry.type
class Subscription:
    @strawberry.subscription
    async def count(self, to: int) -> AsyncIterator[int]:
        for number in range(to):
            await asyncio.sleep(0)
            yield number

    @strawberry.subscription
    async def fails(self) -> AsyncIterator[int]:
        yield 1
        raise RuntimeError("password of the database")

    @strawberry.subscription
    async def flood(self) -> AsyncIterator[str]:
        while True:
            await asyncio.sleep(0)
            yield "x" * 50_000

    @strawberry.subscription
    async def events(self, after: int | None = None, word: str = "") -> AsyncIterator[Event]:
        raise NotImplementedError  # broadcast
        yield


@dataclass
class Events:
    """A broadcast that keeps what happened and tells its members."""

    past: list[Event] = field(default_factory=list)
    members: list[Deliver] = field(default_factory=list)

    def group(self, context: Any, arguments: Mapping[str, Any]) -> Hashable:
        return arguments["word"]

    def shared_context(self, group: Hashable) -> Context:
        return Context(person="")

    @asynccontextmanager
    async def open(
        self, context: Any, arguments: Mapping[str, Any], deliver: Deliver
    ) -> AsyncIterator[AsyncIterator[tuple[Hashable, object]]]:
        if arguments["word"] == "refuse":
            raise NotFound("word")
        if arguments["word"] == "resume":
            raise Resume
        try:
            yield self._missed(arguments.get("after"), deliver)
        finally:
            if deliver in self.members:
                self.members.remove(deliver)

    async def _missed(self, after: int | None, deliver: Deliver) -> AsyncIterator[tuple[Hashable, object]]:
        position = len(self.past) if after is None else after + 1
        while position < len(self.past):
            event = self.past[position]
            position += 1
            yield event.number, event
        self.members.append(deliver)

    def happen(self, text: str) -> None:
        event = Event(number=len(self.past), text=text)
        self.past.append(event)
        for deliver in self.members:
            deliver(event.number, event)


async def context_for(
    connection: HTTPConnection, response: Response | None, parameters: dict[str, Any] | None
) -> Context:
    token = (parameters or {}).get("token") or connection.headers.get("authorization", "anyone")
    if token == "bad":
        raise Refused
    return Context(person=str(token), response=response)


schema = strawberry.Schema(Query, Mutation, Subscription)


def endpoint(events: Events, **options: Any) -> GraphQLEndpoint:
    return GraphQLEndpoint(
        schema,
        context_for=context_for,
        explain=lambda error, context: f"no such {vars(error)['what']}",
        broadcasts={"events": events},
        **options,
    )


def app(graphql: GraphQLEndpoint) -> Any:
    routes = [
        Route("/graphql", graphql),
        WebSocketRoute("/graphql", graphql),
        Route("/healthz", lambda request: PlainTextResponse("ok")),
    ]
    return SecurityHeaders(Starlette(routes=routes))


events = Events()
served = app(endpoint(events, limits=Limits(init_seconds=2)))
