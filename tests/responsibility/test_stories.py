"""The responsibility list over GraphQL: a new version, its preview, what stays with old calls, and what is found."""

import asyncio
import base64
from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from typing import Any

import pytest
from tests.cast import DISTRICT, World
from tests.client import Client
from tests.responsibility.sheets import COVERS, DEMONSTRATION, ILLEGAL, LOOSE, book_of, csv_of, xlsx_of
from tests.snaps.documents import take

from gridcall import clock, db
from gridcall.demo.responsibility import load_responsibility
from gridcall.responsibility import actions

SignIn = Callable[[str], Awaitable[Client]]

IMPORT = """mutation($input: ImportResponsibilityListInput!) { importResponsibilityList(input: $input) {
  __typename ... on Problem { code message } ... on InvalidInput { field }
  ... on ResponsibilityImport { written dryRun itemCount situationCount unchanged reordered
    list { id name startsOn demonstration itemCount situationCount }
    added { number words } removed { number words }
    changed { number name fields
      situationsAdded { number words } situationsRemoved { number } situationsChanged { number words } }
    faults { line field column value message } } } }"""
LIST = """query($which: WhichResponsibilityList) { responsibilityList(which: $which) {
  id name source startsOn demonstration itemCount situationCount csv
  areas { area nameZh itemCount situationCount } } }"""
ITEMS = """query(
  $first: Int!, $after: String, $area: ResponsibilityArea, $text: String! = "", $which: WhichResponsibilityList
) {
  responsibilityItems(first: $first, after: $after, area: $area, text: $text, which: $which) {
    nodes { id number name area demonstration
      situations { number words } limits { urgency stage minutes working assumed } }
    totalCount pageInfo { hasNextPage endCursor } list { id demonstration } feedCursor } }"""
ITEM = """query($id: ID!) { responsibilityItem(id: $id) {
  number name lead { unit duty unitId } coUnits { unit duty unitId } streetDuty
  headcount needsProof basis line demonstration
  situations { id number words } findings { unitName words callId } list { id name } } }"""
MATCHES = """query($text: String! = "", $snapIds: [ID!], $category: SnapCategory, $first: Int!) {
  responsibilityMatches(text: $text, snapIds: $snapIds, category: $category, first: $first) {
    item { number name } situation { words } ranges { start end } likely } }"""
VERSIONS = """query($first: Int!, $after: String) { responsibilityLists(first: $first, after: $after) {
  nodes { id name startsOn } pageInfo { hasNextPage endCursor } } }"""


def asked(data: bytes, **facts: Any) -> dict[str, Any]:
    return {
        "id": str(clock.new_id()),
        "name": "历下区“属地管理”清单",
        "source": "济历办发〔2026〕1 号",
        "startsOn": str(clock.today()),
        "content": base64.b64encode(data).decode(),
        **facts,
    }


async def imported(client: Client, data: bytes, **facts: Any) -> dict[str, Any]:
    answer: dict[str, Any] = (await client.do(IMPORT, input=asked(data, **facts)))["importResponsibilityList"]
    return answer


async def everything() -> list[int]:
    tables = ("responsibility_lists", "responsibility_items", "situations", "outbox")
    return [await db.value(f"SELECT count(*) FROM {table}") for table in tables]


async def test_a_new_version_is_looked_at_first_and_then_taken_in(as_person: SignIn) -> None:
    administrator = await as_person("administrator")
    before = await everything()
    preview = await imported(administrator, csv_of(COVERS, LOOSE, ILLEGAL), dryRun=True)
    assert (preview["written"], preview["dryRun"], preview["list"]) == (False, True, None)
    assert [one["number"] for one in preview["added"]] == ["1.1", "2.1"]
    assert await everything() == before

    answer = await imported(administrator, csv_of(COVERS, LOOSE, ILLEGAL))
    assert answer["written"]
    assert (answer["itemCount"], answer["situationCount"]) == (2, 3)
    assert await everything() == [1, 2, 3, before[3] + 1]
    event = await db.row("SELECT kind, code, public, actor_id FROM outbox ORDER BY seq DESC LIMIT 1")
    assert event is not None
    assert (event["kind"], event["code"], bool(event["public"])) == ("responsibility.imported", DISTRICT, True)
    assert event["actor_id"] == str(administrator.person_id)


