"""The index of names, filled for everybody who is there already."""

from typing import Any

from tortoise import fields, migrations
from tortoise.migrations.operations import CreateModel, RunPython

from gridcall import guards

GUARDS = [
    guards.by_dialect([], ['ALTER TABLE name_parts ALTER COLUMN part TYPE varchar(80) COLLATE "C"']),
    guards.unique("name_parts", "part", "person_id"),
    guards.index("name_parts", "person_id"),
]
FILL = (
    "WITH RECURSIVE place(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM place WHERE i < 40)"
    " INSERT INTO name_parts (part, person_id)"
    " SELECT substr(lower(p.name), i), p.id FROM persons p JOIN place ON i <= length(p.name)"
)


async def raise_guards(apps: Any, editor: Any) -> None:
    dialect = editor.client.capabilities.dialect
    for statement in [*(one for guard in GUARDS for one in guard(dialect)), FILL]:
        await editor.client.execute_script(statement)


class Migration(migrations.Migration):
    dependencies = [("gridcall", "0003_silence")]
    initial = False
    operations = [
        CreateModel(
            name="NamePart",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("part", fields.CharField(max_length=80)),
                ("person_id", fields.UUIDField()),
            ],
            options={"table": "name_parts", "app": "gridcall", "pk_attr": "id"},
            bases=["Model"],
        ),
        RunPython(raise_guards),
    ]
