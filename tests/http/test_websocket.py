"""graphql-transport-ws against a live server: every abuse gets a close code or an `error`, never silence."""

import asyncio
import json
import socket
from contextlib import suppress
from typing import Any

import httpx
import pytest
import websockets
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.http.lines import ANY_JSON, Line, Server


async def test_queries_and_subscriptions_are_answered(line: Line) -> None:
    await line.begin(token="Li")
    await line.ask("{ whoami }")
    assert await line.hear() == {"id": "1", "type": "next", "payload": {"data": {"whoami": "Li"}}}
    assert await line.hear() == {"id": "1", "type": "complete"}
    await line.ask("subscription ($to: Int!) { count(to: $to) }", variables={"to": 2})
    heard = [await line.hear() for _ in range(3)]
    assert [message.get("payload") for message in heard] == [
        {"data": {"count": 0}},
        {"data": {"count": 1}},
        None,
    ]


async def test_a_ping_is_answered_even_before_the_beginning(line: Line) -> None:
    await line.say({"type": "ping"})
    assert await line.hear() == {"type": "pong"}
    await line.say({"type": "pong", "payload": None})
    await line.begin()


async def test_whoever_does_not_begin_is_closed(line: Line) -> None:
    await line.say({"type": "ping"})
    assert await line.close_code() == 4408


async def test_bad_credentials_close_with_4403(line: Line) -> None:
    await line.say({"type": "connection_init", "payload": {"token": "bad"}})
    assert await line.close_code() == 4403


@pytest.mark.parametrize("origin", ["http://evil", "null", "http://[bad"])
async def test_a_foreign_origin_never_gets_in(server: Server, origin: str) -> None:
    with pytest.raises(websockets.InvalidStatus) as refused:
        async with server.socket(origin=origin):
            pass
    assert refused.value.response.status_code == 403
    async with server.socket(origin=f"http://{server.address}") as connection:
        await Line(connection).begin()


async def test_another_protocol_is_closed_with_4406(server: Server) -> None:
    async with server.socket(subprotocols=["graphql-ws"]) as connection:
        assert await Line(connection).close_code() == 4406


@pytest.mark.parametrize(
    "message",
    [
        "[]",
        "5",
        "null",
        '"x"',
        "",
        "{",
        "{}",
        '{"type": 5}',
        '{"type": null}',
        '{"type": "nothing"}',
        '{"type": "ping", "payload": []}',
        "[" * 100_000,
        '{"type": "subscribe"}',
        '{"type": "subscribe", "id": {}}',
        '{"type": "subscribe", "id": ""}',
        '{"type": "subscribe", "id": 5, "payload": {"query": "{ hello }"}}',
        '{"type": "complete", "id": {}}',
        '{"type": "complete"}',
        '{"type": "\\ud800"}',
        "9" * 100_000,
        '{"type": "subscribe", "id": "' + "x" * 999 + '"}',
    ],
)
@pytest.mark.parametrize("begun", [False, True])
async def test_a_message_outside_the_protocol_closes_with_4400(line: Line, message: str, begun: bool) -> None:
    if begun:
        await line.begin()
    await line.say(message)
    assert await line.close_code() == 4400


async def test_a_beginning_with_a_strange_payload_closes_with_4400(line: Line) -> None:
    await line.say({"type": "connection_init", "payload": 5})
    assert await line.close_code() == 4400


async def test_a_beginning_without_a_payload_is_one(line: Line) -> None:
    await line.say({"type": "connection_init", "payload": None})
    assert await line.hear() == {"type": "connection_ack"}


MESSAGES = st.fixed_dictionaries(
    {"type": st.sampled_from(["connection_init", "ping", "pong", "subscribe", "complete", "next"]) | ANY_JSON},
    optional={
        "id": st.sampled_from(["1", "2"]) | ANY_JSON,
        "payload": ANY_JSON
        | st.fixed_dictionaries(
            {"query": st.sampled_from(["{ hello }", "subscription { events { number } }"]) | ANY_JSON},
            optional={"variables": ANY_JSON, "operationName": ANY_JSON, "extensions": ANY_JSON},
        ),
    },
)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(messages=st.lists(MESSAGES | ANY_JSON, max_size=4), begun=st.booleans())
async def test_no_json_whatever_is_met_with_silence(server: Server, messages: list[object], begun: bool) -> None:
    async with server.socket() as connection:
        line = Line(connection)
        if begun:
            await line.begin()
        with suppress(websockets.ConnectionClosed):
            for message in [*messages, {"type": "ping"}]:
                await line.say(json.dumps(message))
            while (await line.hear())["type"] != "pong":
                pass
    assert connection.close_code in {1000, 4400, 4401, 4409, 4429}


async def test_bytes_close_with_4400(line: Line) -> None:
    await line.connection.send(b'{"type": "ping"}')
    assert await line.close_code() == 4400


async def test_a_frame_over_256_kilobytes_is_refused(line: Line) -> None:
    await line.say('{"type": "ping", "payload": {"x": "' + "x" * 256 * 1024 + '"}}')
    assert await line.close_code() == 1009


async def test_the_order_of_the_protocol_is_kept(server: Server) -> None:
    async with server.socket() as connection:
        await Line(connection).ask("{ hello }")
        assert await Line(connection).close_code() == 4401
    async with server.socket() as connection:
        line = await Line(connection).begin()
        await line.say({"type": "connection_init"})
        assert await line.close_code() == 4429
    async with server.socket() as connection:
        line = await Line(connection).begin()
        await line.ask("subscription { events { number } }")
        await line.ask("{ hello }")
        assert await line.close_code() == 4409


