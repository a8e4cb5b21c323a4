"""The club's picture, from a file; drawn anew before the page's transaction, as that takes time."""

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue

from bot import pictures
from bot.deployment import Deployment
from bot.language import _
from bot.turn import Refusal
from console.forms import Form
from console.page import Visit, beforehand, page
from handlers.picture import actions
from models import Club

blueprint = Blueprint("picture", __name__, url_prefix="/picture")


def _draw(running: Deployment) -> actions.Drawn | Refusal:
    """Bytes that nobody comes to need are swept away at night."""
    sent = request.files.get("picture")
    if sent is None or not sent.filename:
        return Refusal(_("เลือกรูปก่อนนะคะ แล้วกด “ใช้รูปนี้” อีกครั้ง"))
    try:
        drawn = pictures.redraw(sent.read())
    except Refusal as why:
        return why
    return actions.Drawn(running.files.put(drawn), drawn)


@blueprint.get("")
@page
def show(visit: Visit, code: str) -> ResponseReturnValue:
    return _shown(visit.club(code), Form.read())


@blueprint.post("")
@beforehand(_draw)
@page
def hang(visit: Visit, code: str) -> ResponseReturnValue:
    club, form = visit.club(code), Form.read()
    if visit.does(form, lambda: _give(visit, club)):
        said = _("ตั้งรูปใหม่ของ{club}แล้วค่ะ", club=club.name)
        return visit.goes("console.clubs.club.show", code=club.code, said=said)
    return _shown(club, form)


@blueprint.post("/remove")
@page
def remove(visit: Visit, code: str) -> ResponseReturnValue:
    """The one that she saw; a newer one stays."""
    club = visit.club(code)
    seen = request.form.get("seen", "")
    actions.remove(visit.db, visit.who, club.id, seen, visit.now)
    said = None if club.picture else _("ลบรูปของ{club}แล้วค่ะ", club=club.name)
    return visit.goes("console.clubs.club.picture.show", code=club.code, said=said)


def _give(visit: Visit, club: Club) -> None:
    drawn: actions.Drawn | Refusal = g.beforehand
    if isinstance(drawn, Refusal):
        raise drawn
    actions.give(visit.db, visit.who, club.id, drawn, visit.now)


def _shown(club: Club, form: Form) -> str:
    return render_template("console/club_picture.html", club=club, form_=form)
