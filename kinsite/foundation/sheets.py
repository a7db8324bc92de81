"""Tables as files: CSV and XLSX, written so that no program takes a text for a formula, and read with limits.

CSV streams, and XLSX is written by openpyxl in its write-only mode: rows go to a file as they come. What is
read is text, cell by cell; nothing is ever computed.
"""

import csv
import re
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO

from openpyxl import DEFUSEDXML, Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Excel takes a file for UTF-8 by this mark.
MARK = "\ufeff"
MOST_BYTES, MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 5_000_000, 5_000, 60, 2_000
# An XLSX is a zip: what it unpacks to is limited before any of it is read.
MOST_UNPACKED, MOST_PARTS = 60_000_000, 200
# As OWASP lists them, and what East Asian keyboards write in their place, with or without gaps before.
ACTIVE = re.compile(r"'*(?:\s*[=+\-@＝＋－＠]|[\t\r\n])")
DELIMITERS = ",;\t"


class SheetUnread(Exception):
    """A file can't be read as a table; `reason` is one of REASONS, `row` the line where it is known."""

    REASONS = ("empty", "large", "long", "wide", "encoding", "broken", "cell")

    def __init__(self, reason, row=None):
        self.reason, self.row = reason, row
        super().__init__(reason)


class Formula(str):
    """A cell that holds a formula; its text is the formula, and never its result."""

    __slots__ = ()


def safe_cell(value):
    """A value as it may stand in a sheet: a text that a program might run begins with an apostrophe.

    Moments are ISO with their offset, flags 1 and 0; numbers stay numbers.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, int | Decimal):
        return value
    text = str(value)
    return f"'{text}" if ACTIVE.match(text) else text


def plain_cell(text: str) -> str:
    """What safe_cell() made safe, as it was."""
    return text[1:] if text.startswith("'") and ACTIVE.match(text) else text


def csv_lines(rows: Iterable[Sequence]) -> Iterator[str]:
    """A CSV, line by line, as it can be streamed."""
    line = StringIO()
    writer = csv.writer(line)
    start = MARK
    for row in rows:
        writer.writerow([_written(safe_cell(value)) for value in row])
        yield start + line.getvalue()
        start = ""
        line.seek(0)
        line.truncate()


def xlsx_file(rows: Iterable[Sequence], title: str = "Sheet"):
    """A file that holds an XLSX of one sheet, at its beginning. The first row is its head."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title=title[:31])
    sheet.freeze_panes = "A2"
    for row in rows:
        sheet.append([_xlsx_cell(sheet, safe_cell(value)) for value in row])
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the answer that streams it closes it
    book.save(file)
    file.seek(0)
    return file


def read_sheet(data: bytes) -> list[list[str]]:
    """The rows of a CSV or XLSX file, as texts without space around them; rows without any are empty.

    Raises SheetUnread. A formula comes as Formula, so that whoever reads may refuse it.
    """
    if not data:
        raise SheetUnread("empty")
    if len(data) > MOST_BYTES:
        raise SheetUnread("large")
    rows = _read_xlsx(data) if data.startswith(b"PK") else _read_csv(data)
    return _limited(rows)


def _limited(rows):
    found = []
    for number, row in enumerate(rows, start=1):
        if number > MOST_ROWS + 1:
            raise SheetUnread("long")
        while row and not row[-1]:
            row.pop()
        if len(row) > MOST_COLUMNS:
            raise SheetUnread("wide", number)
        if any(len(cell) > LONGEST_CELL or "\0" in cell for cell in row):
            raise SheetUnread("cell", number)
        found.append(row)
    if not any(found):
        raise SheetUnread("empty")
    return found


def _read_csv(data):
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SheetUnread("encoding") from None
    head = text.lstrip("\r\n").split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=head.count)
    try:
        for row in csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True):
            yield [_cell_of(cell) for cell in row]
    except csv.Error:
        raise SheetUnread("broken") from None


def _cell_of(text):
    text = text.strip()
    return Formula(text) if text.startswith("=") else plain_cell(text)


def _read_xlsx(data):
    if not DEFUSEDXML:
        raise RuntimeError("sheets of strangers are read with defusedxml only")
    _refuse_bomb(data)
    try:
        book = load_workbook(BytesIO(data), read_only=True, data_only=False, keep_links=False)
        sheet = book.worksheets[0]
        # What a file says of its own size is not believed.
        sheet.reset_dimensions()
        for row in sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS + 1):
            yield [_text_of(cell) for cell in row]
    # Whatever a damaged or hostile file makes of the reader.
    except Exception:
        raise SheetUnread("broken") from None


def _refuse_bomb(data):
    try:
        parts = zipfile.ZipFile(BytesIO(data)).infolist()
    except zipfile.BadZipFile:
        raise SheetUnread("broken") from None
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise SheetUnread("large")


def _text_of(cell):
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        return Formula(str(value))
    if isinstance(value, float):
        return f"{Decimal(str(value)):f}".removesuffix(".0")
    if isinstance(value, datetime | date):
        return value.isoformat()
    return plain_cell(str(value).strip())


def _written(value):
    return f"{value:f}" if isinstance(value, Decimal) else value


def _xlsx_cell(sheet, value):
    """Numbers with their decimals; texts as texts, without what no sheet holds."""
    if isinstance(value, str):
        cell = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", value))
        cell.data_type = "s"
        return cell
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, Decimal):
        places = max(0, -value.as_tuple().exponent)
        cell.number_format = f"0.{'0' * places}" if places else "0"
    return cell
