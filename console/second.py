"""The second step of signing in, for whoever has a passkey or a code app: nothing else opens."""

from http import HTTPStatus

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bot.turn import Refusal
from console import codes, passkeys, wanted
from console.page import Visit, halfway

blueprint = Blueprint("second", __name__, url_prefix="/second")


@blueprint.get("")
@halfway
def ask(visit: Visit) -> ResponseReturnValue:
    return _onward() if visit.session.strong else _page(visit)


@blueprint.post("/passkey/options")
@halfway
def options(visit: Visit) -> ResponseReturnValue:
    return as_json(passkeys.to_show(visit.db, visit.session, party(visit)))


@blueprint.post("/passkey")
@halfway
def show(visit: Visit) -> ResponseReturnValue:
    shown = request.form.get("credential", "")
    try:
        passkeys.prove(visit.db, visit.session, party(visit), shown, visit.now)
    except Refusal as refusal:  # nothing was written, but that the challenge is gone
        return _page(visit, str(refusal))
    return _onward()


@blueprint.post("/code")
@halfway
def tell(visit: Visit) -> ResponseReturnValue:
    app, key = codes.of(visit.db, visit.who), visit.running.settings.secret_key
    typed = request.form.get("digits", "")
    refused = codes.refused(visit.db, app, typed, key, visit.now) if app else codes.wrong()
    if refused:
        return _page(visit, refused)
    visit.session.strong = True
    return _onward()


def party(visit: Visit) -> passkeys.Party:
    return passkeys.party(visit.running.settings, request.host_url) or abort(HTTPStatus.NOT_FOUND)


def as_json(options: str) -> Response:
    """For a page's script, which hands them to the browser."""
    return Response(options, content_type="application/json")


def _onward() -> ResponseReturnValue:
    """To the page that she wanted; Today where she wanted none."""
    return redirect(wanted.kept() or url_for("console.today.show"), HTTPStatus.SEE_OTHER)


def _page(visit: Visit, refusal: str | None = None) -> str:
    return render_template(
        "console/second.html",
        refusal=refusal,
        then={wanted.FIELD: wanted.kept()},
        with_passkey=bool(passkeys.of(visit.db, visit.who)),
        with_app=codes.of(visit.db, visit.who) is not None,
    )
