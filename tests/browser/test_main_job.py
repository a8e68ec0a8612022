"""The main job, as four people see it on four phones: nobody reloads anything."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect
from tests.browser.conftest import Phone, Server
from tests.browser.steps import open_the_snap, snap, wait_for_the_cells


def _assign_and_solve(street: Page, worker: Page) -> None:
    open_the_snap(street)
    street.get_by_role("button", name="派给一个人").click()
    street.get_by_role("dialog").get_by_text("周若谷").click()
    street.get_by_role("dialog").get_by_role("button", name=re.compile("^派给")).last.click()
    open_the_snap(worker)
    worker.get_by_role("button", name="办结").click()
    worker.get_by_role("dialog").locator("textarea").fill("井盖已复位，周边已清理")
    worker.get_by_role("dialog").get_by_role("button", name="办结").click()


def _tell(page: Page) -> Page:
    """Another page of the same person, open on the inbox."""
    inbox = page.context.new_page()
    inbox.goto("/inbox")
    return inbox


def test_a_snap_taken_offline_is_assigned_solved_and_its_reporter_told(phone: Phone, photo: Path) -> None:
    reporter, street, worker = phone("孙志安"), phone("周敏行"), phone("周若谷")
    inbox = _tell(reporter)
    street.goto("/snaps?scope=area")
    wait_for_the_cells(reporter)
    reporter.context.set_offline(True)
    receipt = snap(reporter, photo)
    expect(reporter.get_by_text("等网络").first).to_be_visible()
    reporter.context.set_offline(False)
    expect(reporter.get_by_text("已送达").first).to_be_visible()
    assert len(receipt) == 12

    _assign_and_solve(street, worker)
    expect(inbox.get_by_text("已办好，请您看看").first).to_be_visible()


def test_a_server_that_dies_in_the_middle_loses_nothing_and_doubles_nothing(
    phone: Phone, photo: Path, server: Server
) -> None:
    reporter, street, worker = phone("林小满"), phone("周敏行"), phone("周若谷")
    inbox = _tell(reporter)
    street.goto("/snaps?scope=area")
    wait_for_the_cells(reporter)
    server.kill()
    snap(reporter, photo)
    server.start()
    expect(reporter.get_by_text("已送达").first).to_be_visible()
    expect(street.get_by_role("link").filter(has_text="井盖")).to_have_count(1)

    server.kill()
    server.start()
    _assign_and_solve(street, worker)
    expect(inbox.get_by_text("已办好，请您看看")).to_have_count(1)
