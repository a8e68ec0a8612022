"""The Starlette application: routes, middleware, and what lives as long as the process."""

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import HTTPConnection, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute

from gridcall import bell, clock, db, outages, worker
from gridcall.demo.run import play
from gridcall.errors import DomainError
from gridcall.feed.api import broadcasts, closing
from gridcall.feed.hub import Hub
from gridcall.gql import Context
from gridcall.http.endpoint import GraphQLEndpoint
from gridcall.http.headers import SecurityHeaders
from gridcall.http.refused import Refused
from gridcall.media.files import routes as media_routes
from gridcall.people import sessions
from gridcall.people.actor import Actor
from gridcall.schema import schema
from gridcall.settings import Settings
from gridcall.web import WebApp, own_documents
from gridcall.words import Language, preferred, say


def create(settings: Settings, *, work: bool = True) -> Starlette:
    """The whole application; `work` also runs the clock in this process (see worker)."""

    async def actor_of(connection: HTTPConnection) -> Actor | None:
        token = sessions.token_of(connection, demo=settings.demo)
        return await sessions.actor_of(token, clock.now()) if token else None

    async def context_for(
        connection: HTTPConnection, response: Response | None, parameters: dict[str, Any] | None
    ) -> Context:
        actor = await _bearer(parameters) if parameters and parameters.get("token") else await actor_of(connection)
        if actor is None and "authorization" in connection.headers:
            raise Refused
        language = actor.language if actor else _language(connection)
        return Context(settings, actor, language, connection, response)

    hub, known = Hub(), own_documents(settings.web, settings.data)
    graphql = GraphQLEndpoint(
        schema,
        context_for=context_for,
        explain=_explain,
        allowed_origins=settings.origins,
        broadcasts=broadcasts(hub, settings),
        only=known if settings.own_documents_only else None,
        passing=outages.is_away,
        debug=settings.debug,
    )
    hub.on_ended = closing(graphql.close_sockets)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        settings.media.mkdir(parents=True, exist_ok=True)
        await db.start(settings.database)
        try:
            async with bell.carried(settings.database), hub.running(), _working(settings, work):
                yield
        finally:
            await db.stop()

    app = Starlette(
        routes=[
            Route("/healthz", _health),
            Route("/graphql", graphql),
            WebSocketRoute("/graphql", graphql),
            *media_routes(settings.media, actor_of, _language),
            Mount("/", WebApp(settings.web)),
        ],
        middleware=[Middleware(SecurityHeaders), Middleware(GZipMiddleware, minimum_size=1000)],
        lifespan=lifespan,
    )
    app.state.hub = hub
    return app


def keep_loaded() -> None:
    """For a process that serves: modules and schema are never garbage, so the collector need not look through them.

    And it looks less often: a page of a list alone makes some thousand objects, all of which go without its help.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 10, 10)


async def _bearer(parameters: dict[str, Any]) -> Actor:
    """The person whose token a websocket's connection_init carries."""
    actor = await sessions.actor_of(str(parameters["token"]), clock.now())
    if actor is None:
        raise Refused
    return actor


def _language(connection: HTTPConnection) -> Language:
    return preferred(connection.headers.get("accept-language", ""))


def _explain(error: DomainError, context: Context | None) -> str:
    return say(error.reason, context.language if context else Language.ZH)


@asynccontextmanager
async def _working(settings: Settings, work: bool) -> AsyncIterator[None]:
    if not work:
        yield
        return
    stop = asyncio.Event()
    tasks = [asyncio.create_task(worker.run(stop, settings))]
    if settings.demo and settings.play:
        tasks.append(asyncio.create_task(play(settings, stop)))
    try:
        yield
    finally:
        stop.set()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _health(request: Request) -> Response:
    """Ready when the database answers."""
    try:
        async with asyncio.timeout(2):
            await db.value("SELECT 1")
    except Exception:
        return JSONResponse({"ready": False}, status_code=503)
    return JSONResponse({"ready": True})
