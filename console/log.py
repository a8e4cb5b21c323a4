"""The log: who did what, and when, in her clubs and by herself. Nothing here can be changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time, timedelta

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import ColumnElement, Row, Select, or_, select
from sqlalchemy.orm import aliased
from wtforms import SelectField, StringField
from wtforms.validators import Optional

from bot import bangkok, dates, deeds
from bot.language import N_, _, language
from console import leafing
from console.forms import AtMost, DayField, Form, options, row_id
from console.page import Visit, page
from models import Club, Deed, Member, Opening, What

blueprint = Blueprint("log", __name__, url_prefix="/log")
Doer, Person = aliased(Member), aliased(Member)
ANYTHING = ("", N_("ทุกเรื่อง"))
LONGEST = 80  # characters of a name

Named = Select[Deed, str | None, str | None, str | None, str | None, str | None]
Found = Row[Deed, str | None, str | None, str | None, str | None, str | None]


class Search(Form):
    what = SelectField(
        N_("เรื่อง"),
        [Optional()],
        choices=lambda: options([ANYTHING, *((each, deeds.WORDS[each]) for each in What)]),
    )
    person = StringField(N_("ชื่อคน"), [AtMost(LONGEST)])
    club = StringField(N_("ชมรม"), [AtMost(LONGEST)])
    day = DayField(N_("วันที่"))


@dataclass(frozen=True)
class Trail:
    """A page of the log, the newest first, and where older ones go on."""

    rows: Sequence[leafing.Row]
    older: str | None


@blueprint.get("/")
@page
def show(visit: Visit) -> ResponseReturnValue:
    search = Search(request.args)
    trail = _trail(visit, search) if search.validate() else Trail([], None)
    return render_template(
        "console/log.html",
        search=search,
        trail=trail,
        further=request.args.get("before") is not None,
    )


def _trail(visit: Visit, search: Search) -> Trail:
    found = visit.db.execute(_deeds(visit, search).limit(leafing.PAGE + 1)).all()
    shown = found[: leafing.PAGE]
    why = _refusals(visit, [row[0] for row in shown])
    last = shown[-1][0].id if len(found) > len(shown) else None
    return Trail([_row(row, why) for row in shown], _older(last) if last else None)


def _deeds(visit: Visit, search: Search) -> Named:
    """Those of her clubs, and her own: one statement, whatever is looked for."""
    named = (
        select(Deed, Doer.name, Doer.line_name, Person.name, Person.line_name, Club.name)
        .join(Doer, Doer.id == Deed.who_id, isouter=True)
        .join(Person, Person.id == Deed.person_id, isouter=True)
        .join(Club, Club.id == Deed.club_id, isouter=True)
    )
    hers = or_(visit.within(Deed.club_id), Deed.who_id == visit.who.id)
    before = row_id(request.args, "before")
    older = [Deed.id < before] if before else []
    return named.where(hers, *older, *_sought(search)).order_by(Deed.id.desc())


def _sought(search: Search) -> list[ColumnElement[bool]]:
    sought = []
    if search.what.data:
        sought.append(Deed.what == What(search.what.data))
    if name := (search.person.data or "").strip():
        names = (Doer.name, Doer.line_name, Person.name, Person.line_name)
        sought.append(or_(*(each.contains(name, autoescape=True) for each in names)))
    if club := (search.club.data or "").strip():
        called = Club.name.contains(club, autoescape=True)
        sought.append(or_(called, Club.code == club.upper()))
    if day := search.day.day:
        begins = bangkok.at(day, time())
        sought += [Deed.at >= begins, Deed.at < bangkok.at(day + timedelta(days=1), time())]
    return sought


def _refusals(visit: Visit, shown: Sequence[Deed]) -> dict[int, Opening]:
    """The requests that these deeds are about: what was asked for, and why it was refused."""
    about = [deed.thing_id for deed in shown if deed.what in {What.CLUB_ASKED, What.CLUB_REFUSED}]
    openings = select(Opening).where(Opening.id.in_(about))
    return {each.id: each for each in visit.db.scalars(openings)}


def _row(row: Found, openings: dict[int, Opening]) -> leafing.Row:
    deed, who, who_in_line, person, person_in_line, club = row
    opening = openings.get(deed.thing_id or 0)
    place = opening.name if opening else club
    why = opening.why if opening and deed.what is What.CLUB_REFUSED else None
    return leafing.Row(
        (
            dates.moment(deed.at, language()),
            _called(deed.who_id, who, who_in_line),
            deeds.name(deed),
            place or "–",
            why or _called(deed.person_id, person, person_in_line),
        )
    )


def _called(id_: int | None, name: str | None, line_name: str | None) -> str:
    return name or line_name or (_("ยังไม่ได้บอกชื่อ") if id_ else "–")


def _older(before: int) -> str:
    """The same search, further back."""
    return leafing.again(before=before)
