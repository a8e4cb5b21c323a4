"""`flask --app app demo`."""

from datetime import datetime
from pathlib import Path

import click
from flask.cli import with_appcontext
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from bot.deployment import Deployment, deployment
from bot.language import _
from demo import moments, people, upcoming
from demo.introduction import introduce
from loading.load import load
from models import Answer, Club, Event, Kind, Member, Registration

FILE = Path(__file__).with_name("club.yaml")
WORKSHOP = "STRONG-LG-64"  # the event of 2564 in that file


@click.command("demo")
@with_appcontext
def demo() -> None:
    """Load the demo's clubs, people and events; harmless when repeated."""
    running = deployment()
    prepare(running)
    introduced = present(running)
    with running.sessions.begin() as db:
        click.echo(summary(db))
    click.echo(_("โหลดตัวอย่างแล้ว แนะนำตัวที่ simulator {people} คน", people=introduced))


def prepare(running: Deployment) -> None:
    """The demo's rows, in one transaction."""
    with running.sessions.begin() as db:
        load(db, FILE, running.now())
        _know_names(db, running.now())
        upcoming.plan_ahead(db, running.now())


def present(running: Deployment) -> int:
    """Introduce the demo to the simulator; return how many people it met."""
    with running.sessions.begin() as db:
        coming = moments.ahead(db, running.now())
    return introduce(running.settings.line_api, people.everybody(FILE), coming)


def _know_names(db: Session, now: datetime) -> None:
    """The worker need not ask LINE who they are: it may be awake before LINE knows them."""
    unasked = update(Member).where(Member.line_name_asked.is_(None), Member.name.is_not(None))
    db.execute(unasked.values(line_name=Member.name, line_name_asked=now))


def summary(db: Session) -> str:
    """Who came to the workshop of 2564: organisations by kind, and participants."""
    came = (
        select(Club.kind, func.count(Club.id.distinct()), func.count())
        .join(Member, Member.club_id == Club.id)
        .join(Registration, Registration.member_id == Member.id)
        .join(Event, Event.id == Registration.event_id)
        .where(Event.code == WORKSHOP, Registration.answer == Answer.COMING)
        .group_by(Club.kind)
    )
    found = {kind: (clubs, people) for kind, clubs, people in db.execute(came)}
    kinds = " · ".join(f"{kind} {found[kind][0]}" for kind in Kind if kind in found)
    clubs, people = (sum(counts) for counts in zip(*found.values(), strict=True))
    return _("{kinds} = {clubs} องค์กร ผู้เข้าร่วม {people} คน", kinds=kinds, clubs=clubs, people=people)