async def test_the_preview_tells_every_difference(as_person: SignIn) -> None:
    administrator = await as_person("administrator")
    await imported(administrator, csv_of(COVERS, LOOSE, ILLEGAL))
    changed = COVERS | {"响应人数": "4", "一般时限": "响应3小时"}
    moved, more = LOOSE | {"情形": "井盖松了"}, {"编号": "1.1", "情形编号": "1.1-3", "情形": "井盖冒水"}
    new = ILLEGAL | {"编号": "3.1", "事项": "危险房屋", "情形": "墙要倒"}
    preview = await imported(administrator, csv_of(changed, moved, more, new), dryRun=True)
    (one,) = preview["changed"]
    assert (one["number"], sorted(one["fields"])) == ("1.1", ["assumed", "headcount", "limits"])
    assert one["situationsAdded"] == [{"number": "1.1-3", "words": "井盖冒水"}]
    assert one["situationsChanged"] == [{"number": "1.1-2", "words": "井盖松了"}]
    assert [item["number"] for item in preview["added"]] == ["3.1"]
    assert [item["number"] for item in preview["removed"]] == ["2.1"]
    assert (preview["unchanged"], preview["reordered"]) == (0, False)
    assert (await imported(administrator, csv_of(ILLEGAL, COVERS, LOOSE), dryRun=True))["reordered"]


async def test_the_same_file_twice_changes_nothing(as_person: SignIn) -> None:
    administrator = await as_person("administrator")
    first = await imported(administrator, csv_of(COVERS, LOOSE))
    before = await everything()
    tomorrow = str(clock.today() + timedelta(days=1))
    for data, day in ((csv_of(COVERS, LOOSE), str(clock.today())), (xlsx_of(book_of(COVERS, LOOSE)), tomorrow)):
        again = await imported(administrator, data, startsOn=day)
        assert (again["written"], again["list"]["id"], again["unchanged"]) == (False, first["list"]["id"], 1)
    assert await everything() == before
    assert (await imported(administrator, csv_of(COVERS, LOOSE), name="另一个名称"))["written"]


async def test_a_request_that_comes_twice_is_carried_out_once(as_person: SignIn) -> None:
    administrator = await as_person("administrator")
    await imported(administrator, csv_of(COVERS))
    request = asked(csv_of(COVERS, LOOSE))
    answers = [(await administrator.do(IMPORT, input=request))["importResponsibilityList"] for _ in range(2)]
    assert answers[0] == answers[1]
    assert answers[0]["changed"][0]["situationsAdded"] == [{"number": "1.1-2", "words": "井盖移位、松动"}]
    assert (await everything())[0] == 2
    other = await administrator.do(IMPORT, input={**request, "name": "别的"})
    assert other["importResponsibilityList"]["code"] == "IDEMPOTENCY_CONFLICT"
    assert (await everything())[0] == 2


async def test_of_many_who_import_the_same_at_once_one_writes(as_person: SignIn) -> None:
    administrator = await as_person("administrator")
    answers = await asyncio.gather(*(imported(administrator, csv_of(COVERS, LOOSE)) for _ in range(5)))
    assert sum(answer["written"] for answer in answers) == 1
    assert len({answer["list"]["id"] for answer in answers}) == 1
    assert (await everything())[:3] == [1, 1, 2]


