"""A wish, as its wisher, a reviewer, a claimer and a companion see it on four phones: nobody reloads anything."""

import re

from playwright.sync_api import Page, expect
from tests.browser import wishing
from tests.browser.conftest import Phone, _ask

ORIGINAL = "我叫林小满，轮椅刹车坏了，住3号楼2单元501室"
PUBLISHED = "想有人帮我把轮椅的刹车修一修"


def _write(wisher: Page) -> None:
    """One question after the other."""
    wisher.goto("/wishes/new")
    wisher.locator("textarea").fill(ORIGINAL)
    for word in ("时间", "为谁许愿", "联系"):
        wisher.get_by_role("button", name=f"下一步：{word}").click()
    wisher.get_by_label("街道").select_option(label="智远街道")
    wisher.get_by_label("社区").select_option(label="盛福明城社区")
    wisher.get_by_label("住址").fill("3号楼2单元501室")
    wisher.get_by_label("电话").fill("13800000000")
    wisher.get_by_role("button", name="下一步：注意事项").click()
    wisher.get_by_text("要到家里去").click()


def _post(wisher: Page) -> None:
    _write(wisher)
    wisher.get_by_role("button", name="交给社区审核").click()
    expect(wisher.get_by_text("等社区审核").first).to_be_visible()


def _publish(reviewer: Page) -> None:
    reviewer.get_by_role("link").filter(has_text="轮椅").first.click()
    reviewer.get_by_role("link", name="审核公布").click()
    expect(reviewer.get_by_text("可能还有不该公开的")).to_have_count(0)  # masked already
    expect(reviewer.get_by_text(ORIGINAL)).to_be_visible()
    reviewer.locator("textarea").fill("林小满想修轮椅")
    expect(reviewer.get_by_text("可能还有不该公开的：林小满")).to_be_visible()
    reviewer.locator("textarea").fill(PUBLISHED)
    reviewer.get_by_role("button", name="审核公布").click()
    expect(reviewer.get_by_text("等人认领").first).to_be_visible()


def _say(page: Page, name: str, words: str = "") -> None:
    """A step at the thumb that a sheet asks for."""
    page.get_by_role("button", name=name).first.click()
    if words:
        page.get_by_role("dialog").locator("textarea").fill(words)
    page.get_by_role("dialog").get_by_role("button", name=name).click()


def _open(page: Page) -> None:
    page.get_by_role("link").filter(has_text=PUBLISHED).first.click()


def test_a_wish_is_masked_claimed_in_pair_looked_at_done_confirmed_and_thanked_for(phone: Phone) -> None:
    wisher, reviewer, claimer, companion = (phone(name) for name in ("林小满", "周若谷", "何田田", "李守拙"))
    for page in (claimer, companion):
        page.goto("/wishes")
        expect(page.get_by_text("没有等人认领的心愿")).to_be_visible()
    reviewer.goto("/wishes?tab=review")
    _post(wisher)
    _publish(reviewer)

    _open(claimer)
    claimer.get_by_role("link", name="我来认领").click()
    claimer.get_by_label("打算").fill("周六上午带工具去修")
    claimer.get_by_role("button", name="我来认领").click()
    expect(claimer.get_by_text("还差 1 位同伴").first).to_be_visible()
    expect(claimer.get_by_role("button", name="看联系方式")).to_have_count(0)

    companion.get_by_role("button", name=re.compile("正在实现")).click()
    _open(companion)
    _say(companion, "我来做同伴")
    claimer.get_by_role("button", name="看联系方式").click()
    expect(claimer.get_by_text("3号楼2单元501室")).to_be_visible()
    expect(wisher.get_by_role("heading", name="谁看过联系方式")).to_be_visible()

    _say(claimer, "办好了", "刹车换了新的，试过两遍")
    _say(wisher, "还差一点", "左边的还有点松")
    _say(claimer, "办好了", "左边也紧好了")
    _say(wisher, "确认实现")
    _say(wisher, "说声谢谢", "刹车很好用，谢谢你们。")
    for page in (claimer, companion):
        expect(page.get_by_text("刹车很好用，谢谢你们。").first).to_be_visible()


def test_two_claim_one_wish_and_the_second_is_told_kindly(phone: Phone) -> None:
    wisher, reviewer, first, second = (phone(name) for name in ("林小满", "周若谷", "何田田", "李守拙"))
    reviewer.goto("/wishes?tab=review")
    _post(wisher)
    _publish(reviewer)
    for page in (first, second):
        page.goto("/wishes")
        _open(page)
        page.get_by_role("link", name="我来认领").click()
        page.get_by_label("打算").fill("我去修")
    first.get_by_role("button", name="我来认领").click()
    expect(first.get_by_text("我认领的").first).to_be_visible()
    expect(second.get_by_role("alert")).to_contain_text("谢谢您")
    expect(second.get_by_role("button", name="我来认领")).to_be_disabled()
    expect(second.get_by_label("打算")).to_have_value("我去修")


def test_a_wish_written_without_a_network_survives_a_reload_and_is_posted_once_there_is_one(phone: Phone) -> None:
    wisher, reviewer = phone("林小满"), phone("周若谷")
    reviewer.goto("/wishes?tab=review")
    _write(wisher)
    wisher.reload()
    expect(wisher.get_by_role("button", name="交给社区审核")).to_be_visible()
    wisher.context.set_offline(True)
    wisher.get_by_role("button", name="交给社区审核").click()
    expect(wisher.get_by_text("等网络").first).to_be_visible()
    wisher.context.set_offline(False)
    expect(reviewer.get_by_role("link").filter(has_text="轮椅")).to_have_count(1)
    expect(wisher.get_by_text("已送达").first).to_be_visible()


def test_a_unit_passes_its_claim_on_to_a_colleague_and_the_board_counts_it(phone: Phone) -> None:
    contact, colleague = phone("城某20"), phone("城某21")
    wish = wishing.post_for(phone("孙志安").context, PUBLISHED)
    wishing.publish(phone("周若谷").context, wish, PUBLISHED)
    unit = _ask(contact.context, "{ myUnits { id } }")["myUnits"][0]["id"]
    wishing.claim(contact.context, wish, unitId=unit)
    colleague.goto("/wishes?tab=claims")
    contact.goto(f"/wishes/{wish}")
    contact.get_by_role("button", name="更多").click()
    contact.get_by_role("dialog").get_by_role("button", name="转交给同事").click()
    contact.get_by_role("dialog").get_by_text("城某21").click()
    contact.get_by_role("dialog").get_by_role("button", name="转交给同事").click()
    expect(contact.get_by_text("转交给城某21")).to_be_visible()
    _open(colleague)
    expect(colleague.get_by_role("button", name="办好了").first).to_be_visible()

    contact.goto("/wishes/board")
    with contact.expect_download() as saved:
        contact.get_by_role("button", name="下载表格").click()
    table = saved.value.path().read_text("utf-8-sig")
    assert saved.value.suggested_filename.startswith("心愿看板")
    assert any(
        line.split(",")[1:4] == ["智远街道", "1", "1"] or "智远街道,1,1,0" in line for line in table.splitlines()
    ), table
