"""Branches and their catalogue: read by everybody, changed by their street and their keepers."""

from typing import Annotated
from uuid import UUID

import strawberry

from gridcall.bank import actions, queries
from gridcall.bank.api.types import Branch, Good, shown_branch, shown_good
from gridcall.bank.rules import GoodKind
from gridcall.errors import NotFound as Missing
from gridcall.gql import Info, Refusal, actor_of, new_uuid_of, requires, uuid_of
from gridcall.people.permissions import Permission
from gridcall.people.workflow import check_code

OpenBranchResult = Annotated[Branch | Refusal, strawberry.union("OpenBranchResult")]
ChangeBranchResult = Annotated[Branch | Refusal, strawberry.union("ChangeBranchResult")]
OfferGoodResult = Annotated[Good | Refusal, strawberry.union("OfferGoodResult")]
ChangeGoodResult = Annotated[Good | Refusal, strawberry.union("ChangeGoodResult")]


@strawberry.input
class BranchInput:
    """`id` is client-made (UUIDv7) and is the idempotency key; `code` is a street's or a community's."""

    id: strawberry.ID
    name: str
    code: str
    place: str
    hours: str
    bad_connection: bool


@strawberry.input
class ChangeBranchInput:
    branch_id: strawberry.ID
    name: str
    place: str
    hours: str
    open: bool
    bad_connection: bool
    expected_version: int


@strawberry.input
class GoodInput:
    """`id` is client-made (UUIDv7) and is the idempotency key."""

    id: strawberry.ID
    branch_id: strawberry.ID
    kind: GoodKind
    name: str
    words: str
    points: int
    stock: int | None = None
    per_month: int | None = None


@strawberry.input
class ChangeGoodInput:
    """`id` is client-made (UUIDv7) and is the request's idempotency key."""

    id: strawberry.ID
    good_id: strawberry.ID
    name: str
    words: str
    points: int
    stock: int | None = None
    per_month: int | None = None
    withdrawn: bool
    expected_version: int


async def _branch(branch_id: UUID) -> Branch:
    found = (await queries.branches_by_id([branch_id])).get(branch_id)
    if found is None:
        raise Missing("branch")
    return shown_branch(found)


async def _good(good_id: UUID) -> Good:
    found = await queries.good(good_id)
    if found is None:
        raise Missing("good")
    return shown_good(found)


@strawberry.type
class BranchesQuery:
    @strawberry.field
    async def branches(self, within: str) -> list[Branch]:
        """Every branch in a division, by street."""
        return [shown_branch(row) for row in await queries.branches(check_code(within, "within"))]

    @strawberry.field
    async def branch(self, id: strawberry.ID) -> Branch | None:
        found = (await queries.branches_by_id([key := uuid_of(id)])).get(key)
        return shown_branch(found) if found else None

    @strawberry.field
    async def good(self, id: strawberry.ID) -> Good | None:
        found = await queries.good(uuid_of(id))
        return shown_good(found) if found else None

    @strawberry.field
    async def my_branches(self, info: Info) -> list[Branch]:
        """Those that the reader keeps."""
        return [shown_branch(row) for row in await queries.kept(actor_of(info))]


@strawberry.type
class BranchesMutation:
    @strawberry.mutation(extensions=[requires(Permission.BRANCH_MANAGE)])  # type: ignore[untyped-decorator]
    async def open_branch(self, info: Info, input: BranchInput) -> OpenBranchResult:
        """A street opens a branch of the public-service bank."""
        facts = actions.BranchFacts(input.name, input.place, input.hours, input.bad_connection)
        identifier = new_uuid_of(input.id)
        await actions.open_branch(actor_of(info), identifier, input.code, facts, now=info.context.now)
        return await _branch(identifier)

    @strawberry.mutation(extensions=[requires(Permission.BRANCH_MANAGE)])  # type: ignore[untyped-decorator]
    async def change_branch(self, info: Info, id: strawberry.ID, input: ChangeBranchInput) -> ChangeBranchResult:
        """Also closed and opened again."""
        facts = actions.BranchFacts(input.name, input.place, input.hours, input.bad_connection, input.open)
        branch = await actions.change_branch(
            actor_of(info),
            new_uuid_of(id),
            uuid_of(input.branch_id, "branchId"),
            facts,
            expected_version=input.expected_version,
            now=info.context.now,
        )
        return await _branch(branch.id)

    @strawberry.mutation(extensions=[requires(Permission.GOOD_OFFER)])  # type: ignore[untyped-decorator]
    async def offer_good(self, info: Info, input: GoodInput) -> OfferGoodResult:
        """One more line of the catalogue."""
        facts = actions.GoodFacts(input.name, input.words, input.points, input.stock, input.per_month)
        identifier, branch_id = new_uuid_of(input.id), uuid_of(input.branch_id, "branchId")
        await actions.offer_good(actor_of(info), identifier, branch_id, input.kind, facts, now=info.context.now)
        return await _good(identifier)

    @strawberry.mutation(extensions=[requires(Permission.GOOD_OFFER)])  # type: ignore[untyped-decorator]
    async def change_good(self, info: Info, input: ChangeGoodInput) -> ChangeGoodResult:
        """Its words, price, stock or limit; or withdrawn."""
        facts = actions.GoodFacts(input.name, input.words, input.points, input.stock, input.per_month, input.withdrawn)
        good = await actions.change_good(
            actor_of(info),
            new_uuid_of(input.id),
            uuid_of(input.good_id, "goodId"),
            facts,
            expected_version=input.expected_version,
            now=info.context.now,
        )
        return await _good(good.id)
