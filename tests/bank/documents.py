"""Operations on branches and points as a phone sends them."""

from typing import Any

from tests.client import Client

from gridcall import clock

PROBLEM = (
    "__typename ... on Problem { code message } ... on WrongStatus { actualStatus step } ... on InvalidInput { field }"
    " ... on NotEnoughPoints { left: available }"
)
BRANCH = "id name code streetName place hours open badConnection version"
GOOD = "id branchId kind name words points stock perMonth available version withdrawn"
REDEMPTION = (
    "id goodName quantity points status voucher code heldAt expiresAt redeemedAt undoable holderName mine transferId"
    " unitId branch { id name streetName }"
)
RESULT = (
    f"redemption {{ {REDEMPTION} }} transfer {{ id kind amount }} accounts {{ kind posted pending available }} replayed"
)
SETTLEMENT = (
    "id streetA streetB nameA nameB period owedByA owedByB net proposed confirmedByA confirmedByB bookedAt canConfirm"
    " canWithdraw withdrawnBecause"
)
GIFT = "transfer { id kind amount } accounts { posted available } replayed"

# name: (declared, given, selection)
MUTATIONS = {
    "openBranch": ("$input: BranchInput!", "input: $input", f"... on Branch {{ {BRANCH} }}"),
    "changeBranch": (
        "$id: ID!, $input: ChangeBranchInput!",
        "id: $id, input: $input",
        f"... on Branch {{ {BRANCH} }}",
    ),
    "offerGood": ("$input: GoodInput!", "input: $input", f"... on Good {{ {GOOD} }}"),
    "changeGood": ("$input: ChangeGoodInput!", "input: $input", f"... on Good {{ {GOOD} }}"),
    "holdRedemption": (
        "$id: ID!, $goodId: ID!, $quantity: Int!, $voucher: Boolean!, $unitId: ID",
        "id: $id, goodId: $goodId, quantity: $quantity, voucher: $voucher, unitId: $unitId",
        f"... on RedemptionResult {{ {RESULT} }}",
    ),
    "cancelRedemption": (
        "$id: ID!, $redemptionId: ID!",
        "id: $id, redemptionId: $redemptionId",
        f"... on RedemptionResult {{ {RESULT} }}",
    ),
    "redeem": (
        "$id: ID!, $branchId: ID!, $code: String!",
        "id: $id, branchId: $branchId, code: $code",
        f"... on RedemptionResult {{ {RESULT} }}",
    ),
    "undoRedemption": (
        "$id: ID!, $redemptionId: ID!, $reason: String!",
        "id: $id, redemptionId: $redemptionId, reason: $reason",
        f"... on RedemptionResult {{ {RESULT} }}",
    ),
    "givePoints": (
        "$id: ID!, $toPhone: String!, $points: Int!, $words: String",
        "id: $id, toPhone: $toPhone, points: $points, words: $words",
        f"... on PointsResult {{ {GIFT} }}",
    ),
    "proposeSettlement": (
        "$id: ID!, $streetA: String!, $streetB: String!, $period: String!",
        "id: $id, streetA: $streetA, streetB: $streetB, period: $period",
        f"... on Settlement {{ {SETTLEMENT} }}",
    ),
    "withdrawSettlement": (
        "$id: ID!, $settlementId: ID!, $reason: String!",
        "id: $id, settlementId: $settlementId, reason: $reason",
        f"... on Settlement {{ {SETTLEMENT} }}",
    ),
    "confirmSettlement": (
        "$id: ID!, $settlementId: ID!",
        "id: $id, settlementId: $settlementId",
        f"... on Settlement {{ {SETTLEMENT} }}",
    ),
}


async def change(client: Client, name: str, **facts: Any) -> dict[str, Any]:
    """Send a mutation; `id` is a new one unless given. Answers the thing, or the refusal."""
    declared, given, selection = MUTATIONS[name]
    if "$id" in declared:
        facts.setdefault("id", str(clock.new_id()))
    document = f"mutation({declared}) {{ {name}({given}) {{ {PROBLEM} {selection} }} }}"
    answer: dict[str, Any] = (await client.do(document, **facts))[name]
    return answer


async def my_points(client: Client) -> tuple[int, int, int]:
    """(posted, pending, available) of one's own account."""
    found = (await client.do("{ myPoints { id posted pending available } }"))["myPoints"]
    return (found["posted"], found["pending"], found["available"]) if found else (0, 0, 0)


async def my_account(client: Client) -> str:
    return str((await client.do("{ myPoints { id } }"))["myPoints"]["id"])


async def good(client: Client, good_id: str) -> dict[str, Any]:
    found: dict[str, Any] = (await client.do(f"query($id: ID!) {{ good(id: $id) {{ {GOOD} }} }}", id=good_id))["good"]
    return found


async def redemption(client: Client, redemption_id: str) -> dict[str, Any] | None:
    document = f"query($id: ID!) {{ redemption(id: $id) {{ {REDEMPTION} }} }}"
    found: dict[str, Any] | None = (await client.do(document, id=redemption_id))["redemption"]
    return found


async def by_code(client: Client, branch_id: str, code: str) -> dict[str, Any] | None:
    document = (
        "query($branchId: ID!, $code: String!) {"
        f" redemptionByCode(branchId: $branchId, code: $code) {{ {REDEMPTION} }} }}"
    )
    found: dict[str, Any] | None = (await client.do(document, branchId=branch_id, code=code))["redemptionByCode"]
    return found
