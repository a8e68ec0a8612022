"""Calls in GraphQL."""

from gridcall.calls.api.changing import CallsMutation
from gridcall.calls.api.heads import CallHead, head_of_event
from gridcall.calls.api.reading import CallsQuery

__all__ = ["CallHead", "CallsMutation", "CallsQuery", "head_of_event"]
