"""Planning, scheduling and cancelling announcements: what chat, console and commands share."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from sqlalchemy import ColumnElement, and_, func, or_, select, update
from sqlalchemy.orm import Session

from bot import choices, deeds, expansion, quota
from bot.language import _
from bot.turn import Refusal
from handlers.announcement import cards, flow
from models import (
    Account,
    Announcement,
    Club,
    Member,
    Outgoing,
    OutgoingState,
    Progress,
    Role,
    What,
)


@dataclass(frozen=True)
class Plan:
    """To how many, at what price, and what is left of the month and of the club's own share."""

    recipients: int
    price: int
    left: quota.Left | None
    share: quota.Left | None = None

    @property
    def within_share(self) -> bool:
        return self.share is None or self.share.after(self.price) >= 0

    @property
    def affordable(self) -> bool:
        enough = self.left is None or self.left.after(self.price) >= 0
        return enough and self.within_share


def plan(db: Session, club: Club, now: datetime, due: datetime | None = None) -> Plan:
    """What an announcement would take from the month that it is due in."""
    reached = expansion.audience(club.id).subquery()
    recipients = db.scalar(select(func.count()).select_from(reached)) or 0
    share = quota.share(db, club.id, now, due)
    return Plan(recipients, quota.price(recipients), quota.left(db, now, due), share)


def check(plan: Plan, text: str) -> None:
    """Raise Refusal, which says what to do, where this cannot be sent."""
    if not text.strip():
        raise Refusal(_("ประกาศยังว่างอยู่ค่ะ พิมพ์ข้อความที่อยากบอกสมาชิกนะคะ"))
    if plan.recipients == 0:
        raise Refusal(_("ชมรมนี้ยังไม่มีสมาชิกที่รับข้อความได้ค่ะ จึงยังไม่มีผู้รับ"))
    if not plan.affordable:
        raise Refusal(cards.too_dear(plan))


def schedule(
    db: Session,
    club: Club,
    author: Member | None,
    text: str,
    *,
    due: datetime,
    now: datetime,
    draft: str | None = None,
) -> Announcement:
    """Write an announcement down: from here on it leaves at its time, once.

    Raises Refusal where nobody would get it, the month has too few messages left, or the time
    cannot be kept. The same draft again gives the same announcement.
    """
    draft = draft or uuid4().hex
    if sent := find(db, draft):
        return sent
    Account.locked(db)
    plan_ = plan(db, club, now, due)
    check(plan_, text)
    announcement = Announcement(
        draft=draft,
        club_id=club.id,
        author_id=author.id if author else None,
        text=text,
        messages=[cards.announcement(club, text)],
        due=due,
        not_after=due + flow.LATE,
        reserved=plan_.price,
    )
    db.add(announcement)
    db.flush()  # its card's buttons carry its id
    told = plan_.recipients
    deeds.record(
        db, author, What.ANNOUNCEMENT_SENT, now, club=club, about=announcement, amount=told
    )
    return announcement


def set_budget(db: Session, who: Member, club: Club, budget: int | None, now: datetime) -> None:
    """How many messages of the month are this club's; none, or 0: as many as there are.

    Raises Refusal where `who` is no administrator: it is a share of what all clubs have together.
    """
    if not Role.administers(db, who):
        raise Refusal(_("งบข้อความของชมรม ผู้ดูแลระบบเป็นผู้กำหนดค่ะ"))
    choices.set_(db, who, club, "budget", budget or None, now=now)


def find(db: Session, draft: str) -> Announcement | None:
    return db.scalar(select(Announcement).where(Announcement.draft == draft))


def cancel(db: Session, who: Member, announcement_id: int, now: datetime) -> int:
    """Stop what has not left yet, and return to how many it went before; by a coordinator only.

    Raises Refusal where nothing is left to stop. What LINE may have already counts as sent.
    """
    announcement = db.get(Announcement, announcement_id, with_for_update=True)
    if announcement is None or announcement.club not in Role.clubs_of(db, who):
        raise Refusal(_("ไม่พบประกาศนี้ค่ะ"))
    if announcement.progress is not Progress.CANCELLED:
        _stop(db, announcement, now)
        club = announcement.club
        deeds.record(db, who, What.ANNOUNCEMENT_CANCELLED, now, club=club, about=announcement)
    return _sent(db, announcement)


def unsent(db: Session, who: Member) -> list[Announcement]:
    """What still waits to leave, in the clubs that she coordinates; soonest first."""
    clubs = [club.id for club in Role.clubs_of(db, who)]
    waiting = select(Announcement).where(
        Announcement.club_id.in_(clubs), Announcement.told.is_(None), _can_be_stopped()
    )
    return list(db.scalars(waiting.order_by(Announcement.due, Announcement.id)))


def _can_be_stopped() -> ColumnElement[bool]:
    untried = select(Outgoing.id).where(Outgoing.announcement_id == Announcement.id, _untried())
    return or_(Announcement.progress.in_([Progress.WAITING, Progress.SENDING]), untried.exists())


def _untried() -> ColumnElement[bool]:
    """What LINE cannot have yet."""
    return and_(Outgoing.state == OutgoingState.WAITING, Outgoing.first_tried.is_(None))


def _stop(db: Session, announcement: Announcement, now: datetime) -> None:
    unfinished = announcement.progress in (Progress.WAITING, Progress.SENDING)
    rows = update(Outgoing).where(Outgoing.announcement_id == announcement.id, _untried())
    stopped = db.execute(
        rows.values(state=OutgoingState.WITHDRAWN, body=None).returning(Outgoing.id)
    )
    if not (unfinished or stopped.first()):
        raise Refusal(_("ประกาศนี้ส่งออกไปหมดแล้ว จึงหยุดไม่ได้ค่ะ"))
    announcement.progress, announcement.told = Progress.CANCELLED, now


def _sent(db: Session, announcement: Announcement) -> int:
    sent = select(func.sum(Outgoing.cost)).where(
        Outgoing.announcement_id == announcement.id,
        Outgoing.state.not_in([OutgoingState.WITHDRAWN, OutgoingState.SPLIT]),
    )
    return db.scalar(sent) or 0


def news(db: Session, member: Member, now: datetime) -> list[Announcement]:
    """The club's latest announcements that have begun to leave."""
    told = select(Announcement).where(
        Announcement.club_id == member.club_id,
        Announcement.progress.in_([Progress.SENDING, Progress.SENT]),
        Announcement.due <= now,
    )
    return list(db.scalars(told.order_by(Announcement.due.desc()).limit(3)))
