"""Every screen of the app, and how one gets there without loading the page again."""

import json
import re
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, Route
from tests.browser import banking, calling, wishing
from tests.browser.conftest import _ask, _enter
from tests.browser.steps import photograph, snap

from gridcall import clock

# The page counts what it has asked for, so that a walk can wait for the answers. A service worker, new on every page,
# would only fetch the whole app again.
COUNTING = """
delete Navigator.prototype.serviceWorker
window.asking = 0
const plain = window.fetch
window.fetch = (...given) => { asking++; return plain(...given).finally(() => asking--) }
"""
# A screen is there when it has its heading, nothing is awaited and the document keeps still.
SETTLED = """() => new Promise((done) => {
  const began = performance.now()
  let last = began
  const watch = new MutationObserver(() => (last = performance.now()))
  watch.observe(document.body, { subtree: true, childList: true, characterData: true })
  const look = () => {
    const now = performance.now()
    const there = document.querySelector('#main h1, #main h2') && !document.querySelector('.ghost') && !window.asking
    if ((there && now - last > 80) || now - began > 30000) { watch.disconnect(); done(Boolean(there)) }
    else setTimeout(look, 20)
  }
  look()
})"""
ROUTE = """(to) => {
  const link = document.createElement('a')
  link.href = to
  document.body.append(link)
  link.click()
  link.remove()
}"""
NAMES = {"visitor": None, "resident": "林小满", "worker": "孙志安", "clerk": "周敏行", "administrator": "陶然亭"}
NAMES |= {"claimer": "何田田", "reviewer": "周若谷", "contact": "城某20"}
NAMES |= {
    "head": "韩立言",
    "dispatcher": "郑可为",
    "unit": "城某13",
    "other_unit": "市某15",
    "keeper": "吴有福",
    "supervisor": "白守正",
}


@dataclass(frozen=True)
class Screen:
    """A path, and what is pressed there one after the other; `{waiting}` and the like stand for ids (see `furnish`)."""

    path: str
    press: tuple[str, ...] = ()

    def __str__(self) -> str:
        return " ".join([self.path, *self.press])


