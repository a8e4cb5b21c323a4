"""All parts of which pages are made, on one page, for whoever builds the next one."""

from http import HTTPStatus

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import Select, or_
from wtforms import BooleanField, SelectField, StringField, TextAreaField

from bot import ways
from bot.flex import Tone, card
from bot.language import N_, _
from bot.messages import Message, text
from bot.turn import Refusal
from console import chart, forms, leafing, preview
from console.forms import AtMost, DayField, Form, Needed
from console.page import Visit, page
from models import Club, Kind

blueprint = Blueprint("parts", __name__)
WEEKS = (("1", 12), ("2", 30), ("3", 18), ("4", 44))


class Sample(Form):
    name = StringField(N_("ชื่อ"), [Needed(), AtMost(80)])
    day = DayField(N_("วันที่"), [Needed()])
    kind = SelectField(N_("ประเภท"), choices=lambda: forms.options([(each, each) for each in Kind]))
    about = TextAreaField(N_("แนะนำชมรม"), [AtMost(400)])
    model = BooleanField(N_("ชมรมต้นแบบ"))


@blueprint.route("/parts", methods=["GET", "POST"])
@page
def show(visit: Visit) -> ResponseReturnValue:
    """Only in a trial, whose clock can be moved: in earnest it would only puzzle."""
    if visit.running.settings.clock_file is None:
        abort(HTTPStatus.NOT_FOUND)
    it = Sample.read()
    if it.sent and visit.does(it, lambda: _refuse_taken(visit, it.name.data or "")):
        return visit.goes("console.parts.show", said=_("บันทึกแล้วค่ะ"))
    clubs = leafing.leaf(visit.db, _clubs(visit), _row)
    return render_template(
        "console/gallery.html",
        it=it,
        leaf=clubs,
        bars=chart.bars(WEEKS),
        preview=preview.shown([_card(), text(_("ยังไม่มีกิจกรรมที่จะถึงค่ะ"), ways.menu())]),
    )


def _refuse_taken(visit: Visit, name: str) -> None:
    """Stands here for an action of a feature: it writes, or refuses."""
    if visit.db.scalar(visit.clubs().where(Club.name == name)):
        raise Refusal(_("มีชมรมชื่อนี้แล้วค่ะ"))


def _clubs(visit: Visit) -> Select[Club]:
    sought = leafing.searched()
    named = Club.name.contains(sought, autoescape=True)
    return visit.clubs().where(or_(named, Club.code == sought.upper())) if sought else visit.clubs()


def _row(club: Club) -> leafing.Row:
    return leafing.Row((club.name, club.province, club.code), f"/clubs/{club.code}")


def _card() -> Message:
    return card(
        _("ชมรมของคุณ"),
        _("ตรวจการ์ดที่นี่ก่อนส่งถึงสมาชิก"),
        band=_("ตรวจก่อนส่ง"),
        tone=Tone.CHECK,
        rows=[(_("ผู้รับ"), "12")],
        primary=ways.announce(),
        secondary=[ways.cancel(), ways.menu()],
    )
