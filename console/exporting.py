"""A club's people as an Excel or CSV file, for lists that are signed on paper or sent on."""

from collections.abc import Callable, Iterable

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

from bot import dates
from bot.bangkok import local
from bot.duties import NAMES
from bot.language import N_, _, language
from console import sheets
from console.page import Afterwards, Visit, page
from console.people import line
from console.sheets import Sheet
from handlers.roster import actions
from models import Club, Member, RoleKind

HEADINGS = (N_("ชื่อ"), N_("LINE"), N_("หน้าที่"), N_("อยู่ในระบบตั้งแต่"))
WIDTHS = (32, 18, 28, 20)  # characters
blueprint = Blueprint("exporting", __name__, url_prefix="/people/export")


@blueprint.post("/<code>")
@page
def take(visit: Visit, code: str) -> ResponseReturnValue | Afterwards:
    """By a button, since it stands in the log who took whose names along."""
    return _taken(visit, visit.club(code), sheets.xlsx)


@blueprint.post("/<code>/csv")
@page
def take_csv(visit: Visit, code: str) -> ResponseReturnValue | Afterwards:
    """For programs that read no Excel file."""
    return _taken(visit, visit.club(code), sheets.plain)


def _taken(visit: Visit, club: Club, made: Callable[[Sheet], Response]) -> Afterwards:
    rows = [_cells(*each) for each in actions.everybody(visit.db, visit.who, club, visit.now)]
    name = _("รายชื่อ {club}", club=club.name)
    sheet = Sheet(name, club.code, [_(each) for each in HEADINGS], WIDTHS, rows)
    return Afterwards(lambda: made(sheet))


def _cells(member: Member, held: Iterable[RoleKind]) -> tuple[str, ...]:
    known = dates.day(local(member.joined).date(), language())
    return member.name or "", line(member), ", ".join(_(NAMES[each]) for each in held), known
