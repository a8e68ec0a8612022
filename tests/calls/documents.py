"""Operations on calls as a phone sends them."""

from typing import Any

from tests.client import Client

from gridcall import clock

PROBLEM = (
    "__typename ... on Problem { code message } ... on WrongStatus { actualStatus step } ... on InvalidInput { field }"
)
CALL = """fragment C on Call {
  id number status urgency title words code streetName place itemNumber itemName reportAt reportPlace opinion version
  signed reopened toSign lastSigned draftedByMe
  form { content hash seal signedBy post acting }
  clock { stage limitStart dueAt amberAt lamp }
  plea pleas { id assignmentId kind wishedAt place words byName open answer answerWords }
  snaps { id status receipt }
  assignments { id unitId unitName part status silent mine coming present returns binding reworked reminded seenAt
    dissolved plea clock { stage limitStart dueAt lamp } looks { person { name } } people { name }
    checkIns { lateMinutes metres offline heads by }
    evaluation { result solved words } availableActions { step allowed reason } }
  entries { step status byName byPost unitName words internal heads lateMinutes metres units itemNumber finding seal
    until alone }
  segments { stage unitId assignmentId startedAt endedAt dueAt pleaId lamp }
  availableActions { step allowed reason }
}"""
ONE = f"query($id: ID!) {{ call(id: $id) {{ ...C }} }} {CALL}"
CALL_STEP, PART_STEP = "$input: CallStepInput!", "$input: PartStepInput!"


def mutation(name: str, declared: str, given: str) -> str:
    return f"mutation({declared}) {{ {name}({given}) {{ {PROBLEM} ...C }} }} {CALL}"


DRAFT = mutation("draftCall", "$id: ID!, $form: CallFormInput!", "id: $id, form: $form")
EDIT = mutation(
    "editCall",
    "$callId: ID!, $form: CallFormInput!, $expectedVersion: Int!",
    "callId: $callId, form: $form, expectedVersion: $expectedVersion",
)
# what a step takes beside its input: (declared, given)
FURTHER = {
    "signOffCall": ("$hash: String!", "hash: $hash"),
    "dispatchCall": ("$order: OrderInput!, $units: [CalledUnitInput!]!", "order: $order, units: $units"),
    "addUnits": ("$units: [CalledUnitInput!]!", "units: $units"),
    "moveCall": ("$order: OrderInput!", "order: $order"),
    "respond": ("$heads: Int!", "heads: $heads"),
    "returnPart": ("$itemId: ID!", "itemId: $itemId"),
    "settleReturn": ("$units: [CalledUnitInput!]!, $finding: String", "units: $units, finding: $finding"),
    "relieveUnit": ("$units: [CalledUnitInput!]!", "units: $units"),
    "proposeMeeting": ("$order: OrderInput!", "order: $order"),
    "askExtension": ("$until: DateTime!", "until: $until"),
    "askLaterClosing": ("$until: DateTime!", "until: $until"),
    **dict.fromkeys(
        ("acceptMeeting", "grantExtension", "refusePlea", "grantLaterClosing", "refuseLaterClosing"),
        ("$pleaId: ID!", "pleaId: $pleaId"),
    ),
    "sendPeople": ("$personIds: [ID!]!", "personIds: $personIds"),
    "checkIn": (
        "$checkedAt: DateTime!, $heads: Int!, $point: PointInput",
        "checkedAt: $checkedAt, heads: $heads, point: $point",
    ),
    "closeCall": ("$verdicts: [VerdictInput!]!", "verdicts: $verdicts"),
    "reopenCall": ("$assignmentIds: [ID!]!", "assignmentIds: $assignmentIds"),
}
OF_PART = {
    "remindUnit",
    "respond",
    "returnPart",
    "settleReturn",
    "relieveUnit",
    "proposeMeeting",
    "acceptMeeting",
    "askExtension",
    "grantExtension",
    "refusePlea",
    "sendPeople",
    "checkIn",
    "reportCompletion",
    "acceptPart",
    "sendPartForRework",
}


def step_document(name: str) -> str:
    """The mutation with all that the step takes."""
    declared, arguments = FURTHER.get(name, ("", ""))
    kind = PART_STEP if name in OF_PART else CALL_STEP
    return mutation(
        name, ", ".join(filter(None, (kind, declared))), ", ".join(filter(None, ("input: $input", arguments)))
    )


async def step(
    client: Client, name: str, call: dict[str, Any], part: dict[str, Any] | None = None, **facts: Any
) -> dict[str, Any]:
    """Take a step as a new request unless `id` is given; answers the call, or the refusal."""
    given = {"id": facts.pop("id", None) or str(clock.new_id()), "callId": call["id"]}
    given |= {key: facts.pop(key) for key in ("words", "photos", "expectedVersion") if key in facts}
    if name in OF_PART:
        assert part is not None
        given["assignmentId"] = part["id"]
    answer: dict[str, Any] = (await client.do(step_document(name), input=given, **facts))[name]
    return answer


async def look(client: Client, call: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = (await client.do(ONE, id=call["id"]))["call"]
    return found
