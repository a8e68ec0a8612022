"""The responsibility list in GraphQL. Translates, decides nothing."""

from gridcall.responsibility.api.changing import ResponsibilityMutation
from gridcall.responsibility.api.reading import ResponsibilityQuery
from gridcall.responsibility.api.types import ResponsibilityItem, item_by_id

__all__ = ["ResponsibilityItem", "ResponsibilityMutation", "ResponsibilityQuery", "item_by_id"]
