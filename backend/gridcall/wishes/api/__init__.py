"""Wishes in GraphQL. Translates, decides nothing."""

from gridcall.wishes.api.changing import WishesMutation
from gridcall.wishes.api.reading import WishesQuery
from gridcall.wishes.api.types import WishHead, head_of_event

__all__ = ["WishHead", "WishesMutation", "WishesQuery", "head_of_event"]
