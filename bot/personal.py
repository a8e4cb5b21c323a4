"""Pages for one person alone, behind an address that only she has."""

from collections.abc import Sequence
from http import HTTPStatus

from flask import Response, make_response, render_template

from bot.language import language

HERE = "'self'"
ANYWHERE = "'self' https: http:"  # browsers hold a form to this even where it is led on
HIDDEN = {  # in no cache and no index, and told to no other page
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "no-referrer",
}


def page(
    title: str,
    lines: Sequence[str],
    status: HTTPStatus = HTTPStatus.OK,
    *,
    button: str | None = None,
) -> Response:
    """A few lines, and one button that posts to the same address."""
    told = {"title": title, "lines": lines, "button": button, "language": language()}
    return make_response(render_template("personal.html", **told), status)


def private(response: Response, *, leads: str = HERE) -> Response:
    """Hers alone; `leads` is where its form may lead."""
    response.headers.update(HIDDEN)
    response.headers["Content-Security-Policy"] = (
        f"default-src 'none'; style-src 'unsafe-inline'; form-action {leads}; "
        "base-uri 'none'; frame-ancestors 'none'"
    )
    return response
