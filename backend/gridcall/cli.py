"""The command line: gridcall demo | serve | worker | migrate | verify | import | export | schema | person | post."""

import asyncio
import dataclasses
import logging
import signal
import sys
import time
from collections.abc import Callable, Coroutine, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
import uvicorn
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from gridcall import clock, db, migrating, outages, settings
from gridcall.errors import DomainError, NotFound
from gridcall.grid.coordinates import CoordinateSystem
from gridcall.grid.watching import Watch
from gridcall.people.permissions import Role
from gridcall.people.workflow import UnitKind
from gridcall.settings import Settings
from gridcall.words import Language, say

app = typer.Typer(help="Street calls, district responds.", no_args_is_help=True, add_completion=False)
imports = typer.Typer(help="Import dated data from a file: all or nothing.", no_args_is_help=True)
exports = typer.Typer(help="Write data as files that can be imported again.", no_args_is_help=True)
person = typer.Typer(help="Persons, for the first administrator.", no_args_is_help=True)
post = typer.Typer(help="Posts, for the first administrator.", no_args_is_help=True)
app.add_typer(imports, name="import")
app.add_typer(exports, name="export")
app.add_typer(person, name="person")
app.add_typer(post, name="post")
console = Console()
PATIENCE_SECONDS = 30  # machines start in any order

Host = Annotated[str, typer.Option(help="Address to listen on.")]
Port = Annotated[int, typer.Option(help="Port to listen on.", envvar="PORT")]
File = Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="CSV or GeoJSON, UTF-8.")]
Crs = Annotated[str, typer.Option(help="Coordinates of the file: wgs84, gcj02 or bd09.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would change; change nothing.")]


def _run(work: Coroutine[Any, Any, Any]) -> Any:
    """Run with the database open; a refusal is said in one line and exits with 1."""

    async def opened() -> Any:
        await db.start(chosen.database)
        try:
            return await work
        finally:
            await db.stop()

    chosen = settings.from_environment()
    try:
        _look_at_database(chosen)
        return asyncio.run(opened())
    except DomainError as refused:
        field = f"{refused.field}: " if hasattr(refused, "field") else ""
        _give_up(f"{field}{say(refused.reason, Language.EN)}")
    finally:
        work.close()


def _give_up(words: str) -> NoReturn:
    console.print(f"[red]{words}[/red]", soft_wrap=True)
    raise typer.Exit(1)


def _cannot_open(failure: Exception) -> NoReturn:
    _give_up(f"The database cannot be opened. {type(failure).__name__}: {failure}")


def _look_at_database(chosen: Settings, patience: float = 0) -> None:
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
        _give_up(f"The database lacks {len(lacking)} migrations. Run `gridcall migrate` first.")


def _migrate(chosen: Settings) -> None:
    chosen.data.mkdir(parents=True, exist_ok=True)
    try:
        asyncio.run(migrating.migrate(chosen.database))
    except outages.CANNOT_OPEN as failure:
        _cannot_open(failure)


def _serve(chosen: Settings, host: str, port: int) -> None:
    from gridcall.app import create, keep_loaded

    _look_at_database(chosen, patience=PATIENCE_SECONDS)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    config = uvicorn.Config(
        create(chosen),
        host=host,
        port=port,
        access_log=False,
        server_header=False,
        proxy_headers=True,
        ws_max_size=256 * 1024,
        ws_per_message_deflate=False,  # events are small; compressing costs memory per socket
        timeout_graceful_shutdown=5,
        log_level="warning",
    )
    keep_loaded()
    uvicorn.Server(config).run()


@app.command()
def serve(host: Host = "127.0.0.1", port: Port = 8000) -> None:
    """Serve the API, the app and the photos; the clock runs inside. The database must have been migrated."""
    _serve(settings.from_environment(), host, port)


@app.command()
def demo(
    host: Host = "127.0.0.1",
    port: Port = 8000,
    play: Annotated[bool, typer.Option("--play", help="Let a day happen live, a step every few seconds.")] = False,
) -> None:
    """Serve a demo: made-up persons and snaps on Lixia's real divisions, set up at the first start."""
    chosen = dataclasses.replace(settings.from_environment(), demo=True)
    _migrate(chosen)
    with _progress() as progress:
        task = progress.add_task("Setting up the demo", total=None)
        asyncio.run(_set_up(chosen, lambda done, every: progress.update(task, completed=done, total=every)))
    console.print(f"gridcall is at [bold]http://{host}:{port}[/bold]")
    console.print(
        "Sign in by one tap as 孙志安 (grid worker), 周敏 (street clerk), 林小满 (resident) or another of the cast."
    )
    _serve(dataclasses.replace(chosen, play=play), host, port)


