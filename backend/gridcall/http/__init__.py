"""The GraphQL endpoint: HTTP, websocket, limits, shared subscriptions. It knows no word of the domain."""

from gridcall.http.endpoint import GraphQLEndpoint
from gridcall.http.headers import SecurityHeaders
from gridcall.http.limits import Limits
from gridcall.http.origin import may_act
from gridcall.http.refused import Refused, Resume
from gridcall.http.shared import Broadcast, Deliver

__all__ = [
    "Broadcast",
    "Deliver",
    "GraphQLEndpoint",
    "Limits",
    "Refused",
    "Resume",
    "SecurityHeaders",
    "may_act",
]
