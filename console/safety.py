"""What every answer of the console tells the browser, and which forms it takes."""

from flask import Blueprint, Response, abort, g, request
from werkzeug.datastructures import ImmutableMultiDict

from console import cookie
from console.forms import MOST_ROWS
from settings import Settings

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
NO_CAMERA = "camera=(), microphone=(), geolocation=()"
HSTS = "max-age=31536000"
MOST_SENT, MOST_TYPED = 10_000_000, 3_000_000  # bytes of a form with its file, and of its words


def guard(blueprint: Blueprint, settings: Settings) -> None:
    """Only a trial is without https: it reaches its simulated LINE by plain http."""

    @blueprint.before_request
    def look_at_the_way() -> None:
        g.secure = request.is_secure or settings.line_api.startswith("https:")

    @blueprint.before_request
    def refuse_foreign_forms() -> None:
        request.max_content_length, request.max_form_memory_size = MOST_SENT, MOST_TYPED
        if request.method == "POST" and not cookie.form_is_ours():
            abort(400)

    @blueprint.before_request
    def refuse_what_no_database_takes() -> None:
        """A number that no row has, and NUL, which PostgreSQL takes nowhere: nobody types them."""
        _refuse_impossible()

    @blueprint.after_request
    def protect(response: Response) -> Response:
        cookie.set_on(response)
        response.headers.update(HEADERS)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Permissions-Policy", NO_CAMERA)
        if g.secure:
            response.headers["Strict-Transport-Security"] = HSTS
        return response


def _refuse_impossible() -> None:
    told = (request.view_args or {}).values()
    if any(isinstance(each, int) and each > MOST_ROWS for each in told):
        abort(404)
    if any("\0" in each for each in (*map(str, told), *request.args.values())):
        abort(400)
    if any("\0" in each for each in request.form.values()):  # what was copied may carry one along
        plain = [(name, each.replace("\0", "")) for name, each in request.form.items(multi=True)]
        request.form = ImmutableMultiDict(plain)
