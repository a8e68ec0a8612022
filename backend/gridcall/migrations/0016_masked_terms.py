"""What strangers may not read in a snap, they do not find it by either: telephone and identity numbers are no terms."""

from typing import Any

import orjson
from tortoise import migrations
from tortoise.migrations.operations import RunPython

from gridcall.masking import masked
from gridcall.search import terms

AT_ONCE = 500
EACH = {"postgres": "jsonb_array_elements_text({}::jsonb) AS each(value)", "sqlite": "json_each({})"}


async def mask(apps: Any, editor: Any) -> None:
    client, last = editor.client, ""
    postgres = client.capabilities.dialect == "postgres"
    first, second = ("$1", "$2") if postgres else ("?1", "?2")
    text, each = "id::text" if postgres else "id", EACH[client.capabilities.dialect].format(second)
    page = f"SELECT {text} AS id, words, place FROM snaps WHERE {text} > {first} ORDER BY {text} LIMIT {AT_ONCE}"
    while snaps := await client.execute_query_dict(page, [last]):
        last = snaps[-1]["id"]
        for snap in snaps:
            said = f"{snap['words']} {snap['place']}"
            if masked(said) == said:
                continue
            await client.execute_query(f"DELETE FROM snap_terms WHERE snap_id = {first}", [snap["id"]])
            await client.execute_query(
                f"INSERT INTO snap_terms (term, snap_id) SELECT value, {first} FROM {each}",
                [snap["id"], orjson.dumps(terms(masked(said))).decode()],
            )


class Migration(migrations.Migration):
    dependencies = [("gridcall", "0015_units_and_ends")]
    initial = False
    operations = [RunPython(mask)]
