"""What members asked the speaker of an event, to read out or to print, without their names."""

from http import HTTPStatus

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from bot.language import _
from console import event
from console.forms import Form
from console.page import Visit, page
from handlers.speaker import actions
from models import SpeakerQuestion

MOST = 500  # questions on a page
blueprint = Blueprint("questions", __name__, url_prefix="/<int:number>/questions")


@blueprint.get("")
@page
def show(visit: Visit, number: int) -> ResponseReturnValue:
    found = event.find(visit, number)
    return render_template(
        "console/event_questions.html",
        event=found,
        asked=visit.db.scalars(actions.waiting(found).limit(MOST)).all(),
        done=visit.db.scalars(actions.done(found).limit(MOST)).all(),
    )


@blueprint.post("/<int:question>/done")
@page
def had(visit: Visit, number: int, question: int) -> ResponseReturnValue:
    """The speaker had it."""
    return _marked(visit, number, question, _("ย้ายไปที่ “ถามแล้ว” ค่ะ"), done=True)


@blueprint.post("/<int:question>/open")
@page
def had_not(visit: Visit, number: int, question: int) -> ResponseReturnValue:
    """After all."""
    return _marked(visit, number, question, _("ย้ายกลับไปรอถามแล้วค่ะ"), done=False)


def _marked(
    visit: Visit, number: int, question: int, said: str, *, done: bool
) -> ResponseReturnValue:
    found, it = event.find(visit, number), Form.read()
    here = select(SpeakerQuestion.id).where(SpeakerQuestion.event_id == found.id)
    if visit.db.scalar(here.where(SpeakerQuestion.id == question)) is None:
        abort(HTTPStatus.NOT_FOUND)
    visit.does(it, lambda: actions.mark(visit.db, visit.who, question, done=done))
    return visit.goes("console.events.questions.show", number=number, said=it.refusal or said)
