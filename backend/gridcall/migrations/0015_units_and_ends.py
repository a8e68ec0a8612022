"""A unit spends its points, a settlement is taken back, a wish's private part ends (see gridcall.guards)."""

from typing import Any

from tortoise import fields, migrations
from tortoise.migrations.operations import AddField, RunPython

from gridcall import guards


async def raise_guards(apps: Any, editor: Any) -> None:
    client = editor.client
    for replaced in ("uq_settlements_street_a_street_b_period", "uq_settlements_open"):
        await client.execute_script(f"DROP INDEX IF EXISTS {replaced}")
    for guard in guards.UNITS_AND_ENDS:
        for statement in guard(client.capabilities.dialect):
            await client.execute_script(statement)


class Migration(migrations.Migration):
    dependencies = [("gridcall", "0014_sorting")]
    initial = False
    operations = [
        AddField("Redemption", "unit_id", fields.UUIDField(null=True)),
        AddField("Settlement", "withdrawn_at", fields.DatetimeField(null=True)),
        AddField("Settlement", "reason", fields.CharField(max_length=200, default="", db_default="")),
        RunPython(raise_guards),
    ]