async def test_a_faulty_file_is_told_line_by_line_and_changes_nothing(as_person: SignIn) -> None:
    administrator = await as_person("administrator")
    before = await everything()
    answer = await imported(administrator, csv_of(COVERS | {"领域": "别的"}, ILLEGAL | {"响应人数": "x"}))
    assert [(one["line"], one["field"], one["column"], one["value"]) for one in answer["faults"]] == [
        (2, "area", "领域", "别的"),
        (4, "headcount", "响应人数", "x"),
    ]
    assert answer["faults"][0]["message"] == "不在清单的十一个领域内。"
    assert not answer["written"]
    assert await everything() == before


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"content": "不是 base64"}, "content"),
        ({"content": base64.b64encode(b"PK\x03\x04").decode()}, "content"),
        ({"name": " "}, "name"),
        ({"source": "长" * 201}, "source"),
        ({"startsOn": "0001-01-01"}, "startsOn"),
        ({"id": "5b4f1b53-4f0b-4a3c-8a3c-1d2f3a4b5c6d"}, "id"),
    ],
)
async def test_what_cannot_be_taken_is_refused_with_its_field(
    as_person: SignIn, facts: dict[str, Any], field: str
) -> None:
    administrator = await as_person("administrator")
    before = await everything()
    refused = await imported(administrator, csv_of(COVERS), **facts)
    assert (refused["code"], refused["field"]) == ("INVALID_INPUT", field)
    assert await everything() == before


async def test_only_the_districts_administrator_may_import(as_person: SignIn, anyone: Client) -> None:
    for name in ("resident", "worker", "clerk", "head", "dispatcher", "supervisor"):
        refused = await imported(await as_person(name), csv_of(COVERS))
        assert (name, refused["code"]) == (name, "NOT_ALLOWED")
    assert (await imported(anyone, csv_of(COVERS)))["code"] == "SIGN_IN_REQUIRED"
    elsewhere = await imported(await as_person("administrator"), csv_of(COVERS), code="370103")
    assert elsewhere["code"] == "NOT_ALLOWED"
    assert (await everything())[0] == 0


async def test_the_version_of_the_day_is_the_newest_that_has_started(as_person: SignIn, anyone: Client) -> None:
    administrator, today = await as_person("administrator"), clock.today()
    assert (await anyone.do(LIST))["responsibilityList"] is None
    days = {"去年": today - timedelta(days=365), "今天": today, "明年": today + timedelta(days=365)}
    for number, (name, day) in enumerate(days.items()):
        await imported(administrator, csv_of(COVERS | {"响应人数": str(number + 1)}), name=name, startsOn=str(day))

    async def on(day: date) -> str | None:
        found = (await anyone.do(LIST, which={"on": str(day)}))["responsibilityList"]
        return found and str(found["name"])

    assert (await anyone.do(LIST))["responsibilityList"]["name"] == "今天"
    assert await on(days["去年"] - timedelta(days=1)) is None
    assert [await on(days["去年"]), await on(today - timedelta(days=1)), await on(days["明年"])] == [
        "去年",
        "去年",
        "明年",
    ]
    corrected = await imported(administrator, csv_of(COVERS, LOOSE), name="今天（更正）")
    assert (await anyone.do(LIST))["responsibilityList"]["id"] == corrected["list"]["id"]

    page = (await anyone.do(VERSIONS, first=3))["responsibilityLists"]
    assert [one["name"] for one in page["nodes"]] == ["明年", "今天（更正）", "今天"]
    rest = (await anyone.do(VERSIONS, first=3, after=page["pageInfo"]["endCursor"]))["responsibilityLists"]
    assert ([one["name"] for one in rest["nodes"]], rest["pageInfo"]["hasNextPage"]) == (["去年"], False)


