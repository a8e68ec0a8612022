"""Steps of a snap that are seldom taken, and photos that are swiped."""

from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect
from tests.browser.conftest import Phone
from tests.browser.steps import confirm, open_the_snap, taken, wait_for_the_cells

IS_DRAWN = "at => document.querySelectorAll('.photo-strip img')[at].naturalWidth > 0"


def _begin(page: Page, step: str) -> None:
    page.get_by_role("button", name="更多").click()
    page.get_by_role("dialog").get_by_role("button", name=step).click()


def test_a_snap_is_merged_into_another_and_its_reporter_sees_which(phone: Phone) -> None:
    resident, neighbour, clerk = phone("林小满"), phone("何田田"), phone("周敏行")
    taken(resident, "井盖移位，骑车很危险")
    second = taken(neighbour, "又是那个井盖", lon=117.1026)
    neighbour.goto(f"/snaps/{second}")
    clerk.goto(f"/snaps/{second}")
    _begin(clerk, "并入同一件")
    clerk.get_by_role("dialog").get_by_text("骑车很危险").click()
    confirm(clerk, "并入这一件")
    expect(neighbour.get_by_role("link").filter(has_text="骑车很危险")).to_be_visible()


def test_a_snap_moves_to_its_right_cell_and_that_cells_worker_sees_it(phone: Phone) -> None:
    resident, worker, clerk = phone("林小满"), phone("李守拙"), phone("周敏行")
    snap = taken(resident, "路边树枝断了")
    wait_for_the_cells(clerk)
    clerk.goto(f"/snaps/{snap}")
    _begin(clerk, "改位置")
    clerk.get_by_role("dialog").get_by_text("002 网格").click()
    confirm(clerk, "改到002 网格")
    open_the_snap(worker, "路边树枝断了")
    expect(worker.get_by_text("002 网格").first).to_be_visible()


@pytest.fixture
def three_photos(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / f"{colour}.jpg" for colour in ("red", "green", "blue")]
    for path in paths:
        Image.new("RGB", (640, 480), path.stem).save(path)
    return paths


def test_several_photos_are_swiped_through_and_each_is_there(phone: Phone, three_photos: list[Path]) -> None:
    worker = phone("孙志安")
    worker.goto("/snap")
    worker.locator("input[type=file][multiple]").set_input_files(three_photos)
    worker.get_by_role("button", name="下一步：核对位置").click()
    worker.get_by_text("道路设施").click()
    worker.get_by_role("button", name="提交").click()
    worker.get_by_role("button", name="看这件事").click()
    strip = worker.locator(".photo-strip")
    expect(strip.locator("img")).to_have_count(3)
    for number in (1, 2, 3):
        strip.evaluate("(it, at) => it.scrollTo({ left: at * it.clientWidth, behavior: 'instant' })", number - 1)
        expect(worker.get_by_text(f"{number} / 3", exact=True)).to_be_visible()
        worker.wait_for_function(
            "at => document.querySelectorAll('.photo-strip img')[at].naturalWidth > 0", arg=number - 1
        )
    strip.locator("button").nth(2).click()
    expect(worker.get_by_role("dialog").get_by_text("3 / 3")).to_be_visible()
