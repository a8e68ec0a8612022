"""A unit spends what it has earned: its contacts hold, show the code and read, nobody else does either."""

from datetime import date, timedelta
from typing import Any

import pytest
from tests.bank.documents import by_code, redemption
from tests.bank.scene import Scene, read_inbox
from tests.bank.test_giving import actor
from tests.bank.test_statements import CSV, STATEMENT, this_month
from tests.cast import DISTRICT, STREET, add_person
from tests.later import Later

from gridcall import clock, db
from gridcall.bank import accounts
from gridcall.bank import actions as bank
from gridcall.people.models import Unit
from gridcall.people.permissions import Role
from gridcall.people.workflow import UnitKind
from gridcall.points.actions.booking import book
from gridcall.points.orders import Earn
from gridcall.points.rules import Cause, Holder
from gridcall.settings import Settings

WALLETS = "{ unitWallets { unitId name account { id posted pending available } } }"
LINES = "query($id: ID!) { pointsLines(accountId: $id, first: 10) { nodes { kind amount balance title } } }"
MINE = """query($unitId: ID) { myRedemptions(first: 10, waitingOnly: true, unitId: $unitId) {
    nodes { id code holderName } } }"""


@pytest.fixture
async def company(scene: Scene) -> str:
    """The id of a company with 20 points, whose contact is "contact"; a keeper and an officer have posts there too."""
    world = scene.world
    unit = await Unit.create(
        id=clock.new_id(), name="历下城建集团", kind=UnitKind.COMPANY, code=DISTRICT, created_at=clock.now()
    )
    world.units["company"] = unit.id
    posts: dict[str, list[tuple[Role, str, str]]] = {
        "contact": [(Role.UNIT_CONTACT, "company", DISTRICT)],
        "second_contact": [(Role.UNIT_CONTACT, "company", DISTRICT)],
        "officer": [(Role.DEPARTMENT_OFFICER, "company", DISTRICT)],
        "own_keeper": [(Role.UNIT_CONTACT, "company", DISTRICT), (Role.BRANCH_KEEPER, "street", STREET)],
    }
    for number, (name, held) in enumerate(posts.items()):
        await add_person(world, name, f"城建某{'甲乙丙丁'[number]}", f"+861380000{len(world.persons):04d}", held)
    order = Earn(
        key=clock.new_id(),
        holder=accounts.of_unit(unit.id),
        amount=20,
        street=STREET,
        cause=Cause.WISH_GOODS,
        cause_id=clock.new_id(),
        expires_on=date(clock.today().year + 2, 12, 31),
    )
    await book([order], actor_id=None, now=clock.now())
    return str(unit.id)


async def wallet(scene: Scene, who: str) -> tuple[int, int, int]:
    found = (await (await scene.of(who)).do(WALLETS))["unitWallets"]
    account = found[0]["account"]
    return account["posted"], account["pending"], account["available"]


async def waiting(scene: Scene, who: str, unit_id: str | None = None) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await (await scene.of(who)).do(MINE, unitId=unit_id))["myRedemptions"]["nodes"]
    return found


async def test_the_contact_spends_the_units_points_at_another_streets_counter(scene: Scene, company: str) -> None:
    await scene.give_points("contact", 3)
    held = await scene.held(await scene.good("other_street"), "contact", quantity=2, unitId=company)
    assert (held["points"], held["mine"], held["unitId"], held["holderName"]) == (10, True, company, "历下城建集团")
    assert await wallet(scene, "contact") == (20, 10, 10)
    assert await scene.points("contact") == (3, 0, 3), "one's own points stay"
    assert await waiting(scene, "contact") == [], "not among one's own"
    assert await waiting(scene, "second_contact", company) == [
        {"id": held["id"], "code": held["code"], "holderName": "历下城建集团"}
    ]

    seen = await by_code(await scene.of("other_keeper"), held["branch"]["id"], held["code"])
    assert seen
    assert (seen["holderName"], seen["code"]) == ("历下城建集团", None)
    done = await scene.redeem(held, "other_keeper")
    assert done["redemption"]["status"] == "REDEEMED", done
    assert await wallet(scene, "second_contact") == (10, 0, 10)

    account = (await (await scene.of("contact")).do(WALLETS))["unitWallets"][0]["account"]["id"]
    lines = (await (await scene.of("second_contact")).do(LINES, id=account))["pointsLines"]["nodes"]
    assert [(line["amount"], line["balance"], line["title"]) for line in lines] == [
        (-10, 10, "兑换：理发一次 ×2"),
        (20, 20, "存分：实现心愿（物品）"),
    ]
    await read_inbox()
    messages = await (await scene.of("contact")).do("{ inbox(first: 1) { nodes { title } } }")
    assert messages["inbox"]["nodes"] == [{"title": "已兑换：理发一次"}]


