"""The walls once more, from outside: `gridcall serve` as it runs, with all that its server adds."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
import websockets
from tests.cast import furnish
from tests.storage.killing import server

from gridcall import clock, db
from gridcall.people import sessions
from gridcall.settings import Settings

SCREENS = ("/", "/%00", "/..%2f..%2f..%2fetc/passwd", "/%ed%a0%80", f"/{'a' * 5_000}")


@pytest.fixture
async def address(database: str, tmp_path: Path) -> AsyncIterator[str]:
    async with server(Settings(data=tmp_path, database_url=database)) as made:
        await made.start()
        yield made.address


@pytest.mark.only("sqlite")  # nothing here is the database's
async def test_the_walls_of_a_real_server(address: str) -> None:
    world = await furnish()
    async with db.transaction():
        token, _ = await sessions.start(world.persons["resident"], "test", clock.now())
    async with httpx.AsyncClient(base_url=address) as http:
        await _says_nothing_of_itself(http)
        await _takes_no_strange_bodies(http)
        await _hears_out_who_sends_too_much(http, token)
        await _does_nothing_for_another_site(http, token)
    await _keeps_its_websocket(address)


async def _says_nothing_of_itself(http: httpx.AsyncClient) -> None:
    for path in (*SCREENS, "/healthz", "/graphql", "/media/x", "/nowhere.js"):
        answer = await http.get(path)
        assert "server" not in answer.headers, path
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert answer.status_code < 500 or answer.text.startswith("The app is not built yet"), path
    for query in ("{ __schema { types { name } } }", "{ snapz }"):
        errors = (await http.post("/graphql", json={"query": query})).json()["errors"]
        assert "data" not in errors
        assert "Did you mean" not in str(errors)


async def _takes_no_strange_bodies(http: httpx.AsyncClient) -> None:
    kind = {"content-type": "application/json"}
    for body in (b"null", b"9" * 200_000, b"[" * 100_000, b"\xff", b'{"query":"\\ud800"}'):
        assert (await http.post("/graphql", content=body, headers=kind)).status_code == 400
    assert (await http.post("/graphql", content=b" " * 300_000, headers=kind)).status_code == 413
    assert (await http.post("/graphql", files={"map": b"null"})).status_code == 415


async def _hears_out_who_sends_too_much(http: httpx.AsyncClient, token: str) -> None:
    """Who is cut off while it sends reads no answer, and would send the same again for ever."""

    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(200):
            yield b" " * 100_000
            await asyncio.sleep(0)

    ours = {"authorization": f"Bearer {token}", "x-gridcall": "1", "content-type": "application/json"}
    assert (await http.post("/graphql", content=pieces(), headers=ours)).status_code == 413
    photo = {**ours, "content-type": "image/jpeg", "content-length": "20000000"}
    answer = await http.put(f"/media/photos/{clock.new_id()}", content=pieces(), headers=photo)
    assert (answer.status_code, answer.json()["code"]) == (413, "TOO_LARGE")


async def _does_nothing_for_another_site(http: httpx.AsyncClient, token: str) -> None:
    """With the cookie, which a browser sends along, but from a page of somebody else."""
    foreign = {"cookie": f"{sessions.COOKIE_IN_THE_OPEN}={token}", "origin": "https://evil.example"}
    act = {"query": "mutation { signOut { __typename } }"}
    assert (await http.post("/graphql", json=act, headers=foreign)).status_code == 403
    photo = f"/media/photos/{clock.new_id()}"
    assert (await http.put(photo, content=b"x", headers={**foreign, "content-type": "image/jpeg"})).status_code == 400
    own = {"authorization": f"Bearer {token}"}
    answer = await http.post("/graphql", json={"query": "{ me { unread } }"}, headers=own)
    assert answer.json() == {"data": {"me": {"unread": 0}}}, "still signed in"


async def _keeps_its_websocket(address: str) -> None:
    place = f"{address.replace('http', 'ws')}/graphql"
    spoken = [websockets.Subprotocol("graphql-transport-ws")]
    with pytest.raises(websockets.InvalidStatus):
        async with websockets.connect(place, subprotocols=spoken, origin=websockets.Origin("https://evil.example")):
            pass
    for frame, code in (("x" * 300_000, 1009), ("[" * 100_000, 4400), ("5", 4400)):
        async with websockets.connect(place, subprotocols=spoken) as line, asyncio.timeout(5):
            await line.send(frame)
            with pytest.raises(websockets.ConnectionClosedError):
                await line.recv()
            assert line.close_code == code
