"""Who comes to an event, to take along: as a file, and as a sheet to sign at the door."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

from bot import answers, dates, sittings, typeset
from bot.language import N_, _, language
from console import event, sheets
from console.page import Afterwards, Visit, page
from console.people import line
from console.sheets import Sheet
from handlers.event import facts, listing
from handlers.event.listing import Line
from models import Answer, Event

HEADINGS = (N_("ชื่อ"), N_("ชมรม"), N_("ประเภท"), N_("คำตอบ"), N_("LINE"), N_("ลงชื่อแทนโดย"))
WIDTHS, DAY_WIDTH = (32, 28, 18, 18, 18, 28), 16  # characters
SIGNED = (N_("ลำดับ"), N_("ชื่อและนามสกุล"), N_("หน่วยงาน"))
COLUMNS = 6  # days that fit on a page beside a name; of more, one sheet a day is printed
SPARE = 12  # lines for whoever comes besides
TEMPLATE = Path(__file__).with_name("sign_in_sheet.typ")
blueprint = Blueprint("lists", __name__, url_prefix="/<int:number>/list")


@blueprint.post("/xlsx")
@page
def take(visit: Visit, number: int) -> ResponseReturnValue | Afterwards:
    """By a button, since it stands in the log who took whose names along."""
    return _taken(visit, number, sheets.xlsx)


@blueprint.post("/csv")
@page
def take_csv(visit: Visit, number: int) -> ResponseReturnValue | Afterwards:
    return _taken(visit, number, sheets.plain)


@blueprint.post("/sign-in")
@page
def take_sign_in(visit: Visit, number: int) -> ResponseReturnValue | Afterwards:
    """To be printed: those who come, a column a day, and empty lines."""
    found = event.find(visit, number)
    lines = listing.everybody(visit.db, visit.who, found.id, visit.now)
    words = _words(found, [each for each in lines if each.answer is Answer.COMING])
    name = _("ใบลงชื่อ {title}.pdf", title=found.title)
    return Afterwards(lambda: sheets.download(typeset.pdf(TEMPLATE, words), sheets.PDF, name))


def _taken(visit: Visit, number: int, made: Callable[[Sheet], Response]) -> Afterwards:
    found = event.find(visit, number)
    days = sittings.days(found)
    lines = listing.everybody(visit.db, visit.who, found.id, visit.now)
    headings = [*(_(each) for each in HEADINGS), *(dates.day(day, language()) for day in days)]
    sheet = Sheet(
        name=_("ผู้เข้าร่วม {title}", title=found.title),
        tab=found.code,
        headings=headings,
        widths=(*WIDTHS, *(DAY_WIDTH for _day in days)),
        rows=[_cells(each, days) for each in lines],
    )
    return Afterwards(lambda: made(sheet))


def _cells(each: Line, days: Sequence[date]) -> list[str]:
    member, club = each.member, each.member.club
    said = _(answers.WORDS[each.answer]) if each.answer else _("มาโดยไม่ได้ลงทะเบียน")
    came = [_("มา") if day in each.came else "" for day in days]
    organisation = (club.name, club.kind.value) if club else ("", "")
    return [member.name or "", *organisation, said, line(member), each.by or "", *came]


def _words(found: Event, lines: Sequence[Line]) -> dict[str, object]:
    names = [(each.member.name or "", each.member.club) for each in lines]
    rows = [[name, club.name if club else ""] for name, club in names] + [["", ""]] * SPARE
    days = [dates.day(day, language()) for day in sittings.days(found)]
    days = days if len(days) <= COLUMNS else [_("ลายมือชื่อ")]
    where = found.place or ""
    return {
        "title": found.title,
        "facts": " · ".join(part for part in (facts.beginning(found), where) if part),
        "headings": [_(each) for each in SIGNED],
        "days": days,
        "rows": [[str(number), *cells, *[""] * len(days)] for number, cells in enumerate(rows, 1)],
        "page": _("หน้า"),
    }
