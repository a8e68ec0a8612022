"""Accounts, transfers, rules and corrections as GraphQL types."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

import strawberry
from strawberry.dataloader import DataLoader

from gridcall import clock, db
from gridcall.gql import Context, Info
from gridcall.people.ports import ports
from gridcall.points import queries
from gridcall.points.actions.booking import Booked
from gridcall.points.actions.expiring import NOTICE_DAYS
from gridcall.points.earning_rules import Rule
from gridcall.points.rows import AccountRow, TransferRow, day_of
from gridcall.points.rules import AccountKey, AccountKind, Cause, TransferKind


class OwnerKind(StrEnum):
    PERSON = "person"
    UNIT = "unit"
    WISH = "wish"
    BRANCH = "branch"
    STREET = "street"


strawberry.enum(AccountKind, name="PointsAccountKind")
strawberry.enum(TransferKind, name="PointsTransferKind")
strawberry.enum(OwnerKind, name="PointsOwnerKind")
strawberry.enum(Cause, name="EarningCause")


@strawberry.type(description="What is counted.")
class PointUnit:
    code: str
    name_zh: str
    name_en: str


@strawberry.type(description="Points that run out soon.")
class ExpiringPoints:
    points: int
    on: date = strawberry.field(description="Their last day.")


@strawberry.type(description="An account of the ledger: `available` is what is posted and not held.")
class PointsAccount:
    row: strawberry.Private[AccountRow]
    id: strawberry.ID
    kind: AccountKind
    unit: PointUnit
    owner_kind: OwnerKind
    owner_id: strawberry.ID | None
    posted: int
    pending: int
    available: int
    version: int
    closed_at: datetime | None

    @strawberry.field
    async def owner_name(self, info: Info) -> str:
        """Empty for a wish's pot, and for a branch, whose own name stands elsewhere."""
        return await _names(info.context).load(self.row.owner)

    @strawberry.field
    async def expiring_soon(self, info: Info) -> list[ExpiringPoints]:
        """Within thirty days."""
        return await _expiring(info.context).load(self.row.id)


@strawberry.type
class PointsTransfer:
    id: strawberry.ID
    seq: int
    kind: TransferKind
    amount: int
    at: datetime
    hash: str
    hold_id: strawberry.ID | None
    reverses_id: strawberry.ID | None
    expires_at: datetime | None


@strawberry.type(description="After a step with points: its transfer, if any moved, and the account as it is now.")
class PointsResult:
    transfer: PointsTransfer | None
    accounts: list[PointsAccount]
    replayed: bool = strawberry.field(description="The request came before: this is its first answer.")


@strawberry.type(description="What a cause earns in a district, from a day on.")
class EarningRule:
    id: strawberry.ID
    cause: Cause
    version: int
    points: int
    per_day: int | None
    per_month: int | None
    per_cause: int | None
    per_pair_month: int | None = strawberry.field(description="From one person to one beneficiary.")
    days_valid: int
    starts_on: date
    ends_on: date | None


@strawberry.input
class EarningRuleInput:
    """`id` is client-made, a UUIDv7. A cap that is null is none."""

    id: strawberry.ID
    cause: Cause
    points: int
    per_day: int | None = None
    per_month: int | None = None
    per_cause: int | None = None
    per_pair_month: int | None = None
    days_valid: int
    starts_on: date
    code: str


@strawberry.type(description="What a rule would have given for what happened.")
class RuleTrial:
    causes: int
    earnings: int
    points: int
    capped: int = strawberry.field(description="How often a cap would have taken something away.")
    points_under_rule_in_force: int
    begins: date = strawberry.field(name="from")
    ends: date = strawberry.field(name="to")


@strawberry.type(description="A correction by hand: one person proposes, another one decides.")
class Adjustment:
    account_key: strawberry.Private[UUID]
    id: strawberry.ID
    amount: int
    add: bool
    reason: str
    proposed_by: str
    proposed_at: datetime
    decided_by: str | None
    decided_at: datetime | None
    granted: bool | None
    mine: bool

    @strawberry.field
    async def account(self, info: Info) -> PointsAccount:
        return shown_account(await _accounts(info.context).load(self.account_key))


@strawberry.type(description="Something in the ledger that does not hold.")
class LedgerFault:
    invariant: int
    seq: int | None = strawberry.field(description="The transfer's number.")
    account_id: strawberry.ID | None
    words: str


