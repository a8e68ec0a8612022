"""The budgets of a phone that do not depend on how fast this machine is; `make budgets` measures the others."""

import gzip
import io
import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Request
from tests.browser.conftest import WEB, Phone, Server, _enter
from tests.browser.lighthouse import audit
from tests.browser.steps import snap

KB = 1000
SCRIPT, ALL, LAZY = 45 * KB, 70 * KB, 25 * KB
PHOTO = 400 * KB


def _cookie(browser: Browser, server: Server, name: str) -> str:
    with browser.new_context(base_url=server.address) as context:
        _enter(context, name)
        return "; ".join(f"{one['name']}={one['value']}" for one in context.cookies())


@pytest.mark.parametrize(("path", "name"), [("/", ""), ("/signin", ""), ("/", "孙志安")])
def test_lighthouse_finds_the_budgets_kept(browser: Browser, server: Server, path: str, name: str) -> None:
    report = audit(server.address + path, cookie=_cookie(browser, server, name) if name else "")
    assert report.failed("accessibility") == []
    assert report.failed("best-practices") == []
    assert (report.score("accessibility"), report.score("best-practices")) == (100, 100)
    assert report.figure("cumulative-layout-shift") == 0
    if path == "/":
        assert report.moved("Script") <= SCRIPT
        assert report.moved("Document", "Script", "Stylesheet", "Manifest", "Other") <= ALL


def test_each_screen_that_comes_later_is_small() -> None:
    first = set(re.findall(r"assets/([\w-]+\.js)", (WEB / "index.html").read_text()))
    later = {script.name: len(gzip.compress(script.read_bytes())) for script in (WEB / "assets").glob("*.js")}
    assert {name: size for name, size in later.items() if name not in first and size > LAZY} == {}


def test_a_photo_leaves_the_phone_small_upright_and_bare(phone: Phone, photo: Path) -> None:
    page = phone("孙志安")
    left: list[bytes] = []

    def note(request: Request) -> None:
        if request.method == "PUT" and "/media/" in request.url:
            left.append(request.post_data_buffer or b"")

    page.context.on("request", note)
    with page.expect_response(lambda answer: answer.request.method == "PUT" and answer.ok):
        snap(page, photo)
    assert len(left[0]) <= PHOTO
    with Image.open(photo) as taken, Image.open(io.BytesIO(left[0])) as sent:
        turned = taken.getexif().get(0x0112, 1) >= 5
        assert not sent.getexif()
        assert (sent.width > sent.height) == ((taken.width > taken.height) != turned)
