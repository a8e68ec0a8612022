"""Rules, corrections, closing, erasing, and the clock, over GraphQL; a refusal changes nothing."""

from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from tests.cast import DISTRICT, STREET, World, add_person
from tests.client import Client
from tests.later import Later
from tests.points.ledger import earn
from tests.snaps.scene import brought_to

from gridcall import clock, db
from gridcall.people.permissions import Role
from gridcall.points import queries
from gridcall.points.actions import expiring
from gridcall.points.actions.booking import book
from gridcall.points.rules import AccountKey, Cause, Holder
from gridcall.snaps.workflow import SnapStatus

SignIn = Callable[[str], Awaitable[Client]]

PROBLEM = "... on Problem { code message }"
SET = f"""mutation ($input: EarningRuleInput!) {{
  setEarningRule(input: $input) {{ ... on EarningRule {{ version startsOn }} {PROBLEM} }} }}"""
TRY = """query ($input: EarningRuleInput!) {
  tryEarningRule(input: $input) { causes earnings points capped pointsUnderRuleInForce } }"""
PROPOSE = f"""mutation ($id: ID!, $account: ID!, $points: Int!, $add: Boolean!) {{
  proposeAdjustment(id: $id, accountId: $account, points: $points, add: $add, reason: "补记活动积分") {{
    ... on Adjustment {{ id mine granted account {{ ownerName available }} }} {PROBLEM} }} }}"""
DECIDE = f"""mutation ($id: ID!, $adjustment: ID!, $grant: Boolean!) {{
  decideAdjustment(id: $id, adjustmentId: $adjustment, grant: $grant) {{
    ... on Adjustment {{ granted decidedBy account {{ available }} }} {PROBLEM} }} }}"""
CLOSE = f"""mutation ($id: ID!, $account: ID!) {{ closePointsAccount(id: $id, accountId: $account) {{
    ... on PointsResult {{ replayed transfer {{ kind amount }} accounts {{ available closedAt }} }} {PROBLEM} }} }}"""
ERASE = f"""mutation ($id: ID!, $person: ID!) {{ erasePerson(id: $id, personId: $person, reason: "本人申请") {{
    ... on Done {{ ok }} {PROBLEM} }} }}"""
OWN_UNIT = "不能更正本单位的积分。"
MINE = "{ myPoints { id ownerName available expiringSoon { points on } } }"
VERIFY = "{ ledgerVerify { ok transfers headSeq faults { invariant words } } }"


def new() -> str:
    return str(clock.new_id())


def account_of(world: World, name: str) -> AccountKey:
    return Holder.person(world.persons[name]).account


async def credited(world: World, name: str, amount: int, until: date | None = None) -> str:
    order = earn(amount, account_of(world, name), until=until or clock.today() + timedelta(days=400))
    await book([order], actor_id=None, now=clock.now())
    return str(account_of(world, name).id)


def rule(**facts: Any) -> dict[str, Any]:
    given = {"id": new(), "cause": "SNAP_VERIFIED", "points": 1, "daysValid": 730, "code": DISTRICT}
    return {**given, "startsOn": clock.today().isoformat(), **facts}


async def count() -> tuple[int, int]:
    transfers = await db.value("SELECT count(*) FROM points_transfers")
    return transfers, await db.value("SELECT count(*) FROM outbox")


async def test_a_rule_follows_another_from_its_day_on(as_person: SignIn) -> None:
    administrator = await as_person("administrator")
    first = rule()
    for _ in range(2):  # the second is a repetition
        answer = await administrator.do(SET, input=first)
        assert answer["setEarningRule"]["version"] == 1
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    assert (await administrator.do(SET, input=rule(startsOn=tomorrow)))["setEarningRule"]["version"] == 2
    before = await count()
    for wrong in ({"startsOn": tomorrow}, {"points": 0}, {"perDay": 0}, {"id": first["id"], "points": 3}):
        assert "code" in (await administrator.do(SET, input=rule(**wrong)))["setEarningRule"]
    assert (await (await as_person("head")).do(SET, input=rule()))["setEarningRule"]["code"] == "NOT_ALLOWED"
    assert await count() == before


