"""The netting table of streets, and its confirmation on both sides."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import strawberry

from gridcall import db
from gridcall.bank import actions, netting, rules
from gridcall.bank.netting import Owed, Pair
from gridcall.errors import DomainError
from gridcall.errors import NotFound as Missing
from gridcall.gql import Context, Info, Refusal, actor_of, new_uuid_of, requires, uuid_of
from gridcall.grid import locate
from gridcall.grid.locate import CellIndex
from gridcall.people.actor import Actor
from gridcall.people.permissions import Permission


@strawberry.type
class Settlement:
    """What two streets owe each other to the end of a month. Not proposed yet: its id names no row."""

    id: strawberry.ID
    street_a: str
    street_b: str
    name_a: str
    name_b: str
    period: str
    owed_by_a: int = strawberry.field(description="Points of A that were spent at B.")
    owed_by_b: int
    net: int = strawberry.field(description="Above zero: A owes B.")
    proposed: bool
    confirmed_by_a: bool
    confirmed_by_b: bool
    booked_at: datetime | None
    can_confirm: bool
    can_withdraw: bool = strawberry.field(description="The reader proposed it, and not both have confirmed.")
    withdrawn_because: str | None = strawberry.field(
        description="Why it was withdrawn; not proposed again yet: why the last one was."
    )


@strawberry.type
class StreetName:
    code: str
    name: str


@strawberry.type
class SettlementTable:
    period: str
    streets: list[StreetName]
    pairs: list[Settlement]


ProposeSettlementResult = Annotated[Settlement | Refusal, strawberry.union("ProposeSettlementResult")]
WithdrawSettlementResult = Annotated[Settlement | Refusal, strawberry.union("WithdrawSettlementResult")]
ConfirmSettlementResult = Annotated[Settlement | Refusal, strawberry.union("ConfirmSettlementResult")]


def _sides(actor: Actor, pair: Pair) -> list[str]:
    """The streets of the two for which the actor signs."""
    return [street for street in pair if actor.holds(Permission.POINTS_SETTLE, street)]


def _signing(row: db.Row) -> rules.Signing:
    by_a, by_b = (UUID(row[name]) if row[name] else None for name in ("confirmed_a_id", "confirmed_b_id"))
    booked, withdrawn = row["booked_at"] is not None, row["withdrawn_at"] is not None
    return rules.Signing(row["street_a"], row["street_b"], by_a, by_b, booked, withdrawn)


def _may_confirm(actor: Actor, row: db.Row) -> bool:
    sides = _sides(actor, (row["street_a"], row["street_b"]))
    try:
        return bool(rules.side_to_sign(_signing(row), actor.person_id, sides))
    except DomainError:
        return False


def _may_withdraw(actor: Actor, row: db.Row) -> bool:
    sides = _sides(actor, (row["street_a"], row["street_b"]))
    try:
        rules.check_withdrawing(_signing(row), actor.person_id, UUID(row["proposed_by_id"]))
    except DomainError:
        return False
    return bool(sides)


def _named(pair: Pair, period: str, owed: Owed, index: CellIndex) -> dict[str, Any]:
    street_a, street_b = pair
    return {
        "street_a": street_a,
        "street_b": street_b,
        "name_a": index.names(street_a).community or street_a,
        "name_b": index.names(street_b).community or street_b,
        "period": period,
        "owed_by_a": owed.by_a,
        "owed_by_b": owed.by_b,
        "net": owed.net,
    }


def _shown(row: db.Row, context: Context, index: CellIndex) -> Settlement:
    owed = Owed(row["owed_by_a"], row["owed_by_b"])
    return Settlement(
        **_named((row["street_a"], row["street_b"]), row["period"], owed, index),
        id=strawberry.ID(row["id"]),
        proposed=row["withdrawn_at"] is None,
        confirmed_by_a=row["confirmed_a_id"] is not None,
        confirmed_by_b=row["confirmed_b_id"] is not None,
        booked_at=row["booked_at"],
        can_confirm=context.actor is not None and _may_confirm(context.actor, row),
        can_withdraw=context.actor is not None and _may_withdraw(context.actor, row),
        withdrawn_because=row["reason"] or None,
    )


def _not_proposed(pair: Pair, period: str, owed: Owed, index: CellIndex, withdrawn: str | None) -> Settlement:
    return Settlement(
        **_named(pair, period, owed, index),
        id=strawberry.ID(f"{pair[0]}:{pair[1]}:{period}"),
        proposed=False,
        confirmed_by_a=False,
        confirmed_by_b=False,
        booked_at=None,
        can_confirm=False,
        can_withdraw=False,
        withdrawn_because=withdrawn,
    )


def _sees(actor: Actor, pair: Pair) -> bool:
    return any(actor.holds(Permission.POINTS_READ, street) for street in pair)


@strawberry.type
class SettlingQuery:
    @strawberry.field(extensions=[requires(Permission.POINTS_READ)])  # type: ignore[untyped-decorator]
    async def settlements(self, info: Info, period: str) -> SettlementTable:
        """The netting table of a month ("2026-11"), as far as the reader answers for one of the two streets."""
        actor, index = actor_of(info), await locate.current()
        owed = await netting.owed(period)
        proposed = {pair: row for pair, row in (await netting.settlements(period)).items() if _sees(actor, pair)}
        waiting = {pair: sums for pair, sums in owed.items() if pair not in proposed and _sees(actor, pair)}
        pairs = [_shown(row, info.context, index) for row in proposed.values()]
        why = await netting.withdrawn(period)
        pairs += [
            _not_proposed(pair, period, sums, index, why.get(pair))
            for pair, sums in waiting.items()
            if sums != Owed(0, 0)
        ]
        streets = sorted({street for pair in (*proposed, *waiting) for street in pair})
        return SettlementTable(
            period=period,
            streets=[StreetName(code=code, name=index.names(code).community or code) for code in streets],
            pairs=sorted(pairs, key=lambda one: (one.street_a, one.street_b)),
        )


async def _found(settlement_id: UUID, info: Info) -> Settlement:
    row = await netting.settlement(str(settlement_id))
    if row is None:
        raise Missing("settlement")
    return _shown(row, info.context, await locate.current())


@strawberry.type
class SettlingMutation:
    @strawberry.mutation(extensions=[requires(Permission.POINTS_SETTLE)])  # type: ignore[untyped-decorator]
    async def propose_settlement(
        self, info: Info, id: strawberry.ID, street_a: str, street_b: str, period: str
    ) -> ProposeSettlementResult:
        """What the two owe each other to the end of a month that is over."""
        identifier = new_uuid_of(id)
        await actions.propose(actor_of(info), identifier, (street_a, street_b), period, now=info.context.now)
        return await _found(identifier, info)

    @strawberry.mutation(extensions=[requires(Permission.POINTS_SETTLE)])  # type: ignore[untyped-decorator]
    async def confirm_settlement(
        self, info: Info, id: strawberry.ID, settlement_id: strawberry.ID
    ) -> ConfirmSettlementResult:
        """Each street confirms; the second confirmation books it on the clearing accounts."""
        key = uuid_of(settlement_id, "settlementId")
        settlement = await actions.confirm(actor_of(info), new_uuid_of(id), key, now=info.context.now)
        return await _found(settlement.id, info)

    @strawberry.mutation(extensions=[requires(Permission.POINTS_SETTLE)])  # type: ignore[untyped-decorator]
    async def withdraw_settlement(
        self, info: Info, id: strawberry.ID, settlement_id: strawberry.ID, reason: str
    ) -> WithdrawSettlementResult:
        """By whoever proposed it, before both streets have confirmed. The month can be proposed anew."""
        key = uuid_of(settlement_id, "settlementId")
        settlement = await actions.withdraw(actor_of(info), new_uuid_of(id), key, reason, now=info.context.now)
        return await _found(settlement.id, info)
