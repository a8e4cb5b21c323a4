"""What an event's people are told besides the usual: written, reminded of, taken back."""

from datetime import datetime
from http import HTTPStatus

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue
from markupsafe import Markup
from sqlalchemy import select
from wtforms import SelectField, StringField, TextAreaField

from bot import dates, quota
from bot.language import N_, _, language
from bot.messages import text
from bot.turn import Refusal
from console import event, preview
from console.forms import AtMost, Form
from console.page import Visit, page
from handlers.event import actions, cards, notice_cards, notices, telling
from handlers.event.notice_flow import Unread, moment
from models import Event, Notice, NoticeKind

SHOWN = 50  # of what was told before
LONGEST_WHEN = 80  # characters
UNREAD = {
    Unread.NO_DAY: N_("อ่านวันและเวลานี้ไม่ออกค่ะ พิมพ์เช่น พรุ่งนี้ 10 โมง หรือ ก่อนเริ่ม 2 ชั่วโมง"),
    Unread.NO_HOUR: N_("ขอเวลาด้วยค่ะ เช่น พรุ่งนี้ 10 โมง"),
}
blueprint = Blueprint("messages", __name__, url_prefix="/<int:number>/messages")


class Telling(Form):
    kind = SelectField(N_("ส่งอะไร"))
    words = TextAreaField(N_("ข้อความ"), [AtMost(notices.LONGEST)])
    moment = StringField(N_("เวลาเตือน"), [AtMost(LONGEST_WHEN)])


@blueprint.route("", methods=["GET", "POST"])
@page
def show(visit: Visit, number: int) -> ResponseReturnValue:
    found = event.find(visit, number)
    plans = {kind: notices.plan(visit.db, found, kind, visit.now) for kind in telling.COORDINATORS}
    it = Telling.read()
    it.kind.choices = [
        (
            kind.value,
            _("{what} · {count} ข้อความ", what=_(notice_cards.CALLED[kind]), count=plan.price),
        )
        for kind, plan in reversed(plans.items())
    ]
    if it.sent and visit.does(it, lambda: _tell(visit, found, it)):
        said = _("รับไว้แล้วค่ะ ถอนได้จนกว่าจะส่งออกไป")
        return visit.goes("console.events.messages.show", number=number, said=said)
    return render_template(
        "console/event_messages.html",
        event=found,
        it=it,
        left=quota.left(visit.db, visit.now),
        seen=_seen(visit, found, it),
        called=notice_cards.CALLED,
        told=[
            (each, _about(each, visit.now), each.not_after > visit.now)
            for each in _told(visit, found)
        ],
        open_=found.ends > visit.now,
    )


@blueprint.post("/<int:notice>/stop")
@page
def stop(visit: Visit, number: int, notice: int) -> ResponseReturnValue:
    found, it = event.find(visit, number), Form.read()
    planned = visit.db.get(Notice, notice)
    if planned is None or planned.event_id != found.id:
        abort(HTTPStatus.NOT_FOUND)
    visit.does(it, lambda: notices.take_back(visit.db, visit.who, notice, visit.now))
    said = it.refusal or _("หยุดแล้วค่ะ ที่ยังไม่ได้ส่งจะไม่ส่งแล้วนะคะ")
    return visit.goes("console.events.messages.show", number=number, said=said)


def _tell(visit: Visit, found: Event, it: Telling) -> Notice:
    """Raises Refusal."""
    hers = visit.db, visit.who, found.id
    words = (it.words.data or "").strip()
    match NoticeKind(it.kind.data):
        case NoticeKind.LETTER:
            return notices.write_to_comers(*hers, words, visit.now)
        case NoticeKind.REMINDER:
            due = _moment(visit, found, it)
            return notices.remind_at(*hers, due, visit.now, words=words)
        case _:
            return notices.remind_unanswered(*hers, visit.now)


def _moment(visit: Visit, found: Event, it: Telling) -> datetime:
    """Raises Refusal."""
    starts = actions.next_start(found, visit.now) or found.starts
    meant = moment(it.moment.data or "", starts, visit.now, None)
    if isinstance(meant, Unread):
        raise Refusal(_(UNREAD[meant]))
    return meant


def _seen(visit: Visit, found: Event, it: Telling) -> Markup:
    """As those who get it see it, with what is typed."""
    words = (it.words.data or "").strip()
    match it.kind.data:
        case NoticeKind.REMINDER.value:
            return preview.shown([cards.reminder(found, words or None)])
        case NoticeKind.UNANSWERED.value:
            return preview.shown([notice_cards.unanswered(found)])
        case _ if words:
            return preview.shown([notice_cards.letter(found, words)])
    return preview.shown([text(_("พิมพ์ข้อความ แล้วจะขึ้นที่นี่ค่ะ"))])


def _told(visit: Visit, found: Event) -> list[Notice]:
    """The latest first."""
    here = Notice.event_id == found.id, Notice.kind.in_(list(telling.COORDINATORS))
    latest = select(Notice).where(*here).order_by(Notice.id.desc()).limit(SHOWN)
    return list(visit.db.scalars(latest))


def _about(notice: Notice, now: datetime) -> str:
    when = dates.moment(notice.due, language())
    words = N_("จะส่ง {when}") if notice.due > now else N_("ส่งเมื่อ {when}")
    stopped = notice.not_after <= notice.due
    return _("หยุดไว้ก่อนส่ง") if stopped else _(words, when=when)
