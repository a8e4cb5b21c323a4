"""A club's people as an Excel or CSV file, for lists that are signed on paper or sent on."""

import csv
import re
from collections.abc import Callable, Iterable, Sequence
from io import BytesIO, StringIO

from flask import Blueprint, Response, send_file
from flask.typing import ResponseReturnValue
from xlsxwriter import Workbook

from bot import dates
from bot.bangkok import local
from bot.duties import NAMES
from bot.language import N_, _, language
from console.page import Afterwards, Visit, page
from console.people import line
from handlers.roster import actions
from models import Club, Member, RoleKind

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv"
HEADINGS = (N_("ชื่อ"), N_("LINE"), N_("หน้าที่"), N_("อยู่ในระบบตั้งแต่"))
WIDTHS = (32, 18, 28, 20)  # characters
NO_FILE_NAME = re.compile(r'[\s/\\:*?"<>|]+')
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")  # how a cell begins that a spreadsheet may run
Rows = Sequence[tuple[str, ...]]
blueprint = Blueprint("exporting", __name__, url_prefix="/people/export")


@blueprint.post("/<code>")
@page
def take(visit: Visit, code: str) -> ResponseReturnValue | Afterwards:
    """By a button, since it stands in the log who took whose names along."""
    return _taken(visit, visit.club(code), _xlsx)


@blueprint.post("/<code>/csv")
@page
def take_csv(visit: Visit, code: str) -> ResponseReturnValue | Afterwards:
    """For programs that read no Excel file."""
    return _taken(visit, visit.club(code), _csv)


def _taken(visit: Visit, club: Club, made: Callable[[str, str, Rows], Response]) -> Afterwards:
    rows = [_cells(*each) for each in actions.everybody(visit.db, visit.who, club, visit.now)]
    code, name = club.code, NO_FILE_NAME.sub(" ", club.name)
    return Afterwards(lambda: made(code, name, rows))


def _xlsx(code: str, club: str, rows: Rows) -> Response:
    """Words are written as words: what somebody called herself is never a formula."""
    file = BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        sheet, bold = book.add_worksheet(code[:31]), book.add_format({"bold": True})
        for column, (heading, width) in enumerate(zip(HEADINGS, WIDTHS, strict=True)):
            sheet.write_string(0, column, _(heading), bold)
            sheet.set_column(column, column, width)
        sheet.freeze_panes(1, 0)
        for row, cells in enumerate(rows, 1):
            for column, words in enumerate(cells):
                sheet.write_string(row, column, words)
    return _download(file.getvalue(), XLSX, _("รายชื่อ {club}.xlsx", club=club))


def _csv(_code: str, club: str, rows: Rows) -> Response:
    """With the mark by which Excel knows that it is UTF-8."""
    file = StringIO()
    write = csv.writer(file)
    write.writerow(_(heading) for heading in HEADINGS)
    write.writerows(map(_inert, cells) for cells in rows)
    written = file.getvalue().encode("utf-8-sig")
    return _download(written, CSV, _("รายชื่อ {club}.csv", club=club))


def _inert(words: str) -> str:
    """A CSV file cannot say that words are words; an apostrophe before them does."""
    return f"'{words}" if words.startswith(FORMULA) else words


def _download(file: bytes, kind: str, name: str) -> Response:
    answer = send_file(BytesIO(file), kind, as_attachment=True, download_name=name)
    answer.headers["Cache-Control"] = "no-store"  # names stay on no shared machine
    return answer


def _cells(member: Member, held: Iterable[RoleKind]) -> tuple[str, ...]:
    known = dates.day(local(member.joined).date(), language())
    return member.name or "", line(member), ", ".join(_(NAMES[each]) for each in held), known
