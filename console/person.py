"""One person: what she sees of herself, and what may be done for her."""

from http import HTTPStatus

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup
from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload
from wtforms import SelectField, StringField

from bot import answers, entrance
from bot.duties import NAMES, entitled
from bot.language import N_, _, language
from console import preview
from console.forms import AtMost, Form, Needed
from console.page import Visit, page
from console.people import GIVEN, line, named
from console.session import IDLE
from handlers.member import actions as member_actions
from handlers.member.cards import TOLD
from handlers.role import actions as roles
from handlers.roster import actions as roster
from models import Conversation, Event, Member, Registration, Role, RoleKind

SHOWN = 10  # registrations
blueprint = Blueprint("person", __name__, url_prefix="/people/<int:person>")


class Renaming(Form):
    name = StringField(N_("ชื่อและนามสกุล"), [Needed(), AtMost(80)])


class Giving(Form):
    kind = SelectField(N_("หน้าที่"), choices=lambda: [(kind.value, _(NAMES[kind])) for kind in GIVEN])


@blueprint.get("")
@page
def show(visit: Visit, person: int) -> ResponseReturnValue:
    return _person(visit, _found(visit, person))


@blueprint.post("/name")
@page
def rename(visit: Visit, person: int) -> ResponseReturnValue:
    found, it = _found(visit, person), Renaming.read()
    if it.sent and visit.does(it, lambda: _rename(visit, found, it)):
        return visit.goes("console.person.show", _("บันทึกแล้วค่ะ"), person=person)
    return _person(visit, found, renaming=it)


@blueprint.post("/roles")
@page
def give(visit: Visit, person: int) -> ResponseReturnValue:
    found, it = _found(visit, person), Giving.read()
    if it.sent and visit.does(it, lambda: _give(visit, found, it)):
        return visit.goes("console.person.show", _("มอบหน้าที่แล้วค่ะ"), person=person)
    return _person(visit, found, giving=it)


@blueprint.route("/roles/<int:role>", methods=["GET", "POST"])
@page
def take_back(visit: Visit, person: int, role: int) -> ResponseReturnValue:
    """Asked once more on a page of its own."""
    found, it = _found(visit, person), Form.read()
    held = visit.db.scalar(_roles(visit, found).where(Role.id == role)) or abort(
        HTTPStatus.NOT_FOUND
    )
    if it.sent and visit.does(it, lambda: roles.revoke(visit.db, visit.who, held.id, visit.now)):
        return visit.goes("console.person.show", _("ถอนหน้าที่แล้วค่ะ"), person=person)
    return _sure(
        it,
        found,
        _("ถอนหน้าที่{duty}ของ {name} ไหมคะ", duty=_(NAMES[held.kind]), name=named(found)),
        _("มีผลทันที และน้องสตรองจะบอกเจ้าตัวเมื่อทักมาค่ะ"),
        _("ถอนหน้าที่"),
    )


@blueprint.route("/hand-over", methods=["GET", "POST"])
@page
def hand_over(visit: Visit, person: int) -> ResponseReturnValue:
    """Her own coordination goes to this person; asked once more on a page of its own."""
    it, just_now = Form.read(), visit.now - IDLE
    if it.sent and roles.has_handed_over(visit.db, visit.who, person, just_now):
        return _handed_over(visit)
    found = _found(visit, person)
    if it.sent and visit.does(it, lambda: roles.hand_over(visit.db, visit.who, found, visit.now)):
        return _handed_over(visit)
    if not visit.does(it, lambda: roles.to_hand_over(visit.db, visit.who, found)):
        return _person(visit, found, refusal=it.refusal)
    club = found.club.name if found.club else ""
    return _sure(
        it,
        found,
        _("ส่งต่อหน้าที่ผู้ประสานงานให้ {name} ไหมคะ", name=named(found)),
        _("{name} ดูแลชมรม {club} แทนคุณทันที และหน้าที่นี้ของคุณสิ้นสุดค่ะ", name=named(found), club=club),
        _("ส่งต่อหน้าที่"),
    )


@blueprint.route("/remove", methods=["GET", "POST"])
@page
def remove(visit: Visit, person: int) -> ResponseReturnValue:
    """A name without LINE leaves the roster."""
    found, it = _found(visit, person), Form.read()
    club = found.club.code if found.club else None
    if it.sent and visit.does(it, lambda: roster.remove(visit.db, visit.who, person, visit.now)):
        return visit.goes("console.people.show", _("เอาชื่อออกแล้วค่ะ"), club=club)
    return _sure(
        it,
        found,
        _("เอา {name} ออกจากรายชื่อไหมคะ", name=named(found)),
        _("งานที่เคยมานับเป็นจำนวนคน เอาออกแล้วกู้คืนไม่ได้ค่ะ"),
        _("เอาชื่อนี้ออก"),
    )


