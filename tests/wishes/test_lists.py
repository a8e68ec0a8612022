"""The wall and the other lists: what they hold, how they run, page by page; counts, the board, and what they cost."""

import csv
import io
from typing import Any
from uuid import UUID

import pytest
from tests.cast import COMMUNITY, DISTRICT, NEXT_COMMUNITY, OTHER_COMMUNITY, OTHER_STREET, STREET
from tests.client import Client
from tests.later import Later
from tests.wishes.documents import COUNTS, in_days, listed
from tests.wishes.scene import DAY, Scene, row, tick

from gridcall import clock, db
from gridcall.errors import InvalidInput
from gridcall.wishes import lists
from gridcall.wishes.lists import Ask, Filter, WishOrder, WishScope
from gridcall.wishes.workflow import WishStatus

BOARD = """query($within: String!, $from: Date!, $to: Date!, $kind: WishKind) {
  wishBoard(within: $within, from: $from, to: $to, kind: $kind) { from to
    rows { code name published claimed fulfilled stale medianDays }
    total { published claimed fulfilled stale medianDays } }
  wishBoardCsv(within: $within, from: $from, to: $to, kind: $kind) }"""


async def many(scene: Scene, count: int, **facts: Any) -> list[str]:
    made = []
    for number in range(count):
        wish = await scene.published(address=f"{number + 20}号楼1单元101室", **facts)
        made.append(wish["id"])
    return made


async def walked(client: Client, first: int, **facts: Any) -> list[str]:
    """Every id of a list, page by page."""
    found, after = [], None
    while True:
        page = await listed(client, first=first, after=after, **facts)
        found += [node["id"] for node in page["nodes"]]
        assert len(page["edges"]) == len(page["nodes"])
        if not page["pageInfo"]["hasNextPage"]:
            return found
        after = page["pageInfo"]["endCursor"]


async def test_the_wall_runs_from_the_newest_page_by_page_and_is_everybodys(scene: Scene, anyone: Client) -> None:
    made = await many(scene, 5)
    await scene.post(address="90号楼1单元101室")
    assert await walked(anyone, 2) == made[::-1]
    assert await walked(anyone, 2, within=STREET) == made[::-1]
    assert await walked(anyone, 2, within=NEXT_COMMUNITY) == []
    await scene.claim({"id": made[1]})
    assert await walked(anyone, 2, statuses=["PUBLISHED"]) == [made[4], made[3], made[2], made[0]]
    assert await walked(anyone, 1, statuses=["CLAIMED", "REPORTED"]) == [made[1]]
    assert await walked(anyone, 2, statuses=["TO_REVIEW"]) == []
    assert await walked(anyone, 3, kind="SERVICE") == []
    for scope in ("MINE", "TO_REVIEW", "AREA", "CLAIMED_BY_ME"):
        answer = await anyone.ask("query($f: WishFilter!) { wishes(filter: $f, first: 1) { nodes { id } } }",
                                  f={"scope": scope})  # fmt: skip
        assert answer["errors"][0]["extensions"]["code"] == "SIGN_IN_REQUIRED"


async def test_by_deadline_by_nearness_and_what_is_nearly_stale(scene: Scene, anyone: Client) -> None:
    late = (await scene.published(address="1号楼1单元101室", wantedBy=in_days(9)))["id"]
    none = (await scene.published(address="1号楼1单元102室"))["id"]
    soon = (await scene.published(address="1号楼1单元103室", wantedBy=in_days(2)))["id"]
    assert await walked(anyone, 1, order="DEADLINE") == [soon, late, none]
    near = {"lon": 117.1, "lat": 36.66, "crs": "WGS84"}
    assert sorted(await walked(anyone, 1, order="NEAREST", near=near)) == sorted([late, none, soon])
    await scene.claim({"id": late}, promisedOn=in_days(20))
    await scene.claim({"id": soon}, promisedOn=in_days(4))
    assert await walked(anyone, 1, order="STALE") == [soon, late]
    with clock.using(Later(4 * DAY)):
        nodes = (await listed(anyone, order="STALE"))["nodes"]
    assert [(node["id"], node["stale"]) for node in nodes] == [(soon, True), (late, False)]


