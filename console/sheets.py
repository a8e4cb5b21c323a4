"""Lists to take along, as an Excel or CSV file."""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO

from flask import Response, send_file
from xlsxwriter import Workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv"
PDF = "application/pdf"
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")  # how a cell begins that a spreadsheet may run
NO_FILE_NAME = re.compile(r'[\s/\\:*?"<>|]+')
TAB = 31  # characters that Excel allows


@dataclass(frozen=True)
class Sheet:
    name: str  # of the file, without its ending
    tab: str
    headings: Sequence[str]
    widths: Sequence[int]  # characters
    rows: Sequence[Sequence[str]]


def xlsx(sheet: Sheet) -> Response:
    """Words are written as words: what somebody called herself is never a formula."""
    file = BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        page, bold = book.add_worksheet(sheet.tab[:TAB]), book.add_format({"bold": True})
        for column, (heading, width) in enumerate(zip(sheet.headings, sheet.widths, strict=True)):
            page.write_string(0, column, heading, bold)
            page.set_column(column, column, width)
        page.freeze_panes(1, 0)
        for row, cells in enumerate(sheet.rows, 1):
            for column, words in enumerate(cells):
                page.write_string(row, column, words)
    return download(file.getvalue(), XLSX, f"{sheet.name}.xlsx")


def plain(sheet: Sheet) -> Response:
    """As CSV, with the mark by which Excel knows that it is UTF-8."""
    file = StringIO()
    write = csv.writer(file)
    write.writerow(sheet.headings)
    write.writerows([_inert(words) for words in cells] for cells in sheet.rows)
    return download(file.getvalue().encode("utf-8-sig"), CSV, f"{sheet.name}.csv")


def download(file: bytes, kind: str, name: str) -> Response:
    name = NO_FILE_NAME.sub(" ", name)
    answer = send_file(BytesIO(file), kind, as_attachment=True, download_name=name)
    answer.headers["Cache-Control"] = "no-store"  # names stay on no shared machine
    return answer


def _inert(words: str) -> str:
    """A CSV file cannot say that words are words; an apostrophe before them does."""
    return f"'{words}" if words.startswith(FORMULA) else words
