"""Who serves where: the rule of each force, idempotent requests, files, uncovered cells, and who may see it."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from typing import Any

import pytest
from tests.cast import CELL, CELL_2, COMMUNITY, NEXT_CELL, OTHER_CELL, STREET, World
from tests.client import Client

from gridcall import clock, db
from gridcall.grid import actions
from gridcall.grid.actions import import_staff

STAFF_CELL = """mutation($input: StaffCellInput!) { staffCell(input: $input) {
  __typename ... on CellStaff { id personName cellCode cellName force startsOn endsOn }
  ... on InvalidInput { field message } ... on Problem { code } } }"""
END = """mutation($id: ID!, $on: Date!) { endCellStaff(id: $id, on: $on) {
  __typename ... on CellStaff { id endsOn } ... on Problem { code } } }"""
STAFFING = """query($under: String!) { staffing(under: $under) {
  staff { personName cellCode cellName force } uncovered { code } breaches { rule cellCode personName message } } }"""

SignIn = Callable[[str], Awaitable[Client]]
PHONES = {"resident": "13800000000", "neighbour": "+86 138-0000-0001", "worker": "13800000002"}


async def staff(client: Client, person: object, cell: str, force: str = "BASIC", **facts: Any) -> dict[str, Any]:
    wanted = {
        "id": str(clock.new_id()),
        "personId": str(person),
        "cellCode": cell,
        "force": force,
        "startsOn": str(clock.today()),
        **facts,
    }
    answer: dict[str, Any] = (await client.do(STAFF_CELL, input=wanted))["staffCell"]
    return answer


async def rows() -> tuple[int, int]:
    staffed = await db.value("SELECT count(*) FROM cell_staff")
    return staffed, await db.value("SELECT count(*) FROM outbox")


async def test_a_street_puts_a_person_into_an_empty_cell(world: World, as_person: SignIn) -> None:
    clerk = await as_person("clerk")
    done = await staff(clerk, world.persons["resident"], NEXT_CELL)
    assert (done["__typename"], done["personName"], done["cellName"]) == ("CellStaff", "林小满", "001 网格")
    event = await db.row("SELECT kind, code, persons FROM outbox ORDER BY seq DESC LIMIT 1")
    assert event is not None
    assert (event["kind"], event["code"]) == ("grid.cell_staffed", NEXT_CELL)
    assert event["persons"] == [str(world.persons["resident"])]


@pytest.mark.parametrize(
    ("person", "cell", "field"),
    [("worker", NEXT_CELL, "cellCode"), ("resident", CELL, "cellCode"), ("worker", CELL, "cellCode")],
)
async def test_a_basic_worker_has_one_cell_and_a_cell_one_basic_worker(
    world: World, as_person: SignIn, person: str, cell: str, field: str
) -> None:
    clerk = await as_person("clerk")
    before = await rows()
    refused = await staff(clerk, world.persons[person], cell)
    assert (refused["__typename"], refused["field"]) == ("InvalidInput", field)
    assert await rows() == before


async def test_a_professional_has_many_cells_and_a_cell_many_joint_persons(world: World, as_person: SignIn) -> None:
    clerk = await as_person("clerk")
    for cell in (CELL, CELL_2, NEXT_CELL):
        assert (await staff(clerk, world.persons["head"], cell, "PROFESSIONAL"))["__typename"] == "CellStaff"
    for person in ("resident", "neighbour"):
        assert (await staff(clerk, world.persons[person], CELL, "JOINT"))["__typename"] == "CellStaff"
    assert (await staff(clerk, world.persons["resident"], CELL_2, "JOINT"))["__typename"] == "InvalidInput"


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"personId": "nobody"}, "personId"),
        ({"personId": "01a20835-72a4-7e39-abb5-b735d2b1184b"}, "personId"),
        ({"cellCode": "370102013999999"}, "cellCode"),
        ({"endsOn": "2020-01-01"}, "endsOn"),
        ({"id": "00000000-0000-4000-8000-000000000000"}, "id"),
    ],
)
async def test_what_makes_no_sense_is_refused_by_field(
    world: World, as_person: SignIn, facts: dict[str, str], field: str
) -> None:
    clerk = await as_person("clerk")
    before = await rows()
    refused = await staff(clerk, world.persons["resident"], NEXT_CELL, **facts)
    assert (refused["__typename"], refused["field"]) == ("InvalidInput", field)
    assert await rows() == before


async def test_a_street_does_not_staff_the_cells_of_another(world: World, as_person: SignIn) -> None:
    clerk = await as_person("clerk")
    before = await rows()
    assert (await staff(clerk, world.persons["resident"], OTHER_CELL))["code"] == "NOT_ALLOWED"
    worker = await as_person("worker")
    assert (await staff(worker, world.persons["resident"], NEXT_CELL))["code"] == "NOT_ALLOWED"
    assert await rows() == before


async def test_a_request_that_comes_twice_is_carried_out_once(world: World, as_person: SignIn) -> None:
    clerk = await as_person("clerk")
    same = {"id": str(clock.new_id())}
    first = await staff(clerk, world.persons["resident"], NEXT_CELL, **same)
    before = await rows()
    assert await staff(clerk, world.persons["resident"], NEXT_CELL, **same) == first
    other = await staff(clerk, world.persons["neighbour"], NEXT_CELL, **same)
    assert other["code"] == "IDEMPOTENCY_CONFLICT"
    assert await rows() == before


async def test_two_who_staff_the_same_cell_at_once_do_not_both_succeed(world: World, as_person: SignIn) -> None:
    clerk = await as_person("clerk")
    answers = await asyncio.gather(
        *(staff(clerk, world.persons[person], NEXT_CELL) for person in ("resident", "neighbour", "dispatcher"))
    )
    kinds = sorted(answer["__typename"] for answer in answers)
    assert kinds == ["CellStaff", "InvalidInput", "InvalidInput"]


async def test_service_ends_once_and_the_successor_starts_the_next_day(world: World, as_person: SignIn) -> None:
    clerk, today = await as_person("clerk"), clock.today()
    served = await staff(clerk, world.persons["resident"], NEXT_CELL)
    last = str(today + timedelta(days=7))
    ended = (await clerk.do(END, id=served["id"], on=last))["endCellStaff"]
    assert ended["endsOn"] == last
    before = await rows()
    assert (await clerk.do(END, id=served["id"], on=last))["endCellStaff"] == ended
    later = (await clerk.do(END, id=served["id"], on=str(today + timedelta(days=9))))["endCellStaff"]
    assert later["code"] == "INVALID_INPUT"
    assert await rows() == before
    next_day = str(today + timedelta(days=8))
    follower = await staff(clerk, world.persons["neighbour"], NEXT_CELL, startsOn=next_day)
    assert follower["__typename"] == "CellStaff"


async def test_ending_what_is_not_ones_own_finds_nothing(world: World, as_person: SignIn) -> None:
    theirs = await db.value("SELECT id FROM cell_staff WHERE cell_code = $1", OTHER_CELL)
    clerk = await as_person("clerk")
    before = await rows()
    refused = (await clerk.do(END, id=theirs, on=str(clock.today())))["endCellStaff"]
    assert refused["code"] == "NOT_FOUND"
    assert await rows() == before


async def test_uncovered_cells_and_breaches_are_listed(world: World, as_person: SignIn) -> None:
    clerk = await as_person("clerk")
    shown = (await clerk.do(STAFFING, under=STREET))["staffing"]
    assert {row["cellCode"] for row in shown["staff"]} == {CELL, CELL_2}
    assert [cell["code"] for cell in shown["uncovered"]] == [NEXT_CELL]
    assert shown["breaches"] == []
    await staff(clerk, world.persons["head"], NEXT_CELL, "PROFESSIONAL")
    assert (await clerk.do(STAFFING, under=STREET))["staffing"]["uncovered"] == [], "any force will do"
    await db.execute("UPDATE grid_cells SET valid_to = $1 WHERE code = $2", clock.today() - timedelta(days=1), CELL)
    (breach,) = (await clerk.do(STAFFING, under=COMMUNITY))["staffing"]["breaches"]
    assert (breach["rule"], breach["cellCode"], breach["personName"]) == ("cell_closed", CELL, "孙志安")
    assert breach["message"].endswith("。")


async def test_whoever_serves_without_a_post_there_is_listed(world: World, as_person: SignIn) -> None:
    clerk = await as_person("clerk")
    await staff(clerk, world.persons["resident"], CELL, "JOINT")
    await staff(clerk, world.persons["specialist"], CELL_2, "JOINT")
    (breach,) = (await clerk.do(STAFFING, under=STREET))["staffing"]["breaches"]
    assert (breach["rule"], breach["cellCode"], breach["personName"]) == ("no_post", CELL, "林小满")
    await db.execute("UPDATE posts SET ends_on = $1 WHERE role = 'community_specialist'", clock.today() - timedelta(1))
    told = (await clerk.do(STAFFING, under=STREET))["staffing"]["breaches"]
    assert [one["personName"] for one in told] == ["林小满", "周若谷"]


async def test_each_sees_the_staffing_of_the_own_area_only(world: World, as_person: SignIn) -> None:
    clerk = await as_person("clerk")
    whole = (await clerk.do(STAFFING, under="370102"))["staffing"]
    assert {row["cellCode"][:9] for row in whole["staff"]} == {STREET}
    assert (await clerk.do(STAFFING, under="370102001"))["staffing"]["staff"] == []
    supervisor = await as_person("supervisor")
    everything = (await supervisor.do(STAFFING, under="370102"))["staffing"]
    assert len(everything["staff"]) == 3


async def test_a_resident_sees_cells_without_persons(world: World, as_person: SignIn) -> None:
    document = "query($code: ID!) { cell(code: $code) { name communityName staff { personName } } }"
    resident, clerk = await as_person("resident"), await as_person("clerk")
    assert (await resident.do(document, code=CELL))["cell"] == {
        "name": "001 网格",
        "communityName": "盛福明城社区",
        "staff": [],
    }
    assert (await clerk.do(document, code=CELL))["cell"]["staff"] == [{"personName": "孙志安"}]
    assert "errors" in await resident.ask(STAFFING, under="370102")


async def test_anyone_may_ask_where_a_point_lies(world: World, anyone: Client) -> None:
    document = """query($point: PointInput!) { locate(point: $point) {
      inside distanceMetres placeName cell { code } lon lat } }"""
    point = {"lon": 117.1025, "lat": 36.6625, "crs": "WGS84"}
    inside = (await anyone.do(document, point=point))["locate"]
    assert (inside["inside"], inside["cell"]["code"]) == (True, CELL)
    assert inside["placeName"] == "智远街道 盛福明城社区 001 网格"
    shifted = {"lon": 117.1025 + 0.0061, "lat": 36.6625 + 0.0004, "crs": "GCJ02"}
    assert (await anyone.do(document, point=shifted))["locate"]["cell"]["code"] == CELL
    outside = (await anyone.do(document, point={**point, "lat": 36.655}))["locate"]
    assert (outside["inside"], outside["cell"]["code"]) == (False, CELL)
    assert outside["distanceMetres"] == pytest.approx(556, abs=2)
    assert "errors" in await anyone.ask(document, point={**point, "lat": 91})


async def test_divisions_and_cells_are_open_to_all(world: World, anyone: Client) -> None:
    document = """{ divisions(under: "370102", kind: STREET) { code name kind aliases validFrom outline }
      cells(under: "370102013") { code outline labelLon kind demonstration } }"""
    shown = await anyone.do(document)
    assert [street["name"] for street in shown["divisions"]] == ["解放路街道", "智远街道"]
    assert [cell["code"] for cell in shown["cells"]] == [CELL, CELL_2, NEXT_CELL]
    assert len(shown["cells"][0]["outline"][0]) == 10


@pytest.mark.parametrize("field", ["divisions(under", "cells(under", "earningRules(code"])
@pytest.mark.parametrize("under", ["", "智远", "٣٧", "3701020130060011"])
async def test_what_is_no_code_has_nothing_under_it(world: World, anyone: Client, field: str, under: str) -> None:
    answer = await anyone.ask(f"query($under: String!) {{ {field}: $under) {{ __typename }} }}", under=under)
    assert answer["errors"][0]["extensions"]["code"] == "INVALID_INPUT"


def table(*lines: str) -> bytes:
    return "\n".join(["person,cell_code,force,from,to", *lines]).encode()


async def test_a_staff_file_is_taken_in_once(world: World) -> None:
    data = table(
        f"{PHONES['resident']},{NEXT_CELL},basic,2026-01-01,",
        f"{PHONES['neighbour']},{CELL},联动,,",
        f"{world.persons['head']},{CELL},professional,,",
        f"{world.persons['head']},{CELL_2},专业,,",
    )
    dry = await import_staff(data, now=clock.now(), dry_run=True)
    before = await rows()
    assert (dry.added, dry.faults) == (4, ())
    assert (await import_staff(data, now=clock.now())).added == 4
    assert await rows() == (before[0] + 4, before[1] + 1)
    again = await import_staff(data, now=clock.now() + timedelta(days=3))
    assert (again.added, again.changed, again.unchanged) == (0, 0, 4)
    assert await rows() == (before[0] + 4, before[1] + 1)


async def test_a_staff_file_can_end_a_service(world: World) -> None:
    data = table(f"{PHONES['worker']},{CELL},basic,,2026-12-31")
    assert (await import_staff(data, now=clock.now())).changed == 1
    assert (await import_staff(data, now=clock.now())).unchanged == 1
    ends = await db.value("SELECT ends_on FROM cell_staff WHERE cell_code = $1", CELL)
    assert ends == date(2026, 12, 31)


async def test_every_fault_of_a_staff_file_is_told_with_its_line(world: World) -> None:
    before = await rows()
    report = await actions.import_staff(
        table(
            f"12345,{NEXT_CELL},basic,,",
            f"{PHONES['resident']},370102013006999,basic,,",
            f"{PHONES['resident']},{CELL},basic,,",
            f"{PHONES['worker']},{NEXT_CELL},basic,,",
            f"{PHONES['resident']},{NEXT_CELL},sometimes,,",
            f"{PHONES['resident']},{NEXT_CELL},basic,2026-02-02,2026-01-01",
            f"{PHONES['resident']},{NEXT_CELL},basic,,",
            f"{PHONES['neighbour']},{NEXT_CELL},basic,,",
        ),
        now=clock.now(),
    )
    assert [(fault.line, fault.reason) for fault in report.faults] == [
        (2, "person_unknown"),
        (3, "cell_unknown"),
        (4, "basic_one_person"),
        (5, "basic_one_cell"),
        (6, "not_a_kind"),
        (7, "dates_reversed"),
        (9, "basic_one_person"),
    ]
    assert await rows() == before
