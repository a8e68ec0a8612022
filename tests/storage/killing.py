"""A server that is killed and started again and again. Python's imports, the slow part of a start, happen once."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
from tests.feed.processes import free_port

from gridcall.settings import Settings

# Each line asks for one more `gridcall serve`, as a process of its own; its number is answered.
FORKS = """
import os, signal, sys
import gridcall.app
from gridcall.cli import app
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
for port in sys.stdin:
    child = os.fork()
    if not child:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        app(["serve", "--port", port.strip()])
    print(child, flush=True)
"""


class Server:
    """One address, behind which a process lives or not."""

    def __init__(self, forks: asyncio.subprocess.Process) -> None:
        self.forks = forks
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.process = 0

    async def start(self) -> None:
        assert self.forks.stdin
        assert self.forks.stdout
        self.forks.stdin.write(f"{self.port}\n".encode())
        self.process = int(await self.forks.stdout.readline())
        async with asyncio.timeout(20), httpx.AsyncClient() as http:
            while not await _answers(http, self.address):  # noqa: ASYNC110
                await asyncio.sleep(0.01)

    async def kill(self) -> None:
        """`kill -9`, and wait until nothing of it is left."""
        os.kill(self.process, signal.SIGKILL)
        async with asyncio.timeout(10):
            while _lives(self.process):  # noqa: ASYNC110
                await asyncio.sleep(0.005)


async def _answers(http: httpx.AsyncClient, address: str) -> bool:
    try:
        return (await http.get(f"{address}/healthz")).status_code == 200
    except httpx.HTTPError:
        return False


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


@asynccontextmanager
async def server(settings: Settings) -> AsyncIterator[Server]:
    """Nothing is started yet; what was started is gone afterwards."""
    environment = os.environ | {"GRIDCALL_DATA": str(settings.data), "GRIDCALL_DATABASE_URL": settings.database}
    forks = await asyncio.create_subprocess_exec(
        sys.executable, "-c", FORKS, env=environment, stdin=PIPE, stdout=PIPE, start_new_session=True
    )
    try:
        yield Server(forks)
    finally:
        os.killpg(forks.pid, signal.SIGKILL)
        await forks.wait()
