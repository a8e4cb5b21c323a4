"""Asking those who came what they think, and writing it down."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Select, String, cast, literal, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from bot import outbox
from bot.language import _, addressing
from bot.turn import Refusal
from handlers.feedback import cards
from models import Attendance, Event, EventState, Feedback, Member, Promise

PAGE = 50  # people asked in one transaction
ASKED_WITHIN = timedelta(days=7)  # of its end: whoever is checked in later is not asked
IS_ON = Event.state == EventState.PUBLISHED
OPEN = timedelta(days=14)  # after its end one may rate it


def ask_those_who_came(db: Session, now: datetime) -> bool:
    """Owe the question to some of them, for free; False where nobody is left to be asked."""
    page = list(db.execute(_unasked(now).limit(PAGE)))
    members = {
        each.id: each
        for each in db.scalars(select(Member).where(Member.id.in_({who for _event, who in page})))
    }
    events = {event_id: db.get_one(Event, event_id) for event_id in {each for each, _who in page}}
    for event_id, member_id in page:
        _ask(db, events[event_id], members[member_id], now)
    return len(page) == PAGE


def open_to(db: Session, member: Member, now: datetime) -> Sequence[Event]:
    """Events that she came to and may rate, the latest first."""
    came = select(Attendance.event_id).where(Attendance.member_id == member.id)
    over = select(Event).where(
        Event.id.in_(came), Event.ends <= now, Event.ends > now - OPEN, IS_ON
    )
    return db.scalars(over.order_by(Event.ends.desc(), Event.id)).all()


def attended(db: Session, member: Member, event_id: int, now: datetime) -> Event:
    """An event that she may rate. Raises Refusal."""
    came = select(Attendance.day).where(
        Attendance.event_id == event_id, Attendance.member_id == member.id
    )
    event = db.get(Event, event_id) if db.scalar(came.limit(1)) else None
    if event is None:
        raise Refusal(_("ให้คะแนนได้เฉพาะกิจกรรมที่คุณมาร่วมค่ะ"))
    if event.ends > now:
        raise Refusal(_("กิจกรรมนี้ยังไม่จบค่ะ จบแล้วค่อยให้คะแนนนะคะ"))
    if event.ends <= now - OPEN:
        raise Refusal(_("หมดเวลาให้คะแนนกิจกรรมนี้แล้วค่ะ ขอบคุณที่มาร่วมนะคะ"))
    return event


def rate(db: Session, member: Member, event_id: int, stars: int, now: datetime) -> Event:
    """Her rating from 1 to 5; the latest counts, a comment stays. Raises Refusal."""
    event = attended(db, member, event_id, now)
    said = {"stars": stars, "said": now}
    new = upsert(Feedback).values(event_id=event.id, member_id=member.id, **said)
    db.execute(new.on_conflict_do_update(index_elements=["event_id", "member_id"], set_=said))
    outbox.withdraw(db, _key(event.id, member.id))
    return event


def comment(
    db: Session,
    member: Member,
    event_id: int,
    words: str,
    now: datetime,
    *,
    said_in: str | None = None,
) -> None:
    """What she adds to her rating, in LINE's message `said_in`; the latest counts.

    Raises Refusal.
    """
    attended(db, member, event_id, now)
    if mine := db.get(Feedback, (event_id, member.id)):
        mine.comment, mine.message_id = words, said_in


def unsend(db: Session, member: Member, message_id: str) -> None:
    """Forget the comment in this message; its rating stays."""
    said = Feedback.message_id == message_id, Feedback.member_id == member.id
    db.execute(update(Feedback).where(*said).values(comment=None, message_id=None))


def _unasked(now: datetime) -> Select[int, int]:
    """Event and member of those who came lately, have LINE, and were not asked."""
    key = literal("event:") + cast(Attendance.event_id, String) + literal(":feedback:")
    asked = select(Promise.id).where(Promise.key == key + cast(Attendance.member_id, String))
    rated = select(Feedback.stars).where(
        Feedback.event_id == Attendance.event_id, Feedback.member_id == Attendance.member_id
    )
    return (
        select(Attendance.event_id, Attendance.member_id)
        .distinct()
        .join(Event, Event.id == Attendance.event_id)
        .join(Member, Member.id == Attendance.member_id)
        .where(Event.ends <= now, Event.ends > now - ASKED_WITHIN, IS_ON)
        .where(Member.line_user_id.is_not(None), ~asked.exists(), ~rated.exists())
        .order_by(Attendance.event_id, Attendance.member_id)
    )


def _ask(db: Session, event: Event, member: Member, now: datetime) -> None:
    with addressing(member):
        card = cards.invite(event)
    key, until = _key(event.id, member.id), event.ends + OPEN
    outbox.promise(db, member, key, [card], due=now, not_after=until, with_reply=True)


def _key(event_id: int, member_id: int) -> str:
    return f"event:{event_id}:feedback:{member_id}"
