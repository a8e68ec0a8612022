"""Reads a GraphQL request from HTTP by the GraphQL over HTTP specification; BadRequest for anything else."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import orjson
from starlette.requests import ClientDisconnect, Request

from gridcall.http.limits import Limits
from gridcall.http.refused import BadRequest

JSON = "application/json"
GRAPHQL_JSON = "application/graphql-response+json"


@dataclass(frozen=True)
class GraphQLRequest:
    """What a client asks for. `variables` are as sent, not yet coerced."""

    query: str
    operation_name: str | None = None
    variables: dict[str, Any] = field(default_factory=dict)


def answer_type(request: Request) -> str:
    """The media type to answer in; 406 when the client takes neither. No wish means plain JSON."""
    wanted = {}
    for part in request.headers.get("accept", "*/*").split(","):
        kind, *parameters = (piece.strip().lower() for piece in part.split(";"))
        wanted[kind] = "q=0" not in parameters and "q=0.0" not in parameters
    if wanted.get(GRAPHQL_JSON):
        return GRAPHQL_JSON
    if any(wanted.get(kind) for kind in (JSON, "application/*", "*/*")):
        return JSON
    raise BadRequest(406, f"This endpoint answers in {GRAPHQL_JSON} or {JSON}.")


async def read(request: Request, limits: Limits) -> GraphQLRequest:
    """The request of a GET or POST. A body is refused when it is too long or too slow, before it is parsed."""
    if request.method == "GET":
        parameters: Any = {
            key: _json(value.encode(errors="replace")) if key in ("variables", "extensions") else value
            for key, value in request.query_params.items()
        }
    elif request.method == "POST":
        _json_only(request)
        parameters = _json(await _bytes(request, limits))
    else:
        raise BadRequest(405, "Ask by GET or POST.", {"allow": "GET, POST"})
    return checked(parameters, limits.nesting)


def checked(parameters: object, nesting: int) -> GraphQLRequest:
    """The members of a GraphQL request, each of its kind; BadRequest 400 otherwise."""
    if not isinstance(parameters, dict):
        raise BadRequest(400, "The request must be one JSON object.")
    query = parameters.get("query")
    if not isinstance(query, str) or not query.strip():
        raise BadRequest(400, "`query` must be a document.")
    name = parameters.get("operationName")
    if not isinstance(name, str | None):
        raise BadRequest(400, "`operationName` must be a string.")
    for key in ("variables", "extensions"):
        if not isinstance(parameters.get(key), dict | None):
            raise BadRequest(400, f"`{key}` must be an object.")
    variables = parameters.get("variables") or {}
    if deeper_than(nesting, variables):
        raise BadRequest(400, "`variables` are nested too deeply.")
    return GraphQLRequest(query, name or None, {key: _storable(value) for key, value in variables.items()})


def _storable(value: Any) -> Any:
    """Without U+0000, which not every database can keep: a phone that pastes it is not to fail for it."""
    if isinstance(value, str):
        return value.replace("\0", "")
    if isinstance(value, list):
        return [_storable(child) for child in value]
    if isinstance(value, dict):
        return {key: _storable(child) for key, child in value.items()}
    return value


def deeper_than(levels: int, value: object) -> bool:
    """Whether JSON nests deeper than that."""
    row = [value]
    for _ in range(levels):
        row = [
            child
            for parent in row
            if isinstance(parent, dict | list)
            for child in (parent.values() if isinstance(parent, dict) else parent)
        ]
    return bool(row)


def _json_only(request: Request) -> None:
    kind, *parameters = (part.strip().lower() for part in request.headers.get("content-type", "").split(";"))
    charsets = [part.removeprefix("charset=").strip('"') for part in parameters if part.startswith("charset=")]
    if kind != JSON or any(charset not in ("utf-8", "utf8") for charset in charsets):
        raise BadRequest(415, f"The body must be {JSON} in UTF-8.", {"accept-post": JSON})


async def _bytes(request: Request, limits: Limits) -> bytes:
    body = bytearray()
    try:
        async with asyncio.timeout(limits.body_seconds):
            async for chunk in request.stream():
                body += chunk
                if len(body) > limits.body_bytes:
                    raise BadRequest(TOO_LARGE, f"The body exceeds {limits.body_bytes} bytes.", {"connection": "close"})
    except TimeoutError:
        raise BadRequest(408, "The body did not arrive in time.", {"connection": "close"}) from None
    return bytes(body)


TOO_LARGE = 413
DRAINED_BYTES, DRAINED_SECONDS = 64_000_000, 30.0


async def drain(request: Request) -> None:
    """Read what is still to come of a body that is refused: cut off while it sends, a client never reads the answer.

    Not without end: past these limits it is cut off.
    """
    left = DRAINED_BYTES
    with suppress(TimeoutError, ClientDisconnect, RuntimeError):  # the last: nothing is to come
        async with asyncio.timeout(DRAINED_SECONDS):
            async for chunk in request.stream():
                left -= len(chunk)
                if left < 0:
                    return


def _json(raw: bytes) -> object:
    try:
        return orjson.loads(raw)
    except orjson.JSONDecodeError:
        raise BadRequest(400, "The request is not valid JSON.") from None
