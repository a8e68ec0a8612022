"""What a called unit asks and the desk decides, on both open pages: a second return, a later limit, another time."""

from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from tests.browser import calling
from tests.browser.conftest import Phone, _ask
from tests.browser.steps import taken
from tests.browser.test_call import card, press
from tests.browser.walk import _step

from gridcall import clock

ITEM_OF_OTHERS = '{ responsibilityMatches(first: 1, text: "雨水井") { item { id } } }'


@dataclass
class Called:
    """A call that was dispatched, and the pages of those who decide about it."""

    call: str
    parts: list[str]
    desk: Page
    phone: Phone

    def open(self, name: str) -> Page:
        page = self.phone(name)
        page.goto(f"/calls/{self.call}")
        return page

    def take(self, name: str, what: str, part: str, **facts: Any) -> dict[str, Any]:
        return calling.take(self.context(name), what, self.call, part, **facts)

    def context(self, name: str) -> BrowserContext:
        return self.phone(name).context


@pytest.fixture
def called(phone: Phone) -> Called:
    clerk, head, desk = (phone(name) for name in ("周敏行", "韩立言", "郑可为"))
    call = calling.submitted(clerk.context)
    calling.sign(head.context, call)
    parts = calling.dispatch(desk.context, call, "water", "market")
    desk.goto(f"/calls/{call}")
    return Called(call, parts, desk, phone)


def test_a_second_return_is_settled_in_writing_and_binds_whom_it_names(called: Called) -> None:
    desk = called.desk
    item = _ask(desk.context, ITEM_OF_OTHERS)["responsibilityMatches"][0]["item"]["id"]
    called.take("水某17", "returnPart", called.parts[0], itemId=item)
    press(desk, "研判退回")
    desk.get_by_role("radio", name="改派别的单位").click()
    desk.locator(".unit-row").filter(has_text="城市管理局").click()
    press(desk, "改派 1 家单位")

    city = called.open("城某13")
    press(city, "不属本单位，退回")
    expect(city.get_by_text("这是第二次退回")).to_be_visible()
    city.locator("textarea").fill("雨水井不归城管")
    city.get_by_role("searchbox").fill("雨水井")
    city.get_by_role("button", name="雨水井堵塞").click()
    press(city, "不属本单位，退回")

    press(desk, "研判退回")
    expect(desk.get_by_text("第 2 次退回")).to_be_visible()
    desk.get_by_role("radio", name="改派别的单位").click()
    desk.get_by_role("searchbox", name="按名称找别的单位").fill("住房")
    desk.get_by_role("button", name="住房和城乡建设局").click()
    press(desk, "改派 1 家单位")
    expect(desk.get_by_text("请写下研判意见")).to_be_visible()
    desk.get_by_label("研判意见").fill("雨水井由住建养护，依清单第 61 项办理")
    press(desk, "改派 1 家单位")

    building = called.open("住某19")
    expect(building.get_by_text("依清单第 61 项办理")).to_be_visible()
    press(building, "确认响应")
    expect(building.get_by_role("link", name="不属本单位，退回")).to_have_count(0)
    press(building, "确认响应")
    expect(card(desk, "building").get_by_text("已确认")).to_be_visible()


def test_a_unit_asks_for_more_time_the_desk_says_no_then_yes(called: Called) -> None:
    desk, part = called.desk, called.parts[1]
    called.take("市某15", "respond", part, heads=2)
    called.take("市某15", "checkIn", part, heads=2, checkedAt=clock.now().isoformat())
    market = called.open("市某15")
    for words in ("人手不够", "要等检测结果"):
        market.get_by_role("button", name="更多").click()
        market.get_by_role("dialog").get_by_role("link", name="申请延期").click()
        press(market, "申请延期")
        expect(market.get_by_role("alert")).to_be_visible()
        market.get_by_role("radio", name="3 天").click()
        market.locator("textarea").fill(words)
        press(market, "申请延期")
        expect(card(desk, "market").get_by_text("申请延到")).to_be_visible()
        press(desk, "答复延期")
        expect(desk.get_by_text(words)).to_be_visible()
        if words == "人手不够":
            press(desk, "不同意")
            desk.locator("textarea").fill("请从别的中队调人")
            press(desk, "不同意")
            expect(market.get_by_text("请从别的中队调人")).to_be_visible()
            expect(card(market, "market").get_by_text("申请延到")).to_have_count(0)
    press(desk, "同意延期")
    expect(card(market, "market").get_by_text("反馈剩 3 天")).to_be_visible()
    expect(card(market, "market").get_by_text("申请延到")).to_have_count(0)


def test_a_unit_proposes_another_time_the_desk_says_no_then_yes(called: Called) -> None:
    desk, water = called.desk, called.open("水某17")
    for words in ("抢修车在外区", "抢修车两小时后才回"):
        press(water, "确认响应")
        water.get_by_role("link", name="时间不合适，商量改期").click()
        water.get_by_role("radio", name="明天 9:00").click()
        water.locator("textarea").fill(words)
        press(water, "提出改期")
        press(desk, "答复改期")
        expect(desk.get_by_text(words)).to_be_visible()
        if words == "抢修车在外区":
            press(desk, "不同意")
            desk.locator("textarea").fill("今晚必须先到场")
            press(desk, "不同意")
            expect(water.get_by_text("今晚必须先到场")).to_be_visible()
    press(desk, "同意改期")
    expect(water.get_by_text("明天 9:00 报到").first).to_be_visible()
    expect(water.get_by_text("区平台同意水务局改期")).to_be_visible()


def test_a_snap_shows_the_call_it_was_raised_to(phone: Phone) -> None:
    clerk = phone("周敏行")
    snap = taken(phone("林小满"), "夜间烧烤占了人行道")
    worker = phone("孙志安")
    _step(worker.context, "raiseSnapToStreet", snap)
    call = calling.drafted(clerk.context, snap)
    clerk.goto(f"/snaps/{snap}")
    clerk.get_by_role("link", name="拟稿中").click()
    expect(clerk).to_have_url(f"{clerk.url.split('/calls')[0]}/calls/{call}")
