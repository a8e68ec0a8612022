"""A real server with a small world, and the system's Chromium. Skipped where Chromium or the built app is absent."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from tests.media.pictures import REAL_FOLDER

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
ROOT = Path(__file__).parents[2]
WEB = Path(os.environ.get("GRIDCALL_WEB", ROOT / "pwa" / "dist"))
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 30_000  # milliseconds: a busy machine is slow, not broken


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    missing = None if Path(CHROMIUM).exists() else "no Chromium on this machine"
    missing = missing or (None if (WEB / "index.html").exists() else "the app is not built: run make web")
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)
            if missing:
                item.add_marker(pytest.mark.skip(reason=missing))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": QUIET}


@dataclass
class Server:
    """`gridcall serve` in a process of its own, on a database of its own."""

    folder: Path
    port: int
    environment: dict[str, str]
    module: str = "gridcall"
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        command = [sys.executable, "-m", self.module, "serve", "--port", str(self.port)]
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(command, env=self.environment, stdout=log, stderr=log, cwd=ROOT)
        for _ in range(300):
            with suppress(OSError), urllib.request.urlopen(f"{self.address}/healthz", timeout=2) as answer:  # noqa: S310
                if answer.status == 200:
                    return
            time.sleep(0.1)
        raise RuntimeError((self.folder / "server.log").read_text())

    def kill(self) -> None:
        assert self.process
        self.process.kill()
        self.process.wait()


async def _furnish(url: str) -> None:
    from tests.browser.banking import furnish_bank
    from tests.calls.scene import furnish_calls
    from tests.cast import furnish
    from tests.wishes.scene import furnish_units

    from gridcall import clock, db, migrating
    from gridcall.people import actions as people

    await migrating.migrate(url)
    await db.start(url)
    world = await furnish()
    await furnish_calls(world)
    await furnish_units(world)
    await furnish_bank(world)
    for rank, name in enumerate(world.persons):
        await people.offer_as_cast(world.persons[name], rank=rank, duty=name, now=clock.now())
    await db.stop()


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small world of cast.py, with departments and a list, in a database file, to be copied."""
    path = tmp_path_factory.mktemp("furnished") / "gridcall.sqlite3"
    code = "import asyncio,sys; from tests.browser.conftest import _furnish; asyncio.run(_furnish(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", code, f"sqlite:///{path}"], check=True, cwd=ROOT)
    return path


def serving(tmp_path: Path, furnished: Path, module: str = "gridcall") -> Iterator[Server]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    shutil.copy(furnished, tmp_path)
    settings = {"DATA": str(tmp_path), "WEB": str(WEB), "DEMO": "1", "PUSH_PRIVATE": "1"}
    environment = {**os.environ, **{f"GRIDCALL_{name}": value for name, value in settings.items()}}
    made = Server(tmp_path, port, environment, module)
    try:
        made.start()
        yield made
    finally:
        made.kill()


@pytest.fixture
def server(tmp_path: Path, furnished: Path) -> Iterator[Server]:
    yield from serving(tmp_path, furnished)


Phone = Callable[[str], Page]


def _ask(context: BrowserContext, query: str, **variables: Any) -> Any:
    sent = {"query": query, "variables": variables}
    answer = context.request.post("/graphql", data=sent, headers={"X-Gridcall": "1"}).json()
    assert "errors" not in answer, answer
    return answer["data"]


def _enter(context: BrowserContext, name: str) -> None:
    """Sign in as the sign-in page does."""
    cast = _ask(context, "{ demoCast { personId name } }")["demoCast"]
    person = next(member["personId"] for member in cast if member["name"] == name)
    enter = "mutation Enter($id: ID!) { signInAsCast(personId: $id) { __typename } }"
    assert _ask(context, enter, id=person)["signInAsCast"]["__typename"] == "SignedIn"


@pytest.fixture
def phone(browser: Browser, server: Server) -> Iterator[Phone]:
    """`phone("孙志安")`: a phone of its own on which that person of the cast has signed in."""
    with ExitStack() as stack:

        def sign_in(name: str, **options: Any) -> Page:
            context: BrowserContext = browser.new_context(
                base_url=server.address,
                locale="zh-CN",
                viewport={"width": 390, "height": 844},
                is_mobile=True,
                has_touch=True,
                geolocation={"latitude": 36.6625, "longitude": 117.1025, "accuracy": 9},
                permissions=["geolocation"],
                **options,
            )
            stack.callback(context.close)
            context.set_default_timeout(PATIENCE)
            _enter(context, name)
            page = context.new_page()
            page.goto("/")
            page.evaluate("navigator.serviceWorker.ready.then(() => 1)")
            return page

        yield sign_in


@pytest.fixture(scope="session")
def photo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As phones take them: thirteen megapixels and where it was. A real one where there is one, else one like it."""
    from PIL import Image

    real = REAL_FOLDER / "oppo_13mp_gps.jpg"
    if real.exists():
        return real
    picture = Image.effect_noise((1000, 750), 60).convert("RGB").resize((4000, 3000))
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[1] = "N"
    path = tmp_path_factory.mktemp("photos") / "photo.jpg"
    picture.save(path, "JPEG", quality=88, exif=exif)
    return path
