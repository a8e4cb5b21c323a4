"""Another's announcement that waits for a yes: its text, to whom, at what price."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from http import HTTPStatus

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot import quota
from bot.language import _
from console import preview
from console.forms import Form
from console.page import Visit, page
from handlers.announcement import approval, approval_cards
from models import Announcement, Member, Progress

Decide = Callable[[Session, Member, int, datetime], Announcement]

blueprint = Blueprint("approvals", __name__, url_prefix="/approvals/<int:number>")


@blueprint.get("")
@page
def read(visit: Visit, number: int) -> ResponseReturnValue:
    return _shown(visit, _asked(visit, number), Form())


@blueprint.post("/approve")
@page
def approve(visit: Visit, number: int) -> ResponseReturnValue:
    return _decides(visit, number, approval.approve, _("อนุมัติแล้วค่ะ น้องสตรองจะส่งตามเวลา"))


@blueprint.post("/refuse")
@page
def refuse(visit: Visit, number: int) -> ResponseReturnValue:
    said = _("ไม่อนุมัติแล้วค่ะ ประกาศนี้จะไม่ถูกส่ง น้องสตรองจะบอกผู้เขียนเมื่อทักมานะคะ")
    return _decides(visit, number, approval.refuse, said)


def _decides(visit: Visit, number: int, decide: Decide, said: str) -> ResponseReturnValue:
    announcement, form = _asked(visit, number), Form.read()
    if visit.does(form, partial(decide, visit.db, visit.who, number, visit.now)):
        return visit.goes("console.today.show", said=said)
    visit.db.refresh(announcement)
    return _shown(visit, announcement, form)


def _asked(visit: Visit, number: int) -> Announcement:
    """Of her clubs; another's is not found, as if there were none."""
    here = select(Announcement).where(Announcement.id == number)
    return visit.db.scalar(here.where(visit.within(Announcement.club_id))) or abort(
        HTTPStatus.NOT_FOUND
    )


def _shown(visit: Visit, announcement: Announcement, form: Form) -> str:
    author = visit.db.get(Member, announcement.author_id or 0)
    asked = announcement.progress is Progress.ASKED and announcement.not_after > visit.now
    return render_template(
        "console/approval.html",
        announcement=announcement,
        author=approval_cards.named(author) if author else None,
        facts=approval_cards.facts(announcement),
        left=quota.left(visit.db, visit.now, announcement.due),
        seen=preview.shown(announcement.messages),
        form_=form,
        asked=asked,
        hers=announcement.author_id == visit.who.id,
        may=asked and approval.may_decide(visit.db, visit.who, announcement),
        became=None if asked else _became(visit, announcement),
    )


def _became(visit: Visit, announcement: Announcement) -> str:
    decider = visit.db.get(Member, announcement.approver_id or 0)
    return approval_cards.not_waiting(announcement, decider)
