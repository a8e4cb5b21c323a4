"""What the page's requests have in common: JSON in and out, and none from other sites."""

from typing import Any

from flask import Blueprint, Response, jsonify, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from simulator.errors import Mistake

page = Blueprint("page", __name__, url_prefix="/simulator")
DONE = ("", 204)


def given(name: str, kind: type | tuple[type, ...], default: Any = None) -> Any:
    """A field of the request's JSON, of the right type; without a default it must be there."""
    body = request.get_json()
    value = body.get(name) if isinstance(body, dict) else None
    if value is None:
        value = default
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise Mistake(f"{name} is missing, or not what it should be.")
    return value


def optional(name: str, kind: type | tuple[type, ...]) -> Any:
    """The same for what may be left out: None then."""
    body = request.get_json()
    left_out = not isinstance(body, dict) or body.get(name) is None
    return None if left_out else given(name, kind)


@page.before_request
def _from_here() -> None:
    """Refuse what another site makes a browser send."""
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        raise Mistake("This API is for the page of this platform.", 403)


@page.route("/<path:_>", methods=["GET", "POST", "PUT", "DELETE"])
def nothing(_: str) -> ResponseReturnValue:
    raise Mistake("There is nothing at this address.", 404)


@page.errorhandler(Mistake)
def _mistaken(mistake: Mistake) -> ResponseReturnValue:
    return _error(str(mistake), mistake.status)


@page.errorhandler(HTTPException)
def _misspoken(error: HTTPException) -> ResponseReturnValue:
    return _error(error.description or error.name, error.code or 500)


def _error(words: str, status: int) -> Response:
    answer = jsonify(error=words)
    answer.status_code = status
    return answer
