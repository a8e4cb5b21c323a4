"""The door of an event: who is there, checked in by name, and how many have none."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial

from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload
from wtforms import StringField

from bot import sittings
from bot.bangkok import local
from bot.language import N_, _
from console import event, leafing
from console.forms import AtMost, Form, Needed, NumberField, row_id
from console.page import Visit, page
from console.people import named
from handlers.attendance import roll
from models import Attendance, Event, EventDay, Member

blueprint = Blueprint("door", __name__, url_prefix="/<int:number>/door/<day>")


class WalkIn(Form):
    name = StringField(N_("ชื่อคนที่มาโดยไม่ได้ลงทะเบียน"), [Needed(), AtMost(80)])


class Heads(Form):
    heads = NumberField(N_("คนไม่ใช้ LINE ที่นับหัวได้"))


@blueprint.get("")
@page
def show(visit: Visit, number: int, day: str) -> ResponseReturnValue:
    return _page(visit, *on_day(visit, number, day))


@blueprint.post("/in")
@page
def check_in(visit: Visit, number: int, day: str) -> ResponseReturnValue:
    return _with_person(visit, number, day, roll.check_in)


@blueprint.post("/out")
@page
def take_back(visit: Visit, number: int, day: str) -> ResponseReturnValue:
    """A slip of the finger is no harm."""
    return _with_person(visit, number, day, roll.take_back)


@blueprint.post("/walk-in")
@page
def walk_in(visit: Visit, number: int, day: str) -> ResponseReturnValue:
    found, on = on_day(visit, number, day)
    it = WalkIn.read()
    name = it.name.data or ""
    if it.sent and visit.does(
        it, lambda: roll.walk_in(visit.db, visit.who, found.id, name, day=on, now=visit.now)
    ):
        return _back(visit, found, on, _("เช็กชื่อ {name} แล้วค่ะ", name=" ".join(name.split())))
    return _page(visit, found, on, walking=it)


@blueprint.post("/heads")
@page
def count_heads(visit: Visit, number: int, day: str) -> ResponseReturnValue:
    found, on = on_day(visit, number, day)
    it = Heads.read()
    if it.sent and visit.does(
        it,
        lambda: roll.count_heads(
            visit.db, visit.who, found.id, it.heads.number or 0, day=on, now=visit.now
        ),
    ):
        return _back(visit, found, on, _("บันทึกแล้วค่ะ"))
    return _page(visit, found, on, heads=it)


def on_day(visit: Visit, number: int, day: str) -> tuple[Event, date]:
    found = event.find(visit, number)
    held = {each.isoformat(): each for each in sittings.days(found)}
    return found, held.get(day) or abort(404)


def _with_person(
    visit: Visit, number: int, day: str, does: Callable[..., object]
) -> ResponseReturnValue:
    found, on = on_day(visit, number, day)
    it, person = Form.read(), row_id(request.form, "person") or 0
    act = partial(does, visit.db, visit.who, found.id, person, day=on, now=visit.now)
    done = it.sent and visit.does(it, act)
    return _back(visit, found, on, _("บันทึกแล้วค่ะ") if done else it.refusal)


def _back(visit: Visit, found: Event, on: date, said: str | None) -> ResponseReturnValue:
    sought = leafing.searched() or None
    show = "console.events.door.show"
    return visit.goes(show, said=said, number=found.id, day=on.isoformat(), q=sought)


def _page(
    visit: Visit, found: Event, on: date, *, walking: Form | None = None, heads: Form | None = None
) -> ResponseReturnValue:
    kept = visit.db.get(EventDay, (found.id, on))
    leaf = leafing.leaf(visit.db, _people(found), lambda person: person)
    return render_template(
        "console/event_door.html",
        event=found,
        on=on,
        days=event.days_come(found, visit.now),
        scans=on == local(visit.now).date(),
        there=count(visit.db, found, on),
        counted=kept.heads if kept else 0,
        leaf=leaf,
        named=named,
        came=_came(visit, found, on, leaf.rows),
        walking=walking or WalkIn.read(path=way(found, on, "walk_in")),
        heads=heads or Heads.read(path=way(found, on, "count_heads")),
        way=partial(way, found, on),
        refused=next((each.refusal for each in (walking, heads) if each and each.refusal), None),
    )


def count(db: Session, found: Event, on: date) -> int:
    """How many were there on this day, by name."""
    there = select(func.count()).where(Attendance.event_id == found.id, Attendance.day == on)
    return db.scalar(there) or 0


def way(found: Event, on: date, to: str) -> str:
    return url_for(f"console.events.door.{to}", number=found.id, day=on.isoformat())


def _people(found: Event) -> Select[Member]:
    """Who is expected; in a search, the whole club besides."""
    sought = leafing.searched()
    here = select(Member).options(joinedload(Member.club))
    here = here.where(roll.expected(found, everybody=bool(sought)))
    if sought:
        here = here.where(Member.name.contains(sought, autoescape=True))
    return here.order_by(Member.name, Member.id)


def _came(visit: Visit, found: Event, on: date, people: Sequence[Member]) -> dict[int, datetime]:
    """When those on this page were first seen on this day."""
    seen = select(Attendance.member_id, Attendance.at).where(
        Attendance.event_id == found.id,
        Attendance.day == on,
        Attendance.member_id.in_([each.id for each in people]),
    )
    return dict(iter(visit.db.execute(seen)))
