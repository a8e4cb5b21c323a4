"""Her own way in: where she is signed in, and how she ends that."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from bot import machine
from bot.language import _
from console import session
from console.page import Visit, page

SHORT = 16  # letters of a digest: enough to tell her own apart

blueprint = Blueprint("account", __name__, url_prefix="/account")


@blueprint.get("")
@page
def show(visit: Visit) -> ResponseReturnValue:
    signed_in = [
        (machine.described(each.machine), each, each.digest[:SHORT], each is visit.session)
        for each in session.all_of(visit.db, visit.who, visit.now)
    ]
    return render_template("console/account.html", signed_in=signed_in)


@blueprint.post("/leave")
@page
def leave(visit: Visit) -> ResponseReturnValue:
    """Sign out one machine, which may be this one."""
    told = request.form.get("machine", "")
    for each in session.all_of(visit.db, visit.who, visit.now):
        if each.digest[:SHORT] == told:
            session.end(visit.db, each, visit.now)
    return visit.goes("console.account.show", _("ออกจากระบบในเครื่องนั้นแล้วค่ะ"))
