"""Puts the pieces together: `gunicorn 'app:create_app()'` and `flask --app app worker`."""

import sys

import click
from flask import Flask
from flask.cli import with_appcontext

import console
import handlers
import settings as environment
from bot import doctor, logs, metrics, moving, public, readiness, showing, webhook
from bot.deployment import Deployment, deployment
from bot.language import _
from bot.replies import THREADS, Speaker
from bot.watch import Watch
from demo.commands import demo
from handlers.announcement.commands import announce
from handlers.attendance import pages as attendance_pages
from handlers.club import pages as club_pages
from handlers.console.commands import console_link
from handlers.event import pages as event_pages
from handlers.member import pages as member_pages
from handlers.menu.commands import richmenu
from handlers.poll import pages as poll_pages
from handlers.role.commands import invite
from handlers.tip.commands import tips
from loading.commands import import_file
from settings import Settings
from work import work as begin_work


def create_app(
    settings: Settings | None = None, *, now: Watch | None = None, reply_threads: int = THREADS
) -> Flask:
    logs.begin()
    settings = settings or environment.load()
    running = Deployment.of(settings, now)
    speaker = Speaker(
        running.line, lambda ids: webhook.note_spoken(running.sessions, ids), reply_threads
    )

    app = Flask(__name__, static_folder=None)
    app.config["SECRET_KEY"] = settings.secret_key
    app.extensions["deployment"] = running
    app.extensions["speaker"] = speaker
    app.register_blueprint(
        metrics.timed(webhook.create_blueprint(handlers.router, running, speaker))
    )
    app.register_blueprint(readiness.create_blueprint(running))
    app.register_blueprint(metrics.create_blueprint(running))
    app.register_blueprint(public.create_blueprint())
    app.register_blueprint(club_pages.create_blueprint(running))
    app.register_blueprint(event_pages.create_blueprint(running))
    app.register_blueprint(poll_pages.create_blueprint(running))
    app.register_blueprint(showing.create_blueprint(running))
    app.register_blueprint(attendance_pages.create_blueprint(running))
    app.register_blueprint(member_pages.create_blueprint(running))
    app.register_blueprint(console.create_blueprint(running))
    for command in COMMANDS:
        app.cli.add_command(command)
    return app


@click.command("worker")
@with_appcontext
def work() -> None:
    """Do what is due: messages, reminders, what the clock triggers."""
    begin_work(deployment())


@click.command("doctor")
@with_appcontext
def examine() -> None:
    """Look at the channel, the webhook, the database and the worker; say what to do."""
    raise SystemExit(doctor.examine(deployment()))


@click.command("move-to")
@click.argument("url")
@click.option("--yes", is_flag=True, help="Do not ask.")
@with_appcontext
def move_to(url: str, *, yes: bool) -> None:
    """Move all data into another, empty database. Stop web and worker first."""
    if not yes and sys.stdin.isatty():
        click.confirm(_("หยุด web และ worker ทุกตัวแล้วใช่ไหม"), abort=True)
    moving.move(deployment(), url)


COMMANDS = (
    *(work, examine, move_to, announce, invite, console_link),
    *(tips, richmenu, import_file, demo),
)
