"""Settings: of all clubs by administrators, of one club by its coordinators."""

from datetime import time, timedelta
from types import SimpleNamespace as Now
from typing import Any

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup
from sqlalchemy import Select, or_, select
from wtforms import BooleanField, SelectField, StringField, TextAreaField

from bot import bangkok, choices, quiet, quota
from bot.language import N_, _
from console import leafing, preview
from console.forms import AtMost, Form, NumberField, options
from console.page import Visit, page
from handlers.announcement import actions as announcement
from handlers.announcement import approval
from handlers.club import actions as club_actions
from handlers.club.cards import WELCOME
from handlers.event import cards as event_cards
from handlers.event import reminding
from models import Club, Event, EventState, Reminder

blueprint = Blueprint("settings", __name__, url_prefix="/settings")
REMINDERS = (
    (Reminder.EVENING, N_("เย็นวันก่อน เวลา 18.00 น.")),
    (Reminder.DAY, N_("24 ชั่วโมงก่อนเริ่ม")),
    (Reminder.HOURS, N_("3 ชั่วโมงก่อนเริ่ม")),
)
AS_ALL = ""
OF_CLUB = ((AS_ALL, N_("เวลาเดียวกับทุกชมรม")), *REMINDERS)


def _hours(hours: range) -> Any:
    return lambda: [(str(each), _("{hour}.00 น.", hour=f"{each:02}")) for each in hours]


class Quiet(Form):
    evening = SelectField(N_("เริ่มพักตั้งแต่"), choices=_hours(quiet.EVENINGS))
    morning = SelectField(N_("พักถึง"), choices=_hours(quiet.MORNINGS))


class OfAll(Form):
    reminder = SelectField(N_("เวลาเตือนของทุกชมรม"), choices=lambda: options(REMINDERS))


class OfClub(Form):
    reminder = SelectField(N_("เวลาเตือนก่อนกิจกรรม"), choices=lambda: options(OF_CLUB))
    reminding = StringField(N_("ข้อความในการ์ดเตือน"), [AtMost(reminding.LONGEST)])
    welcome = TextAreaField(N_("คำต้อนรับ"), [AtMost(WELCOME)])
    approval = BooleanField(N_("ผู้ประสานงานอีกคนต้องอนุมัติประกาศก่อนส่ง"))
    budget = NumberField(N_("งบข้อความของเดือน"))


@blueprint.get("/")
@page
def show(visit: Visit) -> ResponseReturnValue:
    """Her clubs; whoever has one only is there at once."""
    if not visit.administers and len(visit.coordinated) == 1:
        (club,) = visit.db.scalars(visit.clubs())
        return redirect(url_for("console.settings.edit", code=club.code))
    leaf = leafing.leaf(visit.db, _clubs(visit), _row)
    return render_template("console/settings.html", leaf=leaf)


@blueprint.route("/quiet", methods=["GET", "POST"])
@page
def be_quiet(visit: Visit) -> ResponseReturnValue:
    visit.administer()
    now = quiet.waking(visit.db)
    it = Quiet.read(Now(evening=str(now.night.hour), morning=str(now.morning.hour)))
    if it.sent and visit.does(it, lambda: _be_quiet(visit, it)):
        return visit.goes("console.settings.be_quiet", said=_("บันทึกแล้วค่ะ"))
    return render_template("console/quiet.html", it=it)


@blueprint.route("/reminder", methods=["GET", "POST"])
@page
def remind(visit: Visit) -> ResponseReturnValue:
    """When clubs remind that chose no time of their own."""
    visit.administer()
    it = OfAll.read(Now(reminder=choices.default_reminder(visit.db)))
    if it.sent and visit.does(it, lambda: _remind(visit, it)):
        return visit.goes("console.settings.remind", said=_("บันทึกแล้วค่ะ"))
    return render_template("console/reminder.html", it=it)


@blueprint.route("/clubs/<code>", methods=["GET", "POST"])
@page
def edit(visit: Visit, code: str) -> ResponseReturnValue:
    club = visit.club(code)
    chosen = choices.of(visit.db, club.id)
    it = OfClub.read(
        Now(
            reminder=chosen.reminder or AS_ALL,
            reminding=chosen.reminding or "",
            welcome=chosen.welcome or "",
            approval=bool(chosen.approval),
            budget=f"{chosen.budget:,}" if chosen.budget else "",
        )
    )
    if it.sent and visit.does(it, lambda: _set(visit, club, it)):
        return visit.goes("console.settings.edit", code=club.code, said=_("บันทึกแล้วค่ะ"))
    return render_template(
        "console/club_settings.html",
        club=club,
        it=it,
        share=quota.share(visit.db, club.id, visit.now),
        usual=quota.by_members(visit.db, club.id),
        seen=_reminder(visit, club, it),
        as_all=_(dict(REMINDERS)[choices.default_reminder(visit.db)]),
        administers=visit.administers,
    )


def _be_quiet(visit: Visit, it: Quiet) -> None:
    evening, morning = int(it.evening.data), int(it.morning.data)
    quiet.change(visit.db, visit.who, evening, morning, visit.now)


def _remind(visit: Visit, it: OfAll) -> None:
    reminding.choose_for_all(visit.db, visit.who, Reminder(it.reminder.data), visit.now)


def _set(visit: Visit, club: Club, it: OfClub) -> None:
    here = (visit.db, visit.who, club)
    rule = None if it.reminder.data == AS_ALL else Reminder(it.reminder.data)
    reminding.choose(*here, rule, it.reminding.data or "", now=visit.now)
    club_actions.set_welcome(*here, it.welcome.data or "", visit.now)
    approval.choose(*here, wanted=it.approval.data, now=visit.now)
    if visit.administers:
        announcement.set_budget(*here, it.budget.number, visit.now)


def _reminder(visit: Visit, club: Club, it: OfClub) -> Markup:
    """The card with the line that is typed: of the next event, or of one as clubs hold them."""
    here = Event.club_id == club.id, Event.state == EventState.PUBLISHED
    ahead = select(Event).where(*here, Event.starts > visit.now).order_by(Event.starts, Event.id)
    starts = bangkok.at(bangkok.local(visit.now).date() + timedelta(days=7), time(9))
    likely = Event(id=0, title=_("ประชุมชมรม"), starts=starts, ends=starts + timedelta(hours=2))
    event = visit.db.scalar(ahead.limit(1)) or likely
    line = " ".join((it.reminding.data or "").split())
    card = event_cards.reminder(event, line or None, meeting=event.online_url)
    return preview.shown([card])


def _clubs(visit: Visit) -> Select[Club]:
    sought = leafing.searched()
    named = Club.name.contains(sought, autoescape=True)
    return visit.clubs().where(or_(named, Club.code == sought.upper())) if sought else visit.clubs()


def _row(club: Club) -> leafing.Row:
    return leafing.Row((club.name, club.province), url_for("console.settings.edit", code=club.code))