async def test_a_rule_is_tried_on_what_has_happened_also_before_there_was_any(as_person: SignIn, world: World) -> None:
    administrator = await as_person("administrator")
    for _ in range(3):
        await brought_to(world, SnapStatus.SOLVED)
    before = await count()
    tomorrow = Later(timedelta(days=1))  # the trial ends with yesterday
    with clock.using(tomorrow):
        asked = rule(cause="SNAP_VERIFIED", points=3, perDay=6, startsOn=clock.today().isoformat())
        trial = (await administrator.do(TRY, input=asked))["tryEarningRule"]
        elsewhere = await queries.earnings_between(
            "370103", Cause.SNAP_VERIFIED, clock.now() - timedelta(days=9), clock.now()
        )
    assert trial == {"causes": 3, "earnings": 2, "points": 6, "capped": 1, "pointsUnderRuleInForce": 0}
    assert elsewhere == []
    assert await count() == before


async def test_a_correction_needs_two_persons_and_neither_may_be_its_holder(as_person: SignIn, world: World) -> None:
    account = await credited(world, "resident", 5)
    clerk, head = await as_person("clerk"), await as_person("head")
    made = (await clerk.do(PROPOSE, id=new(), account=account, points=3, add=True))["proposeAdjustment"]
    assert (made["mine"], made["granted"], made["account"]["ownerName"]) == (True, None, "林小满")
    before = await count()
    own = (await clerk.do(DECIDE, id=new(), adjustment=made["id"], grant=True))["decideAdjustment"]
    assert own["code"] == "NOT_ALLOWED"
    stranger = await as_person("other_clerk")
    assert (await stranger.do(DECIDE, id=new(), adjustment=made["id"], grant=True))["decideAdjustment"][
        "code"
    ] == "NOT_FOUND"
    assert await count() == before
    decision = new()
    for _ in range(2):
        done = (await head.do(DECIDE, id=decision, adjustment=made["id"], grant=True))["decideAdjustment"]
        assert (done["granted"], done["decidedBy"], done["account"]["available"]) == (True, "韩立言", 8)
    late = (await head.do(DECIDE, id=new(), adjustment=made["id"], grant=False))["decideAdjustment"]
    assert late["code"] == "WRONG_STATUS"
    assert (await (await as_person("supervisor")).do(VERIFY))["ledgerVerify"]["ok"]


async def test_nobody_corrects_the_own_points_and_nothing_falls_below_zero(as_person: SignIn, world: World) -> None:
    clerk, head = await as_person("clerk"), await as_person("head")
    own, other = await credited(world, "clerk", 5), await credited(world, "neighbour", 2)
    refused = (await clerk.do(PROPOSE, id=new(), account=own, points=3, add=True))["proposeAdjustment"]
    assert refused["code"] == "NOT_ALLOWED"
    made = (await clerk.do(PROPOSE, id=new(), account=other, points=3, add=False))["proposeAdjustment"]
    before = await count()
    poor = (await head.do(DECIDE, id=new(), adjustment=made["id"], grant=True))["decideAdjustment"]
    assert poor["code"] == "NOT_ENOUGH_POINTS"
    assert await count() == before
    assert (await head.do(DECIDE, id=new(), adjustment=made["id"], grant=False))["decideAdjustment"]["granted"] is False


async def test_nobody_corrects_the_points_of_the_own_unit(as_person: SignIn, world: World) -> None:
    """Neither proposes nor decides; two others from elsewhere do both."""
    for number, name in enumerate(("outside", "outside_2")):
        role = [(Role.STREET_CLERK, "other_street", STREET)]  # a post at another unit, that answers for this street
        await add_person(world, name, f"何外援{number}", f"+861381111000{number}", role)
    unit = Holder.unit(world.units["street"]).account
    await book([earn(5, unit)], actor_id=None, now=clock.now())
    clerk, head, outside = await as_person("clerk"), await as_person("head"), await as_person("outside")
    before = await count()
    own = (await clerk.do(PROPOSE, id=new(), account=str(unit.id), points=3, add=True))["proposeAdjustment"]
    assert (own["code"], own["message"]) == ("NOT_ALLOWED", OWN_UNIT)
    assert await count() == before
    made = (await outside.do(PROPOSE, id=new(), account=str(unit.id), points=3, add=True))["proposeAdjustment"]
    assert made["account"]["available"] == 5
    before = await count()
    for decider, words in ((head, OWN_UNIT), (outside, None)):
        refused = (await decider.do(DECIDE, id=new(), adjustment=made["id"], grant=True))["decideAdjustment"]
        assert refused["code"] == "NOT_ALLOWED"
        assert words in (None, refused["message"])
    assert await count() == before
    second = await as_person("outside_2")
    done = (await second.do(DECIDE, id=new(), adjustment=made["id"], grant=True))["decideAdjustment"]
    assert (done["granted"], done["account"]["available"]) == (True, 8)
    assert (await (await as_person("supervisor")).do(VERIFY))["ledgerVerify"]["ok"]


