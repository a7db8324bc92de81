"""Tables for spreadsheets: CSV that streams, and XLSX that is written in constant memory.

What people typed must never run where a sheet is opened: text that a program would take for a formula gets
an apostrophe in front. XLSX is written by openpyxl, which Wagtail brings along, in its write-only mode: rows
go to a file as they come.
"""

import csv
import tempfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

BOM = "\ufeff"
# As OWASP lists them, and what East Asian keyboards write in their place.
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def harmless(text: str) -> str:
    """Text as a sheet keeps it: it never begins as a formula does, with or without gaps before."""
    if text.startswith(DANGEROUS) or text.lstrip().startswith(DANGEROUS):
        return f"'{text}"
    return text


def written(value) -> str:
    """A value as text: moments in ISO with their offset, decimals with all their places, flags as 1 and 0."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, int):
        return str(value)
    return harmless(str(value))


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, text):
        return text


def csv_stream(head: list[str], rows: Iterable) -> Iterator[str]:
    """The lines of a CSV, each as it comes; the first bytes tell Excel that it is UTF-8."""
    writer = csv.writer(_Echo())
    yield BOM + writer.writerow(head)
    for row in rows:
        yield writer.writerow([written(value) for value in row])


def xlsx_file(head: list[str], rows: Iterable):
    """A file that holds an XLSX, at its beginning. Numbers are numbers with their decimals."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Export")
    sheet.freeze_panes = "A2"
    sheet.append(head)
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the answer that streams it closes it
    book.save(file)
    file.seek(0)
    return file


def _cell(sheet, value):
    if isinstance(value, Decimal):
        cell = WriteOnlyCell(sheet, value)
        places = max(0, -value.as_tuple().exponent)
        cell.number_format = f"0.{'0' * places}" if places else "0"
        return cell
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    return ILLEGAL_CHARACTERS_RE.sub("", written(value))
