"""The page behind “เพิ่มลงปฏิทิน”, and the calendar file that it offers. Nothing acts."""

from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot import public
from bot.deployment import Deployment
from bot.language import _
from handlers.event import calendar, facts
from models import Event, EventState, Sitting

FILE, GOOGLE = "Apple / Outlook (.ics)", "Google Calendar"  # in every language
SECONDS = 60  # how long others may keep a copy


def create_blueprint(deployment: Deployment) -> Blueprint:
    blueprint = Blueprint("events", __name__)

    @blueprint.get("/events/<code>/calendar/<signature>")
    def page(code: str, signature: str) -> Response:
        with deployment.sessions.begin() as db:
            event = _signed(db, deployment, code, signature)
            told = _of_event(event, deployment.settings.secret_key) if event else _unknown()
        found = HTTPStatus.OK if event else HTTPStatus.NOT_FOUND
        return _unlisted(public.page(told, found, SECONDS))

    @blueprint.get("/events/<code>/calendar/<signature>.ics")
    def file(code: str, signature: str) -> Response:
        with deployment.sessions.begin() as db:
            event = _signed(db, deployment, code, signature)
            written = (
                calendar.written(event, deployment.settings, deployment.now()) if event else None
            )
        if written is None:
            return _unlisted(public.page(_unknown(), HTTPStatus.NOT_FOUND, SECONDS))
        response = public.kept(written, calendar.MEDIA_TYPE, SECONDS)
        response.headers["Content-Disposition"] = f'inline; filename="{code}.ics"'
        return _unlisted(response)

    return blueprint


def _signed(db: Session, deployment: Deployment, code: str, signature: str) -> Event | None:
    if not calendar.is_signed(deployment.settings.secret_key, code, signature):
        return None
    seen = Event.state != EventState.DRAFT
    return db.scalar(select(Event).where(Event.code == code, seen))


def _unlisted(response: Response) -> Response:
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _of_event(event: Event, secret: str) -> dict[str, Any]:
    called_off = event.state is EventState.CANCELLED
    off = [_("กิจกรรมนี้ยกเลิกแล้ว เพิ่มอีกครั้งเพื่อให้ปฏิทินของคุณแสดงว่ายกเลิก")] if called_off else []
    return {
        "title": event.title,
        "kicker": _("เพิ่มลงปฏิทิน"),
        "heading": event.title,
        "place": event.club.name,
        "lines": [*off, *map(_line, calendar.sittings(event)), facts.where(event)],
        "buttons": [*_ways(event, secret, called_off=called_off), *_map(event)],
        "note": _("ถ้าวันหรือเวลาเปลี่ยน กลับมากดเพิ่มอีกครั้ง ไฟล์ .ics จะปรับนัดเดิมให้ตรง"),
    }


def _line(sitting: Sitting) -> str:
    return " · ".join(part for part in (facts.of_sitting(sitting), sitting.topic) if part)


def _ways(event: Event, secret: str, *, called_off: bool) -> list[tuple[str, str, str]]:
    """Label, address and rank; of several sittings the file has all, Google takes one at a time."""
    file = (FILE, calendar.path(secret, event) + ".ics")
    all_of_it = calendar.sittings(event)
    if called_off:
        return [(*file, "primary")]
    if len(all_of_it) == 1:
        google = (GOOGLE, calendar.google(event, all_of_it[0]))
        return [(*google, "primary"), (*file, "secondary")]
    each = [
        (f"{GOOGLE} · {facts.of_sitting(one)}", calendar.google(event, one)) for one in all_of_it
    ]
    return [(*file, "primary"), *((*one, "secondary") for one in each)]


def _map(event: Event) -> list[tuple[str, str, str]]:
    where = facts.on_map(event)
    return [(_("แผนที่"), where, "link")] if where else []


def _unknown() -> dict[str, Any]:
    return {
        "title": _("ไม่พบกิจกรรมนี้"),
        "kicker": _("เพิ่มลงปฏิทิน"),
        "heading": _("ไม่พบกิจกรรมนี้"),
        "lines": [_("ตรวจลิงก์อีกครั้ง หรือเปิดการ์ดกิจกรรมในแชต แล้วกด “เพิ่มลงปฏิทิน”")],
    }