@strawberry.type
class LedgerVerdict:
    ok: bool
    transfers: int
    head_seq: int
    head_hash: str
    faults: list[LedgerFault]
    checked_at: datetime = strawberry.field(
        description="When the run began; it may have begun before it was asked for."
    )


POINTS = PointUnit(code="points", name_zh="积分", name_en="points")


def shown_account(row: AccountRow) -> PointsAccount:
    kind, _, key = row.owner.partition(":")
    owner = OwnerKind(kind) if kind in set(OwnerKind) else OwnerKind.STREET
    return PointsAccount(
        row=row,
        id=strawberry.ID(str(row.id)),
        kind=row.kind,
        unit=POINTS,
        owner_kind=owner,
        owner_id=strawberry.ID(key) if owner is not OwnerKind.STREET else None,
        posted=row.posted,
        pending=row.pending,
        available=row.available,
        version=row.version,
        closed_at=row.closed_at,
    )


def _id(value: UUID | None) -> strawberry.ID | None:
    return strawberry.ID(str(value)) if value is not None else None


def shown_transfer(transfer: TransferRow) -> PointsTransfer:
    return PointsTransfer(
        id=strawberry.ID(str(transfer.id)),
        seq=transfer.seq,
        kind=transfer.kind,
        amount=transfer.amount,
        at=transfer.at,
        hash=transfer.hash,
        hold_id=_id(transfer.hold_id),
        reverses_id=_id(transfer.reverses_id),
        expires_at=transfer.expires_at,
    )


def result_of(booked: Booked, own: UUID) -> PointsResult:
    """Only the asker's own account is shown."""
    accounts = [shown_account(one) for one in booked.accounts if one.id == own]
    return PointsResult(transfer=shown_transfer(booked.transfer), accounts=accounts, replayed=booked.replayed)


async def account_at(key: AccountKey, info: Info) -> PointsAccount | None:
    found = await queries.account(key.id)
    return shown_account(found) if found else None


def shown_rule(rule: Rule) -> EarningRule:
    facts = {name: getattr(rule, name) for name in Rule.__slots__ if name not in ("id", "code")}
    return EarningRule(id=strawberry.ID(str(rule.id)), **facts)


def shown_adjustment(row: db.Row, asker: UUID) -> Adjustment:
    return Adjustment(
        account_key=UUID(str(row["account_id"])),
        id=strawberry.ID(str(row["id"])),
        amount=row["amount"],
        add=bool(row["add"]),
        reason=row["reason"],
        proposed_by=row["proposed_by"],
        proposed_at=row["proposed_at"],
        decided_by=row["decided_by"],
        decided_at=row["decided_at"],
        granted=bool(row["granted"]) if row["granted"] is not None else None,
        mine=str(row["proposed_by_id"]) == str(asker),
    )


# ---------- loaders


def _accounts(context: Context) -> DataLoader[UUID, AccountRow]:
    async def load(ids: list[UUID]) -> list[AccountRow]:
        found = {one.id: one for one in await queries.accounts(ids)}
        return [found[one] for one in ids]

    return context.loader("points.accounts", load)


def _expiring(context: Context) -> DataLoader[UUID, list[ExpiringPoints]]:
    async def load(ids: list[UUID]) -> list[list[ExpiringPoints]]:
        today = clock.day_of(context.now)
        found: dict[str, list[ExpiringPoints]] = {}
        for row in await queries.expiring(ids, today, today + timedelta(days=NOTICE_DAYS)):
            line = ExpiringPoints(points=int(row["points"]), on=day_of(row["expires_on"]))
            found.setdefault(str(row["account_id"]), []).append(line)
        return [found.get(str(one), []) for one in ids]

    return context.loader("points.expiring", load)


def _names(context: Context) -> DataLoader[str, str]:
    """Of persons and units; a street's own account is called by the street, clearing by both."""

    async def load(owners: list[str]) -> list[str]:
        names = await queries.names_of(owners)
        codes = [code for owner in owners if owner[:1].isdigit() for code in owner.split(":")]
        places = await ports.place_names(codes, clock.day_of(context.now))
        return [names.get(owner) or _place(owner, places) for owner in owners]

    return context.loader("points.names", load)


def _place(owner: str, places: Mapping[str, str]) -> str:
    return " → ".join(places.get(code, code) for code in owner.split(":")) if owner[:1].isdigit() else ""
