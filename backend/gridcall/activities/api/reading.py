"""Reading activities: public, also for whoever is not signed in."""

import strawberry

from gridcall import outbox
from gridcall.activities import queries
from gridcall.activities.api.types import Activity, ActivityConnection, shown
from gridcall.errors import InvalidInput as BadInput
from gridcall.gql import Info, PageInfo, page_size, uuid_of
from gridcall.people.workflow import COMMUNITY, DISTRICT, STREET


@strawberry.type
class ActivitiesQuery:
    @strawberry.field
    async def activities(
        self, info: Info, within: str, first: int, after: str | None = None, past: bool = False
    ) -> ActivityConnection:
        """What lies ahead or goes on in a district, street or community, the nearest first; or what is over."""
        if not (within.isascii() and within.isdigit() and len(within) in (DISTRICT, STREET, COMMUNITY)):
            raise BadInput("within", "division_code")
        cursor = await outbox.head_cursor()
        page = await queries.page(within, page_size(first), after, past=past, now=info.context.now)
        end = queries.cursor_of(page.rows[-1]) if page.rows else None
        return ActivityConnection(
            nodes=[shown(row, info.context) for row in page.rows],
            page_info=PageInfo(has_next_page=page.more, end_cursor=end),
            feed_cursor=cursor,
        )

    @strawberry.field
    async def activity(self, info: Info, id: strawberry.ID) -> Activity | None:
        found = await queries.find(uuid_of(id))
        return shown(found, info.context) if found else None
