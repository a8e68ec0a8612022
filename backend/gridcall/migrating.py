"""Migrations: brought to a database, found wanting, written.

`make migration` writes the next one from the models; with `--check` it fails when there is one to write.
"""

import asyncio
import sys
from functools import cached_property
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from tortoise import Tortoise
from tortoise.connection import get_connections
from tortoise.migrations.api.migrate import migrate as run_migrations
from tortoise.migrations.autodetector import MigrationAutodetector
from tortoise.migrations.recorder import MigrationRecorder
from tortoise.migrations.schema_generator.state import ModelState, State
from tortoise.migrations.schema_generator.state_apps import StateApps

from gridcall import db


class _Before(State):
    """The state before a migration's operation: its models are made when they are asked for. Few operations ask.

    Tortoise makes all of them before each operation, which is most of a migration's time.
    """

    def __init__(self, models: dict[tuple[str, str], ModelState], like: StateApps) -> None:
        self.models = models
        self._like = like

    @cached_property
    def apps(self) -> StateApps:  # type: ignore[override]
        return self._like.clone(model_states=self.models)


def _before(state: State) -> State:
    return _Before({key: model.clone() for key, model in state.models.items()}, state.apps)


State.clone = _before  # type: ignore[assignment, method-assign]


async def migrate(url: str) -> None:
    """Bring the database to the newest shape. Safe to repeat."""
    try:
        await run_migrations(config=db.config(url))
    finally:
        await Tortoise.close_connections()


async def lacking(url: str) -> list[str]:
    """The names of the migrations that the database at `url` has not had yet; of all, where there is no database."""
    written = sorted(one.name for one in iter_modules([str(Path(__file__).parent / "migrations")]))
    if _no_file(url):  # opening it would make one
        return written
    await Tortoise.init(config=db.config(url))
    try:
        await db.value("SELECT 1")  # the next line takes a database that is away for an empty one
        applied = {key.name for key in await MigrationRecorder(get_connections().get("default")).applied_migrations()}
    finally:
        await Tortoise.close_connections()
    return [name for name in written if name not in applied]


def _no_file(url: str) -> bool:
    return url.startswith("sqlite") and not Path(url.removeprefix("sqlite:///")).exists()


async def write(*, check: bool) -> int:
    """How many migrations the models are ahead of the written ones; they are written unless `check`."""
    config = db.config("sqlite:///:memory:")
    await Tortoise.init(config=config)
    apps: Any = Tortoise.apps
    for model in apps[db.APP].values():
        model._meta.table_description = ""  # a docstring; Tortoise would cut the SQL at its first semicolon
    try:
        writers = await MigrationAutodetector(apps, config["apps"]).changes()
    finally:
        await Tortoise.close_connections()
    for writer in writers:
        print(f"{'missing' if check else 'written'}: {writer.name}")
        if not check:
            writer.write()
    return len(writers)


if __name__ == "__main__":
    ahead = asyncio.run(write(check="--check" in sys.argv))
    sys.exit(1 if ahead and "--check" in sys.argv else 0)
