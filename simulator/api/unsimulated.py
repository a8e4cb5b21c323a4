"""What LINE has and this platform has not: it says so, instead of pretending."""

from flask import current_app, request
from flask.typing import ResponseReturnValue

from simulator.api.call import current, line
from simulator.errors import Refused

METHODS = ["GET", "POST", "PUT", "DELETE", "PATCH"]
BATCH = "bot/richmenu/batch"  # else taken for the id of a menu


@line.route("/v2/<path:rest>", methods=METHODS)
@line.route(f"/v2/{BATCH}", methods=METHODS, defaults={"rest": BATCH})
@line.route("/oauth2/<path:rest>", methods=METHODS)
def unsimulated(rest: str) -> ResponseReturnValue:
    current().summary = f"not simulated: {rest}"
    if request.path.endswith("/") or "//" in request.path:
        raise Refused(404, "Not found", "endpoints are called exactly as written (facts §1.5)")
    if any(_view(method) != request.endpoint for method in METHODS):
        raise Refused(405, "Method not allowed", "this endpoint has other methods (facts §1.5)")
    raise Refused(501, "not simulated", "this platform does not have it")


def _view(method: str) -> str:
    """What this path would lead to, called in another way."""
    view, _ = current_app.url_map.bind("").match(request.path, method)
    return str(view)
