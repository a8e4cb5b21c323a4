"""Sending what an announcement said once more, to those whom it did not reach."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from bot import audience
from bot.language import _
from bot.turn import Refusal
from handlers.announcement import running
from handlers.announcement.audiences import Unreached, sent_again
from models import Announcement, Member, Progress

NEVER_LEFT = (Progress.ASKED, Progress.REFUSED)


def unreached(db: Session, who: Member, announcement: Announcement) -> Unreached:
    """Whom it did not reach, now that it has ended, nor any that was sent to those.

    Raises Refusal, which says why nobody is.
    """
    if later := sent_again(db, announcement):
        return unreached(db, who, later)
    whom = Unreached.after(db, announcement)
    if not whom.may(db, who):
        raise Refusal(_("คุณส่งถึงผู้รับกลุ่มนี้ไม่ได้ค่ะ ลองเลือกผู้รับกลุ่มอื่นนะคะ"))
    if announcement.progress in NEVER_LEFT:
        raise Refusal(_("ประกาศนี้ยังไม่ได้รับอนุมัติให้ส่งค่ะ จึงยังส่งซ้ำไม่ได้นะคะ"))
    if _on_its_way(db, announcement):
        raise Refusal(_("ประกาศนี้ยังส่งไม่เสร็จค่ะ เมื่อส่งเสร็จแล้วจึงส่งซ้ำได้นะคะ"))
    if not audience.anybody(db, whom):
        raise Refusal(whom.nobody(db))
    return whom


def worthwhile(db: Session, who: Member, announcement: Announcement) -> bool:
    """Whether there is anybody to send it to again."""
    try:
        return bool(unreached(db, who, announcement))
    except Refusal:
        return False


def meant(db: Session, who: Member, written: Sequence[Announcement]) -> Announcement | None:
    """Which she means who names none: the newest that left somebody out, or else the newest."""
    left_out = (each for each in written if worthwhile(db, who, each))
    return next(left_out, next(iter(written), None))


def _on_its_way(db: Session, announcement: Announcement) -> bool:
    report = running.report(db, announcement)
    return announcement.progress in running.UNFINISHED or bool(report.waiting or report.held)
