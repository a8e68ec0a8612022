"""The demo: everybody and everything is there, and a set-up that is broken off leaves nothing half done."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from random import SystemRandom

import pytest

from gridcall import clock, db
from gridcall.calls.verifying import broken_signatures
from gridcall.calls.workflow import AssignmentStatus, CallStatus
from gridcall.demo import run, story, wishes
from gridcall.demo.calls import look
from gridcall.demo.cast import DISTRICT, assembled
from gridcall.demo.courses import COURSES
from gridcall.demo.plots import PLOTS
from gridcall.demo.wish_plots import PLOTS as WISHES
from gridcall.grid import queries
from gridcall.lamps import Lamp, clock_lamp
from gridcall.people.permissions import Role
from gridcall.points import verifying
from gridcall.settings import Settings
from gridcall.wishes.workflow import WishStatus


async def count(sql: str) -> int:
    return int(await db.value(f"SELECT count(*) FROM {sql}"))


async def test_ninety_persons_with_every_post_and_a_short_list_of_uncovered_cells(
    database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(data=tmp_path, demo=True)
    monkeypatch.setattr(run, "SNAPS", 2 * len(COURSES))
    monkeypatch.setattr(story, "VARIANTS", 1)

    async def stumble(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(run, "_tell_the_past", stumble)
        with pytest.raises(KeyboardInterrupt):
            await run.set_up(settings, lambda done, every: None)
    assert not await run.is_set_up()
    assert await count("persons") == 0

    told: list[tuple[int, int]] = []
    await run.set_up(settings, lambda done, every: told.append((done, every)))
    assert told[-1] == (24, 24)
    assert await run.is_set_up()
    assert await count("persons") == 90 + await count("persons WHERE phone LIKE '+861380532%'")
    assert {row["role"] for row in await db.rows("SELECT DISTINCT role FROM posts")} == {role.value for role in Role}
    forces = {row["force"] for row in await db.rows("SELECT DISTINCT force FROM cell_staff")}
    assert forces == {"basic", "professional", "joint"}
    assert 5 <= len(await queries.uncovered(DISTRICT, clock.today())) <= 30
    assert await queries.staffing_breaches(DISTRICT, clock.today()) == []
    assert await count("snaps WHERE status = 'solved'") > 0
    assert await count("photos WHERE subject_id IS NULL") == 0
    await _calls_of_every_kind()
    await _wishes_of_every_kind()
    await _a_bank_in_the_order_of_time()


async def _a_bank_in_the_order_of_time() -> None:
    """The ledger's numbers follow its clock, also where wishes and the bank tell their stories side by side."""
    booked = await db.rows("SELECT at, kind FROM points_transfers ORDER BY seq")
    assert {"earn", "hold", "redeem"} <= {row["kind"] for row in booked}
    assert [row["at"] for row in booked] == sorted(row["at"] for row in booked)
    assert await count("settlements WHERE booked_at IS NULL AND confirmed_a_id IS NOT NULL") == 1
    assert await count("activities") == 4
    assert (await verifying.verify()).ok


async def _calls_of_every_kind() -> None:
    """Every story was told to its end: a step that was refused would leave a call somewhere else."""
    assert await count("calls") == len(PLOTS) == 25
    standing = {row["status"] for row in await db.rows("SELECT DISTINCT status FROM calls")}
    assert standing == {status.value for status in CallStatus}
    parts = {row["status"] for row in await db.rows("SELECT DISTINCT status FROM assignments")}
    assert parts == {status.value for status in AssignmentStatus}
    steps = [len(plot.beats) + 1 - sum(beat.what is look for beat in plot.beats) for plot in PLOTS]
    assert await count("call_entries") == sum(steps)
    assert await count("call_entries WHERE acting") == 1
    assert await count("assignments WHERE binding") == 1
    assert await count("order_looks") > 20
    assert await count("call_pleas WHERE open") == 2
    assert await count("call_pleas WHERE answer = 'granted'") == 1
    assert await count("calls WHERE urgency = 'emergency'") == 2
    assert await count("call_snaps") == await count("snaps WHERE id IN (SELECT snap_id FROM call_snaps)")
    assert [broken.what async for broken in broken_signatures()] == []
    await _first_scene()


async def _wishes_of_every_kind() -> None:
    """Every story was told to its end: a step that was refused would leave a wish somewhere else."""
    assert await count("wishes") == len(WISHES) == 58
    found = await db.rows("SELECT status, count(*) AS many FROM wishes GROUP BY status")
    standing = {row["status"]: row["many"] for row in found}
    assert standing.keys() == {status.value for status in WishStatus}
    ended = [plot for plot in WISHES if plot.course in ("done", "thanked", "silent")]
    assert standing["fulfilled"] == len(ended) == await count("claims WHERE outcome = 'fulfilled'")
    assert standing["claimed"] == 11
    assert await count("claims WHERE ended_at IS NULL AND extension_until IS NOT NULL") == 1
    assert {row["outcome"] for row in await db.rows("SELECT DISTINCT outcome FROM claims")} == {
        *(None, "fulfilled", "given_back", "lapsed"),
    }
    assert await count("wishes WHERE thanks IS NOT NULL") == 6
    assert await count("registrations WHERE verified_at IS NULL") == 1
    assert await count("contact_looks") > 20


async def _first_scene() -> None:
    """What the audience looks at first: one on site, one confirmed, one silent, one returned."""
    call = await db.row("SELECT id FROM calls WHERE title = $1", PLOTS[0].title)
    assert call is not None
    rows = await db.rows(
        "SELECT status, limit_start, due_at FROM assignments WHERE call_id = $1 ORDER BY rank", call["id"]
    )
    assert [row["status"] for row in rows] == ["on_site", "confirmed", "dispatched", "returned"]
    silent = AssignmentStatus.DISPATCHED.value
    start, due = next((row["limit_start"], row["due_at"]) for row in rows if row["status"] == silent)
    assert clock_lamp(start, due, clock.now(), 0.75) is Lamp.AMBER


async def test_a_call_is_played_from_draft_to_archive(
    database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(data=tmp_path, demo=True)
    monkeypatch.setattr(run, "SNAPS", len(COURSES))
    monkeypatch.setattr(run, "PLOTS", ())
    monkeypatch.setattr(run, "A_CALL", 1.0)
    monkeypatch.setattr(story, "VARIANTS", 1)
    await run.set_up(settings, lambda done, every: None)
    teller = story.Teller(await assembled(clock.now()), await story.cells_near_home(), settings, SystemRandom())
    company = await wishes.assembled_wishes(teller.cast, settings)
    lives: list[AsyncIterator[timedelta]] = []
    while not await count("calls WHERE status = 'archived'"):
        await run._next_step(teller, company, lives)
