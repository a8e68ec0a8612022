"""The signature on a call form, as two officials see it: what is signed is what the phone shows, and nothing else."""

from playwright.sync_api import Route, expect
from tests.browser.calling import TITLE, submitted
from tests.browser.conftest import PATIENCE, Phone

expect.set_options(timeout=PATIENCE)


def test_what_is_signed_is_what_the_phone_shows(phone: Phone) -> None:
    call = submitted(phone("周敏行").context)
    desk, head = phone("郑可为"), phone("韩立言")
    desk.goto("/calls")
    expect(desk.get_by_text("这会儿没有等您办的呼叫")).to_be_visible()

    head.goto(f"/calls/{call}")
    head.get_by_role("link", name="签批并呼叫").click()
    seal = head.get_by_role("img", name="验印")
    expect(seal).to_have_class("seal wait")
    shown = seal.get_attribute("aria-label")
    head.get_by_role("button", name="签批并呼叫").click()
    expect(seal).to_have_class("seal")
    assert seal.get_attribute("aria-label") == shown
    expect(head.get_by_text("验印一致")).to_be_visible()

    expect(desk.get_by_role("link", name=TITLE)).to_be_visible()  # no reload
    desk.goto(f"/calls/{call}/form")
    expect(desk.get_by_role("img", name="验印")).to_have_attribute("aria-label", shown or "")


def test_a_form_that_was_altered_on_the_way_says_so(phone: Phone) -> None:
    call, head = submitted(phone("周敏行").context), phone("韩立言")
    head.goto(f"/calls/{call}/sign-off")
    head.get_by_role("button", name="签批并呼叫").click()
    expect(head.get_by_text("验印一致")).to_be_visible()

    def alter(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("摊位约 9 处", "摊位约 1 处"))

    desk = phone("郑可为")
    desk.route("**/graphql", alter)
    desk.goto(f"/calls/{call}/form")
    expect(desk.get_by_role("alert")).to_contain_text("验印不一致")
    expect(desk.get_by_text("验印一致", exact=False)).to_have_count(0)
