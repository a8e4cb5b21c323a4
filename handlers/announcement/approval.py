"""A second coordinator's yes to each announcement: what chat and console share."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from sqlalchemy import ColumnElement, Select, false, func, or_, select
from sqlalchemy.orm import Session

from bot import audience, choices, deeds, duties, outbox, outcome
from bot.language import _, addressing
from bot.messages import text
from bot.turn import Refusal
from handlers.announcement import actions, approval_cards, content, flow
from models import Account, Announcement, Club, Member, Progress, Role, RoleKind, What

ENOUGH = 2  # coordinators: who writes, and who says yes


def choose(db: Session, who: Member, club: Club, *, wanted: bool, now: datetime) -> None:
    """Whether another coordinator must say yes first; the others are told. Raises Refusal."""
    duties.looked_after(db, who, club.id)
    coordinators = Role.coordinators_of(db, club.id)
    if bool(choices.of(db, club.id).approval) is wanted:
        return
    if wanted and len(coordinators) < ENOUGH:
        raise Refusal(_("การอนุมัติต้องมีผู้ประสานงานอย่างน้อยสองคนค่ะ เชิญอีกคนก่อนนะคะ"))
    choices.set_(db, who, club, "approval", wanted, now=now)
    key = f"approval:{club.id}:{wanted}:{now:%Y%m%d%H%M%S}"
    for each in coordinators:
        if each.id != who.id:
            with addressing(each):
                words = approval_cards.chosen(club, who, wanted=wanted)
            duties.tell(db, each, key, words, now)


def waiting(who: Member, now: datetime, *, administers: bool) -> Select[Announcement]:
    """What she may decide about, soonest first: of the clubs she coordinates, not her own words.

    An administrator decides for clubs without a second coordinator.
    """
    asked = Announcement.progress == Progress.ASKED, Announcement.not_after > now
    another_s = Announcement.author_id.is_distinct_from(who.id)
    here = select(Announcement).where(*asked, another_s, _hers(who, administers=administers))
    return here.order_by(Announcement.not_after, Announcement.id)


def may_decide(db: Session, who: Member, announcement: Announcement) -> bool:
    hers = _hers(who, administers=Role.administers(db, who))
    here = select(Announcement.id).where(Announcement.id == announcement.id, hers)
    return announcement.author_id != who.id and db.scalar(here) is not None


def find(db: Session, who: Member, announcement_id: int) -> Announcement:
    """The announcement, locked, for one who may decide about it. Raises Refusal."""
    announcement = db.get(
        Announcement, announcement_id, with_for_update=True, populate_existing=True
    )
    if announcement and announcement.author_id == who.id:
        raise Refusal(_("ประกาศที่คุณเขียนเอง ต้องให้ผู้ประสานงานอีกคนอนุมัติค่ะ"))
    if announcement is None or not may_decide(db, who, announcement):
        raise Refusal(_("ไม่พบประกาศนี้ค่ะ"))
    return announcement


def to_decide(db: Session, who: Member, announcement_id: int, now: datetime) -> Announcement:
    """The same, while nobody has decided and it is not too late. Raises Refusal."""
    announcement = find(db, who, announcement_id)
    if announcement.progress is not Progress.ASKED or announcement.not_after <= now:
        decider = db.get(Member, announcement.approver_id or 0)
        raise Refusal(approval_cards.not_waiting(announcement, decider))
    return announcement


def approve(db: Session, who: Member, announcement_id: int, now: datetime) -> Announcement:
    """Let it leave: of two who decide at once, the first counts; twice equals once.

    Raises Refusal, also where the month has too few messages left by now.
    """
    announcement = find(db, who, announcement_id)
    if announcement.approver_id == who.id and announcement.progress is not Progress.REFUSED:
        return announcement
    announcement = to_decide(db, who, announcement_id, now)
    _reserve(db, announcement, now)
    announcement.progress, announcement.approver_id = Progress.WAITING, who.id
    announcement.not_after = announcement.due + flow.LATE
    _note(db, who, announcement, What.ANNOUNCEMENT_APPROVED, now)
    _tell(db, announcement, partial(approval_cards.told_approved, announcement, who), now)
    return announcement


def refuse(db: Session, who: Member, announcement_id: int, now: datetime) -> Announcement:
    """It does not leave, and its author is told. Raises Refusal."""
    announcement = find(db, who, announcement_id)
    if announcement.approver_id == who.id and announcement.progress is Progress.REFUSED:
        return announcement
    announcement = to_decide(db, who, announcement_id, now)
    announcement.progress, announcement.approver_id = Progress.REFUSED, who.id
    announcement.told = now
    _note(db, who, announcement, What.ANNOUNCEMENT_REFUSED, now)
    _tell(db, announcement, partial(approval_cards.told_refused, announcement, who), now)
    return announcement


def lapse(db: Session, now: datetime) -> bool:
    """End one that nobody approved in time, and tell its author; False where there is none."""
    overdue = Announcement.progress == Progress.ASKED, Announcement.not_after <= now
    first = select(Announcement).where(*overdue).order_by(Announcement.id).limit(1)
    announcement = db.scalar(first.with_for_update(skip_locked=True))
    if announcement is None:
        return False
    announcement.progress, announcement.told = Progress.EXPIRED, now
    actions.withdraw_questions(db, announcement)
    _tell(db, announcement, partial(approval_cards.not_sent, announcement), now)
    return True


def _hers(who: Member, *, administers: bool) -> ColumnElement[bool]:
    coordinator = Role.kind == RoleKind.COORDINATOR
    coordinated = select(Role.club_id).where(Role.member_id == who.id, coordinator)
    here = select(func.count(Role.id)).where(Role.club_id == Announcement.club_id, coordinator)
    alone = here.correlate(Announcement).scalar_subquery() < ENOUGH if administers else false()
    return or_(Announcement.club_id.in_(coordinated), alone)


def _reserve(db: Session, announcement: Announcement, now: datetime) -> None:
    """What it takes by now, of the month that it leaves in."""
    Account.locked(db)
    announcement.due, announcement.reserved = max(announcement.due, now), 0
    db.flush()  # what it had reserved is free for it
    wish = _wish(announcement)
    plan = actions.plan(db, wish, now)
    actions.check(plan, wish.content)
    announcement.due, announcement.reserved = plan.leaves, plan.price


def _wish(announcement: Announcement) -> actions.Wish:
    """What its author wanted."""
    return actions.Wish(
        announcement.club,
        content.found(announcement.parts),
        audience.found(announcement.audience),
        due=announcement.due,
        at_night=announcement.at_night,
    )


def _note(db: Session, who: Member, announcement: Announcement, what: What, now: datetime) -> None:
    actions.withdraw_questions(db, announcement)
    deeds.record(db, who, what, now, club=announcement.club, about=announcement)


def _tell(db: Session, announcement: Announcement, words: Callable[[], str], now: datetime) -> None:
    """Her who wrote it, for free."""
    author = db.get(Member, announcement.author_id or 0)
    if author is None:
        return
    with addressing(author):
        said = [text(words())]
    key, until = f"announcement:{announcement.id}:decided", now + outcome.WORTH_TELLING
    outbox.promise(db, author, key, said, due=now, not_after=until, with_reply=True)
