"""Finding events and answering them: what chat, console and commands share."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session

from bot import bangkok, choices, outbox, quiet
from bot.language import addressing
from handlers.event import cards, flow
from models import (
    COUNTED,
    Answer,
    Event,
    EventState,
    Member,
    Promise,
    PromiseState,
    Registration,
    Topic,
    Wants,
    invited_clubs,
)


def coming_up(member: Member, now: datetime) -> Select[Event]:
    """Events of the member's club, and those for all, that are not over; soonest first."""
    return (
        select(Event)
        .where(visible_to(member), Event.state == EventState.PUBLISHED, Event.ends > now)
        .order_by(Event.starts, Event.id)
    )


def visible_to(member: Member) -> ColumnElement[bool]:
    """Her club's, those it is invited to, and those for all."""
    invited = select(invited_clubs.c.event_id).where(invited_clubs.c.club_id == member.club_id)
    return or_(Event.for_all, Event.club_id == member.club_id, Event.id.in_(invited))


def is_visible(db: Session, member: Member, event: Event) -> bool:
    here = select(Event.id).where(Event.id == event.id, visible_to(member))
    return db.scalar(here) is not None


def with_code(db: Session, said: str) -> Event | None:
    """The event whose code stands in what was typed, as links from a group type it."""
    codes = flow.event_codes(said)
    seen = Event.state != EventState.DRAFT
    return db.scalar(select(Event).where(Event.code.in_(codes), seen).limit(1)) if codes else None


def ahead(member: Member, now: datetime) -> Select[Event]:
    return coming_up(member, now).where(Event.starts > now)


def still_open(member: Member, now: datetime) -> Select[Event]:
    """Events that the member may still answer: she has no seat, and does not wait for one."""
    settled = _mine(member, Answer.COMING, Answer.WAITING)
    return ahead(member, now).where(Event.id.not_in(settled))


def registered(member: Member, now: datetime) -> Select[Event]:
    """Events that the member comes to, or waits for a seat at; not over; soonest first."""
    on = Event.state == EventState.PUBLISHED, Event.ends > now
    mine = select(Event).where(Event.id.in_(_mine(member, *COUNTED)), *on)
    return mine.order_by(Event.starts, Event.id)


def cancellable(member: Member, now: datetime) -> Select[Event]:
    return registered(member, now).where(Event.starts > now)


def between(events: Select[Event], first: date, last: date) -> Select[Event]:
    """Those of the events that are on one of these days in Bangkok."""
    start, end = bangkok.at(first, time()), bangkok.at(last + timedelta(days=1), time())
    return events.where(Event.starts < end, Event.ends > start)


def answering(event: Event) -> Select[int]:
    """Ids of the members who said anything about it: whom else could something be owed?"""
    return select(Registration.member_id).where(Registration.event_id == event.id)


def remind(db: Session, event: Event, now: datetime) -> None:
    """Promise its reminder, as it is now, to all who come; what has left has left."""
    outbox.withdraw_all(db, f"event:{event.id}:reminder:", answering(event))
    keep_reminders(db, event, db.scalars(reachable(event)).all(), due(db, event, now))


def reachable(event: Event) -> Select[Member]:
    """Who comes and has LINE, by id."""
    coming = select(Member).join(Registration, Registration.member_id == Member.id)
    with_line = coming.where(
        Registration.event_id == event.id,
        Registration.answer == Answer.COMING,
        Member.line_user_id.is_not(None),
    )
    return with_line.order_by(Member.id)


def reminded(db: Session, event: Event, member: Member) -> datetime | None:
    """When the reminder comes; none where none will."""
    waiting = select(Promise.due).where(
        Promise.key == _key(event, member), Promise.state == PromiseState.WAITING
    )
    return None if member.wants is Wants.NOTHING else db.scalar(waiting)


def _mine(member: Member, *answers: Answer) -> Select[int]:
    return select(Registration.event_id).where(
        Registration.member_id == member.id, Registration.answer.in_(answers)
    )


def _key(event: Event, member: Member) -> str:
    """A reminder is of a day: an event that moves to another is reminded of anew."""
    return f"event:{event.id}:reminder:{bangkok.local(event.starts):%Y%m%d}:{member.id}"


def due(db: Session, event: Event, now: datetime) -> datetime | None:
    """When to remind of it: as its club chose, outside the quiet hours; never, if it is off."""
    if event.state is not EventState.PUBLISHED:
        return None
    rule = choices.reminder(db, event.club_id)
    return flow.reminder(event.starts, now, rule, quiet.waking(db))


def keep_reminder(db: Session, event: Event, member: Member, moment: datetime | None) -> None:
    """The reminder is owed from the moment somebody says yes; without a moment there is none."""
    keep_reminders(db, event, [member], moment)


def keep_reminders(
    db: Session, event: Event, members: Sequence[Member], moment: datetime | None
) -> None:
    """The same for many, in one statement."""
    if moment is None:
        for each in members:
            outbox.withdraw(db, _key(event, each))
        return
    words = choices.of(db, event.club_id).reminding
    outbox.promise_all(db, [_reminder(event, each, words, moment) for each in members])


def _reminder(event: Event, member: Member, words: str | None, moment: datetime) -> dict[str, Any]:
    """The promise; `words` are the club's own."""
    with addressing(member):
        card = cards.reminder(event, words)
    until, topic = event.starts, Topic.EVENTS
    return outbox.owed(
        member, _key(event, member), [card], due=moment, not_after=until, topic=topic
    )
