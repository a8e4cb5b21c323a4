"""Signing in an office PC: it shows a QR code and six digits, and her chat says yes."""

from datetime import datetime
from http import HTTPStatus

import segno
from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from bot import entrance, machine
from bot.deployment import deployment
from bot.language import _, speaking
from console import cookie, entering, errors
from console.page import outside
from handlers.console import actions
from models import Entry

blueprint = Blueprint("screen", __name__, url_prefix="/screen")


@blueprint.post("")
@outside
def ask(db: Session, now: datetime) -> ResponseReturnValue:
    """Only a press makes a code: who merely looks at the page of entering uses none up."""
    browser, secret = cookie.received() or "", deployment().settings.secret_key
    with speaking(errors.spoken()):
        actions.ask(db, browser, machine.kind(request.user_agent.string), secret, now)
    return _here()


@blueprint.get("")
@outside
def show(db: Session, now: datetime) -> ResponseReturnValue:
    entry = actions.waiting(db, cookie.received(), now)
    if entry is None:
        return entering.over(db)
    with speaking(errors.spoken()):
        return _page(db, entry)


@blueprint.get("/state")
@outside
def state(db: Session, now: datetime) -> ResponseReturnValue:
    """For the page's script, which asks again and again, and then presses the page's button."""
    entry = actions.waiting(db, cookie.received(), now)
    told = "over" if entry is None else "confirmed" if entry.confirmed else "waiting"
    return Response(told, content_type="text/plain")


@blueprint.post("/enter")
@outside
def enter(db: Session, now: datetime) -> ResponseReturnValue:
    """The browser that showed the digits comes in; another knows nothing of them."""
    member = actions.come_in(db, cookie.received(), now)
    return entering.sign_in(db, member, now) if member else _here()


def _page(db: Session, entry: Entry) -> str:
    secret = deployment().settings.secret_key
    digits = actions.code(cookie.received() or "", entry.salt, secret)
    words = _("เข้าหน้าจัดการ {code}", code=digits)
    chat = entrance.into_chat(db, words)
    return render_template(
        "console/screen.html",
        words=words,
        digits=f"{digits[:3]} {digits[3:]}",
        picture=segno.make(chat, error="m").svg_data_uri(border=2, light="#fff") if chat else None,
        until=entry.expires,
        confirmed=entry.confirmed is not None,
    )


def _here() -> ResponseReturnValue:
    return redirect(url_for("console.screen.show"), HTTPStatus.SEE_OTHER)
