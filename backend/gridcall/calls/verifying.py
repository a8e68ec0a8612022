"""Whether what was signed still stands: `gridcall verify`. Reads, never writes.

A signature is kept in four places that only agree while nobody has altered one of them: the form with its hash, the
call's own fields, the entry in its timeline, and the event in the outbox.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from uuid import UUID

import orjson

from gridcall import db
from gridcall.calls import queries, seal
from gridcall.calls.actions.signing import to_be_signed
from gridcall.calls.rows import CALLS, CallRow, FormRow

BATCH = 200


@dataclass(frozen=True)
class Broken:
    """A call whose signature does not hold, and what is wrong with it."""

    call_id: UUID
    what: str


async def signatures() -> int:
    """How many call forms have been signed."""
    return int(await db.value("SELECT count(*) FROM call_forms"))


async def broken_signatures() -> AsyncIterator[Broken]:
    """Every call that is not what was signed, in the order of ids."""
    after = UUID(int=0)
    while calls := await _signed_after(after):
        forms = await queries.forms([call.id for call in calls])
        for call in calls:
            for what in await _wrong(call, forms[call.id]):
                yield Broken(call.id, what)
        after = calls[-1].id


async def _signed_after(last: UUID) -> list[CallRow]:
    return await CALLS.every(
        f"SELECT {CALLS.columns('c')} FROM calls c WHERE c.number IS NOT NULL AND c.id > $1"
        f" ORDER BY c.id LIMIT {BATCH}",
        last,
    )


async def _wrong(call: CallRow, forms: list[FormRow]) -> list[str]:
    found = [f"form {form.id}: its hash is not that of its content" for form in forms if not _whole(form)]
    entries = await db.rows(
        "SELECT id, facts FROM call_entries WHERE call_id = $1 AND step = 'sign_off' ORDER BY seq", call.id
    )
    told = {str(row["id"]): row["facts"].get("seal") for row in entries}
    signed = {str(form.id): form.hash for form in forms}
    if told != signed:
        found.append("the timeline names other signatures than the forms")
    if not await _heard(call, forms):
        found.append("the outbox tells of other signatures than the forms")
    if call.seal is not None:
        found += await _changed_since(call, forms)
    return found


def _whole(form: FormRow) -> bool:
    return seal.digest(form.content) == form.hash


async def _heard(call: CallRow, forms: list[FormRow]) -> bool:
    """Each signature is told of where the call lay then; it can have been corrected since."""
    codes = sorted({call.code, *(_place(form) for form in forms)})
    places = ", ".join(f"${number}" for number in range(1, 1 + len(codes)))
    rows = await db.rows(f"SELECT payload FROM outbox WHERE kind = 'call.signed_off' AND code IN ({places})", *codes)
    events = [row["payload"] for row in rows if row["payload"]["id"] == str(call.id)]
    return sorted(event["seal"] for event in events) == sorted(form.hash for form in forms)


def _place(form: FormRow) -> str:
    """The code that was signed; none in a form that somebody has spoilt."""
    try:
        return str(orjson.loads(form.content)["place"]["code"])
    except (ValueError, LookupError, TypeError):
        return ""


async def _changed_since(call: CallRow, forms: list[FormRow]) -> list[str]:
    now = next((form for form in forms if form.hash == call.seal), None)
    if now is None:
        return ["it carries a seal that no form has"]
    return [] if await to_be_signed(call) == now.content else ["its fields differ from what was signed"]
