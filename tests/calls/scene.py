"""A street, a desk and three departments around one call, over GraphQL."""

import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tests.calls.documents import DRAFT, EDIT, look, step
from tests.cast import CELL, DISTRICT, STREET, World, add_person
from tests.client import Client

from gridcall import clock
from gridcall.people.models import Unit
from gridcall.people.permissions import Role
from gridcall.people.workflow import UnitKind
from gridcall.responsibility import actions as responsibility
from gridcall.responsibility import queries as responsibilities
from gridcall.responsibility.actions import Edition

LIST = (Path(__file__).parent / "list.csv").read_bytes()
DEPARTMENTS = {
    "city": "历下区城市管理局",
    "market": "历下区市场监督管理局",
    "water": "历下区水务局",
    "building": "历下区住房和城乡建设局",
}
SignIn = Callable[[str], Awaitable[Client]]


@dataclass
class Scene:
    """Clients by the name in the cast; departments have "<name>_coordinator" and "<name>_officer"."""

    world: World
    sign_in: SignIn
    items: dict[str, Any] = field(default_factory=dict)
    clients: dict[str, Client] = field(default_factory=dict)

    async def of(self, name: str) -> Client:
        if name not in self.clients:
            self.clients[name] = await self.sign_in(name)
        return self.clients[name]

    async def do(
        self, who: str, what: str, call: dict[str, Any], unit: str | None = None, **facts: Any
    ) -> dict[str, Any]:
        """`who` takes the step; `unit` names whose part. The newest part of that unit is meant."""
        part = self.part(call, unit) if unit else None
        return await step(await self.of(who), what, call, part, **facts)

    def part(self, call: dict[str, Any], unit: str) -> dict[str, Any]:
        return next(one for one in reversed(call["assignments"]) if one["unitName"] == DEPARTMENTS[unit])

    def form(self, **facts: Any) -> dict[str, Any]:
        given = {
            "streetCode": STREET,
            "urgency": "URGENT",
            "itemId": str(self.items["37"].id),
            "situationId": str(self.items["37"].situations[0].id),
            "title": "明城东门夜间占道烧烤，污水倒进雨水井",
            "words": "摊位约 9 处，油烟直排，污水倒进雨水井",
            "doneAlready": "劝导三次",
            "asks": "请城管、市场监管、水务到场联合处置",
            "place": "盛福明城东门岗亭旁",
            "cellCode": CELL,
        }
        return {**given, **facts}

    async def draft(self, who: str = "clerk", **facts: Any) -> dict[str, Any]:
        client = await self.of(who)
        answer = await client.do(DRAFT, id=facts.pop("id", None) or str(clock.new_id()), form=self.form(**facts))
        return dict(answer["draftCall"])

    async def edit(self, call: dict[str, Any], who: str = "clerk", **facts: Any) -> dict[str, Any]:
        client, version = await self.of(who), facts.pop("expectedVersion", call["version"])
        answer = await client.do(EDIT, callId=call["id"], form=self.form(**facts), expectedVersion=version)
        return dict(answer["editCall"])

    async def sign(self, call: dict[str, Any], who: str = "head", **facts: Any) -> dict[str, Any]:
        return await self.do(who, "signOffCall", call, hash=await shown_hash(await self.of(who), call), **facts)

    def units(self, *names: str, **facts: Any) -> list[dict[str, Any]]:
        return [
            {
                "id": str(clock.new_id()),
                "unitId": str(self.world.units[name]),
                "part": "LEAD" if number == 0 else "CO_OPERATING",
                "duty": "到场处置",
                "headcount": 2,
                **facts,
            }
            for number, name in enumerate(names)
        ]

    def order(self, **facts: Any) -> dict[str, Any]:
        soon = clock.now() + timedelta(hours=2)
        point = {"lon": 117.1025, "lat": 36.6625, "crs": "WGS84"}
        return {
            "reportAt": soon.isoformat(),
            "place": "盛福明城东门岗亭旁",
            "point": point,
            "words": "带执法记录仪",
            **facts,
        }

    async def signed(self, **facts: Any) -> dict[str, Any]:
        call = await self.draft(**facts)
        call = await self.do("clerk", "submitCall", call)
        return await self.sign(call)

    async def dispatched(self, *names: str, **facts: Any) -> dict[str, Any]:
        call = await self.signed(**facts)
        return await self.do("dispatcher", "dispatchCall", call, order=self.order(), units=self.units(*names))

    async def part_done(self, call: dict[str, Any], unit: str) -> dict[str, Any]:
        await self.do(f"{unit}_coordinator", "respond", call, unit, heads=2)
        await self.do(f"{unit}_officer", "reportCompletion", call, unit, words="已清理")
        return await self.do("clerk", "acceptPart", call, unit)

    def verdicts(self, call: dict[str, Any], **facts: Any) -> list[dict[str, Any]]:
        good = {"timeliness": "SATISFIED", "attitude": "SATISFIED", "result": "SATISFIED", "solved": "SOLVED"}
        done = [part for part in call["assignments"] if part["status"] == "DONE"]
        return [{"assignmentId": part["id"], **good, **facts} for part in done]


async def shown_hash(client: Client, call: dict[str, Any]) -> str:
    """What a phone does before it signs: hash the text that it shows."""
    shown = await look(client, call)
    return hashlib.sha256((shown["toSign"] or "").encode()).hexdigest()


async def furnish_calls(world: World) -> None:
    """Departments with a coordinator and an officer each, and a small list in force."""
    for name, title in DEPARTMENTS.items():
        unit = await Unit.create(
            id=clock.new_id(), name=title, kind=UnitKind.DEPARTMENT, code=DISTRICT, created_at=clock.now()
        )
        world.units[name] = unit.id
        number = len(world.persons)
        for role, post in ((Role.DEPARTMENT_COORDINATOR, "coordinator"), (Role.DEPARTMENT_OFFICER, "officer")):
            number += 1
            phone = f"+861380001{number:04d}"
            await add_person(world, f"{name}_{post}", f"{title[3]}某{number}", phone, [(role, name, DISTRICT)])
    edition = Edition(DISTRICT, "示范清单", "示范", date(2020, 1, 1), demonstration=True)
    report = await responsibility.import_list_as_operator(LIST, edition, now=clock.now())
    assert not report.faults, report.faults


async def items_in_force() -> dict[str, Any]:
    """By number."""
    found = await responsibilities.in_force(DISTRICT, clock.today())
    assert found is not None
    return {item.number: item for item in (await responsibilities.book(found)).items}
