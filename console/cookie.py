"""The console's only cookie: who is signed in, and that a form came from our own page.

A visitor has one before she signs in, so that the form that signs her in is ours, too.
"""

import hashlib
import hmac

from flask import Response, g, request
from markupsafe import Markup

from console.session import new_cookie

FIELD = "console_form"
BEHIND_HTTPS, ELSE = "__Host-console", "console"


def received() -> str | None:
    """Behind https only the name that no neighbouring host can set."""
    return request.cookies.get(BEHIND_HTTPS if g.secure else ELSE)


def give(cookie: str) -> None:
    """Let the answer bring `cookie` to the browser."""
    g.cookie = cookie


def set_on(response: Response) -> None:
    if cookie := g.get("cookie"):
        name = BEHIND_HTTPS if g.secure else ELSE
        response.set_cookie(name, cookie, secure=g.secure, httponly=True, samesite="Lax")


def form_mark() -> Markup:
    """The hidden field that every form of ours holds; another site cannot know what is in it."""
    cookie = g.get("cookie") or received()
    if cookie is None:
        give(cookie := new_cookie())
    return Markup('<input type="hidden" name="{}" value="{}">').format(FIELD, _mark(cookie))


def form_is_ours() -> bool:
    cookie = received()
    told = request.form.get(FIELD, "")
    return cookie is not None and hmac.compare_digest(_mark(cookie).encode(), told.encode())


def _mark(cookie: str) -> str:
    return hmac.new(cookie.encode(), b"form", hashlib.sha256).hexdigest()
