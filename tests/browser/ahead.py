"""`gridcall` with a clock as many minutes ahead as the file "ahead" in its data folder says: hours pass at once."""

import os
from datetime import datetime, timedelta
from pathlib import Path

from gridcall import clock
from gridcall.cli import app

FILE = Path(os.environ["GRIDCALL_DATA"]) / "ahead"


class Ahead(clock.System):
    def now(self) -> datetime:
        return super().now() + timedelta(minutes=int(FILE.read_text()) if FILE.exists() else 0)


if __name__ == "__main__":
    with clock.using(Ahead()):
        app(prog_name="gridcall")
