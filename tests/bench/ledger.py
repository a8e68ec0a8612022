"""Transfers a second through the ledger's one door, beside a bare function that books the same by hand.

The bare one writes what a gift writes, into the same tables with their indexes: transfer, entries, the oldest lot and
its copy, both balances, and a SHA-256 chained to the one before; in one call of a function in the database (PostgreSQL)
or one transaction (SQLite), with the same durability and concurrency. It refuses nothing, answers no key twice and
takes one lot only.
"""

import asyncio
import hashlib
import sqlite3
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import asyncpg
from tests.bench.ground import Result
from tests.points.ledger import NOW, earn, give, person

from gridcall import db
from gridcall.points.actions.booking import book
from gridcall.points.rules import AccountKey

SECONDS, TASKS, ACCOUNTS = 5.0, 10, 1000
FUNCTION = """
CREATE FUNCTION bare_give(key uuid, source uuid, target uuid, points bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  giver points_accounts; taker points_accounts; lot points_lots; head points_head; seal text;
  copy uuid := gen_random_uuid(); moment timestamptz := clock_timestamp();
BEGIN
  PERFORM 1 FROM points_accounts WHERE id IN (source, target) ORDER BY id FOR UPDATE;
  SELECT * INTO giver FROM points_accounts WHERE id = source;
  SELECT * INTO taker FROM points_accounts WHERE id = target;
  SELECT * INTO lot FROM points_lots WHERE account_id = source AND remaining > 0 AND remaining - held >= points
    ORDER BY expires_on LIMIT 1;
  SELECT * INTO head FROM points_head WHERE id = 1 FOR UPDATE;
  seal := encode(sha256(convert_to(
    concat_ws('|', head.hash, key, source, target, points, giver.posted, taker.posted, moment), 'UTF8')), 'hex');
  INSERT INTO points_transfers (id, seq, kind, amount, at, holder, other, street, asked, hash) VALUES (
    key, head.seq + 1, 'give', points, moment, concat_ws('/', giver.kind, giver.unit, giver.owner),
    concat_ws('/', taker.kind, taker.unit, taker.owner), '', '', seal);
  INSERT INTO points_entries (id, transfer_id, account_id, account_seq, amount, pending,
    balance_before, balance_after, pending_before, pending_after, at) VALUES
    (gen_random_uuid(), key, source, giver.version + 1, -points, 0,
      giver.posted, giver.posted - points, giver.pending, giver.pending, moment),
    (gen_random_uuid(), key, target, taker.version + 1, points, 0,
      taker.posted, taker.posted + points, taker.pending, taker.pending, moment);
  UPDATE points_lots SET remaining = remaining - points WHERE id = lot.id;
  INSERT INTO points_lots (id, account_id, transfer_id, street, expires_on, remaining, held)
    VALUES (copy, target, key, lot.street, lot.expires_on, points, 0);
  INSERT INTO points_lot_moves (id, transfer_id, lot_id, amount, held)
    VALUES (gen_random_uuid(), key, lot.id, -points, 0), (gen_random_uuid(), key, copy, points, 0);
  UPDATE points_accounts SET posted = posted - points, version = version + 1 WHERE id = source;
  UPDATE points_accounts SET posted = posted + points, version = version + 1 WHERE id = target;
  UPDATE points_head SET seq = head.seq + 1, hash = seal WHERE id = 1;
END $$
"""


async def _through(step: object) -> float:
    """Transfers a second by TASKS tasks."""
    done, until = 0, time.monotonic() + SECONDS

    async def work(number: int) -> None:
        nonlocal done
        turn = number
        while time.monotonic() < until:
            await step(turn)  # type: ignore[operator]
            turn, done = turn + TASKS, done + 1

    began = time.monotonic()
    await asyncio.gather(*(work(number) for number in range(TASKS)))
    return done / (time.monotonic() - began)


def _parties(turn: int, hot: bool) -> tuple[AccountKey, AccountKey]:
    """Who gives and who gets: each somebody else, or all of them the same one."""
    source, apart = turn % ACCOUNTS, 1 + turn * 7 % (ACCOUNTS - 1)
    return person(1 + source), person(10_000) if hot else person(1 + (source + apart) % ACCOUNTS)


async def _ours(hot: bool) -> float:
    async def step(turn: int) -> None:
        await book([give(1, *_parties(turn, hot))], actor_id=None, now=NOW)

    return await _through(step)


async def _bare_postgres(url: str, hot: bool) -> float:
    pool = await asyncpg.create_pool(url, min_size=TASKS, max_size=TASKS)

    async def step(turn: int) -> None:
        source, target = _parties(turn, hot)
        await pool.execute("SELECT bare_give($1, $2, $3, 1)", uuid4(), source.id, target.id)

    try:
        return await _through(step)
    finally:
        await pool.close()


