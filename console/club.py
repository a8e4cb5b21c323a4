"""One club: its code and poster, its people, its groups, and what it says of itself."""

from http import HTTPStatus
from typing import Any

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue
from markupsafe import Markup
from sqlalchemy import func, select
from wtforms import BooleanField, StringField, TextAreaField, ValidationError

from bot import entrance
from bot.language import N_, _
from console import picture, preview
from console.forms import Form
from console.page import Visit, page
from handlers.about import actions as about
from handlers.about.cards import AGAIN
from handlers.about.flow import Step, read
from handlers.club import actions
from handlers.club import cards as club_cards
from handlers.group import actions as group_actions
from handlers.inquiry import cards as inquiry_cards
from models import Club, Event, EventState, Group, Inquiry, Member, Role

blueprint = Blueprint("club", __name__, url_prefix="/<code>")
blueprint.register_blueprint(picture.blueprint)


class Readable:
    """What the chat takes as an answer to this question; or nothing."""

    def __init__(self, step: Step) -> None:
        self.step = step

    def __call__(self, form: Any, field: Any) -> None:
        typed = (field.data or "").replace("\r\n", "\n").strip()
        field.data = read(self.step, typed) if typed else None
        if typed and field.data is None:
            field.data = typed
            raise ValidationError(_(AGAIN[self.step]))


class About(Form):
    about = TextAreaField(N_("แนะนำชมรม"), [Readable(Step.ABOUT)])
    contact_name = StringField(N_("ผู้ติดต่อ"), [Readable(Step.NAME)])
    contact_phone = StringField(N_("โทร"), [Readable(Step.PHONE)])
    contact_hours = StringField(N_("เวลา"), [Readable(Step.HOURS)])


class Model(Form):
    model = BooleanField()


@blueprint.get("")
@page
def show(visit: Visit, code: str) -> ResponseReturnValue:
    return _shown(visit, visit.club(code))


@blueprint.route("/edit", methods=["GET", "POST"])
@page
def edit(visit: Visit, code: str) -> ResponseReturnValue:
    club = visit.club(code)
    form = About.read(club)
    if form.sent and visit.does(form, lambda: _tell(visit, club, form)):
        said = _("บันทึกข้อมูลชมรมแล้วค่ะ")
        return visit.goes("console.clubs.club.show", code=club.code, said=said)
    return render_template(
        "console/club_edit.html", club=club, form_=form, seen=_contact(visit, club, form)
    )


@blueprint.post("/model")
@page
def model(visit: Visit, code: str) -> ResponseReturnValue:
    """Whether others learn from it, decided by administrators."""
    visit.only_administrators()
    club, wanted = visit.club(code), Model.read().model.data
    actions.set_model(visit.db, visit.who, club.id, visit.now, model=wanted)
    said = _("เป็นชมรมต้นแบบแล้วค่ะ") if wanted else _("ไม่เป็นชมรมต้นแบบแล้วค่ะ")
    return visit.goes("console.clubs.club.show", code=club.code, said=said)


@blueprint.route("/groups/<int:number>/unlink", methods=["GET", "POST"])
@page
def unlink(visit: Visit, code: str, number: int) -> ResponseReturnValue:
    """Asks once."""
    club, form = visit.club(code), Form.read()
    group = visit.db.get(Group, number, with_for_update=True)
    if group is None or group.club_id != club.id:
        abort(HTTPStatus.NOT_FOUND)
    if form.sent and visit.does(
        form, lambda: group_actions.unlink(visit.db, group, visit.who, visit.now)
    ):
        said = _("เลิกเชื่อมกลุ่มแล้วค่ะ")
        return visit.goes("console.clubs.club.show", code=club.code, said=said)
    return render_template("console/group_unlink.html", club=club, group=group, form_=form)


def _tell(visit: Visit, club: Club, form: About) -> None:
    """Only what is another now."""
    for step in Step:
        words = form[step.value].data
        if words != getattr(club, step.value):
            about.tell(visit.db, visit.who, club.id, step, words, now=visit.now)


def _shown(visit: Visit, club: Club) -> str:
    names = _names(visit, club)
    return render_template(
        "console/club.html",
        club=club,
        coordinators=names,
        counts=_counts(visit, club),
        groups=_groups(visit, club),
        invite=entrance.join_link(visit.db, club),
        seen=preview.shown(
            [
                club_cards.at_home(club, "", None, hers=False),
                inquiry_cards.contact(club, names, talking=False),
            ]
        ),
    )


def _contact(visit: Visit, club: Club, form: About) -> Markup:
    """The card that tells members whom to ask, with what is typed."""
    typed = {step.value: form[step.value].data or None for step in Step}
    as_typed = Club(id=club.id, code=club.code, name=club.name, **typed)
    return preview.shown([inquiry_cards.contact(as_typed, _names(visit, club), talking=False)])


def _names(visit: Visit, club: Club) -> list[str]:
    return [each.name for each in Role.coordinators_of(visit.db, club.id) if each.name]


def _counts(visit: Visit, club: Club) -> dict[str, int]:
    """All in one statement."""
    happens = Event.club_id == club.id, Event.state == EventState.PUBLISHED
    counted = {
        "members": select(func.count()).where(Member.club_id == club.id),
        "ahead": select(func.count()).where(*happens, Event.ends > visit.now),
        "held": select(func.count()).where(*happens, Event.ends <= visit.now),
        "asked": select(func.count()).where(Inquiry.club_id == club.id, Inquiry.answered.is_(None)),
    }
    found = visit.db.execute(select(*(each.scalar_subquery() for each in counted.values())))
    return dict(zip(counted, found.one(), strict=True))


def _groups(visit: Visit, club: Club) -> list[Group]:
    linked = select(Group).where(Group.club_id == club.id, Group.left.is_(None))
    return list(visit.db.scalars(linked.order_by(Group.joined, Group.id)))
