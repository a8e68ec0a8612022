"""Suites and clients of others, run by node against a live server."""

import asyncio
import os
import shutil
from pathlib import Path

import orjson
import pytest
from tests.http.lines import Server

HERE = Path(__file__).parent
PWA = Path(os.environ.get("GRIDCALL_TEST_NODE", HERE.parents[1] / "pwa"))


def needs(package: str) -> pytest.MarkDecorator:
    present = shutil.which("node") and (PWA / "node_modules" / package).exists()
    return pytest.mark.skipif(not present, reason=f"needs node and {package}: run `npm ci` in pwa/")


async def node(script: str, url: str) -> list[dict[str, object]]:
    """The lines of JSON that a script prints."""
    process = await asyncio.create_subprocess_exec(
        "node", HERE / script, PWA.resolve(), url, stdout=asyncio.subprocess.PIPE
    )
    async with asyncio.timeout(60):
        out, _ = await process.communicate()
    assert process.returncode == 0
    return [orjson.loads(line) for line in out.splitlines()]


@needs("graphql-http")
async def test_all_61_audits_of_graphql_over_http_pass(server: Server) -> None:
    audits = await node("audits.mjs", f"http://{server.address}/graphql")
    assert len(audits) == 61
    assert [audit for audit in audits if audit["status"] != "ok"] == []


@needs("graphql-ws")
async def test_a_real_graphql_ws_client_is_at_home(server: Server) -> None:
    server.events.happen("a")
    server.events.happen("b")
    (seen,) = await node("real_client.mjs", f"ws://{server.address}/graphql")
    assert seen == {
        "query": [{"whoami": "Li"}],
        "stream": [{"count": 0}, {"count": 1}, {"count": 2}],
        "syntax": "Syntax Error: Expected Name, found <EOF>.",
        "invalid": "Cannot query field 'nothing' on type 'Query'.",
        "again": [0, 1, 0, 1],
    }
