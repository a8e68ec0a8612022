"""Points on two open phones: what one does, the other shows."""

from playwright.sync_api import Page, expect
from tests.browser import banking
from tests.browser.conftest import Phone
from tests.browser.steps import confirm


def _type(keeper: Page, code: str) -> None:
    for digit in code:
        keeper.locator(".keypad").get_by_role("button", name=digit, exact=True).click()


def test_the_code_on_my_screen_turns_when_the_keeper_redeems_it_and_an_undo_brings_the_points_back(
    phone: Phone,
) -> None:
    clerk, keeper, resident = phone("周敏行"), phone("吴有福"), phone("林小满")
    branch = banking.branch(clerk.context)
    banking.good(keeper.context, branch, banking.SOAP)
    resident.goto(f"/bank/branches/{branch}")
    resident.get_by_role("button", name="洗衣液 2 升").click()
    resident.get_by_role("button", name="换这个，20 分").click()
    expect(resident.get_by_role("img", name="兑换二维码")).to_be_visible()
    code = resident.locator(".ticket .code").inner_text()
    keeper.goto("/bank/counter")
    _type(keeper, "".join(filter(str.isdigit, code)))
    expect(keeper.get_by_role("heading", name="洗衣液 2 升")).to_be_visible()
    keeper.get_by_role("button", name="确认兑换，20 分").click()
    expect(keeper.get_by_role("heading", name="已兑换")).to_be_visible()
    expect(resident.get_by_role("heading", name="已兑换")).to_be_visible()
    resident.goto("/bank")
    expect(resident.locator(".swap b")).to_have_text("21")

    keeper.goto("/bank/counter/today")
    keeper.get_by_role("button", name="撤销").click()
    confirm(keeper, "撤销兑换")
    expect(keeper.get_by_text("请写明原因")).to_be_visible()
    keeper.get_by_role("dialog").locator("textarea").fill("瓶子漏了，换不了")
    confirm(keeper, "撤销兑换")
    expect(keeper.get_by_text("已撤销").first).to_be_visible()
    expect(keeper.get_by_text("共 0 分")).to_be_visible()
    expect(resident.locator(".swap b")).to_have_text("41")

    resident.goto("/bank/lines")
    with resident.expect_download() as saved:
        resident.get_by_role("button", name="下载表格").click()
    table = saved.value.path().read_text("utf-8-sig")
    assert saved.value.suggested_filename.endswith(".csv")
    assert len([line for line in table.splitlines() if "洗衣液 2 升" in line]) == 2  # spent, and back


def test_a_unit_spends_what_it_earned_by_its_contact(phone: Phone) -> None:
    clerk, keeper, contact = phone("周敏行"), phone("吴有福"), phone("城某20")
    branch = banking.branch(clerk.context)
    banking.good(keeper.context, branch, banking.SOAP)
    contact.goto("/bank")
    contact.get_by_role("link", name="历下城建集团").click()
    expect(contact.locator(".swap b")).to_have_text("30")
    account = phone("城某20")
    account.goto(contact.url)
    contact.goto(f"/bank/branches/{branch}")
    contact.get_by_role("button", name="洗衣液 2 升").click()
    contact.get_by_label("用谁的积分").select_option("历下城建集团，可用 30 分")
    contact.get_by_role("button", name="换这个，20 分").click()
    expect(contact.get_by_role("img", name="兑换二维码")).to_be_visible()
    code = contact.locator(".ticket .code").inner_text()
    keeper.goto("/bank/counter")
    _type(keeper, "".join(filter(str.isdigit, code)))
    expect(keeper.get_by_text("历下城建集团")).to_be_visible()
    keeper.get_by_role("button", name="确认兑换，20 分").click()
    expect(contact.get_by_role("heading", name="已兑换")).to_be_visible()
    expect(account.locator(".swap b")).to_have_text("10")
    account.get_by_role("link", name="全部").click()
    expect(account.get_by_text("洗衣液 2 升")).to_be_visible()


def test_points_given_by_a_neighbour_swap_the_number_and_say_by_how_much(phone: Phone) -> None:
    neighbour, resident = phone("何田田"), phone("林小满")
    resident.goto("/bank")
    expect(resident.locator(".swap b")).to_have_text("41")
    neighbour.goto("/bank/give")
    neighbour.get_by_label("对方的手机号").fill("138 0000 0000")
    expect(neighbour.get_by_text("送给林**")).to_be_visible()
    neighbour.get_by_role("button", name="下一步").click()
    neighbour.get_by_label("分数").fill("4")
    neighbour.get_by_role("button", name="下一步").click()
    neighbour.get_by_role("button", name="送出 4 分").click()
    expect(resident.locator(".swap em")).to_have_text("＋4")
    expect(resident.locator(".swap b")).to_have_text("45")


def test_a_voucher_is_redeemed_once_without_a_network_and_booked_when_there_is_one(phone: Phone) -> None:
    clerk, keeper, resident = phone("周敏行"), phone("吴有福"), phone("林小满")
    branch = banking.branch(clerk.context, bad_connection=True)
    code = banking.hold(resident.context, banking.good(keeper.context, branch, banking.HAIRCUT), voucher=True)["code"]
    with keeper.expect_response(lambda answer: "CounterVouchers" in (answer.request.post_data or "")):
        keeper.goto("/bank/counter")
    expect(keeper.locator(".keypad")).to_be_visible()
    keeper.context.set_offline(True)
    _type(keeper, code)
    keeper.get_by_role("button", name="确认兑换，15 分").click()
    expect(keeper.get_by_role("heading", name="已记下")).to_be_visible()
    keeper.get_by_role("button", name="下一位").click()
    _type(keeper, code)
    expect(keeper.get_by_text("这张代用券刚在这部手机上兑过了。")).to_be_visible()
    keeper.context.set_offline(False)
    keeper.goto("/bank/counter/today")
    expect(keeper.get_by_text("理发一次")).to_be_visible()
    expect(keeper.get_by_text("共 15 分")).to_be_visible()
