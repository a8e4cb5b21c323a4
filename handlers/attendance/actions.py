"""Writing down who was there: what chat, console and the public pages share."""

from datetime import date, datetime, time, timedelta

from sqlalchemy import Select, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from bot import bangkok, deeds, limits, outbox, passes, people, reminders, words
from bot.bangkok import local
from bot.deployment import settings_of
from bot.language import _
from bot.sittings import days, held
from bot.turn import Refusal
from handlers.attendance import flow
from models import (
    Answer,
    Attendance,
    Club,
    Event,
    EventDay,
    EventState,
    Member,
    Registration,
    Role,
    Way,
    What,
)

FAR = timedelta(days=365)
MOST = 30  # events that one looks through to choose one


def sitting_day(event: Event, now: datetime) -> date | None:
    """The day for which coming now counts; none: nothing is on."""
    return flow.sitting_day(held(event), now)


def upcoming(event: Event, now: datetime) -> datetime:
    """When the sitting begins that is on or comes next."""
    return next((starts for starts, ends in held(event) if ends > now), event.starts)


def closes(event: Event, day: date) -> datetime:
    """Until when coming counts on this day."""
    return flow.closes(held(event), day)


def on_days(first: date, last: date) -> Select[Event]:
    """Events that are not off and could be held on one of these days, the soonest first."""
    begin, end = bangkok.at(first, time()), bangkok.at(last + timedelta(days=1), time())
    there = select(Event).where(
        Event.state == EventState.PUBLISHED, Event.starts < end, Event.ends > begin
    )
    return there.order_by(Event.starts, Event.id)


def today(db: Session, who: Member, now: datetime) -> list[Event]:
    """What the clubs that she coordinates hold on this day, the soonest first."""
    clubs, day = [club.id for club in Role.clubs_of(db, who)], local(now).date()
    found = db.scalars(on_days(day, day).where(Event.club_id.in_(clubs)))
    return [event for event in found if day in days(event)]


def to_come(db: Session, who: Member, now: datetime) -> list[Event]:
    """What they hold from this day on, the soonest first."""
    clubs, day = [club.id for club in Role.clubs_of(db, who)], local(now).date()
    ahead = on_days(day, day + FAR).where(Event.club_id.in_(clubs))
    return list(db.scalars(ahead.limit(MOST)))


def with_code(db: Session, code: str) -> Event | None:
    """None for what is not published yet."""
    seen = Event.state != EventState.DRAFT
    return db.scalar(select(Event).where(Event.code == code, seen))


def own(db: Session, who: Member, event_id: int) -> Event:
    """An event that she looks after; another's is as if there were none. Raises Refusal."""
    event = db.get(Event, event_id)
    if event is None or not looks_after(db, who, event):
        raise Refusal(_("ไม่พบกิจกรรมนี้ค่ะ"))
    return event


def looks_after(db: Session, who: Member, event: Event) -> bool:
    return event.club in Role.clubs_of(db, who) or Role.administers(db, who)


def open_day(event: Event, now: datetime) -> date:
    """The day on which it is held now. Raises Refusal."""
    day = local(now).date()
    if event.state is EventState.CANCELLED:
        raise Refusal(_("กิจกรรมนี้ยกเลิกแล้วค่ะ"))
    if event.state is EventState.DRAFT or day not in days(event):
        raise Refusal(_("กิจกรรมนี้ไม่ได้จัดวันนี้ค่ะ"))
    if now > closes(event, day):
        raise Refusal(_("กิจกรรมวันนี้จบแล้วค่ะ จึงเช็กชื่อไม่ได้แล้วนะคะ"))
    return day


def own_today(db: Session, who: Member, event_id: int, now: datetime) -> tuple[Event, date]:
    """An event that she looks after and that is held on this day. Raises Refusal."""
    event = own(db, who, event_id)
    return event, open_day(event, now)


def with_seat(db: Session, member: Member, now: datetime) -> list[Event]:
    """Events that she comes to and that are not over, the soonest first."""
    hers = select(Event).join(Registration, Registration.event_id == Event.id)
    ahead = hers.where(
        Registration.member_id == member.id,
        Registration.answer == Answer.COMING,
        Event.state == EventState.PUBLISHED,
        Event.ends > now,
    )
    return list(db.scalars(ahead.order_by(Event.starts, Event.id).limit(MOST)))


def sought(db: Session, event: Event, said: str) -> list[Member]:
    """Who comes, or is on the club's roster, and is called so; who comes first."""
    words = " ".join(said.split())
    coming = select(Member).join(Registration, Registration.member_id == Member.id)
    there = coming.where(
        Registration.event_id == event.id,
        Registration.answer == Answer.COMING,
        Member.name.icontains(words, autoescape=True),
    )
    found = db.scalars(there.order_by(Member.name, Member.id).limit(people.FEW)).all()
    return list(dict.fromkeys([*found, *people.named_like(db, event.club_id, words)]))


