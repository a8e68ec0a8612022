"""Snaps taken in over the wire by many phones at once: a mutation each, against a bare insert with the same durability.

Bare is a route that reads JSON and inserts a snap's row into the same table in one commit: on SQLite in the event loop
with synchronous=FULL, on PostgreSQL through asyncpg. Ours checks, finds the cell and who is told, and writes beside the
row its first entry, its search terms and its event.
"""

from functools import partial
from itertools import cycle

from tests.bench.ground import Result, Site, in_turn, kind_of, lines, rate

from gridcall import clock

PHONES = 16
TAKEN = 160  # a round and way
TAKE = """mutation Take($input: TakeSnapInput!) { takeSnap(input: $input) {
  __typename ... on Snap { id receipt status } ... on Problem { code message } } }"""
POINT = {"lon": 117.102, "lat": 36.662, "crs": "WGS84", "accuracyMetres": 8}
FACTS = {"photos": [], "place": "东门", "category": "ROAD", "words": "路边检查井盖移位", "fixedOnTheSpot": False}


def _take(site: Site, who: str) -> bytes:
    now = clock.now().isoformat()
    given = {**FACTS, "id": str(clock.new_id()), "point": POINT, "takenAt": now}
    return site.post("/graphql", {"query": TAKE, "variables": {"input": given}}, who)


def _bare(site: Site) -> bytes:
    return site.post("/bare/snap", {"id": str(clock.new_id()), "words": FACTS["words"]})


async def measured(site: Site, postgres: str) -> list[Result]:
    """How many a second, each way."""
    cast = cycle(site.tokens)  # everybody takes some: one person's pace is limited

    def take() -> bytes:
        return _take(site, next(cast))

    async with lines(site, PHONES) as phones:
        taken = await phones[0].ask(take())
        assert b'"Snap"' in taken, taken
        ours, theirs = await in_turn(
            partial(rate, phones, take, TAKEN), partial(rate, phones, partial(_bare, site), TAKEN)
        )
    name = f"snaps taken against a bare insert, {kind_of(postgres)}"
    return [Result(name, f"{ours:,.0f}/s", f"{theirs:,.0f}/s", ours / theirs, 1 / 3, at_most=False)]
