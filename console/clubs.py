"""Her clubs, by name; an administrator finds any."""

from http import HTTPStatus

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Select, or_

from bot import places
from bot.language import _
from console import club, leafing
from console.page import Visit, page
from handlers.club import actions
from models import Club

blueprint = Blueprint("clubs", __name__, url_prefix="/clubs")
blueprint.register_blueprint(club.blueprint)


@blueprint.get("")
@page
def show(visit: Visit) -> ResponseReturnValue:
    """Who coordinates a single club finds it open."""
    if not visit.administers and len(visit.coordinated) == 1:
        only = visit.db.get_one(Club, visit.coordinated[0])
        address = url_for("console.clubs.club.show", code=only.code)
        return redirect(address, HTTPStatus.SEE_OTHER)
    return render_template("console/clubs.html", leaf=leafing.leaf(visit.db, _sought(visit), _row))


def _sought(visit: Visit) -> Select[Club]:
    """By a name as people write it, by a code, or all of a province."""
    sought = leafing.searched()
    if not sought:
        return visit.clubs()
    there = Club.province == places.province(sought)
    return visit.clubs().where(or_(actions.is_called(sought), Club.code == sought.upper(), there))


def _row(each: Club) -> leafing.Row:
    address = url_for("console.clubs.club.show", code=each.code)
    model = _("ชมรมต้นแบบ") if each.model else ""
    return leafing.Row((each.name, each.province, each.code, model), address)
