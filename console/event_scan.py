"""Tickets are scanned at the door: one after another by a camera, or from a photo."""

import hashlib
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import partial
from http import HTTPStatus

from flask import Blueprint, Response, abort, g, make_response, render_template, request
from flask.typing import ResponseReturnValue

from bot import dates, qr
from bot.bangkok import local
from bot.deployment import Deployment
from bot.language import _, language
from bot.turn import Refusal
from console import cookie, event_door
from console.pace import Pace
from console.page import Visit, beforehand, page
from console.people import named
from handlers.attendance import actions, flow, roll
from models import Attendance, Event

CAMERA = "camera=(self), microphone=(), geolocation=()"
HEAVIEST = 300_000  # bytes of what a live camera sends; 640 dots square are about 40,000
LONGEST_WAIT = timedelta(days=7)  # without a network
PICTURES = Pace(200, timedelta(minutes=1))  # a live camera sends a hundred

blueprint = Blueprint("scan", __name__, url_prefix="/scan")


class State(StrEnum):
    """What became of a picture; the style sheet and the script know these words, too."""

    IN = "in"
    AGAIN = "again"
    WRONG = "wrong"
    SAME = "same"  # the ticket that is still held before the camera
    NOTHING = "nothing"


@dataclass(frozen=True)
class Told:
    state: State
    said: str = ""
    mark: str = ""  # of the code that was read


def _read(running: Deployment) -> str | Refusal | None:
    """The code itself, or what is read from a picture, which is kept nowhere."""
    sent = request.files.get("picture")
    if sent is None or not sent.filename:
        return request.form.get("code")
    if not PICTURES.allows(hash(cookie.received()), running.now()):
        return Refusal(_("ส่งรูปถี่เกินไปค่ะ รอหนึ่งนาที แล้วลองอีกครั้งนะคะ"))
    try:
        codes = qr.read(sent.read())
    except Refusal as why:
        return why
    return min(codes, key=lambda code: flow.ticket(flow.words_in(code)) is None, default="")


def _read_lightly(running: Deployment) -> str | Refusal | None:
    """Of a live camera only what takes no time."""
    if (request.content_length or 0) > HEAVIEST:
        abort(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return _read(running)


@blueprint.get("")
@page
def show(visit: Visit, number: int, day: str) -> ResponseReturnValue:
    return _page(visit, *event_door.on_day(visit, number, day))


@blueprint.post("")
@beforehand(_read)
@page
def take_photo(visit: Visit, number: int, day: str) -> ResponseReturnValue:
    found, on = event_door.on_day(visit, number, day)
    if g.beforehand is None:
        return _page(visit, found, on, _wrong(_("เลือกรูปก่อนนะคะ แล้วกด “อ่านตั๋ว” อีกครั้ง")))
    told = _told(visit, found, on, visit.now)
    if told.state is State.NOTHING:
        said = _("อ่าน QR ในรูปไม่ออกค่ะ ถ่ายใกล้ขึ้น ให้เห็นทั้งสี่มุม แล้วลองอีกครั้งนะคะ")
        told = _wrong(said)
    if told.state is State.WRONG:
        return _page(visit, found, on, told)
    show = "console.events.door.scan.show"
    return visit.goes(show, said=told.said, number=number, day=day)


@blueprint.post("/live")
@beforehand(_read_lightly)
@page
def take(visit: Visit, number: int, day: str) -> ResponseReturnValue:
    """For the script: what to say of this picture, or of the code that the browser has read."""
    found, on = event_door.on_day(visit, number, day)
    told = _told(visit, found, on, visit.now - _waited())
    return {
        "state": told.state,
        "said": told.said,
        "mark": told.mark,
        "count": _count(visit, found, on),
    }


def _waited() -> timedelta:
    """How long a code was kept while there was no network."""
    seconds = request.form.get("waited", 0, type=int)
    return timedelta(seconds=min(max(seconds, 0), LONGEST_WAIT.total_seconds()))


def _told(visit: Visit, found: Event, on: date, scanned: datetime) -> Told:
    code: str | Refusal | None = g.beforehand
    if isinstance(code, Refusal):
        return _wrong(str(code))
    if not code:
        return Told(State.NOTHING)
    mark = hashlib.sha256(code.encode()).hexdigest()[:16]
    if mark == request.form.get("held"):
        return Told(State.SAME, mark=mark)
    return replace(_let_in(visit, found, on, code, scanned), mark=mark)


def _let_in(visit: Visit, found: Event, on: date, code: str, scanned: datetime) -> Told:
    try:
        there, new = roll.scan(visit.db, visit.who, found.id, code, day=on, now=scanned)
    except Refusal as why:
        return _wrong(str(why))
    if new:
        return _greeted(there, walked_in=not actions.is_registered(visit.db, there))
    at = dates.clock(there.at, language())
    again = _("เช็กชื่อแล้วเมื่อ {time} เชิญเข้างานได้เลยค่ะ", time=at)
    return Told(State.AGAIN, f"{named(there.member)}\n{again}")


def _greeted(there: Attendance, *, walked_in: bool) -> Told:
    said = _("{name} เช็กชื่อแล้วค่ะ", name=named(there.member))
    walked = _("ไม่ได้ลงทะเบียนไว้ นับเป็นคนที่มาหน้างานค่ะ")
    return Told(State.IN, f"{said}\n{walked}" if walked_in else said)


def _count(visit: Visit, found: Event, on: date) -> str:
    return _("มาแล้ว {count} คน", count=f"{event_door.count(visit.db, found, on):,}")


def _wrong(said: str) -> Told:
    return Told(State.WRONG, said)


def _page(visit: Visit, found: Event, on: date, told: Told | None = None) -> Response:
    shown = render_template(
        "console/event_scan.html",
        event=found,
        on=on,
        count=_count(visit, found, on),
        closed=None if on == local(visit.now).date() else str(roll.other_day(on)),
        told=told,
        way=partial(event_door.way, found, on),
    )
    response = make_response(shown)
    response.headers["Permissions-Policy"] = CAMERA
    return response
