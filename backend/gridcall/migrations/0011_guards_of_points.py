"""Constraints, triggers and indexes of the ledger (see gridcall.guards)."""

from typing import Any

from tortoise import migrations
from tortoise.migrations.operations import RunPython

from gridcall import guards


async def raise_guards(apps: Any, editor: Any) -> None:
    dialect = editor.client.capabilities.dialect
    for guard in guards.POINTS:
        for statement in guard(dialect):
            await editor.client.execute_script(statement)


class Migration(migrations.Migration):
    dependencies = [("gridcall", "0010_wishes")]
    initial = False
    operations = [RunPython(raise_guards)]