def of_ticket(db: Session, ticket: flow.Ticket) -> Event | None:
    """The event that a ticket is for; none where it is forged."""
    event, secret = with_code(db, ticket.event), settings_of(db).secret_key
    ours = event and passes.is_ticket(secret, ticket.signature, event.id, ticket.member)
    return event if ours else None


def let_in(
    db: Session, who: Member, event_id: int, member_id: int, *, way: Way, now: datetime
) -> tuple[Attendance, bool]:
    """A coordinator knows that she is here; whether this is news. Raises Refusal."""
    event, day = own_today(db, who, event_id, now)
    member = db.get(Member, member_id)
    answered = db.get(Registration, (event.id, member_id))
    if member is None or not (member.club_id == event.club_id or answered or way is Way.TICKET):
        raise Refusal(_("ไม่พบคนนี้ค่ะ"))
    return record(db, event, member, day, way=way, now=now, by=who)


def is_registered(db: Session, there: Attendance) -> bool:
    """Whoever came without a seat counts as a walk-in."""
    mine = db.get(Registration, (there.event_id, there.member_id))
    return mine is not None and mine.answer is Answer.COMING


def walk_in(
    db: Session, who: Member, event_id: int, said: str, now: datetime
) -> tuple[Attendance, bool]:
    """Somebody without LINE who is on no list yet: on the club's roster, and here."""
    event, _day = own_today(db, who, event_id, now)
    member = put_on_roster(db, who, event, said, now)
    return let_in(db, who, event_id, member.id, way=Way.NAME, now=now)


def put_on_roster(db: Session, who: Member, event: Event, name: str, now: datetime) -> Member:
    """Somebody without LINE, of the event's club from now on."""
    member = Member(name=name, club_id=event.club_id, joined=now)
    db.add(member)
    db.flush()  # her id is needed
    deeds.record(db, who, What.ROSTER_ADDED, now, club=event.club, amount=1)
    return member


def count_heads(db: Session, who: Member, event_id: int, heads: int, now: datetime) -> EventDay:
    """So many without LINE are here today; a later count replaces it. Raises Refusal."""
    row = of_day(db, *own_today(db, who, event_id, now))
    row.heads = heads
    return row


def set_word(db: Session, who: Member, event_id: int, said: str, now: datetime) -> EventDay:
    """From now on, whoever types this word today was there. Raises Refusal."""
    event, day = own_today(db, who, event_id, now)
    word = " ".join(limits.clean(said).split())
    if not flow.SHORTEST <= len(flow.plain(word)) <= flow.LONGEST:
        raise Refusal(_("ขอคำที่ยาว 2 ถึง 40 ตัวอักษรนะคะ เช่น ทะเลหัวหิน"))
    if words.understood(word) or Club.with_code(db, word):
        raise Refusal(_("คำนี้น้องสตรองใช้ทำอย่างอื่นอยู่ค่ะ ขอคำอื่นที่ไม่ใช่คำสั่งนะคะ"))
    row = of_day(db, event, day)
    row.word = word
    return row


def worded(db: Session, member: Member, said: str, now: datetime) -> tuple[Event, date] | None:
    """The event that she may see whose word this is, while it counts."""
    typed, day = flow.plain(said), local(now).date()
    if not flow.SHORTEST <= len(typed) <= flow.LONGEST:
        return None
    before = day - timedelta(days=1)  # what ends late at night counts after midnight, too
    near = on_days(before, day).where(EventDay.event_id == Event.id, EventDay.word.is_not(None))
    rows = near.add_columns(EventDay).where(EventDay.day.in_((before, day)))
    for event, row in db.execute(rows):
        if flow.plain(row.word or "") == typed and _is_on(db, member, event, row.day, now):
            return event, row.day
    return None


def _is_on(db: Session, member: Member, event: Event, day: date, now: datetime) -> bool:
    if day not in days(event) or not event.is_visible(db, member):
        return False
    return flow.begins(held(event), day) <= now <= closes(event, day)


def of_day(db: Session, event: Event, day: date) -> EventDay:
    """What is known of this day, its row held."""
    first = upsert(EventDay).values(event_id=event.id, day=day)
    db.execute(first.on_conflict_do_nothing())
    return db.get_one(EventDay, (event.id, day), with_for_update=True, populate_existing=True)


def record(
    db: Session,
    event: Event,
    member: Member,
    day: date,
    *,
    way: Way,
    now: datetime,
    by: Member | None = None,
) -> tuple[Attendance, bool]:
    """That she was there on this day, and whether this is news: the first sign of it counts.

    Whoever is there need not be led in any more.
    """
    values = {"event_id": event.id, "day": day, "member_id": member.id}
    seen = {"at": now, "way": way, "by_id": by.id if by else None}
    first = upsert(Attendance).values(**values, **seen).on_conflict_do_nothing()
    new = db.scalar(first.returning(Attendance.member_id)) is not None
    outbox.withdraw(db, reminders.start_key(event, member))
    key = (event.id, day, member.id)
    return db.get_one(Attendance, key, populate_existing=True), new
