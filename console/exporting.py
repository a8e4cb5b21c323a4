"""A club's people as an Excel file, for lists that are signed on paper or sent on."""

import re
from collections.abc import Iterable
from io import BytesIO

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
from models import Member, RoleKind

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADINGS = (N_("ชื่อ"), N_("LINE"), N_("หน้าที่"), N_("อยู่ในระบบตั้งแต่"))
WIDTHS = (32, 18, 28, 20)  # characters
NO_FILE_NAME = re.compile(r'[\s/\\:*?"<>|]+')
blueprint = Blueprint("exporting", __name__, url_prefix="/people/export")


@blueprint.post("/<code>")
@page
def take(visit: Visit, code: str) -> ResponseReturnValue | Afterwards:
    """By a button, since it stands in the log who took whose names along."""
    club = visit.club(code)
    rows = [_cells(*each) for each in actions.everybody(visit.db, visit.who, club, visit.now)]
    name = _("รายชื่อ {club}.xlsx", club=NO_FILE_NAME.sub(" ", club.name))
    return Afterwards(lambda: _file(club.code, name, rows))


def _file(title: str, name: str, rows: Iterable[tuple[str, ...]]) -> Response:
    """Words are written as words: what somebody called herself is never a formula."""
    file = BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        sheet, bold = book.add_worksheet(title[:31]), book.add_format({"bold": True})
        for column, (heading, width) in enumerate(zip(HEADINGS, WIDTHS, strict=True)):
            sheet.write_string(0, column, _(heading), bold)
            sheet.set_column(column, column, width)
        sheet.freeze_panes(1, 0)
        for row, cells in enumerate(rows, 1):
            for column, words in enumerate(cells):
                sheet.write_string(row, column, words)
    file.seek(0)
    answer = send_file(file, XLSX, as_attachment=True, download_name=name)
    answer.headers["Cache-Control"] = "no-store"  # names stay on no shared machine
    return answer


def _cells(member: Member, held: Iterable[RoleKind]) -> tuple[str, ...]:
    known = dates.day(local(member.joined).date(), language())
    return member.name or "", line(member), ", ".join(_(NAMES[each]) for each in held), known
