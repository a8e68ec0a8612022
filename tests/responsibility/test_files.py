"""Files that staff bring, and files that nobody should: each is taken as meant or refused for a reason."""

import io
import time
import zipfile
from typing import Any

import pytest
from tests.responsibility.sheets import (
    COVERS,
    DEMONSTRATION,
    ILLEGAL,
    LOOSE,
    book_of,
    csv_of,
    taken,
    with_part,
    xlsx_of,
)

from gridcall.errors import InvalidInput
from gridcall.responsibility.columns import COLUMNS, HEADERS
from gridcall.responsibility.exporting import as_csv
from gridcall.responsibility.rules import Area, Stage, UnitDuty, Urgency

SHEET = "xl/worksheets/sheet1.xml"
BARE_SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData>%s</worksheet>'


def refusal(data: bytes) -> str:
    with pytest.raises(InvalidInput) as refused:
        taken(data)
    assert refused.value.field == "content"
    return refused.value.reason


def sheet(rows: bytes, behind: bytes = b"") -> bytes:
    return with_part(xlsx_of(book_of(COVERS)), SHEET, BARE_SHEET % (rows, behind))


def header_row() -> bytes:
    cells = "".join(f'<c t="inlineStr"><is><t>{header}</t></is></c>' for header in HEADERS)
    return f'<row r="1">{cells}</row>'.encode()


