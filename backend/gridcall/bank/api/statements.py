"""Statements: one account's lines and sums, as its owner reads them."""

from collections.abc import Sequence
from datetime import datetime

import strawberry

from gridcall import outbox
from gridcall.bank import rules, statements
from gridcall.bank.statements import Line
from gridcall.errors import InvalidInput as BadInput
from gridcall.errors import NotAllowed as Forbidden
from gridcall.gql import Info, PageInfo, actor_of, page_size, requires, uuid_of
from gridcall.people.permissions import Permission
from gridcall.people.workflow import STREET
from gridcall.points.api import PointsAccount, shown_account
from gridcall.points.rules import TransferKind


@strawberry.type
class PointsLine:
    """One movement, as the account's owner reads it."""

    id: strawberry.ID
    number: strawberry.Private[int]
    at: datetime
    kind: TransferKind
    amount: int
    balance: int
    title: str = strawberry.field(description="In the reader's language.")
    place: str = strawberry.field(description="The branch, or the street.")
    link: str | None = strawberry.field(description="Where the thing stands that it was for.")
    reversed: bool


@strawberry.type
class PointsLineEdge:
    cursor: str
    node: PointsLine


@strawberry.type
class PointsLineConnection:
    nodes: list[PointsLine]
    page_info: PageInfo
    feed_cursor: str = strawberry.field(description="The list holds every event up to here.")

    @strawberry.field
    def edges(self) -> list[PointsLineEdge]:
        return [PointsLineEdge(cursor=str(node.number), node=node) for node in self.nodes]


@strawberry.type
class PointsStatement:
    """A month of an account: opening plus earned minus spent is closing."""

    account: PointsAccount
    period: str
    opening: int
    closing: int
    earned: int
    spent: int
    lines: PointsLineConnection


def _shown(lines: Sequence[Line], more: bool, cursor: str) -> PointsLineConnection:
    nodes = [
        PointsLine(
            id=strawberry.ID(line.id),
            number=line.number,
            at=line.at,
            kind=TransferKind(line.kind),
            amount=line.amount,
            balance=line.balance,
            title=line.title,
            place=line.place,
            link=line.link,
            reversed=line.reversed,
        )
        for line in lines
    ]
    end = str(nodes[-1].number) if nodes else None
    return PointsLineConnection(nodes=nodes, page_info=PageInfo(has_next_page=more, end_cursor=end), feed_cursor=cursor)


@strawberry.type
class StatementsQuery:
    @strawberry.field
    async def points_lines(
        self, info: Info, account_id: strawberry.ID, first: int, after: str | None = None
    ) -> PointsLineConnection:
        """The latest first; of one's own account, or of a branch or street that the reader answers for."""
        cursor = await outbox.head_cursor()
        account = await statements.readable(actor_of(info), uuid_of(account_id, "accountId"))
        page = await statements.page(account.id, page_size(first), after, info.context.language)
        return _shown(page.lines, page.more, cursor)

    @strawberry.field
    async def points_statement(
        self, info: Info, account_id: strawberry.ID, period: str, first: int, after: str | None = None
    ) -> PointsStatement:
        """A month ("2026-11") of an account."""
        cursor, language = await outbox.head_cursor(), info.context.language
        rules.days_of(period)
        account = await statements.readable(actor_of(info), uuid_of(account_id, "accountId"))
        page = await statements.page(account.id, page_size(first), after, language, period=period)
        sums = await statements.sums(account.id, period)
        lines = _shown(page.lines, page.more, cursor)
        return PointsStatement(account=shown_account(account), period=period, lines=lines, **vars(sums))

    @strawberry.field
    async def points_statement_csv(self, info: Info, account_id: strawberry.ID, period: str) -> str:
        """The same for a spreadsheet, the oldest first."""
        account = await statements.readable(actor_of(info), uuid_of(account_id, "accountId"))
        return await statements.exported(account.id, period, info.context.language)

    @strawberry.field(extensions=[requires(Permission.POINTS_READ)])  # type: ignore[untyped-decorator]
    async def street_accounts(self, info: Info, street: str) -> list[PointsAccount]:
        """A street's own accounts, its clearing with others, and its branches."""
        if not (street.isascii() and street.isdigit() and len(street) == STREET):
            raise BadInput("street", "not_a_street")
        if actor_of(info).holds(Permission.POINTS_READ, street) is None:
            raise Forbidden(Permission.POINTS_READ.value)
        return [shown_account(row) for row in await statements.of_street(street)]
