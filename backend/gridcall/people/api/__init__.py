"""People in GraphQL. Translates, decides nothing."""

from gridcall.people.api.changing import PeopleMutation
from gridcall.people.api.reading import PeopleQuery
from gridcall.people.api.types import Person, Post, Unit, person_of, post_of, unit_of

__all__ = [
    "PeopleMutation",
    "PeopleQuery",
    "Person",
    "Post",
    "Unit",
    "person_of",
    "post_of",
    "unit_of",
]
