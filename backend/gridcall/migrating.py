"""`make migration`: write the next migration from the models; `--check` fails when there is one to write."""

import asyncio
import sys
from typing import Any

from tortoise import Tortoise
from tortoise.migrations.autodetector import MigrationAutodetector

from gridcall import db


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
