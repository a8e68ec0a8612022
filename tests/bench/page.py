"""A page of 50 snaps with cell, reporter and timeline, as the cell's worker: GraphQL against SQL and orjson by hand."""

import json
from functools import partial

from tests.bench.ground import Line, Result, Site, in_turn, kind_of, lines, rate

FEW, MANY = 1_000, 200_000
CLIENTS = 4
ANSWERS = 60  # a round and way
PAGE = """query Page($filter: SnapFilter!) { snaps(first: 50, filter: $filter) {
  nodes {
    id receipt status category words place code takenAt arrivedAt updatedAt lamp backers version thumbUrl
    cell { code name kind communityName }
    reporter { personId name post phone }
    entries { id step status at byName byPost }
  }
  pageInfo { hasNextPage endCursor } feedCursor } }"""
ASKED = {"query": PAGE, "variables": {"filter": {"scope": "AREA"}}}


async def measured(few: Site, many: Site, postgres: str) -> list[Result]:
    """The page against the one by hand, both at many snaps; and the page at many against the page at few."""
    async with lines(few, CLIENTS) as to_few, lines(many, CLIENTS) as to_many:
        await _check_same(to_many[0], many)
        ours, theirs, at_few = await in_turn(
            partial(rate, to_many, partial(many.post, "/graphql", ASKED), ANSWERS),
            partial(rate, to_many, partial(many.post, "/bare/page", {}), ANSWERS),
            partial(rate, to_few, partial(few.post, "/graphql", ASKED), ANSWERS),
        )
    kind = kind_of(postgres)
    return [
        Result(f"page of 50 against by hand, {kind}", _cost(ours), _cost(theirs), theirs / ours, 3.0),
        Result(f"page at {MANY:,} snaps against {FEW:,}, {kind}", _cost(ours), _cost(at_few), at_few / ours, 1.3),
    ]


def _cost(per_second: float) -> str:
    return f"{1000 / per_second:.2f} ms"


async def _check_same(line: Line, site: Site) -> None:
    """Both ways answer with the same JSON, or there is nothing to compare."""
    ours = json.loads(await line.ask(site.post("/graphql", ASKED)))
    theirs = json.loads(await line.ask(site.post("/bare/page", {})))
    for answer in (ours, theirs):
        assert answer["data"]["snaps"].pop("feedCursor")  # may go on between the two
    assert len(ours["data"]["snaps"]["nodes"]) == 50, ours
    assert ours == theirs, f"the page differs from the one by hand:\n{ours}\n{theirs}"
