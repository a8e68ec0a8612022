"""The public-service bank and activities for screens: keepers, points, branches with a catalogue, a code, a voucher."""

from datetime import date, timedelta
from typing import Any

from playwright.sync_api import BrowserContext
from tests.bank.documents import MUTATIONS, PROBLEM
from tests.bank.scene import furnish_branches
from tests.browser.conftest import _ask
from tests.cast import COMMUNITY, DISTRICT, STREET, World

from gridcall import clock
from gridcall.points.actions.booking import book
from gridcall.points.orders import Earn
from gridcall.points.rules import Cause, Holder

POINTS = {"resident": 41, "neighbour": 60}
COMPANYS_POINTS = 30
BRANCH = {"name": "智远街道公益银行网点", "place": "便民服务中心一楼", "hours": "周一至周五 9:00-17:00"}
SOAP = {"kind": "GOODS", "name": "洗衣液 2 升", "words": "自备袋子", "points": 20, "stock": 8, "perMonth": 2}
HAIRCUT = {"kind": "SERVICE", "name": "理发一次", "words": "每周三上午", "points": 15, "stock": None, "perMonth": 1}


async def furnish_bank(world: World) -> None:
    """Into the open database: who keeps a branch, and points as if they had been earned."""
    await furnish_branches(world)
    holders = {Holder.person(world.persons[name]): points for name, points in POINTS.items()}
    for holder, points in {**holders, Holder.unit(world.units["company"]): COMPANYS_POINTS}.items():
        order = Earn(
            key=clock.new_id(),
            holder=holder.account,
            amount=points,
            street=STREET,
            cause=Cause.WISH_SERVICE,
            cause_id=clock.new_id(),
            expires_on=date(clock.today().year + 2, 12, 31),
        )
        await book([order], actor_id=None, now=clock.now())


def do(context: BrowserContext, what: str, **facts: Any) -> Any:
    """A mutation with an id of its own; it must be taken."""
    declared, given, selection = MUTATIONS[what]
    document = f"mutation({declared}) {{ {what}({given}) {{ {PROBLEM} {selection} }} }}"
    answer = _ask(context, document, **({} if "input" in facts else {"id": str(clock.new_id())}), **facts)[what]
    assert "message" not in answer, answer
    return answer


def branch(clerk: BrowserContext, *, code: str = STREET, bad_connection: bool = False) -> str:
    place = {"id": str(clock.new_id()), "code": code, "badConnection": bad_connection}
    return str(do(clerk, "openBranch", input={**BRANCH, **place})["id"])


def good(keeper: BrowserContext, branch_id: str, facts: dict[str, Any]) -> str:
    return str(do(keeper, "offerGood", input={"id": str(clock.new_id()), "branchId": branch_id, **facts})["id"])


def hold(holder: BrowserContext, good_id: str, *, voucher: bool = False) -> Any:
    return do(holder, "holdRedemption", goodId=good_id, quantity=1, voucher=voucher)["redemption"]


RULE = "mutation($input: EarningRuleInput!) { setEarningRule(input: $input) { __typename } }"


def rule(administrator: BrowserContext, cause: str, points: int) -> None:
    """From today on."""
    given = {"id": str(clock.new_id()), "cause": cause, "points": points, "daysValid": 730, "code": DISTRICT}
    answer = _ask(administrator, RULE, input={**given, "startsOn": clock.today().isoformat()})
    assert answer["setEarningRule"]["__typename"] == "EarningRule", answer


def activity(clerk: BrowserContext, starts_in: timedelta = timedelta(days=1)) -> str:
    starts = clock.now() + starts_in
    given = {
        "id": str(clock.new_id()),
        "code": COMMUNITY,
        "title": "雪后清扫楼前台阶",
        "words": "带上铁锹和手套。",
        "place": "3 号楼前小广场",
        "startsAt": starts.isoformat(),
        "endsAt": (starts + timedelta(hours=2)).isoformat(),
        "hours": 2,
        "capacity": 20,
    }
    document = "mutation($input: ActivityInput!) { publishActivity(input: $input) { __typename } }"
    assert _ask(clerk, document, input=given)["publishActivity"]["__typename"] == "Activity"
    return str(given["id"])


def furnish_screens(resident: BrowserContext, clerk: BrowserContext, keeper: BrowserContext) -> dict[str, str]:
    """What the screens of the bank are about, by the name in their paths."""
    at = branch(clerk)
    soap, haircut = good(keeper, at, SOAP), good(keeper, at, HAIRCUT)
    redeemed = hold(resident, haircut)
    do(keeper, "redeem", branchId=at, code=redeemed["code"])
    held = hold(resident, soap)
    names = {"branch": at, "good": soap, "held": held["id"], "code": held["code"]}
    return {**names, "activity": activity(clerk)}
