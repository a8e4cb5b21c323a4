"""Signing in by the link from the chat, and out again. Looking at a link uses nothing up."""

from datetime import datetime
from http import HTTPStatus

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from bot import entrance, machine
from bot.language import _, addressing, language, speaking
from console import cookie, errors
from console.page import Visit, halfway, outside
from console.session import begin, end, new_cookie
from handlers.console import actions
from models import Member

blueprint = Blueprint("entering", __name__)


@blueprint.get("/enter")
@outside
def ask(db: Session, _now: datetime) -> ResponseReturnValue:
    """How to get in."""
    with speaking(errors.spoken()):
        return _how_to_get_in(db)


@blueprint.get("/enter/<token>")
@outside
def look(db: Session, now: datetime, token: str) -> ResponseReturnValue:
    """Whose link this is, and what its button does."""
    member = actions.invited(db, token, now)
    if member is None:
        return over(db)
    with addressing(member):
        return render_template("console/enter.html", name=first_name(member))


@blueprint.post("/enter/<token>")
@outside
def enter(db: Session, now: datetime, token: str) -> ResponseReturnValue:
    member = actions.enter(db, token, now)
    if member is None:
        return over(db)
    return sign_in(db, member, now)


@blueprint.post("/leave")
@halfway
def leave(visit: Visit) -> ResponseReturnValue:
    end(visit.db, visit.session, visit.now)
    return _out()


@blueprint.post("/leave/everywhere")
@halfway
def leave_everywhere(visit: Visit) -> ResponseReturnValue:
    actions.leave_everywhere(visit.db, visit.who, visit.now)
    return _out()


@blueprint.get("/left")
@outside
def left(_db: Session, _now: datetime) -> ResponseReturnValue:
    with speaking(errors.spoken()):
        return render_template("console/left.html")


@blueprint.get("/handed-over")
@outside
def handed_over(_db: Session, _now: datetime) -> ResponseReturnValue:
    """Whoever handed her last duty over is signed out, and reads why."""
    with speaking(errors.spoken()):
        return render_template("console/handed_over.html")


def sign_in(db: Session, member: Member, now: datetime) -> ResponseReturnValue:
    """Her browser is let in, and knows itself by a new cookie."""
    seen_as = machine.kind(request.user_agent.string)
    cookie.give(begin(db, member, now, machine=seen_as))
    return redirect(url_for("console.today.show"), HTTPStatus.SEE_OTHER)


def first_name(member: Member) -> str:
    """Enough for her to know that it is hers; a link may be seen by others."""
    return (member.name or member.line_name or "").split(" ")[0]


def over(db: Session) -> ResponseReturnValue:
    """What was to sign her in does so no more."""
    with speaking(errors.spoken()):
        return _how_to_get_in(db, over=True), HTTPStatus.GONE


def _how_to_get_in(db: Session, *, over: bool = False) -> str:
    chat = entrance.into_chat(db, _("หน้าจัดการชมรม"))
    kept = "kept" in request.args
    return render_template("console/ask.html", over=over, kept=kept, chat=chat)


def _out() -> ResponseReturnValue:
    cookie.give(new_cookie())
    return redirect(url_for("console.entering.left", language=language()), HTTPStatus.SEE_OTHER)
