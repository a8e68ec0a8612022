"""Silence confirms a solved snap: an entry without a person, and the index by which the clock finds its snaps."""

from typing import Any

from tortoise import fields, migrations
from tortoise.migrations.operations import AlterField, RunPython

from gridcall import guards
from gridcall.snaps.workflow import SnapStep

STEPS = "TAKE_SNAP: take_snap\nBACK: back\nTAKE_ON: take_on\nASSIGN: assign\nGIVE_BACK: give_back\n\
FIX_ON_THE_SPOT: fix_on_the_spot\nSOLVE: solve\nCONFIRM_SOLVED: confirm_solved\nCONFIRM_BY_SILENCE: confirm_by_silence\n\
NOT_SOLVED: not_solved\nRAISE_TO_STREET: raise_to_street\nMERGE: merge\nREFUSE: refuse\nRELOCATE: relocate\n\
WITHDRAW: withdraw"

# On SQLite a changed column means a new table, which has lost its guards.
REMADE = [guards.insert_only("snap_entries"), guards.unique("snap_entries", "snap_id", "seq")]
UNANSWERED = guards.index("snaps", "solved_at", where="status = 'solved'", name="ix_snaps_unanswered")


async def raise_guards(apps: Any, editor: Any) -> None:
    dialect = editor.client.capabilities.dialect
    for guard in [*(REMADE if dialect == "sqlite" else []), UNANSWERED]:
        for statement in guard(dialect):
            await editor.client.execute_script(statement)


class Migration(migrations.Migration):
    dependencies = [("gridcall", "0002_guards")]
    initial = False
    operations = [
        AlterField("SnapEntry", "step", fields.CharEnumField(SnapStep, description=STEPS, max_length=20)),
        AlterField("SnapEntry", "by_person_id", fields.UUIDField(null=True)),
        RunPython(raise_guards),
    ]
