"""What many must be told of an event: promised page by page, behind a notice's cursor."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from bot import choices, outbox, passes, quiet, quota
from bot.alike import Alike
from bot.bangkok import next_morning
from bot.messages import Message
from handlers.event import actions, cards, notice_cards, planning_cards
from models import (
    COUNTED,
    Answer,
    Event,
    Member,
    Notice,
    NoticeKind,
    Priority,
    Registration,
    Topic,
    Wants,
)

PAGE = 100  # members that one transaction tells
TOLD = {"stretches", "place", "title"}  # what those who come must know when it changes
SOON = timedelta(hours=3)  # after the morning: what begins so early is told at night, too
PRIORITIES = {
    NoticeKind.CHANGED: Priority.URGENT,
    NoticeKind.CANCELLED: Priority.URGENT,
    NoticeKind.REMINDER: Priority.REMINDER,
    NoticeKind.UNANSWERED: Priority.REMINDER,
    NoticeKind.LETTER: Priority.ANNOUNCEMENT,
}
OPTIONAL = {NoticeKind.REMINDER, NoticeKind.UNANSWERED}  # not told to who wants silence
COORDINATORS = {  # how the keys begin of what coordinators planned to say
    NoticeKind.REMINDER: "again",
    NoticeKind.UNANSWERED: "asked",
    NoticeKind.LETTER: "letter",
}


def of_change(db: Session, event: Event, fields: Sequence[str], now: datetime) -> None:
    """What those who come must know; their reminders are of the event as it was."""
    if told := [each for each in fields if each in TOLD]:
        outbox.withdraw_all(db, f"event:{event.id}:reminder:", actions.answering(event))
        _notify(db, event, NoticeKind.CHANGED, told, now)
    if "online_url" in fields:  # reminders get it, or go, without a word
        _add(db, event, NoticeKind.CHANGED, ["online_url"], now)


def of_cancelling(db: Session, event: Event, now: datetime) -> None:
    """Nothing else that was to be said of it holds any more."""
    outbox.withdraw_all(db, f"event:{event.id}:", actions.answering(event))
    asked = select(Notice.id).where(
        Notice.event_id == event.id, Notice.kind == NoticeKind.UNANSWERED
    )
    if db.scalar(asked.limit(1)):
        invited = actions.invited(event).with_only_columns(Member.id)
        outbox.withdraw_all(db, f"event:{event.id}:asked:", invited)
    _notify(db, event, NoticeKind.CANCELLED, [], now)


def price(db: Session, event: Event, kind: NoticeKind) -> int:
    """How many messages it takes to tell them."""
    reached = audience(event, kind).where(Member.following)
    if kind in OPTIONAL:
        reached = reached.where(Member.wants != Wants.NOTHING)
    told = (
        [reached] if kind in COORDINATORS else [reached, _bringing(event).where(Member.following)]
    )
    return quota.price(sum(_count(db, each) for each in told))


def _count(db: Session, members: Select[Member]) -> int:
    people = members.with_only_columns(Member.id).subquery()
    return db.scalar(select(func.count()).select_from(people)) or 0


def audience(event: Event, kind: NoticeKind) -> Select[Member]:
    """Those with LINE whom it is for."""
    with_line = Member.line_user_id.is_not(None)
    if kind is NoticeKind.UNANSWERED:
        silent = Member.id.not_in(actions.answering(event))
        return actions.invited(event).where(silent, with_line)
    answers = (Answer.COMING,) if kind in COORDINATORS else COUNTED
    answered = select(Member).join(Registration, Registration.member_id == Member.id)
    here = Registration.event_id == event.id, Registration.answer.in_(answers)
    return answered.where(*here, with_line)


def _bringing(event: Event) -> Select[Member]:
    """Who put down names of others, and does not come herself: she is told for them."""
    there = Registration.event_id == event.id, Registration.answer.in_(COUNTED)
    others = select(Registration.by_id).where(*there, Registration.by_id.is_not(None))
    coming = select(Registration.member_id).where(*there)
    hers = select(Member).where(Member.id.in_(others), Member.id.not_in(coming))
    return hers.where(Member.line_user_id.is_not(None))


def tell(db: Session, now: datetime) -> bool:
    """Owe the next page of a notice; False where there is none."""
    due = select(Notice).where(Notice.done.is_(False), Notice.due <= now)
    first = due.order_by(Notice.due, Notice.id).limit(1)
    notice = db.scalar(first.with_for_update(skip_locked=True))
    if notice is None:
        return False
    until = _until(notice, now)
    page = _page(db, notice) if until > now else []
    notice.done = len(page) < PAGE
    _tell(db, notice, page, until, now)
    if notice.done and notice.kind not in COORDINATORS and until > now:
        _tell(db, notice, db.scalars(_bringing(notice.event)).all(), until, now)
    notice.cursor = page[-1].id if page else notice.cursor
    notice.reserved = 0 if notice.done else max(notice.reserved - len(page), 0)
    return True


def key(notice: Notice) -> str:
    """How the keys of its promises begin."""
    return f"event:{notice.event_id}:{COORDINATORS.get(notice.kind, 'notice')}:{notice.id}:"


def _until(notice: Notice, now: datetime) -> datetime:
    """Until when it is worth telling, of the event as it is by now."""
    match notice.kind:
        case NoticeKind.REMINDER:
            return actions.next_start(notice.event, now) or now
        case NoticeKind.UNANSWERED:
            return actions.closes(notice.event)
        case _:
            return notice.not_after


def _page(db: Session, notice: Notice) -> Sequence[Member]:
    unanswered = notice.kind is NoticeKind.UNANSWERED
    person: InstrumentedAttribute[int] = Member.id if unanswered else Registration.member_id
    further = audience(notice.event, notice.kind).where(person > notice.cursor)
    return db.scalars(further.order_by(person).limit(PAGE)).all()


def _tell(
    db: Session, notice: Notice, page: Sequence[Member], until: datetime, now: datetime
) -> None:
    if notice.kind is not NoticeKind.CHANGED or not TOLD.isdisjoint(notice.fields):
        how, words = _how(db, notice, until, now), _words(db, notice)
        message = Alike(partial(_message, notice, words))
        outbox.promise_all(db, [_owed(db, notice, each, message, how) for each in page])
    if notice.kind is NoticeKind.CHANGED:
        event = notice.event
        coming = db.scalars(actions.reachable(event).where(Member.id.in_(_ids(page)))).all()
        actions.keep_reminders(db, event, coming, actions.due(db, event, now))


def _how(db: Session, notice: Notice, until: datetime, now: datetime) -> dict[str, Any]:
    """When, and how urgently, it is told."""
    early = notice.event.starts < next_morning(now, quiet.waking(db)) + SOON
    urgent = early and notice.kind not in COORDINATORS
    topic = Topic.EVENTS if notice.kind in OPTIONAL else Topic.PERSONAL
    first = PRIORITIES[notice.kind]
    when = {"due": now, "not_after": until, "at_night": urgent}
    return when | {"topic": topic, "priority": first, "club_id": notice.event.club_id}


def _words(db: Session, notice: Notice) -> str:
    """A coordinator's own, or on a reminder its club's."""
    of_club = notice.kind is NoticeKind.REMINDER and not notice.words
    return (choices.of(db, notice.event.club_id).reminding if of_club else notice.words) or ""


def _owed(
    db: Session, notice: Notice, member: Member, message: Alike, how: dict[str, Any]
) -> dict[str, Any]:
    personal = notice.kind is NoticeKind.REMINDER
    meeting = passes.meeting(db, notice.event, member) if personal else None
    return outbox.owed(member, f"{key(notice)}{member.id}", [message.to(member, meeting)], **how)


def _message(notice: Notice, words: str, meeting: str | None) -> Message:
    """`meeting` is her own link to it."""
    event = notice.event
    match notice.kind:
        case NoticeKind.CHANGED:
            return planning_cards.changed(event, notice.fields)
        case NoticeKind.CANCELLED:
            return planning_cards.cancelled(event)
        case NoticeKind.REMINDER:
            return cards.reminder(event, words, meeting=meeting)
        case NoticeKind.UNANSWERED:
            return notice_cards.unanswered(event)
        case NoticeKind.LETTER:
            return notice_cards.letter(event, words)


def _ids(page: Sequence[Member]) -> list[int]:
    return [each.id for each in page]


def _notify(db: Session, event: Event, kind: NoticeKind, fields: list[str], now: datetime) -> None:
    """What was still to be told of it is out of date: the new notice says it, too."""
    open_ = select(Notice).where(Notice.event_id == event.id, Notice.done.is_(False))
    if kind is NoticeKind.CHANGED:  # what coordinators planned to say is still to be said
        open_ = open_.where(Notice.kind == NoticeKind.CHANGED)
    for older in db.scalars(open_):
        older.done = True
        fields = [*fields, *(each for each in older.fields if each not in fields)]
    outbox.withdraw_all(db, f"event:{event.id}:notice:", actions.answering(event))
    _add(db, event, kind, fields, now)


def _add(db: Session, event: Event, kind: NoticeKind, fields: list[str], now: datetime) -> None:
    until = event.ends
    db.add(Notice(event_id=event.id, kind=kind, fields=fields, due=now, not_after=until))