async def test_nobody_else_spends_sees_or_cancels_what_is_the_units(scene: Scene, company: str) -> None:
    await scene.give_points("resident", 20)
    offered = await scene.good()
    held = await scene.held(offered, "contact", unitId=company)
    account = (await (await scene.of("contact")).do(WALLETS))["unitWallets"][0]["account"]["id"]
    before = await scene.state()
    refused = await scene.hold(offered, "resident", unitId=company)
    assert (refused["__typename"], refused["field"]) == ("InvalidInput", "unitId")
    assert refused["message"] == "单位的积分由单位联络员使用。"
    resident = await scene.of("resident")
    assert (await resident.do(WALLETS))["unitWallets"] == []
    assert await redemption(resident, held["id"]) is None
    assert (await resident.ask(MINE, unitId=company))["errors"]
    assert (await resident.ask(LINES, id=account))["errors"]
    cancelled = await scene.do("resident", "cancelRedemption", redemptionId=held["id"])
    assert cancelled["__typename"] == "NotFound"
    own = await scene.redeem(held, "own_keeper")
    assert (own["__typename"], own["message"]) == (
        "NotAllowed",
        "不能给自己或自己的单位兑换，请同事办理，或到别的网点。",
    )
    assert await scene.state() == before


async def test_the_units_points_are_read_by_its_contacts_alone(scene: Scene, company: str) -> None:
    account = (await (await scene.of("contact")).do(WALLETS))["unitWallets"][0]["account"]["id"]
    for name, may in (("second_contact", True), ("officer", False), ("clerk", False), ("resident", False)):
        client = await scene.of(name)
        for document in (LINES, STATEMENT, CSV):
            period = {} if document == LINES else {"p": this_month()}
            answer = await client.ask(document, **{"id" if document == LINES else "a": account}, **period)
            assert ("errors" not in answer) is may, (name, document)


async def test_another_contact_cancels_and_the_clock_gives_back_to_the_unit(scene: Scene, company: str) -> None:
    offered = await scene.good(perMonth=2, stock=5)
    held = await scene.held(offered, "contact", unitId=company)
    gone = await scene.do("second_contact", "cancelRedemption", redemptionId=held["id"])
    assert gone["redemption"]["status"] == "CANCELLED"
    assert gone["accounts"] == [{"kind": "HOLDER", "posted": 20, "pending": 0, "available": 20}]
    await scene.held(offered, "contact", quantity=2, unitId=company)
    more = await scene.hold(offered, "second_contact", unitId=company)
    assert (more["__typename"], more["field"]) == ("InvalidInput", "quantity"), "the month's limit is the unit's"
    await scene.give_points("contact", 5)
    await scene.held(offered, "contact")  # what is one's own is counted apart
    with clock.using(Later(timedelta(minutes=Settings().redemption_minutes + 1))):
        assert await bank.lapse(now=clock.now()) == 2
    assert await wallet(scene, "contact") == (20, 0, 20)


async def test_both_contacts_hear_of_the_balance_and_nobody_else_does(scene: Scene, company: str) -> None:
    offered = await scene.good("other_street")
    other = await scene.of("second_contact")
    start = (await other.do("{ feedCursor }"))["feedCursor"]
    await scene.held(offered, "contact", unitId=company)
    await read_inbox()
    document = "query($after: String!) { feed(after: $after, first: 50) { events { points { available } } } }"
    heard = (await other.do(document, after=start))["feed"]["events"]
    assert [event["points"]["available"] for event in heard if event["points"]] == [15]
    for name in ("other_keeper", "officer"):
        events = (await (await scene.of(name)).do(document, after=start))["feed"]["events"]
        assert bool(events) is (name == "other_keeper"), name
        assert not [event for event in events if event["points"]], name


async def test_the_contacts_hear_of_the_pot_of_a_wish_that_the_unit_fulfilled(scene: Scene, company: str) -> None:
    document = "query($after: String!) { feed(after: $after, first: 50) { events { kind points { posted } } } }"
    wish, unit = clock.new_id(), Holder.unit(scene.world.units["company"])
    await scene.give_points("resident", 10)
    giver = await actor(scene, "resident")
    await bank.give_to_pot(giver, clock.new_id(), wish, 5, settings=Settings(), now=clock.now())
    start = (await (await scene.of("contact")).do("{ feedCursor }"))["feedCursor"]
    orders = await bank.release_orders(wish, [unit], key=clock.new_id(), now=clock.now())
    await book(orders, actor_id=None, now=clock.now())
    async with db.transaction():
        await bank.tell_released(wish, orders, actor_id=None, now=clock.now())
    told = {"kind": "points.pot_received", "points": {"posted": 25}}
    for name, heard in (("contact", [told]), ("second_contact", [told]), ("officer", [])):
        assert (await (await scene.of(name)).do(document, after=start))["feed"]["events"] == heard, name
