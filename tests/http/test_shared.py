"""Equal subscriptions are executed once per event, in order, from the cursor on."""

import asyncio
from contextlib import AsyncExitStack

import pytest
from tests.http import little_schema
from tests.http.lines import Line, Server

FOLLOW = "subscription ($after: Int) { events(after: $after) { number text } }"
COUNT = "subscription ($after: Int) { events(after: $after) { number counted } }"


async def joined(server: Server, line: Line, query: str = FOLLOW, **variables: object) -> None:
    """Subscribe, and wait until it is live."""
    members = len(server.events.members)
    await line.begin()
    await line.ask(query, variables=variables)
    while len(server.events.members) == members:  # noqa: ASYNC110
        await asyncio.sleep(0.01)


async def numbers(line: Line, count: int) -> list[int]:
    heard = [await line.hear() for _ in range(count)]
    return [message["payload"]["data"]["events"]["number"] for message in heard]


async def test_an_event_is_executed_once_for_all_that_ask_alike(server: Server) -> None:
    async with AsyncExitStack() as stack:
        lines = [Line(await stack.enter_async_context(server.socket())) for _ in range(5)]
        for line in lines:
            await joined(server, line, COUNT)
        server.events.happen("a")
        server.events.happen("b")
        heard = [[await line.hear(), await line.hear()] for line in lines]
        assert all(answers == heard[0] for answers in heard)
    assert little_schema.executions == [0, 1]


async def test_other_documents_are_other_groups(server: Server) -> None:
    async with server.socket() as one, server.socket() as other:
        full, short = Line(one), Line(other)
        await joined(server, full)
        await joined(server, short, "subscription { events { text } }")
        server.events.happen("a")
        assert (await full.hear())["payload"]["data"]["events"] == {"number": 0, "text": "a"}
        assert (await short.hear())["payload"]["data"]["events"] == {"text": "a"}


async def test_variables_inside_the_selection_part_the_groups(server: Server) -> None:
    query = "subscription ($long: Boolean!) { events { number text @include(if: $long) } }"
    async with server.socket() as one, server.socket() as other:
        full, short = Line(one), Line(other)
        await joined(server, full, query, long=True)
        await joined(server, short, query, long=False)
        server.events.happen("a")
        assert (await full.hear())["payload"]["data"]["events"] == {"number": 0, "text": "a"}
        assert (await short.hear())["payload"]["data"]["events"] == {"number": 0}


async def test_whoever_comes_back_gets_what_was_missed_and_then_what_happens(server: Server) -> None:
    for text in "abcdef":
        server.events.happen(text)
    async with server.socket() as one, server.socket() as other:
        early, late = Line(one), Line(other)
        await joined(server, early, after=1)
        await joined(server, late, after=4)
        server.events.happen("g")
        assert await numbers(early, 5) == [2, 3, 4, 5, 6]
        assert await numbers(late, 2) == [5, 6]


async def test_a_slow_reader_is_cut_off_and_slows_nobody(server: Server) -> None:
    async with server.socket(max_queue=1) as one, server.socket() as other:
        slow, quick = Line(one), Line(other)
        await joined(server, slow)
        await joined(server, quick)
        one.transport.pause_reading()
        for number in range(400):
            server.events.happen("x" * 50_000)
            assert await numbers(quick, 1) == [number]
        one.transport.resume_reading()
        assert await slow.close_code() == 4408
    assert not server.events.members


async def test_a_failure_is_masked_and_stops_no_later_event(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    async with server.socket() as connection:
        line = Line(connection)
        await joined(server, line, "subscription { events { number broken } }")
        server.events.happen("a")
        payload = (await line.hear())["payload"]
        assert payload["data"] == {"events": {"number": 0, "broken": None}}
        assert payload["errors"][0]["message"] == "Internal error"
        with monkeypatch.context() as broken:
            broken.delattr(little_schema.Events, "shared_context")
            server.events.happen("b")
            assert (await line.hear())["payload"]["errors"][0]["message"] == "Internal error"
        server.events.happen("c")
        assert (await line.hear())["payload"]["data"]["events"]["number"] == 2


async def test_leaving_a_group_leaves_it_to_the_others(server: Server) -> None:
    async with server.socket() as one, server.socket() as other:
        leaving, staying = Line(one), Line(other)
        await joined(server, leaving)
        await joined(server, staying)
        await leaving.say({"type": "complete", "id": "1"})
        await leaving.say({"type": "ping"})
        assert await leaving.hear() == {"type": "pong"}
        server.events.happen("a")
        assert await numbers(staying, 1) == [0]
        await leaving.ask("{ hello }")
        assert (await leaving.hear())["payload"] == {"data": {"hello": "hello world"}}
