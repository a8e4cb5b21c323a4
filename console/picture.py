"""The club's picture, from a file; drawn anew before the page's transaction, as that takes time."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from bot.language import _
from console import uploading
from console.forms import Form
from console.page import Visit, beforehand, page
from handlers.picture import actions
from models import Club

blueprint = Blueprint("picture", __name__, url_prefix="/picture")


@blueprint.get("")
@page
def show(visit: Visit, code: str) -> ResponseReturnValue:
    return _shown(visit.club(code), Form.read())


@blueprint.post("")
@beforehand(uploading.draw)
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
    actions.give(visit.db, visit.who, club.id, uploading.drawn(), visit.now)


def _shown(club: Club, form: Form) -> str:
    return render_template("console/club_picture.html", club=club, form_=form)
