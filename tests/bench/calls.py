"""A page of 50 calls with all parties and clocks, as the district's desk: GraphQL against SQL and orjson by hand."""

import json
from functools import partial

from tests.bench.ground import Result, Site, in_turn, kind_of, lines, rate

CLIENTS, ANSWERS, WHO = 4, 60, "dispatcher"
PAGE = """query Page($filter: CallFilter!) { calls(first: 50, filter: $filter) {
  nodes {
    id number status urgency title place code streetName reportAt reportPlace updatedAt version
    clock { stage limitStart dueAt lamp }
    assignments { id unitName part status silent headcount coming clock { stage limitStart dueAt lamp } }
  }
  pageInfo { hasNextPage endCursor } feedCursor } }"""
ASKED = {"query": PAGE, "variables": {"filter": {"scope": "AREA"}}}


async def measured(few: Site, many: Site, postgres: str) -> list[Result]:
    """The page against the one by hand, both at many calls; and the page at many against the page at few."""
    async with lines(few, CLIENTS) as to_few, lines(many, CLIENTS) as to_many:
        asked = (many.post("/graphql", ASKED, WHO), many.post("/bare/calls", {}, WHO))
        ours_says, theirs_says = [json.loads(await to_many[0].ask(one)) for one in asked]
        for answer in (ours_says, theirs_says):
            assert answer["data"]["calls"].pop("feedCursor")  # may go on between the two
        assert len(ours_says["data"]["calls"]["nodes"]) == 50, ours_says
        assert ours_says == theirs_says, "the page differs from the one by hand"
        ours, theirs, at_few = await in_turn(
            partial(rate, to_many, partial(many.post, "/graphql", ASKED, WHO), ANSWERS),
            partial(rate, to_many, partial(many.post, "/bare/calls", {}, WHO), ANSWERS),
            partial(rate, to_few, partial(few.post, "/graphql", ASKED, WHO), ANSWERS),
        )
    kind = kind_of(postgres)
    return [
        Result(f"page of 50 calls against by hand, {kind}", _cost(ours), _cost(theirs), theirs / ours, 3.0),
        Result(
            f"page at {many.snaps:,} calls against {few.snaps:,}, {kind}",
            _cost(ours),
            _cost(at_few),
            at_few / ours,
            1.3,
        ),
    ]


def _cost(per_second: float) -> str:
    return f"{1000 / per_second:.2f} ms"
