"""A made-up responsibility list on the pattern of Jinan's: 81 items in 11 areas, 120 situations. It says so."""

from datetime import date, datetime
from importlib.resources import files

from gridcall.people import actions as people
from gridcall.people.workflow import UnitKind
from gridcall.responsibility import actions, queries
from gridcall.responsibility.actions import Edition

DEMONSTRATION = Edition(
    code="370102",
    name="历下区“属地管理”清单（示范清单）",
    source="示范数据，参照济南市“属地管理”主体责任配合责任清单的体例编写，不是正式文件",
    starts_on=date(2019, 11, 22),
    demonstration=True,
)


async def load_responsibility(now: datetime) -> None:
    """Take in the list that ships with the demo, and add the district's departments that it names."""
    data = (files("gridcall.demo") / "data" / "responsibility.csv").read_bytes()
    report = await actions.import_list_as_operator(data, DEMONSTRATION, now=now)
    if report.faults:
        raise RuntimeError(f"the demonstration's own list is wrong: {report.faults[:3]}")
    for name in await _departments():
        await people.add_unit_as_operator(name=name, kind=UnitKind.DEPARTMENT, code=DEMONSTRATION.code, now=now)


async def _departments() -> list[str]:
    """Of all that the list names; companies and stationed agencies are no departments of the district."""
    listed = await queries.in_force(DEMONSTRATION.code, DEMONSTRATION.starts_on)
    items = (await queries.book(listed)).items if listed else []
    named = {item.lead for item in items} | {one.unit for item in items for one in item.co_units}
    return sorted(name for name in named if "历下" in name)
