"""Photos over HTTP: taken in once, given to those who may see what they show, refused in words."""

import asyncio
import base64
import hashlib
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from tests.later import Later
from tests.media.pictures import is_upright, person, photo, scene

from gridcall import clock, db
from gridcall.errors import IdempotencyConflict, InvalidInput
from gridcall.media import actions, files, queries
from gridcall.media.actions import Subject, attach, show, store, sweep
from gridcall.media.room import BODIES_AT_ONCE, BODIES_OF_ONE
from gridcall.people.actor import Actor
from gridcall.people.permissions import Role
from gridcall.words import Language

CELL = "370102013006001"
JPEG = photo()


class Door:
    """The routes of photos, and who stands before them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.who: Actor | None = None
        self.named: dict[str, Actor] = {}  # of several at once
        self.begun = asyncio.Semaphore(0)  # bodies that never come to their end
        self.app = Starlette(routes=files.routes(folder, self._actor, lambda request: Language.ZH))

    async def _actor(self, request: Request) -> Actor | None:
        return self.named.get(request.headers.get("x-person", ""), self.who)

    def client(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(transport=httpx.ASGITransport(self.app), base_url="http://localhost")

    async def put(self, identifier: object, data: bytes, **headers: str) -> httpx.Response:
        sent = {"X-Gridcall": "1", "Content-Type": "image/jpeg"} | {
            name.replace("_", "-"): value for name, value in headers.items()
        }
        async with self.client() as client:
            return await client.put(f"/media/photos/{identifier}", content=data, headers=sent)

    async def get(self, path: str, **headers: str) -> httpx.Response:
        async with self.client() as client:
            return await client.get(path, headers={k.replace("_", "-"): v for k, v in headers.items()})

    async def put_without_end(self, who: Actor) -> httpx.Response:
        async def trickle() -> AsyncIterator[bytes]:
            self.begun.release()
            yield JPEG[:100]
            await asyncio.Event().wait()

        name = str(who.person_id)
        self.named[name] = who
        headers = {"X-Gridcall": "1", "X-Person": name}
        async with self.client() as client:
            return await client.put(f"/media/photos/{clock.new_id()}", content=trickle(), headers=headers)

    def kept(self) -> list[str]:
        return [path.name for path in self.folder.rglob("*") if path.is_file()]


@pytest.fixture
async def door(database: str, tmp_path: Path) -> Door:
    return Door(tmp_path / "media")


async def stored(door: Door, who: Actor, data: bytes = JPEG) -> dict[str, str]:
    door.who = who
    answer = await door.put(clock.new_id(), data)
    assert answer.status_code == 201
    row = await queries.by_id(answer.json()["id"])
    assert row is not None
    return row


async def hang(who: Actor, row: dict[str, str], *, public: bool = False, seen_by: list[UUID] | None = None) -> Subject:
    subject = Subject("snap", clock.new_id(), CELL, public, seen_by or [])
    async with db.transaction():
        await attach(who, [(UUID(row["id"]), row["upload_sha256"])], subject)
    return subject


async def counts() -> tuple[int, int]:
    photos = await db.value("SELECT count(*) FROM photos")
    return photos, await db.value("SELECT count(*) FROM outbox")


async def test_a_photo_comes_back_upright_and_bare(door: Door) -> None:
    door.who = person()
    identifier = clock.new_id()
    data = photo(orientation=6)
    answer = await door.put(identifier, data)
    assert answer.status_code == 201
    assert answer.json() == {
        "id": str(identifier),
        "sha256": hashlib.sha256(data).hexdigest(),
        "width": 640,
        "height": 480,
    }
    row = await queries.by_id(identifier)
    assert row is not None
    for tail in (".jpg", ".thumb.jpg"):
        shown = await door.get(f"/media/{row['name']}{tail}")
        assert shown.status_code == 200
        assert is_upright(shown.content)
        assert b"SecretPhone" not in shown.content
        assert shown.headers["content-type"] == "image/jpeg"
        assert shown.headers["x-content-type-options"] == "nosniff"
        assert shown.headers["cache-control"] == "private, max-age=31536000, immutable"


async def test_the_same_upload_twice_gives_the_first_answer(door: Door) -> None:
    door.who, identifier = person(), clock.new_id()
    first = await door.put(identifier, JPEG)
    before = await counts()
    again = await door.put(identifier, JPEG)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert await counts() == before


async def test_the_same_upload_many_times_at_once_is_one_photo(door: Door) -> None:
    door.who, identifier = person(), clock.new_id()
    answers = await asyncio.gather(*(door.put(identifier, JPEG) for _ in range(BODIES_OF_ONE)))
    assert sorted(answer.status_code for answer in answers) == [200, 200, 201]
    assert await counts() == (1, 1)


async def test_other_bytes_or_another_person_under_the_same_id_are_a_conflict(door: Door) -> None:
    door.who, identifier = person(), clock.new_id()
    await door.put(identifier, JPEG)
    before = (await counts(), sorted(door.kept()))
    other = await door.put(identifier, photo(picture=scene(100, 80)))
    assert (other.status_code, other.json()["code"]) == (409, "IDEMPOTENCY_CONFLICT")
    door.who = person()
    assert (await door.put(identifier, JPEG)).status_code == 409
    assert (await counts(), sorted(door.kept())) == before


@pytest.mark.parametrize(
    ("data", "status", "code"),
    [
        (b"hello", 422, "INVALID_INPUT"),
        (JPEG[: len(JPEG) // 2], 422, "INVALID_INPUT"),
        (b"\xff\xd8\xff" + b"\0" * files.BYTES_AT_MOST, 413, "TOO_LARGE"),
    ],
)
async def test_what_cannot_be_shown_leaves_nothing(door: Door, data: bytes, status: int, code: str) -> None:
    door.who = person()
    answer = await door.put(clock.new_id(), data)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.json()["message"].endswith("。")
    assert await counts() == (0, 0)
    assert door.kept() == []


async def test_refusals_before_the_body_is_looked_at(door: Door) -> None:
    assert (await door.put(clock.new_id(), JPEG)).status_code == 401
    door.who = person()
    assert (await door.put("not-an-id", JPEG)).status_code == 422
    assert (await door.put(UUID(int=5, version=4), JPEG)).status_code == 422
    assert (await door.put(clock.new_id(), JPEG, Content_Type="text/html")).status_code == 415
    wrong = base64.b64encode(hashlib.sha256(b"else").digest()).decode()
    assert (await door.put(clock.new_id(), JPEG, Content_Digest=f"sha-256=:{wrong}:")).status_code == 400
    async with door.client() as client:
        bare = await client.put(f"/media/photos/{clock.new_id()}", content=JPEG)
    assert (bare.status_code, bare.json()["code"]) == (400, "BAD_REQUEST")
    assert await counts() == (0, 0)


async def test_a_stream_without_a_length_is_cut_off_at_the_limit(door: Door) -> None:
    door.who = person()

    async def endless() -> AsyncIterator[bytes]:
        for _ in range(400):
            yield b"\xff" * 65_536

    async with door.client() as client:
        answer = await client.put(f"/media/photos/{clock.new_id()}", content=endless(), headers={"X-Gridcall": "1"})
    assert answer.status_code == 413


async def test_a_body_that_does_not_come_frees_its_place(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "BODY_SECONDS", 0.01)
    answers = await asyncio.gather(*(door.put_without_end(person()) for _ in range(BODIES_AT_ONCE + 2)))
    assert {answer.status_code for answer in answers} == {400}
    monkeypatch.undo()
    door.who = person()
    assert (await door.put(clock.new_id(), JPEG)).status_code == 201


async def test_who_trickles_many_uploads_stops_nobody_elses(door: Door) -> None:
    hostile, reporter = person(), person()
    tricklers = [asyncio.create_task(door.put_without_end(hostile)) for _ in range(BODIES_OF_ONE)]
    for _ in tricklers:
        await door.begun.acquire()
    door.who = hostile
    refused = await door.put(clock.new_id(), JPEG)
    assert (refused.status_code, refused.json()["code"]) == (429, "TOO_MANY_TRIES")
    assert int(refused.headers["retry-after"]) > 0
    door.who = reporter
    assert (await door.put(clock.new_id(), JPEG)).status_code == 201
    for one in tricklers:
        one.cancel()
    await asyncio.wait(tricklers)
    door.who = hostile
    assert (await door.put(clock.new_id(), JPEG)).status_code == 201


async def test_too_many_uploads_in_a_while_wait_and_none_is_lost(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "UPLOADS", replace(actions.UPLOADS, per_subject=2))
    reporter, third = person(), clock.new_id()
    for _ in range(2):
        await stored(door, reporter, JPEG)
    before = await counts()
    refused = await door.put(third, JPEG)
    assert (refused.status_code, refused.json()["message"][-1]) == (429, "。")
    wait = timedelta(seconds=int(refused.headers["retry-after"]))
    assert timedelta(0) < wait <= timedelta(minutes=10, seconds=1)
    assert await counts() == before
    await stored(door, person(), JPEG)  # others do not wait
    door.who = reporter
    with clock.using(Later(wait)):
        assert (await door.put(third, JPEG)).status_code == 201


async def test_who_may_see_the_thing_sees_its_photo_and_nobody_else(door: Door) -> None:
    reporter, helper = person(), person()
    row = await stored(door, reporter)
    path = f"/media/{row['name']}.jpg"
    door.who = person((Role.GRID_WORKER, CELL))
    assert (await door.get(path)).status_code == 404  # a draft is its sender's alone
    await hang(reporter, row, seen_by=[helper.person_id])
    for who, status in (
        (reporter, 200),
        (helper, 200),
        (person((Role.GRID_WORKER, CELL)), 200),
        (person((Role.STREET_CLERK, "370102013")), 200),
        (person((Role.STREET_CLERK, "370102001")), 404),
        (person((Role.ADMINISTRATOR, "370102")), 404),
        (person(), 404),
        (None, 404),
    ):
        door.who = who
        assert (await door.get(path)).status_code == status


async def test_a_public_thing_shows_its_photos_to_everybody_until_it_is_hidden(door: Door) -> None:
    reporter = person()
    row = await stored(door, reporter)
    subject = await hang(reporter, row, public=True)
    door.who = None
    path = f"/media/{row['name']}.thumb.jpg"
    assert (await door.get(path)).status_code == 200
    async with db.transaction():
        await show(replace(subject, public=False))
    assert (await door.get(path)).status_code == 404


async def test_a_thing_that_moves_takes_its_photos_along(door: Door) -> None:
    reporter = person()
    row = await stored(door, reporter)
    subject = await hang(reporter, row)
    async with db.transaction():
        await show(Subject("snap", subject.id, "370102001001001", False))
    door.who = person((Role.STREET_CLERK, "370102001"))
    assert (await door.get(f"/media/{row['name']}.jpg")).status_code == 200


async def test_a_known_tag_saves_the_bytes_but_not_the_question(door: Door) -> None:
    reporter = person()
    row = await stored(door, reporter)
    path = f"/media/{row['name']}.jpg"
    first = await door.get(path)
    second = await door.get(path, If_None_Match=first.headers["etag"])
    assert (second.status_code, second.content) == (304, b"")
    door.who = None
    assert (await door.get(path, If_None_Match=first.headers["etag"])).status_code == 404


@pytest.mark.parametrize(
    "path",
    ["/media/x.jpg", "/media/..%2F..%2Fetc%2Fpasswd", f"/media/{'a' * 64}.jpg", f"/media/{'a' * 64}.png"],
)
async def test_paths_that_are_no_photo_find_nothing(door: Door, path: str) -> None:
    assert (await door.get(path)).status_code == 404


async def test_only_ones_own_uploads_with_their_own_hash_can_be_used(door: Door) -> None:
    reporter = person()
    row = await stored(door, reporter)
    identifier, sha256 = UUID(row["id"]), row["upload_sha256"]
    subject = Subject("snap", clock.new_id(), CELL, False)
    for who, wanted in (
        (person(), (identifier, sha256)),
        (reporter, (identifier, "0" * 64)),
        (reporter, (clock.new_id(), sha256)),
    ):
        with pytest.raises(InvalidInput) as caught:
            async with db.transaction():
                await attach(who, [wanted], subject)
        assert caught.value.reason == "photo_missing"
    await hang(reporter, row)
    with pytest.raises(InvalidInput) as caught:
        async with db.transaction():
            await attach(reporter, [(identifier, sha256)], subject)
    assert caught.value.reason == "photo_used"


async def test_uploads_that_nothing_took_in_are_swept_after_a_day(door: Door) -> None:
    reporter = person()
    draft = await stored(door, reporter)
    used = await stored(door, reporter, photo(picture=scene(120, 90)))
    await hang(reporter, used)
    (door.folder / "incoming" / "left-by-a-crash").write_bytes(b"half")
    assert await sweep(folder=door.folder, now=clock.now()) == 0
    assert await sweep(folder=door.folder, now=clock.now() + timedelta(days=2)) == 1
    assert await queries.by_id(draft["id"]) is None
    assert sorted(door.kept()) == sorted([f"{used['name']}.jpg", f"{used['name']}.thumb.jpg"])


async def test_one_sweep_leaves_none_however_many_there_are(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "SWEEP_AT_MOST", 2)
    for edge in range(100, 105):
        await stored(door, person(), photo(picture=scene(edge, 80)))
    assert await sweep(folder=door.folder, now=clock.now() + timedelta(days=2)) == 5
    assert (await db.value("SELECT count(*) FROM photos"), door.kept()) == (0, [])


async def test_a_swept_photo_leaves_the_same_picture_of_another_person_alone(door: Door) -> None:
    reporter = person()
    await stored(door, person())
    used = await stored(door, reporter)
    await hang(reporter, used)
    assert await sweep(folder=door.folder, now=clock.now() + timedelta(days=2)) == 1
    assert (await door.get(f"/media/{used['name']}.jpg")).status_code == 200


async def test_a_crash_between_file_and_row_leaves_no_row_and_the_next_try_succeeds(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    reporter, identifier = person(), clock.new_id()

    async def crash(*arguments: object) -> None:
        raise ConnectionResetError

    with monkeypatch.context() as patched:
        patched.setattr(actions, "_save", crash)
        with pytest.raises(ConnectionResetError):
            await store(reporter, identifier, JPEG, folder=door.folder, now=clock.now())
    assert await counts() == (0, 0)
    _, new = await store(reporter, identifier, JPEG, folder=door.folder, now=clock.now())
    assert new


async def test_storing_other_bytes_raises_in_the_domain_too(door: Door) -> None:
    reporter, identifier = person(), clock.new_id()
    await store(reporter, identifier, JPEG, folder=door.folder, now=clock.now())
    with pytest.raises(IdempotencyConflict):
        await store(reporter, identifier, JPEG + b"\0", folder=door.folder, now=clock.now())
