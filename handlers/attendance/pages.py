"""The page behind a member's own link to a meeting, and the code to print for a door."""

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from http import HTTPStatus
from pathlib import Path

from flask import Blueprint, Response, make_response, redirect
from sqlalchemy.orm import Session

from bot import dates, entrance, passes, personal, sittings, typeset
from bot.deployment import Deployment
from bot.language import _, addressing, language
from handlers.attendance import actions
from models import Answer, Event, EventState, Registration, Way

HERE = Path(__file__).parent
DOOR, TICKET = HERE / "door.typ", HERE / "ticket.typ"
DOTS = 100  # an inch, of the picture
KEPT = 32  # pages that were set lately
Words = tuple[tuple[str, str], ...]


def create_blueprint(deployment: Deployment) -> Blueprint:
    blueprint = Blueprint("attendance", __name__)

    @blueprint.get("/events/join/<token>")
    def look(token: str) -> Response:
        """Whose link this is, and what its button does; looking counts nothing."""
        return _opened(deployment, token, lambda _db, mine: _page(deployment, mine))

    @blueprint.post("/events/join/<token>")
    def join(token: str) -> Response:
        """Lead to the meeting, wherever it is held by now."""
        return _opened(deployment, token, lambda db, mine: _forward(deployment, db, mine))

    @blueprint.get("/events/door/<token>.<any('pdf', 'png'):form>")
    def door(token: str, form: str) -> Response:
        """The code of one day, for whoever was told where it is."""
        with deployment.sessions.begin() as db:
            named = passes.door_day(deployment.settings.secret_key, token)
            event = db.get(Event, named[0]) if named else None
            words = _on_door(db, event, named[1]) if named and event else None
        return personal.private(_printed(DOOR, form, words) if words else _no_code())

    @blueprint.get("/events/ticket/<token>.png")
    def ticket(token: str) -> Response:
        with deployment.sessions.begin() as db:
            ids = passes.guest(deployment.settings.secret_key, token, passes.TICKET)
            mine = db.get(Registration, ids) if ids else None
            words = _on_ticket(db, mine) if mine and not _shut(deployment, mine) else None
        return personal.private(_printed(TICKET, "png", words) if words else _no_code())

    return blueprint


def _opened(
    deployment: Deployment, token: str, answer: Callable[[Session, Registration], Response]
) -> Response:
    with deployment.sessions.begin() as db:
        ids = passes.guest(deployment.settings.secret_key, token)
        mine = db.get(Registration, ids) if ids else None
        response = _answered(deployment, db, mine, answer) if mine else _unknown()
    return personal.private(response, leads=personal.ANYWHERE)  # where meetings are held


def _answered(
    deployment: Deployment,
    db: Session,
    mine: Registration,
    answer: Callable[[Session, Registration], Response],
) -> Response:
    with addressing(mine.member):
        shut = _shut(deployment, mine) or _offline(mine.event)
        return (
            personal.page(mine.event.title, [shut], HTTPStatus.GONE) if shut else answer(db, mine)
        )


def _shut(deployment: Deployment, mine: Registration) -> str | None:
    """Why she cannot come in; none where she can."""
    event = mine.event
    if event.state is not EventState.PUBLISHED:
        return _("กิจกรรมนี้ยกเลิกแล้วค่ะ")
    if event.ends <= deployment.now():
        return _("กิจกรรมนี้จบแล้วค่ะ")
    if mine.answer is not Answer.COMING:
        return _("ตอนนี้คุณไม่มีที่นั่งในกิจกรรมนี้ค่ะ กลับไปที่แชต แล้วพิมพ์ “กิจกรรม” เพื่อลงทะเบียนนะคะ")
    return None


def _offline(event: Event) -> str | None:
    gone = _("กิจกรรมนี้ไม่มีลิงก์เข้าประชุมแล้วค่ะ ดูสถานที่ในแชตนะคะ")
    return None if event.online_url else gone


def _page(deployment: Deployment, mine: Registration) -> Response:
    starts = actions.upcoming(mine.event, deployment.now())
    lines = [
        _("ลิงก์นี้เป็นของ {name} คนเดียว ไม่ส่งต่อให้คนอื่นนะคะ", name=mine.member.name or ""),
        _("เริ่ม {when}", when=dates.moment(starts, language())),
        _("กดปุ่มแล้วจะไปที่ห้องประชุม และนับว่าคุณเข้าร่วมเมื่อใกล้ถึงเวลาหรือเริ่มแล้วค่ะ"),
    ]
    return personal.page(mine.event.title, lines, button=_("เข้าประชุม"))


def _forward(deployment: Deployment, db: Session, mine: Registration) -> Response:
    now = deployment.now()
    if day := actions.sitting_day(mine.event, now):
        actions.record(db, mine.event, mine.member, day, way=Way.LINK, now=now)
    return make_response(redirect(mine.event.online_url or "", HTTPStatus.SEE_OTHER))


def _unknown() -> Response:
    lines = [_("เปิดการ์ดกิจกรรมในแชต แล้วกด “เข้าประชุม” อีกครั้งนะคะ")]
    return personal.page(_("ลิงก์เข้าประชุมนี้ไม่ถูกต้องค่ะ"), lines, HTTPStatus.NOT_FOUND)


def _on_door(db: Session, event: Event, day: date) -> Words | None:
    """What stands on the page; none where nobody can be let in by it."""
    address = entrance.into_chat(db, passes.door_words(db, event, day))
    if (
        address is None
        or event.state is not EventState.PUBLISHED
        or day not in sittings.days(event)
    ):
        return None
    words = {
        "kicker": _("ชมรม STRONG {club}", club=event.club.name),
        "title": event.title,
        "day": dates.day(day, language()),
        "place": event.place or "",
        "call": _("สแกนเพื่อเช็กชื่อ"),
        "first": _("เปิดกล้องในแอป LINE แล้วสแกน"),
        "second": _("กดส่งข้อความที่ขึ้นมาให้"),
        "third": _("รอข้อความว่าเช็กชื่อแล้ว"),
        "note": _("ใช้ได้เฉพาะ {day}", day=dates.day(day, language())),
        "qr": typeset.qr(address),
    }
    return tuple(words.items())


def _on_ticket(db: Session, mine: Registration) -> Words | None:
    """None before LINE has told our own address."""
    event, member = mine.event, mine.member
    with addressing(member):
        address = entrance.into_chat(db, passes.ticket_words(db, event, member))
        words = {
            "kicker": _("ตั๋วเข้างานของคุณ"),
            "title": event.title,
            "name": member.name or "",
            "when": dates.moment(event.starts, language()),
            "place": event.place or "",
            "qr": typeset.qr(address or ""),
        }
    return tuple(words.items()) if address else None


@lru_cache(maxsize=KEPT)
def _set(template: Path, form: str, words: Words) -> bytes:
    """Setting a page takes a good part of a second."""
    if form == "png":
        return typeset.png(template, dict(words), dots_per_inch=DOTS)
    return typeset.pdf(template, dict(words))


def _printed(template: Path, form: str, words: Words) -> Response:
    kind = "application/pdf" if form == "pdf" else "image/png"
    return Response(_set(template, form, words), content_type=kind)


def _no_code() -> Response:
    lines = [_("กลับไปที่แชต แล้วพิมพ์ “QR เช็กชื่อ” เพื่อขอใหม่นะคะ")]
    return personal.page(_("ไม่มี QR นี้ค่ะ"), lines, HTTPStatus.NOT_FOUND)