@pytest.mark.parametrize(
    "payload",
    [
        None,
        5,
        [],
        {},
        {"query": 5},
        {"query": None},
        {"query": ""},
        {"query": "{"},
        {"query": "{ nothing }"},
        {"query": "{ hello }", "variables": []},
        {"query": "{ hello }", "variables": "x"},
        {"query": "{a" * 3_000},
        {"query": "{ hello }", "operationName": 5},
        {"query": "{ hello }", "operationName": "Other"},
        {"query": "subscription ($to: Int!) { count(to: $to) }"},
        {"query": "mutation { mark }"},
        {"query": "subscription ($to: Int!) { count(to: $to) }", "variables": {"to": "x"}},
        {"query": "subscription { events @skip(if: true) { number } }"},
        {"query": "subscription { ...F } "},
        {"query": "subscription { ...F } fragment F on Subscription { events { number } }"},
        {"query": 'subscription { events(word: "refuse") { number } }'},
        {"query": "subscription ($x: Int) { events(after: $x) { number } }", "variables": {"x": "y"}},
        {"query": "query ($s: Shape!) { sides(shape: $s) }", "variables": {"s": 5}},
        {
            "query": "{ hello }",
            "variables": {"deep": [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]},
        },
    ],
)
async def test_a_bad_operation_ends_alone(line: Line, payload: Any) -> None:
    await line.begin()
    await line.say({"type": "subscribe", "id": "bad", "payload": payload})
    answer = await line.hear()
    assert (answer["type"], answer["id"]) == ("error", "bad")
    assert answer["payload"][0]["message"]
    await line.ask("{ hello }", "bad")
    assert (await line.hear())["payload"] == {"data": {"hello": "hello world"}}


async def test_failures_in_a_stream_are_masked(line: Line) -> None:
    await line.begin()
    await line.ask("subscription { fails }")
    assert (await line.hear())["payload"] == {"data": {"fails": 1}}
    answer = await line.hear()
    assert answer["type"] == "error"
    assert answer["payload"][0]["message"] == "Internal error"


async def test_a_refusal_of_the_source_is_said_in_words(line: Line) -> None:
    await line.begin()
    await line.ask('subscription { events(word: "refuse") { number } }')
    assert (await line.hear())["payload"] == [{"message": "no such word", "extensions": {"code": "NOT_FOUND"}}]


async def test_a_source_that_cannot_go_on_makes_the_client_come_again(line: Line) -> None:
    await line.begin()
    await line.ask('subscription { events(word: "resume") { number } }')
    assert await line.close_code() == 4408


async def test_a_socket_holds_only_so_many_operations(line: Line) -> None:
    await line.begin()
    for number in range(5):
        await line.ask("subscription { events { number } }", str(number))
    answer = await line.hear()
    assert (answer["type"], answer["id"]) == ("error", "4")
    await line.say({"type": "complete", "id": "0"})
    await line.ask("{ hello }", "0")
    assert (await line.hear())["id"] == "0"


async def test_signing_out_ends_that_persons_sockets(server: Server) -> None:
    async with server.socket() as one, server.socket() as other:
        li, wang = await Line(one).begin(token="Li"), await Line(other).begin(token="Wang")
        await li.ask("subscription { events { number } }")
        assert server.endpoint.close_sockets(lambda context: context.person == "Li") == 1
        assert await li.close_code() == 4401
        await wang.ask("{ hello }")
        assert (await wang.hear())["type"] == "next"
    await asyncio.sleep(0.05)
    assert not server.endpoint.sockets
    assert not server.events.members


async def test_a_client_that_vanishes_leaves_nothing_behind(server: Server) -> None:
    async with server.socket() as connection:
        line = await Line(connection).begin()
        await line.ask("subscription { events { number } }")
        await line.ask("subscription { flood }", "2")
        connection.transport.abort()
    await asyncio.sleep(0.1)
    assert not server.endpoint.sockets
    assert not server.events.members


async def test_a_flood_waits_for_its_reader(server: Server) -> None:
    async with server.socket(max_queue=1, close_timeout=0.1) as connection:
        line = await Line(connection).begin()
        await line.ask("subscription { flood }")
        await asyncio.sleep(0.3)
        (socket,) = server.endpoint.sockets
        assert len(socket.outlet._frames) <= 2
        async with httpx.AsyncClient(base_url=f"http://{server.address}") as http:
            assert (await http.get("/graphql", params={"query": "{ hello }"})).status_code == 200


async def test_a_reader_that_never_reads_again_is_cut_off(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gridcall.http.websocket.SECONDS_TO_CLOSE", 0.1)
    async with server.socket(max_queue=1, close_timeout=0.1) as connection:
        line = await Line(connection).begin()
        await line.ask("subscription { flood }")
        connection.transport.pause_reading()
        await asyncio.sleep(0.2)
        server.endpoint.close_sockets(lambda context: True)
        await asyncio.sleep(0.3)
        assert not server.endpoint.sockets
        connection.transport.resume_reading()
        assert await line.close_code() == 1006


async def test_half_a_handshake_hurts_nobody(server: Server) -> None:
    host, port = server.address.split(":")
    with socket.create_connection((host, int(port))) as raw:
        raw.sendall(b"GET /graphql HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n")
    async with server.socket() as connection:
        await Line(connection).begin()
