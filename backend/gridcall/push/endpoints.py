"""Where pushes may go: https, to public addresses. A subscription is a stranger's word for "post here"."""

import asyncio
import base64
import binascii
import ipaddress
import socket
from typing import Any
from urllib.parse import urlsplit

from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver

from gridcall.errors import InvalidInput

ENDPOINT_AT_MOST = 1000
POINT_BYTES, AUTH_BYTES = 65, 16
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the open internet. IPv4 inside IPv6 counts as itself."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip in _NAT64:
            return False
        ip = ip.ipv4_mapped or ip.sixtofour or ip
    return ip.is_global and not ip.is_multicast


async def check(endpoint: str, *, private: bool) -> None:
    """InvalidInput unless pushes may go to `endpoint`. `private`: http and this machine will do."""
    host = _host(endpoint, private=private)
    if not private:
        await _check_addresses(host)


def _host(endpoint: str, *, private: bool) -> str:
    try:
        parts = urlsplit(endpoint)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise InvalidInput("endpoint", "push_endpoint") from None
    schemes = ("https", "http") if private else ("https",)
    named = parts.username is None and len(endpoint) <= ENDPOINT_AT_MOST and endpoint.isascii()
    if parts.scheme not in schemes or not host or not named:
        raise InvalidInput("endpoint", "push_endpoint")
    return host


def may_connect(endpoint: str, *, private: bool) -> bool:
    """The same at delivery, for what needs no look-up: the scheme, and addresses written out.

    Names are judged by `resolver` when the connection is made.
    """
    try:
        host = _host(endpoint, private=private)
        return private or is_public(host)
    except InvalidInput:
        return False
    except ValueError:
        return True  # a name


async def _check_addresses(host: str) -> None:
    try:
        async with asyncio.timeout(5):
            found = await asyncio.get_running_loop().getaddrinfo(host, 443, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError, TimeoutError):
        raise InvalidInput("endpoint", "push_endpoint") from None
    if not all(is_public(str(address[4][0])) for address in found):
        raise InvalidInput("endpoint", "push_endpoint")


def check_keys(p256dh: str, auth: str) -> None:
    """InvalidInput unless the browser's keys have their right lengths: nothing else can be encrypted for."""
    if len(_bytes(p256dh, "p256dh")) != POINT_BYTES or not p256dh.startswith("B"):  # "B": the byte 4, a full point
        raise InvalidInput("p256dh", "push_keys")
    if len(_bytes(auth, "auth")) != AUTH_BYTES:
        raise InvalidInput("auth", "push_keys")


def _bytes(raw: str, field: str) -> bytes:
    try:
        return base64.b64decode(raw.rstrip("=") + "=" * (-len(raw.rstrip("=")) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise InvalidInput(field, "push_keys") from None


class PublicResolver(AbstractResolver):
    """Names -> addresses for the delivering connection itself: what was checked is what is connected to."""

    def __init__(self) -> None:
        self._names = ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        found = await self._names.resolve(host, port, family)
        if not all(is_public(one["host"]) for one in found):
            raise OSError(None, f"not a public address: {host}")
        return found

    async def close(self) -> None:
        await self._names.close()


def resolver(*, private: bool) -> Any:
    """The resolver for the delivering session."""
    return ThreadedResolver() if private else PublicResolver()
