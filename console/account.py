"""Her own way in: where she is signed in, and what she shows besides her link."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from bot import machine
from bot.language import _
from console import codes, passkeys, session
from console.page import Visit, herself

SHORT = 16  # letters of a digest: enough to tell her own apart

blueprint = Blueprint("account", __name__, url_prefix="/account")


@blueprint.get("")
@herself
def show(visit: Visit) -> ResponseReturnValue:
    return shown(visit)


@blueprint.post("/leave")
@herself
def leave(visit: Visit) -> ResponseReturnValue:
    """Sign out one machine, which may be this one."""
    told = request.form.get("machine", "")
    for each in session.all_of(visit.db, visit.who, visit.now):
        if each.digest[:SHORT] == told:
            session.end(visit.db, each, visit.now)
    return visit.goes("console.account.show", _("ออกจากระบบในเครื่องนั้นแล้วค่ะ"))


def shown(visit: Visit, refusal: str | None = None) -> str:
    """The page; `refusal` is why nothing was added."""
    signed_in = [
        (machine.described(each.machine), each, each.digest[:SHORT], each is visit.session)
        for each in session.all_of(visit.db, visit.who, visit.now)
    ]
    kept = [(machine.described(each.machine), each) for each in passkeys.of(visit.db, visit.who)]
    return render_template(
        "console/account.html",
        signed_in=signed_in,
        passkeys=kept,
        app=codes.of(visit.db, visit.who),
        visit=visit,
        refusal=refusal,
        local=None if passkeys.party(visit.running.settings, request.host_url) else _local(),
    )


def _local() -> str:
    """Where the same trial can be opened under a name, which passkeys need."""
    return request.host_url.replace(request.host.partition(":")[0], "localhost", 1)