async def test_nearness_goes_by_the_middle_of_the_community(scene: Scene, anyone: Client) -> None:
    here = (await scene.published())["id"]
    next_door = await scene.post(community=NEXT_COMMUNITY, address="1号楼1单元101室")
    far = await scene.post(community=OTHER_COMMUNITY, address="1号楼1单元101室")
    for wish in (next_door, far):
        async with db.transaction():
            await db.execute(
                "UPDATE wishes SET status = 'published', public = true, published_at = posted_at WHERE id = $1",
                UUID(wish["id"]),
            )
    at = {"lon": 117.1125, "lat": 36.6625, "crs": "WGS84"}
    assert await walked(anyone, 1, order="NEAREST", near=at) == [next_door["id"], here, far["id"]]
    assert await walked(anyone, 9, order="NEAREST", near=at, within=STREET) == [next_door["id"], here]
    assert (await row(far)).lon == pytest.approx(117.0525), "never the home"


async def test_found_by_chinese_words(scene: Scene, anyone: Client) -> None:
    wish = await scene.published()
    for text in ("声控灯", "灯", "声控 腿脚", "盛福明城"):
        assert await walked(anyone, 5, text=text) == [wish["id"]], text
    for text in ("林小满", "501", "空调"):
        assert await walked(anyone, 5, text=text) == [], text
    await scene.do("resident", "withdrawWish", wish)
    assert await walked(anyone, 5, text="声控灯") == []


async def test_each_ones_own_lists(scene: Scene) -> None:
    waiting = (await scene.post(address="1号楼1单元101室"))["id"]
    claimed = await scene.published(address="2号楼1单元101室", flags=["VERY_OLD"])
    await scene.claim(claimed, "company_member", "company")
    await scene.do("company_member_2", "joinClaim", claimed)
    assert sorted(await walked(await scene.of("resident"), 9, scope="MINE")) == sorted([waiting, claimed["id"]])
    for name in ("company_member", "company_member_2", "company_contact"):
        assert await walked(await scene.of(name), 9, scope="CLAIMED_BY_ME") == [claimed["id"]], name
    assert await walked(await scene.of("school_contact"), 9, scope="CLAIMED_BY_ME") == []
    reviewer = await scene.of("specialist")
    assert await walked(reviewer, 9, scope="TO_REVIEW") == [waiting]
    assert sorted(await walked(reviewer, 9, scope="AREA")) == sorted([waiting, claimed["id"]])
    assert await walked(await scene.of("neighbour"), 9, scope="AREA") == []
    counts = (await (await scene.of("company_member")).do(COUNTS))["wishCounts"]
    assert (counts["claimedByMe"], counts["mine"], counts["toReview"]) == (1, 0, 0)
    counts = (await reviewer.do(COUNTS, within=COMMUNITY))["wishCounts"]
    assert (counts["toReview"], counts["open"], counts["underWay"]) == (1, 0, 1)


