"""Holding, redeeming, undoing; and what waits."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

import strawberry

from gridcall import db, keyset, outbox
from gridcall.bank import accounts, actions, queries, rules
from gridcall.bank.api.types import (
    OpenVoucher,
    Redemption,
    RedemptionConnection,
    RedemptionResult,
    UnitWallet,
    holder_of,
    shown_redemption,
    shown_wallet,
)
from gridcall.bank.holders import held_by
from gridcall.errors import NotFound as Missing
from gridcall.gql import Context, Info, PageInfo, Refusal, actor_of, new_uuid_of, page_size, requires, uuid_of
from gridcall.people.permissions import Permission
from gridcall.points.api import shown_account, shown_transfer
from gridcall.registrations import queries as registrations
from gridcall.registrations.queries import represented

HoldRedemptionResult = Annotated[RedemptionResult | Refusal, strawberry.union("HoldRedemptionResult")]
CancelRedemptionResult = Annotated[RedemptionResult | Refusal, strawberry.union("CancelRedemptionResult")]
RedeemResult = Annotated[RedemptionResult | Refusal, strawberry.union("RedeemResult")]
UndoRedemptionResult = Annotated[RedemptionResult | Refusal, strawberry.union("UndoRedemptionResult")]


async def _shown(outcome: actions.Outcome, info: Info) -> RedemptionResult:
    """The accounts that the reader may know: the holder's own, or the branch's."""
    row = await queries.redemption(outcome.redemption.id)
    if row is None:
        raise Missing("redemption")
    redemption = shown_redemption(row, info.context)
    own = accounts.of_holder(*holder_of(row)).id
    till = accounts.of_branch(UUID(row["branch_id"])).id
    known = own if redemption.mine else till
    return RedemptionResult(
        redemption=redemption,
        transfer=shown_transfer(outcome.booked.transfer),
        accounts=[shown_account(one) for one in outcome.booked.accounts if one.id == known],
        replayed=outcome.booked.replayed,
    )


def _page(page: queries.Page, cursor: str, context: Context) -> RedemptionConnection:
    rows: Sequence[db.Row] = page.rows
    end = keyset.cursor_of(rows[-1]["held_at"], rows[-1]["id"]) if rows else None
    return RedemptionConnection(
        nodes=[shown_redemption(row, context) for row in rows],
        page_info=PageInfo(has_next_page=page.more, end_cursor=end),
        feed_cursor=cursor,
    )


async def _kept(info: Info, branch_id: str) -> UUID:
    """The branch, if the reader keeps it."""
    key = uuid_of(branch_id, "branchId")
    found = (await queries.branches_by_id([key])).get(key)
    if found is None or actor_of(info).holds(Permission.BRANCH_KEEP, found["code"]) is None:
        raise Missing("branch")
    return key


def _represented(info: Info, unit_id: str) -> UUID:
    """The unit, if the reader is its contact."""
    key = uuid_of(unit_id, "unitId")
    if key not in represented(actor_of(info)):
        raise Missing("unit")
    return key


@strawberry.type
class RedeemingQuery:
    @strawberry.field
    async def my_redemptions(
        self,
        info: Info,
        first: int,
        after: str | None = None,
        waiting_only: bool = False,
        unit_id: strawberry.ID | None = None,
    ) -> RedemptionConnection:
        """One's own, or those of a unit that one represents, the latest first."""
        cursor, actor = await outbox.head_cursor(), actor_of(info)
        unit = _represented(info, unit_id) if unit_id else None
        page = await queries.redemptions_of(actor.person_id, unit, page_size(first), after, waiting_only=waiting_only)
        return _page(page, cursor, info.context)

    @strawberry.field
    async def redemption(self, info: Info, id: strawberry.ID) -> Redemption | None:
        """For its holder and its branch."""
        actor, row = actor_of(info), await queries.redemption(uuid_of(id))
        if row is None:
            return None
        keeps = actor.holds(Permission.BRANCH_KEEP, row["branch_code"]) is not None
        return shown_redemption(row, info.context) if keeps or held_by(actor, *holder_of(row)) else None

    @strawberry.field
    async def unit_wallets(self, info: Info) -> list[UnitWallet]:
        """Of the units that the reader represents, by name."""
        units = await registrations.units_with(represented(actor_of(info)))
        return [shown_wallet(unit) for unit in units]

    @strawberry.field(extensions=[requires(Permission.BRANCH_KEEP)])  # type: ignore[untyped-decorator]
    async def redemption_by_code(self, info: Info, branch_id: strawberry.ID, code: str) -> Redemption | None:
        """What the keeper sees before redeeming. Counted: codes cannot be found out by trying."""
        context = info.context
        found = await actions.preview(
            actor_of(info), uuid_of(branch_id, "branchId"), code, address=context.address, now=context.now
        )
        row = await queries.redemption(found) if found else None
        return shown_redemption(row, context) if row else None

    @strawberry.field(extensions=[requires(Permission.BRANCH_KEEP)])  # type: ignore[untyped-decorator]
    async def branch_redemptions(
        self, info: Info, branch_id: strawberry.ID, first: int, after: str | None = None
    ) -> RedemptionConnection:
        """A branch's, the latest first."""
        cursor, key = await outbox.head_cursor(), await _kept(info, branch_id)
        return _page(await queries.redemptions_at(key, page_size(first), after), cursor, info.context)

    @strawberry.field(extensions=[requires(Permission.BRANCH_KEEP)])  # type: ignore[untyped-decorator]
    async def open_vouchers(self, info: Info, branch_id: strawberry.ID) -> list[OpenVoucher]:
        """To be kept on the phone of a branch with a bad connection."""
        key = await _kept(info, branch_id)
        return [_voucher(key, row) for row in await queries.open_vouchers(key, info.context.now)]


