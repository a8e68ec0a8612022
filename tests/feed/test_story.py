"""A snap from the street back to its reporter, as the inboxes tell it."""

from collections.abc import Awaitable, Callable

from tests.client import Client
from tests.push.browsers import read_inboxes
from tests.snaps.documents import back, step, take

SignIn = Callable[[str], Awaitable[Client]]


async def _newest(client: Client) -> tuple[str, str, bool]:
    await read_inboxes()
    asked = await client.do("{ inbox(first: 1) { nodes { title body path needsMe } } }")
    (item,) = asked["inbox"]["nodes"]
    assert item["path"].startswith("/snaps/")
    return item["title"], item["body"], item["needsMe"]


async def test_everybody_is_told_when_it_is_their_turn_and_what_became_of_it(as_person: SignIn) -> None:
    resident, neighbour, worker = [await as_person(name) for name in ("resident", "neighbour", "worker")]
    snap = await take(resident, words="路边检查井盖移位")
    assert await _newest(worker) == ("“路边检查井盖移位”，请您看看", "新的随手拍，广德路 12 号楼前", True)
    await back(neighbour, snap)
    await step(worker, "takeOnSnap", snap)
    assert await _newest(resident) == ("“路边检查井盖移位”，有人接办了", "由盛福明城社区办理", False)
    await step(worker, "solveSnap", snap, words="已复位加固")
    look = "由盛福明城社区办理。没解决也可以直接点“没解决”"
    assert await _newest(resident) == ("“路边检查井盖移位”，已办好，请您看看", look, True)
    assert await _newest(neighbour) == ("“路边检查井盖移位”，已办好", "由盛福明城社区办理", False)
    await step(resident, "reportSnapNotSolved", snap, words="还是松的")
    assert (await _newest(worker))[0] == "“路边检查井盖移位”，居民说还没解决"
    await step(worker, "takeOnSnap", snap)
    await step(worker, "solveSnap", snap, words="换了新井盖")
    await step(resident, "confirmSnapSolved", snap)
    assert (await _newest(worker))[0] == "“路边检查井盖移位”，居民确认办好了，辛苦您"


async def test_the_inbox_speaks_the_readers_language(as_person: SignIn) -> None:
    resident, worker = await as_person("resident"), await as_person("worker")
    await take(resident, words="树枝挡路", category="GREENERY")
    await worker.do("mutation { setLanguage(language: EN) { __typename } }")
    assert (await _newest(worker))[:2] == ("“树枝挡路”: please have a look", "A new snap, 广德路 12 号楼前")
