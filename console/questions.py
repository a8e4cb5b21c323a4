"""What members asked: who coordinates a club reads it here, and answers."""

from http import HTTPStatus
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload
from wtforms import BooleanField, IntegerField, TextAreaField, ValidationError

from bot import asking, dates, limits, quota
from bot.language import N_, _, language
from console import draft, leafing
from console.forms import MISSING, Form, row_id
from console.page import Visit, page
from handlers.inquiry import actions, cards
from models import Inquiry, Remark

SHOWN = 25  # remarks

blueprint = Blueprint("questions", __name__, url_prefix="/questions")


class Sendable:
    """What the chat takes as an answer, too."""

    def __call__(self, form: Any, field: Any) -> None:
        field.data = (field.data or "").replace("\r\n", "\n").strip()
        if asking.blank(field.data):
            raise ValidationError(_(MISSING))
        units = limits.utf16(field.data)
        if units > cards.LONGEST:
            raise ValidationError(cards.too_long(units)["text"])


class Answer(Form):
    words = TextAreaField(N_("คำตอบ"), [Sendable()])
    paid = BooleanField()
    seen = IntegerField()  # the last remark that stood above the form


@blueprint.get("")
@page
def show(visit: Visit) -> ResponseReturnValue:
    """What waits, the longest first; or what was answered, the latest first."""
    done = "answered" in request.args
    found = (actions.answered if done else actions.unanswered)(visit.db, visit.who)
    return render_template(
        "console/questions.html", leaf=leafing.leaf(visit.db, _whole(found), _row), done=done
    )


@blueprint.route("/<int:number>", methods=["GET", "POST"])
@page
def read(visit: Visit, number: int) -> ResponseReturnValue:
    """A talk, and under it the answer."""
    form = Answer.read()
    inquiry = _hers(visit, number)
    if inquiry is None:
        return _gone(visit, form)
    if form.sent and visit.does(form, lambda: _answer(visit, number, form)):
        said = cards.sent(paid=form.paid.data)["text"]
        return visit.goes("console.questions.show", said=said)
    return _shown(visit, inquiry, form)


def _answer(visit: Visit, number: int, form: Answer) -> None:
    typed = actions.Typed(form.words.data or "")
    actions.answer(
        visit.db,
        visit.who,
        number,
        typed,
        visit.now,
        paid=form.paid.data,
        seen=form.seen.data,
    )


def _shown(visit: Visit, inquiry: Inquiry, form: Answer) -> str:
    remarks = _remarks(visit, inquiry, row_id(request.args, "before"))
    shown = list(reversed(remarks[:SHOWN]))
    return render_template(
        "console/question.html",
        inquiry=inquiry,
        name=cards.name(inquiry),
        form_=form,
        remarks=shown,
        before=shown[0].id if len(remarks) > SHOWN else None,
        can_pay=actions.affordable(visit.db, inquiry, visit.now),
        remains=quota.remains(quota.left(visit.db, visit.now), actions.PRICE),
        price=actions.PRICE,
    )


def _gone(visit: Visit, form: Answer) -> ResponseReturnValue:
    """Unsent meanwhile, another club's, or never there; what she wrote is hers to copy."""
    draft.drop(visit.db, visit.who.id, request.path)
    return render_template("console/question_gone.html", words=form.words.data), (
        HTTPStatus.NOT_FOUND
    )


def _hers(visit: Visit, number: int) -> Inquiry | None:
    """Only in the clubs that she coordinates: an administrator answers for nobody else."""
    here = select(Inquiry).where(Inquiry.id == number, Inquiry.club_id.in_(visit.coordinated))
    found: Inquiry | None = visit.db.scalar(here)
    return found


def _remarks(visit: Visit, inquiry: Inquiry, before: int | None) -> list[Remark]:
    """A page and one more where there is more, the newest first."""
    said = select(Remark).where(Remark.inquiry_id == inquiry.id)
    if before is not None:
        said = said.where(Remark.id < before)
    return list(visit.db.scalars(said.order_by(Remark.id.desc()).limit(SHOWN + 1)))


def _whole(inquiries: Select[Inquiry]) -> Select[Inquiry]:
    """With what a row tells, in as many statements for many as for one."""
    return inquiries.options(
        joinedload(Inquiry.member), joinedload(Inquiry.club), selectinload(Inquiry.remarks)
    )


def _row(inquiry: Inquiry) -> leafing.Row:
    asked = dates.moment(inquiry.asked, language())
    address = url_for("console.questions.read", number=inquiry.id)
    words = cards.begins(inquiry)
    return leafing.Row((words, cards.name(inquiry), inquiry.club.name, asked), address)