async def test_an_old_item_stays_as_it_was(as_person: SignIn, anyone: Client) -> None:
    administrator = await as_person("administrator")
    await imported(administrator, csv_of(COVERS, LOOSE))
    old = (await anyone.do(ITEMS, first=1))["responsibilityItems"]["nodes"][0]
    await imported(administrator, csv_of(COVERS | {"事项": "井盖问题", "响应人数": "5"}))
    new = (await anyone.do(ITEMS, first=1))["responsibilityItems"]["nodes"][0]
    assert (old["number"], new["number"], new["name"]) == ("1.1", "1.1", "井盖问题")
    kept = (await anyone.do(ITEM, id=old["id"]))["responsibilityItem"]
    assert (kept["name"], kept["headcount"], len(kept["situations"])) == ("井盖缺失破损", 2, 2)
    assert kept["coUnits"][0] == {"unit": "历下区水务局", "duty": "处置雨水、污水井盖", "unitId": None}


@pytest.mark.parametrize("statement", ["UPDATE {0} SET id = id", "DELETE FROM {0}"])
async def test_no_version_is_ever_changed(as_person: SignIn, statement: str) -> None:
    await imported(await as_person("administrator"), csv_of(COVERS))
    for table in ("responsibility_lists", "responsibility_items", "situations", "item_findings"):
        if table == "item_findings":
            await _find("1.1")
        with pytest.raises(Exception, match="insert-only"):
            async with db.transaction():
                await db.execute(statement.format(table))


async def _find(number: str) -> None:
    facts = {"unit_name": "历下区水务局", "words": "雨水井盖由水务部门负责。", "by_post_id": clock.new_id()}
    identifier, call_id = clock.new_id(), clock.new_id()
    async with db.transaction():
        for _ in range(2):  # a step that comes twice
            await actions.keep_finding(
                id=identifier, code=DISTRICT, item_number=number, call_id=call_id, now=clock.now(), **facts
            )


async def test_a_finding_is_shown_with_the_item_in_every_version(as_person: SignIn, anyone: Client) -> None:
    administrator = await as_person("administrator")
    await imported(administrator, csv_of(COVERS, ILLEGAL))
    old = (await anyone.do(ITEMS, first=5))["responsibilityItems"]["nodes"]
    await _find("1.1")
    await imported(administrator, csv_of(COVERS | {"响应人数": "5"}))
    new = (await anyone.do(ITEMS, first=5))["responsibilityItems"]["nodes"]
    for one in (old[0], new[0]):
        findings = (await anyone.do(ITEM, id=one["id"]))["responsibilityItem"]["findings"]
        assert [(f["unitName"], f["words"]) for f in findings] == [("历下区水务局", "雨水井盖由水务部门负责。")]
    assert (await anyone.do(ITEM, id=old[1]["id"]))["responsibilityItem"]["findings"] == []


async def test_the_demonstration_says_so_wherever_it_is_shown(world: World, anyone: Client) -> None:
    for _ in range(2):
        await load_responsibility(clock.now())
    listed = (await anyone.do(LIST))["responsibilityList"]
    assert (listed["demonstration"], listed["itemCount"], listed["situationCount"]) == (True, 81, 120)
    assert "示范清单" in listed["name"]
    assert len(listed["areas"]) == 11
    assert sum(area["itemCount"] for area in listed["areas"]) == 81
    assert sum(area["situationCount"] for area in listed["areas"]) == 120
    page = (await anyone.do(ITEMS, first=100))["responsibilityItems"]
    assert len(page["nodes"]) == 81
    assert all(node["demonstration"] and all(limit["assumed"] for limit in node["limits"]) for node in page["nodes"])
    assert (await everything())[0] == 1


async def test_the_units_of_an_item_are_the_districts_own(world: World, anyone: Client) -> None:
    await load_responsibility(clock.now())
    (cover,) = (await anyone.do(ITEMS, first=1, text="井盖"))["responsibilityItems"]["nodes"]
    item = (await anyone.do(ITEM, id=cover["id"]))["responsibilityItem"]
    units = {row["name"]: row["id"] for row in await db.rows("SELECT id, name FROM units")}
    assert item["lead"]["unitId"] == units["历下区城市管理局"]
    assert {one["unit"]: one["unitId"] for one in item["coUnits"]} == {
        "历下区水务局": units["历下区水务局"],
        "通信运营单位": None,
        "供电单位": None,
    }


