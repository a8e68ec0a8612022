import socket
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
import uvicorn
from tests.http import little_schema
from tests.http.lines import Line, Server

from gridcall.http import Limits


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    """The tiny schema on a free port, with small limits."""
    little_schema.executions.clear()
    events = little_schema.Events()
    limits = Limits(init_seconds=0.5, operations=4, waiting_frames=64)
    endpoint = little_schema.endpoint(events, limits=limits)
    listening = socket.create_server(("127.0.0.1", 0))
    app = little_schema.app(endpoint)
    options: dict[str, Any] = {"log_level": "error", "server_header": False, "lifespan": "off"}
    config = uvicorn.Config(app, ws="websockets-sansio", **options)
    config.load()
    running = uvicorn.Server(config)
    running.lifespan = config.lifespan_class(config)
    await running.startup(sockets=[listening])  # not serve() and shutdown(), which sleep
    host, port = listening.getsockname()
    yield Server(f"{host}:{port}", endpoint, events)
    for each in running.servers:
        each.close()


@pytest.fixture
async def http() -> AsyncIterator[httpx.AsyncClient]:
    """A client of the tiny schema, in process."""
    transport = httpx.ASGITransport(little_schema.app(little_schema.endpoint(little_schema.Events())))
    async with httpx.AsyncClient(transport=transport, base_url="http://own") as client:
        yield client


@pytest.fixture
async def line(server: Server) -> AsyncIterator[Line]:
    """A websocket that has not begun yet."""
    async with server.socket() as connection:
        yield Line(connection)
