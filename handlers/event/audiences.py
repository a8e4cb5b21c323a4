"""People by what they said to an event, and by whether they came."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from bot.audience import Audience
from bot.buttons import Number
from bot.language import N_, _
from bot.turn import Refusal
from models import (
    Answer,
    Attendance,
    Club,
    Event,
    EventState,
    Member,
    Registration,
    Role,
    Topic,
    invited_clubs,
)

LATELY = timedelta(days=30)  # so long after an event its people are offered
FEW = 3  # events ahead, and as many that are over: more would hide what else there is


class Part(StrEnum):
    COMING = "coming"
    UNANSWERED = "unanswered"  # was invited, and said nothing
    CAME = "came"
    MISSED = "missed"  # had said that she comes


NAMED = {
    Part.COMING: N_("คนที่จะมางาน “{event}”"),
    Part.UNANSWERED: N_("คนที่ยังไม่ตอบเรื่องงาน “{event}”"),
    Part.CAME: N_("คนที่มางาน “{event}”"),
    Part.MISSED: N_("คนที่ลงชื่อแต่ไม่ได้มางาน “{event}”"),
}
EVERYWHERE = N_("คนทุกชมรมที่ยังไม่ตอบเรื่องงาน “{event}”")
NOBODY = {
    Part.COMING: N_("ยังไม่มีใครลงชื่อมางานนี้ค่ะ เลือก “คนที่ยังไม่ตอบ” เพื่อชวนก่อนได้นะคะ"),
    Part.UNANSWERED: N_("ทุกคนที่เชิญตอบเรื่องงานนี้แล้วค่ะ จึงไม่มีใครต้องส่งถึง"),
    Part.CAME: N_("ยังไม่มีใครเช็กชื่อในงานนี้ค่ะ เช็กชื่อก่อนแล้วค่อยส่งนะคะ"),
    Part.MISSED: N_("ไม่มีใครที่ลงชื่อไว้แล้วไม่ได้มางานนี้ค่ะ จึงไม่มีใครต้องส่งถึง"),
}


class OfEvent(Audience, tag="event"):
    form, rank = f"event:CODE[:{'|'.join(Part)}]", 10
    event: Number
    part: Part = Part.COMING
    everywhere: bool = False  # in all clubs, not only its own and those it invites by name

    @property
    def topic(self) -> Topic:
        return Topic.EVENTS

    @classmethod
    def typed(cls, db: Session, words: str, _now: datetime, /) -> Audience:
        code, _colon, part = words.partition(":")
        event = db.scalar(select(Event).where(Event.code == code.strip().upper()))
        if event is None:
            raise Refusal(_("ไม่มีกิจกรรมที่ใช้รหัส {code}", code=code))
        if part not in {"", *Part}:
            raise Refusal(_("หลังรหัสกิจกรรมต้องเป็นคำใดคำหนึ่งนี้ {parts}", parts=", ".join(Part)))
        everywhere = event.for_all and part == Part.UNANSWERED
        return cls(event=event.id, part=Part(part or Part.COMING), everywhere=everywhere)

    @classmethod
    def offered(cls, db: Session, who: Member, club: Club, now: datetime, /) -> Iterable[Audience]:
        """Of what comes soonest, and of what is over since lately."""
        hers = select(Event).where(Event.club_id == club.id, Event.state == EventState.PUBLISHED)
        ahead = hers.where(Event.ends > now).order_by(Event.starts, Event.id)
        for event in db.scalars(ahead.limit(FEW)):
            yield cls(event=event.id, part=Part.UNANSWERED)
            if event.for_all and Role.administers(db, who):
                yield cls(event=event.id, part=Part.UNANSWERED, everywhere=True)
            yield cls(event=event.id, part=Part.COMING)
        over = hers.where(Event.ends <= now, Event.ends > now - LATELY)
        yield from _over(db, over.order_by(Event.ends.desc(), Event.id).limit(FEW))

    def whom(self) -> ColumnElement[bool]:
        coming = _answering(self.event).where(Registration.answer == Answer.COMING)
        came = select(Attendance.member_id).where(Attendance.event_id == self.event)
        match self.part:
            case Part.COMING:
                return Member.id.in_(coming)
            case Part.UNANSWERED:
                return self._invited() & Member.id.not_in(_answering(self.event))
            case Part.CAME:
                return Member.id.in_(came)
            case Part.MISSED:
                return Member.id.in_(coming) & Member.id.not_in(came)

    def named(self, db: Session, /) -> str:
        event = db.get(Event, self.event)
        named = EVERYWHERE if self.everywhere else NAMED[self.part]
        return _(named, event=event.title if event else "…")

    def home(self, db: Session, /) -> int | None:
        event = db.get(Event, self.event)
        return event.club_id if event else None

    def may(self, db: Session, who: Member) -> bool:
        event = db.get(Event, self.event)
        if event is None or Role.administers(db, who):
            return event is not None
        return not self.everywhere and event.club_id in {each.id for each in Role.clubs_of(db, who)}

    def wide(self) -> bool:
        return self.everywhere

    def nobody(self, _db: Session, /) -> str:
        return _(NOBODY[self.part])

    def _invited(self) -> ColumnElement[bool]:
        if self.everywhere:
            return Member.club_id.is_not(None)
        its_own = select(Event.club_id).where(Event.id == self.event)
        guests = select(invited_clubs.c.club_id).where(invited_clubs.c.event_id == self.event)
        return Member.club_id.in_(its_own.union_all(guests))


def _over(db: Session, events: Select[Event]) -> Iterator[OfEvent]:
    """Who was missing is known only where somebody was seen."""
    for event in db.scalars(events):
        yield OfEvent(event=event.id, part=Part.CAME)
        seen = select(Attendance.event_id).where(Attendance.event_id == event.id).limit(1)
        if db.scalar(seen):
            yield OfEvent(event=event.id, part=Part.MISSED)


def _answering(event: int) -> Select[int]:
    return select(Registration.member_id).where(Registration.event_id == event)
