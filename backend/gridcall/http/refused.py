"""What the package says no with, before any resolver runs."""

from collections.abc import Sequence

from graphql import GraphQLError


class Refused(Exception):
    """Credentials that were sent and are not good: HTTP 401, websocket close code 4403."""


class Resume(Exception):
    """A subscription cannot go on from here: its socket is closed with 4408, and the client comes again."""


class BadRequest(Exception):
    """An HTTP request that is not a GraphQL request; answered with `status` and one readable message."""

    def __init__(self, status: int, message: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.headers = headers or {}


class BadDocument(Exception):
    """A document that does not parse, is not valid, costs too much, or lacks the operation asked for."""

    def __init__(self, errors: Sequence[GraphQLError]) -> None:
        super().__init__(errors[0].message)
        self.errors = list(errors)
