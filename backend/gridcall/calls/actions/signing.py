"""The street's head signs the call form, or sends it back to its drafter."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from gridcall import clock, db
from gridcall.calls import form, queries, seal, writing
from gridcall.calls.actions.turn import Request, begin, finish
from gridcall.calls.rows import CallRow, FormRow
from gridcall.calls.workflow import CallStep
from gridcall.errors import InvalidInput
from gridcall.people.actor import Actor
from gridcall.responsibility import queries as responsibility
from gridcall.snaps import actions as snap_actions
from gridcall.snaps import queries as snaps


async def to_be_signed(call: CallRow) -> str:
    """The canonical text of the call form as it stands now."""
    book, item = await responsibility.item(call.item_id) if call.item_id else (None, None)
    situation = next((one.words for one in item.situations if one.id == call.situation_id), "") if item else ""
    found = await snaps.snaps_by_id([UUID(one) for one in call.snap_ids])
    receipts = [found[UUID(one)].receipt for one in call.snap_ids if UUID(one) in found]
    return seal.canonical(form.content(call, situation, book.version.name if book else "", receipts))


async def sign_off(actor: Actor, request: Request, hash_: str, *, now: datetime) -> CallRow:
    """The head signs what was shown: `hash_` is the SHA-256 that the phone computed of it.

    InvalidInput when the form differs from what was shown. The call gets its number and goes to the district desk.
    """
    async with db.transaction():
        turn = await begin(CallStep.SIGN_OFF, actor, request, now, hash=hash_)
        if turn.repeated:
            return turn.call
        text = await to_be_signed(turn.call)
        if seal.digest(text) != hash_:
            raise InvalidInput("hash", "form_changed")
        signed = FormRow(
            id=request.id,
            call_id=turn.call.id,
            content=text,
            hash=hash_,
            seal_version=seal.VERSION,
            signed_by_id=actor.person_id,
            post_id=turn.hat.post_id,
            acting=turn.hat.acting_for is not None,
            signed_at=now,
        )
        await writing.insert("call_forms", signed)
        call = turn.moved(seal=hash_, signed_at=now)
        if call.number is None:
            year = now.astimezone(clock.CHINA).year
            call = replace(call, number=await writing.number_of(call.district, year), year=year)
        for snap_id in await queries.snaps_behind(call.id):
            if not await snap_actions.raise_to_call(actor, snap_id, call.street, now=now):
                await writing.untie_snap(call, snap_id)
        return await finish(turn, call, facts={"seal": hash_})


async def send_to_drafter(actor: Actor, request: Request, *, now: datetime) -> CallRow:
    """Not like this, and why (退回)."""
    async with db.transaction():
        turn = await begin(CallStep.SEND_TO_DRAFTER, actor, request, now)
        return turn.call if turn.repeated else await finish(turn, turn.moved())
