"""The picture of an event, on a page of its own: a file that is too large costs no other words."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from bot.language import _
from console import uploading
from console.event import find
from console.forms import Form
from console.page import Visit, beforehand, page
from handlers.event import picture
from models import Event

blueprint = Blueprint("picture", __name__, url_prefix="/<int:number>/picture")


@blueprint.get("")
@page
def show(visit: Visit, number: int) -> ResponseReturnValue:
    return _shown(find(visit, number), Form.read())


@blueprint.post("")
@beforehand(uploading.draw)
@page
def hang(visit: Visit, number: int) -> ResponseReturnValue:
    event, form = find(visit, number), Form.read()
    if visit.does(form, lambda: _give(visit, event)):
        said = _("ใส่รูปกิจกรรมแล้วค่ะ")
        return visit.goes("console.events.event.show", number=number, said=said)
    return _shown(event, form)


@blueprint.post("/remove")
@page
def remove(visit: Visit, number: int) -> ResponseReturnValue:
    """The one that she saw; a newer one stays."""
    event, form = find(visit, number), Form.read()
    seen = request.form.get("seen", "")
    visit.does(form, lambda: picture.remove(visit.db, visit.who, event.id, seen, visit.now))
    said = form.refusal if event.picture else _("ลบรูปกิจกรรมแล้วค่ะ")
    return visit.goes("console.events.picture.show", number=number, said=said)


def _give(visit: Visit, event: Event) -> None:
    picture.give(visit.db, visit.who, event.id, uploading.drawn(), visit.now)


def _shown(event: Event, form: Form) -> str:
    return render_template("console/event_picture.html", event=event, form_=form)
