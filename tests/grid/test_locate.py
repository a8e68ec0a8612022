"""Locating: the right cell on the right day, dedicated before basic, the nearest outside, never stale."""

import math
import random
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.grid.squares import NOW, SIDE, SOUTH, TODAY, WEST, cell, file_of, middle, settle

from gridcall import clock, db
from gridcall.grid import actions, locate
from gridcall.grid.coordinates import metres_between
from gridcall.grid.locate import CellIndex, Found, Spot

LONG_AGO = date(1949, 10, 1)


def spot(code: str, kind: str = "basic", since: date = LONG_AGO, until: date | None = None) -> Spot:
    return Spot(code, code, code, kind, "370102013006", since, until)


def ring(west: float, south: float, side: float) -> list[list[float]]:
    east, north = west + side, south + side
    return [[west, south, east, south, east, north, west, north, west, south]]


def code_at(found: Found | None) -> str:
    assert found is not None
    return found.spot.code


async def test_a_point_finds_its_cell_and_its_names(database: str) -> None:
    await settle()
    found = await locate.find(middle(2), TODAY)
    assert found is not None
    assert (found.spot.code, found.inside, found.metres) == ("370102013006002", True, 0.0)
    index = await locate.current()
    assert str(index.names(found.spot.code)) == "智远街道 盛福明城社区 002 网格"


async def test_a_dedicated_cell_wins_over_the_basic_one_around_it(database: str) -> None:
    await settle(cell(1, 1), cell(2, 1.25, 0.25, kind="dedicated", side=0.5))
    assert code_at(await locate.find(middle(1), TODAY)) == "370102013006002"
    assert code_at(await locate.find((WEST + 1.1 * SIDE, SOUTH + 0.1 * SIDE), TODAY)) == "370102013006001"


async def test_outside_of_all_the_nearest_answers_with_its_distance(database: str) -> None:
    await settle()
    found = await locate.find((WEST + 4.5 * SIDE, SOUTH + 0.5 * SIDE), TODAY)
    assert found is not None
    assert (found.spot.code, found.inside) == ("370102013006003", False)
    assert found.metres == pytest.approx(0.5 * SIDE * 111_195 * math.cos(math.radians(36.6)), rel=1e-3)


async def test_without_cells_nothing_is_found(database: str) -> None:
    locate.forget()
    assert await locate.find((117, 36), TODAY) is None


async def test_another_process_notices_within_a_second(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    await settle()
    assert code_at(await locate.find(middle(1), TODAY)) == "370102013006001"
    monkeypatch.setattr(locate, "forget", lambda: None)  # as in the process that did not import
    await actions.import_cells(file_of(cell(7, 7)), now=NOW)
    monkeypatch.setattr(locate._held, "checked", -math.inf)  # a second later
    assert code_at(await locate.find(middle(7), TODAY)) == "370102013006007"


async def test_within_the_second_the_database_is_not_asked(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    await settle()
    await locate.current()
    monkeypatch.setattr(db, "value", None)
    assert code_at(await locate.find(middle(1), TODAY)) == "370102013006001"


async def test_the_version_tells_whether_a_phone_has_the_cells_of_today(database: str) -> None:
    await settle()
    before = await locate.version(TODAY)
    assert await locate.version(TODAY + timedelta(days=1)) == before
    await actions.import_cells(file_of(cell(7, 7, valid_from=str(TODAY + timedelta(days=1)))), now=NOW)
    announced = await locate.version(TODAY)
    assert len({before, announced, await locate.version(TODAY + timedelta(days=1))}) == 3


def test_each_day_has_its_cells() -> None:
    turn = date(2026, 6, 1)
    index = CellIndex(
        [spot("old", until=turn - timedelta(days=1)), spot("new", since=turn)], [ring(117, 36, 1)] * 2, {}
    )
    assert code_at(index.find((117.5, 36.5), turn - timedelta(days=1))) == "old"
    assert code_at(index.find((117.5, 36.5), turn)) == "new"
    assert index.find((117.5, 36.5), date(1900, 1, 1)) is None


def test_the_nearest_is_nearest_in_metres_and_not_in_degrees() -> None:
    """At 60 degrees north a degree of longitude is half as long."""
    index = CellIndex([spot("north"), spot("east")], [ring(10, 61.0, 0.5), ring(11.5, 60, 0.5)], {})
    assert code_at(index.find((10.2, 60.2), TODAY)) == "east"


def test_a_hole_is_outside_and_an_island_inside() -> None:
    outline = [*ring(117, 36, 1), *ring(117.3, 36.3, 0.2), *ring(119, 36, 1)]
    index = CellIndex([spot("1")], [outline], {})
    for point, inside in (((117.1, 36.1), True), ((117.4, 36.4), False), ((119.5, 36.5), True)):
        found = index.find(point, TODAY)
        assert found is not None
        assert found.inside is inside


@given(st.floats(-0.5, 10.5), st.floats(-0.5, 10.5))
def test_it_agrees_with_looking_at_every_cell(x: float, y: float) -> None:
    assume(min(x % 1, 1 - x % 1, y % 1, 1 - y % 1) > 1e-6)  # on a border both cells are right
    point = (117 + x * 0.01, 36 + y * 0.01)
    found = BOARD.find(point, TODAY)
    assert found is not None
    column, row = min(max(math.floor(x), 0), 9), min(max(math.floor(y), 0), 9)
    assert found.spot.code == f"{column}{row}"
    assert found.inside == (0 <= x <= 10 and 0 <= y <= 10)
    nearest = (min(max(point[0], 117), 117.1), min(max(point[1], 36), 36.1))
    assert found.metres == pytest.approx(metres_between(point, nearest), rel=0.01, abs=0.5)


BOARD = CellIndex(
    [spot(f"{column}{row}") for column in range(10) for row in range(10)],
    [ring(117 + column * 0.01, 36 + row * 0.01, 0.01) for column in range(10) for row in range(10)],
    {},
)


def test_thousands_of_cells_are_searched_in_microseconds() -> None:
    """Far slower machines than ours still pass; what it really takes is printed by `make bench`."""
    side = 60
    spots = [spot(f"{column:03}{row:03}") for column in range(side) for row in range(side)]
    rings = [ring(117 + c * 0.001, 36 + r * 0.001, 0.001) for c in range(side) for r in range(side)]
    index = CellIndex(spots, rings, {})
    chance = random.Random(1)  # noqa: S311
    points = [(117 + chance.random() * 0.06, 36 + chance.random() * 0.06) for _ in range(2000)]
    index.find(points[0], TODAY)
    before = clock.monotonic()
    for point in points:
        index.find(point, TODAY)
    assert (clock.monotonic() - before) / len(points) < 0.001
