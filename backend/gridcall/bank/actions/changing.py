"""What every change of the bank has in common: who keeps what, and requests that come twice."""

from datetime import datetime
from uuid import UUID

from tortoise.exceptions import IntegrityError

from gridcall import outbox
from gridcall.bank import events, queries
from gridcall.bank.models import BankRequest, Branch, Good
from gridcall.errors import IdempotencyConflict, NotFound
from gridcall.outbox import Audience
from gridcall.people.actor import Actor
from gridcall.people.permissions import Permission


async def came_before(request_id: UUID, asked: str) -> bool:
    """Whether this very request was answered before; IdempotencyConflict when its id is another one's."""
    known = await queries.request(request_id)
    if known is not None and known["content_hash"] != asked:
        raise IdempotencyConflict()
    return known is not None


async def remember(request_id: UUID, thing_id: UUID, asked: str, now: datetime) -> None:
    """The request is answered by what this transaction does."""
    try:
        await BankRequest.create(id=request_id, thing_id=thing_id, content_hash=asked, at=now)
    except IntegrityError:  # the id was used for something else in the same moment
        raise IdempotencyConflict() from None


def check_asked(there: str, asked: str) -> None:
    """IdempotencyConflict when the id came before with other content."""
    if there != asked:
        raise IdempotencyConflict()


async def reach(actor: Actor, permission: Permission, branch_id: UUID) -> Branch:
    """The branch, if a post of the actor grants the permission there; elsewhere it answers like none."""
    branch = await Branch.get_or_none(id=branch_id)
    if branch is None or actor.holds(permission, branch.code) is None:
        raise NotFound("branch")
    return branch


async def tell_branch(kind: type[events.BranchEvent], branch: Branch, actor: Actor, now: datetime) -> None:
    """Branches are public."""
    heard = Audience(code=branch.code, public=True)
    await outbox.record(kind(branch.id, branch.code, branch.version), heard, actor=actor.person_id, now=now)


async def tell_good(kind: type[events.GoodEvent], good: Good, code: str, actor: UUID | None, now: datetime) -> None:
    """So is what they offer, and whether it is still there. `code` is the branch's."""
    event = kind(good.id, good.branch_id, good.stock, good.version)
    await outbox.record(event, Audience(code=code, public=True), actor=actor, now=now)


async def restock(good: Good, change: int, code: str, actor: UUID | None, now: datetime) -> None:
    """Take from the stock or put back. The good is locked; one that never runs out stays as it is."""
    if good.stock is None:
        return
    good.stock, good.version = good.stock + change, good.version + 1
    await good.save(update_fields=["stock", "version"])
    await tell_good(events.GoodChanged, good, code, actor, now)
