"""What comes in over HTTP: conforming answers, and none of the abuse becomes a 500."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from tests.http import little_schema
from tests.http.lines import ANY_JSON

from gridcall.http import Limits
from gridcall.http.headers import SecurityHeaders

MODERN = {"accept": "application/graphql-response+json"}


async def ask(http: httpx.AsyncClient, query: str, **more: Any) -> Any:
    return (await http.post("/graphql", json={"query": query, **more})).json()


async def test_a_query_is_answered_and_never_kept(http: httpx.AsyncClient) -> None:
    answer = await http.post("/graphql", json={"query": "{ hello }"})
    assert answer.json() == {"data": {"hello": "hello world"}}
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-type"] == "application/json; charset=utf-8"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"5",
        b"[]",
        b'"x"',
        b"[null]",
        b"{}",
        b"\xff\xfe",
        b'{"query": "\\ud800"}',
        b'{"query": {"a": 1}}',
        b'{"query": null}',
        b'{"query": "{hello}", "variables": []}',
        b'{"query": "{hello}", "variables": "x"}',
        b'{"query": "{hello}", "operationName": 5}',
        b'{"query": "{hello}", "extensions": 5}',
        b"9" * 100_000,
        b"[" * 100_000,
        b'{"a":' * 40_000,
        b'{"query": "{hello}", "variables": {"a": ' + b"[" * 500 + b"]" * 500 + b"}}",
        b'{"query": "{hello}", "variables": {"a": ' + b"9" * 10_000 + b"}}",
        b'{"query": "{hello}", "variables": {"a": NaN}}',
    ],
)
async def test_a_body_that_is_no_request_is_a_400(http: httpx.AsyncClient, body: bytes) -> None:
    for accept in ("*/*", MODERN["accept"]):
        headers = {"content-type": "application/json", "accept": accept}
        answer = await http.post("/graphql", content=body, headers=headers)
        assert answer.status_code == 400
        assert answer.json()["errors"][0]["message"]
        assert "data" not in answer.json()


async def test_the_nul_character_is_left_out_of_variables_and_refused_in_documents(http: httpx.AsyncClient) -> None:
    named = "query ($n: String!) { hello(name: $n) }"
    assert (await ask(http, named, variables={"n": "a\0b"}))["data"] == {"hello": "hello ab"}
    for escaped in ("\\u0000", "\\u{0}", "\\u{000}"):
        answer = await ask(http, f'{{ hello(name: "a{escaped}b") }}')
        assert "data" not in answer, escaped
    assert (await ask(http, '{ hello(name: "\\u0041") }'))["data"] == {"hello": "hello A"}


async def test_a_failure_that_passes_is_a_503_and_is_not_logged_in_full(caplog: pytest.LogCaptureFixture) -> None:
    events, passing = little_schema.Events(), lambda failure: isinstance(failure, RuntimeError)
    transport = httpx.ASGITransport(little_schema.app(little_schema.endpoint(events, passing=passing)))
    async with httpx.AsyncClient(transport=transport, base_url="http://own") as http:
        answer = await http.post("/graphql", json={"query": "{ hello broken }"})
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert answer.json()["errors"][0]["extensions"] == {"code": "UNAVAILABLE"}
    assert "password" not in caplog.text


async def test_a_body_that_never_ends_is_a_408() -> None:
    async def drops() -> AsyncIterator[bytes]:
        while True:
            yield b" "
            await asyncio.sleep(0.01)

    endpoint = little_schema.endpoint(little_schema.Events(), limits=Limits(body_seconds=0.05))
    transport = httpx.ASGITransport(little_schema.app(endpoint))
    async with httpx.AsyncClient(transport=transport, base_url="http://own") as http:
        answer = await http.post("/graphql", content=drops(), headers={"content-type": "application/json"})
    assert (answer.status_code, answer.headers["connection"]) == (408, "close")


@pytest.mark.parametrize(
    "query",
    [
        "{",
        "}{",
        "{ nothing }",
        "{ hello(name: 5) }",
        "{ hello(name: $x) }",
        "query A { hello } query B { hello }",
        "fragment F on Query { ...F } { ...F }",
        "fragment A on Query { ...B } fragment B on Query { ...A } { ...A }",
        "{ ...Nowhere }",
        "type T { a: Int }",
        "{ hello } #" + "x" * 70_000,
        "{a" * 10_000,
        "\u0000",
        "query ($x: Int!) { hello }",
        "query ($x: Nothing) { hello }",
        "{ hello(name: " + "[" * 5_000,
        "{ sides(shape: {sides: " + "9" * 5_000 + "}) }",
        "query ($s: Shape!) { sides(shape: $s) }",
    ],
)
async def test_a_document_that_cannot_run_is_refused_without_data(http: httpx.AsyncClient, query: str) -> None:
    answer = await http.post("/graphql", json={"query": query}, headers=MODERN)
    assert answer.status_code == 400
    assert "data" not in answer.json()
    assert 1 <= len(answer.json()["errors"]) <= 6
    plain = await http.post("/graphql", json={"query": query})
    assert plain.status_code == 200
    assert "data" not in plain.json()


@pytest.mark.parametrize(
    "variables",
    [
        {"s": 5},
        {"s": []},
        {"s": {"sides": 2**40}},
        {"s": {"sides": 1e300}},
        {"s": {"sides": True}},
        {"s": {"x": 1}},
    ],
)
async def test_variables_that_do_not_fit_are_a_400(http: httpx.AsyncClient, variables: dict[str, Any]) -> None:
    query = "query ($s: Shape!) { sides(shape: $s) }"
    answer = await http.post("/graphql", json={"query": query, "variables": variables}, headers=MODERN)
    assert answer.status_code == 400
    assert "data" not in answer.json()


LIKE_A_REQUEST = st.fixed_dictionaries(
    {"query": st.sampled_from(["query ($s: Shape!) { sides(shape: $s) }", "{ hello }", "mutation { mark }"])},
    optional={
        "variables": ANY_JSON | st.fixed_dictionaries({"s": ANY_JSON}),
        "operationName": ANY_JSON,
        "extensions": ANY_JSON,
    },
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=ANY_JSON | LIKE_A_REQUEST, accept=st.sampled_from(["*/*", MODERN["accept"]]))
async def test_no_json_whatever_is_a_failure(http: httpx.AsyncClient, body: Any, accept: str) -> None:
    headers = {"content-type": "application/json", "accept": accept, "x-gridcall": "1"}
    answer = await http.post("/graphql", content=json.dumps(body), headers=headers)
    assert answer.status_code in (200, 400)
    assert "Internal error" not in answer.text
    assert answer.json().keys() <= {"data", "errors"}


@pytest.mark.parametrize(
    "asked",
    [
        "",
        "query=",
        "query=%ff",
        "query={hello}&variables=",
        "query={hello}&variables=%ff",
        "query=%00",
        "query={hello}&variables=[]",
        "query={hello}&variables=%22%5Cud800%22",
        "query={hello}&extensions=5",
    ],
)
async def test_an_address_that_is_no_request_is_a_400(http: httpx.AsyncClient, asked: str) -> None:
    assert (await http.get(f"/graphql?{asked}", headers=MODERN)).status_code == 400


async def test_a_body_over_256_kilobytes_is_refused_unread(http: httpx.AsyncClient) -> None:
    padded = orjson.dumps({"query": "{ hello }", "x": "x" * 256 * 1024})
    answer = await http.post("/graphql", content=padded, headers={"content-type": "application/json"})
    assert answer.status_code == 413


@pytest.mark.parametrize(
    "kind",
    [
        None,
        "text/plain",
        "multipart/form-data; boundary=x",
        "application/graphql",
        "application/x-www-form-urlencoded",
        "application/json; charset=utf-16",
    ],
)
async def test_only_json_in_utf_8_is_taken(http: httpx.AsyncClient, kind: str | None) -> None:
    headers = {"content-type": kind} if kind else {}
    answer = await http.post("/graphql", content=b'{"query":"{hello}","map":null}', headers=headers)
    assert answer.status_code == 415


async def test_other_methods_and_other_answer_types_are_refused(http: httpx.AsyncClient) -> None:
    put = await http.put("/graphql", json={"query": "{ hello }"})
    assert (put.status_code, put.headers["allow"]) == (405, "GET, POST")
    html = await http.post("/graphql", json={"query": "{ hello }"}, headers={"accept": "text/html"})
    assert html.status_code == 406


async def test_mutations_are_taken_by_post_only(http: httpx.AsyncClient) -> None:
    got = await http.get("/graphql", params={"query": "mutation { mark }"})
    assert (got.status_code, got.headers["allow"]) == (405, "POST")
    assert "set-cookie" not in got.headers
    posted = await http.post("/graphql", json={"query": "mutation { mark }"})
    assert posted.json() == {"data": {"mark": True}}
    assert posted.headers["set-cookie"].startswith("mark=1")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"cookie": "s=1"}, 403),
        ({"cookie": "s=1", "origin": "http://evil"}, 403),
        ({"cookie": "s=1", "origin": "http://evil", "x-gridcall": "1"}, 403),
        ({"cookie": "s=1", "origin": "null"}, 403),
        ({"cookie": "s=1", "origin": "http://[bad"}, 403),
        ({"cookie": "s=1", "origin": "http://own"}, 200),
        ({"cookie": "s=1", "x-gridcall": "1"}, 200),
        ({"authorization": "token"}, 200),
    ],
)
async def test_a_cookie_acts_only_for_our_own_pages(
    http: httpx.AsyncClient, headers: dict[str, str], status: int
) -> None:
    answer = await http.post("/graphql", json={"query": "mutation { mark }"}, headers=headers)
    assert answer.status_code == status
    assert ("set-cookie" in answer.headers) == (status == 200)


async def test_bad_credentials_are_a_401(http: httpx.AsyncClient) -> None:
    answer = await http.post("/graphql", json={"query": "{ hello }"}, headers={"authorization": "bad"})
    assert answer.status_code == 401


async def test_failures_are_masked_and_logged(http: httpx.AsyncClient, caplog: pytest.LogCaptureFixture) -> None:
    error = (await ask(http, "{ broken }"))["errors"][0]
    assert error["message"] == "Internal error"
    assert error["path"] == ["broken"]
    assert error["extensions"]["id"] in caplog.text
    assert "password of the database" in caplog.text


async def test_refusals_keep_their_code_and_words(http: httpx.AsyncClient) -> None:
    answer = await ask(http, "{ missing }")
    assert answer["data"] == {"missing": None}
    assert answer["errors"][0]["message"] == "no such snap"
    assert answer["errors"][0]["extensions"] == {"code": "NOT_FOUND"}


async def test_text_that_is_not_unicode_is_answered_as_escapes(http: httpx.AsyncClient) -> None:
    answer = await http.post("/graphql", json={"query": "{ notUnicode }"})
    assert answer.status_code == 200
    assert answer.content == b'{"data":{"notUnicode":"\\ud800"}}'


async def test_nobody_learns_the_schema(http: httpx.AsyncClient) -> None:
    assert "data" not in await ask(http, "{ __schema { types { name } } }")
    assert "data" not in await ask(http, '{ __type(name: "Query") { name fields { name } } }')
    assert "data" not in await ask(http, '{ __type(name: "Query") { ...F } } fragment F on __Type { kind }')
    assert "Did you mean" not in (await http.post("/graphql", json={"query": "{ helo }"})).text
    assert (await ask(http, "{ __typename }"))["data"] == {"__typename": "Query"}


async def test_the_security_headers_are_on_every_answer(http: httpx.AsyncClient) -> None:
    for answer in (await http.get("/healthz"), await http.get("/nowhere"), await http.post("/graphql")):
        assert "'unsafe-inline'" not in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["permissions-policy"].startswith("camera=(self), geolocation=(self)")
        assert "server" not in answer.headers


async def test_a_hashed_script_is_not_paid_for_twice() -> None:
    kept = {"cache-control": "public, max-age=31536000, immutable"}

    async def files(scope: Scope, receive: Receive, send: Send) -> None:
        lasting = scope["path"].startswith("/assets/")
        await Response("1", media_type="text/javascript", headers=kept if lasting else {})(scope, receive, send)

    transport = httpx.ASGITransport(SecurityHeaders(files))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        part, worker = await client.get("/assets/index.js"), await client.get("/sw.js")
    assert "content-security-policy" not in part.headers
    assert part.headers["x-content-type-options"] == "nosniff"
    assert "content-security-policy" in worker.headers  # a worker has its own policy
