"""Stopping, pausing and following announcements: what chat and console share."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Update, and_, func, or_, select, update
from sqlalchemy.orm import Session

from bot import deeds
from bot.language import _
from bot.turn import Refusal
from handlers.announcement import actions, answering
from models import (
    UNSETTLED,
    Announcement,
    Member,
    Outgoing,
    OutgoingState,
    Progress,
    Role,
    What,
)

UNFINISHED = (Progress.ASKED, Progress.WAITING, Progress.SENDING)
OVER = (Progress.CANCELLED, Progress.REFUSED, Progress.EXPIRED)
LATELY = timedelta(days=30)  # requests are forgotten after that, and with them who got what


@dataclass(frozen=True)
class Report:
    """How many people each end came to."""

    total: int  # as planned, or as many as there turned out to be
    sent: int = 0
    waiting: int = 0
    held: int = 0  # for want of money
    failed: int = 0  # refused by LINE, or too late
    unknown: int = 0  # LINE did not say
    stopped: int = 0
    answers: tuple[tuple[str, int], ...] = ()  # each that can be given, and how many gave it

    @property
    def running(self) -> bool:
        return self.waiting > 0


def report(db: Session, announcement: Announcement) -> Report:
    """What became of it up to now."""
    ends = select(Outgoing.state, func.sum(Outgoing.cost)).where(
        Outgoing.announcement_id == announcement.id, Outgoing.state != OutgoingState.SPLIT
    )
    counts = dict(iter(db.execute(ends.group_by(Outgoing.state))))
    laid_out = sum(counts.values())
    finished = announcement.progress not in UNFINISHED
    total = laid_out if finished and laid_out else max(announcement.reserved, laid_out)
    to_come = 0 if finished else total - laid_out
    paused = counts.get(OutgoingState.PAUSED, 0)
    return Report(
        total=total,
        sent=counts.get(OutgoingState.SENT, 0) or (announcement.reached or 0),
        waiting=counts.get(OutgoingState.WAITING, 0) + paused + to_come,
        held=counts.get(OutgoingState.HELD, 0),
        failed=counts.get(OutgoingState.FAILED, 0) + counts.get(OutgoingState.EXPIRED, 0),
        unknown=counts.get(OutgoingState.UNKNOWN, 0),
        stopped=counts.get(OutgoingState.WITHDRAWN, 0),
        answers=tuple(answering.counts(db, announcement)),
    )


def latest(db: Session, who: Member, now: datetime) -> list[Announcement]:
    """What was written lately in the clubs that she coordinates, the newest first."""
    clubs = [club.id for club in Role.clubs_of(db, who)]
    written = select(Announcement).where(
        Announcement.club_id.in_(clubs), Announcement.due > now - LATELY
    )
    newest = written.order_by(Announcement.made.desc(), Announcement.id.desc())
    return list(db.scalars(newest.limit(12)))


def own(db: Session, who: Member, announcement_id: int) -> Announcement:
    """The announcement of a club that she coordinates, locked. Raises Refusal."""
    announcement = db.get(
        Announcement, announcement_id, with_for_update=True, populate_existing=True
    )
    if announcement is None or announcement.club not in Role.clubs_of(db, who):
        raise Refusal(_("ไม่พบประกาศนี้ค่ะ"))
    return announcement


def recall(db: Session, who: Member, announcement_id: int, now: datetime) -> bool:
    """Take it back before its first page, so that it is a draft again; whether that was possible.

    Raises Refusal where it is none of hers.
    """
    announcement = own(db, who, announcement_id)
    if announcement.progress not in {Progress.ASKED, Progress.WAITING}:
        return False
    cancel(db, who, announcement_id, now)
    return True


def pause(db: Session, who: Member, announcement_id: int, now: datetime) -> Announcement:
    """Keep what LINE cannot have yet; twice equals once. Raises Refusal where nothing is left."""
    announcement = own(db, who, announcement_id)
    if announcement.paused or announcement.progress in OVER:
        return announcement
    stopped = db.execute(
        _rows(announcement, OutgoingState.WAITING, OutgoingState.HELD)
        .values(state=OutgoingState.PAUSED)
        .returning(Outgoing.id)
    ).first()
    if not (stopped or announcement.progress in UNFINISHED):
        raise Refusal(_("ประกาศนี้ส่งออกไปหมดแล้ว จึงหยุดไม่ได้ค่ะ"))
    announcement.paused = now
    club = announcement.club
    deeds.record(db, who, What.ANNOUNCEMENT_PAUSED, now, club=club, about=announcement)
    return announcement


def resume(db: Session, who: Member, announcement_id: int, now: datetime) -> Announcement:
    """Let the rest leave; twice equals once. Raises Refusal where it is too late for that."""
    announcement = own(db, who, announcement_id)
    if announcement.paused is None or announcement.progress in OVER:
        return announcement
    if announcement.not_after <= now:
        raise Refusal(_("เลยเวลาของประกาศนี้แล้วค่ะ จึงไม่ส่งต่อ เขียนใหม่ได้โดยพิมพ์ “ประกาศ” นะคะ"))
    db.execute(_rows(announcement, OutgoingState.PAUSED).values(state=OutgoingState.WAITING))
    announcement.paused = None
    club = announcement.club
    deeds.record(db, who, What.ANNOUNCEMENT_RESUMED, now, club=club, about=announcement)
    return announcement


def lapse(db: Session, now: datetime) -> bool:
    """End one that was paused until it was too late; False where there is none."""
    paused = Announcement.paused.is_not(None), Announcement.told.is_(None)
    late = select(Announcement).where(*paused, Announcement.not_after <= now)
    announcement = db.scalar(late.limit(1).with_for_update(skip_locked=True))
    if announcement is None:
        return False
    ended = {"state": OutgoingState.EXPIRED, "body": None}
    db.execute(_rows(announcement, OutgoingState.PAUSED).values(ended))
    announcement.paused = None
    if announcement.progress in UNFINISHED:
        announcement.progress = Progress.EXPIRED
    return True


def _rows(announcement: Announcement, *states: OutgoingState) -> Update:
    """Its requests in one of these states that LINE cannot have yet."""
    return update(Outgoing).where(
        Outgoing.announcement_id == announcement.id,
        Outgoing.state.in_(states),
        Outgoing.first_tried.is_(None),
    )


def cancel(db: Session, who: Member, announcement_id: int, now: datetime) -> int:
    """Stop what has not left yet, and return to how many it went before; by a coordinator only.

    Raises Refusal where nothing is left to stop. What LINE may have already counts as sent.
    """
    announcement = own(db, who, announcement_id)
    if announcement.progress not in OVER:
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
    return and_(Outgoing.state.in_(UNSETTLED), Outgoing.first_tried.is_(None))


def _stop(db: Session, announcement: Announcement, now: datetime) -> None:
    unfinished = announcement.progress in UNFINISHED
    actions.withdraw_questions(db, announcement)
    rows = update(Outgoing).where(Outgoing.announcement_id == announcement.id, _untried())
    stopped = db.execute(
        rows.values(state=OutgoingState.WITHDRAWN, body=None).returning(Outgoing.id)
    )
    if not (unfinished or stopped.first()):
        raise Refusal(_("ประกาศนี้ส่งออกไปหมดแล้ว จึงหยุดไม่ได้ค่ะ"))
    announcement.progress, announcement.told, announcement.paused = Progress.CANCELLED, now, None


def _sent(db: Session, announcement: Announcement) -> int:
    sent = select(func.sum(Outgoing.cost)).where(
        Outgoing.announcement_id == announcement.id,
        Outgoing.state.not_in([OutgoingState.WITHDRAWN, OutgoingState.SPLIT]),
    )
    return db.scalar(sent) or 0
