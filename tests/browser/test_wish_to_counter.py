"""From a wish to another street's counter: six persons with open pages, nobody reloads what the feed brings."""

from playwright.sync_api import expect
from tests.browser import banking, wishing
from tests.browser.conftest import Phone
from tests.cast import OTHER_STREET

WORDS = "想有人帮我把轮椅的刹车修一修"


def test_points_for_a_wish_arrive_live_and_are_spent_in_another_street_whose_settlement_shows_it(
    phone: Phone,
) -> None:
    wisher, reviewer, winner, other = (phone(name) for name in ("林小满", "周若谷", "李守拙", "何田田"))
    clerk, keeper, head = phone("许知远山"), phone("何安泰"), phone("韩立言")
    banking.rule(phone("陶然亭").context, "WISH_SERVICE", 4)
    branch = banking.branch(clerk.context, code=OTHER_STREET)
    banking.good(keeper.context, branch, {**banking.HAIRCUT, "name": "磨刀剪", "points": 3})

    wish = wishing.post(wisher.context, WORDS + "，我叫林小满", kind="SERVICE", who="RESIDENT", flags=[])
    wishing.publish(reviewer.context, wish, WORDS)
    for page in (winner, other):
        page.goto(f"/wishes/{wish}/claim")
        page.get_by_label("打算").fill("周六上午带工具去修")
    winner.get_by_role("button", name="我来认领").click()
    expect(winner.get_by_text("我认领的").first).to_be_visible()
    expect(other.get_by_role("alert")).to_contain_text("谢谢您")

    wisher.goto(f"/wishes/{wish}")
    winner.get_by_role("button", name="办好了").first.click()
    winner.get_by_role("dialog").locator("textarea").fill("刹车换了新的，试过两遍")
    winner.get_by_role("dialog").get_by_role("button", name="办好了").click()
    expect(wisher.get_by_role("button", name="确认实现").first).to_be_visible()
    winner.goto("/bank")
    expect(winner.get_by_text("可用积分")).to_be_visible()
    wisher.get_by_role("button", name="确认实现").first.click()
    wisher.get_by_role("dialog").get_by_role("button", name="确认实现").click()
    expect(winner.locator(".swap b")).to_have_text("4")

    winner.goto(f"/bank/branches/{branch}")
    winner.get_by_role("button", name="磨刀剪").click()
    winner.get_by_role("button", name="换这个，3 分").click()
    code = winner.locator(".ticket .code").inner_text()
    keeper.goto("/bank/counter")
    for digit in filter(str.isdigit, code):
        keeper.locator(".keypad").get_by_role("button", name=digit, exact=True).click()
    keeper.get_by_role("button", name="确认兑换，3 分").click()
    expect(winner.get_by_role("heading", name="已兑换")).to_be_visible()

    head.goto("/bank/street/settlements")
    expect(head.get_by_text("智远街道", exact=False).first).to_be_visible()
    expect(head.locator("main").get_by_text("3 分").first).to_be_visible()
