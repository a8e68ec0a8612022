"""A call from two snaps to the archive on seven open phones: nobody reloads anything, every screen moves by itself.

The grid worker's and the fourth department's steps go over GraphQL, as their phones' own requests: their screens are
shown elsewhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, ViewportSize, expect
from tests.browser.conftest import Phone, Server, _ask, _enter, serving
from tests.browser.steps import confirm, taken
from tests.browser.walk import _step

from gridcall import clock

NAMES = {
    "reporter": "林小满",
    "clerk": "周敏行",
    "head": "韩立言",
    "desk": "郑可为",
    "city": "城某13",
    "market": "市某15",
    "water": "水某17",
}
BUILDING, WORKER = "住某19", "孙志安"
DESK: ViewportSize = {"width": 1440, "height": 900}
STARTS = {"reporter": "/inbox", "clerk": "/snaps?scope=AREA"}  # everybody else: their calls
UNITS = {"city": "城市管理局", "market": "市场监督管理局", "water": "水务局", "building": "住房和城乡建设局"}
TITLE = "明城东门夜间占道烧烤"


@pytest.fixture
def server(tmp_path: Path, furnished: Path) -> Iterator[Server]:
    yield from serving(tmp_path, furnished, module="tests.browser.ahead")


@dataclass
class Street:
    """Everybody's open page, and one clock for all of them."""

    server: Server
    pages: dict[str, Page]
    others: dict[str, BrowserContext]
    reloaded: list[str] = field(default_factory=list)
    ahead: int = 0

    def __getattr__(self, who: str) -> Page:
        return self.pages[who]

    def open(self) -> None:
        self.desk.set_viewport_size(DESK)
        for who, page in self.pages.items():
            page.clock.install()
            page.goto(STARTS.get(who, "/calls"))
            page.on("load", lambda page: self.reloaded.append(page.url))

    def later(self, minutes: int) -> None:
        self.ahead += minutes
        (self.server.folder / "ahead").write_text(str(self.ahead))
        for page in self.pages.values():
            page.clock.fast_forward(minutes * 60_000)

    def sees(self, unit: str, *words: str, among: str = "clerk desk city market") -> None:
        """What the unit's card says on the pages of all who look at the call."""
        for who in among.split():
            for said in words:
                expect(card(self.pages[who], unit), who).to_contain_text(said)


@pytest.fixture
def street(phone: Phone, browser: Browser, server: Server) -> Iterator[Street]:
    others = {name: browser.new_context(base_url=server.address) for name in (BUILDING, WORKER)}
    for name, context in others.items():
        _enter(context, name)
    street = Street(server, {who: phone(name) for who, name in NAMES.items()}, others)
    street.open()
    yield street
    for context in others.values():
        context.close()


def card(page: Page, unit: str) -> Locator:
    """The unit's newest card on the call."""
    return page.locator(".party").filter(has=page.get_by_role("heading", name=UNITS[unit])).last


def press(page: Page, label: str) -> None:
    """What the dock offers, a link or a button."""
    dock = page.locator(".dock")
    dock.get_by_role("link", name=label).or_(dock.get_by_role("button", name=label)).click()


def say(page: Page, label: str, words: str) -> None:
    """The sheet that opens by `label`: a few words and the same label again."""
    press(page, label)
    page.get_by_role("dialog").locator("textarea").fill(words)
    confirm(page, label)


def open_the_call(page: Page) -> None:
    page.get_by_role("link").filter(has_text=TITLE).click()
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()


def draft(page: Page) -> None:
    """The call form, begun at one snap; the other is ticked."""
    page.get_by_role("link").filter(has_text="烧烤占了").click()
    page.get_by_role("link", name="拟呼叫单").click()
    page.get_by_role("searchbox").fill("占道")
    page.get_by_role("button", name="占道经营影响通行").click()
    press(page, "下一步：事由")
    page.get_by_role("textbox", name="事由").fill(TITLE)
    press(page, "下一步：请谁做什么")
    press(page, "下一步：地点")
    press(page, "下一步：紧急程度")
    page.get_by_role("radio", name="急办").check()
    press(page, "下一步：随手拍")
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(1)
    page.get_by_text("污水倒进").click()
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(2)
    press(page, "最后：核对")
    press(page, "报请签批")


def test_a_call_lives_from_two_snaps_to_the_archive(street: Street) -> None:
    _drafted_sent_back_and_signed(street)
    _dispatched_confirmed_returned_and_replaced(street)
    _there_on_time_silent_and_late(street)
    _done_reworked_and_accepted(street)
    _closed_evaluated_and_told(street)
    assert not street.reloaded


def _drafted_sent_back_and_signed(street: Street) -> None:
    for words in ("夜间烧烤占了人行道", "烧烤摊污水倒进雨水井"):
        _step(street.others[WORKER], "raiseSnapToStreet", taken(street.reporter, words))
    draft(street.clerk)
    expect(street.clerk.get_by_text("等街道签批")).to_be_visible()

    open_the_call(street.head)
    say(street.head, "退回修改", "请写明已劝导几次")
    expect(street.clerk.get_by_text("请写明已劝导几次")).to_be_visible()
    press(street.clerk, "修改")
    for onward in ("下一步：事由", "下一步：请谁做什么"):
        press(street.clerk, onward)
    street.clerk.get_by_role("textbox", name="街道已做").fill("劝导三次，立案一次")
    for onward in ("下一步：地点", "下一步：紧急程度", "下一步：随手拍", "最后：核对", "报请签批"):
        press(street.clerk, onward)

    press(street.head, "签批并呼叫")
    expect(street.head.get_by_text("劝导三次，立案一次")).to_be_visible()
    promised = street.head.locator(".seal.wait").get_attribute("aria-label")
    press(street.head, "签批并呼叫")
    solid = street.head.locator(".seal:not(.wait)")
    expect(solid).to_have_attribute("aria-label", str(promised))
    expect(street.head.get_by_text("验印一致，签批后没有改动")).to_be_visible()
    expect(street.clerk.get_by_text("等区平台受理")).to_be_visible()


