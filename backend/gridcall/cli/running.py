"""What every command shares: the database opened and looked at, refusals in one line, progress."""

import asyncio
import time
from collections.abc import Coroutine
from typing import Any, NoReturn

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from gridcall import db, migrating, outages, settings
from gridcall.errors import DomainError
from gridcall.settings import Settings
from gridcall.words import Language, say

console = Console()


def run(work: Coroutine[Any, Any, Any]) -> Any:
    """Run with the database open; a refusal is said in one line and exits with 1."""

    async def opened() -> Any:
        await db.start(chosen.database)
        try:
            return await work
        finally:
            await db.stop()

    chosen = settings.from_environment()
    try:
        look_at_database(chosen)
        return asyncio.run(opened())
    except DomainError as refused:
        field = f"{refused.field}: " if hasattr(refused, "field") else ""
        give_up(f"{field}{say(refused.reason, Language.EN)}")
    finally:
        work.close()


def give_up(words: str) -> NoReturn:
    """Say why, and exit with 1."""
    console.print(f"[red]{words}[/red]", soft_wrap=True)
    raise typer.Exit(1)


def _cannot_open(failure: Exception) -> NoReturn:
    give_up(f"The database cannot be opened. {type(failure).__name__}: {failure}")


def look_at_database(chosen: Settings, patience: float = 0) -> None:
    """Give up in one line where it cannot be opened or is older than the program; one that is away is waited for."""
    until = time.monotonic() + patience
    while True:
        try:
            lacking = asyncio.run(migrating.lacking(chosen.database))
            break
        except outages.CANNOT_OPEN as failure:
            if not outages.is_away(failure) or time.monotonic() > until:
                _cannot_open(failure)
            time.sleep(0.5)
    if lacking:
        give_up(f"The database lacks {len(lacking)} migrations. Run `gridcall migrate` first.")


def bring_up_to_date(chosen: Settings) -> None:
    """Migrate; give up in one line where the database cannot be opened."""
    chosen.data.mkdir(parents=True, exist_ok=True)
    try:
        asyncio.run(migrating.migrate(chosen.database))
    except outages.CANNOT_OPEN as failure:
        _cannot_open(failure)


def progress_bar() -> Progress:
    """What is done, how many of how many, for how long; gone afterwards, and silent in a pipe."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=console, transient=True)
