"""The columns of a list as CSV or XLSX, and what a value may look like."""

from collections.abc import Mapping

from gridcall.responsibility.rules import Urgency

# In the order of an export: the project's name, the header that is written, other headers that are understood.
_COLUMNS: list[tuple[str, str, tuple[str, ...]]] = [
    ("number", "编号", ("序号", "事项编号")),
    ("name", "事项", ("事项名称", "item")),
    ("area", "领域", ("类别", "事项类别")),
    ("lead", "牵头部门", ("牵头单位", "主体责任单位", "主责部门")),
    ("lead_duty", "牵头职责", ("牵头部门职责", "主体责任")),
    ("co_units", "配合部门及职责", ("配合部门", "配合单位", "配合责任")),
    ("street_duty", "街道职责", ("街道责任", "属地职责")),
    ("headcount", "响应人数", ("人数",)),
    ("needs_proof", "办结照片", ("办结须附照片", "proof")),
    ("limits_normal", "一般时限", ("时限", "limits")),
    ("limits_urgent", "急办时限", ("加急时限",)),
    ("limits_emergency", "突发时限", ("紧急时限",)),
    ("basis", "依据", ("来源", "source")),
    ("situation_number", "情形编号", ()),
    ("situation", "情形", ("具体情形", "situations")),
]
COLUMNS = [name for name, _, _ in _COLUMNS]
HEADERS = [header for _, header, _ in _COLUMNS]
OF_SITUATION = ("situation_number", "situation")
REQUIRED = ("number", "name", "area", "lead")
LIMITS: Mapping[Urgency, str] = {urgency: f"limits_{urgency.value}" for urgency in Urgency}
_BY_HEADER = {word: name for name, header, others in _COLUMNS for word in (name, header, *others)}

ROWS_AT_MOST = 5_000
CELL_AT_MOST = 4_000  # characters


def column(header: str) -> str:
    """The project's name of a column, or "" for one that is not known."""
    return _BY_HEADER.get(header.strip().lower().replace(" ", "_"), "")
