"""The way to a phone: an adapter. `GRIDCALL_SMS` names a class as "package.module:Class"; it takes the settings."""

import logging
from functools import lru_cache
from importlib import import_module
from typing import Protocol

from gridcall.settings import Settings

log = logging.getLogger(__name__)


class Sms(Protocol):
    """A gateway for short messages. `send` returns when the gateway has taken the message, or raises."""

    def __init__(self, settings: Settings) -> None: ...

    async def send(self, phone: str, text: str) -> None: ...


class LogSms:
    """The default: no gateway. In a demo the message is printed; otherwise only that it could not be sent."""

    def __init__(self, settings: Settings) -> None:
        self.demo = settings.demo

    async def send(self, phone: str, text: str) -> None:
        if self.demo:
            log.warning("SMS to %s: %s", phone, text)
        else:
            log.error("no SMS gateway is set (GRIDCALL_SMS): a message was not sent")


@lru_cache(maxsize=8)
def gateway(settings: Settings) -> Sms:
    """The adapter that the settings name; an error at the first use when there is none by that name."""
    module, _, name = settings.sms.partition(":")
    adapter: Sms = getattr(import_module(module), name)(settings)
    return adapter
