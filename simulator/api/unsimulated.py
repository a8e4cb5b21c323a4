"""What LINE has and this platform has not: it says so, instead of pretending."""

from flask import request
from flask.typing import ResponseReturnValue

from simulator.api.call import current, line
from simulator.errors import Refused

METHODS = ["GET", "POST", "PUT", "DELETE", "PATCH"]


@line.route("/v2/<path:rest>", methods=METHODS)
@line.route("/oauth2/<path:rest>", methods=METHODS)
def unsimulated(rest: str) -> ResponseReturnValue:
    current().summary = f"not simulated: {rest}"
    if request.path.endswith("/") or "//" in request.path:
        raise Refused(404, "Not found", "endpoints are called exactly as written (facts §1.5)")
    raise Refused(501, "not simulated", "this platform does not have it")
