"""Constraints, triggers and indexes of the first release (see gridcall.guards)."""

from typing import Any

from tortoise import migrations
from tortoise.migrations.operations import RunPython

from gridcall import guards


async def raise_guards(apps: Any, editor: Any) -> None:
    dialect = editor.client.capabilities.dialect
    for guard in guards.FIRST:
        for statement in guard(dialect):
            await editor.client.execute_script(statement)


class Migration(migrations.Migration):
    dependencies = [("gridcall", "0001_initial")]
    initial = False
    operations = [RunPython(raise_guards)]