@blueprint.route("/delete", methods=["GET", "POST"])
@page
def delete(visit: Visit, person: int) -> ResponseReturnValue:
    """All that is kept of a member, where she asked for that on paper or by telephone."""
    visit.only_administrators()
    found, it = _found(visit, person), Form.read()
    if found.line_user_id is None or found.id == visit.who.id:
        abort(HTTPStatus.NOT_FOUND)
    if it.sent and visit.does(it, lambda: _erase(visit, found)):
        return visit.goes("console.people.show", _("ลบข้อมูลแล้วค่ะ"))
    return _sure(
        it,
        found,
        _("ลบข้อมูลทั้งหมดของ {name} ไหมคะ", name=named(found)),
        _("ทำเฉพาะเมื่อเจ้าของข้อมูลขอ ลบแล้วกู้คืนไม่ได้ กิจกรรมที่ผ่านมาเหลือเพียงจำนวนคนค่ะ"),
        _("ลบข้อมูล"),
    )


def _found(visit: Visit, person: int) -> Member:
    """Somebody of her clubs; another's is not found, as if there were none."""
    here = select(Member).options(joinedload(Member.club)).where(Member.id == person)
    return visit.db.scalar(here.where(visit.within(Member.club_id))) or abort(HTTPStatus.NOT_FOUND)


def _handed_over(visit: Visit) -> ResponseReturnValue:
    """With her last duty she is signed out; her next page says so all the same."""
    if entitled(visit.db, visit.who):
        return visit.goes("console.people.show", _("ส่งต่อหน้าที่แล้วค่ะ"))
    address = url_for("console.entering.handed_over", language=language())
    return redirect(address, HTTPStatus.SEE_OTHER)


def _may_take_over(visit: Visit, found: Member) -> bool:
    return visit.does(Form(), lambda: roles.to_hand_over(visit.db, visit.who, found))


def _person(
    visit: Visit,
    found: Member,
    *,
    renaming: Form | None = None,
    giving: Form | None = None,
    refusal: str | None = None,
) -> ResponseReturnValue:
    return render_template(
        "console/person.html",
        person=found,
        refusal=refusal,
        name=named(found),
        line=line(found),
        told=_(TOLD[found.wants]),
        held=[(role, _(NAMES[role.kind])) for role in visit.db.scalars(_roles(visit, found))],
        came=_registrations(visit, found),
        renaming=renaming or Renaming.read(found, path=_way("rename", found)),
        giving=giving or Giving.read(path=_way("give", found)),
        heir=_may_take_over(visit, found),
        seen=_herself(visit, found),
        said={answer: _(words) for answer, words in answers.WORDS.items()},
        deletable=visit.administers and found.line_user_id and found.id != visit.who.id,
        chat=entrance.into_chat(visit.db, _("เชิญผู้ประสานงาน")),
    )


def _herself(visit: Visit, found: Member) -> Markup | None:
    """What she sees of herself in the chat; who has no LINE sees nothing there."""
    if found.line_user_id is None:
        return None
    return preview.shown([member_actions.own_card(visit.db, found)])


def _way(to: str, found: Member) -> str:
    return url_for(f"console.person.{to}", person=found.id)


def _sure(
    it: Form, found: Member, question: str, consequence: str, deed: str
) -> ResponseReturnValue:
    return render_template(
        "console/person_sure.html",
        it=it,
        person=found,
        question=question,
        consequence=consequence,
        deed=deed,
    )


def _roles(visit: Visit, found: Member) -> Select[Role]:
    """Those that this visitor may see: in her clubs."""
    held = select(Role).options(joinedload(Role.club)).where(Role.member_id == found.id)
    return held.where(visit.within(Role.club_id)).order_by(Role.since, Role.id)


def _registrations(visit: Visit, found: Member) -> list[Registration]:
    hers = select(Registration).options(joinedload(Registration.event))
    hers = hers.join(Event, Event.id == Registration.event_id)
    hers = hers.where(Registration.member_id == found.id, visit.within(Event.club_id))
    return list(visit.db.scalars(hers.order_by(Event.starts.desc()).limit(SHOWN)))


def _rename(visit: Visit, found: Member, it: Renaming) -> None:
    roster.rename(visit.db, visit.who, found.id, it.name.data or "", visit.now)


def _give(visit: Visit, found: Member, it: Giving) -> None:
    roles.give(visit.db, visit.who, found, RoleKind(it.kind.data), visit.now)


def _erase(visit: Visit, found: Member) -> None:
    conversation = Conversation.of(visit.db, found)
    member_actions.erase(visit.db, found, conversation, visit.now, by=visit.who)
