"""Files as a district's staff would make them."""

import csv
import io
import zipfile
from importlib.resources import files
from typing import Any

import openpyxl

from gridcall.responsibility import importing, reading
from gridcall.responsibility.columns import HEADERS
from gridcall.responsibility.rules import Item

DEMONSTRATION = (files("gridcall.demo") / "data" / "responsibility.csv").read_bytes()
COVERS = {
    "编号": "1.1",
    "事项": "井盖缺失破损",
    "领域": "市政设施",
    "牵头部门": "历下区城市管理局",
    "牵头职责": "先行围挡警示，确认权属并督促更换。",
    "配合部门及职责": "历下区水务局：处置雨水、污水井盖\n供电单位：处置电力井盖",
    "街道职责": "第一时间设置警示、安排人员看护。",
    "响应人数": "2",
    "办结照片": "是",
    "一般时限": "响应2小时*；报到4小时*；办结2天",
    "急办时限": "响应1小时",
    "突发时限": "响应30分钟；报到1小时",
    "依据": "《城市道路管理条例》",
    "情形编号": "1.1-1",
    "情形": "井盖不见了",
}
LOOSE = {"编号": "1.1", "情形编号": "1.1-2", "情形": "井盖移位、松动"}
ILLEGAL = COVERS | {
    "编号": "2.1",
    "事项": "违法建设",
    "领域": "规划建设",
    "配合部门及职责": "",
    "一般时限": "响应2工作时；办结20工作日",
    "急办时限": "",
    "情形编号": "",
    "情形": "楼顶加盖房子",
}
Row = dict[str, str]


def table(*rows: Row) -> list[list[str]]:
    return [HEADERS, *([row.get(header, "") for header in HEADERS] for row in rows)]


def csv_of(*rows: Row, encoding: str = "utf-8") -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(table(*rows))
    return out.getvalue().encode(encoding)


def book_of(*rows: Row) -> Any:
    book = openpyxl.Workbook()
    for cells in table(*rows):
        book.active.append([cell or None for cell in cells])
    return book


def xlsx_of(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_part(workbook: bytes, name: str, content: bytes) -> bytes:
    """The workbook with one of its parts replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, content if part == name else old.read(part))
        if name not in old.namelist():
            new.writestr(name, content)
    return out.getvalue()


def taken(data: bytes) -> tuple[list[Item], list[tuple[int, str, str]]]:
    """The items that a file tells, and what is wrong with it."""
    read = reading.read(data)
    items = importing.items(read)
    return items, [(fault.line, fault.field, fault.reason) for fault in read.faults]
