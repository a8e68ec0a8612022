"""gridcall serve | demo | worker | migrate."""

import asyncio
import dataclasses
import logging
import signal
from typing import Annotated, Any

import typer
import uvicorn

from gridcall import db, settings
from gridcall.cli.running import bring_up_to_date, console, look_at_database, progress_bar
from gridcall.settings import Settings

app = typer.Typer()
PATIENCE_SECONDS = 30  # machines start in any order

Host = Annotated[str, typer.Option(help="Address to listen on.")]
Port = Annotated[int, typer.Option(help="Port to listen on.", envvar="PORT")]


def _serve(chosen: Settings, host: str, port: int) -> None:
    from gridcall.app import create, keep_loaded

    look_at_database(chosen, patience=PATIENCE_SECONDS)
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
    bring_up_to_date(chosen)
    with progress_bar() as progress:
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
    look_at_database(chosen, patience=PATIENCE_SECONDS)
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
    bring_up_to_date(settings.from_environment())
    console.print("The database is up to date.")
