"""Every screen, in every mode: axe finds nothing, nothing sticks out, and the console keeps silent."""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize
from tests.browser.conftest import PATIENCE, ROOT, Server
from tests.browser.walk import NAMES, SCREENS, Screen, enter, fill_the_outbox, furnish, settle, visit

AXE = ROOT / "pwa" / "node_modules" / "axe-core" / "axe.min.js"
PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1280, "height": 800}
SMALL: ViewportSize = {"width": 320, "height": 640}
LANGUAGES = {"zh": ("中文", "zh-CN"), "en": ("English", "en")}

GONE = re.compile("找不到|is not here|not found|no such item")  # what the walk's names do not lead to

# Theme and elder mode change tokens alone (styles/tokens.css): what depends on colour and size is looked at in each of
# them, the rest once. A target that the dock covers by half is judged where it can be scrolled to.
LOOKS = """async () => {
  const root = document.documentElement.dataset
  const seen = ['color-contrast', 'target-size', 'link-in-text-block', 'scrollable-region-focusable']
  const found = []
  const { scrollHeight } = document.scrollingElement
  if (innerWidth >= 900 && scrollHeight > innerHeight) found.push(`the desk is ${scrollHeight} high`)
  const isSmall = async ({ target: [place] }) => {
    document.querySelector(place).scrollIntoView({ block: 'center' })
    return (await axe.run(place, { runOnly: ['target-size'] })).violations.length > 0
  }
  for (const [theme, elder] of [['light', ''], ['dark', ''], ['light', 'max'], ['dark', 'max']]) {
    root.theme = theme
    if (elder) root.elder = elder
    else delete root.elder
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))
    const plain = theme === 'light' && !elder
    const options = plain ? {} : { runOnly: { type: 'rule', values: seen } }
    const { violations } = await axe.run(document, { ...options, resultTypes: ['violations'] })
    for (const { id, nodes } of violations)
      for (const node of nodes)
        if (id !== 'target-size' || (await isSmall(node)))
          found.push(`${theme} ${elder} ${id}: ${node.html} ${node.any[0]?.message ?? ''}`)
  }
  return found
}"""

# What can be scrolled sideways, and words that begin or end outside of the window.
STICKING_OUT = """() => {
  const found = []
  const width = document.scrollingElement.scrollWidth
  if (width > innerWidth) found.push(`the page is ${width} wide`)
  const texts = document.createTreeWalker(document.getElementById('app'), NodeFilter.SHOW_TEXT)
  const range = document.createRange()
  while (texts.nextNode()) {
    const box = texts.currentNode.parentElement
    if (!texts.currentNode.data.trim() || box.closest('svg, .vh, .skip, .filters')) continue
    range.selectNodeContents(texts.currentNode)
    const isOut = ({ width, left, right }) => width && (right > innerWidth + 1 || left < -1)
    const out = [...range.getClientRects()].some(isOut)
    if (out) found.push(`sticks out: ${box.outerHTML.slice(0, 150)}`)
    const style = getComputedStyle(box)
    const cuts = /hidden|clip/.test(style.overflowX) && style.textOverflow !== 'ellipsis'
    if (cuts && box.scrollWidth > box.clientWidth + 1)
      found.push(`is cut: ${box.outerHTML.slice(0, 150)}`)
  }
  return found
}"""


@dataclass
class Walk:
    pages: dict[str, Page]
    names: dict[str, str]
    complaints: list[str]

    def screens(self) -> Iterator[tuple[str, Page, Screen]]:
        for who, screens in SCREENS.items():
            for screen in screens:
                yield who, self.pages[who], screen

    def speak(self, language: str) -> None:
        """By the app's own setting, on every page; the language of the document follows."""
        word, tag = LANGUAGES[language]
        for page in self.pages.values():
            visit(page, Screen("/me"), {})
            page.get_by_role("radio", name=word).or_(page.get_by_role("button", name=word)).first.click()
            settle(page)
            assert page.locator("html").get_attribute("lang") == tag


def _listen(page: Page, who: str, complaints: list[str]) -> None:
    page.on("pageerror", lambda error: complaints.append(f"{who} {page.url}: {error} {error.stack}"))
    page.on("console", lambda said: said.type == "error" and complaints.append(f"{who} {page.url}: {said.text}"))


@pytest.fixture
def walk(browser: Browser, server: Server, photo: Path) -> Iterator[Walk]:
    with ExitStack() as stack:

        def context() -> BrowserContext:
            made = browser.new_context(
                base_url=server.address, locale="zh-CN", viewport=PHONE, has_touch=True, reduced_motion="reduce",
                permissions=["geolocation"],
                geolocation={"latitude": 36.6625, "longitude": 117.1025, "accuracy": 9},
            )  # fmt: skip
            made.set_default_timeout(PATIENCE)
            stack.callback(made.close)
            return made

        complaints: list[str] = []
        pages = {who: enter(context(), who) for who in NAMES}
        names = furnish(pages)
        names["sent"] = fill_the_outbox(pages["worker"], photo)
        for who, page in pages.items():
            _listen(page, who, complaints)
            page.evaluate(AXE.read_text())
        yield Walk(pages, names, complaints)


def _found(walk: Walk, looks: str) -> list[Any]:
    found = []
    for who, page, screen in walk.screens():
        visit(page, screen, walk.names)
        assert not page.get_by_role("heading", name=GONE).count(), f"{who} {screen} leads nowhere"
        if screen.press:
            assert page.locator("dialog[open]").count() or screen.path == "/signin", f"{who} {screen} opens nothing"
        found += [f"{who} {screen}: {finding}" for finding in page.evaluate(looks)]
    return found


def _resize(walk: Walk, viewport: ViewportSize) -> None:
    for page in walk.pages.values():
        page.set_viewport_size(viewport)


def _double_the_text(walk: Walk) -> None:
    """As the browser's own setting does, with the app's own at its plainest."""
    for page in walk.pages.values():
        page.evaluate("delete document.documentElement.dataset.elder")
        page.context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})


def test_axe_finds_nothing_on_any_screen_in_any_mode(walk: Walk) -> None:
    found = []
    for language in LANGUAGES:
        walk.speak(language)
        for viewport in (PHONE, DESK):
            _resize(walk, viewport)
            found += _found(walk, LOOKS)
    found += walk.complaints
    assert not found, "\n".join(found)


def test_on_a_small_phone_at_twice_the_text_size_nothing_sticks_out(walk: Walk) -> None:
    found = []
    _resize(walk, SMALL)
    _double_the_text(walk)
    for language in LANGUAGES:
        walk.speak(language)
        found += _found(walk, STICKING_OUT)
    found += walk.complaints
    assert not found, "\n".join(found)
