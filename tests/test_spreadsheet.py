"""No file that people open in a spreadsheet runs anything there."""

import csv
import io

import pytest

from gridcall.spreadsheet import plain_cell, written


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", " =1", "\t=1", "\r=1", "\n=1", "＝1", "\u3000＠x"])
def test_no_cell_begins_like_a_formula(text: str) -> None:
    assert plain_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", " ", "兑换：=1", "1-1", "智远街道"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert plain_cell(text) == text


def test_rows_are_read_as_they_were_written() -> None:
    rows = [["甲,乙", 'say "x"'], ["两\n行", ""]]
    assert list(csv.reader(io.StringIO(written(rows), newline=""))) == rows
