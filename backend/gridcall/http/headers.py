"""Headers that every answer carries, set in one place."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SECURITY = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; "
    "img-src 'self' blob: data:; media-src 'self' blob:; connect-src 'self'; manifest-src 'self'; "
    "worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(self), geolocation=(self), microphone=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
# What is no document and no worker has no use for the rest, which a phone would pay for with every file of the app.
OF_A_PART = ("x-content-type-options", "cross-origin-resource-policy")
PARTS = ("text/javascript", "text/css")


def _fitting(headers: MutableHeaders) -> dict[str, str]:
    """All of `SECURITY`, or what a hashed script or style needs of it."""
    lasting = "immutable" in headers.get("cache-control", "")
    part = lasting and headers.get("content-type", "").startswith(PARTS)
    return {name: SECURITY[name] for name in OF_A_PART} if part else SECURITY


class SecurityHeaders:
    """ASGI middleware: adds `SECURITY` where an answer does not set its own, and names no server.

    Uvicorn adds its banner after the application has spoken: start it with `server_header=False` too.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _fitting(headers).items():
                    headers.setdefault(name, value)
                del headers["server"]
            await send(message)

        await self.app(scope, receive, send_guarded)
