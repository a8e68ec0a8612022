"""Persons of the cast acting on snaps, without HTTP in between."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from tests.cast import CELL, PERSONS, STREET, World

from gridcall import clock, db
from gridcall.people.actor import Actor, Hat
from gridcall.people.permissions import GRANTS
from gridcall.settings import Settings
from gridcall.snaps import actions, queries
from gridcall.snaps.actions import NewSnap, Request
from gridcall.snaps.categories import SnapCategory
from gridcall.snaps.rows import SnapRow
from gridcall.snaps.workflow import SnapStatus, SnapStep
from gridcall.words import Language

SETTINGS = Settings()


def actor(world: World, name: str) -> Actor:
    hats = [
        Hat(world.posts[name], world.units[unit], role, code, GRANTS[role]) for role, unit, code in PERSONS[name][1]
    ]
    person = world.persons[name]
    return Actor(person, UUID(int=1), PERSONS[name][0], Language.ZH, "", tuple(hats))


async def take(world: World, name: str = "resident", **facts: Any) -> SnapRow:
    """A snap of a manhole cover in the first cell."""
    now = facts.pop("now", clock.now())
    given = {"words": "路边检查井盖移位", "place": "广德路 12 号楼前", "cell_code": CELL, **facts}
    new = NewSnap(**{"id": clock.new_id(), "category": SnapCategory.ROAD, "taken_at": now, **given})
    return await actions.take_snap(actor(world, name), new, settings=SETTINGS, now=now)


Act = Callable[..., Awaitable[SnapRow]]

ACTS: dict[SnapStep, Act] = {
    SnapStep.BACK: actions.back,
    SnapStep.TAKE_ON: actions.take_on,
    SnapStep.ASSIGN: actions.assign,
    SnapStep.GIVE_BACK: actions.give_back,
    SnapStep.FIX_ON_THE_SPOT: actions.fix_on_the_spot,
    SnapStep.SOLVE: actions.solve,
    SnapStep.CONFIRM_SOLVED: actions.confirm_solved,
    SnapStep.NOT_SOLVED: actions.not_solved,
    SnapStep.RAISE_TO_STREET: actions.raise_to_street,
    SnapStep.MERGE: actions.merge,
    SnapStep.REFUSE: actions.refuse,
    SnapStep.RELOCATE: actions.relocate,
    SnapStep.WITHDRAW: actions.withdraw,
}


async def _raised_to_call(who: Actor, request: Request, *, now: datetime) -> SnapRow:
    """What a call does with the snap behind it, as if it were a step by itself."""
    async with db.transaction():
        await actions.raise_to_call(who, request.snap_id, STREET, now=now)
    found = await queries.find(request.snap_id)
    assert found is not None
    return found


ACTS[SnapStep.RAISE_TO_CALL] = _raised_to_call


async def step(
    world: World,
    name: str,
    what: SnapStep,
    snap: SnapRow,
    *further: object,
    now: datetime | None = None,
    **facts: Any,
) -> SnapRow:
    """One step by a person of the cast, as a new request unless `id` is given."""
    request = Request(**{"id": clock.new_id(), "snap_id": snap.id, "words": "按规定处理", **facts})
    settings = {"settings": SETTINGS} if what is SnapStep.NOT_SOLVED else {}
    return await ACTS[what](actor(world, name), request, *further, now=now or clock.now(), **settings)


async def brought_to(world: World, status: SnapStatus) -> SnapRow:
    """A resident's snap in that status; the cell's worker has it in hand or has solved it."""
    snap = await take(world)
    for name, what in ROADS[status]:
        further = [(await take(world, "neighbour")).id] if what is SnapStep.MERGE else []
        snap = await step(world, name, what, snap, *further)
    assert snap.status is status
    return snap


ROADS: dict[SnapStatus, list[tuple[str, SnapStep]]] = {
    SnapStatus.WAITING: [],
    SnapStatus.IN_HAND: [("worker", SnapStep.TAKE_ON)],
    SnapStatus.AT_STREET: [("worker", SnapStep.RAISE_TO_STREET)],
    SnapStatus.IN_CALL: [("head", SnapStep.RAISE_TO_CALL)],
    SnapStatus.SOLVED: [("worker", SnapStep.TAKE_ON), ("worker", SnapStep.SOLVE)],
    SnapStatus.CONFIRMED: [("worker", SnapStep.FIX_ON_THE_SPOT), ("resident", SnapStep.CONFIRM_SOLVED)],
    SnapStatus.MERGED: [("specialist", SnapStep.MERGE)],
    SnapStatus.REFUSED: [("specialist", SnapStep.REFUSE)],
    SnapStatus.WITHDRAWN: [("resident", SnapStep.WITHDRAW)],
}


async def everything() -> tuple[object, ...]:
    """What a refused step must leave as it was."""
    tables = ("snaps", "snap_entries", "snap_backings", "outbox", "photos")
    counted = [await db.value(f"SELECT count(*) FROM {table}") for table in tables]
    return (
        *counted,
        [tuple(row.values()) for row in await db.rows("SELECT id, version, status FROM snaps ORDER BY id")],
    )


async def last_event() -> db.Row:
    row = await db.row(
        "SELECT kind, code, public, persons, told, payload FROM outbox ORDER BY xid DESC, seq DESC LIMIT 1"
    )
    assert row is not None
    return row


def told(event: db.Row, world: World) -> dict[str, bool]:
    """Name in the cast -> whether it is now that person's turn."""
    names = {str(person): name for name, person in world.persons.items()}
    return {names[one["person"]]: one["needsMe"] for one in event["told"]}
