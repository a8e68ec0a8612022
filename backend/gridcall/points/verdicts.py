"""The ledger's verdict for whoever asks while the application runs."""

import asyncio
from datetime import datetime

from gridcall.points import verifying
from gridcall.points.verifying import Verdict

_under_way: asyncio.Future[tuple[Verdict, datetime] | None] | None = None


async def verdict(now: datetime) -> tuple[Verdict, datetime]:
    """What `verifying.verify` finds, and when its run began: whoever asks during a run shares what it finds.

    A run reads for as long as the ledger is long, and on SQLite holds one of the few connections for reading all the
    while. Side by side, a few runs would hold them all, and nobody else would read anything.
    """
    while _under_way is not None:
        shared = await asyncio.shield(_under_way)
        if shared is not None:
            return shared
    return await _run(now)


async def _run(now: datetime) -> tuple[Verdict, datetime]:
    """None for those who wait when whoever runs it goes away, or it fails: one of them runs it anew."""
    global _under_way  # noqa: PLW0603
    _under_way = waited_for = asyncio.get_running_loop().create_future()
    found = None
    try:
        found = await verifying.verify(), now
        return found
    finally:
        _under_way = None
        waited_for.set_result(found)
