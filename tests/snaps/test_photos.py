"""Photos of a snap: uploaded first, hung on the snap with it, seen by whoever sees the snap."""

import io
from collections.abc import Awaitable, Callable
from typing import Any

from PIL import Image
from tests.cast import LONG_AGO, World
from tests.client import Client
from tests.snaps.documents import back, one, step, take

from gridcall import clock, db

AsPerson = Callable[[str], Awaitable[Client]]


async def uploaded(client: Client, shade: int) -> dict[str, str]:
    out = io.BytesIO()
    Image.new("RGB", (640, 480), (shade, 90, 60)).save(out, "JPEG")
    return await client.upload(out.getvalue())


async def status_of(client: Client, url: str) -> int:
    return (await client.http.get(url)).status_code


async def test_photos_travel_with_the_snap_and_its_solution(as_person: AsPerson, anyone: Client) -> None:
    resident, worker = await as_person("resident"), await as_person("worker")
    before, after = await uploaded(resident, 10), await uploaded(worker, 200)
    snap = await take(resident, photos=[before], words="")
    await step(worker, "takeOnSnap", snap)
    await step(worker, "solveSnap", snap, photos=[after])
    seen = await one(anyone, snap)
    assert seen
    pictures = [entry["photos"] for entry in seen["entries"]]
    assert [len(photos) for photos in pictures] == [1, 0, 1]
    for photos in (pictures[0], pictures[2]):
        assert await status_of(anyone, photos[0]["url"]) == 200


async def test_a_photo_that_has_not_arrived_or_is_anothers_takes_nothing_in(as_person: AsPerson) -> None:
    resident, neighbour = await as_person("resident"), await as_person("neighbour")
    mine, theirs = await uploaded(resident, 10), await uploaded(neighbour, 20)
    missing = {"id": str(clock.new_id()), "sha256": mine["sha256"]}
    changed = {**mine, "sha256": "0" * 64}
    for photo in (missing, theirs, changed):
        refused = await take(resident, photos=[mine, photo] if photo["id"] != mine["id"] else [photo])
        assert (refused["__typename"], refused["field"]) == ("InvalidInput", "photos")
    assert await db.value("SELECT count(*) FROM snaps") == 0
    assert (await take(resident, photos=[mine]))["__typename"] == "Snap"
    again = await take(resident, photos=[mine])
    assert (again["__typename"], again["field"]) == ("InvalidInput", "photos")


async def test_the_same_snap_sent_twice_with_its_photo_is_one(as_person: AsPerson) -> None:
    resident = await as_person("resident")
    photo = await uploaded(resident, 10)
    given: dict[str, Any] = {"id": str(clock.new_id()), "photos": [photo], "takenAt": clock.now().isoformat()}
    first, second = await take(resident, **given), await take(resident, **given)
    assert first["entries"] == second["entries"]
    assert (await take(resident, **{**given, "words": "别的"}))["__typename"] == "IdempotencyConflict"


async def test_photos_leave_the_public_with_a_refused_snap_and_move_with_a_relocated_one(
    as_person: AsPerson, anyone: Client
) -> None:
    resident, specialist = await as_person("resident"), await as_person("specialist")
    worker, worker_2 = await as_person("worker"), await as_person("worker_2")
    snap = await take(resident, photos=[await uploaded(resident, 10)])
    url = snap["entries"][0]["photos"][0]["url"]
    assert await status_of(anyone, url) == 200
    await step(specialist, "refuseSnap", snap)
    assert await status_of(anyone, url) == 404
    assert [await status_of(client, url) for client in (resident, worker, worker_2)] == [200, 200, 404]

    secret = await take(resident, photos=[await uploaded(resident, 99)], category="ILLEGAL_BUILDING")
    url = secret["entries"][0]["photos"][0]["url"]
    await step(worker, "relocateSnap", secret, 'cellCode: "370102013006002"')
    assert [await status_of(client, url) for client in (resident, worker, worker_2)] == [200, 404, 200]


