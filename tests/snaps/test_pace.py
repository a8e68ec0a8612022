"""Nobody photographs hundreds of problems in ten minutes: what floods in is put off, and nothing of it is lost."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from tests.client import Client
from tests.snaps.documents import TAKE, take
from tests.snaps.scene import everything

from gridcall import clock
from gridcall.settings import Settings

AsPerson = Callable[[str], Awaitable[Client]]


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return replace(settings, snaps_in_ten_minutes=3)


async def test_too_many_at_once_are_put_off_for_one_person_alone(as_person: AsPerson) -> None:
    resident, neighbour = await as_person("resident"), await as_person("neighbour")
    first = str(clock.new_id())
    given = {"id": first, "takenAt": clock.now().isoformat()}
    taken = [await take(resident, **given), await take(resident), await take(resident)]
    assert {snap["status"] for snap in taken} == {"WAITING"}

    before = await everything()
    late = TAKE.replace("... on WrongStatus", "... on TooManyTries { retryAfterSeconds } ... on WrongStatus")
    asked = {
        "id": str(clock.new_id()),
        "photos": [],
        "place": "东门",
        "category": "ROAD",
        "words": "井盖",
        "takenAt": clock.now().isoformat(),
        "fixedOnTheSpot": False,
    }
    put_off = (await resident.do(late, input=asked))["takeSnap"]
    assert (put_off["__typename"], put_off["code"]) == ("TooManyTries", "TOO_MANY_TRIES")
    assert "自动发出" in put_off["message"]
    assert 590 <= put_off["retryAfterSeconds"] <= 600
    assert await everything() == before

    assert (await take(resident, **given))["id"] == first, "an answer that was lost is given again"
    assert (await take(neighbour))["status"] == "WAITING"
    with clock.using(_Later()):
        assert (await resident.do(TAKE, input=asked))["takeSnap"]["status"] == "WAITING"


class _Later(clock.System):
    def now(self) -> datetime:
        return super().now() + timedelta(minutes=11)


def test_a_whole_day_offline_passes() -> None:
    a_day = timedelta(hours=12) / timedelta(minutes=3)  # a worker who does nothing else
    assert Settings().snaps_in_ten_minutes > a_day