DOCK = ".dock .btn.p"
MORE = ".bar .ib:last-child"
SCREENS: dict[str, tuple[Screen, ...]] = {
    "visitor": (
        Screen("/"),
        Screen("/signin"),
        Screen("/signin", (".btn.q.c.flush",)),
        Screen("/snaps"),
        Screen("/snaps/{waiting}"),
        Screen("/map"),
        Screen("/inbox"),
        Screen("/me"),
        Screen("/outbox"),
        Screen("/manage"),
        Screen("/bank"),
        Screen("/bank/branches/{branch}"),
        Screen("/activities"),
        Screen("/nowhere"),
        Screen("/wishes"),
        Screen("/wishes?tab=done"),
        Screen("/wishes", (".wish-narrow .btn",)),
        Screen("/wishes/{wished}"),
        Screen("/wishes/{thanked}"),
        Screen("/wishes/new"),
        Screen("/wishes/board"),
        Screen("/wishes/units"),
        Screen("/wishes/units/{registered}"),
    ),
    "resident": (
        Screen("/"),
        Screen("/snaps/{solved}"),
        Screen("/snaps/{solved}", (".dock .btn:not(.p)",)),
        Screen("/wishes?tab=mine"),
        Screen("/wishes/{awaited}"),
        Screen("/wishes/{awaited}", (DOCK,)),
        Screen("/wishes/new"),
        Screen("/wishes/new?q=when"),
        Screen("/wishes/new?q=whom"),
        Screen("/wishes/new?q=where"),
        Screen("/wishes/new?q=care"),
        Screen("/wishes/units/register"),
        Screen("/bank"),
        Screen("/bank", (".bank-after .btn",)),
        Screen("/bank/redemptions/{held}"),
        Screen("/bank/lines"),
        Screen("/bank/give"),
        Screen("/bank/rules"),
        Screen("/bank/branches"),
        Screen("/bank/branches/{branch}"),
        Screen("/bank/branches/{branch}", (".good-row",)),
        Screen("/activities/{activity}"),
    ),
    "claimer": (
        Screen("/"),
        Screen("/wishes?tab=claims"),
        Screen("/wishes/{wished}/claim"),
        Screen("/wishes/{in_pair}"),
        Screen("/wishes/{in_pair}", (MORE,)),
        Screen("/wishes/{in_pair}", (".dock .btn:not(.p)",)),
        Screen("/wishes/{visited}", (DOCK,)),
    ),
    "reviewer": (
        Screen("/wishes?tab=review"),
        Screen("/wishes/{unread}"),
        Screen("/wishes/{unread}/publish"),
        Screen("/wishes/{unread}/publish", (".dock .btn:not(.p)",)),
    ),
    "contact": (
        Screen("/wishes/units"),
        Screen("/wishes/units/register"),
        Screen("/wishes/units/{registered}"),
        Screen("/wishes/{wished}/claim"),
    ),
    "keeper": (
        Screen("/bank/counter"),
        Screen("/bank/counter?code={code}"),
        Screen("/bank/counter/today"),
        Screen("/bank/counter/today", (".with-act .btn",)),
        Screen("/bank/counter/goods"),
        Screen("/bank/counter/goods/new"),
        Screen("/bank/counter/goods/{good}"),
    ),
    "supervisor": (Screen("/bank/street/ledger"),),
    "worker": (
        Screen("/"),
        Screen("/snaps?scope=AREA"),
        Screen("/snaps?search"),
        Screen("/snaps", (".list-head .btn.c",)),
        Screen("/snaps/{waiting}"),
        Screen("/snaps/{waiting}", (MORE,)),
        Screen("/snaps/{taken}"),
        Screen("/snaps/{taken}", (DOCK,)),
        Screen("/map"),
        Screen("/map?cell=370102013006001"),
        Screen("/inbox"),
        Screen("/me"),
        Screen("/me", (".btn.d",)),
        Screen("/me", (".btn.w:not(.d)",)),
        Screen("/snap"),
        Screen("/snap?step=details"),
        Screen("/snap?step=place"),
        Screen("/snap?done={sent}"),
        Screen("/snaps/{refused}"),
        Screen("/outbox"),
        Screen("/outbox", ("#main li .ib",)),
        Screen("/wishes/{returned}/revise"),
        Screen("/wishes/new?q=whom"),
    ),
    "clerk": (
        Screen("/"),
        Screen("/snaps/{waiting}"),
        Screen("/snaps/{waiting}", (DOCK,)),
        Screen("/calls/{draft}/edit"),
        Screen("/calls/{draft}/edit?q=matter"),
        Screen("/calls/{draft}/edit?q=done"),
        Screen("/calls/{draft}/edit?q=place"),
        Screen("/calls/{draft}/edit?q=urgency"),
        Screen("/calls/{draft}/edit?q=sources"),
        Screen("/calls/{draft}/edit?q=check"),
        Screen("/calls/{there}"),
        Screen("/calls/{there}", (DOCK,)),
        Screen("/calls/{there}", (".dock .btn:not(.p)",)),
        Screen("/calls/{done}/close"),
        Screen("/calls/{done}/close?at=1"),
        Screen("/calls/{let_off}"),
        Screen("/calls/{let_off}/close"),
        Screen("/calls/{done}/ask-later-closing"),
        Screen("/calls/{closed}"),
        Screen("/calls/{closed}/reopen"),
        Screen("/activities/new"),
        Screen("/activities/{activity}"),
        Screen("/activities/{activity}/attendance"),
    ),
    "head": (
        Screen("/bank/street"),
        Screen("/bank/street/branches"),
        Screen("/bank/street/branches/new"),
        Screen("/bank/street/branches/{branch}"),
        Screen("/bank/street/branches/{branch}/change"),
        Screen("/bank/street/accounts"),
        Screen("/bank/street/settlements"),
        Screen("/bank/street/adjustments"),
        Screen("/bank/street/adjustments/new"),
        Screen("/"),
        Screen("/calls"),
        Screen("/calls?state=all"),
        Screen("/calls", (".list-head .btn.c",)),
        Screen("/calls/{to_sign}"),
        Screen("/calls/{to_sign}", (MORE,)),
        Screen("/calls/{to_sign}/sign-off"),
        Screen("/calls/{to_sign}/sign-off", (".dock .btn:not(.p)",)),
        Screen("/calls/{called}/form"),
        Screen("/calls/{called}/form", (".dock .btn:not(.p)",)),
    ),
    "dispatcher": (
        Screen("/calls"),
        Screen("/calls/{called}"),
        Screen("/calls/{called}", (MORE,)),
        Screen("/calls/{called}/order"),
        Screen("/calls/{signed}/dispatch"),
        Screen("/calls/{called}/add-units"),
        Screen("/calls/{called}/move"),
        Screen("/calls/{called}/settle-return?part={not_ours}"),
        Screen("/calls/{called}/relieve?part={asked}"),
        Screen("/calls/{asking}"),
        Screen("/calls/{asking}/accept-meeting?part={proposes}"),
        Screen("/calls/{asking}/refuse-plea?part={proposes}"),
    ),
    "unit": (
        Screen("/calls"),
        Screen("/calls/{called}"),
        Screen("/calls/{called}/respond?part={asked}"),
        Screen("/calls/{called}/return?part={asked}"),
        Screen("/calls/{called}/propose-meeting?part={asked}"),
        Screen("/calls/{asking}/ask-extension?part={works}"),
        Screen("/calls/{there}/send-people?part={came}"),
        Screen("/calls/{there}/check-in?part={came}"),
        Screen("/calls/{there}/report-completion?part={came}"),
    ),
    "administrator": (
        Screen("/manage"),
        Screen("/manage/people"),
        Screen("/manage/people/new"),
        Screen("/manage/people/{person}"),
        Screen("/manage/people/{person}", ("button.link[aria-haspopup=dialog]",)),
        Screen("/manage/people/{person}/change"),
        Screen("/manage/people/{person}/appoint"),
        Screen("/manage/posts"),
        Screen("/manage/posts/{post}/delegate"),
        Screen("/manage/units"),
        Screen("/manage/units/new"),
        Screen("/manage/units/{unit}"),
        Screen("/manage/units/{unit}/change"),
        Screen("/manage/staffing"),
        Screen("/manage/staffing/370102013006001"),
        Screen("/manage/staffing/370102013006001/add"),
        Screen("/bank/street/rules"),
        Screen("/bank/street/rules/new"),
    ),
}


