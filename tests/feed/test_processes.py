"""The feed between real processes: they hear each other, and a restart loses and doubles nothing."""

from pathlib import Path

import pytest
import websockets
from tests.cast import CELL, STREET, World
from tests.feed.happenings import record, taken
from tests.feed.processes import Phone, free_port, serving, two_processes

from gridcall import clock, db
from gridcall.outbox import Audience
from gridcall.people import sessions
from gridcall.settings import Settings


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    return Settings(data=tmp_path, database_url=database_url, demo=True)


async def _token(world: World, name: str) -> str:
    async with db.transaction():
        token, _ = await sessions.start(world.persons[name], "test", clock.now())
    return token


TAKE = "mutation($input: TakeSnapInput!) { takeSnap(input: $input) { ... on Snap { id } } }"
SNAP = {"photos": [], "place": "", "category": "ROAD", "words": "井盖移位", "cellCode": CELL, "fixedOnTheSpot": False}


@pytest.mark.only("postgres")  # SQLite is served by one process
async def test_two_processes_hear_each_other(world: World, settings: Settings) -> None:
    token = await _token(world, "worker")
    async with (
        two_processes(settings) as (first, second),
        Phone(first, token).feed() as here,
        Phone(second, token).feed() as there,
    ):
        started = clock.monotonic()
        await record(taken("1"), Audience(CELL))  # in a third process: this one
        assert (await here.until("snap.taken"))["code"] == CELL
        await there.until("snap.taken")
        assert clock.monotonic() - started < 2
        await Phone(second, token).do(TAKE, input={**SNAP, "id": str(clock.new_id()), "takenAt": str(clock.now())})
        assert (await here.until("snap.taken"))["code"] == (await there.until("snap.taken"))["code"] == CELL


@pytest.mark.only("postgres")  # SQLite is served by one process
async def test_signing_out_in_one_process_ends_the_subscription_in_the_other(world: World, settings: Settings) -> None:
    token, other = await _token(world, "worker"), await _token(world, "worker")
    async with two_processes(settings) as (first, second):
        async with Phone(first, token).feed() as ended, Phone(first, other).feed() as kept:
            await record(taken("1"), Audience(CELL))
            await ended.until("snap.taken")
            await kept.until("snap.taken")
            await Phone(second, token).do("mutation { signOut { ... on Done { ok } } }")
            assert await ended.close_code() == 4401
            await record(taken("2"), Audience(CELL))
            await kept.until("snap.taken")
        with pytest.raises(websockets.ConnectionClosedError, match="4403"):
            async with Phone(first, token).feed():
                pass


async def test_ending_a_post_ends_its_holders_subscription_who_comes_back_with_fewer_rights(
    world: World, settings: Settings
) -> None:
    token, office = await _token(world, "worker"), await _token(world, "administrator")
    async with serving(settings) as address:
        phone = Phone(address, token)
        async with phone.feed() as feed:
            await record(taken("1"), Audience(CELL))
            cursor = (await feed.until("snap.taken"))["cursor"]
            ended = f'endPost(id: "{world.posts["worker"]}", on: "{clock.today()}") {{ __typename }}'
            answer = await Phone(address, office).do(f"mutation {{ {ended} }}")
            assert answer["endPost"]["__typename"] == "Post"
            assert await feed.close_code() == 4410
        async with phone.feed(after=cursor) as feed:
            await record(taken("2"), Audience(CELL))
            await record(taken("3"), Audience(CELL, persons=[world.persons["worker"]]))
            assert (await feed.until("snap.taken"))["snap"]["words"] == "3"


async def test_a_restart_in_the_middle_of_a_run_loses_and_doubles_nothing(world: World, settings: Settings) -> None:
    port, heard, cursor = free_port(), list[str](), None
    public = Audience(CELL, public=True)
    for part in "ab":
        if cursor:
            await record(taken(f"{part}0"), public)  # while nobody serves
        async with (
            serving(settings, port) as address,
            Phone(address).feed(after=cursor, within=STREET) as feed,
        ):
            while cursor and heard[-1] != f"{part}0":
                heard.append((await feed.next())["snap"]["words"])
            for number in "123":
                await record(taken(part + number), public)
                event = await feed.next()
                heard.append(event["snap"]["words"])
                cursor = event["cursor"]
    assert heard == ["a1", "a2", "a3", "b0", "b1", "b2", "b3"]
