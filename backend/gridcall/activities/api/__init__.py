"""Activities in GraphQL. Translates, decides nothing."""

from gridcall.activities.api.changing import ActivitiesMutation
from gridcall.activities.api.reading import ActivitiesQuery

__all__ = ["ActivitiesMutation", "ActivitiesQuery"]
