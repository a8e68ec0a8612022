"""A push, from the switch on one phone to the notification that opens the thing."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from queue import Queue

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import PATIENCE, Phone, _ask
from tests.browser.steps import taken, worker_of
from tests.push.browsers import Browser

from gridcall import clock

# A headless browser reaches no push service: it is given this subscription, with keys that the test made.
SUBSCRIBED = """([endpoint, p256dh, auth]) => {
  const bytes = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0))
  const keys = { p256dh: bytes(p256dh).buffer, auth: bytes(auth).buffer }
  let current = null
  const made = { endpoint, getKey: (name) => keys[name], unsubscribe: async () => { current = null } }
  PushManager.prototype.subscribe = async () => { current = made; return made }
  PushManager.prototype.getSubscription = async () => current
}"""
SHOWN = """async () => {
  const shown = await (await navigator.serviceWorker.ready).getNotifications()
  return shown.map(({ title, body, data }) => ({ title, body, path: data.path }))
}"""
TAP = """async () => {
  const [notification] = await self.registration.getNotifications()
  self.dispatchEvent(new NotificationEvent('notificationclick', { notification }))
}"""


@pytest.fixture
def pushes() -> Iterator[tuple[str, "Queue[bytes]"]]:
    """The address of a push service on this machine, and what it gets."""
    got: Queue[bytes] = Queue()

    class Service(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            got.put(self.rfile.read(int(self.headers["content-length"])))
            self.send_response(201)
            self.end_headers()

        def log_message(self, *_: object) -> None: ...

    with HTTPServer(("127.0.0.1", 0), Service) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/push", got
        server.shutdown()
        thread.join()


def _step(page: Page, step: str, snap: str) -> None:
    document = f"mutation($input: SnapStepInput!) {{ {step}(input: $input) {{ __typename }} }}"
    given = {"id": str(clock.new_id()), "snapId": snap, "words": "已更换灯泡"}
    assert _ask(page.context, document, input=given)[step]["__typename"] == "Snap"


def test_a_push_is_shown_and_a_tap_opens_the_snap(phone: Phone, pushes: tuple[str, "Queue[bytes]"]) -> None:
    address, got = pushes
    reporter, worker = phone("林小满"), phone("孙志安")
    browser = Browser(address)
    reporter.context.grant_permissions(["notifications"])
    reporter.goto("/me")
    reporter.evaluate(SUBSCRIBED, [address, browser.p256dh, browser.auth])
    switch = reporter.get_by_role("switch", name="手机通知")
    switch.click()
    expect(switch).to_have_attribute("aria-checked", "true")

    snap = taken(reporter, "路灯不亮")
    _step(worker, "takeOnSnap", snap)
    _step(worker, "solveSnap", snap)
    sent = browser.read(got.get(timeout=PATIENCE / 1000))
    assert "已办好，请您看看" in sent["title"]
    worker_of(reporter)("deliverPushMessage", data=json.dumps(sent))
    reporter.wait_for_function(f"async () => (await ({SHOWN})()).length > 0")
    [shown] = reporter.evaluate(SHOWN)
    assert shown == {"title": sent["title"], "body": sent["body"], "path": f"/snaps/{snap}"}
    reporter.context.service_workers[0].evaluate(TAP)
    expect(reporter.get_by_text("已更换灯泡")).to_be_visible()
    assert reporter.url.endswith(f"/snaps/{snap}")
