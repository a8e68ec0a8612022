"""Snaps in GraphQL. Translates, decides nothing."""

from gridcall.snaps.api.changing import SnapsMutation
from gridcall.snaps.api.reading import SnapsQuery
from gridcall.snaps.api.types import SnapHead, head_of_event

__all__ = ["SnapHead", "SnapsMutation", "SnapsQuery", "head_of_event"]
