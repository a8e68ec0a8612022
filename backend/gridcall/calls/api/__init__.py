"""Calls in GraphQL."""

from gridcall.calls.api.changing import CallsMutation
from gridcall.calls.api.reading import CallsQuery
from gridcall.calls.api.types import CallHead, head_of_event

__all__ = ["CallHead", "CallsMutation", "CallsQuery", "head_of_event"]