def test_an_item_is_read_with_all_it_says() -> None:
    items, faults = taken(csv_of(COVERS, LOOSE, ILLEGAL))
    assert faults == []
    cover, illegal = items
    assert (cover.number, cover.area, cover.headcount, cover.needs_proof) == ("1.1", Area.MUNICIPAL, 2, True)
    assert list(cover.co_units) == [
        UnitDuty("历下区水务局", "处置雨水、污水井盖"),
        UnitDuty("供电单位", "处置电力井盖"),
    ]
    assert cover.limits[Urgency.NORMAL] == {Stage.RESPOND: 120, Stage.ATTEND: 240, Stage.COMPLETE: 2880}
    assert cover.assumed == {(Urgency.NORMAL, Stage.RESPOND), (Urgency.NORMAL, Stage.ATTEND)}
    assert [(one.number, one.words) for one in cover.situations] == [
        ("1.1-1", "井盖不见了"),
        ("1.1-2", "井盖移位、松动"),
    ]
    assert illegal.working_time
    assert illegal.limits[Urgency.NORMAL] == {Stage.RESPOND: 120, Stage.COMPLETE: 20 * 420}
    assert [one.number for one in illegal.situations] == ["2.1-1"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030"])
def test_every_encoding_of_chinese_spreadsheets_is_read(encoding: str) -> None:
    assert taken(csv_of(COVERS, LOOSE, encoding=encoding)) == taken(csv_of(COVERS, LOOSE))


def test_a_workbook_says_what_its_csv_says() -> None:
    assert taken(xlsx_of(book_of(COVERS, LOOSE, ILLEGAL))) == taken(csv_of(COVERS, LOOSE, ILLEGAL))


def test_the_projects_own_column_names_are_understood_in_any_order() -> None:
    english = dict(zip(HEADERS, COLUMNS, strict=True))
    rows = csv_of(COVERS).decode()
    head, _, body = rows.partition("\r\n")
    renamed = ",".join(english[name] for name in head.split(","))
    assert taken(f"{renamed}\r\n{body}".encode()) == taken(csv_of(COVERS))
    header = "name,item_note,number,lead,area,limits_normal,situation"
    little = f"{header}\n井盖,随便,1,城管局,municipal,respond 2h; complete 5d*,a|b\n"
    (item,), faults = taken(little.encode())
    assert faults == []
    assert item.limits[Urgency.NORMAL] == {Stage.RESPOND: 120, Stage.COMPLETE: 7200}
    assert [(one.number, one.words) for one in item.situations] == [("1-1", "a"), ("1-2", "b")]


def test_a_cell_merged_downwards_holds_for_all_its_rows() -> None:
    book = book_of(COVERS, LOOSE | {"编号": ""}, ILLEGAL)
    area = HEADERS.index("牵头部门") + 1
    book.active.merge_cells(start_row=2, end_row=4, start_column=area, end_column=area)
    book.active.merge_cells(start_row=2, end_row=3, start_column=1, end_column=1)
    items, faults = taken(xlsx_of(book))
    assert faults == []
    assert [(item.number, item.lead, len(item.situations)) for item in items] == [
        ("1.1", "历下区城市管理局", 2),
        ("2.1", "历下区城市管理局", 1),
    ]


def test_a_title_may_stand_above_the_header() -> None:
    book = book_of(COVERS, LOOSE)
    book.active.insert_rows(1, 2)
    book.active["A1"] = "附件 1　“属地管理”清单"
    book.active.merge_cells("A1:O1")
    items, faults = taken(xlsx_of(book))
    assert faults == []
    assert items == taken(csv_of(COVERS, LOOSE))[0]
    assert items[0].line == 4
    assert taken("附件 1,,\r\n".encode() + csv_of(COVERS, LOOSE))[0] == items
    book.active.merge_cells("E4:F4")
    assert taken(xlsx_of(book))[1] == [(4, "file", "cells_merged")]


def test_the_demonstration_list_has_81_items_and_120_situations_in_11_areas() -> None:
    items, faults = taken(DEMONSTRATION)
    assert faults == []
    assert (len(items), sum(len(item.situations) for item in items)) == (81, 120)
    assert {item.area for item in items} == set(Area)
    assert all(item.situations and item.co_units and item.street_duty and item.basis for item in items)
    assert all(len(item.assumed) == 18 for item in items), "every limit of the demonstration is assumed"


def test_an_export_can_be_taken_in_again() -> None:
    items, _ = taken(DEMONSTRATION)
    again, faults = taken(as_csv(items).encode())
    assert faults == []
    assert again == items
    assert taken(as_csv(items).encode("gb18030"))[0] == items


FAULTY: list[tuple[dict[str, str], str, str]] = [
    ({"领域": "其他"}, "area", "area_unknown"),
    ({"领域": ""}, "area", "required"),
    ({"事项": ""}, "name", "required"),
    ({"事项": "长" * 61}, "name", "too_long"),
    ({"牵头职责": "长" * 501}, "lead_duty", "too_long"),
    ({"牵头职责": "长" * 4001}, "lead_duty", "too_long"),
    ({"编号": "1/1"}, "number", "item_number"),
    ({"编号": ""}, "number", "required"),
    ({"响应人数": "很多"}, "headcount", "headcount"),
    ({"响应人数": "²"}, "headcount", "headcount"),
    ({"响应人数": "0"}, "headcount", "headcount"),
    ({"办结照片": "也许"}, "needs_proof", "yes_or_no"),
    ({"配合部门及职责": "：没有部门"}, "co_units", "co_unit"),
    ({"配合部门及职责": "水务局：一\n水务局：二"}, "co_units", "co_units_twice"),
    ({"一般时限": "响应快一点"}, "limits_normal", "limit_unreadable"),
    ({"一般时限": "响应2小时；响应3小时"}, "limits_normal", "limit_repeated"),
    ({"一般时限": "响应0小时"}, "limits_normal", "limit_range"),
    ({"一般时限": "响应9999天"}, "limits_normal", "limit_range"),
    ({"一般时限": "响应2小时；办结5工作日"}, "limits_normal", "limits_mixed"),
    ({"急办时限": "响应2工作时"}, "limits_urgent", "limits_mixed"),
    ({"突发时限": "响应2工作时"}, "limits_emergency", "limit_emergency"),
    ({"街道职责": "=HYPERLINK(1)"}, "street_duty", "cell_formula"),
    ({"街道职责": "-2+3+cmd|' /C calc'!A0"}, "street_duty", "cell_formula"),
    ({"街道职责": "坏\x07字"}, "street_duty", "cell_unprintable"),
    ({"情形": "长" * 201}, "situation", "too_long"),
    ({"情形": "一样|一样"}, "situation", "situation_repeated"),
]


@pytest.mark.parametrize(("change", "field", "reason"), FAULTY)
def test_a_fault_names_its_line_and_field(change: dict[str, str], field: str, reason: str) -> None:
    sound = ILLEGAL | {"编号": "9"}
    _, faults = taken(csv_of(COVERS | change))
    assert (2, field, reason) in faults
    if "编号" not in change:
        _, faults = taken(csv_of(sound, COVERS | change))
        assert {line for line, _, _ in faults} == {4 if "\n" in sound["配合部门及职责"] else 3}


def test_rows_of_one_item_must_agree() -> None:
    _, faults = taken(csv_of(COVERS, LOOSE | {"牵头部门": "别的局"}, COVERS, LOOSE | {"情形": ""}))
    lines = [line for line, *_ in faults]
    assert [(field, reason) for _, field, reason in faults] == [
        ("lead", "item_differs"),
        ("number", "line_repeated"),
        ("situation_number", "situation_repeated"),
        ("situation", "situation_repeated"),
    ]
    assert lines == sorted(lines[:2]) + lines[2:]


def test_a_faulty_file_tells_no_more_than_anybody_reads() -> None:
    _, faults = taken(csv_of(*(COVERS | {"编号": str(n), "领域": "x", "情形编号": ""} for n in range(1000))))
    assert len(faults) == 200


HOSTILE: list[tuple[str, bytes, str]] = [
    ("nothing", b"", "file_empty"),
    ("spaces", b" \n ", "file_empty"),
    ("huge", b"a" * (2 * 1024 * 1024 + 1), "file_too_large"),
    ("old excel", b"\xd0\xcf\x11\xe0" + b"x" * 600, "file_xls"),
    ("utf-16", csv_of(COVERS, encoding="utf-16"), "file_encoding"),
    ("noise", bytes(range(128, 256)) * 20, "file_encoding"),
    ("a picture", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "file_encoding"),
    ("no header", b"1.1,a,b\n", "file_header"),
    ("a column twice", "编号,事项,领域,牵头部门,领域\n".encode(), "file_header_twice"),
    ("not quite a zip", b"PK\x03\x04 but not really", "file_damaged"),
    ("a zip without a workbook", with_part(b"PK\x05\x06" + b"\0" * 18, "a.txt", b"hello"), "file_damaged"),
    ("a workbook cut off", xlsx_of(book_of(COVERS))[:-300], "file_damaged"),
    ("a bomb", with_part(xlsx_of(book_of(COVERS)), "xl/media/bomb", b"\0" * (9 * 1024 * 1024)), "file_too_large"),
    ("half a million cells", sheet(header_row() + b'<row r="2">' + b"<c/>" * 500_000 + b"</row>"), "file_too_large"),
    ("broken xml", with_part(xlsx_of(book_of(COVERS)), SHEET, b"<worksheet><"), "file_damaged"),
    (
        "entities",
        with_part(
            xlsx_of(book_of(COVERS)),
            "xl/workbook.xml",
            b'<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]><workbook>&c;</workbook>',
        ),
        "file_damaged",
    ),
    ("a far row", sheet(header_row() + b'<row r="1048576"><c r="A1048576"><v>1</v></c></row>'), "file_too_long"),
    ("too many rows", csv_of(*(COVERS | {"编号": str(n)} for n in range(5_001))), "file_too_long"),
]


@pytest.mark.parametrize(
    ("data", "reason"), [(data, reason) for _, data, reason in HOSTILE], ids=[n for n, *_ in HOSTILE]
)
def test_what_cannot_be_a_list_is_refused_at_once(data: bytes, reason: str) -> None:
    started = time.thread_time()
    assert refusal(data) == reason
    assert time.thread_time() - started < 5


def test_a_range_merged_over_the_whole_sheet_costs_nothing() -> None:
    merged = b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    started = time.thread_time()
    _, faults = taken(sheet(header_row(), merged))
    assert faults == [(1, "file", "cells_merged")]
    assert time.thread_time() - started < 1


def _set(cell: str, value: Any) -> bytes:
    book = book_of(COVERS)
    book.active[cell] = value
    return xlsx_of(book)


def test_what_only_a_spreadsheet_can_mean_is_a_fault_of_its_cell() -> None:
    from datetime import date

    assert taken(_set("A2", date(2026, 3, 2)))[1][0] == (2, "A2", "cell_date")
    assert taken(_set("B2", "=1+1"))[1][0] == (2, "B2", "cell_formula")
    assert taken(_set("B2", "#REF!"))[1][0] == (2, "B2", "cell_error")


def test_numbers_in_cells_are_what_they_look_like() -> None:
    book = book_of(COVERS)
    book.active["A2"], book.active["H2"] = 3.0, 2
    (item,), faults = taken(xlsx_of(book))
    assert (item.number, item.headcount, faults) == ("3", 2, [])


def test_a_row_longer_than_the_header_is_a_fault() -> None:
    _, faults = taken(csv_of(COVERS) + "1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,多了\r\n".encode())
    assert [reason for _, _, reason in faults] == ["file_columns"]


def test_a_quote_that_never_ends_is_told_with_its_line() -> None:
    _, faults = taken(csv_of(COVERS) + '2.1,"没有结束'.encode())
    assert faults == [(4, "file", "file_damaged")]


def test_what_the_library_leaves_out_of_a_sheet_does_no_harm() -> None:
    validation = b'<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"/></extLst>'
    _, faults = taken(sheet(header_row(), validation))
    assert faults == [(1, "file", "file_empty")]


def test_parts_of_a_workbook_are_counted() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as many:
        for n in range(300):
            many.writestr(f"{n}.xml", b"")
    assert refusal(out.getvalue()) == "file_too_large"