async def test_the_export_comes_back_unchanged(as_person: SignIn, anyone: Client) -> None:
    administrator = await as_person("administrator")
    first = await imported(administrator, DEMONSTRATION)
    exported = (await anyone.do(LIST))["responsibilityList"]["csv"]
    again = await imported(administrator, exported.encode())
    assert (again["written"], again["list"]["id"], again["unchanged"]) == (False, first["list"]["id"], 81)
    edited = await imported(administrator, exported.replace("井盖不见了", "井盖丢了").encode())
    assert [(one["number"], one["fields"]) for one in edited["changed"]] == [("3.1", [])]
    assert edited["changed"][0]["situationsChanged"] == [{"number": "3.1-1", "words": "井盖丢了，人容易掉下去"}]


async def test_items_are_paged_by_area_and_words(world: World, anyone: Client) -> None:
    await load_responsibility(clock.now())
    numbers: list[str] = []
    after = None
    while True:
        page = (await anyone.do(ITEMS, first=30, after=after))["responsibilityItems"]
        numbers += [node["number"] for node in page["nodes"]]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
    assert len(numbers) == len(set(numbers)) == page["totalCount"] == 81
    water = (await anyone.do(ITEMS, first=100, area="WATER"))["responsibilityItems"]
    assert {node["area"] for node in water["nodes"]} == {"WATER"}
    assert [node["number"] for node in water["nodes"]] == [f"8.{n}" for n in range(1, 8)]
    blocked = (await anyone.do(ITEMS, first=100, area="WATER", text="下水道堵"))["responsibilityItems"]
    assert [node["number"] for node in blocked["nodes"]] == ["8.2"]
    assert "errors" in await anyone.ask(ITEMS, first=101)
    assert "errors" in await anyone.ask(ITEMS, first=5, after=str(clock.new_id()))


async def test_the_likely_items_come_from_the_snaps(as_person: SignIn, anyone: Client) -> None:
    await load_responsibility(clock.now())
    resident = await as_person("resident")
    snap = await take(resident, words="井盖松了，车一过就响", category="ROAD")
    found = (await anyone.do(MATCHES, snapIds=[snap["id"]], first=5))["responsibilityMatches"]
    assert (found[0]["item"]["number"], found[0]["likely"]) == ("3.1", False)
    assert len(found) == 5
    typed = (await anyone.do(MATCHES, text="jgyw", first=3))["responsibilityMatches"]
    assert typed[0]["situation"]["words"].startswith("井盖移位")
    assert typed[0]["ranges"] == [{"start": 0, "end": 4}]
    offered = (await anyone.do(MATCHES, category="GREENERY", first=3))["responsibilityMatches"]
    assert [one["item"]["number"] for one in offered] == ["4.1", "4.2", "4.3"]
    assert all(one["likely"] for one in offered)


async def test_a_snap_of_others_lends_no_words(as_person: SignIn, anyone: Client) -> None:
    await load_responsibility(clock.now())
    hidden = await take(await as_person("resident"), words="楼顶加盖", category="ILLEGAL_BUILDING")
    assert "errors" in await anyone.ask(MATCHES, snapIds=[hidden["id"]], first=5)
    clerk = await as_person("clerk")
    found = (await clerk.do(MATCHES, snapIds=[hidden["id"]], first=5))["responsibilityMatches"]
    assert found[0]["item"]["number"] == "6.1"


async def test_nothing_is_found_where_there_is_no_list(anyone: Client) -> None:
    assert (await anyone.do(MATCHES, text="井盖", first=3))["responsibilityMatches"] == []
    empty = (await anyone.do(ITEMS, first=3))["responsibilityItems"]
    assert (empty["nodes"], empty["list"], empty["totalCount"]) == ([], None, 0)
    assert (await anyone.do(ITEM, id=str(clock.new_id())))["responsibilityItem"] is None
