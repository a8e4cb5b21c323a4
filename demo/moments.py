"""When something happens by itself in the demo: reminders leave before its events."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot import bangkok
from demo.upcoming import CODES
from handlers.event import flow
from models import Event

LATER = timedelta(minutes=1)  # what was due has left by then


def ahead(db: Session, now: datetime) -> list[dict[str, str]]:
    """{label, at} for the day before and the morning of each event to come."""
    coming = select(Event).where(Event.code.startswith(CODES), Event.starts > now)
    return [moment for event in db.scalars(coming) for moment in _of(event, now)]


def _of(event: Event, now: datetime) -> Iterator[dict[str, str]]:
    morning = bangkok.at(bangkok.local(event.starts).date(), bangkok.MORNING)
    reminder = flow.reminder(event.starts, now)
    if reminder and reminder < morning:
        yield _moment(f"วันก่อนงาน: {event.title}", reminder)
    yield _moment(f"เช้าวันงาน: {event.title}", morning)


def _moment(label: str, due: datetime) -> dict[str, str]:
    return {"label": label, "at": (due + LATER).isoformat()}
