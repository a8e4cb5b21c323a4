"""Four different things: her data as a file, leaving the club, withdrawing consent, deleting."""

from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from bot import dates, deeds, duties, headcount, leaving, links, menus, outbox
from bot.bangkok import local
from bot.language import language
from bot.messages import Message
from handlers.member import cards
from models import (
    Answer,
    Club,
    Conversation,
    Feedback,
    Member,
    Opening,
    Promise,
    QuizAttempt,
    Registration,
    Role,
    RoleKind,
    SpeakerQuestion,
    Topic,
    Vote,
    What,
)

PURPOSE = "my_data"  # of the link to her file
VALID = timedelta(minutes=30)
SAID = (QuizAttempt, Feedback, SpeakerQuestion, Vote)  # by her consent; all go with it


def file_link(db: Session, member: Member, public_url: str, now: datetime) -> str:
    """An address that opens her file, for her who holds it and for a while."""
    token = links.issue(db, PURPOSE, member, expires=now + VALID)
    return f"{public_url}/me/{token}"


def own_card(db: Session, member: Member) -> Message:
    """“ข้อมูลของฉัน”, as she sees it, and her coordinators beside her name."""
    coming = select(func.count()).where(
        Registration.member_id == member.id, Registration.answer == Answer.COMING
    )
    answered = select(func.count()).where(
        QuizAttempt.member_id == member.id, QuizAttempt.choice.is_not(None)
    )
    agreed = dates.day(local(member.consented).date(), language()) if member.consented else ""
    counts = (db.scalar(coming) or 0, db.scalar(answered) or 0)
    return cards.my_data(member, roles(db, member), *counts, agreed)


def roles(db: Session, member: Member) -> list[RoleKind]:
    """What she does beyond a member's own things, each named once."""
    hers = select(Role.kind).where(Role.member_id == member.id)
    return list(db.scalars(hers.distinct().order_by(Role.kind)))


def leave_club(db: Session, member: Member, now: datetime) -> None:
    """Membership and roles end, and her seats at what the club has ahead. Raises Refusal."""
    if member.club is None:
        return
    duties.end_all(db, member, now, member.club)
    headcount.free_seats(db, member, now, member.club)
    leaving.leave_out(db, member, {Topic.NEWS})
    member.club_id, member.club = None, None


def withdraw_consent(db: Session, member: Member, now: datetime) -> None:
    """Nothing that was kept by her consent stays, but head counts. Raises Refusal."""
    duties.end_all(db, member, now)
    headcount.leave_behind(db, member, now)
    _forget_contacts(db, member)
    for said in SAID:
        db.execute(delete(said).where(said.member_id == member.id))
    outbox.withdraw_all(db, "event:", member.id)
    leaving.leave_out(db, member, {Topic.NEWS, Topic.EVENTS})
    member.club_id, member.club = None, None
    member.name = member.line_name = member.line_name_asked = None
    member.consent = member.consented = None


def erase(
    db: Session,
    member: Member,
    conversation: Conversation,
    now: datetime,
    *,
    by: Member | None = None,
) -> None:
    """Delete the person, who did it herself or asked for it.

    Rows that name her go with her; those of others lose only her name. A request that was tried
    already can no longer be changed; it forgets its recipients as soon as LINE has answered.
    Raises Refusal where a club would be left alone.
    """
    duties.end_all(db, member, now)
    menus.take_back(db, member, now)
    headcount.leave_behind(db, member, now)
    _forget_contacts(db, member)
    what = What.DATA_ERASED if by else What.DATA_DELETED
    deeds.record(db, by, what, now, club=member.club)
    leaving.leave_out(db, member)
    db.execute(delete(Promise).where(Promise.member_id == member.id))  # so that none is bundled
    db.expunge(conversation)
    db.execute(delete(Conversation).where(Conversation.member_id == member.id))
    db.execute(delete(Member).where(Member.id == member.id))


def _forget_contacts(db: Session, member: Member) -> None:
    """Her name and telephone where she offered to be asked: her requests, and her clubs."""
    asked = Opening.asked_by == member.id
    db.execute(delete(Opening).where(asked, Opening.decided.is_(None)))
    offered = [
        (club_id, name)
        for club_id, name in db.execute(select(Opening.club_id, Opening.contact_name).where(asked))
    ]
    db.execute(update(Opening).where(asked).values(contact_name="", contact_phone=None, why=None))
    for club_id, name in [*offered, (member.club_id, member.name)]:
        named = update(Club).where(Club.id == club_id, Club.contact_name == name)
        db.execute(named.values(contact_name=None, contact_phone=None, contact_hours=None))
