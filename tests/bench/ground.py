"""What all measurements stand on: a district with many snaps, a server of its own process, rounds, and the table.

The server is the real application under uvicorn, as `gridcall serve` runs it, but without the clock's own work (inbox,
pushes), which would go on while others are measured. Beside it, in the same process, the
bare ways answer under /bare/: what somebody would write by hand for this one purpose.
"""

import asyncio
import json
import multiprocessing
import socket
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import ExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any
from uuid import uuid4

import asyncpg
import uvicorn
from starlette.applications import Starlette
from tests.bench import district
from tests.bench.bare import bare_app, rows_of

from gridcall import migrating
from gridcall.app import create, keep_loaded
from gridcall.settings import Settings

ROUNDS = 5


# ---- the table


@dataclass(frozen=True)
class Result:
    """One line of the table. `ratio` is what the aim speaks of."""

    name: str
    ours: str
    theirs: str = ""
    ratio: float | None = None
    aim: float | None = None
    at_most: bool = True

    @property
    def cells(self) -> tuple[str, ...]:
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}"
        if self.ratio is None or self.aim is None:
            return self.name, self.ours, self.theirs, ratio, "", ""
        met = self.ratio <= self.aim if self.at_most else self.ratio >= self.aim
        aim = f"{'<=' if self.at_most else '>='} {self.aim:.2f}"
        return self.name, self.ours, self.theirs, ratio, aim, "met" if met else "NOT MET"


def table(results: Sequence[Result]) -> str:
    """The results in columns."""
    lines = [("", "ours", "theirs", "ratio", "aim", ""), *(result.cells for result in results)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join("  ".join(map(str.ljust, line, widths)).rstrip() for line in lines)


Measure = Callable[[], Awaitable[float]]


async def in_turn(*ways: Measure, rounds: int = ROUNDS) -> list[float]:
    """The median of each way, measured one after the other in every round, so that noise hits all of them."""
    for way in ways:
        await way()  # what is asked for the first time is parsed, planned and cached
    found = [[await way() for way in ways] for _ in range(rounds)]
    return [median(column) for column in zip(*found, strict=True)]


# ---- databases and servers


@dataclass(frozen=True)
class Site:
    """A running server: where it listens, the tokens of who is signed in, some ids, how many snaps it holds."""

    address: tuple[str, int]
    tokens: dict[str, str]
    ids: dict[str, str]
    snaps: int

    def post(self, path: str, body: object, who: str = "worker") -> bytes:
        """A request as it goes over the wire, by somebody of the cast."""
        content = json.dumps(body).encode()
        head = (
            f"POST {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {self.tokens[who]}\r\nX-Gridcall: 1\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(content)}\r\n\r\n"
        )
        return head.encode() + content


@contextmanager
def sites(*asked: tuple[str, int]) -> Iterator[list[Site]]:
    """Servers, prepared side by side: each on the PostgreSQL named, "" for SQLite, and with so many snaps."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        pipes = [stack.enter_context(_Asked(Path(folder) / str(n), *one).running()) for n, one in enumerate(asked)]
        yield [Site(*pipe.recv()) for pipe in pipes]


class _Asked:
    """A server to be: its folder, its database, its process."""

    def __init__(self, folder: Path, postgres: str, snaps: int) -> None:
        self.name = f"gridcall_bench_{uuid4().hex[:12]}"
        self.postgres = postgres
        self.snaps = snaps
        folder.mkdir()
        base = postgres.rpartition("/")[0]
        self.settings = Settings(data=folder, database_url=f"{base}/{self.name}" if postgres else "")

    @contextmanager
    def running(self) -> Iterator[Any]:
        """The process, until the block ends; gives the pipe that tells when it listens."""
        if self.postgres:
            asyncio.run(_on_server(self.postgres, f"CREATE DATABASE {self.name}"))
        fresh = multiprocessing.get_context("spawn")
        ours, its = fresh.Pipe()
        process = fresh.Process(target=_serve, args=[self.settings, self.snaps, its], daemon=True)
        process.start()
        try:
            yield ours
        finally:
            process.terminate()
            process.join()
            if self.postgres:
                asyncio.run(_on_server(self.postgres, f"DROP DATABASE {self.name} WITH (FORCE)"))


async def _on_server(url: str, statement: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


def _serve(settings: Settings, snaps: int, pipe: Any) -> None:
    """The server's process: fills its database, then serves until it is ended."""
    asyncio.run(migrating.migrate(settings.database))
    tokens, ids = asyncio.run(district.settle(settings.database, snaps))
    listening = socket.create_server(("127.0.0.1", 0), backlog=2_000)
    pipe.send((listening.getsockname(), tokens, ids, snaps))  # it holds connections until the server takes them
    rows = rows_of(settings.database)
    beside = Beside(create(settings, work=False), bare_app(rows))
    keep_loaded()
    options: dict[str, Any] = {"server_header": False, "proxy_headers": True, "ws_per_message_deflate": False}
    options |= {"log_level": "error", "access_log": False, "timeout_keep_alive": 600}
    config = uvicorn.Config(beside, **options)
    with asyncio.Runner(loop_factory=config.get_loop_factory()) as runner:
        runner.run(rows.open())
        runner.run(uvicorn.Server(config).serve(sockets=[listening]))


class Beside:
    """The application, and the bare ways on the same server."""

    def __init__(self, app: Starlette, bare: Starlette) -> None:
        self.app = app
        self.bare = bare

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        bare = scope.get("path", "").startswith("/bare/")
        await (self.bare if bare else self.app)(scope, receive, send)


def kind_of(postgres: str) -> str:
    """What the table calls the database."""
    return "PostgreSQL" if postgres else "SQLite"


# ---- clients


class Line:
    """One kept-alive connection that reads as little of an answer as it can."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer

    async def ask(self, request: bytes) -> bytes:
        """The body of the answer, which must be a 200."""
        self.writer.write(request)
        head = await self.reader.readuntil(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 200"), head
        length = head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0]
        return await self.reader.readexactly(int(length))


@asynccontextmanager
async def lines(site: Site, count: int) -> AsyncIterator[list[Line]]:
    """So many open connections."""
    opened = [Line(*await asyncio.open_connection(*site.address, limit=1 << 20)) for _ in range(count)]
    try:
        yield opened
    finally:
        for line in opened:
            line.writer.close()


async def rate(connections: Sequence[Line], requests: Callable[[], bytes], count: int) -> float:
    """Answers per second, until `count` have come; every connection asks again as soon as it is answered."""
    left = count

    async def keep_asking(line: Line) -> None:
        nonlocal left
        while left > 0:
            left -= 1
            answer = await line.ask(requests())
            assert b'"errors"' not in answer, answer
            assert b'"message"' not in answer, answer  # a refusal

    began = perf_counter()
    await asyncio.gather(*map(keep_asking, connections))
    return count / (perf_counter() - began)