async def test_an_account_is_closed_by_its_holder_alone(as_person: SignIn, world: World) -> None:
    account = await credited(world, "resident", 5)
    neighbour, resident = await as_person("neighbour"), await as_person("resident")
    refused = (await neighbour.do(CLOSE, id=new(), account=account))["closePointsAccount"]
    assert refused["code"] == "NOT_FOUND"
    key = new()
    closed = (await resident.do(CLOSE, id=key, account=account))["closePointsAccount"]
    assert (closed["transfer"], closed["accounts"][0]["available"]) == ({"kind": "CLOSE", "amount": 5}, 0)
    assert (await resident.do(CLOSE, id=key, account=account))["closePointsAccount"]["replayed"]
    again = (await resident.do(CLOSE, id=new(), account=account))["closePointsAccount"]
    assert again["code"] == "ACCOUNT_CLOSED"


async def test_who_is_erased_is_named_nowhere_and_the_chain_stays_whole(as_person: SignIn, world: World) -> None:
    await credited(world, "worker", 5)
    worker, administrator = await as_person("worker"), await as_person("administrator")
    request = new()
    for _ in range(2):
        erased = await administrator.do(ERASE, id=request, person=str(world.persons["worker"]))
        assert erased["erasePerson"] == {"ok": True}
    assert "errors" in await worker.ask(MINE) or (await worker.ask(MINE))["data"]["myPoints"] is None
    left = await db.row("SELECT name, phone, disabled FROM persons WHERE id = $1", world.persons["worker"])
    assert left is not None
    assert "孙" not in left["name"]
    assert "138" not in left["phone"]
    assert (
        await db.value("SELECT count(*) FROM posts WHERE person_id = $1 AND ended_at IS NULL", world.persons["worker"])
        == 0
    )
    verdict = (await (await as_person("supervisor")).do(VERIFY))["ledgerVerify"]
    assert (verdict["ok"], verdict["transfers"]) == (True, 2)
    own = await administrator.do(ERASE, id=new(), person=str(administrator.person_id))
    assert own["erasePerson"]["code"] in ("NOT_ALLOWED", "INVALID_INPUT")


async def test_the_clock_announces_once_and_books_once_also_after_a_long_sleep(as_person: SignIn, world: World) -> None:
    soon = clock.today() + timedelta(days=20)
    await credited(world, "resident", 5, soon)
    await credited(world, "resident", 3)
    now = clock.now()
    for moment in (now, now + timedelta(days=1)):
        await expiring.announce(now=moment)
        assert await expiring.expire(now=moment) == 0
    assert await kinds() == {"points.expiring": 1}
    shown = (await (await as_person("resident")).do(MINE))["myPoints"]
    assert shown["expiringSoon"] == [{"points": 5, "on": soon.isoformat()}]
    late = now + timedelta(days=60)
    assert [await expiring.expire(now=late), await expiring.expire(now=late)] == [1, 0]
    assert await kinds() == {"points.expiring": 1, "points.expired": 1}
    assert (await (await as_person("resident")).do(MINE))["myPoints"]["available"] == 3


async def kinds() -> dict[str, int]:
    found = await db.rows("SELECT kind, count(*) AS times FROM outbox WHERE kind LIKE 'points.exp%' GROUP BY kind")
    return {row["kind"]: row["times"] for row in found}


async def test_nobody_else_asks_for_the_verdict(as_person: SignIn) -> None:
    assert "errors" in await (await as_person("resident")).ask(VERIFY)


def test_ids_of_accounts_follow_from_whose_they_are() -> None:
    assert Holder.person(UUID(int=1)).account.id == Holder.person(UUID(int=1)).account.id
