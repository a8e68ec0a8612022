"""Whose account it is hears what happened to it, and finds it in the inbox."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from gridcall import outbox
from gridcall.outbox import Audience, Told
from gridcall.points.events import AccountMoved
from gridcall.points.rows import AccountRow


async def tell(
    happened: Callable[..., AccountMoved],
    account: AccountRow,
    amount: int,
    what: str,
    *,
    actor: UUID | None,
    now: datetime,
    **further: str,
) -> None:
    event = happened(**account.balance, amount=amount, what=what, **further)
    await outbox.record(event, audience(account), actor=actor, now=now)


def audience(account: AccountRow) -> Audience:
    kind, _, key = account.owner.partition(":")
    if kind == "person":
        return Audience(code="", told=[Told(key)])
    return Audience(code="", units=[UUID(key)]) if kind == "unit" else Audience(code="")
