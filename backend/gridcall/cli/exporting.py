"""gridcall export items | ledger."""

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from gridcall import clock, settings
from gridcall.cli.running import console, run
from gridcall.errors import NotFound

exports = typer.Typer(help="Write data as files that can be imported again.", no_args_is_help=True)


@exports.command("items")
def export_items(
    on: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day; today unless said.")] = None,
    code: Annotated[str, typer.Option(help="The district's code; this deployment's own unless said.")] = "",
) -> None:
    """The responsibility list in force on a day, as CSV that can be edited and imported again."""
    from gridcall.responsibility import exporting, queries

    async def found() -> str:
        day = on.date() if on else clock.today()
        version = await queries.in_force(code or settings.from_environment().root_code, day)
        if version is None:
            raise NotFound("responsibilityList")
        return exporting.as_csv((await queries.book(version)).items)

    sys.stdout.write(run(found()))


@exports.command("ledger")
def export_ledger(file: Annotated[Path, typer.Argument(dir_okay=False, help="JSON lines.")]) -> None:
    """The ledger of points, a line for each transfer: `gridcall verify --ledger FILE` checks it, anywhere."""
    from gridcall.points import verifying

    async def write() -> int:
        lines = 0
        with file.open("wb") as out:
            async for line in verifying.exported():
                out.write(line)
                lines += 1
        return lines - 1

    console.print(f"{run(write())} transfers were written.")