async def test_counts_and_board_are_a_funnel(scene: Scene, anyone: Client) -> None:
    made = await many(scene, 5)
    for key in made[:3]:
        await scene.claim({"id": key}, promisedOn=in_days(5))
    for key in made[:2]:
        await scene.do("neighbour", "reportWishFulfilled", {"id": key}, words="好了")
        await scene.do("resident", "confirmWish", {"id": key})
    async with db.transaction():
        await db.execute("UPDATE wishes SET took_tenths = $2 WHERE id = $1", UUID(made[0]), 40)
        await db.execute("UPDATE wishes SET took_tenths = $2 WHERE id = $1", UUID(made[1]), 20)
    with clock.using(Later(5 * DAY)):
        counts = (await anyone.do(COUNTS))["wishCounts"]
        today = clock.today() - 5 * DAY
        span = {"from": today.isoformat(), "to": today.isoformat()}
        district = await anyone.do(BOARD, within=DISTRICT, **span)
        street = await anyone.do(BOARD, within=STREET, kind="GOODS", **span)
        none = await anyone.do(BOARD, within=STREET, kind="SERVICE", **span)
    assert [counts[name] for name in ("published", "claimed", "fulfilled", "open", "underWay", "stale")] == [
        *(5, 3, 2, 2, 1, 1)
    ]
    figures = {"published": 5, "claimed": 3, "fulfilled": 2, "stale": 1, "medianDays": 3.0}
    assert district["wishBoard"]["total"] == figures
    rows = {one["code"]: one for one in district["wishBoard"]["rows"]}
    assert rows[STREET]["name"] == "智远街道"
    assert rows[STREET] == {"code": STREET, "name": "智远街道", **figures}
    assert (rows[OTHER_STREET]["published"], rows[OTHER_STREET]["medianDays"]) == (0, None)
    assert [one["code"] for one in street["wishBoard"]["rows"]] == [COMMUNITY, NEXT_COMMUNITY]
    assert none["wishBoard"]["total"]["published"] == 0
    lines = list(csv.reader(io.StringIO(district["wishBoardCsv"].removeprefix("﻿"))))
    assert lines[0][0] == "编码"
    assert lines[-1][2:] == ["5", "3", "2", "1", "3.0"]


async def test_the_boards_file_runs_nothing_in_a_spreadsheet(anyone: Client, scene: Scene) -> None:
    for code, name in ((COMMUNITY, "＝1+1"), (NEXT_COMMUNITY, " =1+1")):
        async with db.transaction():
            await db.execute("UPDATE divisions SET name = $2 WHERE code = $1", code, name)
    found = (await anyone.do(BOARD, within=STREET, **{"from": in_days(0), "to": in_days(0)}))["wishBoardCsv"]
    assert [line[1] for line in csv.reader(io.StringIO(found))][1:] == ["'＝1+1", "' =1+1", "智远街道"]


async def test_a_board_that_cannot_be(anyone: Client, scene: Scene) -> None:
    for facts in ({"within": "x"}, {"from": in_days(0), "to": in_days(-1)}, {"from": in_days(0), "to": in_days(999)}):
        given = {"within": DISTRICT, "from": in_days(-1), "to": in_days(0), **facts}
        answer = await anyone.ask(BOARD, **given)
        assert answer["errors"][0]["extensions"]["code"] == "INVALID_INPUT"


@pytest.mark.parametrize("days", [("0001-01-01", "0001-01-02"), ("9999-12-30", "9999-12-31"), ("2199-12-31",) * 2])
async def test_a_board_of_days_that_no_calendar_here_has(anyone: Client, scene: Scene, days: tuple[str, str]) -> None:
    answer = await anyone.ask(BOARD, within=DISTRICT, **{"from": days[0], "to": days[1]})
    codes = {error["extensions"]["code"] for error in answer.get("errors", [])}
    assert codes == (set() if days[0].startswith("2199") else {"INVALID_INPUT"})


@pytest.mark.parametrize("cursor", ["", "x", "eHx5", "MjAyNi0xMS0yOHx4"])
async def test_a_cursor_of_nowhere(cursor: str, database: str) -> None:
    with pytest.raises(InvalidInput):
        await lists.page(Ask(None, Filter(WishScope.PUBLIC)), 5, cursor)


