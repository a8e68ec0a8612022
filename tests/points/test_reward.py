"""A snap that somebody else has solved earns its reporter points, once."""

import pytest
from tests.cast import World
from tests.points.ledger import balance_of, rewarding
from tests.snaps.scene import step, take

from gridcall import clock, db
from gridcall.points import verifying
from gridcall.points.rules import Holder
from gridcall.snaps.workflow import SnapStep


@pytest.fixture
async def place(furnished: World, database: str) -> World:
    await rewarding(points=1)
    return furnished


async def balance(place: World, name: str) -> int:
    return await balance_of(Holder.person(place.persons[name]).account)


async def test_a_solved_snap_earns_once_however_often_it_comes_back(place: World) -> None:
    snap = await take(place)
    for _ in range(2):
        snap = await step(place, "worker", SnapStep.TAKE_ON, snap)
        snap = await step(place, "worker", SnapStep.SOLVE, snap)
        assert await balance(place, "resident") == 1
        snap = await step(place, "resident", SnapStep.NOT_SOLVED, snap)
    assert (await verifying.verify()).ok


async def test_whose_duty_it_is_earns_nothing(place: World) -> None:
    snap = await take(place, "worker")
    snap = await step(place, "specialist", SnapStep.TAKE_ON, snap)
    await step(place, "specialist", SnapStep.SOLVE, snap)
    assert await balance(place, "worker") == 0
    assert await db.value("SELECT count(*) FROM points_transfers") == 0


async def test_what_is_fixed_on_the_spot_earns_whoever_had_reported_it_once(place: World) -> None:
    own = await take(place, "worker", fixed_on_the_spot=True)
    assert await balance(place, "worker") == 0, "seen and mended by oneself"
    snap, same = await take(place, words="另一处井盖"), clock.new_id()
    for _ in range(2):
        await step(place, "worker", SnapStep.FIX_ON_THE_SPOT, snap, id=same)
    assert await balance(place, "resident") == 1
    assert own.id != snap.id
    assert await db.value("SELECT count(*) FROM points_transfers") == 1
    assert (await verifying.verify()).ok
