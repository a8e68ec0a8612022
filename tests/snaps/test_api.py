"""Snaps over HTTP, as phones use them: the whole way, what each reader sees, and how refusals look."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from tests.cast import CELL_2, World
from tests.client import Client
from tests.snaps.documents import LIST, back, one, step, take

from gridcall import clock, db
from gridcall.people.models import Delegation
from gridcall.snaps.rows import receipt_of

AsPerson = Callable[[str], Awaitable[Client]]


def allowed(snap: dict[str, object]) -> set[str]:
    actions = snap["availableActions"]
    assert isinstance(actions, list)
    assert all(action["allowed"] != bool(action["reason"]) for action in actions)
    return {action["step"] for action in actions if action["allowed"]}


async def test_a_snap_goes_its_way_from_the_street_to_the_reporter(as_person: AsPerson, world: World) -> None:
    resident, neighbour = await as_person("resident"), await as_person("neighbour")
    worker, clerk = await as_person("worker"), await as_person("clerk")

    snap = await take(resident)
    assert (snap["status"], snap["lamp"], snap["version"], snap["mine"]) == ("WAITING", "GREEN", 1, True)
    assert (snap["streetName"], snap["communityName"]) == ("智远街道", "盛福明城社区")
    assert allowed(snap) == {"WITHDRAW"}

    assert (await back(neighbour, snap))["backers"] == 1
    assigned = await step(clerk, "assignSnap", snap, f'personId: "{world.persons["worker"]}"')
    assert assigned["assignee"] == {"name": "孙志安", "post": "盛福明城社区居委会 网格员", "phone": "138****0002"}
    seen = await one(worker, snap)
    assert seen
    assert {"SOLVE", "GIVE_BACK", "FIX_ON_THE_SPOT", "RAISE_TO_STREET"} <= allowed(seen)
    solved = await step(worker, "solveSnap", snap, words="已复位")
    assert (solved["status"], solved["lamp"]) == ("SOLVED", "IDLE")

    again = await step(resident, "reportSnapNotSolved", snap, words="还是松的")
    assert (again["status"], again["reopened"], again["assignee"]) == ("WAITING", 1, None)
    await step(worker, "fixSnapOnTheSpot", snap, words="加固")
    done = await step(resident, "confirmSnapSolved", snap)
    assert done["status"] == "CONFIRMED"
    assert [entry["step"] for entry in done["entries"]] == [
        "TAKE_SNAP", "BACK", "ASSIGN", "SOLVE", "NOT_SOLVED", "FIX_ON_THE_SPOT", "CONFIRM_SOLVED",
    ]  # fmt: skip
    assert [entry["status"] for entry in done["entries"]][-3:] == ["WAITING", "SOLVED", "CONFIRMED"]


async def test_each_reader_sees_what_is_theirs_to_see(as_person: AsPerson, anyone: Client) -> None:
    resident, worker, neighbour = await as_person("resident"), await as_person("worker"), await as_person("neighbour")
    snap = await take(resident)
    await step(worker, "takeOnSnap", snap, words="内部：晚点去")

    to_staff, to_reporter = await one(worker, snap), await one(resident, snap)
    to_stranger, to_public = await one(neighbour, snap), await one(anyone, snap)
    assert to_staff and to_reporter and to_stranger and to_public  # noqa: PT018
    assert to_staff["reporter"] == {"name": "林**", "post": "居民", "phone": "138****0000"}
    assert "13812345678" in to_staff["words"]
    assert "13812345678" in to_reporter["words"]
    assert [entry["byName"] for entry in to_staff["entries"]] == ["林**", "孙志安"]
    assert to_reporter["reporter"] is None
    assert to_reporter["assignee"]["post"] == "盛福明城社区居委会 网格员"
    assert to_reporter["assignee"]["phone"] == ""
    for shown in (to_stranger, to_public):
        assert shown["words"] == f"井盖移位，电话 {'*' * 11}"
        assert (shown["reporter"], shown["assignee"], shown["mine"]) == (None, None, False)
        assert [entry["byPost"] for entry in shown["entries"]] == ["反映人", "盛福明城社区居委会 网格员"]
        assert all(entry["byName"] is None and entry["toName"] is None for entry in shown["entries"])
        assert shown["entries"][1]["words"] == ""
    assert allowed(to_stranger) == {"BACK"}
    assert allowed(to_public) == set()


async def test_who_stands_in_for_a_post_is_said_to(as_person: AsPerson, world: World) -> None:
    now = clock.now()
    async with db.transaction():
        await Delegation.create(
            id=clock.new_id(),
            post_id=world.posts["head"],
            person_id=world.persons["neighbour"],
            starts_at=now - timedelta(hours=1),
            ends_at=now + timedelta(days=3),
            created_at=now,
        )
    worker, stand_in = await as_person("worker"), await as_person("neighbour")
    snap = await take(await as_person("resident"))
    await step(stand_in, "takeOnSnap", snap)
    seen = await one(worker, snap)
    assert seen
    assert seen["entries"][-1]["byPost"] == "智远街道办事处 街道主要负责同志（代行）"
    assert seen["assignee"]["post"] == "智远街道办事处 街道主要负责同志（代行）"


async def test_what_is_not_public_is_not_there_for_others(as_person: AsPerson, anyone: Client) -> None:
    resident, worker, neighbour = await as_person("resident"), await as_person("worker"), await as_person("neighbour")
    snap = await take(resident, category="ILLEGAL_BUILDING")
    assert await one(worker, snap)
    assert await one(resident, snap)
    assert await one(neighbour, snap) is None
    assert await one(anyone, snap) is None
    assert (await back(neighbour, snap))["__typename"] == "NotFound"


async def test_refusals_come_as_members_of_the_union(as_person: AsPerson, anyone: Client) -> None:
    resident, worker, clerk = await as_person("resident"), await as_person("worker"), await as_person("clerk")
    snap = await take(resident)
    await step(worker, "takeOnSnap", snap)
    recorded = await db.value("SELECT count(*) FROM outbox")
    late = await step(clerk, "takeOnSnap", snap)
    assert (late["__typename"], late["actualStatus"], late["step"]) == ("WrongStatus", "IN_HAND", "TAKE_ON")
    assert late["message"] == "已经有人在办。"
    assert (await step(resident, "takeOnSnap", snap))["__typename"] == "NotAllowed"
    assert (await step(anyone, "takeOnSnap", snap))["__typename"] == "SignInRequired"
    assert (await step(clerk, "assignSnap", snap, f'personId: "{clock.new_id()}"'))["field"] == "personId"
    assert (await step(worker, "solveSnap", snap, words=""))["field"] == "words"
    assert (await step(worker, "solveSnap", snap, id="nonsense"))["field"] == "id"
    assert (await step(worker, "solveSnap", snap, id="6f2c1b1e-6d9e-4d0f-9a43-0e6a3c1f6d55"))["field"] == "id"
    assert (await step(worker, "solveSnap", {"id": str(clock.new_id())}))["__typename"] == "NotFound"
    assert (await step(clerk, "mergeSnap", snap, f'intoId: "{snap["id"]}"'))["field"] == "intoId"
    assert (await step(clerk, "relocateSnap", snap, 'cellCode: "1"'))["field"] == "cellCode"
    assert (await step(worker, "solveSnap", snap, expectedVersion=1))["__typename"] == "VersionConflict"
    assert await db.value("SELECT count(*) FROM outbox") == recorded


async def test_every_remaining_step_works_over_http(as_person: AsPerson) -> None:
    resident, worker, clerk = await as_person("resident"), await as_person("worker"), await as_person("clerk")
    snap, into = await take(resident), await take(resident)
    assert (await step(worker, "raiseSnapToStreet", snap))["status"] == "AT_STREET"
    assert (await step(clerk, "takeOnSnap", snap))["status"] == "IN_HAND"
    assert (await step(clerk, "giveBackSnap", snap))["status"] == "AT_STREET"
    assert (await step(clerk, "relocateSnap", snap, f'cellCode: "{CELL_2}"'))["code"] == CELL_2
    merged = await step(clerk, "mergeSnap", snap, f'intoId: "{into["id"]}"')
    assert (merged["status"], merged["mergedInto"]["id"]) == ("MERGED", into["id"])
    assert (await step(resident, "withdrawSnap", into))["status"] == "WITHDRAWN"
    refused = await step(clerk, "refuseSnap", await take(resident), words="属于物业")
    assert (refused["status"], refused["public"]) == ("REFUSED", False)
    assert refused["entries"][-1]["words"] == "属于物业"


async def test_the_receipt_is_what_the_phone_computed(as_person: AsPerson) -> None:
    resident = await as_person("resident")
    identifier = clock.new_id()
    snap = await take(resident, id=str(identifier))
    assert snap["receipt"] == receipt_of(identifier)
    day = clock.minted_at(identifier).astimezone(clock.CHINA)
    assert snap["receipt"] == f"{day:%m%d}{int.from_bytes(identifier.bytes[8:], 'big') % 2**62 % 10**8:08d}"
    found = await resident.do("query($r: String!) { snapByReceipt(receipt: $r) { id } }", r=snap["receipt"])
    assert found["snapByReceipt"] == [{"id": snap["id"]}]


async def test_lists_over_http_page_and_say_what_they_are_true_for(as_person: AsPerson) -> None:
    resident, worker = await as_person("resident"), await as_person("worker")
    taken = [(await take(resident))["id"] for _ in range(5)]
    seen, after = [], None
    for _ in range(3):
        page = (await worker.do(LIST, first=2, after=after, filter={"scope": "AREA"}))["snaps"]
        seen += [node["id"] for node in page["nodes"]]
        assert page["nodes"][0]["reporter"]["name"] == "林**"
        assert page["feedCursor"].count("-") == 1
        after = page["pageInfo"]["endCursor"]
    assert not page["pageInfo"]["hasNextPage"]
    assert seen == taken[::-1]


@pytest.mark.parametrize(
    ("facts", "outcome"),
    [
        ({"words": "井\0盖"}, "Snap"),
        ({"takenAt": "0001-01-01T00:00:00+14:00"}, "Snap"),
        ({"takenAt": "9999-12-31T23:59:59-14:00"}, "Snap"),
        ({"takenAt": "1970-01-01T00:00:00"}, "Snap"),
        ({"id": "ffffffff-ffff-7fff-bfff-ffffffffffff"}, "InvalidInput"),
        ({"id": "00000000-0000-7000-8000-000000000001"}, "Snap"),
        ({"cellCode": "\0"}, "InvalidInput"),
        ({"photos": [{"id": "x", "sha256": ""}]}, "InvalidInput"),
        ({"point": {"lon": 1e300, "lat": 0, "crs": "BD09"}}, "InvalidInput"),
        ({"point": {"lon": 117.1, "lat": 36.6, "crs": "BD09", "accuracyMetres": -1e300}}, "Snap"),
    ],
)
async def test_whatever_a_phone_sends_is_taken_or_refused_in_words(
    facts: dict[str, object], outcome: str, as_person: AsPerson
) -> None:
    resident = await as_person("resident")
    answer = await take(resident, **facts)
    assert answer["__typename"] == outcome, answer
    if outcome == "Snap":
        assert await one(resident, answer)


async def test_receipts_are_digits(anyone: Client) -> None:
    for receipt in ("", "\0", "１２３", "x" * 500):
        found = await anyone.do("query($r: String!) { snapByReceipt(receipt: $r) { id } }", r=receipt)
        assert found["snapByReceipt"] == []


@pytest.mark.parametrize(
    ("variables", "field"),
    [
        ({"first": 0, "filter": {"scope": "PUBLIC"}}, "1"),
        ({"first": 101, "filter": {"scope": "PUBLIC"}}, "100"),
        ({"first": 5, "filter": {"scope": "PUBLIC", "within": "3701%"}}, "区划"),
        ({"first": 5, "filter": {"scope": "PUBLIC", "assigneeId": "x"}}, "编号"),
        ({"first": 5, "after": "x", "filter": {"scope": "PUBLIC"}}, "翻页"),
        ({"first": 5, "filter": {"scope": "MINE"}}, "登录"),
    ],
)
async def test_bad_questions_are_answered_in_words(variables: dict[str, object], field: str, anyone: Client) -> None:
    answer = await anyone.ask(LIST, **variables)
    assert field in answer["errors"][0]["message"]


async def test_counts_and_nearby_and_map_over_http(as_person: AsPerson, anyone: Client) -> None:
    resident, worker = await as_person("resident"), await as_person("worker")
    snap = await take(resident)
    counts = await worker.do("{ snapCounts(scope: AREA) { waiting inHand amber red solvedToday needsMe feedCursor } }")
    assert counts["snapCounts"]["waiting"] == counts["snapCounts"]["needsMe"] == 1
    near = """query($p: PointInput!) { nearbySnaps(point: $p) { distanceMetres mine snap { id thumbUrl lamp } } }"""
    point = {"lon": 117.1021, "lat": 36.662, "crs": "WGS84"}
    (found,) = (await anyone.do(near, p=point))["nearbySnaps"]
    assert found["snap"]["id"] == snap["id"]
    assert 8 < found["distanceMetres"] < 10
    assert [(await person.do(near, p=point))["nearbySnaps"][0]["mine"] for person in (anyone, worker, resident)] == [
        False,
        False,
        True,
    ]
    on_map = await anyone.do('{ openSnapsOnMap(within: "370102", scope: PUBLIC) { id lon lat } }')
    assert on_map["openSnapsOnMap"] == [{"id": snap["id"], "lon": 117.102, "lat": 36.662}]
    kinds = await anyone.do("{ snapCategories { category nameZh limitMinutes assumed } }")
    assert {"category": "HAZARD", "nameZh": "安全隐患", "limitMinutes": 120, "assumed": True} in kinds["snapCategories"]


async def test_a_page_costs_one_statement_per_level(as_person: AsPerson, monkeypatch: pytest.MonkeyPatch) -> None:
    resident, worker = await as_person("resident"), await as_person("worker")
    document = """{ snaps(first: 50, filter: {scope: AREA}) { nodes { id backedByMe cell { name }
      reporter { name } assignee { name } photos { url } entries { byName byPost } mergedInto { id }
      availableActions { step } } } }"""
    asked: list[str] = []
    real = db.rows

    async def counting(sql: str, *params: object) -> list[db.Row]:
        if "snap" in sql or "persons" in sql or "posts" in sql:  # not what the feed and the grid look after
            asked.append(sql)
        return await real(sql, *params)

    counted = []
    monkeypatch.setattr(db, "rows", counting)
    for _ in range(2):
        for _ in range(4):
            await step(worker, "takeOnSnap", await take(resident))
        asked.clear()
        await worker.do(document)
        counted.append(len(asked))
    assert counted[0] == counted[1], "not more for more snaps"
