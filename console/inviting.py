"""A code for a duty, for somebody who is not in the club yet: shown once."""

from http import HTTPStatus

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from bot.duties import NAMES
from bot.language import _
from console.page import Visit, page
from console.people import GIVEN, HERS
from handlers.role import actions, cards
from models import RoleKind

blueprint = Blueprint("inviting", __name__, url_prefix="/people/invite")


@blueprint.post("/<code>")
@page
def invite(visit: Visit, code: str) -> ResponseReturnValue:
    """The answer itself shows the code: nothing keeps it but a digest."""
    club, wanted = visit.club(code), request.form.get("kind", "")
    hers = wanted == HERS and club.id in visit.coordinated
    if wanted not in GIVEN and not hers:
        abort(HTTPStatus.BAD_REQUEST)
    kind = RoleKind.COORDINATOR if hers else RoleKind(wanted)
    written = actions.invite(visit.db, club, kind, visit.now, giver=visit.who, hands_over=hers)
    return render_template(
        "console/invited.html",
        club=club,
        written=written,
        duty=_(NAMES[kind]),
        hands_over=hers,
        share=cards.share(written, club.name),
    )
