"""Many calls with three units each, the same ones every time; one in five is in hand."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from tests.cast import CELL, CELL_2, NEXT_CELL, OTHER_CELL, World

from gridcall.calls.rows import ASSIGNMENTS, CALLS
from gridcall.calls.workflow import AssignmentStatus, CallStatus, UnitPart
from gridcall.responsibility.rules import Stage, Urgency

CELLS = (CELL, CELL_2, NEXT_CELL, OTHER_CELL)
UNITS = ("历下区城市管理局", "历下区市场监督管理局", "历下区水务局")
TITLES = ("明城东门夜间占道烧烤", "自来水管爆裂", "消防通道堵塞", "工地裸土未覆盖")
BEGIN = datetime(2025, 1, 1, 1, 2, 3, 456789, UTC)
APART = timedelta(minutes=2)

Rows = Iterator[tuple[Any, ...]]


def tables(world: World, number: int) -> list[tuple[str, Sequence[str], Rows]]:
    """So many calls and their units' parts."""
    numbers = range(number)
    return [
        ("calls", CALLS.names, (_call(world, one) for one in numbers)),
        ("assignments", ASSIGNMENTS.names, (_part(one, rank) for one in numbers for rank in range(len(UNITS)))),
    ]


def _id(kind: int, number: int) -> UUID:
    milliseconds = int((BEGIN + number * APART).timestamp() * 1000)
    return UUID(int=milliseconds << 80 | 0x7 << 76 | 0x2 << 62 | kind << 40 | number)


def _open(number: int) -> bool:
    return number % 5 == 0


def _call(world: World, number: int) -> tuple[Any, ...]:
    at, title = BEGIN + number * APART, TITLES[number % len(TITLES)]
    facts: dict[str, Any] = dict.fromkeys(CALLS.names)
    facts |= dict.fromkeys(("item_number", "item_name", "done_already", "order_text", "opinion"), "")
    facts |= {"id": _id(4, number), "code": CELLS[number % len(CELLS)], "street_name": "智远街道", "title": title}
    facts |= {"status": CallStatus.IN_HAND if _open(number) else CallStatus.ARCHIVED, "urgency": Urgency.NORMAL}
    facts |= {"words": title, "asks": "请到场处置", "place": "东门", "photos": "[]", "snap_ids": "[]"}
    facts |= {"drafter_id": world.persons["clerk"], "number": number + 1, "year": 2025, "seal": "0" * 64}
    facts |= {"signed_at": at, "dispatched_at": at, "report_at": at + APART, "report_place": "东门", "order_version": 1}
    facts |= {"created_at": at, "updated_at": at + APART, "version": 9, "reopened": 0}
    facts |= {"stage": Stage.RESPOND, "limit_start": at, "due_at": at + APART} if _open(number) else {"closed_at": at}
    return tuple(facts.values())


def _part(number: int, rank: int) -> tuple[Any, ...]:
    at, running = BEGIN + number * APART, _open(number)
    facts: dict[str, Any] = dict.fromkeys(ASSIGNMENTS.names)
    facts |= {"id": _id(5 + rank, number), "call_id": _id(4, number), "unit_id": _id(9, rank), "unit_name": UNITS[rank]}
    facts |= {"part": UnitPart.CO_OPERATING if rank else UnitPart.LEAD, "duty": "到场处置", "headcount": 2}
    facts |= {"status": AssignmentStatus.DISPATCHED if running else AssignmentStatus.DONE, "rank": rank + 1}
    facts |= {"dispatched_at": at, "reworked": 0, "reminded": 0, "returns": 0, "binding": False}
    facts |= {"stage": Stage.RESPOND, "limit_start": at, "due_at": at + APART} if running else {"done_at": at}
    return tuple(facts.values())
