"""Making events, changing them, calling them off: what chat and console share."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot import deeds, duties
from bot.language import _
from bot.turn import Refusal
from handlers.event import planning_cards, seats, telling
from handlers.event.outline import Outline, Spot, Stretch, changed, code, faults
from models import (
    Club,
    Event,
    EventState,
    Member,
    Role,
    Sitting,
    What,
)


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
        address=event.address,
        spot=_spot(event),
        online_url=event.online_url,
        capacity=event.capacity,
        deadline=event.deadline,
        for_all=event.for_all,
        guests=tuple(sorted(club.id for club in event.guests)),
    )


def _spot(event: Event) -> Spot | None:
    if event.latitude is None or event.longitude is None:
        return None
    return Spot(event.latitude, event.longitude)


def write(event: Event, wanted: Outline) -> None:
    """Make the event what it is to be."""
    event.title, event.description = " ".join(wanted.title.split()), wanted.description.strip()
    event.place, event.online_url = wanted.place, wanted.online_url
    event.address = wanted.address
    event.latitude, event.longitude = wanted.spot or (None, None)
    event.capacity, event.deadline = wanted.capacity, wanted.deadline
    event.for_all = wanted.for_all
    event.starts, event.ends = wanted.starts, wanted.ends
    kept = tuple(Stretch(s.starts, s.ends, s.topic, s.speaker) for s in event.sittings)
    if kept != wanted.stretches:
        event.sittings = [
            Sitting(starts=s.starts, ends=s.ends, topic=s.topic, speaker=s.speaker)
            for s in wanted.stretches
        ]


def make(
    db: Session,
    who: Member,
    club_id: int,
    wanted: Outline,
    *,
    draft: str,
    now: datetime,
    published: bool = True,
    picture: str | None = None,
) -> Event:
    """A new event of her club; the same draft again is the same event. Raises Refusal.

    `picture` is the digest of one that an event of hers shows already.
    """
    club = duties.looked_after(db, who, club_id)
    named = code(club.code, draft)
    if there := db.scalar(select(Event).where(Event.code == named, Event.club_id == club.id)):
        return there
    _check(wanted, now)
    _may_invite_all(db, who, wanted)
    event = Event(code=named, club_id=club.id, state=EventState.DRAFT, picture=picture)
    write(event, wanted)
    _invite(db, event, wanted)
    db.add(event)
    db.flush()
    deeds.record(db, who, What.EVENT_MADE, now, club=club, about=event)
    if published:
        publish(db, who, event.id, now)
    return event


def publish(db: Session, who: Member, event_id: int, now: datetime) -> Event:
    """From now on members see it. Raises Refusal."""
    event = own_open(db, who, event_id)
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
    event = own_open(db, who, event_id)
    differs = changed(outline(event), wanted)
    if not differs:
        return []
    if event.version != version:
        raise Refusal(_("มีคนแก้กิจกรรมนี้ไปก่อนแล้วค่ะ ดูของใหม่ก่อนนะคะ ที่คุณพิมพ์ไว้ยังอยู่"))
    _check(wanted, now, event.counts(db).taken)
    if "for_all" in differs:
        _may_invite_all(db, who, wanted)
    write(event, wanted)
    _invite(db, event, wanted)
    event.version += 1
    db.flush()
    deeds.record(db, who, What.EVENT_CHANGED, now, club=event.club, about=event)
    if event.state is EventState.PUBLISHED:
        seats.promote(db, event, now)
        telling.of_change(db, event, differs, now)
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
        telling.of_cancelling(db, event, now)
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


def own_open(db: Session, who: Member, event_id: int) -> Event:
    """Hers, and not called off. Raises Refusal."""
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


def _invite(db: Session, event: Event, wanted: Outline) -> None:
    if wanted.guests != tuple(sorted(club.id for club in event.guests)):
        invited = select(Club).where(Club.id.in_(wanted.guests), Club.id != event.club_id)
        event.guests = list(db.scalars(invited))
