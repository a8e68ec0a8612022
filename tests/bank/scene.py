"""Two streets with a branch each, residents with points of one street, over GraphQL."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tests.bank.documents import change, my_points
from tests.cast import OTHER_STREET, STREET, World, add_person
from tests.client import Client

from gridcall import clock, db
from gridcall.bank import accounts
from gridcall.people.permissions import Role
from gridcall.points.actions.booking import book
from gridcall.points.orders import Earn
from gridcall.points.rules import Cause
from gridcall.push import inbox

SignIn = Callable[[str], Awaitable[Client]]
STREETS = {"street": STREET, "other_street": OTHER_STREET}
KEEPERS = {
    "keeper": ("吴有福", "street", STREET),
    "second_keeper": ("郭长顺", "street", STREET),
    "other_keeper": ("何安泰", "other_street", OTHER_STREET),
}


@dataclass
class Scene:
    """Clients by the name in the cast; a branch for each street, by the street's name there."""

    world: World
    sign_in: SignIn
    clients: dict[str, Client] = field(default_factory=dict)
    branches: dict[str, str] = field(default_factory=dict)

    async def of(self, name: str) -> Client:
        if name not in self.clients:
            self.clients[name] = await self.sign_in(name)
        return self.clients[name]

    async def do(self, who: str, what: str, **facts: Any) -> dict[str, Any]:
        return await change(await self.of(who), what, **facts)

    async def give_points(self, name: str, points: int, street: str = STREET) -> None:
        """As if the person had earned them in the street."""
        order = Earn(
            key=clock.new_id(),
            holder=accounts.of_person(self.world.persons[name]),
            amount=points,
            street=street,
            cause=Cause.WISH_SERVICE,
            cause_id=clock.new_id(),
            expires_on=date(clock.today().year + 2, 12, 31),
        )
        await book([order], actor_id=None, now=clock.now())

    async def branch(self, street: str = "street", **facts: Any) -> str:
        """The id of the street's branch, opened by its clerk when it is first asked for."""
        if street not in self.branches:
            clerk = "clerk" if street == "street" else "other_clerk"
            given = {
                "id": str(clock.new_id()),
                "name": "明城公益小铺" if street == "street" else "解放路公益小铺",
                "code": STREETS[street],
                "place": "便民服务中心一楼",
                "hours": "周一至周五 9:00-17:00",
                "badConnection": False,
                **facts,
            }
            opened = await self.do(clerk, "openBranch", input=given)
            assert opened["__typename"] == "Branch", opened
            self.branches[street] = opened["id"]
        return self.branches[street]

    async def good(self, street: str = "street", **facts: Any) -> dict[str, Any]:
        """Something to spend points on, at the street's branch."""
        keeper = "keeper" if street == "street" else "other_keeper"
        given = {
            "id": str(clock.new_id()),
            "branchId": await self.branch(street),
            "kind": "SERVICE",
            "name": "理发一次",
            "words": "每周三上午",
            "points": 5,
            "stock": 10,
            **facts,
        }
        offered = await self.do(keeper, "offerGood", input=given)
        assert offered["__typename"] == "Good", offered
        return offered

    async def hold(
        self, good: dict[str, Any], who: str = "resident", *, quantity: int = 1, voucher: bool = False, **facts: Any
    ) -> dict[str, Any]:
        return await self.do(who, "holdRedemption", goodId=good["id"], quantity=quantity, voucher=voucher, **facts)

    async def held(self, good: dict[str, Any], who: str = "resident", **facts: Any) -> dict[str, Any]:
        """The redemption that waits."""
        answer = await self.hold(good, who, **facts)
        assert answer["__typename"] == "RedemptionResult", answer
        found: dict[str, Any] = answer["redemption"]
        return found

    async def redeem(self, held: dict[str, Any], who: str = "keeper", **facts: Any) -> dict[str, Any]:
        given = {"branchId": held["branch"]["id"], "code": held["code"], **facts}
        return await self.do(who, "redeem", **given)

    async def points(self, name: str) -> tuple[int, int, int]:
        return await my_points(await self.of(name))

    def phone(self, name: str) -> str:
        number = list(self.world.persons).index(name)
        return f"1380000{number:04d}"

    async def state(self) -> tuple[Any, ...]:
        """Everything that a refused request must leave as it is."""
        return tuple(
            [
                await db.rows(f"SELECT * FROM {table} ORDER BY id")
                for table in ("branches", "goods", "redemptions", "gifts", "settlements", "points_accounts")
            ]
            + [await db.value("SELECT count(*) FROM outbox"), await db.value("SELECT count(*) FROM points_transfers")]
        )


async def furnish_branches(world: World) -> None:
    for name, (title, unit, code) in KEEPERS.items():
        phone = f"+861380000{len(world.persons):04d}"
        await add_person(world, name, title, phone, [(Role.BRANCH_KEEPER, unit, code)])
    phone = f"+861380000{len(world.persons):04d}"
    await add_person(world, "other_head", "孟怀谷", phone, [(Role.STREET_HEAD, "other_street", OTHER_STREET)])


async def read_inbox() -> None:
    """Everything recorded so far is in the inbox, also where other transactions run beside."""
    last = await db.value("SELECT max(seq) FROM outbox")
    async with asyncio.timeout(20):
        while (await db.value("SELECT seq FROM consumers WHERE id = 'inbox'") or 0) < last:
            await inbox.read_on(clock.now())
            await asyncio.sleep(0.01)


async def balanced() -> None:
    """Entries of every transfer sum to zero, stored balances equal their entries, clearing is symmetric."""
    crooked = await db.rows("SELECT transfer_id FROM points_entries GROUP BY transfer_id HAVING sum(amount) <> 0")
    assert crooked == []
    wrong = await db.rows(
        "SELECT a.id FROM points_accounts a WHERE a.posted <>"
        " (SELECT coalesce(sum(e.amount), 0) FROM points_entries e WHERE e.account_id = a.id)"
    )
    assert wrong == []
    found = await db.rows("SELECT owner, posted FROM points_accounts WHERE kind = 'clearing'")
    clearing = {row["owner"]: row["posted"] for row in found}
    assert all(clearing[":".join(reversed(owner.split(":")))] == -posted for owner, posted in clearing.items())
