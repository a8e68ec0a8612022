"""Operations on wishes as a phone sends them."""

from datetime import timedelta
from typing import Any

from tests.cast import COMMUNITY
from tests.client import Client

from gridcall import clock

PROBLEM = (
    "__typename ... on Problem { code message } ... on WrongStatus { actualStatus step } ... on InvalidInput { field }"
    " ... on NotAllowed { permission }"
)
WISH = """fragment W on Wish {
  id code status kind who words communityName streetName amountYuan wantedBy points given publishedAt promisedOn stale
  lamp version onBehalf flags twoNeeded mine thanks confirmBy contactVisible feedCursor thumbUrl
  photos { url }
  claim { id claimerName unitName mine plan promisedOn companions companionsNeeded joinedByMe extensionAskedUntil
    extensionReason extensionTimes dueAt limitStart remindedAt }
  private { originalWords maskedWords name phone address consentHow consentAt }
  looks { byName at }
  entries { step status byName byPost toName words points photos { url } }
  availableActions { step allowed reason }
}"""
ONE = f"query($id: ID!) {{ wish(id: $id) {{ ...W }} }} {WISH}"
HEAD = "id status kind who words communityName promisedOn stale lamp given"
LIST = (
    "query($filter: WishFilter!, $first: Int!, $after: String) { wishes(filter: $filter, first: $first, after: $after)"
    f" {{ nodes {{ {HEAD} }} edges {{ cursor }} pageInfo {{ hasNextPage endCursor }} feedCursor }} }}"
)
COUNTS = """query($within: String) { wishCounts(within: $within) {
  published claimed fulfilled open underWay stale mine claimedByMe toReview } }"""


def mutation(name: str, declared: str, given: str) -> str:
    return f"mutation({declared}) {{ {name}({given}) {{ {PROBLEM} ...W }} }} {WISH}"


POST = mutation("postWish", "$input: PostWishInput!", "input: $input")
REVISE = mutation("reviseWish", "$input: PostWishInput!, $wishId: ID!", "input: $input, wishId: $wishId")
PUBLISH = mutation("publishWish", "$input: PublishWishInput!", "input: $input")
CLAIM = mutation("claimWish", "$input: ClaimWishInput!", "input: $input")
REVEAL = f"""mutation($id: ID!) {{
  revealWishContact(wishId: $id) {{ {PROBLEM} ... on WishContact {{ name phone address }} }} }}"""
FURTHER = {
    "passOnClaim": ("$toPersonId: ID!", "toPersonId: $toPersonId"),
    "askClaimExtension": ("$until: Date!", "until: $until"),
    "givePointsToWish": ("$points: Int!", "points: $points"),
}
WORDS = "我叫林小满，想给家里换一盏声控灯，住在3号楼2单元501室，电话13800000000"
ADDRESS, NAME, PHONE = "3号楼2单元501室", "林小满", "13800000000"
MASKED = "想给家里换一盏声控灯，家里有人腿脚不便"


def form(**facts: Any) -> dict[str, Any]:
    return {
        "id": str(clock.new_id()),
        "kind": "GOODS",
        "for": "ONESELF",
        "who": "RESIDENT",
        "words": WORDS,
        "community": COMMUNITY,
        "name": NAME,
        "phone": PHONE,
        "address": ADDRESS,
        "flags": [],
        "photos": [],
        **facts,
    }


async def post(client: Client, **facts: Any) -> dict[str, Any]:
    answer: dict[str, Any] = (await client.do(POST, input=form(**facts)))["postWish"]
    return answer


async def publish(client: Client, wish: dict[str, Any], **facts: Any) -> dict[str, Any]:
    given = {
        "id": str(clock.new_id()),
        "wishId": wish["id"],
        "maskedWords": MASKED,
        "flags": wish["flags"],
        "who": wish["who"],
        **facts,
    }
    answer: dict[str, Any] = (await client.do(PUBLISH, input=given))["publishWish"]
    return answer


def in_days(days: int) -> str:
    return (clock.today() + timedelta(days=days)).isoformat()


async def claim(client: Client, wish: dict[str, Any], **facts: Any) -> dict[str, Any]:
    given = {
        "id": str(clock.new_id()),
        "wishId": wish["id"],
        "plan": "周六上午带灯和梯子过去装好",
        "promisedOn": in_days(10),
        **facts,
    }
    answer: dict[str, Any] = (await client.do(CLAIM, input=given))["claimWish"]
    return answer


async def step(client: Client, name: str, wish: dict[str, Any], **facts: Any) -> dict[str, Any]:
    """Take a step as a new request unless `id` is given; answers the wish, or the refusal."""
    given = {"id": facts.pop("id", None) or str(clock.new_id()), "wishId": wish["id"]}
    given |= {key: facts.pop(key) for key in ("words", "photos", "expectedVersion") if key in facts}
    declared, passed = FURTHER.get(name, ("", ""))
    document = mutation(
        name,
        ", ".join(filter(None, ("$input: WishStepInput!", declared))),
        ", ".join(filter(None, ("input: $input", passed))),
    )
    answer: dict[str, Any] = (await client.do(document, input=given, **facts))[name]
    return answer


async def reveal(client: Client, wish: dict[str, Any]) -> dict[str, Any]:
    answer: dict[str, Any] = (await client.do(REVEAL, id=wish["id"]))["revealWishContact"]
    return answer


async def look(client: Client, wish: dict[str, Any]) -> Any:
    return (await client.do(ONE, id=wish["id"]))["wish"]


async def listed(client: Client, scope: str = "PUBLIC", first: int = 50, after: str | None = None, **facts: Any) -> Any:
    return (await client.do(LIST, filter={"scope": scope, **facts}, first=first, after=after))["wishes"]