def _voucher(branch_id: UUID, row: db.Row) -> OpenVoucher:
    return OpenVoucher(
        code_hash=rules.code_hash(branch_id, row["code"]),
        good_name=row["good_name"],
        quantity=row["quantity"],
        points=row["points"],
        expires_at=row["expires_at"],
    )


@strawberry.type
class RedeemingMutation:
    @strawberry.mutation
    async def hold_redemption(
        self,
        info: Info,
        id: strawberry.ID,
        good_id: strawberry.ID,
        quantity: int,
        voucher: bool,
        unit_id: strawberry.ID | None = None,
    ) -> HoldRedemptionResult:
        """Points and stock are held together; the answer carries the one-time code for the counter.

        `unitId`: with the points of a unit, by its contact.
        """
        unit = uuid_of(unit_id, "unitId") if unit_id else None
        wanted = actions.Wanted(uuid_of(good_id, "goodId"), quantity, voucher, unit)
        context = info.context
        outcome = await actions.hold(
            actor_of(info), new_uuid_of(id), wanted, settings=context.settings, now=context.now
        )
        return await _shown(outcome, info)

    @strawberry.mutation
    async def cancel_redemption(
        self, info: Info, id: strawberry.ID, redemption_id: strawberry.ID
    ) -> CancelRedemptionResult:
        """By its holder (a unit's by its contact), while it waits. A voucher stays."""
        key = uuid_of(redemption_id, "redemptionId")
        return await _shown(await actions.cancel(actor_of(info), new_uuid_of(id), key, now=info.context.now), info)

    @strawberry.mutation(extensions=[requires(Permission.BRANCH_KEEP)])  # type: ignore[untyped-decorator]
    async def redeem(self, info: Info, id: strawberry.ID, branch_id: strawberry.ID, code: str) -> RedeemResult:
        """At the counter, the code typed or scanned. The id's own time judges a voucher honoured without a network."""
        context = info.context
        outcome = await actions.redeem(
            actor_of(info),
            new_uuid_of(id),
            uuid_of(branch_id, "branchId"),
            code,
            address=context.address,
            now=context.now,
        )
        return await _shown(outcome, info)

    @strawberry.mutation(extensions=[requires(Permission.BRANCH_KEEP)])  # type: ignore[untyped-decorator]
    async def undo_redemption(
        self, info: Info, id: strawberry.ID, redemption_id: strawberry.ID, reason: str
    ) -> UndoRedemptionResult:
        """Points, clearing and stock go back (冲正); on the day of the redemption alone."""
        key = uuid_of(redemption_id, "redemptionId")
        outcome = await actions.undo(actor_of(info), new_uuid_of(id), key, reason, now=info.context.now)
        return await _shown(outcome, info)
