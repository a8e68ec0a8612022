"""One event to 1,000 websockets: the shared subscription against a bare broadcast of the same bytes.

Each way has a server process of its own; all readers are in this one. A round is 20 events, each published when the
last reader has the one before. Also weighs what an idle subscriber costs the server.
"""

import asyncio
import multiprocessing
import os
import socket
import time
from functools import partial
from typing import Any

import uvicorn
from starlette.responses import PlainTextResponse
from starlette.routing import Route, Router, WebSocketRoute
from tests.bench.ground import Result, in_turn
from tests.http import little_schema

READERS, EVENTS = 1_000, 20
EVENT = little_schema.Event(number=100_000, text="lorem ipsum " * 40)
ANSWER = f'{{"data":{{"events":{{"number":{EVENT.number},"text":"{EVENT.text}"}}}}}}'
FRAME = f'{{"id":"1","type":"next","payload":{ANSWER}}}'
HANDSHAKE = (
    "GET /{to} HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
    "Sec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n"
)
BEGIN = '{"type":"connection_init"}'
FOLLOW = '{"type":"subscribe","id":"1","payload":{"query":"subscription{events{number text}}"}}'


class Bare:
    """The least that a broadcast can be: the same text to one socket after the other."""

    def __init__(self) -> None:
        self.sends: list[Any] = []

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        await receive()
        await send({"type": "websocket.accept", "subprotocol": "graphql-transport-ws"})
        self.sends.append(send)
        while (await receive())["type"] != "websocket.disconnect":
            pass
        self.sends.remove(send)

    async def publish(self) -> None:
        for send in list(self.sends):
            await send({"type": "websocket.send", "text": FRAME})


def serve(listening: socket.socket) -> None:
    """The server's process: both ways, a way to publish, and what it weighs."""
    bare, events, told = Bare(), little_schema.Events(), 0

    async def publish(request: Any) -> PlainTextResponse:
        nonlocal told
        told += 1
        if request.path_params["to"] == "bare":
            await bare.publish()
        for deliver in events.members:
            deliver(told, EVENT)
        return PlainTextResponse("")

    def weigh(request: Any) -> PlainTextResponse:
        with open(f"/proc/{os.getpid()}/statm") as pages:
            memory = int(pages.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        return PlainTextResponse(f"{memory} {len(bare.sends) + len(events.members)}")

    app = Router(
        [
            WebSocketRoute("/bare", bare),
            WebSocketRoute("/shared", little_schema.endpoint(events)),
            Route("/publish/{to}", publish),
            Route("/weigh", weigh),
        ]
    )
    options: dict[str, Any] = {"ws": "websockets-sansio", "ws_per_message_deflate": False}
    uvicorn.Server(uvicorn.Config(app, log_level="error", **options)).run(sockets=[listening])


class Readers:
    """All readers together. They count bytes and do nothing else, so that the server is what is measured."""

    def __init__(self, address: tuple[str, int]) -> None:
        self.address = address
        self.received = 0
        self.awaited = 0
        self.enough = asyncio.Event()

    def take(self, data: bytes) -> None:
        self.received += len(data)
        if self.received >= self.awaited:
            self.enough.set()

    async def expect(self, more: int) -> None:
        """Wait until that many further bytes have come."""
        self.awaited += more
        self.enough.clear()
        self.take(b"")
        await self.enough.wait()

    async def join(self, to: str) -> None:
        """Connect and, for the shared way, subscribe."""
        loop = asyncio.get_running_loop()
        for _ in range(READERS):
            transport, reader = await loop.create_connection(lambda: Reader(self), *self.address)
            transport.write(HANDSHAKE.format(to=to).encode())
            await reader.welcomed.wait()
            for text in (BEGIN, FOLLOW) if to == "shared" else ():
                transport.write(_masked(text))
        await _weight(self.address, READERS)
        await asyncio.sleep(0.5)  # the last acknowledgements are on their way
        self.received = self.awaited = 0

    async def rate(self, to: str) -> float:
        """Deliveries per second, over one round."""
        frame = (len(FRAME) + 4) * READERS  # with a websocket header of 4 bytes
        began = time.perf_counter()
        for _ in range(EVENTS):
            publishing = asyncio.create_task(_get(self.address, f"/publish/{to}"))
            await self.expect(frame)
            await publishing
        return READERS * EVENTS / (time.perf_counter() - began)


class Reader(asyncio.Protocol):
    """One connection."""

    def __init__(self, readers: Readers) -> None:
        self.readers = readers
        self.welcomed = asyncio.Event()

    def data_received(self, data: bytes) -> None:
        self.welcomed.set()
        self.readers.take(data)


def _masked(text: str) -> bytes:
    """A client's text frame of at most 125 bytes, with a mask of zeros."""
    return b"\x81" + bytes([0x80 | len(text)]) + bytes(4) + text.encode()


async def _get(address: tuple[str, int], path: str) -> str:
    reader, writer = await asyncio.open_connection(*address)
    writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
    answer = await reader.read()
    writer.close()
    return answer.decode().partition("\r\n\r\n")[2]


async def _weight(address: tuple[str, int], members: int) -> int:
    """The server's memory in bytes, when that many have joined."""
    while True:
        memory, joined = (await _get(address, "/weigh")).split()
        if int(joined) >= members:
            return int(memory)
        await asyncio.sleep(0.05)


async def _joined(address: tuple[str, int], to: str) -> tuple[Readers, float]:
    """A thousand readers, and the KiB that each of them costs."""
    readers = Readers(address)
    before = await _weight(address, 0)
    await readers.join(to)
    return readers, (await _weight(address, READERS) - before) / READERS / 1024


async def _measured(bare_at: tuple[str, int], shared_at: tuple[str, int]) -> list[Result]:
    bare, bare_weight = await _joined(bare_at, "bare")
    shared, weight = await _joined(shared_at, "shared")
    ours, theirs = await in_turn(partial(shared.rate, "shared"), partial(bare.rate, "bare"))
    name = f"one event to {READERS:,} subscribers against a bare broadcast"
    return [
        Result(name, f"{ours:,.0f}/s", f"{theirs:,.0f}/s", ours / theirs, 0.5, at_most=False),
        Result("memory of an idle subscriber against a bare socket", f"{weight:.0f} KiB", f"{bare_weight:.0f} KiB"),
    ]


def measured() -> list[Result]:
    """Deliveries a second and memory, by a server for each way."""
    fresh, listening = multiprocessing.get_context("spawn"), []
    for _ in range(2):
        listening.append(socket.create_server(("127.0.0.1", 0), backlog=READERS))
    servers = [fresh.Process(target=serve, args=[one], daemon=True) for one in listening]
    try:
        for server in servers:
            server.start()
        return asyncio.run(_measured(*(one.getsockname() for one in listening)))
    finally:
        for server, one in zip(servers, listening, strict=True):
            server.terminate()
            server.join()
            one.close()
