"""Files of divisions and cells: all or nothing, faults with lines, the same file twice changes nothing."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from tests.grid.shifting import from_wgs84
from tests.grid.squares import DIVISIONS, NOW, TODAY, cell, file_of, middle, settle, square

from gridcall import db
from gridcall.grid import actions, locate, queries
from gridcall.grid.actions import Report
from gridcall.grid.coordinates import CoordinateSystem, metres_between
from gridcall.grid.reading import read
from gridcall.grid.rules import DivisionKind


async def import_cells(*features: dict[str, Any], **options: Any) -> Report:
    return await actions.import_cells(file_of(*features), **{"now": NOW, **options})


async def rows_and_events() -> tuple[int, int, int]:
    counts = []
    for table in ("divisions", "grid_cells", "outbox"):
        counts.append(await db.value(f"SELECT count(*) FROM {table}"))
    return counts[0], counts[1], counts[2]


def told(report: Report) -> list[tuple[int, str, str]]:
    return [(fault.line, fault.field, fault.reason) for fault in report.faults]


async def test_the_bureaus_padded_codes_become_prefixes(database: str) -> None:
    report = await actions.import_divisions(DIVISIONS, now=NOW)
    assert (report.added, report.faults) == (6, ())
    divisions = await queries.divisions("37", None, TODAY)
    assert [(row["code"], row["parent_code"]) for row in divisions][:3] == [
        ("37", None),
        ("3701", "37"),
        ("370102", "3701"),
    ]
    (street,) = await queries.divisions("37", DivisionKind.STREET, TODAY)
    assert street["name"] == "智远街道"


async def test_the_same_file_twice_changes_nothing(database: str) -> None:
    await settle()
    before = await rows_and_events()
    later = NOW + timedelta(days=40)
    divisions = await actions.import_divisions(DIVISIONS, now=later)
    cells = await import_cells(cell(1, 1), cell(2, 2), cell(3, 3), now=later)
    assert (divisions.added, divisions.changed, divisions.unchanged) == (0, 0, 6)
    assert (cells.added, cells.changed, cells.unchanged) == (0, 0, 3)
    assert await rows_and_events() == before


async def test_a_dry_run_reports_and_writes_nothing(database: str) -> None:
    await actions.import_divisions(DIVISIONS, now=NOW)
    before = await rows_and_events()
    report = await import_cells(cell(1, 1), cell(2, 2), dry_run=True)
    assert (report.added, report.dry_run) == (2, True)
    assert await rows_and_events() == before


async def test_an_import_is_one_event_that_everybody_hears(database: str) -> None:
    await settle()
    event = await db.row("SELECT kind, code, public FROM outbox ORDER BY seq DESC LIMIT 1")
    assert event is not None
    assert (event["kind"], event["code"], bool(event["public"])) == ("grid.imported", "37010201300600", True)


async def test_every_fault_is_told_with_its_line_and_nothing_is_written(database: str) -> None:
    await settle(cell(9, 9))
    before = await rows_and_events()
    bow_tie = cell(4, 4)
    bow_tie["geometry"]["coordinates"][0][1], bow_tie["geometry"]["coordinates"][0][2] = square(4)[0][2:0:-1]
    report = await import_cells(
        cell(1, 1, kind="round"),
        cell(2, 2, name=""),
        cell(3, 3, code="3701020130070010"),
        bow_tie,
        cell(5, 5, community_code="370102099001", code="370102099001005"),
        cell(6, 6),
        cell(6, 7),
        cell(8, 8.5),
        cell(10, 10, valid_from="2026-02-30"),
    )
    assert told(report) == [
        (2, "kind", "not_a_kind"),
        (3, "name", "required"),
        (4, "code", "too_long"),
        (4, "code", "code_not_under"),
        (5, "outline", "outline_invalid"),
        (6, "community_code", "division_unknown"),
        (8, "code", "line_repeated"),
        (9, "outline", "cells_overlap"),
        (10, "valid_from", "not_a_day"),
    ]
    assert await rows_and_events() == before


async def test_imports_at_once_see_each_other(database: str) -> None:
    """All check the same empty map; those that write later check again, and find the ground taken."""
    await actions.import_divisions(DIVISIONS, now=NOW)
    reports = await asyncio.gather(*(import_cells(cell(number, number / 2)) for number in range(1, 5)))
    stored = await queries.cells("370102", TODAY)
    assert len(stored) == sum(report.added for report in reports) < 4
    assert {fault.reason for report in reports for fault in report.faults} == {"cells_overlap"}


async def test_borders_drawn_a_little_differently_are_no_overlap(database: str) -> None:
    assert (await settle(cell(1, 1), cell(2, 1.9995))).faults == ()


async def test_a_dedicated_cell_may_lie_in_a_basic_one(database: str) -> None:
    report = await settle(cell(1, 1), cell(2, 1.2, 0.2, kind="dedicated", side=0.5))
    assert report.faults == ()


async def test_swapped_coordinates_are_noticed(database: str) -> None:
    await actions.import_divisions(DIVISIONS, now=NOW)
    swapped = cell(1, 1)
    swapped["geometry"]["coordinates"] = [[[lat, lon] for lon, lat in square(1)[0]]]
    assert told(await import_cells(swapped)) == [(2, "outline", "outline_range")]


async def test_a_new_outline_leaves_the_old_one_to_its_days(database: str) -> None:
    await settle()
    report = await import_cells(cell(1, 11, valid_from="2026-12-01"))
    assert (report.added, report.changed) == (1, 1)
    november, december = TODAY, TODAY + timedelta(days=10)
    for day, column in ((november, 1), (december, 11)):
        found = await locate.find(middle(column), day)
        assert found is not None
        assert (found.spot.code, found.inside) == ("370102013006001", True)
    again = await import_cells(cell(1, 11, valid_from="2026-12-01"))
    assert (again.added, again.changed, again.unchanged) == (0, 0, 1)


async def test_an_undated_change_holds_from_today(database: str) -> None:
    await settle()
    await import_cells(cell(1, 1, name="一号网格"))
    (old, new) = await db.rows(
        "SELECT name, valid_from, valid_to FROM grid_cells WHERE code = '370102013006001' ORDER BY valid_from"
    )
    assert (old["valid_to"], new["valid_from"], new["valid_to"]) == (TODAY - timedelta(days=1), TODAY, None)
    corrected = await import_cells(cell(1, 1, name="第一网格"))
    assert (corrected.added, corrected.changed) == (0, 1)


async def test_a_cell_can_end(database: str) -> None:
    await settle()
    ended = cell(3, 3, valid_to="2026-11-30")
    assert (await import_cells(ended)).changed == 1
    assert (await import_cells(ended)).unchanged == 1
    assert len(await queries.cells("370102", TODAY + timedelta(days=8))) == 2


async def test_a_file_in_gcj02_lands_where_it_should(database: str) -> None:
    await actions.import_divisions(DIVISIONS, now=NOW)
    shifted = cell(1, 1)
    ring = [from_wgs84((lon, lat), CoordinateSystem.GCJ02) for lon, lat in square(1)[0]]
    shifted["geometry"]["coordinates"] = [ring]
    await import_cells(shifted, crs=CoordinateSystem.GCJ02)
    (stored,) = await queries.cells("370102", TODAY)
    corners = list(zip(stored["outline"][0][::2], stored["outline"][0][1::2], strict=True))
    assert max(metres_between(a, (b[0], b[1])) for a, b in zip(corners, square(1)[0], strict=True)) < 0.05


async def test_a_spreadsheet_in_gb18030_with_chinese_headers_is_read(database: str) -> None:
    await actions.import_divisions(DIVISIONS, now=NOW)
    wkt = "POLYGON ((117.2 36.6, 117.201 36.6, 117.201 36.601, 117.2 36.6))"
    table = f'编码,名称,类别,社区,边界\n370102013006001,001 网格,基础,370102013006,"{wkt}"\n'
    report = await actions.import_cells(table.encode("gb18030"), now=NOW)
    assert (report.added, report.faults) == (1, ())


async def test_outlines_come_later_and_names_stay(database: str) -> None:
    await actions.import_divisions(DIVISIONS, now=NOW)
    street = {"code": "370102013", "name": "智远街道", "kind": "street", "parent_code": "370102"}
    feature = {
        "type": "Feature",
        "properties": street,
        "geometry": {"type": "Polygon", "coordinates": square(0, 0, 9)},
    }
    report = await actions.import_divisions(file_of(feature), now=NOW)
    assert (report.added, report.changed) == (0, 1)
    assert (await actions.import_divisions(DIVISIONS, now=NOW)).unchanged == 6
    (stored,) = await queries.divisions("370102", DivisionKind.STREET, TODAY)
    assert len(stored["outline"][0]) == 10


async def test_an_outline_alone_is_enough_for_a_division_that_is_known(database: str) -> None:
    """As public maps give it: adcode, the parent as an object, several parts."""
    facts = {"adcode": 370102, "name": "历下区", "parent": {"adcode": 370100}}
    parts = {"type": "MultiPolygon", "coordinates": [square(0), square(5)]}
    data = file_of({"type": "Feature", "properties": facts, "geometry": parts})
    report = await actions.import_divisions(data, now=NOW)
    assert told(report) == [(2, "kind", "required")]
    await actions.import_divisions(DIVISIONS, now=NOW)
    assert (await actions.import_divisions(data, now=NOW)).faults == ()
    assert (await actions.import_divisions(data, now=NOW)).unchanged == 1
    (district,) = await queries.divisions("37", DivisionKind.DISTRICT, TODAY)
    assert (len(district["outline"]), district["parent_code"]) == (2, "3701")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b'{"features": [',
        b'{"features": [1, null, {"properties": 3}]}',
        b'{"features": ' + b"[" * 100_000,
        b"code,name\n1",
        b'code\n"',
        b"\xff\xfe\x00\xd8",
        b'{"features": [{"properties": {}, "geometry": {"type": "Polygon", "coordinates": "x"}}]}',
    ],
)
async def test_a_damaged_file_is_faults_and_never_an_exception(database: str, data: bytes) -> None:
    assert (await actions.import_cells(data, now=NOW)).faults
    assert await rows_and_events() == (0, 0, 0)


def test_records_know_their_lines() -> None:
    table = b'code,name\n1,"two\nlines"\n\n2,b\n'
    assert [record.line for record in read(table).records] == [2, 5]
    assert [record.line for record in read(file_of(cell(1, 1), cell(2, 2))).records] == [2, 3]


async def test_whoever_waits_sees_how_far_it_has_come(database: str) -> None:
    await actions.import_divisions(DIVISIONS, now=NOW)
    seen: list[tuple[str, int, int]] = []
    await import_cells(*(cell(number, number) for number in range(1, 4)), watch=lambda *told: seen.append(told))
    assert seen[0] == ("Reading", 0, 3)
    assert [what for what, done, there_are in seen if done == there_are] == ["Reading", "Checking borders"]
    assert ("Writing", 0, 3) in seen
