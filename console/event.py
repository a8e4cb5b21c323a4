"""One event: who comes, what members see of it, changing it, calling it off."""

from dataclasses import replace
from datetime import datetime, timedelta
from http import HTTPStatus

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup
from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload
from werkzeug.datastructures import MultiDict

from bot import answers, dates, quota, sittings
from bot.bangkok import local
from bot.deployment import deployment
from bot.language import _, language
from bot.messages import text
from console import guests, leafing, preview
from console.event_form import Plan, outlined, plan_of
from console.forms import Form
from console.page import Visit, page
from console.people import named
from handlers.event import cards, planning, summary, summary_cards, telling
from handlers.event.outline import Outline
from handlers.speaker import actions as speaker
from models import (
    Answer,
    Club,
    Counts,
    Event,
    EventState,
    Member,
    NoticeKind,
    Registration,
)

ASKED = 25  # questions to the speaker; a page of their own has all
blueprint = Blueprint("event", __name__, url_prefix="/<int:number>")


@blueprint.get("")
@page
def show(visit: Visit, number: int) -> ResponseReturnValue:
    found = find(visit, number)
    counts = found.counts(visit.db)
    return render_template(
        "console/event.html",
        event=found,
        counts=counts,
        days=dates.days(local(found.starts).date(), local(found.ends).date(), language()),
        leaf=leafing.leaf(visit.db, _answers(found), _row),
        asked=visit.db.scalars(speaker.waiting(found).limit(ASKED)).all(),
        chosen=request.args.get("said", ""),
        choices=[(answer.value, _(words)) for answer, words in answers.WORDS.items()],
        seen=preview.shown([cards.event(found, counts, None, visit.now, deployment().settings)]),
        ahead=found.ends > visit.now,
        sum=summary.summary(visit.db, found) if found.starts <= visit.now else None,
        summary_cards=summary_cards,
        door=days_come(found, visit.now),
        State=EventState,
    )


@blueprint.route("/edit", methods=["GET", "POST"])
@page
def edit(visit: Visit, number: int) -> ResponseReturnValue:
    found = find(visit, number)
    it = Plan.read(plan_of(found))
    if it.sent and visit.does(it, lambda: _change(visit, found, it)):
        return visit.goes("console.events.event.show", number=number, said=_("บันทึกแล้วค่ะ"))
    return render_template(
        "console/event_edit.html",
        club=found.club,
        event=found,
        it=it,
        seen=as_members_see(found.club, it, found, picture=found.picture),
        administers=visit.administers,
        price=telling.price(visit.db, found, NoticeKind.CANCELLED),
        left=quota.left(visit.db, visit.now),
    )


@blueprint.post("/publish")
@page
def publish(visit: Visit, number: int) -> ResponseReturnValue:
    found, it = find(visit, number), Form.read()
    if it.sent and visit.does(
        it, lambda: planning.publish(visit.db, visit.who, found.id, visit.now)
    ):
        said = _("เผยแพร่แล้วค่ะ")
        return visit.goes("console.events.event.show", number=number, said=said)
    return visit.goes("console.events.event.show", number=number, said=it.refusal)


@blueprint.route("/call-off", methods=["GET", "POST"])
@page
def call_off(visit: Visit, number: int) -> ResponseReturnValue:
    """Asked once more on a page of its own, with its price."""
    found, it = find(visit, number), Form.read()
    if it.sent and visit.does(
        it, lambda: planning.call_off(visit.db, visit.who, found.id, visit.now)
    ):
        said = _("ยกเลิกกิจกรรมแล้วค่ะ น้องสตรองจะบอกผู้ลงทะเบียนที่ใช้ LINE นะคะ")
        return visit.goes("console.events.event.show", number=number, said=said)
    price = telling.price(visit.db, found, NoticeKind.CANCELLED)
    left = quota.remains(quota.left(visit.db, visit.now), price)
    return render_template("console/event_off.html", event=found, it=it, price=price, left=left)


def as_members_see(
    club: Club, it: Plan, event: Event | None = None, *, picture: str | None = None
) -> Markup:
    """The card with what is typed, as soon as it can be read."""
    typed = {name: value for name, value in it.data.items() if value and isinstance(value, str)}
    read = Plan(MultiDict(typed))  # another one: the page's own shows no errors before it is sent
    if not read.validate():
        return preview.shown([text(_("พิมพ์ชื่อ วันที่ และเวลา แล้วการ์ดจะขึ้นที่นี่ค่ะ"))])
    wanted = outlined(read, event)
    as_typed = Event(id=0, club=Club(name=club.name), state=EventState.PUBLISHED, picture=picture)
    planning.write(as_typed, wanted)
    long_before = wanted.starts - timedelta(days=400)
    settings = deployment().settings
    return preview.shown([cards.event(as_typed, Counts(0), None, long_before, settings)])


def wished(visit: Visit, it: Plan, event: Event | None = None) -> Outline:
    """What is to be; to invite all clubs, her second factor is shown first. Raises Refusal."""
    invited = guests.named(visit.db, it.guests.data or "")
    wanted = replace(outlined(it, event), guests=tuple(sorted({club.id for club in invited})))
    before = event is not None and event.for_all
    if wanted.for_all and not before and not visit.administers:
        raise planning.not_for_all()
    return wanted


def _change(visit: Visit, found: Event, it: Plan) -> None:
    typed = it.version.data or ""
    seen = int(typed) if typed.isdecimal() else 0
    wanted = wished(visit, it, found)
    planning.change(visit.db, visit.who, found.id, wanted, version=seen, now=visit.now)


def find(visit: Visit, number: int) -> Event:
    """An event of her clubs; another's is not found, as if there were none."""
    here = select(Event).options(joinedload(Event.club)).where(Event.id == number)
    return visit.db.scalar(here.where(visit.within(Event.club_id))) or abort(HTTPStatus.NOT_FOUND)


def days_come(found: Event, now: datetime) -> list[tuple[str, str]]:
    """The days of it that have come: for an address, and for people."""
    come = [day for day in sittings.days(found) if day <= local(now).date()]
    return [(day.isoformat(), dates.day(day, language())) for day in come]


def _answers(event: Event) -> Select[Registration]:
    said = select(Registration).join(Member, Member.id == Registration.member_id)
    said = said.options(
        joinedload(Registration.member).joinedload(Member.club), joinedload(Registration.by)
    )
    said = said.where(Registration.event_id == event.id)
    if (chosen := request.args.get("said", "")) in set(Answer):
        said = said.where(Registration.answer == Answer(chosen))
    if sought := leafing.searched():
        said = said.where(Member.name.contains(sought, autoescape=True))
    return said.order_by(Member.name, Member.id)


def _row(each: Registration) -> leafing.Row:
    club = each.member.club.name if each.member.club else ""
    line = _("ใช้ LINE") if each.member.line_user_id else _("ไม่ใช้ LINE")
    name = named(each.member)
    if each.by:
        name = _("{name} ({other} ลงชื่อแทน)", name=name, other=named(each.by))
    return leafing.Row((name, _(answers.WORDS[each.answer]), club, line))
