"""What was signed cannot be altered, through the API or in the database, without being found out."""

import asyncio
import os
import sys
from uuid import UUID

import pytest
from tests.calls.scene import Scene
from tests.cast import CELL_2

from gridcall import db
from gridcall.calls.verifying import broken_signatures


async def found() -> list[str]:
    return [broken.what async for broken in broken_signatures()]


async def tampered(table: str, statement: str, *params: object) -> None:
    """As somebody with the database's password would: triggers off, a change, triggers on."""
    if db.dialect() == "postgres":
        async with db.transaction():
            await db.execute(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
            await db.execute(statement, *params)
            await db.execute(f"ALTER TABLE {table} ENABLE TRIGGER ALL")
        return
    async with db.transaction():
        names = await db.rows("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = $1", table)
        for row in names:
            await db.execute(f"DROP TRIGGER {row['name']}")
        await db.execute(statement, *params)


async def test_a_signed_call_cannot_be_edited(scene: Scene) -> None:
    call = await scene.signed()
    refused = await scene.edit(call, title="另一个标题")
    assert (refused["__typename"], refused["actualStatus"]) == ("WrongStatus", "TO_ACCEPT")
    assert await found() == []


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("calls", "UPDATE calls SET title = 'x'"),
        ("calls", "UPDATE calls SET urgency = 'normal'"),
        ("calls", "UPDATE calls SET seal = 'x'"),
        ("call_forms", "UPDATE call_forms SET content = '{}'"),
        ("call_forms", "UPDATE call_forms SET content = 'x'"),
        ("call_forms", "UPDATE call_forms SET content = '{\"place\": null}'"),
        ("call_forms", "DELETE FROM call_forms"),
        ("call_entries", "UPDATE call_entries SET facts = '{}' WHERE step = 'sign_off'"),
    ],
)
async def test_the_database_holds_it_and_verify_finds_it(scene: Scene, table: str, change: str) -> None:
    await scene.signed()
    with pytest.raises(Exception, match=r"insert-only|stands still|ck_calls"):
        async with db.transaction():
            await db.execute(change)
    assert await found() == []
    await tampered(table, change)
    assert await found() != []


async def test_a_changed_form_needs_a_new_signature_and_keeps_its_number(scene: Scene) -> None:
    call = await scene.signed()
    first = call["form"]
    call = await scene.do("dispatcher", "sendCallBack", call, words="请写明有几处摊位")
    assert (call["status"], call["form"]) == ("DRAFT", None)
    call = await scene.edit(call, words="摊位 9 处")
    call = await scene.do("clerk", "submitCall", call)
    again = await scene.sign(call)
    assert again["number"] == call["number"]
    assert again["form"]["hash"] != first["hash"]
    assert await found() == []


async def test_a_call_that_was_signed_again_for_another_cell_holds(scene: Scene) -> None:
    call = await scene.signed()
    call = await scene.do("dispatcher", "sendCallBack", call, words="地点不对")
    call = await scene.edit(call, cellCode=CELL_2)
    assert await found() == []
    again = await scene.sign(await scene.do("clerk", "submitCall", call))
    assert (again["code"], again["status"]) == (CELL_2, "TO_ACCEPT")
    assert await found() == []


async def test_only_what_was_shown_is_signed(scene: Scene) -> None:
    call = await scene.do("clerk", "submitCall", await scene.draft())
    refused = await scene.do("head", "signOffCall", call, hash="0" * 64)
    assert (refused["__typename"], refused["field"]) == ("InvalidInput", "hash")
    assert (await scene.sign(call))["status"] == "TO_ACCEPT"


async def verify(url: str) -> tuple[int | None, str]:
    """`gridcall verify` in a process of its own: its exit code and what it says."""
    command = (sys.executable, "-m", "gridcall", "verify")
    environment = {**os.environ, "GRIDCALL_DATABASE_URL": url}
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE, env=environment)
    said, _ = await process.communicate()
    return process.returncode, said.decode()


async def test_the_command_line_names_each_broken_call(scene: Scene, database_url: str) -> None:
    whole, broken = await scene.signed(), await scene.signed()
    code, said = await verify(database_url)
    assert (code, said.splitlines()[0]) == (0, "All 2 signatures hold.")
    await tampered("calls", "UPDATE calls SET title = 'x' WHERE id = $1", UUID(broken["id"]))
    code, said = await verify(database_url)
    assert code == 1
    assert said.splitlines()[0] == f"call {broken['id']}: its fields differ from what was signed"
    assert whole["id"] not in said