def _bare_sqlite(path: str, hot: bool) -> float:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.row_factory = sqlite3.Row
    for pragma in ("synchronous=FULL", "cache_size=-64000"):
        connection.execute(f"PRAGMA {pragma}")
    done, began = 0, time.monotonic()
    while time.monotonic() < began + SECONDS:
        source, target = _parties(done, hot)
        _give(connection, str(source.id), str(target.id))
        done += 1
    connection.close()
    return done / (time.monotonic() - began)


LOT = (
    "SELECT * FROM points_lots WHERE account_id = ? AND remaining > 0 AND remaining > held ORDER BY expires_on LIMIT 1"
)
ENTRY = "INSERT INTO points_entries VALUES (?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?)"


def _give(connection: sqlite3.Connection, source: str, target: str) -> None:
    key, copy, moment = str(uuid4()), str(uuid4()), str(datetime.now(UTC))
    connection.execute("BEGIN IMMEDIATE")
    sides = [
        connection.execute("SELECT * FROM points_accounts WHERE id = ?", (one,)).fetchone() for one in (source, target)
    ]
    lot = connection.execute(LOT, (source,)).fetchone()
    last, seal = connection.execute("SELECT seq, hash FROM points_head").fetchone()
    seal = hashlib.sha256(f"{seal}{key}{source}{target}{moment}".encode()).hexdigest()
    connection.execute(
        "INSERT INTO points_transfers (id, seq, kind, amount, at, holder, other, street, asked, hash)"
        " VALUES (?, ?, 'give', 1, ?, ?, ?, '', '', ?)",
        (key, last + 1, moment, *(f"{side['kind']}/{side['unit']}/{side['owner']}" for side in sides), seal),
    )
    for side, amount in zip(sides, (-1, 1), strict=True):
        before, held = side["posted"], side["pending"]
        facts = (
            str(uuid4()),
            key,
            side["id"],
            side["version"] + 1,
            amount,
            before,
            before + amount,
            held,
            held,
            moment,
        )
        connection.execute(ENTRY, facts)
        connection.execute(
            "UPDATE points_accounts SET posted = posted + ?, version = version + 1 WHERE id = ?", (amount, side["id"])
        )
    connection.execute("UPDATE points_lots SET remaining = remaining - 1 WHERE id = ?", (lot["id"],))
    copied = (copy, target, key, lot["street"], lot["expires_on"])
    connection.execute("INSERT INTO points_lots VALUES (?, ?, ?, ?, ?, 1, 0)", copied)
    for moved, amount in ((lot["id"], -1), (copy, 1)):
        connection.execute("INSERT INTO points_lot_moves VALUES (?, ?, ?, ?, 0)", (str(uuid4()), key, moved, amount))
    connection.execute("UPDATE points_head SET seq = ?, hash = ?", (last + 1, seal))
    connection.execute("COMMIT")


async def _measure(url: str, kind: str) -> list[Result]:
    await db.start(url)
    try:
        for first in range(0, ACCOUNTS, 50):
            orders = [earn(100_000, person(1 + first + number)) for number in range(50)]
            await book(orders, actor_id=None, now=NOW)
        ours = {hot: await _ours(hot) for hot in (False, True)}
    finally:
        await db.stop()
    bare = await (_bare_on_sqlite(url) if url.startswith("sqlite") else _bare_on_postgres(url))
    return [
        Result(
            f"{kind}: transfers a second, {name}",
            f"{ours[hot]:,.0f}",
            f"{bare[hot]:,.0f}",
            ours[hot] / bare[hot],
            aim=1 / 3,
            at_most=False,
        )
        for hot, name in ((False, f"{ACCOUNTS:,} accounts"), (True, "one hot account"))
    ]


async def _bare_on_sqlite(url: str) -> dict[bool, float]:
    path = url.removeprefix("sqlite:///")
    return {hot: await asyncio.to_thread(_bare_sqlite, path, hot) for hot in (False, True)}


async def _bare_on_postgres(url: str) -> dict[bool, float]:
    await _command(url, FUNCTION)
    return {hot: await _bare_postgres(url, hot) for hot in (False, True)}


def measured(server: str) -> list[Result]:
    """On SQLite, or on the PostgreSQL server that is named; as durable as in service."""
    if not server:
        with tempfile.TemporaryDirectory() as folder:
            return _on(f"sqlite:///{Path(folder) / 'ledger.sqlite3'}", "SQLite")
    name = f"gridcall_bench_{uuid4().hex[:8]}"
    asyncio.run(_command(server, f"CREATE DATABASE {name}"))
    try:
        return _on(f"{server.rpartition('/')[0]}/{name}", "PostgreSQL")
    finally:
        asyncio.run(_command(server, f"DROP DATABASE {name} WITH (FORCE)"))


def _on(url: str, kind: str) -> list[Result]:
    code = "import asyncio,sys; from gridcall import migrating; asyncio.run(migrating.migrate(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", code, url], check=True)
    return asyncio.run(_measure(url, kind))


async def _command(url: str, statement: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()
