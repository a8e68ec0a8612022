"""A version as CSV, one row per situation, to be edited and taken in again. Pure."""

import csv
import io
from collections.abc import Iterator, Sequence

from gridcall.responsibility import limits
from gridcall.responsibility.columns import COLUMNS, HEADERS, LIMITS
from gridcall.responsibility.rules import AREAS, Item, Urgency


def as_csv(items: Sequence[Item]) -> str:
    """With the mark by which spreadsheets know UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADERS)
    for item in items:
        writer.writerows(_rows(item))
    return "\ufeff" + out.getvalue()


def _rows(item: Item) -> Iterator[list[str]]:
    """The item is told in its first row; the next ones need its number alone."""
    fields = _fields(item)
    if not item.situations:
        yield [fields.get(name, "") for name in COLUMNS]
    for situation in item.situations:
        fields |= {"situation_number": situation.number, "situation": situation.words}
        yield [fields.get(name, "") for name in COLUMNS]
        fields = {"number": item.number}


def _fields(item: Item) -> dict[str, str]:
    return {
        "number": item.number,
        "name": item.name,
        "area": AREAS[item.area][0],
        "lead": item.lead,
        "lead_duty": item.lead_duty,
        "co_units": "\n".join(f"{one.unit}：{one.duty}" for one in item.co_units),
        "street_duty": item.street_duty,
        "headcount": str(item.headcount),
        "needs_proof": "是" if item.needs_proof else "否",
        "basis": item.basis,
        **{name: _limits(item, urgency) for urgency, name in LIMITS.items()},
    }


def _limits(item: Item, urgency: Urgency) -> str:
    working = item.working_time and urgency is not Urgency.EMERGENCY
    return limits.written(item.limits, item.assumed, urgency, working=working)
