"""An administrator helps somebody who has lost her passkey and her code app."""

from http import HTTPStatus

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import Select, select, union

from bot.language import _
from console import leafing
from console.forms import row_id
from console.page import Visit, page
from handlers.console import actions
from models import CodeApp, Member, Passkey

blueprint = Blueprint("lost", __name__, url_prefix="/lost")


@blueprint.get("")
@page
def show(visit: Visit) -> ResponseReturnValue:
    _for_administrators(visit)
    people = leafing.leaf(visit.db, _protected(visit), _row)
    return render_template("console/lost.html", leaf=people)


@blueprint.post("")
@page
def help_out(visit: Visit) -> ResponseReturnValue:
    _for_administrators(visit)
    whom = row_id(request.form, "member") or 0
    member = actions.help_out(visit.db, visit.who, whom, visit.now)
    said = _("ล้างพาสคีย์และแอปรหัสของ {name} แล้วค่ะ ตอนนี้เข้าด้วยลิงก์แล้วตั้งใหม่ได้", name=_name(member))
    return visit.goes("console.lost.show", said)


def _for_administrators(visit: Visit) -> None:
    if not visit.administers:
        abort(HTTPStatus.NOT_FOUND)


def _protected(visit: Visit) -> Select[Member]:
    """Whoever has a second factor, but herself: hers is not lost."""
    apps = select(CodeApp.member_id).where(CodeApp.confirmed.is_not(None))
    holders = union(select(Passkey.member_id), apps)  # few among all members
    others = select(Member).where(Member.id.in_(holders), Member.id != visit.who.id)
    if sought := leafing.searched():
        others = others.where(Member.name.contains(sought, autoescape=True))
    return others.order_by(Member.name, Member.id)


def _row(member: Member) -> leafing.Row:
    return leafing.Row((_name(member), str(member.id)))


def _name(member: Member) -> str:
    return member.name or member.line_name or "–"
