"""Calling the roll of one day, on it or from a signed sheet later: by name, and by heads."""

from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, delete, or_, select
from sqlalchemy.orm import Session

from bot import dates
from bot.bangkok import local
from bot.language import _, language
from bot.sittings import days
from bot.turn import Refusal
from handlers.attendance import actions, flow
from models import COUNTED, Attendance, Event, EventState, Member, Registration, Way
from models.name import person_name

MOST_HEADS = 100_000


def check_in(
    db: Session, who: Member, event_id: int, person_id: int, *, day: date, now: datetime
) -> tuple[Attendance, bool]:
    """Somebody who answered, or is of the club, was there; twice is once. Raises Refusal."""
    event = _on(db, who, event_id, day, now)
    person = db.scalar(
        select(Member).where(Member.id == person_id, expected(event, everybody=True))
    )
    if person is None:
        raise Refusal(_("ไม่พบชื่อนี้ในกิจกรรมหรือในชมรมค่ะ"))
    return actions.record(db, event, person, day, way=Way.NAME, now=now, by=who)


def scan(
    db: Session, who: Member, event_id: int, code: str, *, day: date, now: datetime
) -> tuple[Attendance, bool]:
    """Whose ticket holds this code is here, as if it were scanned into the chat. Raises Refusal."""
    event, said = actions.own(db, who, event_id), flow.words_in(code)
    if flow.at_door(said):
        raise Refusal(_("นี่คือ QR ที่ติดหน้างานค่ะ ขอสแกนตั๋วของสมาชิกนะคะ"))
    ticket = flow.ticket(said)
    theirs = actions.of_ticket(db, ticket) if ticket else None
    if ticket is None or theirs is None or not actions.looks_after(db, who, theirs):
        raise Refusal(_("ตั๋วนี้ใช้เข้างานนี้ไม่ได้ค่ะ ขอให้เปิด “ตั๋วของฉัน” ในแชตอีกครั้ง หรือเช็กชื่อจากรายชื่อนะคะ"))
    if theirs.id != event.id:
        raise Refusal(_("ตั๋วนี้เป็นของ {event} ไม่ใช่งานนี้ค่ะ", event=theirs.title))
    if day != local(now).date():
        raise other_day(day)
    return actions.let_in(db, who, event.id, ticket.member, way=Way.TICKET, now=now)


def other_day(day: date) -> Refusal:
    """A page of yesterday that was left open must not count for it."""
    named = dates.day(day, language())
    return Refusal(_("หน้านี้เป็นของวันที่ {day} ค่ะ เปิดหน้าเช็กชื่อของวันนี้ แล้วสแกนใหม่นะคะ", day=named))


def take_back(
    db: Session, who: Member, event_id: int, person_id: int, *, day: date, now: datetime
) -> None:
    """She was not there after all. Raises Refusal."""
    event = _on(db, who, event_id, day, now)
    there = Attendance.event_id == event.id, Attendance.day == day
    db.execute(delete(Attendance).where(*there, Attendance.member_id == person_id))


def walk_in(
    db: Session, who: Member, event_id: int, written: str, *, day: date, now: datetime
) -> Member:
    """Somebody without LINE who came unannounced: on the club's roster from now on.

    Raises Refusal.
    """
    event = _on(db, who, event_id, day, now)
    name = person_name(written)
    if name is None:
        raise Refusal(_("ขอชื่อและนามสกุลเป็นตัวอักษร ไม่เกิน 80 ตัวนะคะ เช่น สมชาย ใจดี"))
    known = select(Member).where(
        Member.club_id == event.club_id, Member.name == name, Member.line_user_id.is_(None)
    )
    person = db.scalar(known.limit(1)) or actions.put_on_roster(db, who, event, name, now)
    actions.record(db, event, person, day, way=Way.NAME, now=now, by=who)
    return person


def count_heads(
    db: Session, who: Member, event_id: int, heads: int, *, day: date, now: datetime
) -> None:
    """So many without a name and without LINE were in the room. Raises Refusal."""
    event = _on(db, who, event_id, day, now)
    if not 0 <= heads <= MOST_HEADS:
        raise Refusal(_("จำนวนคนเป็นตัวเลข 0 ถึง {most} ค่ะ", most=f"{MOST_HEADS:,}"))
    actions.of_day(db, event, day).heads = heads


def expected(event: Event, *, everybody: bool = False) -> ColumnElement[bool]:
    """Who has a seat or waits for one, and who was there; `everybody` of the club besides."""
    said = select(Registration.member_id).where(
        Registration.event_id == event.id, Registration.answer.in_(COUNTED)
    )
    there = select(Attendance.member_id).where(Attendance.event_id == event.id)
    seen = or_(Member.id.in_(said), Member.id.in_(there))
    ours = and_(Member.club_id == event.club_id, Member.name.is_not(None))
    return or_(seen, ours) if everybody else seen


def _on(db: Session, who: Member, event_id: int, day: date, now: datetime) -> Event:
    """An event that she looks after, on a day of it that has come."""
    event = actions.own(db, who, event_id)
    if day not in days(event) or event.state is not EventState.PUBLISHED:
        raise Refusal(_("กิจกรรมนี้ไม่ได้จัดวันนั้นค่ะ"))
    if day > local(now).date():
        raise Refusal(_("ยังไม่ถึงวันของกิจกรรมค่ะ เช็กชื่อได้ในวันงานและหลังจากนั้นนะคะ"))
    return event
