"""People from a spreadsheet: what would become of every row is shown before anything is written."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO

from flask import Blueprint, g, render_template, request, send_file
from flask.typing import ResponseReturnValue
from wtforms import FileField, HiddenField, TextAreaField
from xlsxwriter import Workbook

from bot.deployment import Deployment
from bot.language import N_, _
from bot.turn import Refusal
from console.forms import Form
from console.page import Visit, beforehand, page
from handlers.roster import actions, flow
from loading import people, workbook
from models import Club

AT_ONCE = 5_000  # rows
SHOWN, FEW = 5, 3  # rows of a kind, and in one sentence; then their number
ROW = re.compile(r"row-([0-9]{1,4})")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADINGS = (N_("คำนำหน้า"), N_("ชื่อ"), N_("นามสกุล"))
NOTHING, CHANGED = (
    N_("เลือกไฟล์ หรือวางรายชื่อในช่องก่อนนะคะ"),
    N_("รายชื่อเปลี่ยนไปหลังตรวจ ดูผลใหม่ก่อนกดเพิ่มอีกครั้งนะคะ"),
)

blueprint = Blueprint("importing", __name__, url_prefix="/people/import/<code>")


class People(Form):
    file = FileField(N_("ไฟล์ Excel (.xlsx)"))
    lines = TextAreaField(N_("รายชื่อ บรรทัดละคน"))
    mark = HiddenField()  # of the lines that were looked over
    source: str | None = None  # which part of which file was read

    @property
    def said(self) -> str:
        return self.lines.data or ""

    @property
    def own_mark(self) -> str:
        return sha256("\n".join(self.said.splitlines()).encode("utf-8", "ignore")).hexdigest()


@dataclass(frozen=True)
class Kind:
    """Rows of which the same becomes: the first few of them, and how many more."""

    title: str
    hint: str
    rows: Sequence[tuple[int, str]]
    more: int
    mended: bool  # here, beside their number


def _unpack(_running: Deployment) -> workbook.Table | Refusal | None:
    """What stands in the file, if there is one: a large one takes seconds, and no transaction."""
    file = request.files.get("file")
    try:
        return workbook.read(file.read(), AT_ONCE) if file else None
    except Refusal as why:
        return why


@blueprint.get("")
@page
def show(visit: Visit, code: str) -> ResponseReturnValue:
    return _shown(visit.club(code), People.read())


@blueprint.post("")
@beforehand(_unpack)
@page
def take(visit: Visit, code: str) -> ResponseReturnValue:
    """Write only what was looked over; what is new to us is looked over first."""
    club, it = visit.club(code), People.read()
    it.lines.data = _mended(it)
    if "add" not in request.form:
        readable = visit.does(it, lambda: _read(it))
        return _looked_over(visit, club, it) if readable else _shown(club, it)
    if it.mark.data != it.own_mark:
        it.refusal = _(CHANGED)
        return _looked_over(visit, club, it)
    sheet = actions.add(visit.db, visit.who, club.id, it.said, visit.now, limit=AT_ONCE)
    return visit.goes("console.people.show", said=_done(sheet), club=club.code)


@blueprint.get("/sample.xlsx")
@page
def sample(visit: Visit, code: str) -> ResponseReturnValue:
    visit.club(code)
    file = BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, [_(each) for each in HEADINGS], book.add_format({"bold": True}))
        sheet.set_column(0, len(HEADINGS) - 1, 24)
        sheet.freeze_panes(1, 0)
    file.seek(0)
    return send_file(file, XLSX, as_attachment=True, download_name=_("รายชื่อสมาชิก.xlsx"))


def _mended(it: People) -> str:
    """The lines with what she wrote beside a row, where that still is the row that she saw."""
    lines = it.said.splitlines()
    for name, words in request.form.items():
        if row := ROW.fullmatch(name):
            place = int(row[1]) - 1
            if 0 <= place < len(lines) and lines[place].strip() == request.form.get(
                f"was-{row[1]}"
            ):
                lines[place] = " ".join(words.split())
    return "\n".join(lines)


def _read(it: People) -> None:
    """Put names in the place of rows and columns. Raises Refusal, and then changes nothing."""
    lines = people.pasted(it.said)
    if table := g.beforehand:
        if isinstance(table, Refusal):
            raise table
        lines, it.source = [*people.lines(table.rows), *lines], _source(table)
    if not any(lines):
        raise Refusal(_(NOTHING))
    it.lines.data = "\n".join(lines)


def _source(table: workbook.Table) -> str:
    words = [_("อ่านจากแผ่นงาน “{sheet}”", sheet=table.sheet)]
    if table.sheets > 1:
        words.append(_("ไฟล์นี้มี {count} แผ่น อ่านเฉพาะแผ่นแรก", count=table.sheets))
    if table.more:
        words.append(_("อ่านถึงแถวที่ {most} แถวที่เหลือแยกเป็นอีกไฟล์นะคะ", most=f"{AT_ONCE:,}"))
    return " · ".join(words)


def _looked_over(visit: Visit, club: Club, it: People) -> ResponseReturnValue:
    it.mark.data = it.own_mark
    outlook = actions.look_over(visit.db, visit.who, club.id, it.said, AT_ONCE)
    return _shown(club, it, outlook)


def _shown(club: Club, it: People, outlook: actions.Outlook | None = None) -> ResponseReturnValue:
    kinds = _kinds(outlook) if outlook else []
    return render_template(
        "console/import.html", club=club, it=it, outlook=outlook, kinds=kinds, most=AT_ONCE
    )


def _kinds(outlook: actions.Outlook) -> list[Kind]:
    sheet = outlook.sheet
    alike = [
        (line.number, _("{name} คล้าย {other}", name=line.words, other=other))
        for line, other in outlook.alike
    ]
    kinds = (
        (N_("อ่านเป็นชื่อไม่ได้ {count} แถว"), N_("แก้ตรงนี้ได้เลย หรือข้ามไปก็ได้ค่ะ"), sheet.unread),
        (N_("คล้ายคนที่มีอยู่ {count} แถว"), N_("ถ้าเป็นคนเดียวกัน ลบแถวนั้นออกก่อนนะคะ"), alike),
        (N_("มีอยู่แล้ว หรือซ้ำกัน {count} แถว"), N_("ไม่เพิ่มซ้ำค่ะ"), sheet.twice),
        (N_("จะเพิ่ม {count} คน"), N_("ยังไม่ได้บันทึกค่ะ"), sheet.new),
    )
    return [
        Kind(
            title=_(title, count=f"{len(rows):,}"),
            hint=_(hint),
            rows=rows[:SHOWN],
            more=max(len(rows) - SHOWN, 0),
            mended=rows is sheet.unread,
        )
        for title, hint, rows in kinds
        if rows
    ]


def _done(sheet: flow.Sheet) -> str:
    words = [_("เพิ่มแล้ว {count} คนค่ะ", count=f"{len(sheet.names):,}")]
    if sheet.twice:
        words.append(_("มีอยู่แล้ว {count} คน", count=f"{len(sheet.twice):,}"))
    if sheet.unread:
        words.append(_("ไม่ได้เพิ่ม {rows}", rows=_few(sheet.unread)))
    return " · ".join(words)


def _few(lines: Sequence[flow.Line]) -> str:
    rows = [_("แถว {row}", row=str(line)) for line in lines[:FEW]]
    named, more = ", ".join(rows), len(lines) - FEW
    return _("{rows} และอีก {count} แถว", rows=named, count=more) if more > 0 else named
