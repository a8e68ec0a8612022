"""Both ends of a websocket: a live server, and a client that speaks JSON."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import orjson
import websockets
from hypothesis import strategies as st
from tests.http import little_schema

from gridcall.http import GraphQLEndpoint

ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(), inside, max_size=3),
    max_leaves=8,
)


@dataclass
class Server:
    """A live server in this loop, with its endpoint and its events."""

    address: str
    endpoint: GraphQLEndpoint
    events: little_schema.Events

    def socket(self, **options: Any) -> Any:
        options = {"subprotocols": ["graphql-transport-ws"], "compression": None, **options}
        return websockets.connect(f"ws://{self.address}/graphql", **options)


class Line:
    """One websocket, speaking JSON."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection

    async def say(self, message: object) -> None:
        await self.connection.send(message if isinstance(message, str) else orjson.dumps(message).decode())

    async def hear(self) -> Any:
        async with asyncio.timeout(5):
            return orjson.loads(await self.connection.recv())

    async def begin(self, **payload: Any) -> "Line":
        await self.say({"type": "connection_init", "payload": payload})
        assert await self.hear() == {"type": "connection_ack"}
        return self

    async def ask(self, query: object, identity: str = "1", **more: Any) -> None:
        await self.say({"type": "subscribe", "id": identity, "payload": {"query": query, **more}})

    async def close_code(self) -> int:
        """The code with which the server closes, after whatever it still says."""
        async with asyncio.timeout(8):
            with suppress(websockets.ConnectionClosedError):
                async for _ in self.connection:
                    pass
        return int(self.connection.close_code)
