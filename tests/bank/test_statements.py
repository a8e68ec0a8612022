"""What has moved on an account, as its owner, its branch or its street reads it."""

import csv
import io
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from tests.bank.documents import my_account
from tests.bank.scene import Scene
from tests.cast import OTHER_STREET, STREET
from tests.client import Client
from tests.later import Later

from gridcall import clock, db
from gridcall.bank import accounts, statements
from gridcall.points.rules import clearing, issuer

LINE = "nodes { kind amount balance title place link reversed } edges { cursor } pageInfo { hasNextPage endCursor }"
LINES = (
    f"query($a: ID!, $n: Int!, $after: String) {{ pointsLines(accountId: $a, first: $n, after: $after) {{ {LINE} }} }}"
)
STATEMENT = f"""query($a: ID!, $p: String!) {{ pointsStatement(accountId: $a, period: $p, first: 50) {{
    opening closing earned spent account {{ kind posted }} lines {{ {LINE} }} }} }}"""
CSV = "query($a: ID!, $p: String!) { pointsStatementCsv(accountId: $a, period: $p) }"


def this_month() -> str:
    return f"{clock.today():%Y-%m}"


async def statement(client: Client, account: str, period: str) -> dict[str, Any]:
    found: dict[str, Any] = (await client.do(STATEMENT, a=account, p=period))["pointsStatement"]
    return found


async def lived(scene: Scene) -> None:
    """Earned 20, gave 3, spent 10 elsewhere and had it back, spent 5."""
    await scene.give_points("resident", 20)
    await scene.do("resident", "givePoints", toPhone=scene.phone("neighbour"), points=3)
    elsewhere = await scene.held(await scene.good("other_street", name="米"), quantity=2)
    await scene.redeem(elsewhere, "other_keeper")
    await scene.do("other_keeper", "undoRedemption", redemptionId=elsewhere["id"], reason="米受潮了")
    await scene.redeem(await scene.held(await scene.good()))
    await scene.held(await scene.good(name="还没去拿"))


async def test_a_month_adds_up_and_reads_like_what_happened(scene: Scene) -> None:
    await lived(scene)
    resident = await scene.of("resident")
    found = await statement(resident, await my_account(resident), this_month())
    assert [found[name] for name in ("opening", "earned", "spent", "closing")] == [0, 30, 18, 12]
    lines = [(line["title"], line["amount"], line["balance"], line["place"]) for line in found["lines"]["nodes"]]
    assert lines == [
        ("兑换：理发一次", -5, 12, "明城公益小铺"),
        ("冲正：米 ×2", 10, 17, "解放路公益小铺"),
        ("兑换：米 ×2", -10, 7, "解放路公益小铺"),
        ("赠给何**", -3, 17, ""),
        ("存分：实现心愿（服务）", 20, 20, "智远街道"),
    ]
    assert [line["reversed"] for line in found["lines"]["nodes"]] == [False, False, True, False, False]
    neighbour = await scene.of("neighbour")
    theirs = await statement(neighbour, await my_account(neighbour), this_month())
    assert [line["title"] for line in theirs["lines"]["nodes"]] == ["林**赠送"]
    with clock.using(Later(timedelta(days=31))):
        after = await statement(resident, await my_account(resident), this_month())
    assert [after[name] for name in ("opening", "earned", "spent", "closing")] == [12, 0, 0, 12]
    assert after["lines"]["nodes"] == []


async def test_lines_come_page_by_page(scene: Scene) -> None:
    await lived(scene)
    resident = await scene.of("resident")
    account, after, amounts = await my_account(resident), None, []
    for _ in range(3):
        page = (await resident.do(LINES, a=account, n=2, after=after))["pointsLines"]
        amounts += [line["amount"] for line in page["nodes"]]
        after = page["pageInfo"]["endCursor"]
        assert after == page["edges"][-1]["cursor"]
    assert amounts == [-5, 10, -10, -3, 20]
    assert not page["pageInfo"]["hasNextPage"]
    for cursor in ("x", "-1", "9" * 40, "٣"):
        assert "errors" in await resident.ask(LINES, a=account, n=2, after=cursor), cursor


