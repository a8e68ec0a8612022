"""A snap that a call has solved earns its reporter points, once, also when the call is opened again."""

from tests.calls.scene import Scene
from tests.points.ledger import rewarding
from tests.snaps.documents import take

from gridcall import clock, db
from gridcall.points import verifying

POINTS = "{ myPoints { available } }"


async def earned(scene: Scene, name: str) -> int:
    found = (await (await scene.of(name)).do(POINTS))["myPoints"]
    return int(found["available"]) if found else 0


async def test_a_snap_solved_by_a_call_earns_once(scene: Scene) -> None:
    await rewarding(points=2)
    snap, duty = await take(await scene.of("resident")), await take(await scene.of("worker"))
    call = await scene.dispatched("city", snapIds=[snap["id"], duty["id"]])
    call = await scene.part_done(call, "city")
    assert await earned(scene, "resident") == 0
    closing = {"words": "办结", "verdicts": scene.verdicts(call), "id": str(clock.new_id())}
    for _ in range(2):
        closed = await scene.do("clerk", "closeCall", call, **closing)
        assert closed["status"] == "CLOSED", closed
        assert await earned(scene, "resident") == 2
    assert await earned(scene, "worker") == 0, "whose duty it is"

    parts = [closed["assignments"][0]["id"]]
    again = await scene.do("clerk", "reopenCall", closed, words="居民说没有解决", assignmentIds=parts)
    assert again["status"] == "IN_HAND", again
    await scene.do("city_officer", "reportCompletion", again, "city", words="又清理一次")
    again = await scene.do("clerk", "acceptPart", again, "city")
    again = await scene.do("clerk", "closeCall", again, words="再次办结", verdicts=scene.verdicts(again))
    assert again["status"] == "CLOSED", again
    assert await earned(scene, "resident") == 2
    assert await db.value("SELECT count(*) FROM points_transfers") == 1
    assert (await verifying.verify()).ok
