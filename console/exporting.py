"""A club's people as an Excel file, for lists that are signed on paper or sent on."""

from io import BytesIO

from flask import Blueprint, send_file
from flask.typing import ResponseReturnValue
from xlsxwriter import Workbook

from bot import dates
from bot.bangkok import local
from bot.duties import NAMES
from bot.language import N_, _, language
from console.page import Visit, page
from console.people import line, named
from handlers.roster import actions
from models import Club, Member

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADINGS = (N_("ชื่อ"), N_("LINE"), N_("หน้าที่"), N_("อยู่ในระบบตั้งแต่"))
WIDTHS = (32, 18, 28, 20)  # characters
blueprint = Blueprint("exporting", __name__, url_prefix="/people/export")


@blueprint.post("/<code>")
@page
def take(visit: Visit, code: str) -> ResponseReturnValue:
    """By a button, since it stands in the log who took whose names along."""
    club = visit.club(code)
    people = actions.everybody(visit.db, visit.who, club, visit.now)
    file = BytesIO()
    _write(file, club, people)
    file.seek(0)
    name = _("รายชื่อ {club}.xlsx", club=club.name.replace("/", "-"))
    return send_file(file, XLSX, as_attachment=True, download_name=name)


def _write(file: BytesIO, club: Club, people: list[Member]) -> None:
    """Words are written as words: what somebody called herself is never a formula."""
    with Workbook(file, {"in_memory": True}) as book:
        sheet, bold = book.add_worksheet(club.code[:31]), book.add_format({"bold": True})
        for column, (heading, width) in enumerate(zip(HEADINGS, WIDTHS, strict=True)):
            sheet.write_string(0, column, _(heading), bold)
            sheet.set_column(column, column, width)
        sheet.freeze_panes(1, 0)
        for row, member in enumerate(people, 1):
            for column, words in enumerate(_cells(member, club)):
                sheet.write_string(row, column, words)


def _cells(member: Member, club: Club) -> tuple[str, ...]:
    held = sorted({_(NAMES[role.kind]) for role in member.roles if role.club_id == club.id})
    known = dates.day(local(member.joined).date(), language())
    return named(member), line(member), ", ".join(held), known
