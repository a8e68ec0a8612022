"""The ledger in GraphQL: a stand-in."""

from datetime import datetime

import strawberry

from gridcall.gql import Info, actor_of
from gridcall.points import queries
from gridcall.points.rows import AccountRow, TransferRow
from gridcall.points.rules import AccountKey, AccountKind, Holder, TransferKind

strawberry.enum(AccountKind, name="PointsAccountKind")
strawberry.enum(TransferKind, name="PointsTransferKind")


@strawberry.type
class PointsAccount:
    id: strawberry.ID
    kind: AccountKind
    owner_name: str
    posted: int
    pending: int
    available: int
    version: int


@strawberry.type
class PointsTransfer:
    id: strawberry.ID
    seq: int
    kind: TransferKind
    amount: int
    at: datetime


@strawberry.type
class PointsResult:
    transfer: PointsTransfer | None
    accounts: list[PointsAccount]
    replayed: bool


def shown_account(row: AccountRow) -> PointsAccount:
    return PointsAccount(
        id=strawberry.ID(str(row.id)),
        kind=row.kind,
        owner_name=row.owner,
        posted=row.posted,
        pending=row.pending,
        available=row.available,
        version=row.version,
    )


def shown_transfer(transfer: TransferRow) -> PointsTransfer:
    return PointsTransfer(
        id=strawberry.ID(str(transfer.id)),
        seq=transfer.seq,
        kind=transfer.kind,
        amount=transfer.amount,
        at=transfer.at,
    )


async def account_at(key: AccountKey, info: Info) -> PointsAccount | None:
    found = await queries.account(key.id)
    return shown_account(found) if found else None


@strawberry.type
class PointsQuery:
    @strawberry.field
    async def my_points(self, info: Info) -> PointsAccount | None:
        found = await queries.account(Holder.person(actor_of(info).person_id).account.id)
        return shown_account(found) if found else None


@strawberry.type
class PointsMutation:
    @strawberry.mutation
    async def nothing_yet(self) -> bool:
        return True
