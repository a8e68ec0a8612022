"""A page of calls with their units and clocks by hand: two queries and a dictionary."""

import base64
from datetime import datetime
from typing import TYPE_CHECKING, Any

from tests.cast import DISTRICT

from gridcall import clock

if TYPE_CHECKING:
    from tests.bench.bare import Rows

HEADS = {
    "sqlite": "SELECT '0-' || coalesce(max(seq), 0) AS head FROM outbox",
    "postgres": "SELECT pg_snapshot_xmin(pg_current_snapshot())::text || '-0' AS head",
}
CALLS = (
    "SELECT id, number, year, status, urgency, title, place, code, street_name, report_at, report_place, updated_at,"
    " version, stage, limit_start, due_at, created_at FROM calls"
    " WHERE substr(code, 1, 6) = $1 AND number IS NOT NULL ORDER BY created_at DESC, id DESC LIMIT 51"
)
PARTS = (
    "SELECT call_id, id, unit_name, part, status, headcount, coming, stage, limit_start, due_at FROM assignments"
    " WHERE call_id IN (%s) ORDER BY call_id, rank"
)


async def page(rows: "Rows") -> dict[str, Any]:
    """The district's 50 newest."""
    head = await rows.fetch(HEADS[rows.dialect], ())
    found = await rows.fetch(CALLS, (DISTRICT,))
    calls, now = found[:50], clock.now()
    ids = [call["id"] for call in calls]
    parts: dict[Any, list[dict[str, Any]]] = {identifier: [] for identifier in ids}
    places = ", ".join(f"${number}" for number in range(1, len(ids) + 1))
    for part in await rows.fetch(PARTS % places, ids):
        parts[part["call_id"]].append(_part(part, now))
    last = calls[-1]
    place = f"{_moment(last['created_at']).isoformat()}|{last['id']}"
    info = {"hasNextPage": len(found) > 50, "endCursor": base64.urlsafe_b64encode(place.encode()).decode()}
    nodes = [_call(call, parts[call["id"]], now) for call in calls]
    return {"data": {"calls": {"nodes": nodes, "pageInfo": info, "feedCursor": head[0]["head"]}}}


def _call(call: Any, parts: list[dict[str, Any]], now: datetime) -> dict[str, Any]:
    return {
        "id": call["id"],
        "number": f"历呼〔{call['year']}〕{call['number']:04}",
        "status": call["status"].upper(),
        "urgency": call["urgency"].upper(),
        "title": call["title"],
        "place": call["place"],
        "code": call["code"],
        "streetName": call["street_name"],
        "reportAt": _moment(call["report_at"]),
        "reportPlace": call["report_place"],
        "updatedAt": _moment(call["updated_at"]),
        "version": call["version"],
        "clock": _clock(call, now),
        "assignments": parts,
    }


def _part(part: Any, now: datetime) -> dict[str, Any]:
    silent = part["status"] == "dispatched" and part["due_at"] is not None and now >= _moment(part["due_at"])
    return {
        "id": part["id"],
        "unitName": part["unit_name"],
        "part": part["part"].upper(),
        "status": part["status"].upper(),
        "silent": silent,
        "headcount": part["headcount"],
        "coming": part["coming"],
        "clock": _clock(part, now),
    }


def _clock(row: Any, now: datetime) -> dict[str, Any] | None:
    if row["stage"] is None:
        return None
    start, due = _moment(row["limit_start"]), _moment(row["due_at"])
    lamp = "RED" if now >= due else "AMBER" if now >= start + (due - start) * 0.75 else "GREEN"
    return {"stage": row["stage"].upper(), "limitStart": start, "dueAt": due, "lamp": lamp}


def _moment(value: Any) -> datetime:
    return datetime.fromisoformat(value) if isinstance(value, str) else value
