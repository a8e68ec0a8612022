"""What a phone's user waits for, on this machine: load, taps and an offline start, at a quarter of its speed."""

import asyncio
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, sync_playwright
from tests.browser.conftest import CHROMIUM, QUIET, WEB, Server, _enter, _furnish
from tests.browser.lighthouse import audit

WHO = "孙志安"
PORT = 8019
SLOWER = 4
# From the tap to the frame that shows the answer.
TAP = """(selector) => new Promise((done) => {
  const began = performance.now()
  document.querySelector(selector).click()
  requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)))
})"""
SHOWN = "performance.getEntriesByType('paint').find((one) => one.name === 'first-contentful-paint')?.startTime ?? 0"


@contextmanager
def _served(folder: Path) -> Iterator[Server]:
    asyncio.run(_furnish(f"sqlite:///{folder / 'gridcall.sqlite3'}"))
    settings = {"GRIDCALL_DATA": str(folder), "GRIDCALL_WEB": str(WEB), "GRIDCALL_DEMO": "1"}
    server = Server(folder, PORT, environment={**os.environ, **settings})
    server.start()
    try:
        yield server
    finally:
        server.kill()


def _slow(page: Page) -> None:
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})


def _taps(page: Page) -> None:
    for path, selector in (("/", "nav .snap"), ("/snaps", ".filters > :nth-child(2)"), ("/me", ".tabs a:first-child")):
        page.goto(path)
        page.wait_for_selector(selector)
        print(f"a tap on {path} {selector}: {page.evaluate(TAP, selector):.0f} ms (budget 200)")


def _offline_start(context: BrowserContext) -> None:
    context.set_offline(True)
    page = context.new_page()
    _slow(page)
    page.goto("/")
    page.wait_for_selector("h1")
    print(f"an offline start shows content after {page.evaluate(SHOWN):.0f} ms (budget 1000)")


def _by_hand(server: Server) -> None:
    with sync_playwright() as play, play.chromium.launch(executable_path=CHROMIUM, args=QUIET) as browser:
        context = browser.new_context(base_url=server.address, viewport={"width": 390, "height": 844}, has_touch=True)
        _enter(context, WHO)
        cookie = "; ".join(f"{one['name']}={one['value']}" for one in context.cookies())
        page = context.new_page()
        page.goto("/")
        page.evaluate("navigator.serviceWorker.ready.then(() => 1)")
        _slow(page)
        _taps(page)
        _offline_start(context)
    for path, who in (("/", ""), ("/signin", ""), ("/", WHO)):
        print(f"{path} {who}: {audit(server.address + path, cookie=cookie if who else '')}")


if __name__ == "__main__":
    print(f"load {os.getloadavg()[0]:.1f}; budgets: LCP 2000 ms, TBT 300 ms, CLS 0, JS 45 KB, 70 KB in all")
    with tempfile.TemporaryDirectory() as folder, _served(Path(folder)) as server:
        _by_hand(server)
