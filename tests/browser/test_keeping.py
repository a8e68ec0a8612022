"""What was written is kept and sent whatever happens to the page: closed, killed, its storage gone, the app renewed."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.browser import calling
from tests.browser.conftest import PATIENCE, WEB, Phone, Server, _ask
from tests.browser.steps import WORDS, snap, wait_for_the_cells, worker_of

_UNTIL_THE_CAMERA_IS_NOTED = """async () => {
  const answered = (request) => new Promise((done) => { request.onsuccess = () => done(request.result) })
  const db = await answered(indexedDB.open('gridcall-outbox'))
  while (!(await answered(db.transaction('drafts').objectStore('drafts').getAll())).some((draft) => draft.camera))
    await new Promise((again) => setTimeout(again, 50))
  db.close()
}"""
SENT = "{ snaps(first: 10, filter: { scope: MINE }) { nodes { words } } }"


def _arrived(page: Page) -> list[str]:
    """The words of this person's snaps, as the server has them."""
    return [node["words"] for node in _ask(page.context, SENT)["snaps"]["nodes"]]


def _wait(page: Page, until: Callable[[], bool]) -> None:
    for _ in range(PATIENCE // 100):
        if until():
            return
        page.wait_for_timeout(100)
    raise AssertionError("waited in vain")


def test_with_the_page_closed_the_browser_itself_sends_what_waits(phone: Phone, photo: Path) -> None:
    reporter = phone("孙志安")
    wait_for_the_cells(reporter)
    reporter.context.set_offline(True)
    snap(reporter, photo)
    context = reporter.context
    reporter.close()
    context.set_offline(False)
    elsewhere = context.new_page()
    elsewhere.goto("/healthz")  # of the same place, but not the app
    worker_of(elsewhere)("dispatchSyncEvent", tag="gridcall-outbox", lastChance=False)
    _wait(elsewhere, lambda: _arrived(elsewhere) == [WORDS])


def test_a_page_that_was_killed_behind_the_camera_comes_back_as_it_was(phone: Phone, photo: Path) -> None:
    page = phone("孙志安")
    page.goto("/snap")
    page.locator("input[type=file]").first.set_input_files(photo)
    expect(page.get_by_role("button", name="第 1 张，正在看")).to_be_visible()
    with page.expect_file_chooser():
        page.locator(".take-add").click()
    page.evaluate(_UNTIL_THE_CAMERA_IS_NOTED)  # a phone kills the page later than that
    context = page.context
    page.close()
    again = context.new_page()
    again.goto("/snap")
    expect(again.get_by_text("刚才相机打开时")).to_be_visible()
    expect(again.get_by_role("button", name="第 1 张，正在看")).to_be_visible()


def test_an_evaluation_is_as_it_was_when_the_page_is_loaded_again(phone: Phone) -> None:
    clerk, head, desk, unit = (phone(name) for name in ("周敏行", "韩立言", "郑可为", "城某13"))
    call = calling.submitted(clerk.context)
    calling.sign(head.context, call)
    [part] = calling.dispatch(desk.context, call, "city")
    calling.finish(unit.context, clerk.context, call, part)
    clerk.goto(f"/calls/{call}/close?at=1")
    answers = {"及时": "满意", "态度": "基本满意", "效果": "未评价", "是否解决": "部分解决"}
    chosen = [
        clerk.get_by_role("radiogroup", name=aspect).get_by_role("radio", name=answer, exact=True)
        for aspect, answer in answers.items()
    ]
    for radio in chosen:
        radio.click()
    clerk.locator("textarea").fill("来得快")
    clerk.reload()
    for radio in chosen:
        expect(radio).to_have_attribute("aria-checked", "true")
    expect(clerk.locator("textarea")).to_have_value("来得快")


def test_storage_that_is_taken_away_is_opened_again(phone: Phone) -> None:
    """As Android does when memory is short: the open database is closed under the app."""
    page = phone("孙志安")
    page.goto("/snap")
    page.get_by_role("button", name="不拍照").click()
    page.get_by_text("道路设施").click()
    session = page.context.new_cdp_session(page)
    origin = page.evaluate("location.origin")
    session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "indexeddb"})
    page.locator("textarea").first.fill(WORDS)
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_text("已送达").first).to_be_visible()


def test_two_open_pages_send_what_waits_once(phone: Phone, photo: Path) -> None:
    page = phone("孙志安")
    wait_for_the_cells(page)
    other = page.context.new_page()
    other.goto("/outbox")
    sent: list[str] = []
    page.context.on("request", lambda asked: "SendTakeSnap" in (asked.post_data or "") and sent.append(asked.url))
    page.context.set_offline(True)
    snap(page, photo)
    assert sent == []
    page.context.set_offline(False)
    for open_page in (page, other):
        expect(open_page.get_by_text("已送达").first).to_be_visible()
    assert len(sent) == 1
    assert _arrived(page) == [WORDS]


@pytest.fixture
def renewed(server: Server, tmp_path: Path) -> Callable[[], None]:
    """The server serves an app of its own; calling this puts a newer one in its place."""
    web = tmp_path / "web"
    shutil.copytree(WEB, web)
    server.kill()
    server.environment["GRIDCALL_WEB"] = str(web)
    server.start()

    def renew() -> None:
        with (web / "sw.js").open("a") as worker:
            worker.write("\n// newer\n")

    return renew


def test_a_newer_app_waits_for_whoever_writes_and_sends_what_the_older_one_kept(
    renewed: Callable[[], None], phone: Phone, photo: Path
) -> None:
    page = phone("孙志安")
    wait_for_the_cells(page)
    page.reload()  # from here on through the service worker
    page.context.set_offline(True)
    snap(page, photo)
    page.goto("/snap")
    page.get_by_role("button", name="不拍照").click()
    page.locator("textarea").first.fill("还没写完")
    renewed()
    page.context.set_offline(False)
    page.evaluate("navigator.serviceWorker.ready.then((it) => it.update())")
    update = page.get_by_role("button", name="更新")
    expect(update).to_be_visible()
    expect(page.locator("textarea").first).to_have_value("还没写完")
    _wait(page, lambda: _arrived(page) == [WORDS])
    with page.expect_navigation():
        update.click()
    expect(page.locator("textarea").first).to_have_value("还没写完")
