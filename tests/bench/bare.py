"""The same answers by hand: SQL, orjson and a bare Starlette route. What the application is measured against."""

import asyncio
import base64
import re
import sqlite3
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any, Protocol

import aiosqlite
import asyncpg
import orjson
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from tests.bench import bare_calls
from tests.cast import CELL

from gridcall import clock
from gridcall.snaps.rows import SNAPS as SNAP_TABLE
from gridcall.words import ROLES

READERS = 3
OPEN = ("waiting", "in_hand", "at_street")

SNAPS = (
    "SELECT s.id, s.receipt, s.status, s.category, s.words, s.place, s.code, {s.taken_at}, {s.arrived_at},"
    " {s.updated_at}, {s.limit_start}, {s.due_at}, s.backers, s.version, s.thumb, s.cell_code, s.reporter_id,"
    " r.name, r.phone FROM snaps s JOIN persons r ON r.id = s.reporter_id"
    " WHERE substr(s.code, 1, 15) = $1 ORDER BY s.arrived_at DESC, s.id DESC LIMIT 51"
)
ENTRIES = (
    "SELECT e.snap_id, e.id, e.step, e.status, {e.at}, p.name, o.role, u.name AS unit"
    " FROM snap_entries e JOIN persons p ON p.id = e.by_person_id"
    " LEFT JOIN posts o ON o.id = e.by_post_id LEFT JOIN units u ON u.id = o.unit_id"
    " WHERE e.snap_id IN (%s) ORDER BY e.snap_id, e.seq"
)
CELLS = (
    "SELECT c.code, c.name, c.kind, d.name AS community FROM grid_cells c"
    " JOIN divisions d ON d.code = c.community_code WHERE c.code IN (%s)"
)
ANY = f"SELECT {', '.join(SNAP_TABLE.names)} FROM snaps LIMIT 1"
INSERT = (
    f"INSERT INTO snaps ({', '.join(SNAP_TABLE.names)})"
    f" VALUES ({', '.join(f'${number}' for number in range(1, len(SNAP_TABLE.names) + 1))})"
)
HEADS = {
    "sqlite": "SELECT '0-' || coalesce(max(seq), 0) AS head FROM outbox",
    "postgres": "SELECT pg_snapshot_xmin(pg_current_snapshot())::text || '-0' AS head",
}


class Rows(Protocol):
    """A database by its own driver."""

    dialect: str

    async def open(self) -> None: ...
    async def fetch(self, sql: str, values: Sequence[object]) -> Sequence[Any]: ...
    async def insert(self, values: Sequence[object]) -> None: ...
    async def close(self) -> None: ...


class Sqlite:
    """Some reading connections in threads; one that writes, in the event loop, which is the fastest there is."""

    dialect = "sqlite"

    def __init__(self, path: str) -> None:
        self.path = path

    async def open(self) -> None:
        self.idle: asyncio.LifoQueue[aiosqlite.Connection] = asyncio.LifoQueue()
        for _ in range(READERS):
            reader = await aiosqlite.connect(f"file:{self.path}?mode=ro", uri=True)
            reader.row_factory = sqlite3.Row
            self.idle.put_nowait(reader)
        self.writer = sqlite3.connect(self.path, isolation_level=None)
        for pragma in ("synchronous=FULL", "busy_timeout=10000", "cache_size=-64000"):
            self.writer.execute(f"PRAGMA {pragma}")

    async def fetch(self, sql: str, values: Sequence[object]) -> Sequence[Any]:
        reader = await self.idle.get()
        try:
            return list(await reader.execute_fetchall(sql.replace("$1", "?1"), values))
        finally:
            self.idle.put_nowait(reader)

    async def insert(self, values: Sequence[object]) -> None:
        self.writer.execute(
            INSERT.replace("$", "?"), [str(one) if isinstance(one, datetime) else one for one in values]
        )

    async def close(self) -> None:
        while not self.idle.empty():
            await self.idle.get_nowait().close()
        self.writer.close()


class Postgres:
    dialect = "postgres"

    def __init__(self, url: str) -> None:
        self.url = url

    async def open(self) -> None:
        self.pool = await asyncpg.create_pool(self.url, min_size=1, max_size=10, init=_uuids_as_text)

    async def fetch(self, sql: str, values: Sequence[object]) -> Sequence[Any]:
        found: Sequence[Any] = await self.pool.fetch(sql, *values)
        return found

    async def insert(self, values: Sequence[object]) -> None:
        await self.pool.execute(INSERT, *values)

    async def close(self) -> None:
        await self.pool.close()


async def _uuids_as_text(connection: Any) -> None:
    await connection.set_type_codec("uuid", schema="pg_catalog", encoder=str, decoder=str)


def rows_of(url: str) -> Rows:
    """By hand, from the database at `url`."""
    return Postgres(url) if url.startswith("postgres") else Sqlite(url.removeprefix("sqlite:///"))


