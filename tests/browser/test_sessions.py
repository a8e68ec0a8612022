"""A session that ends elsewhere: the open page says so, keeps what waits, and goes on after signing in again."""

from pathlib import Path

from playwright.sync_api import Page, expect
from tests.browser.conftest import Phone
from tests.browser.steps import confirm, photograph, snap, taken, wait_for_the_cells

ENDED = "这部设备的登录已结束"
KEPT_WORDS = """() => new Promise((done) => {
  indexedDB.open('gridcall-outbox').onsuccess = ({ target: { result: db } }) => {
    const counting = db.transaction('stepWords').objectStore('stepWords').count()
    counting.onsuccess = () => (db.close(), done(counting.result))
  }
})"""


def _end_the_other_session(page: Page) -> None:
    page.goto("/me")
    page.get_by_role("button", name="退出这台").click()
    expect(page.get_by_role("button", name="退出这台")).to_have_count(0)


def _sign_in_again(page: Page, name: str) -> None:
    page.get_by_role("status").filter(has_text=ENDED).get_by_role("link").click()
    page.get_by_role("button").filter(has_text=name).click()
    page.wait_for_url(lambda url: "/signin" not in url)  # signed in: whoever leaves before that is not
    expect(page.get_by_text(ENDED)).to_have_count(0)


def test_what_waits_when_the_session_is_ended_goes_after_signing_in_again(phone: Phone, photo: Path) -> None:
    lost, other = phone("孙志安"), phone("孙志安")
    wait_for_the_cells(lost)
    lost.context.set_offline(True)
    snap(lost, photo)
    _end_the_other_session(other)
    lost.context.set_offline(False)
    expect(lost.get_by_text(ENDED)).to_be_visible()
    expect(lost.get_by_text("等您登录").first).to_be_visible()
    _sign_in_again(lost, "孙志安")
    expect(lost.get_by_text("已送达").first).to_be_visible()


def test_whoever_writes_when_the_session_is_ended_goes_on_writing(phone: Phone, photo: Path) -> None:
    lost, other = phone("孙志安"), phone("孙志安")
    photograph(lost, photo)
    lost.locator("textarea").fill("写到一半")
    _end_the_other_session(other)
    expect(lost.get_by_text(ENDED)).to_be_visible()
    expect(lost.locator("textarea")).to_have_value("写到一半")
    _sign_in_again(lost, "孙志安")
    expect(lost.locator("textarea")).to_have_value("写到一半")
    lost.get_by_text("道路设施").click()
    lost.get_by_role("button", name="提交").click()
    expect(lost.get_by_text("已送达").first).to_be_visible()


def test_words_of_a_step_are_there_again_after_signing_in_and_gone_once_sent(phone: Phone) -> None:
    lost, other = phone("孙志安"), phone("孙志安")
    path = f"/snaps/{taken(other, '明城东门井盖移位')}"
    lost.goto(path)
    lost.get_by_role("button", name="我来接办").click()
    lost.get_by_role("button", name="办结").click()
    lost.get_by_role("dialog").locator("textarea").fill("井盖已复位，")
    _end_the_other_session(other)
    expect(lost.get_by_text(ENDED)).to_be_visible()
    _sign_in_again(lost, "孙志安")
    lost.goto(path)
    lost.get_by_role("button", name="办结").click()
    expect(lost.get_by_role("dialog").locator("textarea")).to_have_value("井盖已复位，")
    lost.get_by_role("dialog").locator("textarea").fill("井盖已复位，周边已清理")
    confirm(lost, "办结")
    expect(lost.get_by_text("井盖已复位，周边已清理")).to_be_visible()
    assert lost.evaluate(KEPT_WORDS) == 0
