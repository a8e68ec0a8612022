"""A server that takes the documents of its own app alone, by HTTP and by websocket."""

import json
from collections.abc import AsyncIterator
from hashlib import sha256
from pathlib import Path

import httpx
import pytest
from tests.http import little_schema
from tests.http.lines import Line, Server
from tests.http.test_http import MODERN

from gridcall.app import create
from gridcall.settings import Settings

OWN = "query Own { hello }"


@pytest.fixture
async def http() -> AsyncIterator[httpx.AsyncClient]:
    graphql = little_schema.endpoint(little_schema.Events(), only={OWN}, debug=True)
    transport = httpx.ASGITransport(little_schema.app(graphql))
    async with httpx.AsyncClient(transport=transport, base_url="http://own") as client:
        yield client


async def test_its_own_are_answered(http: httpx.AsyncClient) -> None:
    answer = await http.post("/graphql", json={"query": OWN}, headers=MODERN)
    assert answer.json() == {"data": {"hello": "hello world"}}


@pytest.mark.parametrize("query", ["{ hello }", f"{OWN} ", "{ __schema { queryType { name } } }", "{{{"])
async def test_another_document_is_refused_before_it_is_read(http: httpx.AsyncClient, query: str) -> None:
    for answer in (
        await http.post("/graphql", json={"query": query}, headers=MODERN),
        await http.get("/graphql", params={"query": query}, headers=MODERN),
    ):
        assert answer.status_code == 400
        assert answer.json()["errors"][0]["extensions"]["code"] == "UNKNOWN_DOCUMENT"
        assert "data" not in answer.json()


async def test_a_websocket_refuses_another_document_and_stays(server: Server, line: Line) -> None:
    server.endpoint.engine.documents.only = {OWN}
    await line.begin()
    await line.ask("subscription { events { id } }")
    refused = await line.hear()
    assert (refused["id"], refused["type"]) == ("1", "error")
    assert refused["payload"][0]["extensions"]["code"] == "UNKNOWN_DOCUMENT"
    await line.ask(OWN)
    assert (await line.hear())["payload"] == {"data": {"hello": "hello world"}}


async def _asked(settings: Settings, query: str) -> int:
    transport = httpx.ASGITransport(create(settings, work=False))
    async with httpx.AsyncClient(transport=transport, base_url="http://own") as http:
        return (await http.post("/graphql", json={"query": query}, headers=MODERN)).status_code


async def test_an_app_that_was_served_before_may_come_back_with_its_documents(tmp_path: Path) -> None:
    old, new, foreign = "{ __typename }", "query New { __typename }", "query Foreign { __typename }"
    settings = Settings(data=tmp_path / "data", web=tmp_path, own_documents_only=True)
    _build(tmp_path, old)
    assert await _asked(settings, old) == 200
    assert await _asked(settings, new) == 400
    _build(tmp_path, new)
    assert [await _asked(settings, query) for query in (old, new, foreign)] == [200, 200, 400]


async def test_what_was_served_is_remembered_before_anybody_decides_so(tmp_path: Path) -> None:
    _build(tmp_path, "{ __typename }")
    assert await _asked(Settings(data=tmp_path / "data", web=tmp_path), "query Any { __typename }") == 200
    _build(tmp_path, "query New { __typename }")
    strict = Settings(data=tmp_path / "data", web=tmp_path, own_documents_only=True)
    assert await _asked(strict, "{ __typename }") == 200


def _build(web: Path, document: str) -> None:
    documents = {sha256(document.encode()).hexdigest(): document}
    (web / "documents.json").write_text(json.dumps(documents))
