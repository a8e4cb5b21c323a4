"""Finding events and answering them: what chat, console and commands share."""

from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from bot import bangkok, choices, outbox, passes, quiet, reminders
from bot.alike import Alike
from bot.messages import Message
from handlers.event import cards, flow
from handlers.event.flow import Reminders
from models import (
    COUNTED,
    Answer,
    Event,
    EventState,
    Member,
    Priority,
    Promise,
    PromiseState,
    Registration,
    Topic,
    Wants,
)

NEVER = Reminders(None)
PAGE = 100  # members whose reminders are kept in one go


def coming_up(member: Member, now: datetime) -> Select[Event]:
    """Events of the member's club, and those for all, that are not over; soonest first."""
    return (
        select(Event)
        .where(Event.visible_to(member), Event.state == EventState.PUBLISHED, Event.ends > now)
        .order_by(Event.starts, Event.id)
    )


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
    """Promise its reminders, as it is now, to all who come; what has left has left."""
    outbox.withdraw_all(db, f"event:{event.id}:reminder:", answering(event))
    when = due(db, event, now)
    for page in db.scalars(reachable(event)).partitions(PAGE):
        keep_reminders(db, event, page, when)


def reachable(event: Event) -> Select[Member]:
    """Who comes and has LINE, by id."""
    coming = select(Member).join(Registration, Registration.member_id == Member.id)
    with_line = coming.where(
        Registration.event_id == event.id,
        Registration.answer == Answer.COMING,
        Member.line_user_id.is_not(None),
    )
    return with_line.order_by(Member.id)


def invited(event: Event) -> Select[Member]:
    """The members of its club and of those it invites."""
    clubs = [event.club_id, *(each.id for each in event.guests)]
    whose = Member.club_id.is_not(None) if event.for_all else Member.club_id.in_(clubs)
    return select(Member).where(whose)


def closes(event: Event) -> datetime:
    """Until when it can be answered."""
    return min(event.deadline or event.starts, event.starts)


def next_start(event: Event, after: datetime) -> datetime | None:
    """When it, or its next sitting, begins."""
    starts = [event.starts, *(each.starts for each in event.sittings)]
    return min((each for each in starts if each > after), default=None)


def reminded(db: Session, event: Event, member: Member) -> datetime | None:
    """When the next reminder comes; none where none will."""
    keys = reminders.key(event, member), reminders.start_key(event, member)
    waiting = select(func.min(Promise.due)).where(
        Promise.key.in_(keys), Promise.state == PromiseState.WAITING
    )
    return None if member.wants is Wants.NOTHING else db.scalar(waiting)


def _mine(member: Member, *answers: Answer) -> Select[int]:
    return select(Registration.event_id).where(
        Registration.member_id == member.id, Registration.answer.in_(answers)
    )


def due(db: Session, event: Event, now: datetime) -> Reminders:
    """When to remind of it: as its club chose, outside the quiet hours; online, at the start, too.

    Never of what is off.
    """
    if event.state is not EventState.PUBLISHED:
        return NEVER
    waking = quiet.waking(db)
    before = flow.reminder(event.starts, now, choices.reminder(db, event.club_id), waking)
    start = flow.at_start(event.starts, now, waking) if event.online_url else None
    return Reminders(before, start)


def keep_reminders(db: Session, event: Event, members: Sequence[Member], when: Reminders) -> None:
    """They are owed from the moment somebody says yes; without a moment there is none."""
    card = partial(cards.reminder, event, choices.of(db, event.club_id).reminding)
    before = {reminders.key(event, each): each for each in members}
    _keep(db, event, before, when.before, not_after=event.starts, card=card)
    told = _told_near(db, before, when.start) if when.start else set()
    start = {
        reminders.start_key(event, each): each
        for each in members
        if reminders.key(event, each) not in told
    }
    outbox.withdraw(db, *(reminders.start_key(event, before[key]) for key in told))
    ends = event.sittings[0].ends if event.sittings else event.ends
    starting = partial(card, starting=True)
    _keep(db, event, start, when.start, not_after=ends, card=starting)


def _keep(
    db: Session,
    event: Event,
    owed: dict[str, Member],
    due: datetime | None,
    *,
    not_after: datetime,
    card: Callable[..., Message],
) -> None:
    if due is None:
        outbox.withdraw(db, *owed)
        return
    page, message = [], Alike(lambda meeting: card(meeting=meeting))
    how: dict[str, Any] = {"due": due, "not_after": not_after, "topic": Topic.EVENTS}
    how["club_id"] = event.club_id
    for key, member in owed.items():
        said = [message.to(member, passes.meeting(db, event, member))]
        page.append(outbox.owed(member, key, said, priority=Priority.REMINDER, **how))
    outbox.promise_all(db, page)


def _told_near(db: Session, keys: Collection[str], start: datetime) -> set[str]:
    """Those reminders among these that come, or came, shortly before the start."""
    real = Promise.state.in_((PromiseState.WAITING, PromiseState.BUNDLED))
    near = select(Promise.key).where(Promise.key.in_(keys), Promise.due >= start - flow.NEAR, real)
    return set(db.scalars(near))
