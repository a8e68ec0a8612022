"""The demo: everybody and everything is there, and a set-up that is broken off leaves nothing half done."""

from pathlib import Path

import pytest

from gridcall import clock, db
from gridcall.demo import run, story
from gridcall.demo.cast import DISTRICT
from gridcall.demo.courses import COURSES
from gridcall.grid import queries
from gridcall.people.permissions import Role
from gridcall.settings import Settings


async def count(sql: str) -> int:
    return int(await db.value(f"SELECT count(*) FROM {sql}"))


async def test_sixty_persons_with_every_post_and_a_short_list_of_uncovered_cells(
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
    assert await count("persons") == 60
    assert {row["role"] for row in await db.rows("SELECT DISTINCT role FROM posts")} == {role.value for role in Role}
    forces = {row["force"] for row in await db.rows("SELECT DISTINCT force FROM cell_staff")}
    assert forces == {"basic", "professional", "joint"}
    assert 5 <= len(await queries.uncovered(DISTRICT, clock.today())) <= 30
    assert await queries.staffing_breaches(DISTRICT, clock.today()) == []
    assert await count("snaps WHERE status = 'solved'") > 0
    assert await count("photos WHERE subject_id IS NULL") == 0
