"""Clubs that somebody asked to open: administrators approve, or say why not."""

from functools import partial
from http import HTTPStatus

from flask import Blueprint, abort, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from wtforms import TextAreaField, ValidationError

from bot import dates, limits
from bot.language import N_, _, language
from console import leafing
from console.forms import Form, Needed
from console.page import Visit, page
from handlers.opening import actions, cards
from models import Member, Opening

blueprint = Blueprint("openings", __name__, url_prefix="/openings")


class Refusing(Form):
    why = TextAreaField(N_("เหตุผล"), [Needed()])

    def validate_why(self, field: TextAreaField) -> None:
        if limits.utf16(field.data or "") > cards.REASON:
            raise ValidationError(cards.too_long()["text"])


@blueprint.get("")
@page
def show(visit: Visit) -> ResponseReturnValue:
    """What waits, the oldest first."""
    visit.only_administrators()
    waiting = select(Opening).where(Opening.decided.is_(None)).order_by(Opening.asked, Opening.id)
    return render_template("console/openings.html", leaf=leafing.leaf(visit.db, waiting, _row))


@blueprint.get("/<int:number>")
@page
def read(visit: Visit, number: int) -> ResponseReturnValue:
    return _shown(visit, _asked(visit, number), Refusing.read(path=_refusing(number)), Form())


@blueprint.post("/<int:number>/approve")
@page
def approve(visit: Visit, number: int) -> ResponseReturnValue:
    opening, form = _asked(visit, number), Form.read()
    address = visit.running.settings.public_url
    deed = partial(actions.approve, visit.db, visit.who, number, address, visit.now)
    if visit.does(form, deed) and (club := opening.club):
        said = _("เปิดชมรม {club} แล้วค่ะ รหัสชมรม {code}", club=club.name, code=club.code)
        return visit.goes("console.clubs.club.show", code=club.code, said=said)
    return _shown(visit, opening, Refusing(), form)


@blueprint.post("/<int:number>/refuse")
@page
def refuse(visit: Visit, number: int) -> ResponseReturnValue:
    opening, form = _asked(visit, number), Refusing.read()
    deed = partial(actions.refuse, visit.db, visit.who, number, form.why.data or "", visit.now)
    if form.sent and visit.does(form, deed):
        said = _("ไม่อนุมัติ{club}แล้วค่ะ น้องสตรองส่งเหตุผลให้ผู้ขอแล้วนะคะ", club=opening.name)
        return visit.goes("console.openings.show", said=said)
    return _shown(visit, opening, form, Form())


def _shown(visit: Visit, opening: Opening, refusing: Refusing, approving: Form) -> str:
    """With all that is known of who asked; of what is decided, by whom and how."""
    known = visit.db.get(Member, opening.asked_by) if opening.asked_by else None
    decider = visit.db.get(Member, opening.decided_by) if opening.decided_by else None
    there = actions.same_club(visit.db, opening.kind, opening.name, opening.province)
    return render_template(
        "console/opening.html",
        opening=opening,
        asker=known,
        there=there,
        decided=cards.decided_already(opening, decider) if opening.decided else None,
        refusing=refusing,
        approving=approving,
        refuse_at=_refusing(opening.id),
    )


def _asked(visit: Visit, number: int) -> Opening:
    visit.only_administrators()
    return visit.db.get(Opening, number) or abort(HTTPStatus.NOT_FOUND)


def _refusing(number: int) -> str:
    return url_for("console.openings.refuse", number=number)


def _row(opening: Opening) -> leafing.Row:
    asked = dates.day(opening.asked, language())
    address = url_for("console.openings.read", number=opening.id)
    return leafing.Row((opening.name, opening.province, opening.contact_name, asked), address)
