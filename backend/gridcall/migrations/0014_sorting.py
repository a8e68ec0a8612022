"""Persons and units in the order in which their names sound, also those who are there already."""

from typing import Any

from tortoise import fields, migrations
from tortoise.migrations.operations import AddField, RunPython

from gridcall import guards
from gridcall.people.sorting import sorted_as, sorted_as_person

AT_ONCE = 500


async def raise_guards(apps: Any, editor: Any) -> None:
    client = editor.client
    dialect = client.capabilities.dialect
    for table, key in (("persons", sorted_as_person), ("units", sorted_as)):
        names = await client.execute_query_dict(f"SELECT DISTINCT name FROM {table}")
        pairs = [(key(row["name"]), row["name"]) for row in names]
        mark = ("$1", "$2") if dialect == "postgres" else ("?", "?")
        for start in range(0, len(pairs), AT_ONCE):
            await client.execute_many(
                f"UPDATE {table} SET sort_key = {mark[0]} WHERE name = {mark[1]}", pairs[start : start + AT_ONCE]
            )
    for replaced in ("ix_persons_name_id", "ix_units_code"):
        await client.execute_script(f"DROP INDEX IF EXISTS {replaced}")
    for guard in guards.SORTING:
        for statement in guard(dialect):
            await client.execute_script(statement)


class Migration(migrations.Migration):
    dependencies = [("gridcall", "0013_guards_of_wishes")]
    initial = False
    operations = [
        AddField("Person", "sort_key", fields.CharField(max_length=240, default="", db_default="")),
        AddField("Unit", "sort_key", fields.CharField(max_length=240, default="", db_default="")),
        RunPython(raise_guards),
    ]
