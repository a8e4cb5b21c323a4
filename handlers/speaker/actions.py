"""Questions to a speaker, asked and gathered: what chat and console share."""

from datetime import datetime

from sqlalchemy import Select, delete, func, or_, select
from sqlalchemy.orm import Session

from bot import outbox
from bot.language import _, addressing
from bot.turn import Refusal
from handlers.speaker import cards
from models import COUNTED, Answer, Event, EventState, Member, Registration, Role, SpeakerQuestion

MOST = 5  # questions of one member that wait at one event
INTERESTED = (*COUNTED, Answer.MAYBE)


def askable(member: Member, now: datetime) -> Select[Event]:
    """What she may see, or wanted to come to, and is not over; what runs now comes first."""
    hers = select(Registration.event_id).where(
        Registration.member_id == member.id, Registration.answer.in_(INTERESTED)
    )
    on = Event.state == EventState.PUBLISHED, Event.ends > now
    seen = select(Event).where(or_(Event.visible_to(member), Event.id.in_(hers)), *on)
    return seen.order_by(Event.starts, Event.id)


def to_ask_at(db: Session, member: Member, event_id: int, now: datetime) -> Event:
    """The event, where she may ask once more. Raises Refusal."""
    event = db.scalar(askable(member, now).where(Event.id == event_id))
    if event is None:
        raise Refusal(_("กิจกรรมนี้จบแล้วหรือไม่พบแล้วค่ะ พิมพ์ “ถามวิทยากร” เพื่อเลือกใหม่นะคะ"))
    if room(db, member, event) < 1:
        raise Refusal(_("ฝากถามครบ {most} ข้อแล้วค่ะ รอให้ถามก่อน แล้วฝากเพิ่มได้นะคะ", most=MOST))
    return event


def ask(
    db: Session,
    member: Member,
    event_id: int,
    words: str,
    now: datetime,
    *,
    said_in: str | None = None,
) -> SpeakerQuestion:
    """Write down what she asks; the same words again are the same question. Raises Refusal.

    `said_in` is LINE's id of the message with it.
    """
    event = to_ask_at(db, member, event_id, now)
    same = _waiting(event).where(
        SpeakerQuestion.member_id == member.id, SpeakerQuestion.words == words
    )
    if there := db.scalar(same.limit(1)):
        return there
    question = SpeakerQuestion(event_id=event.id, member_id=member.id, words=words, asked=now)
    question.message_id = said_in
    db.add(question)
    _tell_coordinators(db, event, member, now)
    return question


def unsend(db: Session, member: Member, message_id: str) -> None:
    """Remove what she asked in this message."""
    said = SpeakerQuestion.message_id == message_id, SpeakerQuestion.member_id == member.id
    db.execute(delete(SpeakerQuestion).where(*said))


def room(db: Session, member: Member, event: Event) -> int:
    """How many more she may ask."""
    hers = _waiting(event).where(SpeakerQuestion.member_id == member.id)
    return MOST - (db.scalar(select(func.count()).select_from(hers.subquery())) or 0)


def gathered_at(db: Session, who: Member) -> Select[Event]:
    """Events of the clubs that she coordinates at which questions wait, the latest first."""
    clubs = [club.id for club in Role.clubs_of(db, who)]
    open_ = select(SpeakerQuestion.event_id).where(~SpeakerQuestion.done)
    here = select(Event).where(Event.club_id.in_(clubs), Event.id.in_(open_))
    return here.order_by(Event.starts.desc(), Event.id.desc())


def gathering(db: Session, who: Member, event_id: int) -> Event:
    """An event of a club that she looks after; another's is as if there were none.

    Raises Refusal.
    """
    event = db.get(Event, event_id)
    hers = event and (Role.administers(db, who) or event.club in Role.clubs_of(db, who))
    if event is None or not hers:
        raise Refusal(_("ไม่พบคำถามนี้ค่ะ พิมพ์ “คำถามถึงวิทยากร” เพื่อดูที่ค้างอยู่นะคะ"))
    return event


def waiting(
    event: Event, *, newest: bool = False, after: int | None = None
) -> Select[SpeakerQuestion]:
    """What the speaker has not had yet, from behind the question `after` on."""
    id_ = SpeakerQuestion.id
    found = _waiting(event).order_by(id_.desc() if newest else id_)
    if after is None:
        return found
    return found.where(id_ < after if newest else id_ > after)


def done(event: Event) -> Select[SpeakerQuestion]:
    """What the speaker had."""
    had = select(SpeakerQuestion).where(SpeakerQuestion.event_id == event.id, SpeakerQuestion.done)
    return had.order_by(SpeakerQuestion.id)


def mark(db: Session, who: Member, question_id: int, *, done: bool) -> Event:
    """The speaker had it, or had it not after all; at which event. Raises Refusal."""
    question = db.get(SpeakerQuestion, question_id)
    event = gathering(db, who, question.event_id if question else 0)
    if question:
        question.done = done
    return event


def _waiting(event: Event) -> Select[SpeakerQuestion]:
    return select(SpeakerQuestion).where(
        SpeakerQuestion.event_id == event.id, ~SpeakerQuestion.done
    )


def _tell_coordinators(db: Session, event: Event, asker: Member, now: datetime) -> None:
    """That something was asked, and not what: once for an event, and for free."""
    for coordinator in Role.coordinators_of(db, event.club_id):
        if coordinator.id == asker.id:
            continue
        with addressing(coordinator):
            told = [cards.somebody_asks(event)]
        key = f"speaker:{event.id}:{coordinator.id}"
        outbox.promise(db, coordinator, key, told, due=now, not_after=event.ends, with_reply=True)
