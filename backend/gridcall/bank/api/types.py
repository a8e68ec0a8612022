"""Branches, goods and redemptions, made from rows as far as the reader may know."""

from datetime import datetime
from uuid import UUID

import strawberry

from gridcall import db, keyset
from gridcall.bank import accounts, queries, rules
from gridcall.bank.holders import held_by
from gridcall.bank.rules import GoodKind, RedemptionStatus
from gridcall.gql import Context, Info, PageInfo
from gridcall.people.permissions import Permission
from gridcall.people.workflow import masked_name
from gridcall.points.api import PointsAccount, PointsTransfer, account_at

for enum in (GoodKind, RedemptionStatus):
    strawberry.enum(enum)


@strawberry.type
class Good:
    """One line of a branch's catalogue."""

    id: strawberry.ID
    branch_id: strawberry.ID
    kind: GoodKind
    name: str
    words: str
    points: int
    stock: int | None = strawberry.field(description="Without what is held; null: never runs out.")
    per_month: int | None = strawberry.field(description="One person's at most in a calendar month.")
    available: bool = strawberry.field(description="The branch is open and at least one is left.")
    version: int = strawberry.field(description="Moves with the stock too.")
    withdrawn: bool

    @strawberry.field
    async def branch(self, info: Info) -> "Branch":
        return shown_branch(await _branch_of(info, UUID(self.branch_id)))


@strawberry.type
class Branch:
    """A place where points are spent (网点). Public."""

    id: strawberry.ID
    name: str
    code: str
    street_name: str
    place: str
    hours: str
    open: bool
    bad_connection: bool = strawberry.field(description="Vouchers are held for it while online.")
    version: int

    @strawberry.field
    async def goods(self, info: Info, include_withdrawn: bool = False) -> list[Good]:
        """The cheapest first."""
        found = await info.context.loader("goods", _goods).load(UUID(self.id))
        return [shown_good(row) for row in found if include_withdrawn or not row["withdrawn"]]

    @strawberry.field
    async def account(self, info: Info) -> PointsAccount | None:
        """What was spent here; for its keepers and its street, and null until something was."""
        return await account_at(accounts.of_branch(UUID(self.id)), info) if _knows(info.context, self.code) else None


def _knows(context: Context, code: str) -> bool:
    """Whether the reader keeps the branch, or answers for its street."""
    if context.actor is None:
        return False
    permissions = (Permission.BRANCH_KEEP, Permission.BRANCH_MANAGE, Permission.POINTS_READ)
    return any(context.actor.holds(one, code) is not None for one in permissions)


@strawberry.type
class Redemption:
    """Points and stock held together, then given for good or given back. `mine`: also of a unit that one represents."""

    branch_id: strawberry.Private[UUID]
    id: strawberry.ID
    good_name: str
    quantity: int
    points: int = strawberry.field(description="For all of them.")
    status: RedemptionStatus
    voucher: bool
    code: str | None = strawberry.field(description="For its holder alone, while it waits.")
    held_at: datetime
    expires_at: datetime
    redeemed_at: datetime | None
    undoable: bool = strawberry.field(description="The reader keeps the branch, and it was redeemed today.")
    holder_name: str = strawberry.field(description="Of a person the surname alone, but for oneself; of a unit all.")
    unit_id: strawberry.ID | None = strawberry.field(description="The unit whose points they are; null: a person's.")
    mine: bool
    transfer_id: strawberry.ID | None

    @strawberry.field
    async def branch(self, info: Info) -> Branch:
        return shown_branch(await _branch_of(info, self.branch_id))


@strawberry.type
class UnitWallet:
    """What a unit has earned, for whoever represents it."""

    unit_id: strawberry.ID
    name: str

    @strawberry.field
    async def account(self, info: Info) -> PointsAccount | None:
        """Null while nothing was ever booked on it."""
        return await account_at(accounts.of_unit(UUID(self.unit_id)), info)


@strawberry.type
class RedemptionEdge:
    cursor: str
    node: Redemption


