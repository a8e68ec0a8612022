"""Photos that colleagues take for each other are theirs, also those that hang on snaps already."""

from typing import Any

from tortoise import fields, migrations
from tortoise.migrations.operations import AddField, RunPython

# The steps of that day: a migration does not change with them.
STEPS = "'take_on', 'assign', 'give_back', 'relocate', 'merge'"


async def hide(apps: Any, editor: Any) -> None:
    """An entry names its photos by their ids, which are text in its JSON in both databases."""
    await editor.client.execute_script(
        "UPDATE photos SET internal = TRUE, public = FALSE, persons = '[]'"
        " WHERE subject_kind = 'snap' AND EXISTS (SELECT 1 FROM snap_entries e WHERE e.snap_id = photos.subject_id"
        f" AND e.step IN ({STEPS}) AND CAST(e.photos AS TEXT) LIKE '%' || CAST(photos.id AS TEXT) || '%')"
    )
    await editor.client.execute_script(
        "UPDATE snaps SET thumb = NULL"
        " WHERE EXISTS (SELECT 1 FROM photos p WHERE p.subject_id = snaps.id AND p.internal AND p.name = snaps.thumb)"
    )


class Migration(migrations.Migration):
    dependencies = [("gridcall", "0016_masked_terms")]
    initial = False
    operations = [
        AddField("Photo", "internal", fields.BooleanField(default=False, db_default=False)),
        RunPython(hide),
    ]
