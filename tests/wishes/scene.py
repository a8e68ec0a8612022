"""Persons of the cast acting on wishes, with two double-registered units beside them."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from tests.cast import COMMUNITY, DISTRICT, NEXT_COMMUNITY, World, add_person
from tests.client import Client
from tests.wishes import documents

from gridcall import clock, db
from gridcall.people import sessions
from gridcall.people.actor import Actor
from gridcall.people.models import Unit
from gridcall.people.permissions import Role
from gridcall.people.workflow import UnitKind
from gridcall.registrations.models import Registration
from gridcall.settings import Settings
from gridcall.wishes import actions, queries
from gridcall.wishes.rows import WishRow

SETTINGS = Settings()
DAY = timedelta(days=1)


@dataclass
class Scene:
    world: World
    as_person: Callable[[str], Awaitable[Client]]
    clients: dict[str, Client] = field(default_factory=dict)

    async def of(self, name: str) -> Client:
        if name not in self.clients:
            self.clients[name] = await self.as_person(name)
        return self.clients[name]

    async def actor(self, name: str) -> Actor:
        found = await sessions.actor_of((await self.of(name)).token, clock.now())
        assert found is not None
        return found

    async def post(self, who_: str = "resident", /, **facts: Any) -> dict[str, Any]:
        return await documents.post(await self.of(who_), **facts)

    async def post_for(self, who_: str = "worker", /, **facts: Any) -> dict[str, Any]:
        """A grid worker posts for an old person without a phone of her own."""
        given = {
            "for": "SOMEONE",
            "who": "OLD_PERSON",
            "name": "郑桂香",
            "phone": "13911112222",
            "address": "7号楼1单元102室",
            "words": "想请人陪着去医院复查一次",
            "kind": "SERVICE",
            "consentHow": "SPOKEN",
            "consentAt": clock.now().isoformat(),
            **facts,
        }
        return await self.post(who_, **given)

    async def published(self, who_: str = "resident", /, **facts: Any) -> dict[str, Any]:
        wish = await (self.post_for(**facts) if who_ == "worker" else self.post(who_, **facts))
        return await documents.publish(await self.of("specialist"), wish)

    async def claimed(self, by: str = "neighbour", unit: str | None = None, /, **facts: Any) -> dict[str, Any]:
        return await self.claim(await self.published(**facts), by, unit)

    async def claim(self, wish: dict[str, Any], name: str = "neighbour", unit: str | None = None, **facts: Any) -> Any:
        unit_id = str(self.world.units[unit]) if unit else None
        return await documents.claim(await self.of(name), wish, unitId=unit_id, **facts)

    async def do(self, name: str, what: str, wish: dict[str, Any], **facts: Any) -> dict[str, Any]:
        return await documents.step(await self.of(name), what, wish, **facts)

    async def reported(self, by: str = "neighbour", unit: str | None = None, /, **facts: Any) -> dict[str, Any]:
        return await self.do(by, "reportWishFulfilled", await self.claimed(by, unit, **facts), words="办好了")

    async def look(self, name: str, wish: dict[str, Any]) -> Any:
        return await documents.look(await self.of(name), wish)


async def furnish_units(world: World) -> None:
    """A company and a school, each registered at the community, with a contact, members, and one not verified."""
    for name, title in (("company", "历下城建集团"), ("school", "盛福实验小学")):
        unit = await Unit.create(
            id=clock.new_id(), name=title, kind=UnitKind.COMPANY, code=DISTRICT, created_at=clock.now()
        )
        world.units[name] = unit.id
        for part in ("contact", "member", "member_2", "unverified"):
            posts = [(Role.UNIT_CONTACT, name, DISTRICT)] if part == "contact" else []
            phone = f"+861370000{len(world.persons):04d}"
            await add_person(world, f"{name}_{part}", f"{title[2]}某{len(world.persons)}", phone, posts)
        contact = world.persons[f"{name}_contact"]
        await _register(unit.id, None, contact)
        for part in ("member", "member_2"):
            await _register(unit.id, world.persons[f"{name}_{part}"], contact)
        await _register(unit.id, world.persons[f"{name}_unverified"], None)


async def _register(unit_id: UUID, person_id: UUID | None, by: UUID | None) -> None:
    now = clock.now()
    await Registration.create(
        id=clock.new_id(),
        unit_id=unit_id,
        person_id=person_id,
        code=NEXT_COMMUNITY if person_id else COMMUNITY,
        starts_on=clock.day_of(now) - DAY,
        verified_by=by,
        verified_at=now if by else None,
        asked="",
        created_at=now,
    )


async def row(wish: dict[str, Any]) -> WishRow:
    found = await queries.find(UUID(wish["id"]))
    assert found is not None
    return found


async def everything() -> tuple[object, ...]:
    """What a refused step must leave as it was."""
    tables = ("wishes", "wish_entries", "claims", "claim_companions", "contact_looks", "wish_gifts", "outbox")
    counted = [await db.value(f"SELECT count(*) FROM {table}") for table in tables]
    rows = await db.rows("SELECT id, version, status, given FROM wishes ORDER BY id")
    held = await db.rows("SELECT id, person_id, outcome, promised_on FROM claims ORDER BY id")
    return (*counted, [tuple(one.values()) for one in (*rows, *held)])


CHORES = (actions.remind, actions.lapse, actions.notice, actions.confirm_by_silence)


async def tick(after: timedelta) -> list[int]:
    """What the clock does that much later: reminded, lapsed, noticed, confirmed."""
    now = clock.now() + after
    return [await chore(settings=SETTINGS, now=now) for chore in CHORES]