def bare_app(rows: Rows) -> Starlette:
    """A page of the first cell's snaps, a page of the district's calls, and a snap's row taken in."""
    known: dict[str, Any] = {}

    async def template() -> dict[str, Any]:
        """Some snap: what is taken in is like it, but for what was sent."""
        if not known:
            known.update(dict((await rows.fetch(ANY, ()))[0]))
        return known

    async def page(request: Request) -> Response:
        return Response(orjson.dumps(await _page(rows)), media_type="application/json")

    async def calls(request: Request) -> Response:
        return Response(orjson.dumps(await bare_calls.page(rows)), media_type="application/json")

    async def insert(request: Request) -> Response:
        sent = orjson.loads(await request.body())
        now = clock.now()
        facts = {**await template(), "id": sent["id"], "words": sent["words"], "arrived_at": now, "updated_at": now}
        await rows.insert(list(facts.values()))
        return Response(orjson.dumps({"id": sent["id"]}), media_type="application/json")

    return Starlette(
        routes=[
            Route("/bare/page", page, methods=["POST"]),
            Route("/bare/calls", calls, methods=["POST"]),
            Route("/bare/snap", insert, methods=["POST"]),
        ]
    )


@cache
def _sql(text: str, dialect: str, places: int = 0) -> str:
    """Times as ISO 8601: PostgreSQL's driver gives moments, which orjson writes so; SQLite's are text."""
    shape = r"replace(\1.\2, ' ', 'T') AS \2" if dialect == "sqlite" else r"\1.\2"
    text = re.sub(r"\{(\w)\.(\w+)\}", shape, text)
    return text % ", ".join(f"${number}" for number in range(1, places + 1)) if places else text


async def _page(rows: Rows) -> dict[str, Any]:
    head = await rows.fetch(HEADS[rows.dialect], ())
    found = await rows.fetch(_sql(SNAPS, rows.dialect), (CELL,))
    snaps, now = found[:50], clock.now()
    ids = [snap["id"] for snap in snaps]
    entries: dict[Any, list[dict[str, Any]]] = {identifier: [] for identifier in ids}
    for entry in await rows.fetch(_sql(ENTRIES, rows.dialect, len(ids)), ids):
        entries[entry["snap_id"]].append(_entry(entry))
    codes = list({snap["cell_code"] for snap in snaps})
    cells = {cell["code"]: _cell(cell) for cell in await rows.fetch(_sql(CELLS, rows.dialect, len(codes)), codes)}
    nodes = [_snap(snap, entries[snap["id"]], cells[snap["cell_code"]], now) for snap in snaps]
    last = snaps[-1]
    place = f"{_moment(last['arrived_at']).isoformat()}|{last['id']}"
    cursor = base64.urlsafe_b64encode(place.encode()).decode()
    info = {"hasNextPage": len(found) > 50, "endCursor": cursor}
    return {"data": {"snaps": {"nodes": nodes, "pageInfo": info, "feedCursor": head[0]["head"]}}}


def _snap(snap: Any, entries: list[dict[str, Any]], cell: dict[str, Any], now: datetime) -> dict[str, Any]:
    phone, thumb = snap["phone"], snap["thumb"]
    return {
        "id": snap["id"],
        "receipt": snap["receipt"],
        "status": snap["status"].upper(),
        "category": snap["category"].upper(),
        "words": snap["words"],
        "place": snap["place"],
        "code": snap["code"],
        "takenAt": snap["taken_at"],
        "arrivedAt": snap["arrived_at"],
        "updatedAt": snap["updated_at"],
        "lamp": _lamp(snap, now),
        "backers": snap["backers"],
        "version": snap["version"],
        "thumbUrl": f"/media/{thumb}.thumb.jpg" if thumb else None,
        "cell": cell,
        "reporter": {
            "personId": snap["reporter_id"],
            "name": _starred(snap["name"]),
            "post": "居民",
            "phone": f"{phone[3:6]}****{phone[-4:]}",
        },
        "entries": entries,
    }


def _entry(entry: Any) -> dict[str, Any]:
    role = entry["role"]
    return {
        "id": entry["id"],
        "step": entry["step"].upper(),
        "status": entry["status"].upper(),
        "at": entry["at"],
        "byName": entry["name"] if role else _starred(entry["name"]),
        "byPost": f"{entry['unit']} {ROLES[role][0]}" if role else "反映人",
    }


def _cell(cell: Any) -> dict[str, Any]:
    return {
        "code": cell["code"],
        "name": cell["name"],
        "kind": cell["kind"].upper(),
        "communityName": cell["community"],
    }


def _starred(name: str) -> str:
    return name[:1] + "*" * max(1, len(name) - 1)


def _moment(value: Any) -> datetime:
    return datetime.fromisoformat(value) if isinstance(value, str) else value


def _lamp(snap: Any, now: datetime) -> str:
    if snap["status"] not in OPEN:
        return "IDLE"
    start, due = _moment(snap["limit_start"]), _moment(snap["due_at"])
    if now >= due:
        return "RED"
    return "AMBER" if now >= start + (due - start) * 0.75 else "GREEN"
