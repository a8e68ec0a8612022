"""The catalogue of a branch."""

from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from gridcall import db
from gridcall.bank import events
from gridcall.bank.actions.changing import came_before, check_asked, reach, remember, tell_good
from gridcall.bank.models import Good
from gridcall.bank.rules import PRICE_AT_MOST, QUANTITY_AT_MOST, STOCK_AT_MOST, GoodKind, check_number
from gridcall.errors import NotFound, VersionConflict
from gridcall.people.actions.changing import looking_twice
from gridcall.people.actor import Actor
from gridcall.people.permissions import Permission
from gridcall.people.workflow import clean_text
from gridcall.requests import digest

NAME_AT_MOST, WORDS_AT_MOST = 40, 300


@dataclass(frozen=True)
class GoodFacts:
    """One line of a catalogue. `stock` None never runs out, `per_month` None has no limit."""

    name: str
    words: str
    points: int
    stock: int | None
    per_month: int | None
    withdrawn: bool = False

    def cleaned(self) -> "GoodFacts":
        check_number(self.points, "points", least=1, most=PRICE_AT_MOST, reason="price")
        check_number(self.stock, "stock", least=0, most=STOCK_AT_MOST, reason="stock")
        check_number(self.per_month, "perMonth", least=1, most=QUANTITY_AT_MOST, reason="per_month")
        name = clean_text(self.name, "name", NAME_AT_MOST)
        words = clean_text(self.words, "words", WORDS_AT_MOST) if self.words.strip() else ""
        return GoodFacts(name, words, self.points, self.stock, self.per_month, self.withdrawn)


@looking_twice
async def offer_good(
    actor: Actor, good_id: UUID, branch_id: UUID, kind: GoodKind, facts: GoodFacts, *, now: datetime
) -> Good:
    """Raises NotFound, InvalidInput, IdempotencyConflict."""
    facts, asked = facts.cleaned(), digest(actor.person_id, branch_id, kind, *asdict(facts).values())
    async with db.transaction():
        branch = await reach(actor, Permission.GOOD_OFFER, branch_id)
        there = await Good.get_or_none(id=good_id)
        if there is not None:
            check_asked(there.asked, asked)
            return there
        good = await Good.create(
            id=good_id, branch_id=branch.id, kind=kind, asked=asked, created_at=now, **asdict(facts)
        )
        await tell_good(events.GoodOffered, good, branch.code, actor.person_id, now)
    return good


async def change_good(
    actor: Actor, request_id: UUID, good_id: UUID, facts: GoodFacts, *, expected_version: int, now: datetime
) -> Good:
    """What is held keeps its price. The version moves with the stock: nobody counts it while it changes unseen.

    Raises NotFound, InvalidInput, VersionConflict, IdempotencyConflict.
    """
    facts, asked = facts.cleaned(), digest(actor.person_id, good_id, *asdict(facts).values())
    async with db.transaction():
        good = await db.lock(Good, good_id)
        if good is None:
            raise NotFound("good")
        branch = await reach(actor, Permission.GOOD_OFFER, good.branch_id)
        if await came_before(request_id, asked):
            return good
        if good.version != expected_version:
            raise VersionConflict(good.version)
        good.update_from_dict({**asdict(facts), "version": good.version + 1})
        await good.save()
        await remember(request_id, good.id, asked, now)
        await tell_good(events.GoodChanged, good, branch.code, actor.person_id, now)
    return good
