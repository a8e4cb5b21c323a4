"""The page behind a member's own link to a meeting: its button leads there, and counts."""

from collections.abc import Callable
from http import HTTPStatus

from flask import Blueprint, Response, make_response, redirect, render_template
from sqlalchemy.orm import Session

from bot import dates, passes
from bot.deployment import Deployment
from bot.language import _, addressing, language
from handlers.attendance import actions
from models import Answer, EventState, Registration, Way

PRIVATE = {  # for her alone: in no cache, no index, no frame, and told to no other page
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "no-referrer",
    # browsers hold a form to this even where it is led on, and meetings are held anywhere
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; "
    "form-action 'self' https: http:; base-uri 'none'; frame-ancestors 'none'",
}


def create_blueprint(deployment: Deployment) -> Blueprint:
    blueprint = Blueprint("attendance", __name__, template_folder="templates")

    @blueprint.get("/events/join/<token>")
    def look(token: str) -> Response:
        """Whose link this is, and what its button does; looking counts nothing."""
        return _opened(deployment, token, lambda _db, mine: _page(deployment, mine))

    @blueprint.post("/events/join/<token>")
    def join(token: str) -> Response:
        """Lead to the meeting, wherever it is held by now."""
        return _opened(deployment, token, lambda db, mine: _forward(deployment, db, mine))

    return blueprint


def _opened(
    deployment: Deployment, token: str, answer: Callable[[Session, Registration], Response]
) -> Response:
    with deployment.sessions.begin() as db:
        ids = passes.guest(deployment.settings.secret_key, token)
        mine = db.get(Registration, ids) if ids else None
        response = _answered(deployment, db, mine, answer) if mine else _unknown()
    response.headers.update(PRIVATE)
    return response


def _answered(
    deployment: Deployment,
    db: Session,
    mine: Registration,
    answer: Callable[[Session, Registration], Response],
) -> Response:
    with addressing(mine.member):
        shut = _shut(deployment, mine)
        return _html(mine.event.title, [shut], HTTPStatus.GONE) if shut else answer(db, mine)


def _shut(deployment: Deployment, mine: Registration) -> str | None:
    """Why this link leads nowhere; none where it does."""
    event = mine.event
    if event.state is not EventState.PUBLISHED:
        return _("กิจกรรมนี้ยกเลิกแล้วค่ะ")
    if event.ends <= deployment.now():
        return _("กิจกรรมนี้จบแล้วค่ะ")
    if mine.answer is not Answer.COMING:
        return _("ตอนนี้คุณไม่มีที่นั่งในกิจกรรมนี้ค่ะ กลับไปที่แชต แล้วพิมพ์ “กิจกรรม” เพื่อลงทะเบียนนะคะ")
    if not event.online_url:
        return _("กิจกรรมนี้ไม่มีลิงก์เข้าประชุมแล้วค่ะ ดูสถานที่ในแชตนะคะ")
    return None


def _page(deployment: Deployment, mine: Registration) -> Response:
    starts = actions.upcoming(mine.event, deployment.now())
    lines = [
        _("ลิงก์นี้เป็นของ {name} คนเดียว ไม่ส่งต่อให้คนอื่นนะคะ", name=mine.member.name or ""),
        _("เริ่ม {when}", when=dates.moment(starts, language())),
        _("กดปุ่มแล้วจะไปที่ห้องประชุม และนับว่าคุณเข้าร่วมเมื่อใกล้ถึงเวลาหรือเริ่มแล้วค่ะ"),
    ]
    return _html(mine.event.title, lines, button=_("เข้าประชุม"))


def _forward(deployment: Deployment, db: Session, mine: Registration) -> Response:
    now = deployment.now()
    if day := actions.sitting_day(mine.event, now):
        actions.record(db, mine.event, mine.member, day, way=Way.LINK, now=now)
    return make_response(redirect(mine.event.online_url or "", HTTPStatus.SEE_OTHER))


def _unknown() -> Response:
    lines = [_("เปิดการ์ดกิจกรรมในแชต แล้วกด “เข้าประชุม” อีกครั้งนะคะ")]
    return _html(_("ลิงก์เข้าประชุมนี้ไม่ถูกต้องค่ะ"), lines, HTTPStatus.NOT_FOUND)


def _html(
    title: str, lines: list[str], status: HTTPStatus = HTTPStatus.OK, *, button: str | None = None
) -> Response:
    told = {"title": title, "lines": lines, "button": button, "language": language()}
    return make_response(render_template("attendance/join.html", **told), status)