def _dispatched_confirmed_returned_and_replaced(street: Street) -> None:
    open_the_call(street.desk)
    press(street.desk, "派遣单位")
    press(street.desk, "派遣 3 家单位")
    for who in ("city", "market", "water"):
        open_the_call(street.pages[who])
    street.sees("market", "已派遣", among="clerk desk city market water")
    expect(street.clerk.get_by_text("未答复 3")).to_be_visible()

    press(street.city, "确认响应")
    street.city.get_by_role("button", name="多一人").click()
    press(street.city, "确认响应")
    street.sees("city", "已确认", "3 人")

    press(street.water, "不属本单位，退回")
    street.water.locator("textarea").fill("雨水井由住建部门养护")
    street.water.get_by_role("searchbox").fill("雨水井")
    street.water.get_by_role("button", name="雨水井堵塞").click()
    press(street.water, "不属本单位，退回")
    street.sees("water", "已退回")
    press(street.desk, "研判退回")
    street.desk.get_by_role("radio", name="改派别的单位").click()
    street.desk.get_by_role("searchbox", name="按名称找别的单位").fill("住房")
    street.desk.get_by_role("button", name=UNITS["building"]).click()
    press(street.desk, "改派 1 家单位")
    street.sees("water", "不再参加", among="clerk desk city market water")
    street.sees("building", "已派遣")
    _of_building(street, "respond", "$heads: Int!", "heads: $heads", heads=2)
    street.sees("building", "已确认")


def _of_building(street: Street, name: str, declared: str = "", given: str = "", **facts: Any) -> None:
    """A step of the fourth department's coordinator."""
    building, call = street.others[BUILDING], street.clerk.url.rsplit("/", 1)[-1]
    parts = _ask(building, "query($id: ID!) { call(id: $id) { assignments { id mine } } }", id=call)["call"]
    part = next(part["id"] for part in parts["assignments"] if part["mine"])
    document = f"mutation($input: PartStepInput! {declared}) {{ {name}(input: $input {given}) {{ __typename }} }}"
    sent = {"id": str(clock.new_id()), "callId": call, "assignmentId": part, "words": "已疏通雨水井"}
    answer = _ask(building, document, input=sent, **facts)
    assert answer[name]["__typename"] == "Call", answer


def _there_on_time_silent_and_late(street: Street) -> None:
    street.later(minutes=50)
    press(street.city, "报到")
    press(street.city, "报到，3 人")
    street.sees("city", "已到场", "早到")

    street.later(minutes=75)
    street.sees("market", "未答复", "超 ")
    for page in (street.clerk, street.desk, street.market):
        expect(card(page, "market").locator(".lamp.r").first).to_be_visible()
    press(street.desk, "催办市场监督管理局")
    street.sees("market", "已催办 1 次")
    press(street.market, "确认响应")
    press(street.market, "确认响应")
    press(street.market, "报到")
    press(street.market, "报到，2 人")
    street.sees("market", "已到场", "晚到")


def _report(page: Page, words: str) -> None:
    press(page, "反馈办结")
    page.locator("textarea").fill(words)
    press(page, "反馈办结")


def _done_reworked_and_accepted(street: Street) -> None:
    clerk, market = street.clerk, street.market
    _report(street.city, "九处摊点已清理")
    say(clerk, "核验城市管理局", "")
    street.sees("city", "已办结")
    _report(market, "七家停业")
    say(clerk, "请市场监督管理局返工", "还有两家没有撤走")
    expect(market.get_by_text("还有两家没有撤走")).to_be_visible()
    street.sees("market", "返工")
    _report(market, "全部撤走")
    say(clerk, "核验市场监督管理局", "")
    _of_building(street, "reportCompletion")
    say(clerk, "核验住房和城乡建设局", "")
    street.sees("building", "已办结")


def _closed_evaluated_and_told(street: Street) -> None:
    clerk = street.clerk
    press(clerk, "结案并评价")
    clerk.locator("textarea").fill("联合处置完毕，占道摊点已清")
    for unit in ("city", "market", "building"):
        press(clerk, f"下一步：评价{UNITS[unit]}")
        expect(clerk.get_by_role("heading", name=UNITS[unit])).to_be_visible()
        for aspect in ("及时", "态度", "效果"):
            clerk.get_by_role("radiogroup", name=aspect).get_by_role("radio", name="满意", exact=True).click()
        clerk.get_by_role("radiogroup", name="是否解决").get_by_role("radio", name="解决", exact=True).click()
    expect(street.market.get_by_text("满意 · 解决")).to_have_count(0)
    press(clerk, "结案并评价")

    for unit in ("city", "market", "building"):
        street.sees(unit, "满意 · 解决", among="clerk city market")
    expect(street.reporter.get_by_text("已办好，请您看看")).to_have_count(2)
    press(street.desk, "归档")
    expect(clerk.get_by_text("已归档")).to_be_visible()
