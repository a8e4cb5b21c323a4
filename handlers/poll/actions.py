"""Polls, opened, answered, counted and closed: what chat and console share."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import Select, delete, func, select
from sqlalchemy.orm import Session

from bot import deeds, duties, outbox
from bot.language import _, addressing
from bot.turn import Refusal
from handlers.poll import cards
from handlers.poll.flow import Drafting, Tally
from models import Club, Member, Poll, Role, Vote, What

OPEN = timedelta(days=7)  # how long a poll can be answered
WORTH_TELLING = timedelta(days=30)


def make(db: Session, who: Member, plan: Drafting, now: datetime) -> Poll:
    """Open a poll of a club that she coordinates; the same draft again is the same poll.

    Raises Refusal.
    """
    club = duties.own(db, who, plan.club)
    if there := db.scalar(select(Poll).where(Poll.draft == plan.draft, Poll.club_id == club.id)):
        return there
    poll = Poll(
        draft=plan.draft,
        club_id=club.id,
        by_id=who.id,
        question=plan.question,
        choices=list(plan.choices),
        most=plan.most,
        made=now,
        closes=now + OPEN,
    )
    db.add(poll)
    db.flush()  # what is promised and written down is named by its id
    deeds.record(db, who, What.POLL_OPENED, now, club=club, about=poll)
    with addressing(who):
        told = [cards.over(poll)]
    last = poll.closes + WORTH_TELLING
    outbox.promise(db, who, _key(poll), told, due=poll.closes, not_after=last, with_reply=True)
    return poll


def close(db: Session, who: Member, poll_id: int, now: datetime) -> Poll:
    """From now on nobody answers it. Raises Refusal."""
    poll = hers(db, who, poll_id, lock=True)
    if poll.closes > now:
        poll.closes = now
        outbox.withdraw(db, _key(poll))
        deeds.record(db, who, What.POLL_CLOSED, now, club=poll.club, about=poll)
    return poll


def vote(
    db: Session, member: Member, poll_id: int, choices: Collection[int], now: datetime
) -> Poll:
    """Take exactly these choices, whatever she took before. Raises Refusal."""
    poll = _answerable(db, member, poll_id, now)
    _take(db, poll, member, frozenset(choices))
    return poll


def pick(db: Session, member: Member, poll_id: int, choice: int, now: datetime) -> Poll:
    """Take this choice, too; where only one may be taken, instead. Raises Refusal."""
    poll = _answerable(db, member, poll_id, now)
    before = taken(db, poll, member) if poll.most > 1 else frozenset()
    _take(db, poll, member, before | {choice})
    return poll


def drop(db: Session, member: Member, poll_id: int, choice: int, now: datetime) -> Poll:
    """Take this choice no more. Raises Refusal."""
    poll = _answerable(db, member, poll_id, now)
    _take(db, poll, member, taken(db, poll, member) - {choice})
    return poll


def taken(db: Session, poll: Poll, member: Member) -> frozenset[int]:
    """What she chose."""
    own = select(Vote.choice).where(Vote.poll_id == poll.id, Vote.member_id == member.id)
    return frozenset(db.scalars(own))


def count(db: Session, poll: Poll) -> Tally:
    """As it is now."""
    of_poll = Vote.poll_id == poll.id
    rows = db.execute(select(Vote.choice, func.count()).where(of_poll).group_by(Vote.choice))
    found = dict(iter(rows))
    voters = db.scalar(select(func.count(Vote.member_id.distinct())).where(of_poll)) or 0
    return Tally(tuple(found.get(place, 0) for place in range(len(poll.choices))), voters)


def seen(db: Session, member: Member, poll_id: int) -> Poll:
    """A poll of her club or of one that she coordinates; another's does not exist for her.

    Raises Refusal.
    """
    poll = db.get(Poll, poll_id)
    if poll is None or not (poll.club_id == member.club_id or coordinates(db, member, poll)):
        raise _none()
    return poll


def hers(db: Session, who: Member, poll_id: int, *, lock: bool = False) -> Poll:
    """A poll of a club that she looks after. Raises Refusal."""
    poll = db.get(Poll, poll_id, with_for_update=lock, populate_existing=lock)
    if poll is None or not (Role.administers(db, who) or coordinates(db, who, poll)):
        raise _none()
    return poll


def coordinates(db: Session, who: Member, poll: Poll) -> bool:
    return poll.club in Role.clubs_of(db, who)


def with_code(db: Session, code: str) -> Poll | None:
    return db.scalar(select(Poll).where(Poll.draft == code))


def open_to(member: Member, now: datetime) -> Select[Poll]:
    """What her club asks now; what ends first comes first."""
    here = select(Poll).where(Poll.club_id == member.club_id, Poll.closes > now)
    return here.order_by(Poll.closes, Poll.id)


def answered_by(member: Member) -> Select[Poll]:
    """Polls that she answered in her club, the latest first."""
    own = select(Vote.poll_id).where(Vote.member_id == member.id)
    here = select(Poll).where(Poll.id.in_(own), Poll.club_id == member.club_id)
    return here.order_by(Poll.id.desc())


def of_clubs(clubs: Collection[Club]) -> Select[Poll]:
    """All polls of these clubs, the latest first."""
    ids = [club.id for club in clubs]
    return select(Poll).where(Poll.club_id.in_(ids)).order_by(Poll.id.desc())


def _answerable(db: Session, member: Member, poll_id: int, now: datetime) -> Poll:
    """Both rows are held: nobody closes it meanwhile, and of two answers of hers one comes last."""
    db.execute(select(Member.id).where(Member.id == member.id).with_for_update())
    held = {"with_for_update": {"read": True}, "populate_existing": True}
    poll = db.get(Poll, poll_id, **held)  # type: ignore[arg-type]
    if poll is None or poll.club_id != member.club_id or member.consent is None:
        raise _none()
    if poll.closes <= now:
        raise Refusal(_("โพลนี้ปิดแล้วค่ะ ขอบคุณที่สนใจนะคะ"))
    return poll


def _take(db: Session, poll: Poll, member: Member, choices: frozenset[int]) -> None:
    if not choices <= set(range(len(poll.choices))):
        raise Refusal(_("ไม่มีข้อนี้ค่ะ เลือกข้อ 1 ถึง {last} นะคะ", last=len(poll.choices)))
    if len(choices) > poll.most:
        raise Refusal(_("เลือกได้ไม่เกิน {most} ข้อค่ะ แตะข้อที่เลือกไว้เพื่อเอาออกก่อนนะคะ", most=poll.most))
    own = Vote.poll_id == poll.id, Vote.member_id == member.id
    db.execute(delete(Vote).where(*own, Vote.choice.not_in(choices)))
    there = set(db.scalars(select(Vote.choice).where(*own)))
    db.add_all(
        Vote(poll_id=poll.id, member_id=member.id, choice=choice) for choice in choices - there
    )
    db.flush()  # so that what is counted next has them


def _none() -> Refusal:
    return Refusal(_("ไม่พบโพลนี้ค่ะ พิมพ์ “โพล” เพื่อดูที่เปิดอยู่นะคะ"))


def _key(poll: Poll) -> str:
    return f"poll:{poll.id}:over"
