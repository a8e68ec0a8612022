"""What people do in the browser's stories again and again."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect
from tests.browser.conftest import PATIENCE, _ask

from gridcall import clock

expect.set_options(timeout=PATIENCE)
WORDS = "路边检查井盖移位，骑车很危险"

_UNTIL_THE_CELLS_ARE_KEPT = """async () => {
  const answered = (request) => new Promise((done) => { request.onsuccess = () => done(request.result) })
  const db = await answered(indexedDB.open('gridcall-outbox'))
  while (!(await answered(db.transaction('cells').objectStore('cells').count())))
    await new Promise((again) => setTimeout(again, 100))
  db.close()
}"""


def wait_for_the_cells(page: Page) -> None:
    """A moment after signing in they lie on the phone."""
    page.evaluate(_UNTIL_THE_CELLS_ARE_KEPT)


def photograph(page: Page, *photos: Path) -> None:
    """The camera's part of a snap, up to the details."""
    page.goto("/snap")
    for photo in photos:
        page.locator("input[type=file]").last.set_input_files(photo)
    page.get_by_role("button", name="下一步：核对位置").click()


def snap(page: Page, *photos: Path, words: str = WORDS) -> str:
    """Photograph, check the place, choose, say, send. Answers with the receipt number."""
    photograph(page, *photos)
    expect(page.get_by_text("盛福明城社区 001 网格")).to_be_visible()
    page.get_by_text("道路设施").click()
    page.locator("textarea").first.fill(words)
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_text("回执号").first).to_be_visible()
    found = re.search(r"(\d{4})\s*(\d{4})\s*(\d{4})", page.locator("body").inner_text())
    assert found
    return "".join(found.groups())


def open_the_snap(page: Page, words: str = "井盖") -> None:
    row = page.get_by_role("link").filter(has_text=words).first
    expect(row).to_be_visible()
    row.click()


TAKE = "mutation($input: TakeSnapInput!) { takeSnap(input: $input) { __typename ... on Snap { id receipt } } }"


def taken(page: Page, words: str, lon: float = 117.1025) -> str:
    """A snap without photos, sent by whoever is signed in on `page`. Answers with its id."""
    facts = {
        "id": str(clock.new_id()),
        "photos": [],
        "place": "广德路 12 号楼前",
        "category": "ROAD",
        "words": words,
        "takenAt": clock.now().isoformat(),
        "fixedOnTheSpot": False,
        "point": {"lon": lon, "lat": 36.6625, "crs": "WGS84", "accuracyMetres": 8},
    }
    answer = _ask(page.context, TAKE, input=facts)["takeSnap"]
    assert answer["__typename"] == "Snap", answer
    return str(answer["id"])


def confirm(page: Page, label: str) -> None:
    """Press the last button of the open sheet."""
    page.get_by_role("dialog").get_by_role("button", name=label).last.click()


def worker_of(page: Page) -> Callable[..., None]:
    """Sends what only the browser itself sends to a service worker: pushes and syncs."""
    session = page.context.new_cdp_session(page)
    versions: list[dict[str, Any]] = []
    session.on("ServiceWorker.workerVersionUpdated", lambda told: versions.extend(told["versions"]))
    session.send("ServiceWorker.enable")
    while not versions:
        page.wait_for_timeout(50)
    origin = urlsplit(versions[0]["scriptURL"])._replace(path="").geturl()

    def send(what: str, **facts: Any) -> None:
        registration = versions[-1]["registrationId"]
        session.send(f"ServiceWorker.{what}", {"origin": origin, "registrationId": registration, **facts})

    return send
