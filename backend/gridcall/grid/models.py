"""Divisions, grid cells, and who serves in a cell.

A code can come back with another name or outline: every row has its days of validity.
"""

from typing import Any

from tortoise import fields
from tortoise.models import Model

from gridcall.grid.rules import CellKind, DivisionKind, Force


class Division(Model):
    """A province, city, district, street or community, from `valid_from` to `valid_to` (both included)."""

    id = fields.UUIDField(primary_key=True)
    code = fields.CharField(max_length=15)  # significant digits only: a street's nine, not twelve
    name = fields.CharField(max_length=60)
    kind = fields.CharEnumField(DivisionKind, max_length=12)
    parent_code = fields.CharField(max_length=15, null=True)
    aliases: Any = fields.JSONField()  # other names and codes in use for it
    outline: Any = fields.JSONField(null=True)  # rings of [lon, lat, lon, lat, ...], WGS-84
    valid_from = fields.DateField()
    valid_to = fields.DateField(null=True)

    class Meta:
        table = "divisions"


class GridCell(Model):
    """The smallest area of responsibility, from `valid_from` to `valid_to` (both included)."""

    id = fields.UUIDField(primary_key=True)
    code = fields.CharField(max_length=15)
    name = fields.CharField(max_length=60)
    kind = fields.CharEnumField(CellKind, max_length=12)
    community_code = fields.CharField(max_length=15)
    outline: Any = fields.JSONField()  # rings of [lon, lat, lon, lat, ...], WGS-84, exterior first
    label_lon = fields.FloatField()  # where a map writes the cell's number: inside, far from the border
    label_lat = fields.FloatField()
    valid_from = fields.DateField()
    valid_to = fields.DateField(null=True)
    demonstration = fields.BooleanField(default=False)  # made up; maps say so

    class Meta:
        table = "grid_cells"


class CellStaff(Model):
    """A person serves in a cell from a day to a day (both included)."""

    id = fields.UUIDField(primary_key=True)
    person_id = fields.UUIDField()
    cell_code = fields.CharField(max_length=15)
    force = fields.CharEnumField(Force, max_length=12)
    starts_on = fields.DateField()
    ends_on = fields.DateField(null=True)
    asked_until = fields.DateField(null=True)  # `ends_on` as first asked, to know a request that comes twice
    created_at = fields.DatetimeField()

    class Meta:
        table = "cell_staff"


class GridVersion(Model):
    """Another `version` means that "cells" or "staff" have changed. Its row is also their lock."""

    id = fields.CharField(max_length=10, primary_key=True)
    version = fields.CharField(max_length=32)  # a token, not a number: two databases never share one

    class Meta:
        table = "grid_versions"
