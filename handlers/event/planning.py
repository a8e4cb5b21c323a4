"""Making events, changing them, calling them off: what chat and console share."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from bot import deeds, duties, outbox, quiet
from bot import quota as quotas
from bot.bangkok import next_morning
from bot.language import _, addressing
from bot.messages import Message
from bot.turn import Refusal
from handlers.event import actions, planning_cards, seats
from handlers.event.outline import Outline, Stretch, changed, code, faults
from models import (
    COUNTED,
    Answer,
    Club,
    Event,
    EventState,
    Member,
    Notice,
    NoticeKind,
    Registration,
    Role,
    Sitting,
    What,
)

PAGE = 100  # members that one transaction tells
TOLD = {"stretches", "place", "title"}  # what those who come must know when it changes
SOON = timedelta(hours=3)  # after the morning: what begins so early is told at night, too


def outline(event: Event) -> Outline:
    """The event as it is."""
    return Outline(
        title=event.title,
        stretches=tuple(
            Stretch(each.starts, each.ends, each.topic, each.speaker) for each in event.sittings
        )
        or (Stretch(event.starts, event.ends),),
        description=event.description,
        place=event.place,
        online_url=event.online_url,
        capacity=event.capacity,
        deadline=event.deadline,
        for_all=event.for_all,
        guests=tuple(sorted(club.id for club in event.guests)),
    )


def make(
    db: Session,
    who: Member,
    club_id: int,
    wanted: Outline,
    *,
    draft: str,
    now: datetime,
    published: bool = True,
) -> Event:
    """A new event of her club; the same draft again is the same event. Raises Refusal."""
    club = duties.looked_after(db, who, club_id)
    named = code(club.code, draft)
    if there := db.scalar(select(Event).where(Event.code == named, Event.club_id == club.id)):
        return there
    _check(wanted, now)
    _may_invite_all(db, who, wanted)
    event = Event(code=named, club_id=club.id, state=EventState.DRAFT)
    _write(db, event, wanted)
    db.add(event)
    db.flush()
    deeds.record(db, who, What.EVENT_MADE, now, club=club, about=event)
    if published:
        publish(db, who, event.id, now)
    return event


def publish(db: Session, who: Member, event_id: int, now: datetime) -> Event:
    """From now on members see it. Raises Refusal."""
    event = _open(db, who, event_id)
    if event.state is EventState.DRAFT:
        _check(outline(event), now)
        event.state = EventState.PUBLISHED
        deeds.record(db, who, What.EVENT_PUBLISHED, now, club=event.club, about=event)
    return event


def change(
    db: Session, who: Member, event_id: int, wanted: Outline, *, version: int, now: datetime
) -> list[str]:
    """Make it so, tell those who come what they must know, and return which fields changed.

    `version` is the one that she saw: of two who edit at once, the later must look first.
    Raises Refusal.
    """
    event = _open(db, who, event_id)
    differs = changed(outline(event), wanted)
    if not differs:
        return []
    if event.version != version:
        raise Refusal(_("มีคนแก้กิจกรรมนี้ไปก่อนแล้วค่ะ ดูของใหม่ก่อนนะคะ ที่คุณพิมพ์ไว้ยังอยู่"))
    _check(wanted, now, event.counts(db).taken)
    if "for_all" in differs:
        _may_invite_all(db, who, wanted)
    _write(db, event, wanted)
    event.version += 1
    db.flush()
    deeds.record(db, who, What.EVENT_CHANGED, now, club=event.club, about=event)
    if event.state is EventState.PUBLISHED:
        seats.promote(db, event, now)
        _tell_of(db, event, [each for each in differs if each in TOLD], now)
        if "online_url" in differs:
            _remind_anew(db, event, now)
    return differs


def call_off(db: Session, who: Member, event_id: int, now: datetime) -> Event:
    """It does not happen: those who come are told at once. Twice equals once. Raises Refusal."""
    event = own(db, who, event_id)
    if event.state is EventState.CANCELLED:
        return event
    if event.ends <= now:
        raise Refusal(_("กิจกรรมนี้จบไปแล้วค่ะ จึงยกเลิกไม่ได้นะคะ"))
    was, event.state = event.state, EventState.CANCELLED
    event.version += 1
    event.has_room = False
    deeds.record(db, who, What.EVENT_CANCELLED, now, club=event.club, about=event)
    if was is EventState.PUBLISHED:
        outbox.withdraw_all(db, f"event:{event.id}:", actions.answering(event))
        _notify(db, event, NoticeKind.CANCELLED, [], now)
    return event


def own(db: Session, who: Member, event_id: int) -> Event:
    """An event of a club that she looks after, its row held; another's is as if there were none.

    Raises Refusal.
    """
    event = db.get(Event, event_id, with_for_update=True, populate_existing=True)
    hers = event and (Role.administers(db, who) or event.club in Role.clubs_of(db, who))
    if event is None or not hers:
        raise Refusal(_("ไม่พบกิจกรรมนี้ค่ะ"))
    return event


def not_for_all() -> Refusal:
    return Refusal(_("ชวนทุกชมรม ผู้ดูแลระบบเป็นผู้ทำค่ะ ติ๊กออกแล้วบันทึกใหม่นะคะ"))


def price(db: Session, event: Event) -> int:
    """How many messages it takes to tell those who come."""
    reached = select(func.count()).where(
        Registration.event_id == event.id,
        Registration.answer.in_(COUNTED),
        Registration.member_id == Member.id,
        Member.line_user_id.is_not(None),
        Member.following,
    )
    return quotas.price(db.scalar(reached) or 0)


def tell(db: Session, now: datetime) -> bool:
    """Owe the next page of a notice; False where there is none."""
    due = select(Notice).where(Notice.done.is_(False), Notice.due <= now)
    first = due.order_by(Notice.due, Notice.id).limit(1)
    notice = db.scalar(first.with_for_update(skip_locked=True))
    if notice is None:
        return False
    page = _page(db, notice)
    if notice.not_after > now:
        _tell(db, notice, [each for each in page if each.member.line_user_id], now)
    notice.done = len(page) < PAGE
    notice.cursor = page[-1].member_id if page else notice.cursor
    return True


def _page(db: Session, notice: Notice) -> list[Registration]:
    further = select(Registration).where(
        Registration.event_id == notice.event_id,
        Registration.answer.in_(COUNTED),
        Registration.member_id > notice.cursor,
    )
    page = further.order_by(Registration.member_id).limit(PAGE)
    return list(db.scalars(page.options(joinedload(Registration.member))))


def _tell(db: Session, notice: Notice, page: Sequence[Registration], now: datetime) -> None:
    event, waking = notice.event, quiet.waking(db)
    urgent = event.starts < next_morning(now, waking) + SOON
    words = []
    for each in page if _has_words(notice) else []:
        with addressing(each.member):
            said = _said(notice)
        key = f"event:{event.id}:notice:{notice.id}:{each.member_id}"
        until = notice.not_after
        told = outbox.owed(each.member, key, [said], due=now, not_after=until, at_night=urgent)
        words.append(told)
    outbox.promise_all(db, words)
    if notice.kind is NoticeKind.CHANGED:
        coming = [each.member for each in page if each.answer is Answer.COMING]
        actions.keep_reminders(db, event, coming, actions.due(db, event, now))


def _has_words(notice: Notice) -> bool:
    """Where only the link is another, the reminders say so, and nothing else is told."""
    return notice.kind is not NoticeKind.CHANGED or not TOLD.isdisjoint(notice.fields)


def _said(notice: Notice) -> Message:
    if notice.kind is NoticeKind.CANCELLED:
        return planning_cards.cancelled(notice.event)
    return planning_cards.changed(notice.event, notice.fields)


def _tell_of(db: Session, event: Event, fields: list[str], now: datetime) -> None:
    """What those who come must know; their reminders are of the event as it was."""
    if not fields:
        return
    outbox.withdraw_all(db, f"event:{event.id}:reminder:", actions.answering(event))
    _notify(db, event, NoticeKind.CHANGED, fields, now)


def _remind_anew(db: Session, event: Event, now: datetime) -> None:
    """Page by page, too, without a word: reminders with the link that is right now, or none."""
    fields, until = ["online_url"], event.ends
    kind = NoticeKind.CHANGED
    db.add(Notice(event_id=event.id, kind=kind, fields=fields, due=now, not_after=until))


def _notify(db: Session, event: Event, kind: NoticeKind, fields: list[str], now: datetime) -> None:
    """What was still to be told of it is out of date: the new notice says it, too."""
    open_ = select(Notice).where(Notice.event_id == event.id, Notice.done.is_(False))
    if kind is NoticeKind.CHANGED:  # what coordinators planned to say is still to be said
        open_ = open_.where(Notice.kind == NoticeKind.CHANGED)
    for older in db.scalars(open_):
        older.done = True
        fields = [*fields, *(each for each in older.fields if each not in fields)]
    outbox.withdraw_all(db, f"event:{event.id}:notice:", actions.answering(event))
    until = event.ends
    db.add(Notice(event_id=event.id, kind=kind, fields=fields, due=now, not_after=until))


def _open(db: Session, who: Member, event_id: int) -> Event:
    event = own(db, who, event_id)
    if event.state is EventState.CANCELLED:
        raise Refusal(_("กิจกรรมนี้ยกเลิกไปแล้วค่ะ สร้างเป็นกิจกรรมใหม่ได้นะคะ"))
    return event


def _check(wanted: Outline, now: datetime, taken: int = 0) -> None:
    if wrong := faults(wanted, now, taken):
        raise Refusal(planning_cards.fault(wrong[0], taken))


def _may_invite_all(db: Session, who: Member, wanted: Outline) -> None:
    if wanted.for_all and not Role.administers(db, who):
        raise not_for_all()


def _write(db: Session, event: Event, wanted: Outline) -> None:
    event.title, event.description = " ".join(wanted.title.split()), wanted.description.strip()
    event.place, event.online_url = wanted.place, wanted.online_url
    event.capacity, event.deadline = wanted.capacity, wanted.deadline
    event.for_all = wanted.for_all
    if wanted.guests != tuple(sorted(club.id for club in event.guests)):
        invited = select(Club).where(Club.id.in_(wanted.guests), Club.id != event.club_id)
        event.guests = list(db.scalars(invited))
    event.starts, event.ends = wanted.starts, wanted.ends
    kept = tuple(Stretch(s.starts, s.ends, s.topic, s.speaker) for s in event.sittings)
    if kept != wanted.stretches:
        event.sittings = [
            Sitting(starts=s.starts, ends=s.ends, topic=s.topic, speaker=s.speaker)
            for s in wanted.stretches
        ]
