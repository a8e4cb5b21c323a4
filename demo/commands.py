"""`flask --app app demo`."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from bot.deployment import Deployment, deployment
from bot.language import _
from demo import people, upcoming
from loading.load import load

FILE = Path(__file__).with_name("club.yaml")


@click.command("demo")
@with_appcontext
def demo() -> None:
    """Load the demo's clubs, people and events; harmless when repeated."""
    running = deployment()
    prepare(running)
    introduced = people.register(running.settings.line_api, FILE)
    click.echo(_("โหลดตัวอย่างแล้ว แนะนำตัวที่ simulator {people} คน", people=introduced))


def prepare(running: Deployment) -> None:
    """The demo's rows, in one transaction."""
    with running.sessions.begin() as db:
        load(db, FILE, running.now())
        upcoming.plan_ahead(db, running.now())
