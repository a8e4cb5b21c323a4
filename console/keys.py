"""Adding and removing what she shows besides her link: passkeys, and a code app."""

import segno
from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from bot import deeds
from bot.language import _
from bot.turn import Refusal
from console import account, codes, passkeys, second
from console.page import Visit, herself
from handlers.console import actions
from models import CodeApp, Passkey, What

blueprint = Blueprint("keys", __name__, url_prefix="/keys")


@blueprint.post("/options")
@herself
def options(visit: Visit) -> ResponseReturnValue:
    return second.as_json(passkeys.to_make(visit.db, visit.session, second.party(visit)))


@blueprint.post("")
@herself
def add(visit: Visit) -> ResponseReturnValue:
    party, made = second.party(visit), request.form.get("credential", "")
    try:
        passkeys.add(visit.db, visit.session, party, made, visit.now)
    except Refusal as refusal:  # nothing was written, but that the challenge is gone
        return account.shown(visit, str(refusal))
    return _protected(visit, "passkey", _("เพิ่มพาสคีย์ของเครื่องนี้แล้วค่ะ"))


@blueprint.post("/remove")
@herself
def remove(visit: Visit) -> ResponseReturnValue:
    passkey = visit.db.get(Passkey, request.form.get("passkey", ""))
    if passkey and passkey.member_id == visit.who.id:
        _remove(visit, passkey, "passkey")
    return visit.goes("console.account.show", _("ลบพาสคีย์นั้นแล้วค่ะ"))


@blueprint.post("/app")
@herself
def begin_app(visit: Visit) -> ResponseReturnValue:
    codes.set_up(visit.db, visit.session, visit.now)
    return visit.goes("console.keys.show_app")


@blueprint.get("/app")
@herself
def show_app(visit: Visit) -> ResponseReturnValue:
    """The secret, for as long as the app has not shown its digits."""
    app = codes.begun(visit.db, visit.session)
    if app is None:
        return visit.goes("console.account.show")
    return _app(visit, app)


@blueprint.post("/app/confirm")
@herself
def confirm_app(visit: Visit) -> ResponseReturnValue:
    app, key = codes.begun(visit.db, visit.session), visit.running.settings.secret_key
    if app is None:
        return visit.goes("console.account.show")
    typed = request.form.get("digits", "")
    if refused := codes.refused(visit.db, app, typed, key, visit.now):
        return _app(visit, app, refused)
    return _protected(visit, "app", _("ตั้งแอปรหัสแล้วค่ะ"))


@blueprint.post("/app/remove")
@herself
def remove_app(visit: Visit) -> ResponseReturnValue:
    if app := codes.of(visit.db, visit.who):
        _remove(visit, app, "app")
    return visit.goes("console.account.show", _("ลบแอปรหัสแล้วค่ะ"))


def _remove(visit: Visit, second_factor: Passkey | CodeApp, what: str) -> None:
    deeds.record(visit.db, visit.who, What.SECOND_REMOVED, visit.now, detail=what)
    visit.db.delete(second_factor)


def _protected(visit: Visit, what: str, said: str) -> ResponseReturnValue:
    """She has just shown it, so this sign-in counts as shown; and she is told in the chat."""
    visit.session.strong = True
    actions.protect(visit.db, visit.who, what, visit.now)
    return visit.goes("console.account.show", said)


def _app(visit: Visit, app: CodeApp, refusal: str | None = None) -> str:
    otp = codes.otp(app, visit.running.settings.secret_key)
    name = visit.who.name or visit.who.line_name or str(visit.who.id)
    address = otp.provisioning_uri(name=name, issuer_name=_("น้องสตรอง"))
    return render_template(
        "console/app.html",
        picture=segno.make(address, error="m").svg_data_uri(border=2, light="#fff"),
        secret=" ".join(otp.secret[at : at + 4] for at in range(0, len(otp.secret), 4)),
        refusal=refusal,
    )