async def test_whoever_follows_a_snap_keeps_its_photos_when_it_leaves_the_public(
    as_person: AsPerson, anyone: Client
) -> None:
    resident, neighbour = await as_person("resident"), await as_person("neighbour")
    specialist, stranger = await as_person("specialist"), await as_person("other_worker")
    for name, by in (("refuseSnap", specialist), ("withdrawSnap", resident)):
        snap = await take(resident, photos=[await uploaded(resident, len(name))])
        await back(neighbour, snap)
        await step(by, name, snap)
        seen = await one(neighbour, snap)
        assert seen
        url = seen["entries"][0]["photos"][0]["url"]
        assert [await status_of(client, url) for client in (resident, neighbour)] == [200, 200]
        assert [await status_of(client, url) for client in (anyone, stranger)] == [404, 404]


async def test_whoever_follows_what_the_public_does_not_see_has_its_photos_without_a_post(
    as_person: AsPerson, world: World
) -> None:
    resident, specialist, worker = await as_person("resident"), await as_person("specialist"), await as_person("worker")
    secret = await take(resident, photos=[await uploaded(resident, 10)], category="ILLEGAL_BUILDING")
    other = await take(await as_person("neighbour"))
    await step(specialist, "mergeSnap", other, f'intoId: "{secret["id"]}"')
    await back(worker, secret)
    await step(specialist, "assignSnap", secret, f'personId: "{world.persons["specialist"]}"')
    await step(specialist, "solveSnap", secret, photos=[await uploaded(specialist, 200)])
    async with db.transaction():
        await db.execute("UPDATE posts SET ends_on = $1 WHERE person_id = $2", LONG_AGO, world.persons["worker"])
    for follower in (await as_person("worker"), await as_person("neighbour")):
        seen = await one(follower, secret)
        assert seen
        urls = [photo["url"] for entry in seen["entries"] for photo in entry["photos"]]
        assert [await status_of(follower, url) for url in urls] == [200, 200]


async def test_what_colleagues_photograph_for_each_other_is_theirs(as_person: AsPerson, anyone: Client) -> None:
    resident, worker, clerk = await as_person("resident"), await as_person("worker"), await as_person("clerk")
    worker_2, other_clerk = await as_person("worker_2"), await as_person("other_clerk")
    snap = await take(resident)
    await step(worker, "takeOnSnap", snap, photos=[await uploaded(worker, 10)])
    await step(worker, "relocateSnap", snap, 'cellCode: "370102013006002"')
    await step(worker, "giveBackSnap", snap, photos=[await uploaded(worker, 30)])
    seen = await one(clerk, snap)
    assert seen
    urls = [photo["url"] for entry in seen["entries"] for photo in entry["photos"]]
    assert len(urls) == 2
    for refused in (False, True):
        if refused:
            await step(clerk, "refuseSnap", snap)
        for url in urls:
            assert [await status_of(client, url) for client in (clerk, worker_2, worker)] == [200, 200, 200]
            assert [await status_of(client, url) for client in (anyone, resident, other_clerk)] == [404, 404, 404]


async def test_photos_among_colleagues_are_named_to_nobody_else(as_person: AsPerson, anyone: Client) -> None:
    resident, worker = await as_person("resident"), await as_person("worker")
    snap = await take(resident)
    await step(worker, "takeOnSnap", snap, photos=[await uploaded(worker, 10)])
    await step(worker, "solveSnap", snap, photos=[await uploaded(worker, 200)])
    for reader, shown in ((worker, [0, 1, 1]), (resident, [0, 0, 1]), (anyone, [0, 0, 1])):
        seen = await one(reader, snap)
        assert seen
        assert [len(entry["photos"]) for entry in seen["entries"]] == shown
    solved = seen["entries"][2]["photos"][0]["url"]
    thumb = (await anyone.do("query($id: ID!) { snap(id: $id) { thumbUrl } }", id=snap["id"]))["snap"]["thumbUrl"]
    assert thumb == solved.replace(".jpg", ".thumb.jpg")
