"""Lighthouse on the built app, as a mid-range phone on slow 4G would meet it."""

import json
import os
import subprocess
from dataclasses import dataclass
from typing import Any

from tests.browser.conftest import CHROMIUM, QUIET, ROOT

CLI = ROOT / "pwa" / "node_modules" / "lighthouse" / "cli" / "index.js"
CATEGORIES = "performance,accessibility,best-practices"
TIMED = {"first-contentful-paint": "FCP", "largest-contentful-paint": "LCP", "total-blocking-time": "TBT"}


@dataclass(frozen=True)
class Report:
    """What one visit of a phone that has never been here found."""

    facts: dict[str, Any]

    def score(self, category: str) -> int:
        return round(100 * (self.facts["categories"][category]["score"] or 0))

    def failed(self, category: str) -> list[str]:
        weighed = [part["id"] for part in self.facts["categories"][category]["auditRefs"] if part["weight"]]
        return [name for name in weighed if (self.facts["audits"][name]["score"] or 1) < 1]

    def figure(self, audit: str) -> float:
        return float(self.facts["audits"][audit]["numericValue"])

    def moved(self, *kinds: str) -> int:
        """Bytes over the wire, headers too; of all kinds, or of those named."""
        asked = self.facts["audits"]["network-requests"]["details"]["items"]
        return sum(one["transferSize"] for one in asked if not kinds or one.get("resourceType") in kinds)

    def __str__(self) -> str:
        times = "  ".join(f"{short} {self.figure(audit):5.0f} ms" for audit, short in TIMED.items())
        bytes_ = f"JS {self.moved('Script') / 1000:.1f} KB of {self.moved() / 1000:.1f} KB"
        return f"{times}  CLS {self.figure('cumulative-layout-shift'):.4f}  {bytes_}"


def audit(address: str, *, cookie: str = "") -> Report:
    """Mobile, slow 4G, four times slower CPU: Lighthouse's own way, simulated."""
    headers = ["--extra-headers", json.dumps({"Cookie": cookie})] if cookie else []
    flags = " ".join(["--headless=new", *QUIET])
    command = ["node", str(CLI), address, "--quiet", "--output=json", f"--only-categories={CATEGORIES}",
               f"--chrome-flags={flags}", *headers]  # fmt: skip
    return Report(json.loads(_run(command)))


def _run(command: list[str]) -> bytes:
    """Lighthouse starts a browser of its own, and sometimes cannot reach it in time: then once more, and once more.

    What it measures is never asked for twice.
    """
    for _ in range(3):
        environment = {**os.environ, "CHROME_PATH": CHROMIUM}
        ran = subprocess.run(command, env=environment, capture_output=True, check=False, timeout=180)
        if ran.returncode == 0:
            return ran.stdout
    raise AssertionError(f"Lighthouse does not run: {ran.stderr.decode()[-2000:]}")