def settle(page: Page) -> None:
    assert page.evaluate(SETTLED), f"{page.url} never came to rest"


def visit(page: Page, screen: Screen, names: dict[str, str]) -> None:
    """By the app's own way, as a tap on a link; never a reload."""
    page.evaluate(ROUTE, "/nowhere/else")  # a sheet that was open is gone
    page.evaluate(ROUTE, screen.path.format(**names))
    settle(page)
    for selector in screen.press:
        page.locator(selector).first.click()
        settle(page)


def enter(context: BrowserContext, who: str) -> Page:
    """The app, opened by somebody of the cast."""
    name = NAMES[who]
    if name:
        _enter(context, name)
    page = context.new_page()
    page.add_init_script(COUNTING)
    page.goto("/")
    settle(page)
    return page


def _snap(context: BrowserContext, words: str, category: str) -> str:
    given = {
        "id": str(clock.new_id()),
        "photos": [],
        "place": "广德路 12 号楼前",
        "category": category,
        "words": words,
        "takenAt": clock.now().isoformat(),
        "fixedOnTheSpot": False,
        "point": {"lon": 117.1025, "lat": 36.6625, "crs": "WGS84", "accuracyMetres": 8},
    }
    _ask(context, "mutation($input: TakeSnapInput!) { takeSnap(input: $input) { __typename } }", input=given)
    return str(given["id"])


def _step(context: BrowserContext, name: str, snap: str) -> None:
    document = f"mutation($input: SnapStepInput!) {{ {name}(input: $input) {{ __typename }} }}"
    answer = _ask(context, document, input={"id": str(clock.new_id()), "snapId": snap, "words": "按规定处理"})
    assert answer[name]["__typename"] == "Snap", answer


_CALLS = ("to_sign", "signed", "called", "there", "done", "closed", "asking", "let_off")


