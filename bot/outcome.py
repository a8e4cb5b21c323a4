"""What became of what was sent, told to those who sent it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from bot import audience, bangkok, limits, outbox
from bot.language import _, addressing
from bot.messages import text
from models import (
    UNSETTLED,
    Account,
    Announcement,
    Member,
    Outgoing,
    OutgoingState,
    Priority,
    Progress,
    Role,
)

LATELY = timedelta(days=7)
WORTH_TELLING = timedelta(days=30)
WRONG = {OutgoingState.FAILED, OutgoingState.UNKNOWN}
QUOTED = 40  # UTF-16 units of an announcement, so that she knows which it was


def tell(db: Session, now: datetime) -> bool:
    """Tell what became of one announcement that has come to its end; False where none has."""
    announcement = db.scalar(_ended())
    if announcement is None:
        return False
    announcement.told = now
    counts = _counts(db, announcement)
    announcement.reached = counts.get(OutgoingState.SENT, 0)
    for member in _responsible(db, announcement):
        outbox.withdraw_all(db, _held_key(announcement), member.id)
        with addressing(member):
            words = _words(db, announcement, counts)
        # what went wrong is worth a message; all else waits, and costs nothing
        free = WRONG.isdisjoint(counts) or _exhausted(db)
        _promise(db, member, f"announcement:{announcement.id}:outcome", words, now, free=free)
    return True


def hold(db: Session, requests: Sequence[str], now: datetime) -> None:
    """The month is too short for these: tell who wrote them, or the coordinators of their clubs."""
    these = Outgoing.id.in_(requests)
    announced = select(Outgoing.announcement_id).where(these).distinct()
    month, whose = bangkok.local(now), select(Outgoing.club_id).where(these)
    for announcement in db.scalars(select(Announcement).where(Announcement.id.in_(announced))):
        _tell_held(db, announcement, now)
    for club_id in db.scalars(whose.where(Outgoing.announcement_id.is_(None)).distinct()).all():
        for member in _coordinators(db, club_id):
            with addressing(member):
                words = held()
            _promise(db, member, f"held:{month:%Y%m}", words, now, free=True)


def undelivered(db: Session, now: datetime) -> dict[OutgoingState, int]:
    """How many requests of the last days did not arrive, or nobody knows."""
    bad = (OutgoingState.FAILED, OutgoingState.EXPIRED, OutgoingState.UNKNOWN)
    rows = select(Outgoing.state, func.count()).where(
        Outgoing.state.in_(bad), Outgoing.due > now - LATELY
    )
    return dict(iter(db.execute(rows.group_by(Outgoing.state))))


def held() -> str:
    return _("โควตาข้อความของเดือนนี้หมดแล้ว ข้อความที่ค้างอยู่จะส่งต่อเองเมื่อมีโควตา ถ้ายังไม่เลยเวลาเกินหนึ่งวันค่ะ")


def _tell_held(db: Session, announcement: Announcement, now: datetime) -> None:
    """Once a day, for free; until she has read it, with the number as it is."""
    waiting = select(func.sum(Outgoing.cost)).where(Outgoing.announcement_id == announcement.id)
    count = db.scalar(waiting.where(Outgoing.state.in_(UNSETTLED))) or 0
    key = f"{_held_key(announcement)}{bangkok.local(now):%Y%m%d}"
    for member in _responsible(db, announcement):
        with addressing(member):
            words = _(
                "โควตาข้อความของเดือนนี้หมดแล้ว ประกาศ “{quoted}” ค้างอยู่ {count} คนค่ะ",
                quoted=_quoted(announcement),
                count=count,
            )
            words += "\n" + _("มีโควตาเมื่อไรจะส่งให้เอง ถ้าเลยเวลาแล้วจะบอกอีกครั้งนะคะ")
        _promise(db, member, key, words, now, free=True)


def _held_key(announcement: Announcement) -> str:
    return f"held:announcement:{announcement.id}:"


def _quoted(announcement: Announcement) -> str:
    return limits.fit_utf16(announcement.text.strip().partition("\n")[0], QUOTED)


def _promise(
    db: Session, member: Member, key: str, words: str, now: datetime, *, free: bool
) -> None:
    outbox.promise(
        db,
        member,
        f"{key}:{member.id}",
        [text(words)],
        due=now,
        not_after=now + WORTH_TELLING,
        priority=Priority.DIGEST,
        with_reply=free,
    )


def _words(db: Session, announcement: Announcement, counts: dict[OutgoingState, int]) -> str:
    quoted = _quoted(announcement)
    sent = counts.get(OutgoingState.SENT, 0)
    unknown = counts.get(OutgoingState.UNKNOWN, 0)
    late = counts.get(OutgoingState.EXPIRED, 0)
    lost = sum(counts.values()) - sent - unknown - late
    if announcement.progress is Progress.EXPIRED and not counts:
        return _("ประกาศ “{quoted}” ค้างจนเลยเวลาเกินหนึ่งวัน จึงไม่ได้ส่งออกไปค่ะ", quoted=quoted)
    if not counts and (whom := audience.found(announcement.audience)):
        return _("ประกาศ “{quoted}” ไม่ได้ส่งออกไปค่ะ", quoted=quoted) + "\n" + whom.nobody(db)
    words = _("ส่งประกาศ “{quoted}” ให้สมาชิก {count} คนแล้วค่ะ", quoted=quoted, count=sent)
    if late:
        words += "\n" + _("อีก {count} คนไม่ได้ส่ง เพราะค้างจนเลยเวลาแล้วค่ะ", count=late)
    if lost:
        words += "\n" + _("อีก {count} คนส่งไม่ได้ค่ะ", count=lost)
    if unknown:
        words += "\n" + _("อีก {count} คน LINE ไม่ยืนยันว่าได้รับหรือไม่ค่ะ", count=unknown)
    return words


def _counts(db: Session, announcement: Announcement) -> dict[OutgoingState, int]:
    """How many people each end came to; what was split counts as its halves."""
    ends = select(Outgoing.state, func.sum(Outgoing.cost)).where(
        Outgoing.announcement_id == announcement.id, Outgoing.state != OutgoingState.SPLIT
    )
    return dict(iter(db.execute(ends.group_by(Outgoing.state))))


def _ended() -> Select[Announcement]:
    waiting = select(Outgoing.id).where(
        Outgoing.announcement_id == Announcement.id, Outgoing.state.in_(UNSETTLED)
    )
    return (
        select(Announcement)
        .where(
            Announcement.told.is_(None),
            Announcement.progress.in_([Progress.SENT, Progress.EXPIRED]),
            ~waiting.exists(),
        )
        .order_by(Announcement.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )


def _responsible(db: Session, announcement: Announcement) -> list[Member]:
    author = db.get(Member, announcement.author_id) if announcement.author_id else None
    return [author] if author else _coordinators(db, announcement.club_id)


def _coordinators(db: Session, club_id: int | None) -> list[Member]:
    return Role.coordinators_of(db, club_id) if club_id else []


def _exhausted(db: Session) -> bool:
    account = Account.known(db)
    return bool(account and account.exhausted)
