"""An account is closed by its holder, or because its holder is erased. The chain stays whole."""

from datetime import datetime
from uuid import UUID, uuid5

from gridcall import db
from gridcall.errors import NotFound, WrongStatus
from gridcall.people.actor import Actor
from gridcall.points import queries
from gridcall.points.actions.booking import Booked, book
from gridcall.points.actions.telling import tell
from gridcall.points.events import AccountClosed
from gridcall.points.orders import Close
from gridcall.points.rows import AccountRow
from gridcall.points.rules import Holder


async def close(actor: Actor, request_id: UUID, account_id: UUID, *, now: datetime) -> Booked:
    """One's own account; what is left is over. Raises NotFound, WrongStatus while points are held, AccountClosed."""
    async with db.transaction():
        account = await queries.account(account_id)
        if account is None or account.key != Holder.person(actor.person_id).account:
            raise NotFound("account")
        return await _close(account, request_id, actor.person_id, now)


async def _close(account: AccountRow, key: UUID, by: UUID, now: datetime) -> Booked:
    booked = (await book([Close(key, account.key)], actor_id=by, now=now))[0]
    after = next(one for one in booked.accounts if one.id == account.id)
    if not booked.replayed:
        await tell(AccountClosed, after, booked.transfer.amount, "", actor=by, now=now)
    return booked


async def close_for_ever(person_id: UUID, key: UUID, by: UUID, *, now: datetime) -> None:
    """The account of somebody who is erased, if there is one. Raises WrongStatus while points are held."""
    account = await queries.account(Holder.person(person_id).account.id)
    if account is None or account.closed_at is not None:
        return
    if account.pending:
        raise WrongStatus("held", "erase", "points_held")
    await _close(account, uuid5(key, "close"), by, now)
