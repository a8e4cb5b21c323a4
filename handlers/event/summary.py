"""What became of an event: who said what, who came, from where, and what they think of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import distinct, func, select
from sqlalchemy.orm import Session

from bot import sittings
from models import (
    Answer,
    Attendance,
    Club,
    Event,
    EventDay,
    Feedback,
    Kind,
    Member,
    Registration,
    Way,
)

COMMENTS = 50  # the latest


@dataclass(frozen=True)
class Day:
    """Of one day: by name, counted in the room, and no longer known by name."""

    day: date
    named: int
    heads: int = 0
    others: int = 0

    @property
    def came(self) -> int:
        return self.named + self.heads + self.others


@dataclass(frozen=True)
class Organisations:
    """Clubs of one kind, and how many people of theirs came."""

    kind: Kind
    clubs: int
    people: int


@dataclass(frozen=True)
class Summary:
    said: dict[Answer, int]
    days: list[Day]
    named: int  # people, each once
    organisations: list[Organisations]
    ways: dict[Way, int]  # of first signs, one a person and day
    stars: float | None  # the mean; none: nobody rated
    ratings: int
    comments: Sequence[str]

    @property
    def came(self) -> int:
        """People, each once; of those without a name, as many as on the day with the most."""
        return self.named + max((each.heads + each.others for each in self.days), default=0)

    @property
    def clubs(self) -> int:
        return sum(each.clubs for each in self.organisations)


def summary(db: Session, event: Event) -> Summary:
    """In a number of statements that does not grow with the event."""
    stars, ratings = db.execute(
        select(func.avg(Feedback.stars), func.count()).where(Feedback.event_id == event.id)
    ).one()
    named = select(func.count(distinct(Attendance.member_id)))
    return Summary(
        said=_said(db, event),
        days=_days(db, event),
        named=db.scalar(named.where(Attendance.event_id == event.id)) or 0,
        organisations=_organisations(db, event),
        ways=_ways(db, event),
        stars=float(stars) if ratings else None,
        ratings=ratings,
        comments=_comments(db, event),
    )


def _said(db: Session, event: Event) -> dict[Answer, int]:
    said = select(Registration.answer, func.count()).where(Registration.event_id == event.id)
    return dict(iter(db.execute(said.group_by(Registration.answer))))


def _days(db: Session, event: Event) -> list[Day]:
    """Each day of the event, and any other on which somebody was seen."""
    named = select(Attendance.day, func.count()).where(Attendance.event_id == event.id)
    seen = dict(iter(db.execute(named.group_by(Attendance.day))))
    kept = {
        each.day: each for each in db.scalars(select(EventDay).where(EventDay.event_id == event.id))
    }
    return [
        Day(day, seen.get(day, 0), *_unnamed(kept.get(day)))
        for day in sorted({*sittings.days(event), *seen, *kept})
    ]


def _unnamed(day: EventDay | None) -> tuple[int, int]:
    return (day.heads, day.others) if day else (0, 0)


def _organisations(db: Session, event: Event) -> list[Organisations]:
    """Those from which somebody came, in the order of the law."""
    came = (
        select(Club.kind, func.count(distinct(Club.id)), func.count(distinct(Member.id)))
        .join(Member, Member.club_id == Club.id)
        .join(Attendance, Attendance.member_id == Member.id)
        .where(Attendance.event_id == event.id)
        .group_by(Club.kind)
    )
    found = {kind: Organisations(kind, clubs, people) for kind, clubs, people in db.execute(came)}
    return [found[kind] for kind in Kind if kind in found]


def _ways(db: Session, event: Event) -> dict[Way, int]:
    seen = select(Attendance.way, func.count()).where(Attendance.event_id == event.id)
    return dict(iter(db.execute(seen.group_by(Attendance.way))))


def _comments(db: Session, event: Event) -> Sequence[str]:
    said = select(Feedback.comment).where(
        Feedback.event_id == event.id, Feedback.comment.is_not(None)
    )
    latest = said.order_by(Feedback.said.desc(), Feedback.member_id).limit(COMMENTS)
    return [each for each in db.scalars(latest) if each]
