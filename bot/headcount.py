"""What stays of a person who goes: a number at what she came to, and no name."""

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from bot.outbox import OWED
from models import (
    Answer,
    Attendance,
    Club,
    Event,
    EventDay,
    Member,
    Promise,
    PromiseState,
    Registration,
)


def doubles(member_id: int) -> str:
    """How the keys of questions begin that ask whether this member is also somebody else."""
    return f"doubles:{member_id}:"


def leave_behind(db: Session, member: Member, now: datetime) -> None:
    """She is counted where she came, her seats ahead are free, and no answer names her."""
    came = select(Registration.event_id).where(
        Registration.member_id == member.id, Registration.answer == Answer.COMING
    )
    begun = update(Event).where(Event.id.in_(came), Event.starts <= now)
    db.execute(begun.values(others=Event.others + 1))
    _was_there(db, member)
    free_seats(db, member, now)
    db.execute(delete(Registration).where(Registration.member_id == member.id))
    others = update(Registration).where(Registration.by_id == member.id)
    db.execute(others.values(by_id=None))
    named = Promise.key.startswith(doubles(member.id))
    db.execute(delete(Promise).where(named, Promise.state != PromiseState.BUNDLED))


def _was_there(db: Session, member: Member) -> None:
    """Each day on which she was seen keeps one more without a name."""
    hers = Attendance.member_id == member.id
    for event_id, day in db.execute(select(Attendance.event_id, Attendance.day).where(hers)).all():
        one = upsert(EventDay).values(event_id=event_id, day=day, others=1)
        more = {"others": EventDay.others + 1}
        db.execute(one.on_conflict_do_update(index_elements=["event_id", "day"], set_=more))
    db.execute(delete(Attendance).where(hers))


def free_seats(db: Session, member: Member, now: datetime, club: Club | None = None) -> None:
    """What she had said about events ahead is undone, reminders too; of one club, or of all."""
    ahead = select(Event.id).join(Registration, Registration.event_id == Event.id)
    hers = ahead.where(Registration.member_id == member.id, Event.starts > now)
    if club:
        hers = hers.where(Event.club_id == club.id, Event.for_all.is_(False))
    for event_id in list(db.scalars(hers)):
        db.execute(
            delete(Registration).where(
                Registration.member_id == member.id, Registration.event_id == event_id
            )
        )
        db.execute(update(Event).where(Event.id == event_id).values(has_room=True))
        reminders = update(Promise).where(
            Promise.member_id == member.id,
            Promise.key.startswith(f"event:{event_id}:"),
            Promise.state.in_(OWED),
        )
        db.execute(reminders.values(state=PromiseState.WITHDRAWN))
