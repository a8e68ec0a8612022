"""Frames on their way to one websocket. Whoever reads too slowly is cut off, and slows nobody."""

import asyncio
from collections import deque

from starlette.types import Send

from gridcall.http.limits import Limits

RESUME = (4408, "resume from your cursor")


class Outlet:
    """What waits for one reader, the close frame last."""

    def __init__(self, send: Send, limits: Limits) -> None:
        self._send = send
        self._frames: deque[str] = deque()
        self._characters = 0
        self._most_frames = limits.waiting_frames
        self._most_characters = limits.waiting_characters
        self._last: tuple[int, str] | None = None  # the code and reason to close with
        self.closing = asyncio.Event()
        self._filled = asyncio.Event()
        self._emptied = asyncio.Event()

    def push(self, frame: str) -> None:
        """Queue a frame now; a reader with too many waiting is closed with 4408."""
        if self._last:
            return
        self._frames.append(frame)
        self._characters += len(frame)
        if len(self._frames) > self._most_frames or self._characters > self._most_characters:
            self.close(*RESUME, drop=True)
        self._filled.set()

    async def put(self, frame: str) -> None:
        """Queue a frame when those before it are on their way."""
        while self._frames and not self._last:
            self._emptied.clear()
            await self._emptied.wait()
        self.push(frame)

    def close(self, code: int, reason: str, *, drop: bool = False) -> None:
        """Close after what waits, or instead of it. The first reason counts."""
        self._last = self._last or (code, reason)
        self.closing.set()
        if drop:
            self._frames.clear()
        self._filled.set()
        self._emptied.set()

    async def drain(self) -> None:
        """Send until the close frame has gone out."""
        while True:
            await self._filled.wait()
            self._filled.clear()
            while self._frames:
                frame = self._frames.popleft()
                self._characters -= len(frame)
                await self._send({"type": "websocket.send", "text": frame})
            self._emptied.set()
            if self._last:
                code, reason = self._last
                await self._send({"type": "websocket.close", "code": code, "reason": reason})
                return
