"""Moments are moments, whatever zone they are written in."""

from datetime import timedelta

from gridcall import clock, db


async def test_a_moment_told_in_another_zone_is_compared_by_when_it_was(database: str) -> None:
    now = clock.now()
    async with db.transaction():
        await db.execute("INSERT INTO chores (id, next_at) VALUES ($1, $2)", "a chore", now)
    for told, later in ((now - timedelta(hours=1), True), (now + timedelta(hours=1), False)):
        found = await db.rows("SELECT id FROM chores WHERE next_at > $1", told.astimezone(clock.CHINA))
        assert bool(found) is later