FILL = """INSERT INTO wishes (id, code, community_name, street_name, lon, lat, status, kind, who, words, deadline,
  flags,
  points, given, on_behalf, wisher_id, poster_id, original_words, name, phone, address, household, photo_count, public,
  posted_at, listed_at, updated_at, published_at, first_claimed_at, claim_id, due_at, stale_at, fulfilled_at,
  took_tenths, version)
SELECT {id}, substr('370102013006370102013007370102001001', 1 + 12 * (n % 3), 12), '社区', '街道',
  117.05 + (n % 100) * 0.001, 36.66 + (n % 37) * 0.001,
  CASE WHEN n % 20 = 0 THEN 'published' WHEN n % 20 = 1 THEN 'claimed' ELSE 'fulfilled' END,
  CASE WHEN n % 2 = 0 THEN 'goods' ELSE 'service' END, 'resident', '想要一盏灯', {day}, '[]',
  0, 0, false, {person}, {person}, '', '', '', '', '', 0, true, {at}, {at}, {at}, {at},
  CASE WHEN n % 20 > 0 THEN {at} END, CASE WHEN n % 20 > 0 THEN {id} END,
  CASE WHEN n % 20 = 1 THEN {at} END, CASE WHEN n % 20 = 1 THEN {at} END,
  CASE WHEN n % 20 > 1 THEN {at} END, CASE WHEN n % 20 > 1 THEN n % 40 END, 1
FROM {numbers}"""


async def filled(count: int) -> None:
    """So many wishes, one in twenty open and one claimed."""
    if db.dialect() == "postgres":
        facts = {
            "id": "('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid",
            "person": "('00000000-0000-7000-8000-' || lpad((n % 500)::text, 12, '0'))::uuid",
            "at": "(timestamptz '2024-01-01' + n * interval '1 minute')",
            "day": "(date '2026-12-01' + (n % 300)::int)",
            "numbers": f"generate_series(1, {count}) AS n",
        }
    else:
        facts = {
            "id": "printf('00000000-0000-7000-8000-%012d', n)",
            "person": "printf('00000000-0000-7000-8000-%012d', n % 500)",
            "at": "strftime('%Y-%m-%d %H:%M:%S+00:00', '2024-01-01', n || ' minutes')",
            "day": "date('2026-12-01', (n % 300) || ' days')",
            "numbers": f"(WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < {count})"
            " SELECT n FROM c)",
        }
    async with db.transaction():
        await db.execute(FILL.format(**facts))
    await db.execute("ANALYZE")


LISTS = {
    "newest": Filter(WishScope.PUBLIC),
    "newest of a street": Filter(WishScope.PUBLIC, STREET),
    "open of a community": Filter(WishScope.PUBLIC, COMMUNITY, frozenset({WishStatus.PUBLISHED})),
    "fulfilled of the district": Filter(WishScope.PUBLIC, DISTRICT, frozenset({WishStatus.FULFILLED})),
    "two statuses": Filter(WishScope.PUBLIC, STREET, frozenset({WishStatus.CLAIMED, WishStatus.REPORTED})),
    "by deadline": Filter(WishScope.PUBLIC, order=WishOrder.DEADLINE),
    "by deadline of a street": Filter(WishScope.PUBLIC, STREET, order=WishOrder.DEADLINE),
    "stale": Filter(WishScope.PUBLIC, order=WishOrder.STALE),
}


@pytest.mark.parametrize("name", LISTS)
async def test_no_list_sorts_or_reads_the_whole_table(name: str, database: str) -> None:
    await filled(4_000)
    ask = Ask(None, LISTS[name])
    sql = lists.statement(ask, lists._order_of(ask.filter), 51, None)
    if db.dialect() == "sqlite":
        plan = [line["detail"] for line in await db.rows(f"EXPLAIN QUERY PLAN {sql}", *ask.values)]
        assert not any(detail.startswith("SCAN w") and "INDEX" not in detail for detail in plan), plan
        return
    plan = [next(iter(line.values())) for line in await db.rows(f"EXPLAIN {sql}", *ask.values)]
    assert not any("Seq Scan on wishes" in line for line in plan), "\n".join(plan)


async def test_the_clock_leaves_nothing_behind_in_an_empty_place(database: str) -> None:
    assert await tick(DAY) == [0, 0, 0, 0]
