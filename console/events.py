"""The events of her clubs: what is ahead, what was, and a new one."""

from dataclasses import replace
from uuid import uuid4

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from bot import bangkok, dates
from bot.language import N_, _, language
from console import (
    event,
    event_calendar,
    event_door,
    event_lists,
    event_messages,
    event_picture,
    event_questions,
    event_scan,
    leafing,
)
from console.event_form import Plan, Shown, plan_of
from console.page import Visit, page
from handlers.event import planning
from models import Club, Event, EventState

CHOICES = 50  # clubs; with more, she searches
blueprint = Blueprint("events", __name__, url_prefix="/events")
blueprint.register_blueprint(event.blueprint)
blueprint.register_blueprint(event_calendar.blueprint)
blueprint.register_blueprint(event_lists.blueprint)
event_door.blueprint.register_blueprint(event_scan.blueprint)
blueprint.register_blueprint(event_door.blueprint)
blueprint.register_blueprint(event_messages.blueprint)
blueprint.register_blueprint(event_questions.blueprint)
blueprint.register_blueprint(event_picture.blueprint)
STATES = {
    EventState.DRAFT: N_("ร่าง"),
    EventState.PUBLISHED: N_("เผยแพร่แล้ว"),
    EventState.CANCELLED: N_("ยกเลิกแล้ว"),
}


@blueprint.get("/")
@page
def show(visit: Visit) -> ResponseReturnValue:
    past = request.args.get("of") == "past"
    leaf = leafing.leaf(visit.db, _over(visit) if past else _ahead(visit), _row)
    clubs = list(visit.db.scalars(visit.clubs().limit(CHOICES)))
    return render_template("console/events.html", leaf=leaf, past=past, clubs=clubs)


@blueprint.get("/new")
@page
def choose(visit: Visit) -> ResponseReturnValue:
    """For which club; as a form without scripts sends it."""
    club = visit.club(request.args.get("club", ""))
    return redirect(url_for("console.events.make", code=club.code))


@blueprint.route("/new/<code>", methods=["GET", "POST"])
@blueprint.route("/new/<code>/like/<int:like>", methods=["GET", "POST"])
@page
def make(visit: Visit, code: str, like: int | None = None) -> ResponseReturnValue:
    """A new one; after the pattern of another, all but its days is there already."""
    club = visit.club(code)
    other = event.find(visit, like) if like else None
    it = Plan.read(_pattern(other))
    if it.sent and visit.does(it, lambda: _make(visit, club, it, other)):
        said = _("เผยแพร่แล้วค่ะ") if it.published else _("เก็บเป็นร่างแล้วค่ะ สมาชิกยังไม่เห็นนะคะ")
        return visit.goes("console.events.event.show", number=it.number, said=said)
    seen = event.as_members_see(club, it, picture=other.picture if other else None)
    return render_template(
        "console/event_edit.html", club=club, it=it, seen=seen, administers=visit.administers
    )


def _pattern(other: Event | None) -> Shown:
    new = Shown(plan=uuid4().hex)
    if other is None:
        return new
    return replace(plan_of(other), days="", deadline=None, plan=new.plan, version="")


def _make(visit: Visit, club: Club, it: Plan, other: Event | None) -> None:
    made = planning.make(
        visit.db,
        visit.who,
        club.id,
        event.wished(visit, it),
        draft=it.plan.data or uuid4().hex,
        now=visit.now,
        published=it.published,
        picture=other.picture if other else None,
    )
    it.number = made.id


def _events(visit: Visit) -> Select[Event]:
    hers = select(Event).options(joinedload(Event.club)).where(visit.within(Event.club_id))
    sought = leafing.searched()
    return hers.where(Event.title.contains(sought, autoescape=True)) if sought else hers


def _ahead(visit: Visit) -> Select[Event]:
    return _events(visit).where(Event.ends > visit.now).order_by(Event.starts, Event.id)


def _over(visit: Visit) -> Select[Event]:
    past = _events(visit).where(Event.ends <= visit.now)
    return past.order_by(Event.starts.desc(), Event.id.desc())


def _row(each: Event) -> leafing.Row:
    first, last = bangkok.local(each.starts).date(), bangkok.local(each.ends).date()
    cells = (each.title, dates.days(first, last, language()), each.club.name, _(STATES[each.state]))
    return leafing.Row(cells, url_for("console.events.event.show", number=each.id))
