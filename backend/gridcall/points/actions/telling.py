"""Whose account it is hears what happened to it, and finds it in the inbox."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from gridcall import outbox
from gridcall.outbox import Audience, Told
from gridcall.points.events import AccountMoved
from gridcall.points.rows import AccountRow
from gridcall.registrations import queries as registrations


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
    await outbox.record(event, await audience(account, now), actor=actor, now=now)


async def audience(account: AccountRow, now: datetime) -> Audience:
    """The person, or the contacts of the unit; nobody for the other accounts."""
    kind, _, key = account.owner.partition(":")
    if kind == "person":
        return Audience(code="", told=[Told(key)])
    if kind == "unit":
        return Audience(code="", persons=await registrations.contacts(UUID(key), now))
    return Audience(code="")
