"""Clubs and events for tests, written straight into the database."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session, sessionmaker

from bot import bangkok
from models import Club, Event, Kind, Sitting


def bangkok_time(day: str, clock: str = "09:00") -> datetime:
    """2026-01-10, 09:00"""
    moment = datetime.fromisoformat(f"{day}T{clock}")
    return bangkok.at(moment.date(), moment.time())


def plan(
    sessions: sessionmaker[Session],
    club: Club,
    title: str,
    starts: datetime,
    *,
    hours: float = 2,
    topics: tuple[str | None, ...] = (None,),
    speaker: str | None = None,
    **more: Any,
) -> Event:
    """An event with a sitting a day for each of `topics`."""
    sittings = [
        Sitting(
            starts=starts + timedelta(days=day),
            ends=starts + timedelta(days=day, hours=hours),
            topic=topic,
            speaker=speaker,
        )
        for day, topic in enumerate(topics)
    ]
    event = Event(
        code=f"E-{abs(hash(title)) % 10**9}",
        club_id=club.id,
        title=title,
        starts=sittings[0].starts,
        ends=sittings[-1].ends,
        sittings=sittings,
        **more,
    )
    with sessions.begin() as db:
        db.add(event)
    return event


def found(sessions: sessionmaker[Session], code: str, name: str) -> Club:
    club = Club(code=code, kind=Kind.TOWN, name=name, province="เพชรบุรี")
    with sessions.begin() as db:
        db.add(club)
    return club
