"""Planning, scheduling and cancelling announcements: what chat, console and commands share."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from sqlalchemy import ColumnElement, and_, func, or_, select, update
from sqlalchemy.orm import Session

from bot import audience, choices, deeds, outbox, quiet, quota
from bot.audience import OfClub
from bot.bangkok import next_morning
from bot.language import _, addressing
from bot.turn import Refusal
from handlers.announcement import approval_cards, cards, flow
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

UNFINISHED = (Progress.ASKED, Progress.WAITING, Progress.SENDING)


@dataclass(frozen=True)
class Plan:
    """To how many, at what price, and what is left of the month and of the club's own share."""

    recipients: int
    price: int
    left: quota.Left | None
    share: quota.Left | None = None
    asked: int = 0  # coordinators who get a message first: one of them must say yes

    @property
    def within_share(self) -> bool:
        return self.share is None or self.share.after(self.price) >= 0

    @property
    def affordable(self) -> bool:
        enough = self.left is None or self.left.after(self.price) >= 0
        return enough and self.within_share


def plan(
    db: Session,
    club: Club,
    now: datetime,
    due: datetime | None = None,
    *,
    author: Member | None = None,
) -> Plan:
    """What an announcement would take from the month that it is due in, questions included."""
    recipients = audience.count(db, OfClub(club=club.id))
    asked = sum(_can_be_asked(each) for each in approvers(db, club, author))
    price, share = quota.price(recipients + asked), quota.share(db, club.id, now, due)
    return Plan(recipients, price, quota.left(db, now, due), share, asked)


def approvers(db: Session, club: Club, author: Member | None) -> list[Member]:
    """The other coordinators, where one of them has to say yes first; a command asks nobody.

    Where she is alone, nobody has to.
    """
    if author is None or not choices.of(db, club.id).approval:
        return []
    return [each for each in Role.coordinators_of(db, club.id) if each.id != author.id]


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
    plan_ = plan(db, club, now, due, author=author)
    check(plan_, text)
    others = approvers(db, club, author)
    announcement = Announcement(
        draft=draft,
        club_id=club.id,
        author_id=author.id if author else None,
        audience=audience.kept(OfClub(club=club.id)),
        text=text,
        parts=[{"kind": "text", "text": text}],
        messages=[cards.announcement(club, text)],
        made=now,
        due=due,
        not_after=flow.answer_by(due, now) if others else due + flow.LATE,
        progress=Progress.ASKED if others else Progress.WAITING,
        reserved=quota.price(plan_.recipients),
    )
    db.add(announcement)
    db.flush()  # its card's buttons carry its id
    what, told = What.ANNOUNCEMENT_SENT, plan_.recipients
    if author and others:
        what = What.ANNOUNCEMENT_ASKED
        _ask(db, announcement, author, others, now)
    deeds.record(db, author, what, now, club=club, about=announcement, amount=told)
    return announcement


def questions(announcement: Announcement) -> str:
    """How the keys begin of what the other coordinators are asked."""
    return f"announcement:{announcement.id}:ask:"


def withdraw_questions(db: Session, announcement: Announcement) -> None:
    """What has not left yet need not be asked any more."""
    there = select(Role.member_id).where(Role.club_id == announcement.club_id)
    outbox.withdraw_all(db, questions(announcement), there)


def _ask(
    db: Session,
    announcement: Announcement,
    author: Member,
    others: Sequence[Member],
    now: datetime,
) -> None:
    """One message each, with the text as members will see it; at night where it cannot wait."""
    until = announcement.not_after
    urgent = until < next_morning(now, quiet.waking(db)) + flow.TO_ANSWER
    for each in filter(_can_be_asked, others):
        with addressing(each):
            question = approval_cards.question(announcement, author)
        key = f"{questions(announcement)}{each.id}"
        outbox.promise(db, each, key, question, due=now, not_after=until, at_night=urgent)


def _can_be_asked(coordinator: Member) -> bool:
    return coordinator.line_user_id is not None and coordinator.following


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
    if announcement.progress not in {Progress.CANCELLED, Progress.REFUSED, Progress.EXPIRED}:
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
    return or_(Announcement.progress.in_(UNFINISHED), untried.exists())


def _untried() -> ColumnElement[bool]:
    """What LINE cannot have yet."""
    return and_(Outgoing.state == OutgoingState.WAITING, Outgoing.first_tried.is_(None))


def _stop(db: Session, announcement: Announcement, now: datetime) -> None:
    unfinished = announcement.progress in UNFINISHED
    withdraw_questions(db, announcement)
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
