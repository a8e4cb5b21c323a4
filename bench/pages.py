"""The console's pages among a million members, beside a bare Flask page with one SELECT."""

import os
import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from html import escape

from flask import Flask, render_template_string
from flask.testing import FlaskClient
from sqlalchemy import select, text
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from app import create_app
from bench.crowd import CLUBS, crowded
from bench.figures import figure, ratios
from bench.plan import Plan
from bench.stand import DATABASES, Stand
from bench.tables import Table
from bot.deployment import Deployment
from console import session
from models import Club, Inquiry, Member, Role, RoleKind
from settings import Settings

ASKED = 10
SEARCHED, SOUGHT = ("/console/people/", "/console/clubs/", "/console/log/"), "สมชาย"
OUTSIDE = ("console.entering", "console.assets")  # nobody waits there for a database
BARE = "a bare Flask page with one SELECT"
PAGE = "<!doctype html><ul>{% for name in names %}<li>{{ name }}</li>{% endfor %}</ul>"
READERS = {"coordinator": RoleKind.COORDINATOR, "administrator": RoleKind.ADMINISTRATOR}


def measure(stand: Stand, plan: Plan) -> Iterator[Table]:
    for kind in DATABASES:
        yield _table(stand, plan, kind)


def _table(stand: Stand, plan: Plan, kind: str) -> Table:
    settings = Settings.from_env({**os.environ, **stand.environment(crowded(stand, plan, kind))})
    app = create_app(settings, reply_threads=0)
    running = app.extensions["deployment"]
    rounds: dict[str, list[float]] = {BARE: []}
    clients = {name: _signed_in(app, running, role) for name, role in READERS.items()}
    pages = _pages(app, running)
    bare = _bare(running).test_client()
    for _ in range(max(3, plan.rounds)):
        rounds[BARE].append(_milliseconds(bare, "/"))
        for name, client in clients.items():
            for label, path in pages.items():
                if client.get(path).status_code == 200:
                    rounds.setdefault(f"{label} ({name})", []).append(_milliseconds(client, path))
    running.sessions.kw["bind"].dispose()
    rows = [
        (label, figure(each, "ms"), figure(ratios(each, rounds[BARE])))
        for label, each in rounds.items()
    ]
    return Table(
        f"The console's pages ({kind})",
        ("", "one page", f"beside {BARE}"),
        rows,
        f"{CLUBS:,} clubs and {plan.searched:,} members; each figure is the mean of {ASKED} pages, "
        "asked for in the process, without a network.",
    )


def _milliseconds(client: FlaskClient, path: str) -> float:
    began = time.perf_counter()
    for _ in range(ASKED):
        client.get(path)
    return (time.perf_counter() - began) / ASKED * 1000


def _signed_in(app: Flask, running: Deployment, role: RoleKind) -> FlaskClient:
    """The browser of somebody with this role; a coordinator's club is the one with most people."""
    now = datetime.now(UTC)
    with running.sessions.begin() as db:
        club = db.scalars(select(Club.id).order_by(Club.id)).first()
        member = Member(name="ครูนก ตัวอย่าง", joined=now, club_id=club)
        db.add(member)
        db.flush()  # the role carries its id
        of = club if role is RoleKind.COORDINATOR else None
        db.add(Role(member_id=member.id, kind=role, club_id=of, since=now))
        cookie = session.begin(db, member, now, strong=True)
    client = app.test_client()
    client.set_cookie("console", cookie)
    return client


def _pages(app: Flask, running: Deployment) -> dict[str, str]:
    """Every page of the console that is looked at, with something of the first club in it."""
    with running.sessions.begin() as db:
        known = _something(db)
    rules = [
        rule
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("console.") and not rule.endpoint.startswith(OUTSIDE)
        if "GET" in (rule.methods or ()) and rule.arguments <= set(known)
    ]
    found = {escape(rule.rule): _filled(rule, known) for rule in rules}
    searched = [path for path in found.values() if path in SEARCHED]
    return found | {f"{path}?q={SOUGHT}": f"{path}?q={SOUGHT}" for path in searched}


def _filled(rule: Rule, known: dict[str, str]) -> str:
    """The rule's path, with something in the place of each of its arguments."""
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda place: known[place[1]], rule.rule)


def _something(db: Session) -> dict[str, str]:
    club = db.scalars(select(Club).order_by(Club.id)).first()
    assert club
    member = db.scalars(select(Member.id).where(Member.club_id == club.id)).first()
    inquiry = db.scalars(select(Inquiry.id).where(Inquiry.club_id == club.id)).first()
    return {"code": club.code, "member": str(member), "person": str(member)} | {
        "inquiry": str(inquiry)
    }


def _bare(running: Deployment) -> Flask:
    app = Flask(__name__)

    @app.get("/")
    def names() -> str:
        with running.sessions.begin() as db:
            found = db.execute(text("SELECT name FROM clubs ORDER BY id LIMIT 25")).scalars().all()
        return render_template_string(PAGE, names=found)

    return app