async def _set_up(chosen: Settings, progress: Any) -> None:
    from gridcall.demo import run

    chosen.media.mkdir(parents=True, exist_ok=True)
    await db.start(chosen.database)
    try:
        if not await run.is_set_up():
            await run.set_up(chosen, progress)
    finally:
        await db.stop()


@app.command()
def worker() -> None:
    """Run the clock alone, beside `serve` processes on PostgreSQL: inbox, pushes, housekeeping."""
    from gridcall.worker import run_alone

    chosen = settings.from_environment()
    _look_at_database(chosen, patience=PATIENCE_SECONDS)
    logging.basicConfig(level=logging.INFO)

    async def until_stopped() -> None:
        stop = asyncio.Event()
        for name in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(name, stop.set)
        await run_alone(stop, chosen)

    asyncio.run(until_stopped())


@app.command()
def migrate() -> None:
    """Bring the database to the newest shape. Safe to repeat."""
    _migrate(settings.from_environment())
    console.print("The database is up to date.")


@app.command()
def verify(
    ledger: Annotated[Path | None, typer.Option(exists=True, dir_okay=False, help="An exported ledger alone.")] = None,
) -> None:
    """Say whether signed calls are what was signed and the ledger holds; exits with 1 when something does not."""
    from gridcall.calls import verifying
    from gridcall.points import verifying as points

    if ledger is not None:
        with ledger.open("rb") as lines:
            _ledger(points.verify_export(lines))
        return

    async def checked() -> tuple[int, list[verifying.Broken], points.Verdict]:
        broken = [one async for one in verifying.broken_signatures()]
        return await verifying.signatures(), broken, await points.verify()

    number, broken, verdict = _run(checked())
    for one in broken:
        console.print(f"[red]call {one.call_id}[/red]: {one.what}", soft_wrap=True)
    if not broken:
        console.print(f"All {number} signatures hold.")
    _ledger(verdict)
    if broken:
        raise typer.Exit(1)


def _ledger(verdict: Any) -> None:
    """What the ledger's check has found."""
    for fault in verdict.faults:
        where = (
            f"transfer {fault.seq}" if fault.seq else f"account {fault.account_id}" if fault.account_id else "ledger"
        )
        console.print(f"[red]{where}[/red]: {fault.words} (invariant {fault.invariant})", soft_wrap=True)
    if not verdict.ok:
        raise typer.Exit(1)
    console.print(f"All {verdict.transfers} transfers hold. Head: {verdict.hash}", soft_wrap=True)


@app.command()
def schema() -> None:
    """Print the GraphQL schema."""
    from gridcall.schema import printed

    print(printed(), end="")


def _progress() -> Progress:
    """What is done, how many of how many, for how long; gone afterwards, and silent in a pipe."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=console, transient=True)


def _import(work: Callable[[Watch], Coroutine[Any, Any, Any]]) -> None:
    with _progress() as progress:
        task = progress.add_task("Opening the file", total=None)
        report = _run(
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
        report = _run(actions.import_list_as_operator(file.read_bytes(), edition, now=clock.now(), dry_run=dry_run))
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

    sys.stdout.write(_run(found()))


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

    console.print(f"{_run(write())} transfers were written.")


@person.command("add")
def person_add(
    name: str,
    phone: str,
    home_code: Annotated[str, typer.Option(help="The division where the person lives.")] = "",
    password: Annotated[str, typer.Option(prompt=True, hide_input=True, help="At least 10 characters.")] = "",
) -> None:
    """Add a person who can sign in with a password."""
    from gridcall.people import actions

    home = home_code or settings.from_environment().root_code
    made = _run(
        actions.add_person_as_operator(
            name=name, phone=phone, password=password or None, home_code=home, now=clock.now()
        )
    )
    console.print(f"Added: {made}")


@post.command("add")
def post_add(
    phone: str,
    role: Role,
    code: Annotated[str, typer.Argument(help="The division where the post is held.")],
    unit: Annotated[str, typer.Option(help="The unit's name; added when there is none.")],
    kind: Annotated[UnitKind, typer.Option(help="The unit's kind.")] = UnitKind.DISTRICT_OFFICE,
    starts_on: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"])] = None,
) -> None:
    """Give a person a post, such as the first administrator's."""
    from gridcall.people import actions

    first_day: date = starts_on.date() if starts_on else clock.today()

    async def add() -> object:
        unit_id = await actions.add_unit_as_operator(name=unit, kind=kind, code=code, now=clock.now())
        return await actions.appoint_as_operator(
            phone=phone, unit_id=unit_id, role=role, code=code, starts_on=first_day, now=clock.now()
        )

    console.print(f"Added: {_run(add())}")
