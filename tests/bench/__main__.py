"""Everything that is measured, in one run and one table: `make bench`. PostgreSQL too where the tests have one.

Ours and theirs take turns, and the medians are compared: what else the machine does hits both.
"""

import asyncio
import os

from rich.console import Console
from rich.status import Status
from tests.bench import calls, dispatching, fanout, ledger, locating, page, taking
from tests.bench.ground import Result, sites, table

POSTGRES = os.environ.get("GRIDCALL_TEST_POSTGRES_URL", "")


def main() -> None:
    with Console(stderr=True).status("Locating points") as status:
        results = [*locating.measured()]
        status.update(f"One event to {fanout.READERS:,} subscribers")
        results += fanout.measured()
        results += _databases(status)
        status.update("Moving points")
        results += [one for server in ([""] + [POSTGRES] * bool(POSTGRES)) for one in ledger.measured(server)]
    print(table(results))
    print(f"\n{os.cpu_count()} cores, load average {', '.join(f'{load:.1f}' for load in os.getloadavg())}")
    if not POSTGRES:
        print("PostgreSQL is measured where GRIDCALL_TEST_POSTGRES_URL names a server.")


def _databases(status: Status) -> list[Result]:
    kinds = ["", POSTGRES] if POSTGRES else [""]
    status.update(f"Preparing {page.MANY:,} snaps")
    found: list[Result] = []
    with sites(*((kind, size) for kind in kinds for size in (page.FEW, page.MANY))) as running:
        for kind, few, many in zip(kinds, running[::2], running[1::2], strict=True):
            status.update("A page of snaps")
            found += asyncio.run(page.measured(few, many, kind))
            status.update("A page of calls")
            found += asyncio.run(calls.measured(few, many, kind))
            status.update(f"A dispatch to {dispatching.SCREENS} screens")
            found += asyncio.run(dispatching.measured(many, kind))
            status.update("Taking snaps")
            found += asyncio.run(taking.measured(many, kind))
    return found


if __name__ == "__main__":
    main()
