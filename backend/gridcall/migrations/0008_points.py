"""The ledger of points, its rules and corrections. Written by `make migration`."""

from uuid import uuid4

from tortoise import fields, migrations
from tortoise.migrations import operations as ops

from gridcall.points.rules import AccountKind, Cause, ReversalReason, TransferKind


class Migration(migrations.Migration):
    dependencies = [("gridcall", "0007_pleas")]

    initial = False

    operations = [
        ops.CreateModel(
            name="Account",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                (
                    "kind",
                    fields.CharEnumField(
                        description="ISSUER: issuer\nHOLDER: holder\nBRANCH: branch\nCLEARING: clearing\nEXPIRED: expired\nADJUSTMENT: adjustment",
                        enum_type=AccountKind,
                        max_length=10,
                    ),
                ),
                ("unit", fields.CharField(max_length=20)),
                ("owner", fields.CharField(max_length=60)),
                ("posted", fields.BigIntField(default=0)),
                ("pending", fields.BigIntField(default=0)),
                ("version", fields.BigIntField(default=0)),
                ("closed_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={"table": "points_accounts", "app": "gridcall", "pk_attr": "id"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Adjustment",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ("account_id", fields.UUIDField()),
                ("street", fields.CharField(max_length=15)),
                ("unit_id", fields.UUIDField(null=True)),
                ("amount", fields.BigIntField()),
                ("add", fields.BooleanField()),
                ("reason", fields.CharField(max_length=200)),
                ("proposed_by_id", fields.UUIDField()),
                ("proposed_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("decided_by_id", fields.UUIDField(null=True)),
                ("decided_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("granted", fields.BooleanField(null=True)),
                ("words", fields.CharField(default="", max_length=200)),
                ("asked", fields.CharField(max_length=64)),
                ("decision_id", fields.UUIDField(null=True)),
                ("decision_asked", fields.CharField(null=True, max_length=64)),
            ],
            options={"table": "points_adjustments", "app": "gridcall", "pk_attr": "id"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="ChainHead",
            fields=[
                ("id", fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("seq", fields.BigIntField()),
                ("hash", fields.CharField(max_length=64)),
            ],
            options={"table": "points_head", "app": "gridcall", "pk_attr": "id"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Earning",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ("code", fields.CharField(max_length=6)),
                ("rule_id", fields.UUIDField(null=True)),
                (
                    "cause",
                    fields.CharEnumField(
                        description="WISH_GOODS: wish_goods\nWISH_SERVICE: wish_service\nSNAP_VERIFIED: snap_verified\nACTIVITY_HOUR: activity_hour",
                        enum_type=Cause,
                        max_length=20,
                    ),
                ),
                ("cause_id", fields.UUIDField()),
                ("account_id", fields.UUIDField()),
                ("from_person_id", fields.UUIDField(null=True)),
                ("amount", fields.IntField()),
                ("hours", fields.IntField()),
                ("at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={"table": "earnings", "app": "gridcall", "pk_attr": "id"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="EarningRule",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ("code", fields.CharField(max_length=15)),
                (
                    "cause",
                    fields.CharEnumField(
                        description="WISH_GOODS: wish_goods\nWISH_SERVICE: wish_service\nSNAP_VERIFIED: snap_verified\nACTIVITY_HOUR: activity_hour",
                        enum_type=Cause,
                        max_length=20,
                    ),
                ),
                ("version", fields.IntField()),
                ("points", fields.IntField()),
                ("per_day", fields.IntField(null=True)),
                ("per_month", fields.IntField(null=True)),
                ("per_cause", fields.IntField(null=True)),
                ("per_pair_month", fields.IntField(null=True)),
                ("days_valid", fields.IntField()),
                ("starts_on", fields.DateField()),
                ("ends_on", fields.DateField(null=True)),
                ("set_by_id", fields.UUIDField()),
                ("at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("asked", fields.CharField(max_length=64)),
            ],
            options={"table": "earning_rules", "app": "gridcall", "pk_attr": "id"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Entry",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ("transfer_id", fields.UUIDField()),
                ("account_id", fields.UUIDField()),
                ("account_seq", fields.BigIntField()),
                ("amount", fields.BigIntField()),
                ("pending", fields.BigIntField()),
                ("balance_before", fields.BigIntField()),
                ("balance_after", fields.BigIntField()),
                ("pending_before", fields.BigIntField()),
                ("pending_after", fields.BigIntField()),
                ("at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={"table": "points_entries", "app": "gridcall", "pk_attr": "id"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Erasure",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ("person_id", fields.UUIDField()),
                ("by_person_id", fields.UUIDField()),
                ("reason", fields.CharField(max_length=200)),
                ("at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={"table": "erasures", "app": "gridcall", "pk_attr": "id"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="LotMove",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ("transfer_id", fields.UUIDField()),
                ("lot_id", fields.UUIDField()),
                ("amount", fields.BigIntField()),
                ("held", fields.BigIntField()),
            ],
            options={"table": "points_lot_moves", "app": "gridcall", "pk_attr": "id"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="LotOfPoints",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ("account_id", fields.UUIDField()),
                ("transfer_id", fields.UUIDField()),
                ("street", fields.CharField(max_length=15)),
                ("expires_on", fields.DateField()),
                ("remaining", fields.BigIntField()),
                ("held", fields.BigIntField()),
            ],
            options={"table": "points_lots", "app": "gridcall", "pk_attr": "id"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Notice",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ("at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={"table": "points_notices", "app": "gridcall", "pk_attr": "id"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Transfer",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ("seq", fields.BigIntField()),
                (
                    "kind",
                    fields.CharEnumField(
                        description="EARN: earn\nGIVE: give\nHOLD: hold\nREDEEM: redeem\nVOID: void\nLAPSE: lapse\nREVERSE: reverse\nSETTLE: settle\nEXPIRE: expire\nADJUST: adjust\nCLOSE: close",
                        enum_type=TransferKind,
                        max_length=10,
                    ),
                ),
                ("amount", fields.BigIntField()),
                ("at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("actor_id", fields.UUIDField(null=True)),
                ("holder", fields.CharField(null=True, max_length=90)),
                ("other", fields.CharField(null=True, max_length=90)),
                ("street", fields.CharField(default="", max_length=15)),
                (
                    "cause",
                    fields.CharEnumField(
                        null=True,
                        description="WISH_GOODS: wish_goods\nWISH_SERVICE: wish_service\nSNAP_VERIFIED: snap_verified\nACTIVITY_HOUR: activity_hour",
                        enum_type=Cause,
                        max_length=20,
                    ),
                ),
                ("cause_id", fields.UUIDField(null=True)),
                ("rule_id", fields.UUIDField(null=True)),
                ("about", fields.UUIDField(null=True)),
                ("hold_id", fields.UUIDField(null=True)),
                ("reverses_id", fields.UUIDField(null=True)),
                (
                    "reason",
                    fields.CharEnumField(
                        null=True,
                        description="UNDONE: undone\nRETURNED: returned",
                        enum_type=ReversalReason,
                        max_length=20,
                    ),
                ),
                ("expires_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("asked", fields.CharField(max_length=64)),
                ("hash", fields.CharField(max_length=64)),
            ],
            options={"table": "points_transfers", "app": "gridcall", "pk_attr": "id"},
            bases=["Model"],
        ),
    ]
