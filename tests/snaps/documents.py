"""Operations as a phone sends them."""

from typing import Any

from tests.client import Client

from gridcall import clock

SNAP = """fragment S on Snap {
  id receipt status words place code cellName communityName streetName lamp backers
  public version mine backedByMe reopened
  reporter { name post phone } assignee { name post phone } mergedInto { id receipt }
  entries { step status byName byPost toName words late photos { url } }
  availableActions { step allowed reason }
}"""
PROBLEM = (
    "__typename ... on Problem { code message } ... on WrongStatus { actualStatus step } ... on InvalidInput { field }"
)


def mutation(name: str, declared: str, given: str) -> str:
    return f"mutation({declared}) {{ {name}({given}) {{ {PROBLEM} ...S }} }} {SNAP}"


TAKE = mutation("takeSnap", "$input: TakeSnapInput!", "input: $input")
ONE = f"query($id: ID!) {{ snap(id: $id) {{ ...S }} }} {SNAP}"
LIST = """query($first: Int!, $after: String, $filter: SnapFilter!) {
  snaps(first: $first, after: $after, filter: $filter) {
  nodes { id words reporter { name } } pageInfo { hasNextPage endCursor } feedCursor } }"""


async def take(client: Client, **facts: Any) -> dict[str, Any]:
    given = {
        "id": str(clock.new_id()),
        "photos": [],
        "place": "广德路 12 号楼前",
        "category": "ROAD",
        "words": "井盖移位，电话 13812345678",
        "takenAt": clock.now().isoformat(),
        "fixedOnTheSpot": False,
        "point": {"lon": 117.102, "lat": 36.662, "crs": "WGS84", "accuracyMetres": 8},
    }
    answer: dict[str, Any] = (await client.do(TAKE, input={**given, **facts}))["takeSnap"]
    return answer


async def step(client: Client, name: str, snap: dict[str, Any], further: str = "", **facts: Any) -> dict[str, Any]:
    """`further` is written into the call as it stands: 'personId: "..."'."""
    document = mutation(name, "$input: SnapStepInput!", f"input: $input {further}")
    given = {"id": str(clock.new_id()), "snapId": snap["id"], "words": "按规定处理", **facts}
    answer: dict[str, Any] = (await client.do(document, input=given))[name]
    return answer


async def one(client: Client, snap: dict[str, Any]) -> dict[str, Any] | None:
    found: dict[str, Any] | None = (await client.do(ONE, id=snap["id"]))["snap"]
    return found


async def back(client: Client, snap: dict[str, Any]) -> dict[str, Any]:
    document = mutation("backSnap", "$id: ID!, $snapId: ID!", "id: $id, snapId: $snapId")
    answer: dict[str, Any] = (await client.do(document, id=str(clock.new_id()), snapId=snap["id"]))["backSnap"]
    return answer
