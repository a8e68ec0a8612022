"""Taking a snap: where it lies, who hears, and what happens when the same request comes again."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from tests.cast import CELL, DISTRICT, NEXT_CELL, World
from tests.grid.shifting import from_wgs84
from tests.snaps.scene import SETTINGS, actor, everything, last_event, take, told

from gridcall import clock, db
from gridcall.errors import IdempotencyConflict, InvalidInput, NotAllowed
from gridcall.grid.coordinates import CoordinateSystem
from gridcall.snaps import actions, lists, queries
from gridcall.snaps.actions import NewSnap
from gridcall.snaps.categories import SnapCategory
from gridcall.snaps.places import Point
from gridcall.snaps.scopes import Ask, Filter, SnapScope
from gridcall.snaps.workflow import SnapStatus

INSIDE = (117.102, 36.662)


def point(crs: CoordinateSystem, lon_lat: tuple[float, float] = INSIDE) -> Point:
    lon, lat = from_wgs84(lon_lat, crs)
    return Point(lon, lat, crs, 12.0)


@pytest.mark.parametrize("crs", list(CoordinateSystem))
async def test_the_cell_and_its_worker_follow_from_the_place(crs: CoordinateSystem, place: World) -> None:
    snap = await take(place, cell_code=None, point=point(crs), place="")
    assert (snap.code, snap.cell_code, snap.cell_name) == (CELL, CELL, "001 网格")
    assert snap.place == "智远街道 盛福明城社区 001 网格"
    assert (snap.lon, snap.lat) == pytest.approx(INSIDE, abs=1e-6)
    assert snap.sent_crs == crs
    assert told(await last_event(), place) == {"worker": True}


async def test_a_cell_chosen_by_hand_wins_over_the_point(place: World) -> None:
    snap = await take(place, cell_code=NEXT_CELL, point=point(CoordinateSystem.WGS84))
    assert (snap.code, snap.lon) == (NEXT_CELL, INSIDE[0])


async def test_where_nobody_serves_the_nearest_desk_is_told(place: World) -> None:
    await take(place, cell_code=NEXT_CELL)
    assert told(await last_event(), place) == {"clerk": True, "head": True}


async def test_a_worker_who_has_left_is_not_waited_for(place: World) -> None:
    async with db.transaction():
        await db.execute("UPDATE persons SET disabled = $1 WHERE id = $2", True, place.persons["worker"])
    snap = await take(place)
    assert told(await last_event(), place) == {"specialist": True}
    desk = Ask(actor(place, "specialist"), Filter(SnapScope.NEEDS_ME), clock.now(), 0.75, 7)
    assert (await lists.page(desk, 5, None)).snaps == [snap]


async def test_without_a_place_it_waits_at_the_district_to_be_placed(place: World) -> None:
    snap = await take(place, cell_code=None, place="东门外小桥")
    assert (snap.code, snap.cell_code, snap.place) == (DISTRICT, None, "东门外小桥")
    assert told(await last_event(), place) == {"dispatcher": True}


async def test_far_outside_of_every_cell_it_belongs_to_none(place: World) -> None:
    far = await take(place, cell_code=None, point=point(CoordinateSystem.WGS84, (117.2, 36.7)))
    near = await take(place, cell_code=None, point=point(CoordinateSystem.WGS84, (117.102, 36.6595)))
    assert (far.code, near.code) == (DISTRICT, CELL)


async def test_what_was_taken_offline_keeps_both_times(place: World) -> None:
    now = clock.now()
    snap = await take(place, taken_at=now - timedelta(hours=5), now=now)
    assert (snap.taken_at, snap.arrived_at) == (now - timedelta(hours=5), now)
    assert snap.due_at == now + timedelta(hours=24), "the limit runs from the arrival"
    entry = (await queries.timelines([snap.id]))[str(snap.id)][0]
    assert (entry.made_at, entry.at) == (now - timedelta(hours=5), now)


async def test_a_phone_whose_clock_runs_ahead_has_taken_it_now(place: World) -> None:
    now = clock.now()
    snap = await take(place, taken_at=now + timedelta(days=400), now=now)
    assert snap.taken_at == now


async def test_a_phone_whose_clock_was_reset_has_taken_it_now(place: World) -> None:
    now = clock.now()
    snap = await take(place, taken_at=now - timedelta(days=9000), now=now)
    assert snap.taken_at == now


async def test_what_no_database_can_store_is_left_out(place: World) -> None:
    snap = await take(place, words="井\0盖\ud800", place="路\udfff口")
    assert (snap.words, snap.place) == ("井盖", "路口")


async def test_events_carry_no_numbers(place: World) -> None:
    await take(place, words="找我：13812345678，身份证 370102199001011234", place="0531-88881234 门口")
    head = (await last_event())["payload"]
    assert head["words"] == f"找我：{'*' * 11}，身份证 {'*' * 18}"
    assert head["place"] == f"{'*' * 13} 门口"
    assert "reporter_id" not in head


async def test_fixed_on_the_spot_by_who_may_and_nobody_else(place: World) -> None:
    snap = await take(place, "worker", fixed_on_the_spot=True)
    assert (snap.status, snap.assignee_id, snap.solved_at) == (
        SnapStatus.SOLVED,
        place.persons["worker"],
        snap.arrived_at,
    )
    assert told(await last_event(), place) == {}
    for name in ("resident", "worker_2", "supervisor"):
        before = await everything()
        with pytest.raises(NotAllowed):
            await take(place, name, fixed_on_the_spot=True)
        assert await everything() == before


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"words": "  "}, "words"),
        ({"words": "长" * 501}, "words"),
        ({"place": "长" * 101}, "place"),
        ({"cell_code": "370102013006999"}, "cellCode"),
        ({"cell_code": DISTRICT}, "cellCode"),
        ({"photos": [(clock.new_id(), "0" * 64)]}, "photos"),
        ({"photos": [(clock.new_id(), "0" * 64) for _ in range(7)]}, "photos"),
        ({"point": Point(float("nan"), 36.0, CoordinateSystem.WGS84)}, "point"),
        ({"point": Point(181.0, 36.0, CoordinateSystem.WGS84)}, "point"),
    ],
)
async def test_what_cannot_be_taken_changes_nothing(facts: dict[str, object], field: str, place: World) -> None:
    before = await everything()
    with pytest.raises(InvalidInput) as refused:
        await take(place, **facts)
    assert refused.value.field == field
    assert await everything() == before


async def test_the_same_request_again_gets_the_first_answer(place: World) -> None:
    now = clock.now()
    new = NewSnap(clock.new_id(), SnapCategory.ROAD, now, "井盖", "路口", cell_code=CELL)
    resident = actor(place, "resident")
    first = await actions.take_snap(resident, new, settings=SETTINGS, now=now)
    before = await everything()
    assert await actions.take_snap(resident, new, settings=SETTINGS, now=now + timedelta(hours=1)) == first
    for person, other in ((resident, replace(new, words="别的")), (actor(place, "neighbour"), new)):
        with pytest.raises(IdempotencyConflict):
            await actions.take_snap(person, other, settings=SETTINGS, now=now)
    assert await everything() == before


async def test_the_same_request_twice_at_once_is_taken_once(place: World) -> None:
    now = clock.now()
    new = NewSnap(clock.new_id(), SnapCategory.ROAD, now, "井盖", "路口", cell_code=CELL)
    resident = actor(place, "resident")
    answers = await asyncio.gather(*(actions.take_snap(resident, new, settings=SETTINGS, now=now) for _ in range(5)))
    assert all(answer == answers[0] for answer in answers)
    assert await db.value("SELECT count(*) FROM snaps") == 1
    assert await db.value("SELECT count(*) FROM outbox") == 1
