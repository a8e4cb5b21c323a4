"""Is everything as it must be? Asked of LINE and of ourselves when an administrator says so."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from bot import doctor
from bot.doctor import Mark
from bot.language import N_
from console.page import Afterwards, Visit, page

blueprint = Blueprint("doctor", __name__, url_prefix="/doctor")
MARKS = {Mark.FINE: N_("ผ่าน"), Mark.WRONG: N_("ต้องแก้"), Mark.LOOK: N_("ตรวจเอง")}
FIRST = (Mark.WRONG, Mark.LOOK, Mark.FINE)


@blueprint.get("/")
@page
def show(visit: Visit) -> ResponseReturnValue:
    visit.administer()
    return render_template("console/doctor.html", findings=None)


@blueprint.post("/")
@page
def examine(visit: Visit) -> Afterwards:
    """LINE is asked, and calls us, while no transaction is open."""
    visit.administer()
    running = visit.running

    def look() -> ResponseReturnValue:
        findings = sorted(doctor.look(running), key=lambda each: FIRST.index(each.mark))
        return render_template("console/doctor.html", findings=findings, marks=MARKS)

    return Afterwards(look)
