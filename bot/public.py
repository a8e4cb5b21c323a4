"""Pages that everybody may open: one look for all of them, and how long others keep a copy."""

import hashlib
from http import HTTPStatus
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, render_template, request, url_for

STYLE = Path(__file__).parent / "public.css"
DAY = 86_400  # seconds
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def create_blueprint() -> Blueprint:
    blueprint = Blueprint("public", __name__, template_folder="templates")

    @blueprint.get("/public.css")
    def style() -> Response:
        return kept(STYLE.read_bytes(), "text/css", DAY)

    return blueprint


def page(told: dict[str, Any], status: HTTPStatus, seconds: int) -> Response:
    """`told` fills the template: title, kicker, heading, place, picture, lines, buttons, note."""
    body = render_template("public.html", style=url_for("public.style"), **told)
    response = kept(body.encode(), "text/html; charset=utf-8", seconds)
    if response.status_code == HTTPStatus.OK:
        response.status_code = status
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def kept(body: bytes, kind: str, seconds: int) -> Response:
    """An answer that others may keep, and ask later whether it still holds."""
    response = Response(body, content_type=kind)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = f"public, max-age={seconds}"
    response.set_etag(hashlib.sha256(body).hexdigest()[:32])
    response.make_conditional(request.environ)
    return response
