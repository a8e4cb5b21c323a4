"""People: who belongs to her clubs, with LINE and without; and each of them."""

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload
from wtforms import TextAreaField

from bot import people
from bot.duties import NAMES
from bot.language import N_, _
from console import draft, leafing
from console.forms import AtMost, Form, Needed, row_id
from console.page import Visit, page
from handlers.roster import actions as roster
from handlers.roster import flow
from models import Club, Member, RoleKind

FOUND = 50  # people of one club whose names are nearly what was typed
LINES = 20_000  # characters of a list of names
CLUBS = 100  # to choose from in a field
GIVEN = (RoleKind.COACH, RoleKind.COORDINATOR)  # in a club
HERS = "hers"  # besides these: her own duty, which ends when another takes it on
blueprint = Blueprint("people", __name__, url_prefix="/people")


class Adding(Form):
    names = TextAreaField(N_("ชื่อและนามสกุล บรรทัดละคน"), [Needed(), AtMost(LINES)])


@blueprint.get("/")
@page
def show(visit: Visit) -> ResponseReturnValue:
    """A club's people, found by name; who looks after many clubs sees one or searches all."""
    clubs = list(visit.db.scalars(visit.clubs().limit(CLUBS + 1)))
    code = request.args.get("club", "")
    club = visit.club(code) if code else clubs[0] if len(clubs) == 1 else None
    return render_template(
        "console/people.html",
        leaf=leafing.leaf(visit.db, _people(visit, club), _row),
        club=club,
        clubs=clubs if 1 < len(clubs) <= CLUBS else [],
        duties=_offered(visit, club),
    )


@blueprint.route("/new/<code>", methods=["GET", "POST"])
@page
def add(visit: Visit, code: str) -> ResponseReturnValue:
    """Names without LINE; what was not taken stays in the form, each line with its reason."""
    club, it, sheet = visit.club(code), Adding.read(), flow.Sheet()
    if it.sent:
        sheet = roster.add(visit.db, visit.who, club.id, it.names.data or "", visit.now)
        if not sheet.left:
            said = _("เพิ่มแล้ว {count} คนค่ะ", count=len(sheet.names))
            return visit.goes("console.people.show", said, club=club.code)
        draft.drop(visit.db, visit.who.id, request.path)
        it.names.data = "\n".join(sheet.left)
    return render_template("console/people_new.html", it=it, sheet=sheet, club=club)


@blueprint.route("/doubles/<code>", methods=["GET", "POST"])
@page
def doubles(visit: Visit, code: str) -> ResponseReturnValue:
    """Pairs that may be one person: the coordinator, who knows both, decides."""
    club, it = visit.club(code), Form.read()
    if it.sent and visit.does(it, lambda: _decide(visit, club)):
        return visit.goes("console.people.doubles", _("บันทึกแล้วค่ะ"), code=club.code)
    pairs = roster.doubles(visit.db, club, leafing.PAGE)
    return render_template("console/people_doubles.html", it=it, pairs=pairs, club=club)


def _offered(visit: Visit, club: Club | None) -> list[tuple[str, str]]:
    """What a code may be made for; her own duty only where she has one."""
    offered = [(kind.value, _(NAMES[kind])) for kind in GIVEN]
    leads = club is not None and club.id in visit.coordinated
    return [*offered, (HERS, _("ผู้ประสานงานแทนฉัน"))] if leads else offered


def _decide(visit: Visit, club: Club) -> None:
    """About two of this club: of others it says what it says of nobody. Raises Refusal."""
    member, name = (row_id(request.form, each) or 0 for each in ("member", "name"))
    roster.both_of(visit.db, club, member, name)
    if request.form.get("same") == "yes":
        roster.merge(visit.db, visit.who, member, name, visit.now)
    else:
        roster.keep_apart(visit.db, visit.who, member, name)


def _people(visit: Visit, club: Club | None) -> Select[Member]:
    shown = select(Member).options(joinedload(Member.club), selectinload(Member.roles))
    words = leafing.searched()
    if club and words:
        near = people.named_like(visit.db, club.id, words, FOUND)
        return shown.where(Member.id.in_([each.id for each in near])).order_by(Member.name)
    if club:
        return shown.where(Member.club_id == club.id).order_by(Member.name, Member.id)
    if words:
        return people.beginning(visit.db, shown.where(visit.within(Member.club_id)), words)
    return shown.where(visit.within(Member.club_id), Member.club_id.is_not(None)).order_by(
        Member.id.desc()
    )


def _row(member: Member) -> leafing.Row:
    held = ", ".join(sorted({_(NAMES[role.kind]) for role in member.roles}))
    cells = (named(member), member.club.name if member.club else "–", line(member), held or "–")
    return leafing.Row(cells, url_for("console.person.show", person=member.id))


def named(member: Member) -> str:
    return member.name or member.line_name or _("ยังไม่ได้บอกชื่อ")


def line(member: Member) -> str:
    if member.line_user_id is None:
        return _("ยังไม่ใช้ LINE")
    return _("ใช้ LINE แล้ว") if member.following else _("เลิกติดตามแล้ว")
