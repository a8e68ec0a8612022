"""Real app processes on one database, and sockets to them."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import orjson
import websockets

from gridcall.settings import Settings

SERVE = (
    "import sys, uvicorn; from gridcall.app import create; from gridcall.settings import from_environment;"
    "uvicorn.run(create(from_environment()), port=int(sys.argv[1]), log_level='error')"
)
FEED = """subscription ($after: String, $within: String) {
  feed(after: $after, within: $within) { cursor kind code snap { id words status } inbox { id title } } }"""


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@asynccontextmanager
async def two_processes(settings: Settings) -> AsyncIterator[tuple[str, str]]:
    async with serving(settings) as first, serving(settings) as second:
        yield first, second


@asynccontextmanager
async def serving(settings: Settings, port: int | None = None) -> AsyncIterator[str]:
    """A process of its own that serves the app; its address."""
    port = port or free_port()
    environment = os.environ | {
        "GRIDCALL_DATA": str(settings.data),
        "GRIDCALL_DATABASE_URL": settings.database,
        "GRIDCALL_DEMO": "1",
    }
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", SERVE, str(port), env=environment)
    try:
        await _ready(f"http://127.0.0.1:{port}/healthz")
        yield f"127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGTERM)
        await process.wait()


async def _ready(address: str) -> None:
    async with httpx.AsyncClient() as http, asyncio.timeout(20):
        while True:
            try:
                if (await http.get(address)).status_code == 200:
                    return
            except httpx.HTTPError:
                await asyncio.sleep(0.1)


class Phone:
    """A signed-in (or not) client of one process: operations by HTTP, the feed by websocket."""

    def __init__(self, address: str, token: str = "") -> None:
        self.address = address
        self.headers = {"X-Gridcall": "1"} | ({"Authorization": f"Bearer {token}"} if token else {})

    async def do(self, document: str, **variables: Any) -> Any:
        async with httpx.AsyncClient(headers=self.headers) as http:
            asked = {"query": document, "variables": variables}
            answer = (await http.post(f"http://{self.address}/graphql", json=asked)).json()
        assert "errors" not in answer, answer
        return answer["data"]

    @asynccontextmanager
    async def feed(self, **variables: Any) -> AsyncIterator["Feed"]:
        """Subscribed, once the server has said so."""
        headers = {k: v for k, v in self.headers.items() if k == "Authorization"}
        async with websockets.connect(
            f"ws://{self.address}/graphql",
            subprotocols=["graphql-transport-ws"],  # type: ignore[list-item]
            additional_headers=headers,
        ) as line:
            await line.send('{"type":"connection_init"}')
            await line.recv()
            asked = {"query": FEED, "variables": variables}
            await line.send(orjson.dumps({"type": "subscribe", "id": "1", "payload": asked}).decode())
            await line.send('{"type":"ping"}')
            yield Feed(line)


class Feed:
    def __init__(self, line: Any) -> None:
        self.line = line

    async def next(self) -> dict[str, Any]:
        """The next event; fails after ten seconds of silence."""
        async with asyncio.timeout(10):
            while True:
                message = orjson.loads(await self.line.recv())
                if message["type"] == "next":
                    event: dict[str, Any] = message["payload"]["data"]["feed"]
                    return event
                assert message["type"] == "pong", message

    async def until(self, kind: str) -> dict[str, Any]:
        """The next event of this kind."""
        while (event := await self.next())["kind"] != kind:
            pass
        return event

    async def close_code(self) -> int:
        """The code with which the server closes."""
        async with asyncio.timeout(10):
            try:
                while True:
                    await self.line.recv()
            except websockets.ConnectionClosed:
                return int(self.line.close_code)
