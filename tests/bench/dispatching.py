"""A call dispatched to five units, seen on 500 open screens: from the desk's tap, commit included, to the last frame.

The screens are those of the street, the desk and the called units; they parse nothing, so that the server is measured.
"""

import asyncio
import hashlib
import json
from datetime import timedelta
from statistics import median
from time import perf_counter
from typing import Any

from tests.bench.ground import Line, Result, Site, kind_of, lines
from tests.calls.documents import DRAFT, ONE, step_document

from gridcall import clock

SCREENS, ROUNDS = 500, 5
WHO = ("clerk", "dispatcher", "city_officer", "market_officer", "water_officer", "building_officer")
HANDSHAKE = (
    "GET /graphql HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nAuthorization: Bearer {token}\r\n"
    "Sec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n"
)
FOLLOW = json.dumps(
    {
        "type": "subscribe",
        "id": "1",
        "payload": {
            "query": "subscription { feed { kind cursor call { id status version parts { unitName status } } } }"
        },
    }
)
AWAITED = b"call.dispatched"


class Screens:
    """All open screens together: how many have seen the dispatch, and when the last one did."""

    def __init__(self) -> None:
        self.open = self.seen = 0
        self.last = 0.0
        self.all_open, self.all_seen = asyncio.Event(), asyncio.Event()

    def saw(self) -> None:
        self.seen += 1
        if self.seen == SCREENS:
            self.last = perf_counter()
            self.all_seen.set()

    def again(self) -> None:
        self.seen = 0
        self.all_seen.clear()


class Screen(asyncio.Protocol):
    """One websocket."""

    def __init__(self, screens: Screens) -> None:
        self.screens = screens
        self.welcomed = asyncio.Event()

    def data_received(self, data: bytes) -> None:
        self.welcomed.set()
        if AWAITED in data:
            self.screens.saw()


def _masked(text: str) -> bytes:
    """A client's text frame with a mask of zeros."""
    size = len(text.encode())
    length = bytes([0x80 | size]) if size < 126 else b"\xfe" + size.to_bytes(2, "big")
    return b"\x81" + length + bytes(4) + text.encode()


async def _opened(site: Site) -> Screens:
    screens, loop = Screens(), asyncio.get_running_loop()
    for number in range(SCREENS):
        transport, screen = await loop.create_connection(lambda: Screen(screens), *site.address)
        transport.write(HANDSHAKE.format(token=site.tokens[WHO[number % len(WHO)]]).encode())
        await screen.welcomed.wait()
        for text in ('{"type":"connection_init"}', FOLLOW):
            transport.write(_masked(text))
    await asyncio.sleep(1)  # the last acknowledgements are on their way
    return screens


async def measured(site: Site, postgres: str) -> list[Result]:
    """The median of some dispatches, in milliseconds."""
    screens = await _opened(site)
    taps = []
    async with lines(site, 1) as (line,):
        for _ in range(ROUNDS):
            call = await _signed(line, site)
            screens.again()
            began = perf_counter()
            await _ask(line, site, "dispatcher", *_dispatch(site, call))
            async with asyncio.timeout(10):
                await screens.all_seen.wait()
            taps.append(1000 * (screens.last - began))
    name = f"dispatch to 5 units, from the tap to the last of {SCREENS} screens, {kind_of(postgres)}"
    return [Result(name, f"{median(taps):.0f} ms")]


async def _ask(line: Line, site: Site, who: str, document: str, variables: dict[str, Any]) -> dict[str, Any]:
    answer = json.loads(await line.ask(site.post("/graphql", {"query": document, "variables": variables}, who)))
    (found,) = answer["data"].values()
    assert found["__typename"] == "Call", found
    return dict(found)


async def _signed(line: Line, site: Site) -> dict[str, Any]:
    """A call that waits for the desk."""
    form = {"streetCode": "370102013", "urgency": "URGENT", "itemId": site.ids["item"], "title": "占道烧烤"}
    form |= {"words": "摊位约 9 处", "asks": "请联合处置", "place": "东门", "cellCode": "370102013006001"}
    call = await _ask(line, site, "clerk", DRAFT, {"id": str(clock.new_id()), "form": form})
    await _ask(line, site, "clerk", *_step("submitCall", call))
    seen = json.loads(await line.ask(site.post("/graphql", {"query": ONE, "variables": {"id": call["id"]}}, "head")))[
        "data"
    ]["call"]
    hashed = hashlib.sha256(seen["toSign"].encode()).hexdigest()
    return await _ask(line, site, "head", *_step("signOffCall", call, hash=hashed))


def _step(name: str, call: dict[str, Any], **further: Any) -> tuple[str, dict[str, Any]]:
    return step_document(name), {"input": {"id": str(clock.new_id()), "callId": call["id"]}, **further}


def _dispatch(site: Site, call: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    units = [
        {"id": str(clock.new_id()), "unitId": site.ids[name], "part": "CO_OPERATING", "headcount": 2}
        for name in ("city", "market", "water", "building", "street")
    ]
    order = {"reportAt": (clock.now() + timedelta(hours=2)).isoformat(), "place": "东门"}
    return _step("dispatchCall", call, order=order, units=units)