async def test_an_account_is_read_by_its_owner_and_by_who_answers_for_it(scene: Scene) -> None:
    await lived(scene)
    own = await my_account(await scene.of("resident"))
    branch = str(accounts.of_branch(UUID(await scene.branch())).id)
    street = str(issuer(STREET).id)
    owed = str(clearing(STREET, OTHER_STREET).id)
    readers = {
        "resident": [own],
        "neighbour": [],
        "keeper": [branch],
        "other_keeper": [],
        "clerk": [branch, street, owed],
        "head": [branch, street, owed],
        "other_clerk": [],
        "supervisor": [branch, street, owed],
        "administrator": [branch, street, owed],
        "specialist": [],
    }
    for name, expected in readers.items():
        client = await scene.of(name)
        for document in (STATEMENT, CSV):
            asked = [
                account
                for account in (own, branch, street, owed)
                if "errors" not in await client.ask(document, a=account, p=this_month())
            ]
            assert asked == expected, name


async def test_a_streets_accounts_are_listed_for_its_own(scene: Scene) -> None:
    await lived(scene)
    document = "query($s: String!) { streetAccounts(street: $s) { kind posted } }"
    for name in ("clerk", "head", "supervisor"):
        found = (await (await scene.of(name)).do(document, s=STREET))["streetAccounts"]
        kinds = {(one["kind"], one["posted"]) for one in found}
        assert {("ISSUER", -20), ("CLEARING", 0), ("BRANCH", 5)} <= kinds, name
    for name in ("other_clerk", "keeper", "resident"):
        assert "errors" in await (await scene.of(name)).ask(document, s=STREET), name
    assert "errors" in await (await scene.of("clerk")).ask(document, s="370102")


async def test_the_file_opens_in_a_spreadsheet_and_runs_nothing(scene: Scene) -> None:
    await scene.give_points("resident", 10)
    await scene.redeem(await scene.held(await scene.good(name='=HYPERLINK("http://x")')))
    resident = await scene.of("resident")
    text = (await resident.do(CSV, a=await my_account(resident), p=this_month()))["pointsStatementCsv"]
    assert text.startswith("\ufeff时间,事由,地点,积分,余额\r\n")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [row[1:] for row in rows[1:]] == [
        ["存分：实现心愿（服务）", "智远街道", "10", "10"],
        ['兑换：=HYPERLINK("http://x")', "明城公益小铺", "-5", "5"],
    ]


async def test_a_month_too_long_for_a_file_says_so(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    for points in (4, 5, 6):
        await scene.give_points("resident", points)
    monkeypatch.setattr(statements, "EXPORTED_AT_MOST", 2)
    resident = await scene.of("resident")
    text = (await resident.do(CSV, a=await my_account(resident), p=this_month()))["pointsStatementCsv"]
    rows = list(csv.reader(io.StringIO(text)))
    assert "只列出最近" in rows[1][1]
    assert [row[3] for row in rows[2:]] == ["5", "6"]


async def test_a_month_of_very_many_lines_is_read_in_batches(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    await lived(scene)
    resident = await scene.of("resident")
    account = await my_account(resident)
    whole = (await resident.do(CSV, a=account, p=this_month()))["pointsStatementCsv"]
    asked, read = [], db.rows

    async def counted(sql: str, *params: object) -> list[db.Row]:
        if " IN (" in sql:
            asked.append(len(params))
        return await read(sql, *params)

    monkeypatch.setattr(db, "rows", counted)
    monkeypatch.setattr(statements, "BATCH", 2)
    assert (await resident.do(CSV, a=account, p=this_month()))["pointsStatementCsv"] == whole
    assert len(whole.splitlines()) == 6
    assert max(asked) == 2, "five lines, and no statement with a parameter for each"


async def test_a_month_is_written_one_way(scene: Scene) -> None:
    await scene.give_points("resident", 10)
    resident = await scene.of("resident")
    account = await my_account(resident)
    for period in ("2026-13", "2026-00", "26-11", "2026-1", "x", "", "2026-11-01"):
        assert "errors" in await resident.ask(STATEMENT, a=account, p=period), period
        assert "errors" in await resident.ask(CSV, a=account, p=period), period
