"""Transfers a second through the ledger's one door, beside a bare function that books the same by hand.

The bare one keeps balances, writes the transfer and two entries and chains a SHA-256 as the ledger does, in one call
of a function in the database (PostgreSQL) or one transaction (SQLite), with the same durability and concurrency. It has
no lots, no keys of earlier answers, no caps.
"""

import asyncio
import hashlib
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from uuid import uuid4

import asyncpg
from tests.bench.ground import Result
from tests.points.ledger import NOW, earn, give, person

from gridcall import db
from gridcall.points.actions.booking import book

SECONDS, TASKS, ACCOUNTS = 5.0, 10, 1000
TABLES = """
CREATE TABLE bare_accounts (id int PRIMARY KEY, balance bigint NOT NULL DEFAULT 0, version bigint NOT NULL DEFAULT 0);
CREATE TABLE bare_transfers (id uuid PRIMARY KEY, seq bigint UNIQUE, amount bigint, hash text);
CREATE TABLE bare_entries (transfer_id uuid, account_id int, amount bigint, after bigint);
CREATE TABLE bare_head (id int PRIMARY KEY, seq bigint, hash text);
INSERT INTO bare_head VALUES (1, 0, '');
"""
FUNCTION = """
CREATE FUNCTION bare_move(key uuid, source int, target int, amount bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE head bare_head; taken bigint; given bigint; seal text;
BEGIN
  PERFORM 1 FROM bare_accounts WHERE id IN (source, target) ORDER BY id FOR UPDATE;
  UPDATE bare_accounts SET balance = balance - amount, version = version + 1 WHERE id = source
    RETURNING balance INTO taken;
  UPDATE bare_accounts SET balance = balance + amount, version = version + 1 WHERE id = target
    RETURNING balance INTO given;
  INSERT INTO bare_entries VALUES (key, source, -amount, taken), (key, target, amount, given);
  SELECT * INTO head FROM bare_head WHERE id = 1 FOR UPDATE;
  seal := encode(sha256(convert_to(head.hash || key || source || target || amount || taken || given, 'UTF8')), 'hex');
  UPDATE bare_head SET seq = head.seq + 1, hash = seal WHERE id = 1;
  INSERT INTO bare_transfers VALUES (key, head.seq + 1, amount, seal);
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


async def _ours(hot: bool) -> float:
    async def step(turn: int) -> None:
        source = person(1 + turn % ACCOUNTS)
        target = person(10_000) if hot else person(1 + (turn * 7 + 3) % ACCOUNTS)
        if source != target:
            await book([give(1, source, target)], actor_id=None, now=NOW)

    return await _through(step)


async def _bare_postgres(url: str, hot: bool) -> float:
    pool = await asyncpg.create_pool(url, min_size=TASKS, max_size=TASKS)

    async def step(turn: int) -> None:
        target = 0 if hot else 1 + (turn * 7 + 3) % ACCOUNTS
        await pool.execute("SELECT bare_move($1, $2, $3, 1)", uuid4(), 1 + turn % ACCOUNTS, target)

    try:
        return await _through(step)
    finally:
        await pool.close()


def _bare_sqlite(path: str, hot: bool) -> float:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA synchronous=FULL")
    done, began = 0, time.monotonic()
    while time.monotonic() < began + SECONDS:
        _move(connection, 1 + done % ACCOUNTS, 0 if hot else 1 + (done * 7 + 3) % ACCOUNTS)
        done += 1
    connection.close()
    return done / (time.monotonic() - began)


def _move(connection: sqlite3.Connection, source: int, target: int) -> None:
    key = str(uuid4())
    connection.execute("BEGIN IMMEDIATE")
    for account, amount in ((source, -1), (target, 1)):
        found = connection.execute(
            "UPDATE bare_accounts SET balance = balance + ?, version = version + 1 WHERE id = ? RETURNING balance",
            (amount, account),
        ).fetchone()
        connection.execute("INSERT INTO bare_entries VALUES (?, ?, ?, ?)", (key, account, amount, found[0]))
    seq, seal = connection.execute("SELECT seq, hash FROM bare_head").fetchone()
    seal = hashlib.sha256(f"{seal}{key}{source}{target}".encode()).hexdigest()
    connection.execute("UPDATE bare_head SET seq = ?, hash = ?", (seq + 1, seal))
    connection.execute("INSERT INTO bare_transfers VALUES (?, ?, 1, ?)", (key, seq + 1, seal))
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


ROWS = [(number,) for number in range(ACCOUNTS + 1)]


async def _bare_on_sqlite(url: str) -> dict[bool, float]:
    path = url.removeprefix("sqlite:///")
    with sqlite3.connect(path) as connection:
        connection.executescript(TABLES)
        connection.executemany("INSERT INTO bare_accounts (id) VALUES (?)", ROWS)
    return {hot: await asyncio.to_thread(_bare_sqlite, path, hot) for hot in (False, True)}


async def _bare_on_postgres(url: str) -> dict[bool, float]:
    connection = await asyncpg.connect(url)
    await connection.execute(TABLES + FUNCTION)
    await connection.executemany("INSERT INTO bare_accounts (id) VALUES ($1)", ROWS)
    await connection.close()
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
    code = "import asyncio,sys; from gridcall import db; asyncio.run(db.migrate(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", code, url], check=True)
    return asyncio.run(_measure(url, kind))


async def _command(url: str, statement: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()
