"""What only time brings: an activity that is over, a month that two streets settle. The server's clock is set."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.browser import banking
from tests.browser.conftest import Phone, Server, serving
from tests.browser.steps import confirm
from tests.cast import OTHER_STREET

from gridcall import clock

HOUR = 60
MONTH = 31 * 24 * HOUR


@pytest.fixture
def server(tmp_path: Path, furnished: Path) -> Iterator[Server]:
    yield from serving(tmp_path, furnished, module="tests.browser.ahead")


@pytest.fixture
def ahead(server: Server) -> Callable[[int], None]:
    """So many minutes from the machine's own time, before it with a minus."""
    return lambda minutes: (server.folder / "ahead").write_text(str(minutes)) and None


def _decide(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()
    confirm(page, name)


def test_a_month_is_proposed_taken_back_proposed_again_confirmed_by_both_and_booked(
    ahead: Callable[[int], None], phone: Phone
) -> None:
    ahead(-MONTH)
    month = f"{clock.day_of(clock.now() - timedelta(minutes=MONTH)):%Y-%m}"
    clerk, keeper, resident = phone("许知远山").context, phone("何安泰").context, phone("林小满").context
    good = banking.good(keeper, banking.branch(clerk, code=OTHER_STREET), banking.HAIRCUT)
    held = banking.hold(resident, good)
    banking.do(keeper, "redeem", branchId=held["branch"]["id"], code=held["code"])
    ahead(0)
    head, other = phone("韩立言"), phone("孟怀谷")
    for page in (head, other):
        page.goto("/bank/street/settlements")
        page.get_by_label("月份").select_option(month)
        expect(page.get_by_text("智远街道付解放路街道")).to_be_visible()
        expect(page.get_by_text("还没确认")).to_be_visible()

    _decide(head, "提出结算")
    expect(other.get_by_text("已提出，等两边确认")).to_be_visible()
    _decide(other, "确认结算")
    expect(head.get_by_text("解放路街道已确认，等对方")).to_be_visible()
    head.get_by_role("button", name="撤回").click()
    head.get_by_label("为什么撤回").fill("有一笔要先更正")
    confirm(head, "撤回")
    expect(other.get_by_text("上次提出已撤回：有一笔要先更正")).to_be_visible()
    _decide(head, "提出结算")
    expect(other.get_by_text("已提出，等两边确认")).to_be_visible()
    _decide(other, "确认结算")
    expect(head.get_by_text("解放路街道已确认，等对方")).to_be_visible()
    _decide(head, "确认结算")
    for page in (head, other):
        expect(page.get_by_text("已入账")).to_be_visible()
        expect(page.get_by_role("button", name="确认结算")).to_have_count(0)


def test_an_activity_that_is_over_is_signed_off_and_pays_whoever_came(
    ahead: Callable[[int], None], phone: Phone
) -> None:
    banking.rule(phone("陶然亭").context, "ACTIVITY_HOUR", 1)
    activity = banking.activity(phone("周敏行").context, starts_in=timedelta(hours=1))
    for name in ("林小满", "何田田"):
        page = phone(name)
        page.goto(f"/activities/{activity}")
        page.get_by_role("button", name="我要参加").click()
        expect(page.get_by_text("您已报名")).to_be_visible()
    ahead(4 * HOUR)
    organiser, resident, absent = phone("周敏行"), phone("林小满"), phone("何田田")
    for page in (resident, absent):
        page.goto("/bank")
    organiser.goto(f"/activities/{activity}")
    organiser.get_by_role("link", name="登记到场").click()
    absence = organiser.get_by_role("group", name="何田田的小时数")
    for _ in range(2):
        absence.get_by_role("button", name="少 1 小时").click()
    expect(organiser.get_by_text("1 人到场，共 2 小时")).to_be_visible()
    organiser.get_by_role("button", name="存好登记").click()
    organiser.get_by_role("button", name="确认发分").click()
    expect(organiser.get_by_text("1 人，共 2 小时，2 分")).to_be_visible()
    confirm(organiser, "确认发分")
    expect(organiser.get_by_text("已办完，积分已发")).to_be_visible()
    expect(resident.locator(".swap b")).to_have_text("43")
    expect(absent.locator(".swap b")).to_have_text("60")