@strawberry.type
class RedemptionConnection:
    nodes: list[Redemption]
    page_info: PageInfo
    feed_cursor: str = strawberry.field(description="The list holds every event up to here.")

    @strawberry.field
    def edges(self) -> list[RedemptionEdge]:
        return [RedemptionEdge(cursor=keyset.cursor_of(node.held_at, node.id), node=node) for node in self.nodes]


@strawberry.type
class OpenVoucher:
    """What a keeper's phone keeps, so that vouchers can be honoured without a network."""

    code_hash: str = strawberry.field(description='SHA-256 of "<branchId>:<code>", hex.')
    good_name: str
    quantity: int
    points: int
    expires_at: datetime


@strawberry.type
class RedemptionResult:
    redemption: Redemption
    transfer: PointsTransfer | None
    accounts: list[PointsAccount] = strawberry.field(description="Those touched that the reader may know.")
    replayed: bool = strawberry.field(description="This very request was answered before.")


async def _goods(keys: list[UUID]) -> list[list[db.Row]]:
    found = await queries.goods_of(keys)
    return [found[key] for key in keys]


async def _branches(keys: list[UUID]) -> list[db.Row]:
    found = await queries.branches_by_id(keys)
    return [found[key] for key in keys]


async def _branch_of(info: Info, branch_id: UUID) -> db.Row:
    return await info.context.loader("branches", _branches).load(branch_id)


def shown_branch(row: db.Row) -> Branch:
    return Branch(
        id=strawberry.ID(row["id"]),
        name=row["name"],
        code=row["code"],
        street_name=row["street_name"],
        place=row["place"],
        hours=row["hours"],
        open=bool(row["open"]),
        bad_connection=bool(row["bad_connection"]),
        version=row["version"],
    )


def shown_good(row: db.Row) -> Good:
    there = row["stock"] is None or row["stock"] > 0
    return Good(
        id=strawberry.ID(row["id"]),
        branch_id=strawberry.ID(row["branch_id"]),
        kind=GoodKind(row["kind"]),
        name=row["name"],
        words=row["words"],
        points=row["points"],
        stock=row["stock"],
        per_month=row["per_month"],
        available=there and bool(row["open"]) and not row["withdrawn"],
        version=row["version"],
        withdrawn=bool(row["withdrawn"]),
    )


def shown_wallet(unit: db.Row) -> UnitWallet:
    return UnitWallet(unit_id=strawberry.ID(unit["id"]), name=unit["name"])


def holder_of(row: db.Row) -> tuple[UUID, UUID | None]:
    """Who asked, and the unit whose points they are."""
    return UUID(row["person_id"]), UUID(row["unit_id"]) if row["unit_id"] else None


def _holder_name(row: db.Row, *, mine: bool) -> str:
    name: str = row["unit_name"] or row["person_name"]
    return name if mine or row["unit_id"] else masked_name(name)


def shown_redemption(row: db.Row, context: Context) -> Redemption:
    """As its holder or its keeper may know it."""
    actor, status = context.actor, RedemptionStatus(row["status"])
    mine = actor is not None and held_by(actor, *holder_of(row))
    keeps = actor is not None and actor.holds(Permission.BRANCH_KEEP, row["branch_code"]) is not None
    return Redemption(
        branch_id=UUID(row["branch_id"]),
        id=strawberry.ID(row["id"]),
        good_name=row["good_name"],
        quantity=row["quantity"],
        points=row["points"],
        status=status,
        voucher=bool(row["voucher"]),
        code=row["code"] if mine and status is RedemptionStatus.WAITING else None,
        held_at=row["held_at"],
        expires_at=row["expires_at"],
        redeemed_at=row["redeemed_at"],
        undoable=keeps and rules.no_undoing(status, row["redeemed_at"], context.now) is None,
        holder_name=_holder_name(row, mine=mine),
        unit_id=strawberry.ID(row["unit_id"]) if row["unit_id"] else None,
        mine=mine,
        transfer_id=strawberry.ID(row["transfer_id"]) if row["transfer_id"] else None,
    )
