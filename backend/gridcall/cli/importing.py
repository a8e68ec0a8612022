"""gridcall import divisions | cells | staff | items."""

from collections.abc import Callable, Coroutine, Iterator
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from gridcall import clock, settings
from gridcall.cli.running import console, progress_bar, run
from gridcall.grid.coordinates import CoordinateSystem
from gridcall.grid.watching import Watch
from gridcall.words import Language, say

imports = typer.Typer(help="Import dated data from a file: all or nothing.", no_args_is_help=True)

File = Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="CSV or GeoJSON, UTF-8.")]
Crs = Annotated[str, typer.Option(help="Coordinates of the file: wgs84, gcj02 or bd09.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would change; change nothing.")]


def _import(work: Callable[[Watch], Coroutine[Any, Any, Any]]) -> None:
    with progress_bar() as progress:
        task = progress.add_task("Opening the file", total=None)
        report = run(
            work(lambda what, done, every: progress.update(task, description=what, completed=done, total=every))
        )
    _report(report)


def _faults(report: Any) -> None:
    """Say what is wrong with a file, and stop there."""
    for fault in report.faults:
        where = f"line {fault.line}, {fault.field}" + (f" ({fault.value})" if fault.value else "")
        console.print(f"[red]{where}[/red]: {say(fault.reason, Language.EN)}")
    if report.faults:
        console.print("Nothing was changed.")
        raise typer.Exit(1)


def _report(report: Any) -> None:
    _faults(report)
    tense = "would be" if report.dry_run else "were"
    console.print(
        f"{report.added} {tense} added, {report.changed} {tense} changed, {report.unchanged} stay as they are."
    )


def _crs(name: str) -> CoordinateSystem:
    try:
        return CoordinateSystem(name.lower())
    except ValueError:
        raise typer.BadParameter("wgs84, gcj02 or bd09") from None


@imports.command("divisions")
def import_divisions(file: File, crs: Crs = "wgs84", dry_run: DryRun = False) -> None:
    """Districts, streets and communities: code, name, level, parent, aliases, valid_from, valid_to."""
    from gridcall.grid import actions

    data, chosen = file.read_bytes(), _crs(crs)
    _import(lambda watch: actions.import_divisions(data, now=clock.now(), crs=chosen, dry_run=dry_run, watch=watch))


@imports.command("cells")
def import_cells(file: File, crs: Crs = "wgs84", dry_run: DryRun = False) -> None:
    """Grid cells with their polygons: code, name, kind, community_code, valid_from, valid_to."""
    from gridcall.grid import actions

    data, chosen = file.read_bytes(), _crs(crs)
    _import(lambda watch: actions.import_cells(data, now=clock.now(), crs=chosen, dry_run=dry_run, watch=watch))


@imports.command("staff")
def import_staff(file: File, dry_run: DryRun = False) -> None:
    """Who staffs which cell: person (phone or id), cell_code, force, starts_on, ends_on."""
    from gridcall.grid import actions

    data = file.read_bytes()
    _import(lambda watch: actions.import_staff(data, now=clock.now(), dry_run=dry_run, watch=watch))


@imports.command("items")
def import_items(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="CSV or XLSX.")],
    name: Annotated[str, typer.Option(help="What this version of the responsibility list is called.")],
    source: Annotated[str, typer.Option(help="The document that it was taken from.")],
    starts_on: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="The first day on which it holds.")],
    code: Annotated[str, typer.Option(help="The district's code; this deployment's own unless said.")] = "",
    demonstration: Annotated[bool, typer.Option("--demonstration", help="Made up: every screen says so.")] = False,
    dry_run: DryRun = False,
) -> None:
    """The responsibility list as a new version; columns are in docs/importing.md."""
    from gridcall.responsibility import actions

    edition = actions.Edition(
        code or settings.from_environment().root_code, name, source, starts_on.date(), demonstration
    )
    with console.status("Reading"):
        report = run(actions.import_list_as_operator(file.read_bytes(), edition, now=clock.now(), dry_run=dry_run))
    _faults(report)
    for line in _changes(report):
        console.print(line)


def _changes(report: Any) -> Iterator[str]:
    """What a new version changes, a line for each item."""
    for item in report.changes.added:
        yield f"[green]+ {item.number} {item.name}[/green]"
    for item in report.changes.removed:
        yield f"[red]- {item.number} {item.name}[/red]"
    for one in report.changes.changed:
        situations = (("+", one.situations_added), ("-", one.situations_removed), ("~", one.situations_changed))
        told = [*one.fields, *(f"{sign}{situation.number}" for sign, which in situations for situation in which)]
        yield f"~ {one.number} {one.name}: {', '.join(told)}"
    yield (
        f"{report.items} items, {report.situations} situations: {len(report.changes.added)} added,"
        f" {len(report.changes.removed)} removed, {len(report.changes.changed)} changed,"
        f" {report.changes.unchanged} stay as they are."
    )
    yield "A new version was written." if report.written else "Nothing was written."
