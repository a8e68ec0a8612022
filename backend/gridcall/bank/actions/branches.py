"""Branches are opened and changed by their street."""

from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from gridcall import db
from gridcall.bank import events
from gridcall.bank.actions.changing import came_before, check_asked, remember, tell_branch
from gridcall.bank.models import Branch
from gridcall.errors import InvalidInput, NotFound, VersionConflict
from gridcall.grid import locate
from gridcall.people.actions.changing import looking_twice
from gridcall.people.actor import Actor
from gridcall.people.permissions import Permission
from gridcall.people.workflow import COMMUNITY, STREET, check_code, clean_text
from gridcall.requests import digest

NAME_AT_MOST, PLACE_AT_MOST, HOURS_AT_MOST = 40, 100, 100


@dataclass(frozen=True)
class BranchFacts:
    """What a street says about a branch."""

    name: str
    place: str
    hours: str
    bad_connection: bool
    open: bool = True

    def cleaned(self) -> "BranchFacts":
        return BranchFacts(
            clean_text(self.name, "name", NAME_AT_MOST),
            clean_text(self.place, "place", PLACE_AT_MOST),
            clean_text(self.hours, "hours", HOURS_AT_MOST),
            self.bad_connection,
            self.open,
        )


@looking_twice
async def open_branch(actor: Actor, branch_id: UUID, code: str, facts: BranchFacts, *, now: datetime) -> Branch:
    """At the code of a street or a community. Raises NotAllowed, InvalidInput, IdempotencyConflict."""
    actor.require(Permission.BRANCH_MANAGE, check_code(code))
    names = (await locate.current()).names(code)
    facts, asked = facts.cleaned(), digest(actor.person_id, code, *asdict(facts).values())
    async with db.transaction():
        there = await Branch.get_or_none(id=branch_id)
        if there is not None:
            check_asked(there.asked, asked)
            return there
        if not names.community or len(code) not in (STREET, COMMUNITY):
            raise InvalidInput("code", "place_unknown")
        street = names.community if len(code) == STREET else names.street  # a street's own name stands in `community`
        branch = await Branch.create(
            id=branch_id, code=code, street_name=street, asked=asked, created_at=now, **asdict(facts)
        )
        await tell_branch(events.BranchOpened, branch, actor, now)
    return branch


async def change_branch(
    actor: Actor, request_id: UUID, branch_id: UUID, facts: BranchFacts, *, expected_version: int, now: datetime
) -> Branch:
    """Also closed and opened again: what is held can be redeemed at a closed one, nothing new is held.

    Raises NotFound, InvalidInput, VersionConflict, IdempotencyConflict.
    """
    facts = facts.cleaned()
    asked = digest(actor.person_id, branch_id, *asdict(facts).values())
    async with db.transaction():
        branch = await db.lock(Branch, branch_id)
        if branch is None or actor.holds(Permission.BRANCH_MANAGE, branch.code) is None:
            raise NotFound("branch")
        if await came_before(request_id, asked):
            return branch
        if branch.version != expected_version:
            raise VersionConflict(branch.version)
        branch.update_from_dict({**asdict(facts), "version": branch.version + 1})
        await branch.save()
        await remember(request_id, branch.id, asked, now)
        await tell_branch(events.BranchChanged, branch, actor, now)
    return branch
