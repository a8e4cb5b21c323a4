"""People whose names a member puts down beside her own: they come without LINE."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session, joinedload

from bot import headcount
from bot.language import _
from bot.turn import Refusal
from handlers.event import seats
from handlers.event.companion_flow import MOST
from models import COUNTED, Answer, Attendance, Event, Member, Registration


def put_down(
    db: Session, by: Member, event: Event, name: str, *, at: datetime, now: datetime
) -> Registration:
    """A seat for somebody without LINE, or a place in line. The same name again changes nothing.

    Nobody else's roster is looked at: that a name is found there would tell who is a member.
    `at`: LINE's time of the wish. Raises Refusal where it is too late, or where they are too many.
    """
    hers = of(db, by, select(Event.id).where(Event.id == event.id))
    if there := next((each for each in hers if each.member.name == name), None):
        return there
    if len(hers) >= MOST:
        words = _("ลงชื่อแทนได้กิจกรรมละไม่เกิน {most} คนค่ะ มากกว่านี้บอกผู้ประสานงานนะคะ", most=MOST)
        raise Refusal(words)
    known = _known(db, by, name)
    member = known or Member(name=name, club_id=by.club_id, joined=now)
    db.add(member)
    db.flush()  # her id is needed
    try:
        return seats.answer(db, member, event.id, Answer.COMING, at=at, now=now, by=by)
    except Refusal:
        if known is None:
            db.delete(member)
        raise


def take_back(
    db: Session, by: Member, event_id: int, member_id: int, *, at: datetime, now: datetime
) -> str:
    """Only who put a name down takes it back, and the name goes with it. Raises Refusal.

    Whoever has come to LINE since answers herself.
    """
    mine = db.get(Registration, (event_id, member_id))
    hers = mine is not None and mine.by_id == by.id and mine.answer in COUNTED
    if mine is None or not hers or mine.member.line_user_id:
        raise Refusal(_("ไม่พบชื่อนี้แล้วค่ะ"))
    seats.answer(db, mine.member, event_id, Answer.DECLINED, at=at, now=now)
    db.flush()
    name = mine.member.name or ""
    _forget(db, mine.member, event_id, now)
    return name


def of(db: Session, by: Member, events: Select[int]) -> Sequence[Registration]:
    """Whom she put down and who still counts at these events, in the order of their names."""
    hers = select(Registration).join(Member, Member.id == Registration.member_id)
    hers = hers.options(joinedload(Registration.member), joinedload(Registration.event))
    counted = Registration.answer.in_(COUNTED), Registration.by_id == by.id
    without_line = Member.line_user_id.is_(None)
    there = hers.where(*counted, without_line, Registration.event_id.in_(events))
    return db.scalars(there.order_by(Member.name, Member.id)).all()


def _known(db: Session, by: Member, name: str) -> Member | None:
    """The same granny as at another event."""
    before = select(Member).join(Registration, Registration.member_id == Member.id)
    hers = before.where(Registration.by_id == by.id, Member.line_user_id.is_(None))
    return db.scalar(hers.where(Member.name == name, Member.club_id == by.club_id).limit(1))


def _forget(db: Session, member: Member, event_id: int, now: datetime) -> None:
    """She stays where she is known from elsewhere: another event, or having come."""
    elsewhere = select(Registration.event_id).where(
        Registration.member_id == member.id, Registration.event_id != event_id
    )
    came = select(Attendance.event_id).where(Attendance.member_id == member.id)
    if member.line_user_id is None and db.scalar(elsewhere.union(came).limit(1)) is None:
        headcount.leave_behind(db, member, now)
        db.execute(delete(Member).where(Member.id == member.id))
