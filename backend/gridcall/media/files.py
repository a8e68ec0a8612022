"""Photos over HTTP: PUT /media/photos/{id} takes one in, GET /media/{name}.jpg and .thumb.jpg gives it."""

import asyncio
import base64
import binascii
import hashlib
import re
from collections.abc import Awaitable, Callable
from pathlib import Path

from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from gridcall import clock
from gridcall.errors import DomainError, IdempotencyConflict, InvalidInput, SignInRequired, TooManyTries
from gridcall.gql import new_uuid_of
from gridcall.http.body import TOO_LARGE, drain
from gridcall.media import actions, queries
from gridcall.media.folder import path_of
from gridcall.media.room import Room
from gridcall.people.actor import Actor
from gridcall.words import Language, say

BYTES_AT_MOST = 10_000_000
BODY_SECONDS = 120.0  # at 0.7 Mbit/s the largest photo just arrives
OUR_HEADER = "x-gridcall"  # no cross-site form can set it
TOO_MANY = 429
STATUS: dict[type[DomainError], int] = {
    SignInRequired: 401,
    IdempotencyConflict: 409,
    InvalidInput: 422,
    TooManyTries: TOO_MANY,
}
UNREAD = (TOO_LARGE, TOO_MANY)  # refused while the body is still to come
SAFE = {
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, max-age=31536000, immutable",
    "Content-Security-Policy": "default-src 'none'",
    "Content-Disposition": "inline",
}
DIGEST = re.compile(r"sha-256=:([A-Za-z0-9+/=]+):")

ActorOf = Callable[[Request], Awaitable[Actor | None]]
LanguageOf = Callable[[Request], Language]


def routes(folder: Path, actor_of: ActorOf, language_of: LanguageOf) -> list[Route]:
    """The routes under /media, for whoever `actor_of` says is asking."""
    room = Room()

    async def put(request: Request) -> Response:
        try:
            return await _take(request, await actor_of(request), folder, room)
        except _Refused as caught:
            refused = caught
        except DomainError as error:
            refused = _refused(error)
        if refused.status in UNREAD:
            await drain(request)
        return refused.response(language_of(request))

    async def get(request: Request) -> Response:
        return await _give(request, await actor_of(request), folder)

    return [
        Route("/media/photos/{id}", put, methods=["PUT"]),
        Route("/media/{file}", get, methods=["GET"]),
    ]


class _Refused(Exception):
    """An upload that is refused before it is looked at."""

    def __init__(self, status: int, code: str, reason: str, retry_after: int = 0) -> None:
        self.status, self.code, self.reason, self.retry_after = status, code, reason, retry_after

    def response(self, language: Language) -> Response:
        body = {"code": self.code, "message": say(self.reason, language)}
        headers = {"Cache-Control": "no-store"} | ({"Connection": "close"} if self.status in UNREAD else {})
        if self.retry_after:
            headers["Retry-After"] = str(self.retry_after)
        return JSONResponse(body, self.status, headers)


def _refused(error: DomainError) -> _Refused:
    wait = error.retry_after_seconds if isinstance(error, TooManyTries) else 0
    return _Refused(STATUS.get(type(error), 400), error.code, error.reason, wait)


async def _take(request: Request, actor: Actor | None, folder: Path, room: Room) -> Response:
    if actor is None:
        raise SignInRequired()
    if OUR_HEADER not in request.headers:
        raise _Refused(400, "BAD_REQUEST", "header_missing")
    identifier = new_uuid_of(request.path_params["id"])
    if not request.headers.get("content-type", "image/").startswith(("image/", "application/octet-stream")):
        raise _Refused(415, "UNSUPPORTED_MEDIA_TYPE", "photo_kind")
    async with room.place(actor.person_id):
        await actions.count_upload(actor, now=clock.now())
        data = await _body(request)
        _check_digest(request, data)
        photo, new = await actions.store(actor, identifier, data, folder=folder, now=clock.now())
    answer = {
        "id": photo["id"],
        "sha256": photo["upload_sha256"],
        "width": photo["width"],
        "height": photo["height"],
    }
    return JSONResponse(answer, 201 if new else 200, {"Cache-Control": "no-store"})


async def _body(request: Request) -> bytes:
    """The bytes of the upload; refused as soon as they are too many, whatever the headers promised."""
    too_large = _Refused(TOO_LARGE, "TOO_LARGE", "photo_size")
    promised = request.headers.get("content-length", "0")
    if not promised.isdigit() or int(promised) > BYTES_AT_MOST:
        raise too_large
    data = bytearray()
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for chunk in request.stream():
                data += chunk
                if len(data) > BYTES_AT_MOST:
                    raise too_large
    except (ClientDisconnect, TimeoutError) as error:
        raise _Refused(400, "BAD_REQUEST", "photo_cut_off") from error
    return bytes(data)


def _check_digest(request: Request, data: bytes) -> None:
    """RFC 9530: what arrived is what was sent."""
    given = DIGEST.search(request.headers.get("content-digest", ""))
    if given is None:
        return
    try:
        expected = base64.b64decode(given[1], validate=True)
    except binascii.Error:
        expected = b""
    if expected != hashlib.sha256(data).digest():
        raise _Refused(400, "BAD_REQUEST", "photo_cut_off")


async def _give(request: Request, actor: Actor | None, folder: Path) -> Response:
    """The file, to those who may see the thing it belongs to; for all others it does not exist."""
    match = re.fullmatch(r"([0-9a-f]{64})(\.thumb)?\.jpg", request.path_params["file"])
    photos = await queries.by_name(match[1]) if match else []
    if match is None or not any(queries.visible(photo, actor) for photo in photos):
        return Response(status_code=404, headers={"Cache-Control": "no-store"})
    tag = f'"{match[1][:32]}{"t" if match[2] else ""}"'
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers={**SAFE, "ETag": tag})
    path = path_of(folder, match[1], thumb=bool(match[2]))
    if not path.exists():
        return Response(status_code=404, headers={"Cache-Control": "no-store"})
    return FileResponse(path, media_type="image/jpeg", headers={**SAFE, "ETag": tag})
