"""The web application: LINE's API under LINE's paths, the chat page, and the page's own API."""

from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask, Response, request

from simulator import api, browser, current

if TYPE_CHECKING:
    from simulator.simulator import Simulator

STATIC = Path(__file__).with_name("static")
CSP = (
    "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; frame-src *; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
)


def create_app(simulator: "Simulator") -> Flask:
    app = Flask("simulator", static_folder=STATIC, static_url_path="/static")
    app.config["PROPAGATE_EXCEPTIONS"] = True  # a cut connection must reach the server
    app.url_map.merge_slashes = False  # LINE takes its paths exactly as written
    current.settle(app, simulator)
    app.register_blueprint(api.line)
    app.register_blueprint(browser.page)
    app.add_url_rule("/", "index", _index)
    app.after_request(_guard)
    return app


def _index() -> Response:
    return Response((STATIC / "index.html").read_bytes(), mimetype="text/html")


def _guard(answer: Response) -> Response:
    if request.blueprint == api.line.name:
        return answer
    answer.headers.setdefault("Content-Security-Policy", CSP)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer
