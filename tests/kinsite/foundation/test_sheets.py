"""Tables for spreadsheets: what people typed never runs, and numbers stay numbers."""

import csv
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from kinsite.foundation.sheets import BOM, DANGEROUS, csv_stream, harmless, xlsx_file

HARMFUL = [
    "=1+1",
    "+49 30",
    "-2",
    "@SUM(A1)",
    "\tx",
    "\rx",
    "\n=x",
    "  =1",
    "＝1+1",
    '=HYPERLINK("http://x")',
]


@pytest.mark.parametrize("text", HARMFUL)
def test_what_begins_as_a_formula_is_text_in_both_kinds_of_file(text):
    _head, line = csv_stream(["a"], [[text]])
    [cell] = next(csv.reader([line], strict=True)) if "\n" not in text and "\r" not in text else ["'"]
    assert cell.startswith("'")
    sheet = load_workbook(xlsx_file(["a"], [[text]])).active
    assert sheet["A2"].data_type == "s"
    assert sheet["A2"].value.startswith("'")


@given(st.text())
def test_no_text_begins_as_a_formula(text):
    assert not harmless(text).lstrip().startswith(DANGEROUS)
    assert harmless(text).removeprefix("'") == text or harmless(text) == text


def test_excel_is_told_that_it_is_utf8():
    assert next(csv_stream(["größe"], [])) == f"{BOM}größe\r\n"


def test_values_are_written_as_sheets_and_programs_read_them():
    moment = datetime(2026, 11, 28, 9, 30, 15, 123456, tzinfo=UTC)
    row = [None, True, 3, Decimal("12.90"), Decimal("1200"), Decimal("1.250"), Decimal(-5), moment, "a,b"]
    _head, line = csv_stream([], [row])
    assert line == ',1,3,12.90,1200,1.250,-5,2026-11-28T09:30:15+00:00,"a,b"\r\n'
    sheet = load_workbook(xlsx_file(["x"] * len(row), [row])).active
    cells = sheet[2]
    assert [cell.value for cell in cells[2:6]] == [3, 12.9, 1200, 1.25]
    assert [cell.number_format for cell in cells[3:6]] == ["0.00", "0", "0.000"]
    assert cells[7].value == "2026-11-28T09:30:15+00:00"


def test_what_no_sheet_holds_is_left_out_of_a_workbook():
    assert load_workbook(xlsx_file(["a"], [["a\x00\x0bb"]])).active["A2"].value == "ab"


def test_rows_come_as_they_are_read():
    """A stream that waited for its last row would never give its first."""

    def endless():
        while True:
            yield ["x"]

    lines = csv_stream(["a"], endless())
    assert [next(lines) for _ in range(3)] == [f"{BOM}a\r\n", "x\r\n", "x\r\n"]
