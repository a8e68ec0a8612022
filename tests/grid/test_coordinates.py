"""Three coordinate systems: known points, and the way there and back from anywhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.grid.shifting import from_wgs84

from gridcall.grid.coordinates import (
    CoordinateSystem,
    gcj02_to_bd09,
    metres_between,
    to_wgs84,
    wgs84_to_gcj02,
)

in_the_country = st.tuples(st.floats(73.5, 134.5), st.floats(18.5, 53.0))
abroad = st.one_of(
    st.tuples(st.floats(-180, 71.9), st.floats(-89, 89)),
    st.tuples(st.floats(138, 180), st.floats(-89, 89)),
    st.tuples(st.floats(72.1, 137.8), st.floats(56, 89)),
)


def test_a_known_point_shifts_as_public_maps_shift_it() -> None:
    """Tiananmen: WGS-84 -> GCJ-02 as published with the formulas."""
    lon, lat = wgs84_to_gcj02((116.391349, 39.907375))
    assert lon == pytest.approx(116.397593, abs=2e-5)
    assert lat == pytest.approx(39.908777, abs=2e-5)


def test_baidu_shifts_once_more() -> None:
    lon, lat = gcj02_to_bd09((116.404, 39.915))
    assert lon == pytest.approx(116.41036949371029, abs=1e-9)
    assert lat == pytest.approx(39.92133699351021, abs=1e-9)


@given(in_the_country)
def test_the_shift_is_some_hundred_metres(point: tuple[float, float]) -> None:
    assert 10 < metres_between(point, wgs84_to_gcj02(point)) < 1500


@pytest.mark.parametrize("crs", CoordinateSystem)
@given(point=in_the_country)
def test_there_and_back_ends_where_it_began(crs: CoordinateSystem, point: tuple[float, float]) -> None:
    assert metres_between(point, to_wgs84(from_wgs84(point, crs), crs)) < 0.001


@pytest.mark.parametrize("crs", CoordinateSystem)
@given(point=in_the_country)
def test_back_and_there_ends_where_it_began(crs: CoordinateSystem, point: tuple[float, float]) -> None:
    assert metres_between(point, from_wgs84(to_wgs84(point, crs), crs)) < 0.001


@given(abroad)
def test_outside_china_nothing_is_shifted(point: tuple[float, float]) -> None:
    assert from_wgs84(point, CoordinateSystem.GCJ02) == point
    assert to_wgs84(point, CoordinateSystem.GCJ02) == point


def test_a_degree_of_latitude_is_111_kilometres() -> None:
    assert metres_between((117, 36), (117, 37)) == pytest.approx(111_195, rel=1e-4)
