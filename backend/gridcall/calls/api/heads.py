"""What everybody who takes part may know of a call, from a row or from an event."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import strawberry

import gridcall.responsibility.api
import gridcall.snaps.api  # noqa: F401  these two name their enums first: Stage, Urgency, Lamp
from gridcall.calls.clocks import Span, worst
from gridcall.calls.events import HEAD_NAMES, CallEvent
from gridcall.calls.rows import CallRow
from gridcall.calls.rules import PleaAnswer, Satisfaction, Solved
from gridcall.calls.workflow import AssignmentStatus, CallStatus, CallStep, PleaKind, UnitPart
from gridcall.gql import Context, of_row
from gridcall.lamps import Lamp, clock_lamp
from gridcall.responsibility.rules import Stage, Urgency

for enum in (CallStatus, CallStep, AssignmentStatus, UnitPart, Satisfaction, Solved, PleaKind, PleaAnswer):
    strawberry.enum(enum)


@strawberry.type
class CallClock:
    """A running clock: what its holder has to do, from when, until when."""

    stage: Stage
    limit_start: datetime
    due_at: datetime
    amber_at: datetime = strawberry.field(description="When the lamp turns amber; of a call, by any of its clocks.")
    lamp: Lamp


def clock_of(stage: Stage | None, own: Span, context: Context, beside: Iterable[Span] = ()) -> CallClock | None:
    """A clock with its lamp; that of a call, with all others that run `beside` it, is as bad as the worst of them."""
    start, due = own
    if stage is None or start is None or due is None:
        return None
    amber, red = worst(start, due, beside, context.settings.amber_share)
    lamp = Lamp.RED if context.now >= red else Lamp.AMBER if context.now >= amber else Lamp.GREEN
    return CallClock(stage=stage, limit_start=start, due_at=due, amber_at=amber, lamp=lamp)


@strawberry.type
class PartHead:
    """One unit of a call, as lists and events show it."""

    unit_id: strawberry.ID | None = strawberry.field(description="Null in events from before it was told.")
    unit_name: str
    status: AssignmentStatus
    silent: bool = strawberry.field(description="Called, and no answer within the limit.")
    plea: PleaKind | None = strawberry.field(description="What the unit asks of the desk and has no answer to yet.")
    limit_start: datetime | None
    due_at: datetime | None
    lamp: Lamp


@strawberry.interface
class CallSummary:
    """What every list of calls shows."""

    row: strawberry.Private[CallRow | CallEvent]
    id: strawberry.ID
    number: str | None = strawberry.field(description="历呼〔2026〕0417; given with the signature.")
    status: CallStatus = of_row("status")
    urgency: Urgency = of_row("urgency")
    title: str = of_row("title")
    place: str = of_row("place")
    code: str = of_row("code")
    street_name: str = of_row("street_name")
    report_at: datetime | None = of_row("report_at", description="When the units report on site.")
    report_place: str = of_row("report_place")
    updated_at: datetime = of_row("updated_at")
    version: int = of_row("version")
    clock: CallClock | None = strawberry.field(
        description="The clock that ends first, with the worst lamp of all that run."
    )
    plea: PleaKind | None = of_row("plea", description="What the street asks of the desk and has no answer to yet.")
    parts: list[PartHead] = strawberry.field(description="The called units, in the order of dispatch.")


@strawberry.type
class CallHead(CallSummary):
    """A call as events carry it."""


def moment_of(raw: str | None) -> datetime | None:
    return datetime.fromisoformat(raw) if raw else None


def silent(status: AssignmentStatus, due: datetime | None, now: datetime) -> bool:
    """Silence is a state: called, and no answer within the limit."""
    return status is AssignmentStatus.DISPATCHED and due is not None and now >= due


def number_of(short: str, year: int | None, number: int | None) -> str | None:
    """历呼〔2026〕0417; `short` is the district's one-character name."""
    return None if number is None else f"{short}呼〔{year}〕{number:04}"


def head_of_event(payload: Mapping[str, Any], context: Context) -> CallHead:
    """The head that an event of calls carries; `payload` as the outbox stores it."""
    facts: dict[str, Any] = {name: payload.get(name) for name in HEAD_NAMES}
    event = CallEvent(**facts | _typed(payload))
    return CallHead(
        row=event,
        id=payload["id"],
        number=number_of(context.settings.call_prefix, event.year, event.number),
        clock=clock_of(event.stage, (event.limit_start, event.due_at), context, map(_span, event.parts)),
        parts=[_part_of_event(part, context) for part in event.parts],
    )


def _typed(payload: Mapping[str, Any]) -> dict[str, Any]:
    start, due = _span(payload)
    return {
        "status": CallStatus(payload["status"]),
        "urgency": Urgency(payload["urgency"]),
        "stage": Stage(payload["stage"]) if payload["stage"] else None,
        "plea": _plea_kind(payload),
        "report_at": moment_of(payload["report_at"]),
        "updated_at": datetime.fromisoformat(payload["updated_at"]),
        "limit_start": start,
        "due_at": due,
    }


def _part_of_event(part: Mapping[str, Any], context: Context) -> PartHead:
    return part_head(
        part.get("unit_id"), part["unit_name"], AssignmentStatus(part["status"]), _plea_kind(part), _span(part), context
    )


def _span(payload: Mapping[str, Any]) -> Span:
    return moment_of(payload["limit_start"]), moment_of(payload["due_at"])


def _plea_kind(payload: Mapping[str, Any]) -> PleaKind | None:
    """Events from before anybody could ask say nothing of it."""
    return PleaKind(payload["plea"]) if payload.get("plea") else None


def part_head(
    unit_id: UUID | str | None,
    unit_name: str,
    status: AssignmentStatus,
    plea: PleaKind | None,
    span: Span,
    context: Context,
) -> PartHead:
    start, due = span
    return PartHead(
        unit_id=strawberry.ID(str(unit_id)) if unit_id else None,
        unit_name=unit_name,
        status=status,
        plea=plea,
        silent=silent(status, due, context.now),
        limit_start=start,
        due_at=due,
        lamp=clock_lamp(start, due, context.now, context.settings.amber_share),
    )
