"""Who may act with a person's cookie: pages of our own origin, and programs that can set a header."""

from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection

CUSTOM_HEADER = "x-gridcall"  # a cross-site form cannot set it, and a cross-site script has to ask first


def foreign(connection: HTTPConnection, allowed: Collection[str] = ()) -> bool:
    """Whether a browser says that the request comes from a page of another origin."""
    origin = connection.headers.get("origin")
    if origin is None or origin in allowed:
        return False
    try:
        host = urlsplit(origin).netloc
    except ValueError:
        return True
    return not host or host.lower() != connection.headers.get("host", "").lower()


def may_act(connection: HTTPConnection, allowed: Collection[str] = ()) -> bool:
    """Whether the request may change state; for every POST, PUT and DELETE, whatever its body."""
    if foreign(connection, allowed):
        return False
    headers = connection.headers
    return "cookie" not in headers or "origin" in headers or CUSTOM_HEADER in headers
