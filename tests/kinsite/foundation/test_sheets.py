"""Tables as files: nothing written is ever run, all of it is read back, and what is read has limits."""

import zipfile
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from kinsite.foundation import sheets
from kinsite.foundation.sheets import Formula, SheetUnread, csv_lines, plain_cell, read_sheet, safe_cell

PRINTABLE = st.text(st.characters(exclude_categories=["C"]), max_size=20)


def as_csv(rows):
    return "".join(csv_lines(rows)).encode()


def as_xlsx(rows):
    return sheets.xlsx_file(rows).read()


@given(st.text(max_size=20))
def test_a_safe_cell_starts_nothing_and_comes_back_as_it_was(text):
    safe = safe_cell(text)
    assert not safe.startswith(("\t", "\r", "\n"))
    assert not safe.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
    assert plain_cell(safe) == text


@pytest.mark.parametrize("write", [as_csv, as_xlsx])
@given(rows=st.lists(st.lists(PRINTABLE, min_size=1, max_size=4), min_size=1, max_size=4))
def test_what_is_written_is_read_back(write, rows):
    rows = [["head", *row, "end"] for row in rows]
    wanted = [[cell.strip() if cell == cell.strip() else None for cell in row] for row in rows]
    found = read_sheet(write(rows))
    for line, asked in zip(found, wanted, strict=True):
        for cell, text in zip(line, asked, strict=True):
            assert text is None or cell == text


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+49 30",
        "-2",
        "@SUM(A1)",
        "\t=1",
        "\rx",
        "\n=x",
        "  =1",
        "＝1+1",
        "'=1",
        '=HYPERLINK("http://x")',
    ],
)
def test_no_program_takes_a_text_for_a_formula(text):
    assert f"'{text[0]}" in as_csv([[text]]).decode()
    cell = load_workbook(BytesIO(as_xlsx([[text]])))["Sheet"]["A1"]
    assert (cell.data_type, cell.value[0]) == ("s", "'")


def test_numbers_stay_numbers():
    rows = [[5, -5, Decimal("129.50"), None]]
    assert as_csv(rows).decode().strip().removeprefix("\ufeff") == "5,-5,129.50,"
    sheet = load_workbook(BytesIO(as_xlsx(rows)))["Sheet"]
    assert (sheet["A1"].value, sheet["C1"].value) == (5, 129.5)
    assert read_sheet(as_xlsx(rows)) == [["5", "-5", "129.5"]]


@pytest.mark.parametrize(
    "text", ["sku,grams\nA,5\n", "\ufeffsku;grams\r\nA;5\r\n", "sku\tgrams\nA\t5", '"sku","grams"\n"A","5"\n']
)
def test_the_delimiter_and_the_mark_are_found(text):
    assert read_sheet(text.encode()) == [["sku", "grams"], ["A", "5"]]


def test_a_formula_is_told_and_never_computed():
    book = Workbook()
    book.active["A1"] = "=1+1"
    data = BytesIO()
    book.save(data)
    for file in (data.getvalue(), b"=1+1,x\n"):
        cell = read_sheet(file)[0][0]
        assert isinstance(cell, Formula) and cell == "=1+1"


def bomb():
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b" " * (sheets.MOST_UNPACKED + 1))
    return data.getvalue()


def with_entity():
    data = BytesIO(as_xlsx([["a"]]))
    out = BytesIO()
    with zipfile.ZipFile(data) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            text = old.read(part)
            if part.filename.endswith("sheet1.xml"):
                text = b'<!DOCTYPE x [<!ENTITY a "b">]>' + text.split(b"?>", 1)[-1]
            new.writestr(part.filename, text)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"\n\n", "empty"),
        (b"x" * (sheets.MOST_BYTES + 1), "large"),
        (b"a\n" * (sheets.MOST_ROWS + 2), "long"),
        (b"a," * sheets.MOST_COLUMNS + b"a", "wide"),
        (b"a" * (sheets.LONGEST_CELL + 1), "cell"),
        (b"a\0b", "cell"),
        ("Höhe".encode("cp1252"), "encoding"),
        (b'"a', "broken"),
        (b"PK\x03\x04 no zip", "broken"),
    ],
)
def test_what_is_too_much_or_no_table_is_refused(data, reason):
    with pytest.raises(SheetUnread) as problem:
        read_sheet(data)
    assert problem.value.reason == reason


def test_a_bomb_is_refused_before_it_is_unpacked_and_entities_are_not_resolved():
    assert len(bomb()) < 200_000
    with pytest.raises(SheetUnread, match="large"):
        read_sheet(bomb())
    with pytest.raises(SheetUnread, match="broken"):
        read_sheet(with_entity())


def test_values_are_written_as_sheets_and_programs_read_them():
    moment = datetime(2026, 11, 28, 9, 30, 15, 123456, tzinfo=UTC)
    row = [None, True, 3, Decimal("12.90"), Decimal("1200"), Decimal("1.250"), Decimal(-5), moment, "a,b"]
    [line] = csv_lines([row])
    assert line == f'{sheets.MARK},1,3,12.90,1200,1.250,-5,2026-11-28T09:30:15+00:00,"a,b"\r\n'
    cells = load_workbook(sheets.xlsx_file([row])).active[1]
    assert [cell.value for cell in cells[2:6]] == [3, 12.9, 1200, 1.25]
    assert [cell.number_format for cell in cells[3:6]] == ["0.00", "0", "0.000"]
    assert cells[7].value == "2026-11-28T09:30:15+00:00"


def test_what_no_sheet_holds_is_left_out_of_a_workbook():
    assert load_workbook(sheets.xlsx_file([["a\x00\x0bb"]])).active["A1"].value == "ab"


def test_rows_come_as_they_are_read():
    """A stream that waited for its last row would never give its first."""

    def endless():
        while True:
            yield ["x"]

    lines = csv_lines(endless())
    assert [next(lines) for _ in range(2)] == [f"{sheets.MARK}x\r\n", "x\r\n"]