def _furnish_calls(by: dict[str, BrowserContext]) -> dict[str, str]:
    """A call at each turn that looks different, and the parts of it that a screen is about."""
    clerk, head, desk, unit, other = (by[who] for who in ("clerk", "head", "dispatcher", "unit", "other_unit"))
    calls = {name: calling.submitted(clerk) for name in _CALLS}
    for name in list(calls)[1:]:
        calling.sign(head, calls[name])
    asked, not_ours = calling.dispatch(desk, calls["called"], "city", "market")
    calling.take(other, "returnPart", calls["called"], not_ours, itemId=calling.item(desk)["id"])
    came, reported = calling.dispatch(desk, calls["there"], "city", "market")
    calling.take(unit, "respond", calls["there"], came, heads=2)
    calling.take(other, "respond", calls["there"], reported, heads=2)
    calling.take(other, "reportCompletion", calls["there"], reported)
    works, proposes = calling.dispatch(desk, calls["asking"], "city", "market")
    calling.take(unit, "respond", calls["asking"], works, heads=2)
    calling.take(unit, "checkIn", calls["asking"], works, heads=2, checkedAt=clock.now().isoformat())
    later = (clock.now() + timedelta(hours=6)).isoformat()
    order = {"reportAt": later, "place": "东门北侧停车场"}
    calling.take(other, "proposeMeeting", calls["asking"], proposes, order=order)
    [part] = calling.dispatch(desk, calls["let_off"], "city")
    calling.take(desk, "relieveUnit", calls["let_off"], part, units=[])
    for name in ("done", "closed"):
        [part] = calling.dispatch(desk, calls[name], "city")
        calling.finish(unit, clerk, calls[name], part)
    calling.take(clerk, "closeCall", calls["closed"], verdicts=[{"assignmentId": part, **calling.GOOD}])
    parts = {"asked": asked, "not_ours": not_ours, "came": came, "works": works, "proposes": proposes}
    return {**calls, **parts, "draft": calling.drafted(clerk)}


def furnish(pages: dict[str, Page]) -> dict[str, str]:
    """A snap in each of the states that look different, and what the administrator has to manage."""
    resident, worker, clerk = (pages[who].context for who in ("resident", "worker", "clerk"))
    names = {
        "waiting": _snap(resident, "东门非机动车道积水，请到现场看看", "ROAD"),
        "taken": _snap(resident, "垃圾桶满了两天没清，袋子堆到路上", "SANITATION"),
        "solved": _snap(resident, "楼道灯不亮，老人上下楼不方便", "UNSURE"),
        "refused": _snap(resident, "测试", "UNSURE"),
    }
    _step(worker, "takeOnSnap", names["taken"])
    _step(worker, "takeOnSnap", names["solved"])
    _step(worker, "solveSnap", names["solved"])
    _step(clerk, "refuseSnap", names["refused"])
    names |= _furnish_calls({who: page.context for who, page in pages.items()})
    names |= wishing.furnish({who: page.context for who, page in pages.items()})
    own = _ask(pages["contact"].context, "{ registrations(mine: true) { unitId } }")["registrations"]
    names["registered"] = own[0]["unitId"]
    names |= banking.furnish_screens(resident, clerk, pages["keeper"].context)
    managed = '{ people(first: 100) { nodes { id name } } posts(code: "370102") { id } units { id } }'
    found = _ask(pages["administrator"].context, managed)
    person = next(one for one in found["people"]["nodes"] if one["name"] == NAMES["worker"])
    post, unit = found["posts"][0], found["units"][0]
    return {**names, "person": person["id"], "post": post["id"], "unit": unit["id"]}


def fill_the_outbox(page: Page, photo: Path) -> str:
    """One snap sent back, one waiting, and a third begun. Answers with the id of one of them."""
    said = iter([
        {"__typename": "InvalidInput", "code": "INVALID_INPUT", "message": "这段话太长了。", "field": "words"},
        {"__typename": "TooManyTries", "code": "TOO_MANY_TRIES", "message": "稍后再试。", "retryAfterSeconds": 3600},
    ])  # fmt: skip

    def refuse(route: Route) -> None:
        if "SendTakeSnap" in (route.request.post_data or ""):
            route.fulfill(content_type="application/json", body=json.dumps({"data": {"result": next(said)}}))
        else:
            route.continue_()

    page.route("**/graphql", refuse)
    snap(page, photo)
    snap(page, photo)
    sent = re.search(r"done=([\w-]+)", page.url)
    photograph(page, photo)
    assert sent
    return sent[1]
