"""What a called unit or the street asks of the desk, and the desk's answer; limits that were set by one.

Written by `make migration`; the guards by hand.
"""

from typing import Any
from uuid import uuid4

from tortoise import fields, migrations
from tortoise.migrations import operations as ops
from tortoise.migrations.operations import RunPython

from gridcall import guards
from gridcall.calls.rules import PleaAnswer
from gridcall.calls.workflow import CallStep, PleaKind
from gridcall.guards import Retold


async def raise_guards(apps: Any, editor: Any) -> None:
    dialect = editor.client.capabilities.dialect
    for guard in guards.PLEAS:
        for statement in guard(dialect):
            await editor.client.execute_script(statement)


class Migration(migrations.Migration):
    dependencies = [("gridcall", "0006_guards_of_calls")]

    initial = False

    operations = [
        ops.CreateModel(
            name="CallPlea",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ("call_id", fields.UUIDField()),
                ("assignment_id", fields.UUIDField(null=True)),
                ("segment_id", fields.UUIDField()),
                (
                    "kind",
                    fields.CharEnumField(
                        description="EXTENSION: extension\nMEETING: meeting", enum_type=PleaKind, max_length=10
                    ),
                ),
                ("wished_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("place", fields.CharField(default="", max_length=100)),
                ("lon", fields.FloatField(null=True)),
                ("lat", fields.FloatField(null=True)),
                ("words", fields.CharField(max_length=1000)),
                ("by_person_id", fields.UUIDField()),
                ("by_post_id", fields.UUIDField()),
                ("asked_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("open", fields.BooleanField(default=True)),
                (
                    "answer",
                    fields.CharEnumField(
                        null=True, description="GRANTED: granted\nREFUSED: refused", enum_type=PleaAnswer, max_length=10
                    ),
                ),
                ("answer_words", fields.CharField(default="", max_length=1000)),
                ("answered_by_id", fields.UUIDField(null=True)),
                ("answered_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={"table": "call_pleas", "app": "gridcall", "pk_attr": "id"},
            bases=["Model"],
        ),
        ops.AddField(
            model_name="Assignment",
            name="plea",
            field=fields.CharEnumField(
                null=True, description="EXTENSION: extension\nMEETING: meeting", enum_type=PleaKind, max_length=10
            ),
        ),
        ops.AddField(
            model_name="Call",
            name="plea",
            field=fields.CharEnumField(
                null=True, description="EXTENSION: extension\nMEETING: meeting", enum_type=PleaKind, max_length=10
            ),
        ),
        Retold(
            model_name="CallEntry",
            name="step",
            field=fields.CharEnumField(
                description="DRAFT: draft\nEDIT: edit\nSUBMIT: submit\nSEND_TO_DRAFTER: send_to_drafter\nSIGN_OFF: sign_off\nACCEPT: accept\nSEND_BACK: send_back\nDISPATCH: dispatch\nADD_UNITS: add_units\nMOVE: move\nREMIND: remind\nRESPOND: respond\nRETURN: return\nSETTLE_RETURN: settle_return\nRELIEVE: relieve\nPROPOSE_MEETING: propose_meeting\nACCEPT_MEETING: accept_meeting\nASK_EXTENSION: ask_extension\nGRANT_EXTENSION: grant_extension\nREFUSE_PLEA: refuse_plea\nASK_LATER_CLOSING: ask_later_closing\nGRANT_LATER_CLOSING: grant_later_closing\nREFUSE_LATER_CLOSING: refuse_later_closing\nSEND_PEOPLE: send_people\nCHECK_IN: check_in\nREPORT_COMPLETION: report_completion\nACCEPT_PART: accept_part\nSEND_FOR_REWORK: send_for_rework\nCLOSE: close\nARCHIVE: archive\nWITHDRAW: withdraw\nREOPEN: reopen\nREMARK: remark",
                enum_type=CallStep,
                max_length=20,
            ),
        ),
        ops.AddField(
            model_name="Segment",
            name="plea_id",
            field=fields.UUIDField(null=True),
        ),
        RunPython(raise_guards),
    ]
