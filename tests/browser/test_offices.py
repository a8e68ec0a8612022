"""Who holds which post, who stands in, who serves where: changed on one screen, true on the others at once."""

from playwright.sync_api import Page, expect
from tests.browser.conftest import Phone, _ask
from tests.browser.steps import confirm, taken
from tests.cast import NEXT_CELL, STREET


def _own_post(page: Page) -> str:
    return str(_ask(page.context, "{ me { posts { id } } }")["me"]["posts"][0]["id"])


def _id_of(page: Page, name: str) -> str:
    asking = "query($name: String!) { people(first: 5, search: $name) { nodes { id } } }"
    return str(_ask(page.context, asking, name=name)["people"]["nodes"][0]["id"])


def _unit_named(page: Page, name: str) -> str:
    units = _ask(page.context, "{ units { id name } }")["units"]
    return next(unit["id"] for unit in units if unit["name"] == name)


def _pick(page: Page, name: str) -> None:
    page.get_by_role("searchbox").fill(name)
    page.get_by_role("radio", name=name).check()
    page.get_by_role("button", name="下一步").click()


def test_who_stands_in_for_the_head_acts_at_once_and_the_story_says_so(phone: Phone) -> None:
    head, acting, resident = phone("韩立言"), phone("白守正"), phone("林小满")
    snap = taken(resident, "路口信号灯不亮")
    acting.goto("/me")
    head.goto(f"/manage/posts/{_own_post(head)}/delegate?code={STREET}")
    _pick(head, "白守正")
    head.get_by_role("button", name="定下代行").click()
    expect(acting.get_by_text("代行 韩立言")).to_be_visible()

    acting.goto(f"/snaps/{snap}")
    acting.get_by_role("button", name="派给一个人").click()
    acting.get_by_role("dialog").get_by_text("周若谷").click()
    confirm(acting, "派给周若谷")
    expect(acting.get_by_text("（代行）").first).to_be_visible()


def test_a_unit_that_is_dissolved_takes_its_posts_along(phone: Phone) -> None:
    administrator, worker = phone("陶然亭"), phone("孙志安")
    worker.goto("/me")
    expect(worker.get_by_text("盛福明城社区居委会")).to_be_visible()
    administrator.goto(f"/manage/units/{_unit_named(administrator, '盛福明城社区居委会')}")
    administrator.get_by_role("button", name="撤销单位").click()
    confirm(administrator, "撤销单位")
    expect(administrator.get_by_text("撤销").first).to_be_visible()
    expect(worker.get_by_text("盛福明城社区居委会")).to_have_count(0)


def test_somebody_is_put_into_a_cell_and_taken_out(phone: Phone) -> None:
    clerk = phone("周敏行")
    clerk.goto(f"/manage/staffing/{NEXT_CELL}/add")
    _pick(clerk, "周若谷")
    clerk.get_by_role("button", name="下一步").click()
    clerk.get_by_role("button", name="安排周若谷").click()
    clerk.get_by_role("button", name="不再管这里").click()
    confirm(clerk, "定下")
    expect(clerk.get_by_text("到 ").first).to_be_visible()
    expect(clerk.get_by_role("button", name="不再管这里")).to_have_count(0)


def test_a_person_who_is_disabled_is_told_on_the_open_page(phone: Phone) -> None:
    administrator, resident = phone("陶然亭"), phone("林小满")
    administrator.goto(f"/manage/people/{_id_of(administrator, '林小满')}")
    administrator.get_by_role("button", name="停用").click()
    confirm(administrator, "停用")
    expect(resident.get_by_text("这部设备的登录已结束")).to_be_visible()
    expect(administrator.get_by_role("button", name="恢复使用")).to_be_visible()


def test_a_person_is_erased_after_the_last_character_of_the_name_and_is_signed_out(phone: Phone) -> None:
    administrator, resident = phone("陶然亭"), phone("何田田")
    resident.goto("/me")
    expect(resident.get_by_text("何田田").first).to_be_visible()
    administrator.goto(f"/manage/people/{_id_of(administrator, '何田田')}")
    administrator.get_by_role("button", name="注销并抹除").click()
    sheet = administrator.get_by_role("dialog")
    sheet.get_by_label("为什么注销").fill("本人书面申请")
    sheet.get_by_label("请输入姓名的最后一个字").fill("何")
    expect(sheet.get_by_role("button", name="注销并抹除")).to_have_attribute("aria-disabled", "true")
    sheet.get_by_label("请输入姓名的最后一个字").fill("田")
    sheet.get_by_role("button", name="注销并抹除").click()
    expect(administrator.get_by_role("status").get_by_text("已注销，个人信息已抹除")).to_be_visible()
    expect(administrator.get_by_text("何田田")).to_have_count(0)
    expect(resident.get_by_text("何田田")).to_have_count(0)
