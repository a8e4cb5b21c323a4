"""Planning, scheduling and cancelling announcements: what chat, console and commands share."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot import outbox, quota
from bot.language import _
from bot.turn import Refusal
from handlers.announcement import cards, flow
from models import Account, Announcement, Club, Member, Progress, Role


@dataclass(frozen=True)
class Plan:
    """To how many, at what price, and what is left of the month."""

    recipients: int
    price: int
    left: quota.Left | None

    @property
    def affordable(self) -> bool:
        return self.left is None or self.left.after(self.price) >= 0


def plan(db: Session, club: Club, now: datetime, due: datetime | None = None) -> Plan:
    """What an announcement would take from the month that it is due in."""
    reached = outbox.audience(club.id).subquery()
    recipients = db.scalar(select(func.count()).select_from(reached)) or 0
    return Plan(recipients, quota.price(recipients), quota.left(db, now, due))


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
    _check(plan_, text)
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
    return announcement


def find(db: Session, draft: str) -> Announcement | None:
    return db.scalar(select(Announcement).where(Announcement.draft == draft))


def cancel(db: Session, who: Member, announcement_id: int) -> Announcement:
    """Stop what has not started; by a coordinator of its club only."""
    announcement = db.get(Announcement, announcement_id, with_for_update=True)
    if announcement is None or announcement.club not in Role.clubs_of(db, who):
        raise Refusal(_("ไม่พบประกาศนี้ค่ะ"))
    if announcement.progress is Progress.WAITING:
        announcement.progress = Progress.CANCELLED
    elif announcement.progress is not Progress.CANCELLED:
        raise Refusal(_("ประกาศนี้เริ่มส่งไปแล้ว จึงยกเลิกไม่ได้ค่ะ"))
    return announcement


def news(db: Session, member: Member, now: datetime) -> list[Announcement]:
    """The club's latest announcements that have begun to leave."""
    told = select(Announcement).where(
        Announcement.club_id == member.club_id,
        Announcement.progress.in_([Progress.SENDING, Progress.SENT]),
        Announcement.due <= now,
    )
    return list(db.scalars(told.order_by(Announcement.due.desc()).limit(3)))


def _check(plan: Plan, text: str) -> None:
    if not text.strip():
        raise Refusal(_("ประกาศยังว่างอยู่ค่ะ พิมพ์ข้อความที่อยากบอกสมาชิกนะคะ"))
    if plan.recipients == 0:
        raise Refusal(_("ชมรมนี้ยังไม่มีสมาชิกที่รับข้อความได้ค่ะ จึงยังไม่มีผู้รับ"))
    if not plan.affordable:
        raise Refusal(cards.too_dear(plan))
